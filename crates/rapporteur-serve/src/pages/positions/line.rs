//! `/positions/ID`: how parties stood on one proposition over time, and the statements behind it.

use askama::Template;
use axum::extract::Path;
use rapporteur::{EntryView, LineQuery, LineView, LinesView, Stance, TakenView, wording};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::answer::{Answer, Frame, Success, percent};
use crate::draw::line;
use crate::given::{Asked, filled};
use crate::pages::parties::Hues;
use crate::visit::Reading;

/// How many statements a page shows.
const SHOWN: u32 = 25;

/// How wide one line is drawn, and how wide each of several.
const WIDE: f64 = 760.0;
const NARROW: f64 = 360.0;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Of {
    /// The id of a party; all without.
    party: Option<String>,
    /// The page of statements, from 1.
    page: Option<u32>,
}

#[derive(Template)]
#[template(path = "line.html")]
struct Page<'a> {
    frame: Frame,
    view: &'a LinesView,
    page: u32,
    hues: Hues,
}

/// How parties stood on one proposition over time, with the statements.
#[utoipa::path(
    get,
    path = "/positions/{id}",
    operation_id = "position_lines",
    params(("id" = String, Path, description = "The id of the proposition, such as `islands.withdraw`"), Of),
    responses((status = 200, body = Success<LinesView>)),
)]
pub(crate) async fn show(
    Reading(visit): Reading,
    Path(proposition): Path<String>,
    Asked(of): Asked<Of>,
) -> Answer {
    let page = of.page.unwrap_or(1).max(1);
    let query = LineQuery {
        proposition,
        party: filled(of.party),
        limit: Some(SHOWN),
        offset: (page - 1).saturating_mul(SHOWN),
    };
    let record = &visit.app.record;
    let view = record.position_lines(&query).await?;
    let hues = Hues::of(record).await?;
    visit.answer(view.proposition.text.clone(), &view, |frame| {
        Page {
            frame,
            view: &view,
            page,
            hues,
        }
        .render()
    })
}

impl Page<'_> {
    fn hue(&self, party: &str) -> &'static str {
        self.hues.class(party)
    }

    /// The address of the proposition.
    fn whole(&self) -> String {
        format!("/positions/{}", percent(&self.view.proposition.id))
    }

    fn of_party(&self, party: &str) -> String {
        format!("{}?party={}", self.whole(), percent(party))
    }

    /// The line, drawn over the days of all lines.
    fn drawn(&self, view: &LineView) -> String {
        let entries = self.view.lines.iter().flat_map(|line| &line.entries);
        let days: Vec<&str> = entries.filter_map(|entry| entry.day.as_deref()).collect();
        let span = days.iter().min().zip(days.iter().max());
        span.map_or_else(String::new, |(first, last)| {
            let width = if self.party().is_some() { WIDE } else { NARROW };
            line::draw(view, self.hue(&view.party.id), first, last, width)
        })
    }

    /// The stance that a party took last.
    fn last(&self, view: &LineView) -> Option<Stance> {
        view.entries.last().map(|entry| entry.stance)
    }

    /// The entries with which the stance changed.
    fn turns<'v>(&self, view: &'v LineView) -> Vec<&'v EntryView> {
        let mut held = None;
        let mut turns = Vec::new();
        for entry in &view.entries {
            if held != Some(entry.stance) {
                held = Some(entry.stance);
                turns.push(entry);
            }
        }
        turns
    }

    /// The one party that is asked for, where it has spoken.
    fn party(&self) -> Option<&LineView> {
        let asked = self.view.statements.is_some();
        self.view.lines.first().filter(|_| asked)
    }

    fn sure(&self, taken: &TakenView) -> String {
        match (taken.statement.decided, taken.statement.confidence) {
            (true, _) => "decided by a person".to_owned(),
            (false, Some(share)) => format!("read, sure at {:.0} %", share * 100.0),
            (false, None) => "read".to_owned(),
        }
    }

    fn words(&self, taken: &TakenView) -> String {
        let words = taken.statement.words.iter();
        let words: Vec<&str> = words.map(|words| words.text.as_str()).collect();
        words.join(" … ")
    }

    /// The stances to which a statement could be set.
    fn others(&self, taken: &TakenView) -> Vec<Stance> {
        let all = [Stance::For, Stance::Conditional, Stance::Against];
        let others = all.into_iter();
        others.filter(|stance| *stance != taken.stance).collect()
    }

    fn pages(&self) -> u64 {
        let total = self.view.statements.as_ref().map_or(0, |page| page.total);
        total.div_ceil(u64::from(SHOWN))
    }

    fn before(&self, party: &str) -> Option<String> {
        (self.page > 1).then(|| format!("{}&page={}", self.of_party(party), self.page - 1))
    }

    fn after(&self, party: &str) -> Option<String> {
        let more = u64::from(self.page) < self.pages();
        more.then(|| format!("{}&page={}", self.of_party(party), self.page + 1))
    }
}
