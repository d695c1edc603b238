//! `/compare`: articles or outlets side by side, and what there is to be compared.

mod asked;
mod beside;

use askama::Template;
use rapporteur::{Agreement, ComparisonView, FieldView, SideView, TimelineEvent, wording};
use serde::Serialize;
use utoipa::ToSchema;

use self::asked::{Choices, Sides};
use self::beside::{Row, Worded};
use super::parties::Hues;
use crate::answer::{Answer, Frame, Success};
use crate::given::Asked;
use crate::openapi::Either;
use crate::visit::{Reading, Visit};

/// How many disputed events are listed to begin with.
const DISPUTED: usize = 20;

/// How many of the statements that only one side has are shown.
const ALONE: usize = 40;

/// What to begin with, where nothing is chosen yet.
#[derive(Serialize, ToSchema)]
#[schema(as = Disputed)]
struct Start {
    /// The latest events that the outlets differ on.
    disputed: Vec<TimelineEvent>,
}

#[derive(Template)]
#[template(path = "compare.html")]
struct Beginning<'a> {
    frame: Frame,
    view: &'a Start,
    choices: Choices,
}

#[derive(Template)]
#[template(path = "compared.html")]
struct Page<'a> {
    frame: Frame,
    view: &'a ComparisonView,
    choices: Choices,
    hues: Hues,
}

/// Articles, outlets or the tellings of one event, field by field; without a choice, what there is to compare.
#[utoipa::path(
    get,
    path = "/compare",
    operation_id = "compare",
    params(Sides),
    responses((status = 200, body = Success<Either<Start, ComparisonView>>)),
)]
pub(crate) async fn show(Reading(visit): Reading, Asked(sides): Asked<Sides>) -> Answer {
    let record = &visit.app.record;
    let view = match (sides.event, sides.compared()) {
        (Some(number), _) => record.compare_event(number).await?,
        (None, Some(compared)) => record.compare(&compared).await?,
        (None, None) => return begin(&visit, &sides).await,
    };
    let choices = Choices::of(record, &sides).await?;
    let hues = Hues::of(record).await?;
    visit.answer("Compared", &view, |frame| {
        Page {
            frame,
            view: &view,
            choices,
            hues,
        }
        .render()
    })
}

async fn begin(visit: &Visit, sides: &Sides) -> Answer {
    let record = &visit.app.record;
    let view = Start {
        disputed: record.disputed(DISPUTED).await?,
    };
    let choices = Choices::of(record, sides).await?;
    visit.answer("Compare", &view, |frame| {
        Beginning {
            frame,
            view: &view,
            choices,
        }
        .render()
    })
}

impl Beginning<'_> {
    fn told(&self, event: &TimelineEvent) -> String {
        wording::counted(event.tellings.len() as u64, "article")
    }

    fn differing<'v>(&self, event: &'v TimelineEvent) -> Vec<&'v FieldView> {
        let fields = event.fields.iter();
        fields
            .filter(|field| field.verdict == Agreement::Differ)
            .collect()
    }
}

impl Page<'_> {
    fn name(&self, side: &SideView) -> String {
        beside::name(side)
    }

    fn hue(&self, party: &str) -> &'static str {
        self.hues.class(party)
    }

    fn sign(&self, verdict: &Agreement) -> &'static str {
        match verdict {
            Agreement::Agree => "=",
            Agreement::Differ => "≠",
            Agreement::Silent => "·",
        }
    }

    /// One more column than there are sides.
    fn columns(&self) -> usize {
        self.view.sides.len() + 1
    }

    fn rows<'v>(&'v self, event: &'v TimelineEvent) -> Vec<Row<'v>> {
        beside::rows(event, &self.view.sides)
    }

    fn wordings<'v>(&self, utterance: &'v rapporteur::UtteranceView) -> Vec<Vec<Worded<'v>>> {
        beside::wordings(utterance, &self.view.sides)
    }

    /// How often the sides agree, differ, and leave each other alone.
    fn counts(&self) -> String {
        let events = self.view.events.iter();
        let fields = events.flat_map(|event| beside::fields(event));
        let fields = fields.map(|field| field.verdict);
        let positions = self.view.positions.iter().map(|position| position.verdict);
        let verdicts: Vec<Agreement> = fields.chain(positions).collect();
        let count = |wanted: Agreement, words: &str| {
            let found = verdicts.iter().filter(|verdict| **verdict == wanted);
            match found.count() {
                0 => None,
                found => Some(format!("{words} {found}")),
            }
        };
        let told = [
            count(Agreement::Differ, "differ on"),
            count(Agreement::Agree, "agree on"),
            count(Agreement::Silent, "one is silent on"),
        ];
        told.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn alone(&self) -> usize {
        ALONE
    }
}
