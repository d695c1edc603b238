//! Stretches of days.

use jiff::{Span, civil::Date};
use rapporteur_core::Edtf;

/// A stretch of days, both ends included; an open end lies at the end of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Days {
    pub(crate) first: Date,
    pub(crate) last: Date,
}

impl Days {
    pub(crate) const ALL: Self = Self {
        first: Date::MIN,
        last: Date::MAX,
    };

    pub(crate) fn of(edtf: &Edtf) -> Self {
        let day = |day: Option<String>| day.and_then(|day| day.parse().ok());
        Self {
            first: day(edtf.first_day()).unwrap_or(Date::MIN),
            last: day(edtf.last_day()).unwrap_or(Date::MAX),
        }
    }

    /// The days that both have.
    pub(crate) fn both(self, other: Self) -> Option<Self> {
        let common = Self {
            first: self.first.max(other.first),
            last: self.last.min(other.last),
        };
        (common.first <= common.last).then_some(common)
    }

    /// How many days it has.
    pub(crate) fn width(self) -> i32 {
        let between = self.first.until(self.last);
        between
            .map_or(i32::MAX, |span| span.get_days())
            .max(0)
            .saturating_add(1)
    }

    /// The days from so many before the first on.
    pub(crate) fn since_earlier(self, days: i32) -> Self {
        let first = self.first.saturating_sub(Span::new().days(days));
        Self { first, ..self }
    }

    /// The days until so many after the last.
    pub(crate) fn until_later(self, days: i32) -> Self {
        let last = self.last.saturating_add(Span::new().days(days));
        Self { last, ..self }
    }

    /// How many days lie between the beginnings of both.
    pub(crate) fn distance(self, other: Self) -> i32 {
        let between = self.first.until(other.first);
        between.map_or(i32::MAX, |span| span.get_days().saturating_abs())
    }
}
