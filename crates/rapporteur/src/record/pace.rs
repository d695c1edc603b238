//! How much was said and how much happened, stretch of days by stretch: what a chart over time is
//! drawn from where single statements would be too many.

mod stretches;

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;
use rapporteur_core::{Codebook, Edtf};
use rapporteur_record::{Dated, FirstAndLast, Snapshot, StatementFilter};
use serde::Serialize;

use self::stretches::stretches;
use super::names::NameRef;
use super::search::party_id;
use super::timeline::Outline;
use super::{Record, party_name};
use crate::error::Error;
use crate::timeline::Days;

pub use stretches::PaceStep;

/// So many days after the last report count as looked ahead to, where no day is named.
const AHEAD: i64 = 31;

/// Which days are to be counted, and what of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaceQuery {
    /// From this day on; from the first report on where no day is given.
    pub from: Option<Edtf>,
    /// To this day; to the last report, or to what happens within a month of it, where none is given.
    pub to: Option<Edtf>,
    /// Only events of this kind, as for a timeline.
    pub kind: Option<String>,
    /// Only events in which this party takes part.
    pub party: Option<String>,
    /// Also events that consist in saying something.
    pub all: bool,
    /// At most so many stretches.
    pub stretches: u32,
}

/// How much was said and how much happened.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PaceView {
    /// The days that are counted; null where nothing has a day.
    pub days: Option<DaySpan>,
    /// From the first report to the last.
    pub reported: Option<DaySpan>,
    /// From the first statement or event to the last.
    pub whole: Option<DaySpan>,
    /// How long a stretch is.
    pub step: PaceStep,
    /// The stretches, one after the other.
    pub stretches: Vec<DaySpan>,
    /// The parties of the codebook that speak or take part in an event, in its order, then those that
    /// it does not know together.
    pub parties: Vec<PartyPace>,
    /// How many statements there are in all stretches.
    pub statements: u64,
    /// How many statements nobody dates.
    pub undated_statements: u64,
    /// How many events begin in each stretch.
    pub events: Vec<u64>,
    /// How many events reach into the days that are counted.
    pub events_total: u64,
    /// How many have a day, whichever.
    pub dated_events: u64,
    /// How many events nobody dates.
    pub undated_events: u64,
    /// The kinds of all events on record.
    pub kinds: Vec<String>,
}

/// A stretch of days, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DaySpan {
    /// The first day, `YYYY-MM-DD`.
    pub first: String,
    /// The last day.
    pub last: String,
}

/// How much a party says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PartyPace {
    /// The party; null for all that the codebook does not know.
    pub party: Option<NameRef>,
    /// How many statements it makes in each stretch.
    pub statements: Vec<u64>,
}

impl Record {
    /// Counts statements and events, stretch by stretch.
    ///
    /// A statement counts on the first day that its date may mean.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn pace(&self, query: &PaceQuery) -> Result<PaceView, Error> {
        let codebook = self.codebook().await?.map(|file| file.codebook);
        let timeline = self.whole_timeline(query.all).await?;
        let events = timeline.outlines.as_slice();
        let party = query.party.as_ref();
        let party = party.map(|party| party_id(codebook.as_ref(), party));
        let fitting = events.iter().filter(|one| query.fits(one, party.as_ref()));
        let fitting: Vec<&Outline> = fitting.collect();
        let mut snapshot = self.store.snapshot().await?;
        let reported = days(snapshot.days_of_articles().await?);
        let said = days(snapshot.days_of_statements().await?);
        let counted = query.days(reported, said, events);
        let step = counted.map_or(PaceStep::Day, |days| PaceStep::of(days, query.stretches));
        let stretches = counted.map_or_else(Vec::new, |days| stretches(days, step));
        let parties = parties(&mut snapshot, codebook.as_ref(), &stretches, events).await?;
        let dated: Vec<Days> = fitting.iter().filter_map(|event| event.days).collect();
        let shown = |days: &&Days| counted.is_some_and(|counted| counted.both(**days).is_some());
        let undated = StatementFilter {
            dated: Dated::Undated,
            ..StatementFilter::default()
        };
        Ok(PaceView {
            days: counted.map(DaySpan::of),
            reported: reported.map(DaySpan::of),
            whole: whole(said, events).map(DaySpan::of),
            step,
            statements: parties.iter().flat_map(|party| &party.statements).sum(),
            undated_statements: snapshot.statement_count(&undated).await?,
            events: stretches
                .iter()
                .map(|stretch| begun(stretch, counted, &dated))
                .collect(),
            events_total: dated.iter().filter(shown).count() as u64,
            dated_events: dated.len() as u64,
            kinds: kinds(events),
            undated_events: (fitting.len() - dated.len()) as u64,
            stretches: stretches.into_iter().map(DaySpan::of).collect(),
            parties,
        })
    }
}

impl PaceQuery {
    /// Says whether an event is counted, whenever it was.
    fn fits(&self, event: &Outline, party: Option<&String>) -> bool {
        let of_kind = self.kind.as_ref().is_none_or(|wanted| {
            let mut names = [&event.kind, &event.plover].into_iter().flatten();
            names.any(|name| name.eq_ignore_ascii_case(wanted))
        });
        of_kind && party.is_none_or(|party| event.parties.contains(party))
    }

    /// The days that are counted.
    fn days(&self, reported: Option<Days>, said: Option<Days>, events: &[Outline]) -> Option<Days> {
        let from = self.from.as_ref().map(|from| Days::of(from).first);
        let to = self.to.as_ref().map(|to| Days::of(to).last);
        let known = reported.or(whole(said, events));
        let last = known.map(|known| ahead(known.last, events));
        let first = from.or(known.map(|known| known.first)).or(to)?;
        let last = to.or(last).unwrap_or(first);
        Some(Days {
            first,
            last: last.max(first),
        })
    }
}

impl DaySpan {
    fn of(days: Days) -> Self {
        Self {
            first: days.first.to_string(),
            last: days.last.to_string(),
        }
    }
}

/// The last day of what happens within a month of a day, or the day itself.
fn ahead(day: Date, events: &[Outline]) -> Date {
    let until = day.saturating_add(AHEAD.days());
    let days = events.iter().filter_map(|event| event.days);
    let soon = days.filter(|days| days.last <= until).map(|days| days.last);
    soon.fold(day, Date::max)
}

/// From the first statement or event to the last; an open end lies nowhere.
fn whole(said: Option<Days>, events: &[Outline]) -> Option<Days> {
    let days = events.iter().filter_map(|event| event.days);
    let known = days.filter_map(|days| match (days.first, days.last) {
        (Date::MIN, Date::MAX) => None,
        (Date::MIN, last) => Some(Days { first: last, last }),
        (first, Date::MAX) => Some(Days { first, last: first }),
        _ => Some(days),
    });
    known.chain(said).reduce(|one, other| Days {
        first: one.first.min(other.first),
        last: one.last.max(other.last),
    })
}

fn kinds(events: &[Outline]) -> Vec<String> {
    let kinds = events.iter().filter_map(|event| event.kind.clone());
    kinds.collect::<BTreeSet<String>>().into_iter().collect()
}

/// How many events begin in a stretch; those that began before all of them do so in the first.
fn begun(stretch: &Days, counted: Option<Days>, dated: &[Days]) -> u64 {
    let begin = |days: &&Days| {
        let shown = counted.and_then(|counted| counted.both(**days));
        shown.is_some_and(|shown| stretch.first <= shown.first && shown.first <= stretch.last)
    };
    dated.iter().filter(begin).count() as u64
}

fn days(found: Option<FirstAndLast>) -> Option<Days> {
    let (first, last) = found?;
    Some(Days {
        first: first.parse().ok()?,
        last: last.parse().ok()?,
    })
}

/// Counts what each party says; those that the codebook does not know are one.
async fn parties(
    snapshot: &mut Snapshot,
    codebook: Option<&Codebook>,
    stretches: &[Days],
    events: &[Outline],
) -> Result<Vec<PartyPace>, Error> {
    let asked: Vec<FirstAndLast> = stretches
        .iter()
        .map(|days| (days.first.to_string(), days.last.to_string()))
        .collect();
    let known: Vec<&str> = codebook
        .iter()
        .flat_map(|codebook| &codebook.parties)
        .map(|party| party.id.as_str())
        .collect();
    let place = |party: Option<&str>| {
        let place = party.and_then(|party| known.iter().position(|known| *known == party));
        place.unwrap_or(known.len())
    };
    let mut counts: BTreeMap<usize, Vec<u64>> = BTreeMap::new();
    for row in snapshot.pace(&asked).await? {
        let counted = counts
            .entry(place(row.party.as_deref()))
            .or_insert_with(|| vec![0; stretches.len()]);
        if let Some(count) = counted.get_mut(row.stretch) {
            *count += row.statements;
        }
    }
    for party in events.iter().flat_map(|event| &event.parties) {
        let counted = counts.entry(place(Some(party)));
        counted.or_insert_with(|| vec![0; stretches.len()]);
    }
    let pace = |(place, statements): (usize, Vec<u64>)| PartyPace {
        party: known.get(place).map(|id| NameRef {
            id: (*id).to_owned(),
            name: party_name(codebook, id),
        }),
        statements,
    };
    Ok(counts.into_iter().map(pace).collect())
}
