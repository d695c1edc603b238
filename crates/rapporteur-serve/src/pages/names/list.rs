//! `/names`: what may be one, for somebody to decide, and all names with their spellings.

use askama::Template;
use rapporteur::{DecidedNames, EntityType, NamePage, NameQuery, SuggestionView, Verdict, wording};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::answer::{Answer, Frame, Success, percent};
use crate::failure::Failure;
use crate::given::{Asked, Given, filled};
use crate::pages::names;
use crate::pages::parties::Hues;
use crate::visit::{Coding, Reading};

/// How many names a page has, and how many suggestions where they have it alone.
const PAGE: u32 = 50;

/// How many suggestions stand above the names.
const ABOVE: usize = 6;

const TYPES: [EntityType; 5] = [
    EntityType::Person,
    EntityType::Organisation,
    EntityType::Place,
    EntityType::Party,
    EntityType::Group,
];

/// What is asked for; a box that is ticked is there.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Wanted {
    /// Words of a name.
    search: Option<String>,
    /// `person`, `organisation`, `place`, `party` or `group`.
    #[serde(rename = "type")]
    kind: Option<String>,
    /// The id of the party that they belong to.
    party: Option<String>,
    /// Anything: only what may be one.
    suggestions: Option<String>,
    /// Anything: what somebody was unsure about, too.
    unsure: Option<String>,
    /// How many are passed over.
    #[serde(default)]
    offset: u32,
}

/// What is decided about two names.
#[derive(Deserialize, ToSchema)]
#[schema(as = NameDecision)]
pub(crate) struct Decision {
    verdict: Verdict,
    /// The id of a name.
    one: String,
    /// The id of the other.
    other: String,
    /// The page to go back to.
    back: Option<String>,
}

#[derive(Template)]
#[template(path = "names.html")]
struct Page<'a> {
    frame: Frame,
    view: &'a NamePage,
    query: &'a NameQuery,
    parties: Vec<(String, String)>,
    hues: Hues,
}

/// All names with their spellings, and what may be one.
#[utoipa::path(
    get,
    path = "/names",
    operation_id = "names",
    params(Wanted),
    responses((status = 200, body = Success<NamePage>)),
)]
pub(crate) async fn show(Reading(visit): Reading, Asked(wanted): Asked<Wanted>) -> Answer {
    let query = wanted.query()?;
    let record = &visit.app.record;
    let view = record.names(&query).await?;
    let codebook = record.codebook().await?.map(|file| file.codebook);
    let parties = codebook.map(|codebook| codebook.parties);
    let parties = parties.into_iter().flatten();
    let parties = parties.map(|party| (party.id, party.name)).collect();
    let hues = Hues::of(record).await?;
    visit.answer("Names", &view, |frame| {
        Page {
            frame,
            view: &view,
            query: &query,
            parties,
            hues,
        }
        .render()
    })
}

/// Decides whether two names are one.
#[utoipa::path(
    post,
    path = "/names/decide",
    operation_id = "decide_names",
    request_body = Decision,
    responses((status = 200, body = Success<DecidedNames>)),
    security(("key" = [])),
)]
pub(crate) async fn decide(Coding(visit): Coding, Given(given): Given<Decision>) -> Answer {
    let Decision {
        verdict,
        one,
        other,
        back,
    } = given;
    let record = &visit.app.record;
    let decided = record
        .decide_names(verdict, &one, &other, &visit.clerk())
        .await?;
    let back = filled(back).unwrap_or_else(|| "/names".to_owned());
    visit.done(&decided, &back, decided.operation.number)
}

impl Wanted {
    fn query(self) -> Result<NameQuery, Failure> {
        Ok(NameQuery {
            search: filled(self.search),
            kind: filled(self.kind).map(|kind| typed(&kind)).transpose()?,
            party: filled(self.party),
            suggestions: filled(self.suggestions).is_some(),
            unsure: filled(self.unsure).is_some(),
            limit: Some(PAGE),
            offset: self.offset,
        })
    }
}

fn typed(text: &str) -> Result<EntityType, Failure> {
    let mut types = TYPES.into_iter();
    types
        .find(|kind| wording::label(kind) == text)
        .ok_or_else(|| {
            Failure::unusable(format!("{text:?} is no type of name"))
                .with_hint("ask for person, organisation, place, party or group")
        })
}

impl Page<'_> {
    fn is_asked_for(&self, kind: &EntityType) -> bool {
        self.query.kind == Some(*kind)
    }

    /// Whether anything but the page was chosen.
    fn is_narrowed(&self) -> bool {
        let NameQuery {
            search,
            kind,
            party,
            ..
        } = self.query;
        search.is_some() || kind.is_some() || party.is_some()
    }

    fn suggested(&self) -> &[SuggestionView] {
        let all = &self.view.suggestions;
        let most = if self.query.suggestions {
            all.len()
        } else {
            ABOVE.min(all.len())
        };
        all.get(..most).unwrap_or_default()
    }

    /// How many there are of what is leafed through.
    const fn total(&self) -> u64 {
        if self.query.suggestions {
            self.view.suggestions_total
        } else {
            self.view.total
        }
    }

    fn shown(&self) -> u64 {
        let here = if self.query.suggestions {
            self.view.suggestions.len()
        } else {
            self.view.names.len()
        };
        u64::from(self.query.offset) + here as u64
    }

    fn earlier(&self) -> Option<String> {
        let offset = self.query.offset;
        (offset > 0).then(|| self.at(self.query.suggestions, offset.saturating_sub(PAGE)))
    }

    fn later(&self) -> Option<String> {
        (self.shown() < self.total()).then(|| {
            self.at(
                self.query.suggestions,
                self.query.offset.saturating_add(PAGE),
            )
        })
    }

    /// The address of the same choice, elsewhere in it.
    fn at(&self, suggestions: bool, offset: u32) -> String {
        let NameQuery {
            search,
            kind,
            party,
            unsure,
            ..
        } = self.query;
        let text = |name: &str, value: &Option<String>| {
            let value = value.as_deref();
            value.map(|value| format!("{name}={}", percent(value)))
        };
        let fields = [
            text("search", search),
            kind.map(|kind| format!("type={}", wording::label(&kind))),
            text("party", party),
            suggestions.then(|| "suggestions=on".to_owned()),
            unsure.then(|| "unsure=on".to_owned()),
            (offset > 0).then(|| format!("offset={offset}")),
        ];
        let fields: Vec<String> = fields.into_iter().flatten().collect();
        match fields.as_slice() {
            [] => "/names".to_owned(),
            fields => format!("/names?{}", fields.join("&")),
        }
    }
}
