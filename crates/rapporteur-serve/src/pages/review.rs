//! `/review`: what is worth looking at, one after the other, and what coders make of it.

use askama::Template;
use rapporteur::{
    CodingView, ContextView, DisagreementPage, JudgedReport, JudgementPage, JudgementView, Mark,
    NameItem, PositionVerdict, PropositionRef, ReviewItem, ReviewKind, ReviewPage, ReviewQuery,
    Role, Ruling, Stance, Verdict, wording,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::parties::Hues;
use crate::answer::{Answer, Frame, Success, percent};
use crate::failure::Failure;
use crate::given::{Asked, Given, filled};
use crate::visit::{Coding, Reading, Visit};

/// How many items the list beside the one that is shown has.
const LISTED: u32 = 12;

/// How many of them stand before it.
const BEFORE: u32 = 2;

/// How many judgements or disagreements a page has.
const PAGE: u32 = 25;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Query {
    /// The place of the item in the queue, from 0.
    at: Option<u32>,
    /// The id of a proposition: positions on it alone.
    proposition: Option<String>,
    /// `position` or `name`.
    only: Option<String>,
    /// What the visitor has decided.
    mine: Option<String>,
    /// What coders differ on.
    differ: Option<String>,
    /// Passes over so many.
    offset: Option<u32>,
}

/// A decision about a position.
#[derive(Deserialize, ToSchema)]
#[schema(as = Judgement)]
pub(crate) struct Decided {
    /// Article and number of the statement, such as `3:s4`.
    statement: String,
    /// The id of the proposition.
    proposition: String,
    verdict: PositionVerdict,
    /// With `set`: `for`, `conditional` or `against`.
    stance: Option<String>,
    /// The page to go back to.
    back: Option<String>,
}

/// A decision about two names.
#[derive(Deserialize, ToSchema)]
#[schema(as = NameJudgement)]
pub(crate) struct DecidedNames {
    /// The id of a name.
    one: String,
    /// The id of the other.
    other: String,
    /// `same`, `different` or `unsure`.
    verdict: String,
    /// The page to go back to.
    back: Option<String>,
}

/// All that the page shows.
#[derive(Serialize, ToSchema)]
#[schema(as = ReviewDesk)]
struct Desk {
    /// The place of the item that is looked at, from 0.
    at: u32,
    /// The place of the first item that is listed.
    first: u32,
    queue: ReviewPage,
    /// What the visitor has decided, where that was asked for.
    mine: Option<JudgementPage>,
    /// What coders differ on, where that was asked for.
    disagreements: Option<DisagreementPage>,
    /// How far coders agree.
    agreement: CodingView,
}

#[derive(Template)]
#[template(path = "review.html")]
struct Page<'a> {
    frame: Frame,
    desk: &'a Desk,
    hues: Hues,
    /// Id and sentence of each proposition.
    propositions: Vec<(String, String)>,
    proposition: String,
    only: String,
    offset: u32,
}

/// An item of the list.
struct Listed<'a> {
    address: String,
    current: bool,
    item: &'a ReviewItem,
}

/// A row of the table of agreement.
struct Alphas<'a> {
    /// `None` is all of them.
    proposition: Option<&'a PropositionRef>,
    judged: u64,
    units: u64,
    nominal: String,
    ordinal: String,
}

/// What is worth looking at, and how far coders agree.
#[utoipa::path(
    get,
    path = "/review",
    operation_id = "review",
    params(Query),
    responses((status = 200, body = Success<Desk>)),
)]
pub(crate) async fn show(Reading(visit): Reading, Asked(query): Asked<Query>) -> Answer {
    let record = &visit.app.record;
    let proposition = filled(query.proposition);
    let only = filled(query.only);
    let mut asked = ReviewQuery {
        coder: coder(&visit),
        proposition: proposition.clone(),
        only: only.as_deref().map(kind).transpose()?,
        limit: Some(LISTED),
        offset: 0,
    };
    let mut at = query.at.unwrap_or(0);
    asked.offset = at.saturating_sub(BEFORE);
    let mut queue = record.review(&asked).await?;
    let last = u32::try_from(queue.looked_at)
        .unwrap_or(u32::MAX)
        .saturating_sub(1);
    if at > last {
        at = last;
        asked.offset = at.saturating_sub(BEFORE);
        queue = record.review(&asked).await?;
    }
    let offset = query.offset.unwrap_or(0);
    let name = visit.visitor.as_ref().map(|visitor| visitor.name.as_str());
    let mine = match name.filter(|_| query.mine.is_some()) {
        Some(name) => Some(record.judgements_of(name, Some(PAGE), offset).await?),
        None => None,
    };
    // What others judge is no business of somebody who is to judge alone.
    let differ = query.differ.is_some() && visit.may(Role::Editor);
    let disagreements = match differ {
        true => Some(record.disagreements(Some(PAGE), offset).await?),
        false => None,
    };
    let desk = Desk {
        first: asked.offset,
        at,
        queue,
        mine,
        disagreements,
        agreement: record.coding().await?,
    };
    let hues = Hues::of(record).await?;
    let propositions = propositions(&visit).await?;
    visit.answer("Review", &desk, |frame| {
        Page {
            frame,
            desk: &desk,
            hues,
            propositions,
            proposition: proposition.unwrap_or_default(),
            only: only.unwrap_or_default(),
            offset,
        }
        .render()
    })
}

/// Decides where a statement stands.
#[utoipa::path(
    post,
    path = "/review",
    operation_id = "judge_position",
    request_body = Decided,
    responses((status = 200, body = Success<JudgedReport>)),
    security(("key" = [])),
)]
pub(crate) async fn decide(Coding(visit): Coding, Given(given): Given<Decided>) -> Answer {
    let ruling = Ruling {
        statement: given.statement,
        proposition: given.proposition,
        verdict: given.verdict,
        stance: filled(given.stance).as_deref().map(stance).transpose()?,
    };
    let role = visit.visitor.as_ref().map_or(Role::Reader, |one| one.role);
    let record = &visit.app.record;
    let report = record.judge_position(&ruling, role, &visit.clerk()).await?;
    done(&visit, &report, given.back, report.operation.number)
}

/// Decides whether two names are one.
#[utoipa::path(
    post,
    path = "/review/names",
    operation_id = "judge_names",
    request_body = DecidedNames,
    responses((status = 200, body = Success<rapporteur::DecidedNames>)),
    security(("key" = [])),
)]
pub(crate) async fn decide_names(
    Coding(visit): Coding,
    Given(given): Given<DecidedNames>,
) -> Answer {
    let verdict = match given.verdict.as_str() {
        "same" => Verdict::Same,
        "different" => Verdict::Different,
        "unsure" => Verdict::Unsure,
        other => {
            let message = format!("{other:?} is no verdict on two names");
            return Err(Failure::unusable(message).with_hint("say same, different or unsure"));
        }
    };
    let record = &visit.app.record;
    let clerk = visit.clerk();
    let decided = record.decide_names(verdict, &given.one, &given.other, &clerk);
    let decided = decided.await?;
    done(&visit, &decided, given.back, decided.operation.number)
}

fn done<T: Serialize>(visit: &Visit, report: &T, back: Option<String>, operation: i64) -> Answer {
    visit.done(report, back.as_deref().unwrap_or("/review"), operation)
}

/// Whose queue it is: a coder has an own one.
fn coder(visit: &Visit) -> Option<String> {
    let coder = visit.visitor.as_ref();
    let coder = coder.filter(|visitor| visitor.role == Role::Coder);
    coder.map(|visitor| visitor.name.clone())
}

fn kind(only: &str) -> Result<ReviewKind, Failure> {
    match only {
        "position" => Ok(ReviewKind::Position),
        "name" => Ok(ReviewKind::Name),
        other => Err(Failure::unusable(format!("{other:?} is no kind of item"))
            .with_hint("ask for position or name")),
    }
}

fn stance(stance: &str) -> Result<Stance, Failure> {
    match stance {
        "for" => Ok(Stance::For),
        "conditional" => Ok(Stance::Conditional),
        "against" => Ok(Stance::Against),
        other => Err(Failure::unusable(format!("{other:?} is no stance"))
            .with_hint("say for, conditional or against")),
    }
}

async fn propositions(visit: &Visit) -> Result<Vec<(String, String)>, Failure> {
    let codebook = visit.app.record.codebook().await?;
    let issues = codebook.map_or_else(Vec::new, |file| file.codebook.issues);
    let propositions = issues.into_iter().flat_map(|issue| issue.propositions);
    Ok(propositions.map(|one| (one.id, one.text)).collect())
}

impl Page<'_> {
    /// The item that is looked at.
    fn item(&self) -> Option<&ReviewItem> {
        let place = self.desk.at.saturating_sub(self.desk.first);
        self.desk.queue.items.get(place as usize)
    }

    /// What is left to look at.
    fn left(&self) -> String {
        format!(
            "{} that nobody has decided about, and {} of names that may be one. \
             What a decision would change most comes first.",
            wording::counted(self.desk.queue.undecided, "position"),
            wording::counted(self.desk.queue.names, "pair")
        )
    }

    fn judged(&self) -> String {
        wording::counted(self.desk.agreement.judged, "position")
    }

    /// The address of another place in the queue.
    fn place(&self, at: u32) -> String {
        let mut address = format!("/review?at={at}");
        for (field, value) in [("proposition", &self.proposition), ("only", &self.only)] {
            if !value.is_empty() {
                address.push_str(&format!("&{field}={}", percent(value)));
            }
        }
        address
    }

    fn next(&self) -> Option<String> {
        let next = self.desk.at + 1;
        (u64::from(next) < self.desk.queue.looked_at).then(|| self.place(next))
    }

    fn previous(&self) -> Option<String> {
        self.desk.at.checked_sub(1).map(|at| self.place(at))
    }

    /// Where to come back to: the next item has moved up to the place of this one.
    fn back(&self) -> String {
        self.place(self.desk.at)
    }

    /// The items of the list.
    fn listed(&self) -> Vec<Listed<'_>> {
        let items = (self.desk.first..).zip(&self.desk.queue.items);
        let listed = items.map(|(at, item)| Listed {
            address: self.place(at),
            current: at == self.desk.at,
            item,
        });
        listed.collect()
    }

    /// How far coders agree, on everything and then on each proposition.
    fn alphas(&self) -> Vec<Alphas<'_>> {
        let shown = |alpha: Option<f64>| {
            alpha.map_or_else(|| "–".to_owned(), |alpha| format!("{alpha:.3}"))
        };
        let all = &self.desk.agreement;
        let whole = Alphas {
            proposition: None,
            judged: all.judged,
            units: all.units,
            nominal: shown(all.nominal),
            ordinal: shown(all.ordinal),
        };
        let each = all.propositions.iter().map(|one| Alphas {
            proposition: Some(&one.proposition),
            judged: one.judged,
            units: one.units,
            nominal: shown(one.nominal),
            ordinal: shown(one.ordinal),
        });
        std::iter::once(whole).chain(each).collect()
    }

    /// How often each of two names is mentioned.
    fn mentions(&self, item: &NameItem) -> String {
        let [one, other] = item.mentions;
        format!(
            "{}: {} · {}: {}",
            item.pair.one.name,
            wording::counted(one, "mention"),
            item.pair.other.name,
            wording::counted(other, "mention")
        )
    }

    fn hue(&self, party: &str) -> &'static str {
        self.hues.class(party)
    }

    /// What a stretch of the text is to the statement, as the class of a mark.
    fn class(&self, piece: &ContextView) -> &'static str {
        match piece.mark {
            Some(Mark::Source) => "source-mark",
            Some(Mark::Cue) => "cue-mark",
            Some(Mark::Content) => "content-mark",
            Some(Mark::Deciding) => "content-mark deciding",
            None => "",
        }
    }

    fn when(&self, judgement: &JudgementView) -> String {
        let minutes = judgement.at.get(..16).unwrap_or(&judgement.at);
        minutes.replace('T', " ")
    }

    /// What somebody made of a position, in a word.
    fn said(&self, judgement: &JudgementView) -> String {
        let stance = judgement.stance.map(|stance| wording::label(&stance));
        stance.unwrap_or_else(|| "no position".to_owned())
    }

    /// The address of the next page of what the visitor has decided.
    fn older(&self, page: &JudgementPage) -> Option<String> {
        self.following("mine", page.total)
    }

    /// The address of the next page of what coders differ on.
    fn more(&self, page: &DisagreementPage) -> Option<String> {
        self.following("differ", page.total)
    }

    fn following(&self, what: &str, total: u64) -> Option<String> {
        let next = self.offset + PAGE;
        (u64::from(next) < total).then(|| format!("/review?{what}&offset={next}"))
    }
}
