//! From what a phrase means to the days it names, seen from the day of publication.
//!
//! Long because it is one match over all meanings: each has its few lines here, and they share the
//! anchor and the direction that [`Scene`] keeps.

use std::cell::Cell;

use jiff::civil::Date;
use jiff::{Span as JiffSpan, ToSpan};
use rapporteur_core::Anchor;

use super::holidays;
use super::meaning::{Amount, Part, Unit, When};
use super::span::{Grain, Span};

/// Where a date lies that could lie on either side of the day of publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Past,
    Future,
    Unknown,
}

/// From where dates are seen.
#[derive(Debug, Clone)]
pub(super) struct Scene {
    pub(super) published: Option<Date>,
    pub(super) direction: Direction,
    /// Another date of the text, for "two days later".
    pub(super) text: Option<Span>,
    used_published: Cell<bool>,
    used_text: Cell<bool>,
}

/// What narrows down a date that comes round again.
#[derive(Clone, Copy)]
enum Within<'a> {
    Anything,
    Frame(&'a Span),
    NotBefore(Date),
    NotAfter(Date),
}

/// How many years around the day of publication a date is looked for: the 29th of February.
const REACH: i16 = 8;

/// From how far off, in days, counted twice, a date without a year is doubted.
const FAR: i32 = 2 * 200;

impl Scene {
    pub(super) fn new(published: Option<Date>, direction: Direction, text: Option<Span>) -> Self {
        Self {
            published,
            direction,
            text,
            used_published: Cell::new(false),
            used_text: Cell::new(false),
        }
    }

    pub(super) fn resolve(&self, when: &When) -> Option<Span> {
        self.find(when, Within::Anything)
    }

    /// What the last resolution was counted from.
    pub(super) fn anchor(&self) -> Option<Anchor> {
        if self.used_text.get() {
            Some(Anchor::Text)
        } else {
            self.used_published.get().then_some(Anchor::Published)
        }
    }

    fn now(&self) -> Option<Date> {
        self.used_published.set(true);
        self.published
    }

    fn find(&self, when: &When, within: Within<'_>) -> Option<Span> {
        match when {
            When::Day { month, day } => self.yearly(within, |year| {
                Some(Span::day(Date::new(year, *month, *day).ok()?))
            }),
            When::Month(month) => self.yearly(within, |year| Span::month(year, *month)),
            When::PartOfYear { nth, parts } => self.yearly(within, |year| {
                let months = 12 / i64::from(*parts);
                let month = (i64::from(*nth) - 1) * months + 1;
                Span::months(Date::new(year, month.try_into().ok()?, 1).ok()?, months)
            }),
            When::Season(season) => self.yearly(within, |year| Span::season(year, *season)),
            When::NthWeekdayOfMonth {
                nth,
                weekday,
                month,
            } => self.yearly(within, |year| {
                nth_weekday(&Span::month(year, *month)?, *nth, *weekday)
            }),
            When::Easter(shift) => self.yearly(within, |year| {
                let sunday = holidays::easter(year)?;
                Some(Span::day(sunday.checked_add(shift.days()).ok()?))
            }),
            When::WeekNumber(week) => self.yearly(within, |year| {
                let monday =
                    jiff::civil::ISOWeekDate::new(year, *week, jiff::civil::Weekday::Monday);
                week_from(monday.ok()?.date())
            }),
            When::DayOfMonth(day) => self.monthly(within, |year, month| {
                Some(Span::day(Date::new(year, month, *day).ok()?))
            }),
            When::WeekdayAndDay { weekday, day } => self.monthly(within, |year, month| {
                let date = Date::new(year, month, *day).ok()?;
                (date.weekday().to_monday_one_offset() == *weekday).then(|| Span::day(date))
            }),
            When::Weekday(weekday) => self.weekday(*weekday, within),
            When::Year(year) => Span::years(*year, 1, Grain::Year),
            When::Decade(year) => Span::years(*year, 10, Grain::Decade),
            When::Century(year) => Span::years(*year, 100, Grain::Century),
            When::DayFromNow(shift) => Some(Span::day(self.now()?.checked_add(shift.days()).ok()?)),
            When::Near { unit, shift } => self.near(*unit, *shift),
            When::NearOf { shift, what } => self.near_of(*shift, what),
            When::Around {
                amount,
                forward,
                from_now,
            } => self.around(amount, *forward, *from_now),
            When::In { what, frame } => {
                let frame = self.find(frame, within)?;
                self.find(what, Within::Frame(&frame))
            }
            When::Offset {
                amount,
                forward,
                base,
            } => {
                let base = self.find(base, within)?;
                shifted(base.first_day()?, amount, *forward)
            }
            When::Lasting { amount, start } => {
                let first = self.find(start, within)?.first_day()?;
                let end = shift_day(first, amount, true)?.yesterday().ok()?;
                Span::days(first, end.max(first))
            }
            When::WeekdayFrom { weekday, day } => {
                on_or_after(self.find(day, within)?.first_day()?, *weekday)
            }
            When::Nth {
                nth,
                count,
                unit,
                frame,
            } => nth_unit(&self.find(frame, within)?, *nth, *count, *unit),
            When::NthWeekday {
                nth,
                weekday,
                frame,
            } => nth_weekday(&self.find(frame, within)?, *nth, *weekday),
            When::Part { part, of } => self.part(*part, &self.find(of, within)?),
            When::Range { from, to } => self.range(from, to, within),
            When::Since(date) => Span::between(self.find(date, within)?.first, None),
            When::After(date) => after(&self.find(date, within)?),
            When::Before(date) => {
                let (date, grain) = self.find(date, within)?.first?;
                Span::between(None, Some((date.yesterday().ok()?, grain)))
            }
            When::Until(date) => Span::between(None, self.find(date, within)?.last),
            When::WeekOf(date) => week_from(self.find(date, within)?.first_day()?),
            When::WeekendOf(date) => weekend_of(self.find(date, within)?.first_day()?),
            When::About(date) => Some(Span {
                about: true,
                ..self.find(date, within)?
            }),
            When::FromText { amount, forward } => {
                let base = self.text_or_now()?;
                let day = if *forward {
                    base.last_day()?
                } else {
                    base.first_day()?
                };
                shifted(day, amount, *forward)
            }
            When::NearText { unit, shift } => {
                let day = self.text_or_now()?.first_day()?;
                near_unit(day, *unit, *shift)
            }
            When::Open => None,
        }
    }

    fn text_or_now(&self) -> Option<Span> {
        if let Some(text) = &self.text {
            self.used_text.set(true);
            return Some(text.clone());
        }
        self.now().map(Span::day)
    }

    /// Finds a date that comes round every year.
    fn yearly(&self, within: Within<'_>, of: impl Fn(i16) -> Option<Span>) -> Option<Span> {
        let around = |year: i16| {
            (-REACH..=REACH)
                .filter_map(move |shift| year.checked_add(shift))
                .filter_map(&of)
        };
        match within {
            Within::Frame(frame) => {
                let (first, last) = (frame.first_day()?.year(), frame.last_day()?.year());
                (first..=last.min(first.saturating_add(REACH))).find_map(&of)
            }
            Within::NotBefore(day) => around(day.year()).find(|span| span.first_day() >= Some(day)),
            Within::NotAfter(day) => around(day.year())
                .filter(|span| span.first_day() <= Some(day))
                .last(),
            Within::Anything => {
                let now = self.now()?;
                self.choose(now, around(now.year()).collect())
            }
        }
    }

    /// Finds a date that comes round every month.
    fn monthly(&self, within: Within<'_>, of: impl Fn(i16, i8) -> Option<Span>) -> Option<Span> {
        let around = |day: Date, from: i64, to: i64| -> Vec<Span> {
            (from..=to)
                .filter_map(|shift| {
                    let month = day.first_of_month().checked_add(shift.months()).ok()?;
                    of(month.year(), month.month())
                })
                .collect()
        };
        match within {
            Within::Frame(frame) => around(frame.first_day()?, 0, 11).into_iter().next(),
            Within::NotBefore(day) => around(day, 0, 12)
                .into_iter()
                .find(|span| span.first_day() >= Some(day)),
            Within::NotAfter(day) => around(day, -12, 0)
                .into_iter()
                .rfind(|span| span.first_day() <= Some(day)),
            Within::Anything => {
                let now = self.now()?;
                self.choose(now, around(now, -14, 14))
            }
        }
    }

    fn weekday(&self, weekday: i8, within: Within<'_>) -> Option<Span> {
        match within {
            Within::Frame(frame) => on_or_after(frame.first_day()?, weekday),
            Within::NotBefore(day) => on_or_after(day, weekday),
            Within::NotAfter(day) => on_or_after(day.checked_sub(6.days()).ok()?, weekday),
            Within::Anything => {
                let now = self.now()?;
                if self.direction == Direction::Future {
                    on_or_after(now, weekday)
                } else {
                    on_or_after(now.checked_sub(6.days()).ok()?, weekday)
                }
            }
        }
    }

    /// Chooses among dates in their order: on the side that the sentence tells, else the nearest.
    fn choose(&self, now: Date, spans: Vec<Span>) -> Option<Span> {
        let past = spans
            .iter()
            .rfind(|span| span.first_day() <= Some(now))
            .cloned();
        let future = spans
            .iter()
            .find(|span| span.last_day() >= Some(now))
            .cloned();
        let days = |span: &Span| {
            let middle = |day: Date| (day - now).get_days();
            let (first, last) = (span.first_day().map(middle), span.last_day().map(middle));
            first.zip(last).map(|(first, last)| (first + last).abs())
        };
        let nearest = [&past, &future]
            .into_iter()
            .flatten()
            .min_by_key(|span| days(span).unwrap_or(i32::MAX))
            .cloned();
        let told = match self.direction {
            Direction::Past => past.or(future),
            Direction::Future => future.or(past),
            Direction::Unknown => None,
        };
        // A verb is no sure sign: a week ahead is likelier than a year back.
        let unlikely = |told: &Span| {
            let (told, nearest) = (days(told), nearest.as_ref().and_then(days));
            told.zip(nearest)
                .is_some_and(|(told, nearest)| told > FAR && told / 6 > nearest)
        };
        told.filter(|told| !unlikely(told)).or(nearest)
    }

    fn near(&self, unit: Unit, shift: i64) -> Option<Span> {
        near_unit(self.now()?, unit, shift)
    }

    /// "next Friday" is that of next week, "last Friday" the one before today, "this Friday" that
    /// of the week now, if the sentence does not tell the other side.
    fn near_of(&self, shift: i64, what: &When) -> Option<Span> {
        let now = self.now()?;
        if let When::Weekday(weekday) = what {
            let monday = monday_of(now)?;
            return match shift {
                1 => on_or_after(monday.checked_add(7.days()).ok()?, *weekday),
                2 => on_or_after(now.tomorrow().ok()?, *weekday),
                -2 => on_or_after(monday.checked_sub(7.days()).ok()?, *weekday),
                -1 => on_or_after(now.checked_sub(7.days()).ok()?, *weekday),
                _ => {
                    let this = on_or_after(monday, *weekday)?;
                    let other = match self.direction {
                        Direction::Past if this.first_day() > Some(now) => -7,
                        Direction::Future if this.first_day() < Some(now) => 7,
                        _ => 0,
                    };
                    Some(Span::day(this.first_day()?.checked_add(other.days()).ok()?))
                }
            };
        }
        match shift {
            0 => {
                let year = near_unit(now, Unit::Year, 0)?;
                match what {
                    When::DayOfMonth(_) => {
                        let month = near_unit(now, Unit::Month, 0)?;
                        self.find(what, Within::Frame(&month))
                    }
                    _ => self.find(what, Within::Frame(&year)),
                }
            }
            shift if shift > 0 => {
                let mut found = self.find(what, Within::NotBefore(now.tomorrow().ok()?))?;
                // "next March" in March is that of next year.
                if found.first_day() <= Some(now) {
                    found =
                        self.find(what, Within::NotBefore(found.last_day()?.tomorrow().ok()?))?;
                }
                Some(found)
            }
            _ => {
                let yesterday = now.yesterday().ok()?;
                let found = self.find(what, Within::NotAfter(yesterday))?;
                if found.last_day() >= Some(now) {
                    let before = found.first_day()?.yesterday().ok()?;
                    return self.find(what, Within::NotAfter(before));
                }
                Some(found)
            }
        }
    }

    /// "the last three weeks", "the next two quarters".
    fn around(&self, amount: &Amount, forward: bool, from_now: bool) -> Option<Span> {
        let now = self.now()?;
        if let Some((count, unit)) = amount.whole()
            && matches!(unit, Unit::Quarter | Unit::Decade | Unit::Century)
        {
            let (from, to) = if forward { (1, count) } else { (-count, -1) };
            let (from, to) = (near_unit(now, unit, from)?, near_unit(now, unit, to)?);
            return Span::between(from.first, to.last);
        }
        if let Some((count, Unit::BusinessDay)) = amount.whole() {
            return business_days(now, count, forward);
        }
        let first = if from_now { now } else { now.tomorrow().ok()? };
        if !forward {
            let start = shift_day(now, amount, false)?;
            return Span::days(start, now.yesterday().ok()?.max(start));
        }
        let end = shift_day(first, amount, true)?.yesterday().ok()?;
        Span::days(first, end.max(first))
    }

    fn range(&self, from: &When, to: &When, within: Within<'_>) -> Option<Span> {
        let framed = matches!(within, Within::Frame(_));
        let (from, to) = match (is_settled(from), is_settled(to)) {
            (false, true) => {
                let to = self.find(to, within)?;
                (self.find(from, Within::NotAfter(to.last_day()?))?, to)
            }
            (false, false) if framed => {
                let to = self.find(to, within)?;
                (self.find(from, within)?, to)
            }
            (false, false) if let Some(span) = self.going_on(from, to) => return Some(span),
            (_, false) => {
                let from = self.find(from, within)?;
                let to = self.find(to, Within::NotBefore(from.first_day()?))?;
                (from, to)
            }
            (true, true) => (self.find(from, within)?, self.find(to, within)?),
        };
        if from.first_day() > to.first_day() && framed {
            // "November to February 2031" begins the year before.
            let start = from.first?.0.checked_sub(1.year()).ok()?;
            return Span::between(Some((start, from.first?.1)), to.last);
        }
        Span::between(from.first, to.last)
    }

    /// A stretch that comes round again and that the day of publication lies in.
    fn going_on(&self, from: &When, to: &When) -> Option<Span> {
        if self.direction == Direction::Past {
            return None;
        }
        let now = self.now()?;
        let from = self.find(from, Within::NotAfter(now))?;
        let to = self.find(to, Within::NotBefore(from.first_day()?))?;
        (to.last_day() >= Some(now))
            .then(|| Span::between(from.first, to.last))
            .flatten()
    }

    fn part(&self, part: Part, whole: &Span) -> Option<Span> {
        let (first, grain) = whole.first?;
        let last = whole.last_day()?;
        let length = i64::from((last - first).get_days()) + 1;
        let now = || self.now();
        let months = |from: i64, to: i64| {
            let start = first.checked_add(from.months()).ok()?;
            Span::months(start, to - from)
        };
        let thirds = whole.whole && grain == Grain::Year && !whole.near;
        let half = if whole.whole && grain == Grain::Year {
            Date::new(first.year(), 7, 1).ok()?
        } else if whole.whole && grain == Grain::Month {
            Date::new(first.year(), first.month(), 16).ok()?
        } else {
            first.checked_add((length / 2).days()).ok()?
        };
        match part {
            Part::Early if thirds => months(0, 4),
            Part::Middle if thirds => months(4, 8),
            Part::Late if thirds => months(8, 12),
            Part::Middle if whole.whole && grain == Grain::Month => Span::days(
                Date::new(first.year(), first.month(), 10).ok()?,
                Date::new(first.year(), first.month(), 20).ok()?,
            ),
            Part::Middle => {
                let third = length / 3;
                Span::days(
                    first.checked_add(third.days()).ok()?,
                    last.checked_sub(third.days()).ok()?,
                )
            }
            Part::Early | Part::FirstHalf => Span::days(first, half.yesterday().ok()?.max(first)),
            Part::Late | Part::SecondHalf => Span::days(half, last),
            Part::SoFar => Span::days(first, now()?.clamp(first, last)),
            Part::Rest => Span::days(now()?.clamp(first, last), last),
            Part::Earlier => {
                let half = half.yesterday().ok()?;
                let end = now()?.yesterday().ok()?.min(half).max(first);
                Span::days(first, end)
            }
            Part::Later => Span::days(now()?.max(half).min(last), last),
        }
    }
}

/// Says whether a date tells its year or hangs on the day of publication.
fn is_settled(when: &When) -> bool {
    match when {
        When::Day { .. }
        | When::DayOfMonth(_)
        | When::WeekdayAndDay { .. }
        | When::Month(_)
        | When::Weekday(_)
        | When::PartOfYear { .. }
        | When::Season(_)
        | When::NthWeekdayOfMonth { .. }
        | When::Easter(_)
        | When::WeekNumber(_) => false,
        When::Part { of: inner, .. }
        | When::About(inner)
        | When::WeekOf(inner)
        | When::WeekendOf(inner)
        | When::Nth { frame: inner, .. }
        | When::NthWeekday { frame: inner, .. }
        | When::In { frame: inner, .. } => is_settled(inner),
        _ => true,
    }
}

fn after(date: &Span) -> Option<Span> {
    let (last, grain) = date.last?;
    // "After 12 March" may be later that day.
    let first = if grain == Grain::Day {
        last
    } else {
        last.tomorrow().ok()?
    };
    Span::between(Some((first, grain)), None)
}

fn monday_of(day: Date) -> Option<Date> {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(back.days()).ok()
}

fn week_from(day: Date) -> Option<Span> {
    let monday = monday_of(day)?;
    Span::days(monday, monday.checked_add(6.days()).ok()?)
}

fn weekend_of(day: Date) -> Option<Span> {
    let saturday = monday_of(day)?.checked_add(5.days()).ok()?;
    Span::days(saturday, saturday.tomorrow().ok()?)
}

fn on_or_after(day: Date, weekday: i8) -> Option<Span> {
    let ahead = (weekday - day.weekday().to_monday_one_offset()).rem_euclid(7);
    Some(Span::day(day.checked_add(i64::from(ahead).days()).ok()?))
}

/// Returns the unit that a day lies in, or so many from it.
fn near_unit(day: Date, unit: Unit, shift: i64) -> Option<Span> {
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day | Unit::BusinessDay => Span::day(day.checked_add(shift_by(shift)?.0).ok()?),
        Unit::Week => week_from(day.checked_add(shift_by(shift)?.1).ok()?)?,
        Unit::Weekend => weekend_of(day.checked_add(shift_by(shift)?.1).ok()?)?,
        Unit::Fortnight => {
            let week = shift_by(shift.checked_mul(2)?)?.1;
            let monday = monday_of(day.checked_add(week).ok()?)?;
            Span::days(monday, monday.checked_add(13.days()).ok()?)?
        }
        Unit::Month => {
            let month = months_on(day.first_of_month(), shift)?;
            Span::month(month.year(), month.month())?
        }
        Unit::Quarter => {
            let first = day.month() - (day.month() - 1) % 3;
            let quarter = Date::new(day.year(), first, 1).ok()?;
            Span::months(months_on(quarter, shift.checked_mul(3)?)?, 3)?
        }
        Unit::Year => Span::years(year_on(day.year(), shift, 1)?, 1, Grain::Year)?,
        Unit::Decade => {
            let first = day.year() - day.year().rem_euclid(10);
            Span::years(year_on(first, shift, 10)?, 10, Grain::Decade)?
        }
        Unit::Century => {
            let first = day.year() - day.year().rem_euclid(100);
            Span::years(year_on(first, shift, 100)?, 100, Grain::Century)?
        }
    };
    Some(Span { near: true, ..span })
}

/// Days and weeks as the calendar adds them.
fn shift_by(count: i64) -> Option<(JiffSpan, JiffSpan)> {
    Some((
        JiffSpan::new().try_days(count).ok()?,
        JiffSpan::new().try_weeks(count).ok()?,
    ))
}

fn months_on(day: Date, count: i64) -> Option<Date> {
    day.checked_add(JiffSpan::new().try_months(count).ok()?)
        .ok()
}

fn year_on(year: i16, shift: i64, length: i64) -> Option<i16> {
    i64::from(year)
        .checked_add(shift.checked_mul(length)?)?
        .try_into()
        .ok()
}

fn shift_day(day: Date, amount: &Amount, forward: bool) -> Option<Date> {
    let (days, months) = amount.days_and_months().filter(|_| amount.is_told())?;
    let span = JiffSpan::new()
        .try_days(days)
        .ok()?
        .try_months(months)
        .ok()?;
    if forward {
        day.checked_add(span).ok()
    } else {
        day.checked_sub(span).ok()
    }
}

/// The day so long after or before another; months and years off, it is about that day.
fn shifted(day: Date, amount: &Amount, forward: bool) -> Option<Span> {
    if let Some((count, Unit::BusinessDay)) = amount.whole() {
        let days = business_days(day, count, forward)?;
        let end = if forward {
            days.last_day()
        } else {
            days.first_day()
        };
        return Some(Span::day(end?));
    }
    let (_, months) = amount.days_and_months()?;
    Some(Span {
        about: amount.about || months > 0,
        ..Span::day(shift_day(day, amount, forward)?)
    })
}

/// So many days from Monday to Friday, beginning with the one after a day.
fn business_days(day: Date, count: i64, forward: bool) -> Option<Span> {
    let step = |day: Date| {
        if forward {
            day.tomorrow().ok()
        } else {
            day.yesterday().ok()
        }
    };
    let next = |mut day: Date| {
        loop {
            day = step(day)?;
            if day.weekday().to_monday_one_offset() < 6 {
                return Some(day);
            }
        }
    };
    let nearest = next(day)?;
    let mut farthest = nearest;
    for _ in 1..count.clamp(1, 1000) {
        farthest = next(farthest)?;
    }
    Span::days(nearest.min(farthest), nearest.max(farthest))
}

/// The nth such weekday of a stretch; negative counts from its end.
fn nth_weekday(frame: &Span, nth: i64, weekday: i8) -> Option<Span> {
    let (first, last) = (frame.first_day()?, frame.last_day()?);
    let start = if nth > 0 {
        on_or_after(first, weekday)?.first_day()?
    } else {
        on_or_after(last.checked_sub(6.days()).ok()?, weekday)?.first_day()?
    };
    let weeks = if nth > 0 { nth - 1 } else { nth + 1 };
    let day = start.checked_add(shift_by(weeks)?.1).ok()?;
    (first..=last).contains(&day).then(|| Span::day(day))
}

/// `count` units of a stretch from the nth on; a week belongs where its Thursday lies, as in ISO 8601.
fn nth_unit(frame: &Span, nth: i64, count: i64, unit: Unit) -> Option<Span> {
    let (first, last) = (frame.first_day()?, frame.last_day()?);
    let (from, to) = if nth > 0 {
        let from = nth - 1;
        (
            near_start(first, unit, from)?,
            near_start(first, unit, from + count - 1)?,
        )
    } else {
        let end = nth + 1;
        (
            near_end(last, unit, end - count + 1)?,
            near_end(last, unit, end)?,
        )
    };
    let inside = from.first_day()? <= last && to.last_day()? >= first;
    if count == 1 {
        return inside.then_some(Span {
            near: false,
            ..from
        });
    }
    inside.then(|| Span::between(from.first, to.last)).flatten()
}

fn near_start(day: Date, unit: Unit, shift: i64) -> Option<Span> {
    if unit == Unit::Week {
        let thursday = on_or_after(day, 4)?.first_day()?;
        return near_unit(thursday, unit, shift);
    }
    near_unit(day, unit, shift)
}

fn near_end(day: Date, unit: Unit, shift: i64) -> Option<Span> {
    if unit == Unit::Week {
        let thursday = on_or_after(day.checked_sub(6.days()).ok()?, 4)?.first_day()?;
        return near_unit(thursday, unit, shift);
    }
    near_unit(day, unit, shift)
}
