//! A stretch of days, and how EDTF writes it.

use jiff::ToSpan;
use jiff::civil::Date;

/// How finely a date is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    Day,
    Month,
    Season,
    Year,
    Decade,
    Century,
}

/// The days from the first to the last, both in; an end that is missing is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) first: Option<(Date, Grain)>,
    pub(super) last: Option<(Date, Grain)>,
    /// Whether it is one day, month, year … of the calendar.
    pub(super) whole: bool,
    pub(super) about: bool,
    /// Whether it is one of a row that "next" and "last" count: its parts are halves.
    pub(super) near: bool,
}

impl Span {
    pub(super) fn day(date: Date) -> Self {
        Self::whole(date, date, Grain::Day)
    }

    pub(super) fn month(year: i16, month: i8) -> Option<Self> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Self::whole(first, first.last_of_month(), Grain::Month))
    }

    pub(super) fn years(first: i16, count: i16, grain: Grain) -> Option<Self> {
        let last = first.checked_add(count)?.checked_sub(1)?;
        Some(Self::whole(
            Date::new(first, 1, 1).ok()?,
            Date::new(last, 12, 31).ok()?,
            grain,
        ))
    }

    /// Spring begins in March, as the seasons of weather records do; the others follow by threes.
    pub(super) fn season(year: i16, season: i8) -> Option<Self> {
        let month = season.checked_sub(21)?.checked_mul(3)?.checked_add(3)?;
        let first = Date::new(year, month, 1).ok()?;
        let last = first.checked_add(2.months()).ok()?.last_of_month();
        Some(Self::whole(first, last, Grain::Season))
    }

    pub(super) fn days(first: Date, last: Date) -> Option<Self> {
        Self::between(Some((first, Grain::Day)), Some((last, Grain::Day)))
    }

    /// Months, told as months.
    pub(super) fn months(first: Date, count: i64) -> Option<Self> {
        let last = first
            .checked_add(jiff::Span::new().try_months(count).ok()?)
            .ok()?
            .yesterday()
            .ok()?;
        Self::between(Some((first, Grain::Month)), Some((last, Grain::Month)))
    }

    /// Makes the stretch between two ends; `None` where the last day is before the first.
    pub(super) fn between(
        first: Option<(Date, Grain)>,
        last: Option<(Date, Grain)>,
    ) -> Option<Self> {
        if let (Some((first, _)), Some((last, _))) = (first, last)
            && last < first
        {
            return None;
        }
        let open = first.is_none() && last.is_none();
        (!open).then_some(Self {
            first,
            last,
            whole: false,
            about: false,
            near: false,
        })
    }

    fn whole(first: Date, last: Date, grain: Grain) -> Self {
        Self {
            first: Some((first, grain)),
            last: Some((last, grain)),
            whole: true,
            about: false,
            near: false,
        }
    }

    pub(super) fn first_day(&self) -> Option<Date> {
        self.first.map(|(date, _)| date)
    }

    pub(super) fn last_day(&self) -> Option<Date> {
        self.last.map(|(date, _)| date)
    }

    /// Says whether it has both ends, and they are no more than a month apart.
    pub(super) fn is_short(&self) -> bool {
        self.first_day()
            .zip(self.last_day())
            .is_some_and(|(first, last)| (last - first).get_days() < 31)
    }

    /// Returns the day where it is one.
    pub(super) fn only_day(&self) -> Option<Date> {
        self.first_day().filter(|_| self.first == self.last)
    }

    /// Writes it as EDTF does.
    pub(super) fn edtf(&self) -> Option<String> {
        let doubt = if self.about { "~" } else { "" };
        let one = |end: Option<(Date, Grain)>| {
            end.map_or(Some("..".to_owned()), |(date, grain)| {
                Some(format!("{}{doubt}", show(date, grain)?))
            })
        };
        if self.whole || self.only_day().is_some() {
            return one(self.first);
        }
        // The ends of an interval are years at the widest.
        let narrow = |end: Option<(Date, Grain)>| {
            end.map(|(date, grain)| match grain {
                Grain::Decade | Grain::Century => (date, Grain::Year),
                Grain::Season => (date, Grain::Month),
                grain => (date, grain),
            })
        };
        Some(format!(
            "{}/{}",
            one(narrow(self.first))?,
            one(narrow(self.last))?
        ))
    }
}

/// Writes a date as finely as it is told.
pub(super) fn show(date: Date, grain: Grain) -> Option<String> {
    let (year, month, day) = (date.year(), date.month(), date.day());
    if year < 0 {
        return None;
    }
    Some(match grain {
        Grain::Day => format!("{year:04}-{month:02}-{day:02}"),
        Grain::Month => format!("{year:04}-{month:02}"),
        Grain::Season => format!("{year:04}-{:02}", month / 3 + 20),
        Grain::Year => format!("{year:04}"),
        Grain::Decade => format!("{:03}X", year / 10),
        Grain::Century => format!("{:02}XX", year / 100),
    })
}
