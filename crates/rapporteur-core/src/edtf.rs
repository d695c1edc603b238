//! Dates as EDTF (ISO 8601-2) writes them, level 0 and the parts of level 1 that news needs.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A date or interval in EDTF: `2031-03-12`, `2031-03`, `2031`, `203X`, `2031-03-12?`,
/// `2031-03-01/2031-03-05`, `2031-03/..`, `2031-21` (spring).
///
/// A season covers whole months, as northern weather records count them: spring, 21, is March to
/// May, and winter, 24, December to February of the next year.
///
/// The text is kept as written, since doubt (`?`, `~`, `%`) is part of the value. Order between
/// dates is by [`Edtf::first_day`].
///
/// Source: Library of Congress, Extended Date/Time Format specification, 2019.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Edtf(String);

/// The text is no EDTF date that Rapporteur knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no date: write YYYY-MM-DD, YYYY-MM or YYYY")]
pub struct NotEdtf(String);

impl Edtf {
    /// Reads an EDTF date or interval; `None` where it is none, or no day of the calendar.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let valid = match text.split_once('/') {
            None => Days::of(text).is_some(),
            Some((from, to)) => match (Bound::of(from)?, Bound::of(to)?) {
                (Bound::Open, Bound::Open) => false,
                (Bound::Days(from), Bound::Days(to)) => from.first <= to.last,
                _ => true,
            },
        };
        valid.then(|| Self(text.to_owned()))
    }

    /// Makes the date of one day; `None` where the calendar has no such day.
    #[must_use]
    pub fn day(year: i16, month: i8, day: i8) -> Option<Self> {
        Self::parse(&format!("{year:04}-{month:02}-{day:02}"))
    }

    /// Returns the value as EDTF writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the first day it may mean, as `YYYY-MM-DD`; `None` for an open start.
    #[must_use]
    pub fn first_day(&self) -> Option<String> {
        let from = self.0.split_once('/').map_or(self.0.as_str(), |(a, _)| a);
        Days::of(from).map(|days| days.first)
    }

    /// Returns the last day it may mean, as `YYYY-MM-DD`; `None` for an open end.
    #[must_use]
    pub fn last_day(&self) -> Option<String> {
        let to = self.0.split_once('/').map_or(self.0.as_str(), |(_, b)| b);
        Days::of(to).map(|days| days.last)
    }

    /// Says whether it is exactly one day, without doubt.
    #[must_use]
    pub fn is_one_day(&self) -> bool {
        self.0.len() == 10 && !self.0.contains(['X', '/', '?', '~', '%'])
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Edtf {
    type Error = NotEdtf;

    fn try_from(text: String) -> Result<Self, NotEdtf> {
        Self::parse(&text).ok_or(NotEdtf(text))
    }
}

impl From<Edtf> for String {
    fn from(edtf: Edtf) -> Self {
        edtf.0
    }
}

/// One end of an interval.
enum Bound {
    Open,
    Days(Days),
}

impl Bound {
    fn of(text: &str) -> Option<Self> {
        match text {
            "" | ".." => Some(Self::Open),
            _ => Days::of(text).map(Self::Days),
        }
    }
}

/// The days that a single date covers, both ends in, as `YYYY-MM-DD`.
struct Days {
    first: String,
    last: String,
}

impl Days {
    fn of(text: &str) -> Option<Self> {
        let date = text.strip_suffix(['?', '~', '%']).unwrap_or(text);
        let mut parts = date.split('-');
        let year = Digits::<4>::of(parts.next()?)?;
        let month = parts
            .next()
            .map_or(Some(None), |m| Digits::<2>::of(m).map(Some))?;
        let day = parts
            .next()
            .map_or(Some(None), |d| Digits::<2>::of(d).map(Some))?;
        if parts.next().is_some() {
            return None;
        }
        if let (Some(season @ 21..=24), None) = (month.map(|digits| digits.range().0), &day) {
            return Self::season(year, season);
        }
        let (first_year, last_year) = year.range();
        let (first_month, last_month) = within(month, 1, 12)?;
        let (first_day, _) = within(day, 1, days_in(first_year, first_month))?;
        let (_, last_day) = within(day, 1, days_in(last_year, last_month))?;
        Some(Self {
            first: format!("{first_year:04}-{first_month:02}-{first_day:02}"),
            last: format!("{last_year:04}-{last_month:02}-{last_day:02}"),
        })
    }
}

impl Days {
    fn season(year: Digits<4>, season: u16) -> Option<Self> {
        let (first_year, last_year) = year.range();
        let first_month = (season - 20) * 3;
        let (last_month, last_year) = match first_month + 2 {
            month @ 1..=12 => (month, last_year),
            month => (
                month - 12,
                last_year.checked_add(1).filter(|year| *year < 10_000)?,
            ),
        };
        Some(Self {
            first: format!("{first_year:04}-{first_month:02}-01"),
            last: format!(
                "{last_year:04}-{last_month:02}-{:02}",
                days_in(last_year, last_month)
            ),
        })
    }
}

/// The smallest and largest value of a month or day between `low` and `high`; the whole span where
/// it is not given, `None` where no value fits.
fn within(part: Option<Digits<2>>, low: u16, high: u16) -> Option<(u16, u16)> {
    let (first, last) = part.map_or((low, high), |digits| digits.range());
    let range = (first.max(low), last.min(high));
    (range.0 <= range.1).then_some(range)
}

/// Digits of which the last ones may be unknown, written `X`.
#[derive(Clone, Copy)]
struct Digits<const N: usize>([u8; N]);

impl<const N: usize> Digits<N> {
    fn of(text: &str) -> Option<Self> {
        let digits: [u8; N] = text.as_bytes().try_into().ok()?;
        let known = digits.iter().take_while(|b| b.is_ascii_digit()).count();
        digits[known..]
            .iter()
            .all(|b| *b == b'X')
            .then_some(Self(digits))
    }

    fn range(self) -> (u16, u16) {
        let value = |unknown: u8| {
            self.0.iter().fold(0, |sum, b| {
                let digit = if *b == b'X' { unknown } else { b - b'0' };
                sum * 10 + u16::from(digit)
            })
        };
        (value(0), value(9))
    }
}

/// How many days a month of the Gregorian calendar has.
fn days_in(year: u16, month: u16) -> u16 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, first: Option<&str>, last: Option<&str>) {
        let edtf = Edtf::parse(text).unwrap_or_else(|| panic!("{text} should parse"));
        assert_eq!(edtf.first_day().as_deref(), first, "first day of {text}");
        assert_eq!(edtf.last_day().as_deref(), last, "last day of {text}");
    }

    #[test]
    fn days_months_years_and_decades() {
        check("2031-03-12", Some("2031-03-12"), Some("2031-03-12"));
        check("2032-02", Some("2032-02-01"), Some("2032-02-29"));
        check("2031", Some("2031-01-01"), Some("2031-12-31"));
        check("203X", Some("2030-01-01"), Some("2039-12-31"));
        check("2031-03-XX", Some("2031-03-01"), Some("2031-03-31"));
        check("2031-03-12?", Some("2031-03-12"), Some("2031-03-12"));
    }

    #[test]
    fn seasons_are_three_months() {
        check("2031-21", Some("2031-03-01"), Some("2031-05-31"));
        check("2031-24", Some("2031-12-01"), Some("2032-02-29"));
        check("2031-22/2031-23", Some("2031-06-01"), Some("2031-11-30"));
    }

    #[test]
    fn intervals_include_both_ends_and_may_be_open() {
        check("2031-03-01/2031-04", Some("2031-03-01"), Some("2031-04-30"));
        check("2031-03/..", Some("2031-03-01"), None);
        check("../2031-03", None, Some("2031-03-31"));
    }

    #[test]
    fn what_the_calendar_does_not_have_is_no_date() {
        for text in [
            "",
            "2031-13",
            "2031-2X",
            "2031-25",
            "2031-21-01",
            "2031-02-29",
            "31-03-12",
            "2031-3-1",
            "../..",
            "2031-04/2031-03",
            "20X1",
            "2031-03-12-01",
            "today",
            "２０３１",
        ] {
            assert_eq!(Edtf::parse(text), None, "{text}");
        }
    }
}
