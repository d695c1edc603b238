//! Words of the calendar, as the other rules ask for them.

/// What a word means on the calendar, as far as rules besides those of dates look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CalendarWord {
    Weekday,
    Number(i64),
    /// A word that stands before a date of publication.
    Label,
    /// A month, a unit, a day, or a word of nearness.
    Other,
}

impl CalendarWord {
    /// Reads a line of the calendar list; `None` for the kinds of which only the patterns make use.
    pub(crate) fn parse(line: &str) -> Option<(&str, Self)> {
        let mut columns = line.split('\t');
        let (kind, word) = (columns.next()?, columns.next()?);
        let meaning = match kind {
            "weekday" => Self::Weekday,
            "number" => Self::Number(columns.next()?.parse().ok()?),
            "label" => Self::Label,
            "month" | "day" | "unit" | "near" => Self::Other,
            _ => return None,
        };
        Some((word, meaning))
    }
}
