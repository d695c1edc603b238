//! Conditions and positions, fetched from the record as deadlocks are worked out from them.

use rapporteur_core::{Codebook, Stance, TextRange};
use rapporteur_record::{
    ConditionCount, LineNumber, PreconditionFilter, PreconditionRow, Snapshot,
};

use super::DeadlocksQuery;
use crate::deadlocks::{SetClause, SetPrecondition, TakenPosition};
use crate::error::Error;
use crate::positions::{Entry, until};
use crate::record::positions::Line;
use crate::record::search;

/// The last day of the calendar: what is dated is set before it.
const ALWAYS: &str = "9999-12-31";

/// What was set and said, and where it came from.
///
/// Where both halves match a proposition, all that one party says of them stands for two statements,
/// of the first day and of the last: more does not change who waits for whom, and a million
/// statements are counted by the record and not fetched.
pub(super) struct Gathered<'a> {
    pub(super) told: Vec<SetPrecondition>,
    /// Of each in `told`, where it comes from.
    pub(super) sources: Vec<Source>,
    pub(super) positions: Vec<TakenPosition>,
    /// Of each in `positions`, the line and what it says on that day.
    pub(super) lines: Vec<(LineNumber, &'a Entry)>,
    pub(super) left_out: u64,
    pub(super) at: Option<String>,
    /// How many statements to fetch of each condition.
    statements: u32,
    /// How many conditions to fetch one by one.
    room: u32,
}

/// Where a condition comes from.
#[derive(Debug, Clone)]
pub(super) enum Source {
    /// Several statements, counted.
    Counted(ConditionCount),
    /// One statement.
    Row(Box<PreconditionRow>),
}

impl<'a> Gathered<'a> {
    pub(super) async fn of(
        snapshot: &mut Snapshot,
        lines: &'a [Line],
        at: Option<String>,
        query: &DeadlocksQuery,
    ) -> Result<Self, Error> {
        let mut gathered = Self {
            told: Vec::new(),
            sources: Vec::new(),
            positions: Vec::new(),
            lines: Vec::new(),
            left_out: 0,
            at,
            statements: query.statements,
            room: query.limit.unwrap_or(u32::MAX),
        };
        gathered.positions(lines);
        for count in snapshot.condition_counts(gathered.at.as_deref()).await? {
            if count.wanted.is_some() && count.condition.is_some() {
                gathered.counted(count);
            } else {
                gathered.rows(snapshot, count).await?;
            }
        }
        Ok(gathered)
    }

    /// Takes the last day of each line: nothing before it drops a condition or meets one.
    fn positions(&mut self, lines: &'a [Line]) {
        for line in lines {
            let end = until(&line.entries, self.at.as_deref());
            let said = line.entries.get(..end).unwrap_or_default();
            let last = said.last().and_then(|entry| entry.day.as_ref());
            let of_last = said.iter().filter(|entry| entry.day.as_ref() == last);
            for entry in of_last.filter(|entry| entry.day.is_some()) {
                self.positions.push(TakenPosition {
                    party: line.party.clone(),
                    proposition: line.proposition.clone(),
                    stance: entry.stance,
                    day: entry.day.clone(),
                    source: String::new(),
                    number: u32::from(entry.stance == Stance::For),
                });
                self.lines.push((line.number, entry));
            }
        }
    }

    fn counted(&mut self, count: ConditionCount) {
        let later = count.latest.clone().filter(|_| count.latest != count.first);
        let days = std::iter::once(count.first.clone()).chain(later.map(Some));
        for day in days {
            self.told.push(SetPrecondition {
                holder: count.holder.clone(),
                wanted: clause(&count.wanted),
                condition: clause(&count.condition),
                day,
                source: String::new(),
                number: 0,
            });
            self.sources.push(Source::Counted(count.clone()));
        }
    }

    /// Fetches conditions one by one, whose words are all there is to tell them apart.
    async fn rows(&mut self, snapshot: &mut Snapshot, count: ConditionCount) -> Result<(), Error> {
        let filter = PreconditionFilter {
            limit: Some(self.room),
            ..of(&count, self.at.clone())
        };
        let rows = match self.room {
            0 => Vec::new(),
            _ => snapshot.preconditions(&filter).await?,
        };
        let fetched = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        self.room = self.room.saturating_sub(fetched);
        self.left_out += count.preconditions.saturating_sub(u64::from(fetched));
        for row in rows {
            let text = snapshot.text(row.article).await?;
            let words = |ranges: &[TextRange]| super::drawn::words(&text, ranges);
            self.told.push(SetPrecondition {
                holder: row.holder.clone(),
                wanted: SetClause {
                    proposition: row.wanted.clone(),
                    words: words(&row.wanted_words),
                },
                condition: SetClause {
                    proposition: row.condition.clone(),
                    words: words(&row.condition_words),
                },
                day: row.day.clone(),
                source: String::new(),
                number: 0,
            });
            self.sources.push(Source::Row(Box::new(row)));
        }
        Ok(())
    }

    /// Fetches what says of a condition in `told`, at most as many as the limit: the dated ones from
    /// the earliest on, then the others.
    pub(super) async fn rows_of(
        &self,
        snapshot: &mut Snapshot,
        set_by: &[usize],
    ) -> Result<Vec<PreconditionRow>, Error> {
        let mut rows = Vec::new();
        for place in set_by {
            match self.sources.get(*place) {
                Some(Source::Row(row)) => rows.push(row.as_ref().clone()),
                Some(Source::Counted(count)) if rows.is_empty() => {
                    let until = self.at.clone().unwrap_or_else(|| ALWAYS.to_owned());
                    let mut filter = of(count, Some(until));
                    filter.limit = Some(self.statements);
                    rows = snapshot.preconditions(&filter).await?;
                    if self.at.is_none() && rows.len() < self.statements as usize {
                        filter.until = None;
                        let others = snapshot.preconditions(&filter).await?;
                        rows.extend(others.into_iter().filter(|row| row.day.is_none()));
                    }
                }
                _ => {}
            }
        }
        rows.truncate(self.statements as usize);
        Ok(rows)
    }

    /// Fetches what says a condition in `told` on its day.
    pub(super) async fn rows_on_day(
        &self,
        snapshot: &mut Snapshot,
        place: usize,
    ) -> Result<Vec<PreconditionRow>, Error> {
        let day = self.told.get(place).and_then(|set| set.day.clone());
        match self.sources.get(place) {
            Some(Source::Row(row)) => Ok(vec![row.as_ref().clone()]),
            Some(Source::Counted(count)) => {
                let filter = PreconditionFilter {
                    since: day.clone(),
                    limit: Some(1),
                    ..of(count, day)
                };
                Ok(snapshot.preconditions(&filter).await?)
            }
            None => Ok(Vec::new()),
        }
    }

    /// How often a condition is set, and on which days first and last.
    pub(super) fn extent(&self, set_by: &[usize]) -> (u64, Option<String>, Option<String>) {
        let counted = set_by
            .iter()
            .find_map(|place| match self.sources.get(*place) {
                Some(Source::Counted(count)) => Some(count),
                _ => None,
            });
        if let Some(count) = counted {
            return (
                count.preconditions,
                count.first.clone(),
                count.latest.clone(),
            );
        }
        let days = set_by
            .iter()
            .filter_map(|place| self.told.get(*place)?.day.clone());
        let days: Vec<String> = days.collect();
        let (first, last) = (days.iter().min().cloned(), days.iter().max().cloned());
        (set_by.len() as u64, first, last)
    }

    /// The id of a party that somebody typed, if it sets a condition.
    pub(super) fn holder(&self, codebook: Option<&Codebook>, typed: &str) -> Option<String> {
        let id = search::party_id(codebook, typed);
        let mut holders = self.told.iter().filter_map(|set| set.holder.as_ref());
        holders.any(|holder| *holder == id).then_some(id)
    }
}

fn clause(proposition: &Option<String>) -> SetClause {
    SetClause {
        proposition: proposition.clone(),
        words: String::new(),
    }
}

/// Asks for the conditions that were counted; what is not known is stored as empty text.
fn of(count: &ConditionCount, until: Option<String>) -> PreconditionFilter {
    let known = |value: &Option<String>| Some(value.clone().unwrap_or_default());
    PreconditionFilter {
        holder: known(&count.holder),
        wanted: known(&count.wanted),
        condition: known(&count.condition),
        until,
        ..PreconditionFilter::default()
    }
}
