//! `/deadlocks`: who waits for whom, drawn and in words.

use askama::Template;
use rapporteur::{
    ChainView, DeadlockView, DeadlocksQuery, DeadlocksView, NameRef, OpeningView, VoiceView,
    WaitView, wording,
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::parties::{Hues, choices};
use crate::answer::{Answer, Frame, Success};
use crate::draw::waiting;
use crate::given::{Asked, date, filled};
use crate::visit::Reading;

/// So many deadlocks, openings and chains are shown.
const SHOWN: u32 = 20;
/// So many statements of each condition are.
const STATEMENTS: u32 = 3;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Query {
    /// As of this day, in EDTF; as of the latest without.
    at: Option<String>,
    /// The id of a party that waits or is waited for.
    party: Option<String>,
}

#[derive(Template)]
#[template(path = "deadlocks.html")]
struct Page<'a> {
    frame: Frame,
    view: &'a DeadlocksView,
    hues: Hues,
    parties: Vec<NameRef>,
    at: Option<String>,
    party: Option<String>,
}

#[derive(Template)]
#[template(path = "waiting.html")]
struct Waiting<'a> {
    wait: &'a WaitView,
    hue: &'static str,
}

/// Who waits for whom, what would be an opening, and the chains of conditions.
#[utoipa::path(
    get,
    path = "/deadlocks",
    operation_id = "deadlocks",
    params(Query),
    responses((status = 200, body = Success<DeadlocksView>)),
)]
pub(crate) async fn show(Reading(visit): Reading, Asked(query): Asked<Query>) -> Answer {
    let (at, party) = (date(query.at)?, filled(query.party));
    let record = &visit.app.record;
    let asked = DeadlocksQuery {
        at: at.clone(),
        party: party.clone(),
        limit: Some(SHOWN),
        statements: STATEMENTS,
    };
    let view = record.deadlocks(&asked).await?;
    let hues = Hues::of(record).await?;
    let parties = choices(record).await?;
    visit.answer("Deadlocks", &view, |frame| {
        Page {
            frame,
            view: &view,
            hues,
            parties,
            at: at.and_then(|at| at.last_day()),
            party,
        }
        .render()
    })
}

impl Page<'_> {
    /// What there is, in a line.
    fn lede(&self) -> String {
        let total = self.view.total;
        let mut parts = vec![
            match total.deadlocks {
                0 => "No deadlock".to_owned(),
                deadlocks => wording::counted(deadlocks, "deadlock"),
            },
            wording::counted(total.openings, "opening"),
            wording::counted(total.chains, "chain"),
        ];
        if total.dissolved > 0 {
            let dissolved = wording::counted(total.dissolved, "deadlock");
            parts.push(format!("{dissolved} that dissolved"));
        }
        format!("{}.", parts.join(", "))
    }

    /// What there is and is not shown, in a line.
    fn hidden(&self) -> Option<String> {
        let (view, total) = (self.view, self.view.total);
        let listed = [
            (total.deadlocks, view.deadlocks.len()),
            (total.dissolved, view.dissolved.len()),
            (total.openings, view.openings.len()),
            (total.chains, view.chains.len()),
        ];
        let mut parts = Vec::new();
        if listed.iter().any(|(all, shown)| *all > *shown as u64) {
            parts.push(format!(
                "Of each at most {SHOWN} are shown; choose a party to see its own."
            ));
        }
        if total.unmatched > 0 {
            let unmatched = wording::counted(total.unmatched, "condition");
            parts.push(format!(
                "{unmatched} that match no proposition of the codebook not looked at."
            ));
        }
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    fn is_empty(&self) -> bool {
        let view = self.view;
        view.deadlocks.is_empty()
            && view.dissolved.is_empty()
            && view.openings.is_empty()
            && view.chains.is_empty()
    }

    fn called(&self, place: &usize) -> String {
        match self.view.total.deadlocks {
            1 => "Deadlock".to_owned(),
            _ => format!("Deadlock {}", place + 1),
        }
    }

    fn since(&self, deadlock: &DeadlockView) -> String {
        match (&deadlock.complete_from, deadlock.completed_by) {
            (Some(day), _) => format!("complete since {}", wording::day(Some(day))),
            (None, Some(_)) => "complete; nobody dates since when".to_owned(),
            (None, None) => String::new(),
        }
    }

    fn ring(&self, deadlock: &DeadlockView, title: &str) -> String {
        waiting::ring(deadlock, title, &|party| self.hues.class(party))
    }

    fn chain(&self, chain: &ChainView) -> String {
        waiting::chain(chain, &|party| self.hues.class(party))
    }

    fn opening(&self, opening: &OpeningView) -> String {
        waiting::opening(opening, &|party| self.hues.class(party))
    }

    fn wait(&self, wait: &WaitView) -> Result<String, askama::Error> {
        let holder = wait.holder.as_ref();
        let hue = holder.map_or("", |holder| self.hues.class(&holder.id));
        Waiting { wait, hue }.render()
    }

    fn hue(&self, party: &str) -> &'static str {
        self.hues.class(party)
    }

    fn is_asked(&self, party: &str) -> bool {
        self.party.as_deref() == Some(party)
    }

    fn speaker<'v>(&self, voice: &'v VoiceView) -> &'v str {
        voice.speaker.as_deref().unwrap_or("an unnamed speaker")
    }
}

impl Waiting<'_> {
    /// The words of one half, where there is no proposition for them.
    fn words(&self, wanted: bool) -> String {
        let telling = self.wait.tellings.first();
        let words = telling.map(|telling| match wanted {
            true => &telling.wanted,
            false => &telling.condition,
        });
        words.map_or_else(
            || "something".to_owned(),
            |words| format!("“{}”", words.text),
        )
    }

    /// How many statements more there are.
    fn more(&self) -> u64 {
        let shown = self.wait.tellings.len() as u64;
        self.wait.times.saturating_sub(shown)
    }
}
