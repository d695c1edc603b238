//! What is measured of a pair of names.

use super::confusions::LETTER;
use super::name::{Name, NameKind, Part, PartRole};
use super::pairing::{How, Pairing};
use super::resources::NameResources;

/// The measures, by the names they have in the file of weights.
pub(crate) const MEASURES: [&str; 21] = [
    "always",
    "words alike",
    "letters",
    "letters in a hundred",
    "worst word",
    "words contradicted",
    "words left out",
    "share left out",
    "single word",
    "common contradicted",
    "common left out",
    "area left out",
    "number contradicted",
    "number left out",
    "form contradicted",
    "initials",
    "turned",
    "together",
    "young contradicted",
    "vowels hidden",
    "no word agrees",
];

/// The values of the measures of one pair.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Measures([f64; MEASURES.len()]);

impl Measures {
    pub(crate) fn values(&self) -> &[f64] {
        &self.0
    }

    /// Returns each measure with its name.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, f64)> + '_ {
        MEASURES.iter().copied().zip(self.0.iter().copied())
    }

    pub(crate) fn of(
        resources: &NameResources,
        first: &Name,
        second: &Name,
        pairing: &Pairing,
    ) -> Self {
        let own = |part: &&Part| part.role == PartRole::Own;
        let vague = |part: &&Part| matches!(part.role, PartRole::Common | PartRole::Area);
        let left = |name: &Name, spots: &[usize], want: fn(&&Part) -> bool| {
            let parts = spots.iter().filter_map(|at| name.parts.get(*at));
            parts.filter(want).count() as f64
        };
        let (first_own, second_own) = (
            left(first, &pairing.first, own as fn(&&Part) -> bool),
            left(second, &pairing.second, own),
        );
        let (first_vague, second_vague) = (
            left(first, &pairing.first, vague as fn(&&Part) -> bool),
            left(second, &pairing.second, vague),
        );
        let area = |part: &&Part| part.role == PartRole::Area;
        let areas = left(first, &pairing.first, area as fn(&&Part) -> bool)
            + left(second, &pairing.second, area);
        let initial = |part: &&Part| part.role == PartRole::Initial;
        let first_initials = left(first, &pairing.first, initial as fn(&&Part) -> bool);
        let second_initials = left(second, &pairing.second, initial);
        // An initial that nobody answers to contradicts the word that stands against it.
        let contradicted = first_own.min(second_own)
            + first_initials.min((second_own - first_own).max(0.0) + second_initials)
            + second_initials.min((first_own - second_own).max(0.0));
        let words = pairing.pairs.iter().filter(|pair| pair.weight >= 0.5);
        let (mut alike, mut letters, mut length, mut worst) = (0.0, 0.0, 0.0, 0.0_f64);
        for pair in words {
            alike += pair.weight;
            letters += pair.cost * if pair.weight < 1.0 { 0.7 } else { 1.0 };
            length += span(first, pair.first).max(span(second, pair.second));
            worst = worst.max(1.0 - pair.likeness);
        }
        let together = together(
            resources,
            first,
            second,
            letters,
            &pairing.first,
            &pairing.second,
        );
        let extra = (first_own - second_own).abs();
        let most = (first.own().count().max(second.own().count()) as f64).max(1.0);
        let least = first.own().count().min(second.own().count());
        let (contradicted_number, extra_number) = numbers(first, second);
        let truth = |yes: bool| f64::from(u8::from(yes));
        let initials = pairing
            .pairs
            .iter()
            .filter(|pair| pair.how == How::Initial)
            .count();
        let hidden = |name: &Name| {
            name.alphabet
                .is_some_and(|alphabet| alphabet.hides_vowels())
        };
        Self([
            1.0,
            f64::min(alike, 3.0),
            f64::min(letters, 4.0),
            letters / f64::max(length, 1.0),
            worst,
            contradicted.min(2.0),
            extra.min(3.0),
            extra / most,
            truth(least <= 1 && extra > 0.0),
            first_vague.min(second_vague).min(2.0),
            (first_vague - second_vague).abs().min(2.0),
            areas.min(2.0),
            truth(contradicted_number),
            truth(extra_number),
            truth(first.form.is_some() && second.form.is_some() && first.form != second.form),
            (initials as f64).min(2.0),
            truth(turned(first, second, pairing)),
            together,
            truth(match (&first.young, &second.young) {
                (Some(a), Some(b)) => a != b,
                (None, None) => false,
                _ => true,
            }),
            truth(hidden(first) != hidden(second)),
            truth(pairing.pairs.iter().all(|pair| pair.weight < 0.5)),
        ])
    }
}

/// How many letters a run of words has.
fn span(name: &Name, (from, to): (usize, usize)) -> f64 {
    let parts = name.parts.get(from..to).unwrap_or(&[]);
    parts.iter().map(|part| part.text.len()).sum::<usize>() as f64
}

/// How far the names are apart when all their words are written together, from 0 to 1.
fn together(
    resources: &NameResources,
    first: &Name,
    second: &Name,
    letters: f64,
    first_left: &[usize],
    second_left: &[usize],
) -> f64 {
    if first_left.is_empty() != second_left.is_empty() || (letters == 0.0 && first_left.is_empty())
    {
        return 0.0;
    }
    let length = first.joined.len().max(second.joined.len()).max(1);
    let most = (length * usize::from(LETTER)).min(usize::from(u16::MAX - 1)) as u16 / 2;
    match resources
        .confusions
        .cost(&first.joined, &second.joined, most)
    {
        u16::MAX => 1.0,
        cost => (f64::from(cost) / (length as f64 * f64::from(LETTER)) * 2.0).min(1.0),
    }
}

/// Whether the numbers differ, and whether only one of the names has some.
fn numbers(first: &Name, second: &Name) -> (bool, bool) {
    match (first.numbers.is_empty(), second.numbers.is_empty()) {
        (true, true) => (false, false),
        (false, false) => (first.numbers != second.numbers, false),
        _ => (false, true),
    }
}

/// Whether two people's names have the same words in another order, which no comma explains, and
/// each could be the given name: then it says little.
fn turned(first: &Name, second: &Name, pairing: &Pairing) -> bool {
    if first.kind() != NameKind::Person || first.turned || second.turned {
        return false;
    }
    let own = |name: &Name, at: usize| {
        name.parts
            .get(at)
            .is_some_and(|part| part.role == PartRole::Own)
    };
    let order: Vec<(usize, usize)> = (pairing.pairs.iter())
        .filter(|pair| own(first, pair.first.0) && own(second, pair.second.0))
        .map(|pair| (pair.first.0, pair.second.0))
        .collect();
    let ([(a, c), (b, d)], 2, 2) = (order.as_slice(), first.parts.len(), second.parts.len()) else {
        return false;
    };
    let given = |name: &Name, at: usize| {
        name.parts
            .get(at)
            .is_some_and(|part| !part.given.is_empty())
    };
    a < b && c > d && given(first, *a) && given(first, *b)
}
