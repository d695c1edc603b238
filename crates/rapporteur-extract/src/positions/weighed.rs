//! Whether a part takes a position on a proposition it was read with, and on which side.

use rapporteur_core::Stance;

use super::part::Role;
use crate::resources::{Decision, Measures};

/// How far what one other statement says counts at most, in log odds of for before against.
const MOST_OF_ONE: f64 = 3.0;

/// How far those of all others count at most.
const MOST_OF_ALL: f64 = 4.0;

/// A part and a proposition with how likely it takes a position, and which.
pub(super) struct Weighed<'a> {
    /// The pair, as an index.
    pub(super) pair: usize,
    /// The statement, as an index.
    pub(super) told: usize,
    /// The id of the party that speaks.
    pub(super) party: Option<&'a str>,
    pub(super) proposition: usize,
    pub(super) role: Role,
    /// How likely any position is taken.
    pub(super) about: f64,
    pub(super) conditional: bool,
    /// What the side is decided by.
    pub(super) measures: Measures,
}

/// Decides the stance of each with its probability. A party is of one mind: what its other statements
/// in the article say of the same proposition counts.
pub(super) fn stances(all: &[Weighed<'_>], decision: &Decision) -> Vec<(Stance, f64)> {
    let sides: Vec<f64> = (all.iter())
        .map(|one| decision.side.odds(&one.measures))
        .collect();
    let stance = |one: &Weighed<'_>| {
        if one.role == Role::Wanted || one.conditional {
            return (Stance::Conditional, one.about);
        }
        let mut measures = one.measures.clone();
        measures.push(("party", others(one, all, &sides)));
        let towards = decision.side.probability(&measures);
        if towards >= decision.side.least {
            (Stance::For, one.about * towards)
        } else {
            (Stance::Against, one.about * (1.0 - towards))
        }
    };
    all.iter().map(stance).collect()
}

/// Sums up which side a party's other statements are on.
fn others(one: &Weighed<'_>, all: &[Weighed<'_>], sides: &[f64]) -> f32 {
    if one.party.is_none() {
        return 0.0;
    }
    let votes = all.iter().zip(sides).filter(|(other, _)| {
        other.told != one.told && other.proposition == one.proposition && other.party == one.party
    });
    let votes = votes.map(|(other, side)| other.about * side.clamp(-MOST_OF_ONE, MOST_OF_ONE));
    votes.sum::<f64>().clamp(-MOST_OF_ALL, MOST_OF_ALL) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weighed(told: usize, party: Option<&'static str>, pull: f32) -> Weighed<'static> {
        Weighed {
            pair: 0,
            told,
            party,
            proposition: 0,
            role: Role::Whole,
            about: 0.9,
            conditional: false,
            measures: Vec::from([("pull", pull)]),
        }
    }

    fn decision() -> Decision {
        let mut decision = Decision::default();
        for line in ["side\tpull\t1", "side\tparty\t1", "side\tleast\t0.5"] {
            assert_eq!(decision.read(line), Some(()));
        }
        decision
    }

    fn stances_of(all: &[Weighed<'_>]) -> Vec<Stance> {
        let stances = stances(all, &decision());
        stances.into_iter().map(|(stance, _)| stance).collect()
    }

    #[test]
    fn a_party_is_of_one_mind() {
        let all = [
            weighed(0, Some("east"), -2.0),
            weighed(1, Some("east"), 0.5),
            weighed(2, Some("west"), 0.5),
        ];
        assert_eq!(
            stances_of(&all),
            [Stance::Against, Stance::Against, Stance::For]
        );
    }

    #[test]
    fn unknown_parties_are_not_one() {
        let all = [weighed(0, None, -2.0), weighed(1, None, 0.5)];
        assert_eq!(stances_of(&all), [Stance::Against, Stance::For]);
    }

    #[test]
    fn a_statement_does_not_count_for_itself() {
        let all = [
            weighed(0, Some("east"), -2.0),
            weighed(0, Some("east"), 0.5),
        ];
        assert_eq!(stances_of(&all), [Stance::Against, Stance::For]);
    }
}
