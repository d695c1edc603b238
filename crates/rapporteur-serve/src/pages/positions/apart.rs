//! How far the sides are apart, issue by issue, over time.

use askama::Template;
use rapporteur::{GapView, MoveQuery, Trend, wording};
use serde::Serialize;
use utoipa::ToSchema;

use super::asked::{self, Asking, Choices};
use crate::address::Address;
use crate::answer::{Answer, Frame};
use crate::draw::gap;
use crate::pages::parties::Hues;
use crate::visit::Visit;

/// The gaps between the sides, and nothing else.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Gaps {
    gaps: Vec<GapView>,
}

#[derive(Template)]
#[template(path = "apart.html")]
struct Page<'a> {
    frame: Frame,
    view: &'a Gaps,
    address: Address,
    choices: Choices,
    hues: Hues,
}

pub(super) async fn show(visit: &Visit, asking: Asking) -> Answer {
    let address = asking.address();
    // Of moves none is needed.
    let query = MoveQuery {
        limit: Some(0),
        ..asking.moves()
    };
    let view = Gaps {
        gaps: visit.app.record.moves(&query).await?.gaps,
    };
    let (choices, hues) = super::around(visit).await?;
    visit.answer("How far apart", &view, |frame| {
        Page {
            frame,
            view: &view,
            address,
            choices,
            hues,
        }
        .render()
    })
}

impl Page<'_> {
    fn hue(&self, party: &str) -> &'static str {
        self.hues.class(party)
    }

    /// The gap, drawn over the days of all gaps.
    fn drawn(&self, view: &GapView) -> String {
        let points = self.view.gaps.iter().flat_map(|gap| &gap.points);
        let days: Vec<&str> = points.map(|point| point.day.as_str()).collect();
        let span = days.iter().min().zip(days.iter().max());
        span.map_or_else(String::new, |(first, last)| gap::draw(view, first, last))
    }

    /// How far they are apart now, and which way that goes.
    fn now(&self, view: &GapView) -> String {
        let Some(last) = view.points.last() else {
            return String::new();
        };
        let trend = last.trend.map(|trend| match trend {
            Trend::Narrowing => ", narrower than before",
            Trend::Widening => ", wider than before",
            Trend::Same => ", as far as before",
        });
        format!(
            "{} apart since {}{}",
            gap::distance(last.distance),
            wording::day(Some(&last.day)),
            trend.unwrap_or_default()
        )
    }

    fn tab(&self, view: &str) -> String {
        asked::tab(&self.address, view)
    }
}
