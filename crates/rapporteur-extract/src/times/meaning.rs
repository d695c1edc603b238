//! What a phrase means before it is tied to a day: the terms that the operations of the patterns
//! make.

/// A unit of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    /// Monday to Friday.
    BusinessDay,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// The units by the names that the calendar list gives them, with how many of which unit of
    /// ISO 8601 they are.
    const ALL: [(&'static str, Self, i64, &'static str); 13] = [
        ("TS", Self::Second, 1, "TS"),
        ("TM", Self::Minute, 1, "TM"),
        ("TH", Self::Hour, 1, "TH"),
        ("D", Self::Day, 1, "D"),
        ("BD", Self::BusinessDay, 1, "D"),
        ("W", Self::Week, 1, "W"),
        ("WE", Self::Weekend, 2, "D"),
        ("2W", Self::Fortnight, 2, "W"),
        ("M", Self::Month, 1, "M"),
        ("3M", Self::Quarter, 3, "M"),
        ("Y", Self::Year, 1, "Y"),
        ("10Y", Self::Decade, 10, "Y"),
        ("100Y", Self::Century, 100, "Y"),
    ];

    pub(super) fn named(name: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(known, ..)| *known == name)?;
        Some(found.1)
    }

    /// Returns the number by which values carry the unit.
    pub(super) fn code(self) -> i64 {
        let place = Self::ALL.iter().position(|(_, unit, ..)| *unit == self);
        place.and_then(|at| i64::try_from(at).ok()).unwrap_or(0)
    }

    pub(super) fn from_code(code: i64) -> Option<Self> {
        let found = Self::ALL.get(usize::try_from(code).ok()?)?;
        Some(found.1)
    }

    /// Returns how many of which unit of ISO 8601 it is; "T" marks the units of the day.
    fn iso(self) -> (i64, &'static str) {
        Self::ALL
            .iter()
            .find(|(_, unit, ..)| *unit == self)
            .map_or((1, "D"), |(_, _, count, letter)| (*count, *letter))
    }

    pub(super) fn is_of_day(self) -> bool {
        self <= Self::Hour
    }
}

/// So many of a unit, and so many of others: "1 year 2 months".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Amount {
    /// Counts in thousandths.
    pub(super) parts: Vec<(i64, Unit)>,
    /// Whether the text says about how many.
    pub(super) about: bool,
    /// Whether the text leaves open how many: "several weeks".
    pub(super) vague: bool,
}

/// The most thousandths that a count may have; what is larger is no amount of time.
const MOST: i64 = 10_000_000;

impl Amount {
    pub(super) fn new(thousandths: i64, unit: Unit) -> Option<Self> {
        // A thousand decades are as long as ten thousand years.
        let (each, _) = unit.iso();
        let all = thousandths.checked_mul(each.max(1))?;
        (0..=MOST).contains(&all).then_some(Self {
            parts: vec![(thousandths, unit)],
            about: false,
            vague: false,
        })
    }

    /// Returns the unit of an amount that has one, and how many whole ones.
    pub(super) fn whole(&self) -> Option<(i64, Unit)> {
        match self.parts.as_slice() {
            [(count, unit)] if count % 1000 == 0 => Some((count / 1000, *unit)),
            _ => None,
        }
    }

    /// Says whether the text tells how many.
    pub(super) fn is_told(&self) -> bool {
        !self.vague
    }

    pub(super) fn is_zero(&self) -> bool {
        self.parts.iter().all(|(count, _)| *count == 0)
    }

    pub(super) fn is_of_day(&self) -> bool {
        self.parts.iter().any(|(_, unit)| unit.is_of_day())
    }

    /// Returns the amount in days and months; `None` where it is not a whole number of either.
    pub(super) fn days_and_months(&self) -> Option<(i64, i64)> {
        let (mut days, mut months) = (0_i64, 0_i64);
        for (count, unit) in &self.parts {
            let (each, in_months) = match unit.iso() {
                (each, "D") => (each, false),
                (each, "W") => (each * 7, false),
                (each, "M") => (each, true),
                (each, "Y") => (each * 12, true),
                _ => return None,
            };
            let thousandths = count.checked_mul(each)?;
            if thousandths % 1000 != 0 {
                return None;
            }
            *(if in_months { &mut months } else { &mut days }) += thousandths / 1000;
        }
        Some((days, months))
    }

    /// Writes it as ISO 8601 does; halves are told in the next smaller unit where that is exact.
    pub(super) fn iso(&self) -> String {
        const ORDER: [&str; 7] = ["Y", "M", "W", "D", "TH", "TM", "TS"];
        let mut counts = [0_i64; ORDER.len()];
        for (count, unit) in &self.parts {
            let (each, letter) = unit.iso();
            add(&mut counts, &ORDER, letter, count.saturating_mul(each));
        }
        // Weeks stand alone in ISO 8601.
        if counts.iter().filter(|count| **count != 0).count() > 1 {
            let weeks = std::mem::take(&mut counts[2]);
            counts[3] += weeks * 7;
        }
        for (from, to, times) in [(2, 3, 7), (3, 4, 24), (4, 5, 60), (5, 6, 60)] {
            let rest = counts[from] % 1000;
            if rest * times % 1000 == 0 {
                counts[from] -= rest;
                counts[to] += rest * times;
            }
        }
        let mut text = String::from("P");
        for (count, letter) in counts.into_iter().zip(ORDER) {
            if count == 0 {
                continue;
            }
            if letter.starts_with('T') && !text.contains('T') {
                text.push('T');
            }
            text.push_str(&(count / 1000).to_string());
            if count % 1000 != 0 {
                let decimals = format!("{:03}", count % 1000);
                text.push('.');
                text.push_str(decimals.trim_end_matches('0'));
            }
            text.push_str(letter.trim_start_matches('T'));
        }
        if text == "P" {
            text.push_str("T0S");
        }
        text
    }
}

fn add(counts: &mut [i64; 7], order: &[&str; 7], letter: &str, thousandths: i64) {
    for (count, known) in counts.iter_mut().zip(order) {
        if *known == letter {
            *count = count.saturating_add(thousandths);
        }
    }
}

/// A date as the text puts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum When {
    /// A day of a month of some year.
    Day {
        month: i8,
        day: i8,
    },
    /// A day of some month.
    DayOfMonth(i8),
    /// A day of some month that is such a weekday.
    WeekdayAndDay {
        weekday: i8,
        day: i8,
    },
    Month(i8),
    /// 1, Monday, to 7.
    Weekday(i8),
    Year(i16),
    /// The ten years from one on.
    Decade(i16),
    /// The hundred years from one on.
    Century(i16),
    /// The nth of the equal parts of a year: quarters, halves.
    PartOfYear {
        nth: i8,
        parts: i8,
    },
    /// 21, spring, to 24, winter, as EDTF numbers them.
    Season(i8),
    /// The nth such weekday of a month; negative counts from its end.
    NthWeekdayOfMonth {
        nth: i64,
        weekday: i8,
        month: i8,
    },
    /// Days from Easter Sunday.
    Easter(i64),
    /// A week of the year, as ISO 8601 numbers them.
    WeekNumber(i8),
    /// Days from the day of publication.
    DayFromNow(i64),
    /// The unit now, or so many from it.
    Near {
        unit: Unit,
        shift: i64,
    },
    /// "last March", "next Friday", "this Thursday".
    NearOf {
        shift: i64,
        what: Box<When>,
    },
    /// "the last three weeks", "the next two days".
    Around {
        amount: Amount,
        forward: bool,
        from_now: bool,
    },
    /// A date within a longer one: "June of last year", "Friday next week".
    In {
        what: Box<When>,
        frame: Box<When>,
    },
    /// So long after or before another date.
    Offset {
        amount: Amount,
        forward: bool,
        base: Box<When>,
    },
    /// So long from a day on.
    Lasting {
        amount: Amount,
        start: Box<When>,
    },
    /// The first such weekday from a day on.
    WeekdayFrom {
        weekday: i8,
        day: Box<When>,
    },
    /// Units counted in a longer date, from its end where `nth` is negative.
    Nth {
        nth: i64,
        count: i64,
        unit: Unit,
        frame: Box<When>,
    },
    NthWeekday {
        nth: i64,
        weekday: i8,
        frame: Box<When>,
    },
    Part {
        part: Part,
        of: Box<When>,
    },
    Range {
        from: Box<When>,
        to: Box<When>,
    },
    Since(Box<When>),
    After(Box<When>),
    Before(Box<When>),
    Until(Box<When>),
    WeekOf(Box<When>),
    WeekendOf(Box<When>),
    About(Box<When>),
    /// So long after or before another date of the text; the day of publication where there is none.
    FromText {
        amount: Amount,
        forward: bool,
    },
    /// The unit that another date of the text lies in, or so many from it.
    NearText {
        unit: Unit,
        shift: i64,
    },
    /// A date that the text leaves open: "the third anniversary".
    Open,
}

/// A part of a stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Early,
    Middle,
    Late,
    FirstHalf,
    SecondHalf,
    /// What is over of it.
    SoFar,
    /// What is left of it.
    Rest,
    /// The first half, as far as it is over.
    Earlier,
    /// The second half, as far as it is to come.
    Later,
}

impl Part {
    pub(super) fn numbered(number: i64) -> Option<Self> {
        Some(match number {
            1 => Self::Early,
            2 => Self::Middle,
            3 => Self::Late,
            4 => Self::FirstHalf,
            5 => Self::SecondHalf,
            6 => Self::SoFar,
            7 => Self::Rest,
            8 => Self::Earlier,
            9 => Self::Later,
            _ => return None,
        })
    }
}

/// What a pattern means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Number(i64),
    Amount(Amount),
    When(When),
    /// Minutes of the day.
    Clock(i64),
    /// A part of a day: 1, morning, to 4, night.
    PartOfDay(When, i64),
    /// Something that recurs after each such time.
    Every(Amount),
}
