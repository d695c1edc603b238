//! Which positions count: those in the range, and each only once within what duplicates are looked
//! for in.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rapporteur_core::Stance;

use super::choice::{Duplicates, NetworkOptions, NetworkType, QualifierUse};
use super::graph::Stated;

/// Within what a position counts once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Period {
    Position(usize),
    Document(i64),
    Days(i16, i8),
    Undated,
    Range,
}

/// Returns the places of the positions that count, the earliest first, undated ones last.
///
/// Of several that are the same the earliest counts. They are the same when actor, proposition and
/// stance are; the stance matters only where the network looks at it. Weeks and months are those of
/// their year; version 3 of Discourse Network Analyzer compares their bare numbers, so that March of
/// two years is one month to it. What nobody dates is taken for one period.
pub(crate) fn kept(stated: &[Stated], options: &NetworkOptions) -> Vec<usize> {
    let in_range = |day: Option<Date>| match day {
        Some(day) => {
            options.from.is_none_or(|from| from <= day) && options.to.is_none_or(|to| day <= to)
        }
        None => options.from.is_none() && options.to.is_none(),
    };
    let mut order: Vec<(usize, &Stated)> = stated
        .iter()
        .enumerate()
        .filter(|(_, one)| in_range(one.day))
        .filter(|(_, one)| !(options.without_conditional && one.stance == Stance::Conditional))
        .collect();
    order.sort_by_key(|(_, one)| (one.day.is_none(), one.day));
    let blind =
        options.network == NetworkType::TwoMode && options.qualifier == QualifierUse::Ignore;
    let mut numbers = Numbers::default();
    let mut known = BTreeSet::new();
    order
        .into_iter()
        .filter(|(place, one)| {
            let stance = (!blind).then_some(one.stance);
            let period = period(*place, one, options.duplicates);
            let (actor, proposition) = (numbers.of(&one.actor), numbers.of(&one.proposition));
            known.insert((actor, proposition, stance, period))
        })
        .map(|(place, _)| place)
        .collect()
}

/// Numbers in place of ids, since very many positions are compared.
#[derive(Default)]
struct Numbers<'a>(BTreeMap<&'a str, usize>);

impl<'a> Numbers<'a> {
    fn of(&mut self, id: &'a str) -> usize {
        let next = self.0.len();
        *self.0.entry(id).or_insert(next)
    }
}

fn period(place: usize, one: &Stated, duplicates: Duplicates) -> Period {
    let by = |period: fn(Date) -> Period| one.day.map_or(Period::Undated, period);
    match duplicates {
        Duplicates::Include => Period::Position(place),
        Duplicates::Document => Period::Document(one.document),
        Duplicates::Week => by(|day| {
            let week = day.iso_week_date();
            Period::Days(week.year(), week.week())
        }),
        Duplicates::Month => by(|day| Period::Days(day.year(), day.month())),
        Duplicates::Year => by(|day| Period::Days(day.year(), 0)),
        Duplicates::Range => Period::Range,
    }
}
