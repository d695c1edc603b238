//! The operations by which a pattern says what its words mean.
//!
//! An operation is a number, the name of a capture, or `name(argument, …)`; what each takes and
//! gives is checked when the list is read.

use super::meaning::{Amount, Part, Unit, Value, When};

/// What kind of value a capture or an operation gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Amount,
    When,
    Clock,
    PartOfDay,
    Every,
}

/// An operation with its arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Term {
    Constant(i64),
    /// The nth capture of the pattern.
    Capture(usize),
    Call(&'static Operation, Vec<Term>),
}

type Apply = fn(&mut Arguments) -> Option<Value>;

/// An operation: its name, what it takes and gives, and what it does.
#[derive(Debug)]
pub(super) struct Operation {
    name: &'static str,
    takes: &'static [Kind],
    gives: Kind,
    apply: Apply,
}

impl PartialEq for Operation {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Operation {}

/// The arguments of an operation, handed out in their order.
pub(super) struct Arguments(std::vec::IntoIter<Value>);

impl Arguments {
    fn number(&mut self) -> Option<i64> {
        match self.0.next()? {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    fn small(&mut self) -> Option<i8> {
        self.number()?.try_into().ok()
    }

    fn unit(&mut self) -> Option<Unit> {
        Unit::from_code(self.number()?)
    }

    fn amount(&mut self) -> Option<Amount> {
        match self.0.next()? {
            Value::Amount(amount) => Some(amount),
            _ => None,
        }
    }

    fn when(&mut self) -> Option<Box<When>> {
        match self.0.next()? {
            Value::When(when) => Some(Box::new(when)),
            _ => None,
        }
    }
}

const fn operation(
    name: &'static str,
    takes: &'static [Kind],
    gives: Kind,
    apply: Apply,
) -> Operation {
    Operation {
        name,
        takes,
        gives,
        apply,
    }
}

/// The number of thousandths in one.
const ONE: i64 = 1000;

static NUMBERS: [Operation; 6] = [
    // A year of two digits that can be no day: "August 99".
    operation("past_year", &[Kind::Number], Kind::Number, |from| {
        let year = from.number()?;
        (32..100)
            .contains(&year)
            .then_some(Value::Number(1900 + year))
    }),
    // "business days"
    operation("business", &[Kind::Number], Kind::Number, |from| {
        (from.unit()? == Unit::Day).then_some(Value::Number(Unit::BusinessDay.code()))
    }),
    operation("add", &[Kind::Number, Kind::Number], Kind::Number, |from| {
        Some(Value::Number(from.number()?.checked_add(from.number()?)?))
    }),
    operation(
        "times",
        &[Kind::Number, Kind::Number],
        Kind::Number,
        |from| Some(Value::Number(from.number()?.checked_mul(from.number()?)?)),
    ),
    // "nineteen ninety-six"
    operation(
        "hundreds",
        &[Kind::Number, Kind::Number],
        Kind::Number,
        |from| {
            let (hundreds, rest) = (from.number()?, from.number()?);
            ((10..=29).contains(&hundreds) && (0..100).contains(&rest))
                .then_some(Value::Number(hundreds * 100 + rest))
        },
    ),
    // A year of two digits; the spread of years is that of people alive.
    operation("full_year", &[Kind::Number], Kind::Number, |from| {
        let year = from.number()?;
        Some(Value::Number(if year < 40 {
            2000 + year
        } else {
            1900 + year
        }))
    }),
];

static AMOUNTS: [Operation; 6] = [
    operation(
        "amount",
        &[Kind::Number, Kind::Number],
        Kind::Amount,
        |from| {
            let thousandths = from.number()?.checked_mul(ONE)?;
            Some(Value::Amount(Amount::new(thousandths, from.unit()?)?))
        },
    ),
    operation(
        "amount_and",
        &[Kind::Number, Kind::Number, Kind::Number],
        Kind::Amount,
        |from| {
            let whole = from.number()?.checked_mul(ONE)?;
            let thousandths = whole.checked_add(from.number()?)?;
            Some(Value::Amount(Amount::new(thousandths, from.unit()?)?))
        },
    ),
    operation(
        "join",
        &[Kind::Amount, Kind::Amount],
        Kind::Amount,
        |from| {
            let (mut all, more) = (from.amount()?, from.amount()?);
            let repeated = more
                .parts
                .iter()
                .any(|(_, unit)| all.parts.iter().any(|(_, known)| known == unit));
            all.parts.extend(more.parts);
            (!repeated).then_some(Value::Amount(all))
        },
    ),
    operation("roughly", &[Kind::Amount], Kind::Amount, |from| {
        let amount = from.amount()?;
        Some(Value::Amount(Amount {
            about: true,
            ..amount
        }))
    }),
    operation("vague", &[Kind::Number], Kind::Amount, |from| {
        let amount = Amount::new(ONE, from.unit()?)?;
        Some(Value::Amount(Amount {
            vague: true,
            ..amount
        }))
    }),
    operation("every", &[Kind::Amount], Kind::Every, |from| {
        Some(Value::Every(from.amount()?))
    }),
];

static DATES: [Operation; 19] = [
    operation("day", &[Kind::Number, Kind::Number], Kind::When, |from| {
        let (month, day) = (from.small()?, from.small()?);
        let last = match month {
            2 => 29,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        when(
            (1..=12).contains(&month) && (1..=last).contains(&day),
            When::Day { month, day },
        )
    }),
    operation("day_of_month", &[Kind::Number], Kind::When, |from| {
        let day = from.small()?;
        when((1..=31).contains(&day), When::DayOfMonth(day))
    }),
    operation(
        "weekday_and_day",
        &[Kind::Number, Kind::Number],
        Kind::When,
        |from| {
            let (weekday, day) = (from.small()?, from.small()?);
            when(
                (1..=31).contains(&day),
                When::WeekdayAndDay { weekday, day },
            )
        },
    ),
    operation("month", &[Kind::Number], Kind::When, |from| {
        let month = from.small()?;
        when((1..=12).contains(&month), When::Month(month))
    }),
    operation("weekday", &[Kind::Number], Kind::When, |from| {
        Some(Value::When(When::Weekday(from.small()?)))
    }),
    operation("year", &[Kind::Number], Kind::When, |from| {
        let year = from.number()?;
        when((1..3000).contains(&year), When::Year(year.try_into().ok()?))
    }),
    operation("decade", &[Kind::Number], Kind::When, |from| {
        let year = from.number()?;
        when(
            (1000..3000).contains(&year) && year % 10 == 0,
            When::Decade(year.try_into().ok()?),
        )
    }),
    operation("century", &[Kind::Number], Kind::When, |from| {
        let nth = from.number()?;
        let first = nth.checked_sub(1)?.checked_mul(100)?;
        when(
            (10..30).contains(&nth),
            When::Century(first.try_into().ok()?),
        )
    }),
    operation("quarter", &[Kind::Number], Kind::When, |from| {
        part_of_year(from, 4)
    }),
    operation("half", &[Kind::Number], Kind::When, |from| {
        part_of_year(from, 2)
    }),
    operation("season", &[Kind::Number], Kind::When, |from| {
        Some(Value::When(When::Season(from.small()?)))
    }),
    operation("week", &[Kind::Number], Kind::When, |from| {
        let week = from.small()?;
        when((1..=53).contains(&week), When::WeekNumber(week))
    }),
    operation(
        "nth_weekday_of_month",
        &[Kind::Number, Kind::Number, Kind::Number],
        Kind::When,
        |from| {
            let (nth, weekday, month) = (from.number()?, from.small()?, from.small()?);
            when(
                (1..=7).contains(&weekday) && (1..=12).contains(&month),
                When::NthWeekdayOfMonth {
                    nth,
                    weekday,
                    month,
                },
            )
        },
    ),
    operation("easter", &[Kind::Number], Kind::When, |from| {
        Some(Value::When(When::Easter(from.number()?)))
    }),
    operation("compact", &[Kind::Number], Kind::When, |from| {
        let digits = from.number()?;
        let (month, day) = (
            (digits / 100 % 100).try_into().ok()?,
            (digits % 100).try_into().ok()?,
        );
        Some(Value::When(When::In {
            what: Box::new(When::Day { month, day }),
            frame: Box::new(When::Year((digits / 10_000).try_into().ok()?)),
        }))
    }),
    operation("from_now", &[Kind::Number], Kind::When, |from| {
        Some(Value::When(When::DayFromNow(from.number()?)))
    }),
    operation("near", &[Kind::Number, Kind::Number], Kind::When, |from| {
        let (shift, unit) = (from.number()?, from.unit()?);
        when(!unit.is_of_day(), When::Near { unit, shift })
    }),
    operation("near_of", &[Kind::Number, Kind::When], Kind::When, |from| {
        let (shift, what) = (from.number()?, from.when()?);
        Some(Value::When(When::NearOf { shift, what }))
    }),
    operation("open", &[], Kind::When, |_| Some(Value::When(When::Open))),
];

static COUNTED: [Operation; 15] = [
    operation("last", &[Kind::Amount], Kind::When, |from| {
        around(from, false, true)
    }),
    operation("next", &[Kind::Amount], Kind::When, |from| {
        around(from, true, false)
    }),
    operation("within", &[Kind::Amount], Kind::When, |from| {
        around(from, true, true)
    }),
    operation("ago", &[Kind::Amount], Kind::When, |from| {
        let amount = from.amount()?;
        offset(amount, false, Box::new(When::DayFromNow(0)))
    }),
    operation("ahead", &[Kind::Amount], Kind::When, |from| {
        let amount = from.amount()?;
        offset(amount, true, Box::new(When::DayFromNow(0)))
    }),
    operation(
        "before_date",
        &[Kind::Amount, Kind::When],
        Kind::When,
        |from| {
            let (amount, base) = (from.amount()?, from.when()?);
            offset(amount, false, base)
        },
    ),
    operation(
        "after_date",
        &[Kind::Amount, Kind::When],
        Kind::When,
        |from| {
            let (amount, base) = (from.amount()?, from.when()?);
            offset(amount, true, base)
        },
    ),
    operation("lasting", &[Kind::Amount, Kind::When], Kind::When, |from| {
        let (amount, start) = (from.amount()?, from.when()?);
        when(!amount.is_of_day(), When::Lasting { amount, start })
    }),
    operation(
        "after_weekday",
        &[Kind::Amount, Kind::When, Kind::Number],
        Kind::When,
        |from| {
            let (amount, base, weekday) = (from.amount()?, from.when()?, from.small()?);
            let Some(Value::When(day)) = offset(amount, true, base) else {
                return None;
            };
            Some(Value::When(When::WeekdayFrom {
                weekday,
                day: Box::new(day),
            }))
        },
    ),
    operation("earlier_than_text", &[Kind::Amount], Kind::When, |from| {
        from_text(from, false)
    }),
    operation("later_than_text", &[Kind::Amount], Kind::When, |from| {
        from_text(from, true)
    }),
    operation(
        "near_text",
        &[Kind::Number, Kind::Number],
        Kind::When,
        |from| {
            let (shift, unit) = (from.number()?, from.unit()?);
            when(!unit.is_of_day(), When::NearText { unit, shift })
        },
    ),
    operation("in", &[Kind::When, Kind::When], Kind::When, |from| {
        let (what, frame) = (from.when()?, from.when()?);
        Some(Value::When(When::In { what, frame }))
    }),
    operation(
        "nth",
        &[Kind::Number, Kind::Amount, Kind::When],
        Kind::When,
        |from| {
            let (nth, amount, frame) = (from.number()?, from.amount()?, from.when()?);
            let (count, unit) = amount.whole()?;
            when(
                (1..=100).contains(&count) && !unit.is_of_day(),
                When::Nth {
                    nth,
                    count,
                    unit,
                    frame,
                },
            )
        },
    ),
    operation(
        "nth_weekday",
        &[Kind::Number, Kind::Number, Kind::When],
        Kind::When,
        |from| {
            let (nth, weekday, frame) = (from.number()?, from.small()?, from.when()?);
            Some(Value::When(When::NthWeekday {
                nth,
                weekday,
                frame,
            }))
        },
    ),
];

static STRETCHES: [Operation; 11] = [
    operation("part", &[Kind::Number, Kind::When], Kind::When, |from| {
        let (part, of) = (Part::numbered(from.number()?)?, from.when()?);
        Some(Value::When(When::Part { part, of }))
    }),
    operation("range", &[Kind::When, Kind::When], Kind::When, |from| {
        let (start, end) = (from.when()?, from.when()?);
        Some(Value::When(When::Range {
            from: start,
            to: end,
        }))
    }),
    operation("since", &[Kind::When], Kind::When, |from| {
        Some(Value::When(When::Since(from.when()?)))
    }),
    operation("after", &[Kind::When], Kind::When, |from| {
        Some(Value::When(When::After(from.when()?)))
    }),
    operation("before", &[Kind::When], Kind::When, |from| {
        Some(Value::When(When::Before(from.when()?)))
    }),
    operation("until", &[Kind::When], Kind::When, |from| {
        Some(Value::When(When::Until(from.when()?)))
    }),
    operation("week_of", &[Kind::When], Kind::When, |from| {
        Some(Value::When(When::WeekOf(from.when()?)))
    }),
    operation("weekend_of", &[Kind::When], Kind::When, |from| {
        Some(Value::When(When::WeekendOf(from.when()?)))
    }),
    operation("about", &[Kind::When], Kind::When, |from| {
        Some(Value::When(When::About(from.when()?)))
    }),
    operation(
        "clock",
        &[Kind::Number, Kind::Number, Kind::Number],
        Kind::Clock,
        |from| {
            let (hour, minute, half) = (from.number()?, from.number()?, from.number()?);
            let hour = match half {
                0 if (0..24).contains(&hour) => hour,
                // Noon and midnight are the twelfth hours of their halves.
                1 | 2 if (1..=12).contains(&hour) => hour % 12 + (half - 1) * 12,
                _ => return None,
            };
            (0..60)
                .contains(&minute)
                .then_some(Value::Clock(hour * 60 + minute))
        },
    ),
    operation(
        "part_of_day",
        &[Kind::When, Kind::Number],
        Kind::PartOfDay,
        |from| {
            let (day, part) = (from.when()?, from.number()?);
            Some(Value::PartOfDay(*day, part))
        },
    ),
];

fn when(holds: bool, when: When) -> Option<Value> {
    holds.then_some(Value::When(when))
}

fn part_of_year(from: &mut Arguments, parts: i8) -> Option<Value> {
    let nth = from.small()?;
    when((1..=parts).contains(&nth), When::PartOfYear { nth, parts })
}

fn around(from: &mut Arguments, forward: bool, from_now: bool) -> Option<Value> {
    let amount = from.amount()?;
    when(
        !amount.is_of_day(),
        When::Around {
            amount,
            forward,
            from_now,
        },
    )
}

fn offset(amount: Amount, forward: bool, base: Box<When>) -> Option<Value> {
    when(
        !amount.is_of_day(),
        When::Offset {
            amount,
            forward,
            base,
        },
    )
}

fn from_text(from: &mut Arguments, forward: bool) -> Option<Value> {
    let amount = from.amount()?;
    when(!amount.is_of_day(), When::FromText { amount, forward })
}

/// A capture of a pattern: its name, what it gives, and whether it may be missing.
pub(super) type Captures = [(String, Kind)];

impl Term {
    /// Parses an operation over the captures of a pattern, and tells what it gives.
    pub(super) fn parse(text: &str, captures: &Captures) -> Option<(Self, Kind)> {
        let text = text.trim();
        if let Ok(number) = text.parse() {
            return Some((Self::Constant(number), Kind::Number));
        }
        if let Some(unit) = Unit::named(text) {
            return Some((Self::Constant(unit.code()), Kind::Number));
        }
        let Some((name, rest)) = text.split_once('(') else {
            let place = captures.iter().position(|(name, _)| name == text)?;
            let (_, kind) = captures.get(place)?;
            return Some((Self::Capture(place), *kind));
        };
        let operation = [
            &NUMBERS[..],
            &AMOUNTS[..],
            &DATES[..],
            &COUNTED[..],
            &STRETCHES[..],
        ]
        .into_iter()
        .flatten()
        .find(|operation| operation.name == name.trim())?;
        let mut arguments = Vec::new();
        for (argument, takes) in split(rest.strip_suffix(')')?)?.iter().zip(operation.takes) {
            let (argument, gives) = Self::parse(argument, captures)?;
            if gives != *takes {
                return None;
            }
            arguments.push(argument);
        }
        let complete = arguments.len() == operation.takes.len()
            && split(rest.strip_suffix(')')?)?.len() == arguments.len();
        complete.then_some((Self::Call(operation, arguments), operation.gives))
    }

    /// Does the operation; `None` where the values have no meaning together.
    pub(super) fn evaluate(&self, captured: &[Option<Value>]) -> Option<Value> {
        match self {
            Self::Constant(number) => Some(Value::Number(*number)),
            Self::Capture(place) => captured.get(*place)?.clone(),
            Self::Call(operation, arguments) => {
                let values: Option<Vec<Value>> = arguments
                    .iter()
                    .map(|argument| argument.evaluate(captured))
                    .collect();
                (operation.apply)(&mut Arguments(values?.into_iter()))
            }
        }
    }
}

/// Splits arguments at the commas outside brackets; `None` where brackets do not close.
fn split(text: &str) -> Option<Vec<&str>> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, character) in text.char_indices() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            ',' if depth == 0 => {
                parts.push(text.get(start..at)?);
                start = at + 1;
            }
            _ => {}
        }
    }
    if !text.trim().is_empty() {
        parts.push(text.get(start..)?);
    }
    (depth == 0).then_some(parts)
}
