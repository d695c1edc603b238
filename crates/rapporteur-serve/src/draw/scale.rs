//! Days along a line: where each lies, and which of them are named below it.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// Days from left to right.
#[derive(Debug, Clone)]
pub(crate) struct Scale {
    /// The first day.
    pub(crate) first: Date,
    /// The last day, which lies on the line as a whole.
    pub(crate) last: Date,
    left: f64,
    right: f64,
}

/// A day that is named below the line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tick {
    pub(crate) x: f64,
    pub(crate) label: String,
}

/// So much room a label needs at least, in pixels.
const LABEL: f64 = 62.0;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// From which day to which day labels go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Days(i64),
    Weeks(i64),
    Months(i64),
    Years(i64),
}

const STEPS: [Step; 15] = [
    Step::Days(1),
    Step::Days(2),
    Step::Weeks(1),
    Step::Weeks(2),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(50),
    Step::Years(100),
    Step::Years(1000),
];

impl Scale {
    /// Lays days from `first` to `last`, both as a whole, between two places.
    pub(crate) fn new(first: Date, last: Date, left: f64, right: f64) -> Self {
        let last = last.max(first);
        Self {
            first,
            last,
            left,
            right,
        }
    }

    /// How wide a day is.
    pub(crate) fn day(&self) -> f64 {
        (self.right - self.left) / (days_between(self.first, self.last) + 1.0)
    }

    /// Where a day begins; a day before or after the line lies at its end.
    pub(crate) fn start(&self, day: Date) -> f64 {
        let days = days_between(self.first, day);
        (self.left + days * self.day()).clamp(self.left, self.right)
    }

    /// Where a day ends.
    pub(crate) fn end(&self, day: Date) -> f64 {
        let days = days_between(self.first, day) + 1.0;
        (self.left + days * self.day()).clamp(self.left, self.right)
    }

    /// The middle of a day.
    pub(crate) fn middle(&self, day: Date) -> f64 {
        f64::midpoint(self.start(day), self.end(day))
    }

    /// The days to name: the closest together whose labels do not touch. Each lies where its day, its
    /// month or its year begins; the year is told at the first and wherever it is another.
    pub(crate) fn ticks(&self) -> Vec<Tick> {
        let room = |step: &&Step| step.days() * self.day() >= LABEL;
        let step = STEPS.iter().find(room).unwrap_or(&Step::Years(1000));
        let mut ticks = Vec::new();
        let mut told = None;
        let mut at = Some(step.from(self.first));
        while let Some(day) = at.filter(|day| *day <= self.last) {
            if day >= self.first {
                ticks.push(Tick {
                    x: self.start(day),
                    label: step.label(day, told != Some(day.year())),
                });
                told = Some(day.year());
            }
            at = day.checked_add(step.span()).ok();
        }
        ticks
    }
}

impl Step {
    /// About how many days it is.
    fn days(self) -> f64 {
        let days = match self {
            Self::Days(count) => count,
            Self::Weeks(count) => 7 * count,
            Self::Months(count) => 30 * count,
            Self::Years(count) => 365 * count,
        };
        days as f64
    }

    fn span(self) -> Span {
        match self {
            Self::Days(count) => count.days(),
            Self::Weeks(count) => count.weeks(),
            Self::Months(count) => count.months(),
            Self::Years(count) => count.years(),
        }
    }

    /// The last day before `day`, or `day`, that such a step may begin on.
    fn from(self, day: Date) -> Date {
        let date = |year: i16, month: i8| Date::new(year, month, 1).unwrap_or(day);
        match self {
            Self::Days(_) => day,
            Self::Weeks(_) => {
                let days = day.weekday().since(Weekday::Monday);
                day.saturating_sub(i64::from(days).days())
            }
            Self::Months(count) => {
                let count = i8::try_from(count).unwrap_or(1);
                date(day.year(), (day.month() - 1) / count * count + 1)
            }
            Self::Years(count) => {
                let count = i16::try_from(count).unwrap_or(1);
                date(day.year().div_euclid(count) * count, 1)
            }
        }
    }

    fn label(self, day: Date, with_year: bool) -> String {
        let place = usize::try_from(day.month() - 1).unwrap_or_default();
        let month = MONTHS.get(place).copied().unwrap_or_default();
        let year = day.year();
        match self {
            Self::Years(_) => year.to_string(),
            Self::Months(_) if with_year => format!("{month} {year}"),
            Self::Months(_) => month.to_owned(),
            Self::Days(_) | Self::Weeks(_) if with_year => {
                format!("{} {month} {year}", day.day())
            }
            Self::Days(_) | Self::Weeks(_) => format!("{} {month}", day.day()),
        }
    }
}

fn days_between(one: Date, other: Date) -> f64 {
    let between = one.until(other);
    between.map_or(0.0, |span| f64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn labels(first: &str, last: &str, width: f64) -> Vec<String> {
        let scale = Scale::new(day(first), day(last), 0.0, width);
        let ticks = scale.ticks().into_iter();
        ticks.map(|tick| tick.label).collect()
    }

    #[test]
    fn a_day_has_its_share_of_the_line() {
        let scale = Scale::new(day("2031-03-01"), day("2031-03-10"), 100.0, 200.0);
        assert_eq!(scale.start(day("2031-03-01")), 100.0);
        assert_eq!(scale.middle(day("2031-03-03")), 125.0);
        assert_eq!(scale.end(day("2031-03-10")), 200.0);
        assert_eq!(scale.start(day("2030-01-01")), 100.0);
        assert_eq!(scale.end(day("2040-01-01")), 200.0);
    }

    #[test]
    fn labels_stand_as_close_as_there_is_room() {
        assert_eq!(
            labels("2031-03-11", "2031-03-13", 300.0),
            ["11 Mar 2031", "12 Mar", "13 Mar"]
        );
        assert_eq!(
            labels("2031-02-26", "2031-03-20", 300.0),
            ["3 Mar 2031", "10 Mar", "17 Mar"]
        );
        assert_eq!(
            labels("2031-11-15", "2032-02-20", 300.0),
            ["Dec 2031", "Jan 2032", "Feb"]
        );
        assert_eq!(
            labels("1994-05-01", "2031-06-01", 600.0),
            [
                "1995", "2000", "2005", "2010", "2015", "2020", "2025", "2030"
            ]
        );
    }

    #[test]
    fn the_ends_of_the_calendar_are_days_too() {
        let scale = Scale::new(Date::MIN, Date::MAX, 0.0, 1000.0);
        assert!(!scale.ticks().is_empty());
        assert!(scale.ticks().len() < 40);
    }
}
