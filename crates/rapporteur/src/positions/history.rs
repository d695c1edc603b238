//! The history of a line: what a party said on a proposition, in the order of the days.

use rapporteur_core::Stance;
use rapporteur_record::StandingRow;

/// A stance that a party took on a proposition on one day: what several said alike is one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The day, or the first of the days that its date may mean, `YYYY-MM-DD`; `None` where nobody
    /// knows it.
    pub(crate) day: Option<String>,
    /// The last of these days; the same for a plain day.
    pub(crate) last_day: Option<String>,
    /// The stance.
    pub(crate) stance: Stance,
    /// How many statements take it.
    pub(crate) positions: u64,
}

impl Entry {
    /// Says whether the day is known.
    pub(crate) fn is_plain(&self) -> bool {
        self.day.is_some() && self.day == self.last_day
    }
}

/// Puts the days of a line in order: undated ones first, since they tell nothing of what came
/// before; then day by day.
///
/// What is dated to a month or a year only is a look back where the line has a plain day within
/// that time, and is left out; else it stands at its first day. Of several stances on one day, the
/// one held before comes first, so that a day makes as few moves as it can.
pub(crate) fn history(days: Vec<StandingRow>) -> Vec<Entry> {
    let entries = days.into_iter().map(|row| Entry {
        day: row.day,
        last_day: row.last_day,
        stance: row.stance,
        positions: row.positions,
    });
    let (plain, vague): (Vec<_>, Vec<_>) =
        entries.partition(|entry| entry.day.is_none() || entry.is_plain());
    let mut ordered = plain;
    let told: Vec<Entry> = vague
        .into_iter()
        .filter(|entry| !ordered.iter().any(|plain| within(plain, entry)))
        .collect();
    ordered.extend(told);
    ordered.sort_by(|one, other| (&one.day, one.stance).cmp(&(&other.day, other.stance)));
    let mut held = None;
    let mut start = 0;
    while start < ordered.len() {
        let rest = ordered.get(start..).unwrap_or_default();
        let first = rest.first();
        let same = |entry: &&Entry| first.is_some_and(|first| first.day == entry.day);
        let end = start + rest.iter().take_while(same).count();
        if let Some(today) = ordered.get_mut(start..end) {
            today.sort_by_key(|entry| (Some(entry.stance) != held, entry.stance));
            held = today.last().map(|entry| entry.stance);
        }
        start = end;
    }
    ordered
}

/// Says whether the plain day lies in the days that the vague date may mean.
fn within(plain: &Entry, vague: &Entry) -> bool {
    plain.is_plain() && plain.day >= vague.day && plain.day <= vague.last_day
}

/// Returns how many entries there are up to the end of a day; undated ones count.
pub(crate) fn until(entries: &[Entry], day: Option<&str>) -> usize {
    let Some(day) = day else {
        return entries.len();
    };
    entries.partition_point(|entry| entry.day.as_deref().is_none_or(|first| first <= day))
}
