//! Days cut into stretches of a calendar: days, weeks, months, years.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use serde::Serialize;

use crate::timeline::Days;

/// How long a stretch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum PaceStep {
    /// A day.
    Day,
    /// A week from Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
    /// Ten calendar years.
    Decade,
    /// A thousand calendar years.
    Millennium,
}

const STEPS: [PaceStep; 6] = [
    PaceStep::Day,
    PaceStep::Week,
    PaceStep::Month,
    PaceStep::Year,
    PaceStep::Decade,
    PaceStep::Millennium,
];

impl PaceStep {
    /// The shortest that cuts the days into no more than so many stretches.
    pub(super) fn of(days: Days, most: u32) -> Self {
        let few = |step: &PaceStep| {
            let inside = f64::from(days.width()) / step.days();
            inside + 2.0 <= f64::from(most) || (inside <= f64::from(most) && *step == Self::Day)
        };
        STEPS.into_iter().find(few).unwrap_or(Self::Millennium)
    }

    /// The fewest days that it may have.
    fn days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 28.0,
            Self::Year => 365.0,
            Self::Decade => 3_652.0,
            Self::Millennium => 365_242.0,
        }
    }

    fn span(self) -> Span {
        match self {
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
            Self::Year => 1.year(),
            Self::Decade => 10.years(),
            Self::Millennium => 1000.years(),
        }
    }

    /// The first day of the stretch that a day lies in.
    fn first(self, day: Date) -> Date {
        let years = |count: i16| {
            let year = day.year().div_euclid(count) * count;
            Date::new(year, 1, 1).unwrap_or(Date::MIN)
        };
        match self {
            Self::Day => day,
            Self::Week => {
                let days = day.weekday().since(Weekday::Monday);
                day.saturating_sub(i64::from(days).days())
            }
            Self::Month => day.first_of_month(),
            Self::Year => years(1),
            Self::Decade => years(10),
            Self::Millennium => years(1000),
        }
    }
}

/// Cuts days into stretches; the first and the last are cut off where the days end.
pub(super) fn stretches(days: Days, step: PaceStep) -> Vec<Days> {
    let mut stretches = Vec::new();
    let mut first = step.first(days.first);
    loop {
        let next = first.checked_add(step.span()).ok();
        let last = next.and_then(|next| next.yesterday().ok());
        let stretch = Days {
            first,
            last: last.unwrap_or(Date::MAX),
        };
        stretches.extend(stretch.both(days));
        match next.filter(|next| *next <= days.last) {
            Some(next) => first = next,
            None => return stretches,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(first: &str, last: &str, most: u32) -> (PaceStep, Vec<String>) {
        let days = Days {
            first: first.parse().unwrap(),
            last: last.parse().unwrap(),
        };
        let step = PaceStep::of(days, most);
        let stretches = stretches(days, step).into_iter();
        let told = stretches.map(|days| format!("{} {}", days.first, days.last));
        (step, told.collect())
    }

    #[test]
    fn days_are_cut_by_the_calendar() {
        assert_eq!(
            cut("2031-03-05", "2031-03-07", 40),
            (
                PaceStep::Day,
                vec![
                    "2031-03-05 2031-03-05".to_owned(),
                    "2031-03-06 2031-03-06".to_owned(),
                    "2031-03-07 2031-03-07".to_owned()
                ]
            )
        );
        assert_eq!(
            cut("2031-03-05", "2031-03-19", 5),
            (
                PaceStep::Week,
                vec![
                    "2031-03-05 2031-03-09".to_owned(),
                    "2031-03-10 2031-03-16".to_owned(),
                    "2031-03-17 2031-03-19".to_owned()
                ]
            )
        );
        assert_eq!(
            cut("2031-01-30", "2031-03-01", 4),
            (
                PaceStep::Month,
                vec![
                    "2031-01-30 2031-01-31".to_owned(),
                    "2031-02-01 2031-02-28".to_owned(),
                    "2031-03-01 2031-03-01".to_owned()
                ]
            )
        );
    }

    #[test]
    fn there_are_never_too_many() {
        for last in ["2031-04-10", "2032-01-01", "2050-06-30", "9999-12-31"] {
            let (_, stretches) = cut("2031-03-05", last, 42);
            assert!(stretches.len() <= 42, "{last}: {}", stretches.len());
        }
        let (_, stretches) = cut("-009999-01-01", "9999-12-31", 42);
        assert!(stretches.len() <= 42);
    }
}
