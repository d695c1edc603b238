//! `/positions`: where each party stood on a day, how far the sides are apart, and what moved.

mod apart;
mod asked;
mod cell;
pub(crate) mod line;
mod moved;
pub(crate) mod ruling;

use askama::Template;
use rapporteur::{
    Beside, Error, MovePage, PositionsQuery, PositionsView, PropositionStandings, StandingView,
    wording,
};
use serde::Serialize;
use utoipa::ToSchema;

use self::apart::Gaps;
use self::asked::{Asking, Choices, View};
use super::parties::Hues;
use crate::address::Address;
use crate::answer::{Answer, Frame, Success};
use crate::given::Asked;
use crate::openapi::Either;
use crate::visit::{Reading, Visit};

/// The table, and the days that it can be drawn for.
#[derive(Serialize, ToSchema)]
#[schema(as = Standings)]
struct Table {
    #[serde(flatten)]
    standings: PositionsView,
    /// The days on which anybody took a position.
    days: Vec<String>,
}

#[derive(Template)]
#[template(path = "positions.html")]
struct Page<'a> {
    frame: Frame,
    view: &'a Table,
    address: Address,
    choices: Choices,
    hues: Hues,
}

/// Where each party stood on a day; with `view`, how far the sides are apart, or what moved.
#[utoipa::path(
    get,
    path = "/positions",
    operation_id = "positions",
    params(Asking),
    responses((status = 200, body = Success<Either<Table, Either<Gaps, MovePage>>>)),
)]
pub(crate) async fn show(Reading(visit): Reading, Asked(asking): Asked<Asking>) -> Answer {
    match asking.view() {
        View::Table => table(&visit, asking).await,
        View::Apart => apart::show(&visit, asking).await,
        View::Moved => moved::show(&visit, asking).await,
    }
}

async fn table(visit: &Visit, asking: Asking) -> Answer {
    let record = &visit.app.record;
    let days = record.position_days().await?;
    if let Some(day) = asking.step.and_then(|step| days.get(step)) {
        let address = asking.address().with("at", day.as_str());
        return Ok(axum::response::IntoResponse::into_response(
            axum::response::Redirect::to(&address.to_string()),
        ));
    }
    let address = asking.address();
    let query: PositionsQuery = asking.standings()?;
    let view = Table {
        standings: record.positions(&query).await?,
        days,
    };
    let (choices, hues) = around(visit).await?;
    visit.answer("Positions", &view, |frame| {
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

/// What every view of the page has around it.
async fn around(visit: &Visit) -> Result<(Choices, Hues), Error> {
    let record = &visit.app.record;
    let choices = Choices::of(record.codebook().await?.as_ref());
    Ok((choices, Hues::of(record).await?))
}

impl Page<'_> {
    fn as_of(&self) -> String {
        match &self.view.standings.at {
            Some(at) => format!("As of {}", wording::day(Some(at))),
            None => "No position has a day".to_owned(),
        }
    }

    fn at(&self) -> &str {
        self.view.standings.at.as_deref().unwrap_or_default()
    }

    /// Whether anybody has spoken.
    fn spoken(&self) -> bool {
        let issues = self.view.standings.issues.iter();
        let mut propositions = issues.flat_map(|issue| &issue.propositions);
        propositions.any(|proposition| !proposition.standings.is_empty())
    }

    fn days(&self) -> String {
        self.view.days.join(" ")
    }

    /// The place of the last step of the slider.
    fn steps(&self) -> usize {
        self.view.days.len().saturating_sub(1)
    }

    /// The place among the days of the one that is shown, or of the last one before it.
    fn step(&self) -> usize {
        let at = self.at();
        let before = self.view.days.partition_point(|day| day.as_str() <= at);
        before.saturating_sub(1)
    }

    fn between(&self) -> bool {
        self.address.chosen("a").is_some() && self.address.chosen("b").is_some()
    }

    fn hue(&self, party: &str) -> &'static str {
        self.hues.class(party)
    }

    fn standing<'v>(
        &self,
        proposition: &'v PropositionStandings,
        party: &str,
    ) -> Option<&'v StandingView> {
        let mut standings = proposition.standings.iter();
        standings.find(|standing| standing.party.id == party)
    }

    fn class(&self, standing: &StandingView) -> String {
        cell::class(standing)
    }

    fn age(&self, standing: &StandingView) -> String {
        cell::age(standing)
    }

    fn told(&self, standing: &StandingView) -> String {
        cell::told(standing)
    }

    fn beside(&self, beside: &Beside) -> (&'static str, &'static str) {
        cell::beside(*beside)
    }

    fn columns(&self) -> usize {
        self.view.standings.parties.len() + 1 + usize::from(self.between())
    }

    fn tab(&self, view: &str) -> String {
        asked::tab(&self.address, view)
    }
}
