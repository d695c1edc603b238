//! Words of the calendar.

/// What a word means on the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CalendarWord {
    /// 1 to 12.
    Month(i8),
    /// 1, Monday, to 7.
    Weekday(i8),
    /// Days from the day of publication.
    Day(i64),
    Unit(Unit),
    Number(i64),
    /// "last", "this", "next": units from the one now.
    Near(i64),
    /// A word that stands before a date of publication.
    Label,
}

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unit {
    /// The letter of ISO 8601.
    pub(crate) letter: char,
    /// Whether it is a part of the day.
    pub(crate) of_day: bool,
}

impl CalendarWord {
    /// Parses a line of the calendar list into the word and its meaning.
    pub(crate) fn parse(line: &str) -> Option<(&str, Self)> {
        let mut columns = line.split('\t');
        let (kind, word) = (columns.next()?, columns.next()?);
        let value = columns.next().unwrap_or_default();
        let meaning = match kind {
            "month" => Self::Month(
                value
                    .parse()
                    .ok()
                    .filter(|month| (1..=12).contains(month))?,
            ),
            "weekday" => Self::Weekday(value.parse().ok().filter(|day| (1..=7).contains(day))?),
            "day" => Self::Day(value.parse().ok()?),
            "unit" => Self::Unit(Unit {
                letter: value.chars().next_back()?,
                of_day: value.starts_with('T'),
            }),
            "number" => Self::Number(value.parse().ok()?),
            "near" => Self::Near(value.parse().ok()?),
            "label" => Self::Label,
            _ => return None,
        };
        Some((word, meaning))
    }
}
