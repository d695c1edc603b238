//! Whose clause it is: the speaker's own side, another party, or something else.

use std::ops::Range;

use rapporteur_core::EntityType;

use super::Scene;
use super::clause::{Unit, Units};
use super::cue::Sense;
use crate::resources::{ActRule, Classes, Whose};

/// How far back a noun phrase is followed, in words.
const LONGEST_PHRASE: usize = 12;

/// Whose a noun phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Own,
    Other,
    /// A thing, or somebody of whom the text does not tell.
    Neither,
}

/// What stands before a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Subject {
    side: Side,
    /// Whether a negation stands between subject and verb.
    negated: bool,
    /// Whether it is the clause of a question within: "who should speak".
    asked: bool,
}

impl Subject {
    pub(super) fn is_own(self) -> bool {
        self.side == Side::Own
    }

    pub(super) fn is_negated(self) -> bool {
        self.negated
    }

    pub(super) fn allows(self, rule: &ActRule, sense: &Sense) -> bool {
        let whose = match rule.whose {
            Whose::Any => true,
            Whose::Thing => self.side == Side::Neither && !self.asked,
            Whose::Warns => sense.warns,
            Whose::Own => self.side == Side::Own,
            Whose::Other => self.side == Side::Other,
            Whose::Else => self.side != Side::Own && !self.asked,
        };
        whose && (rule.negative || !self.negated)
    }
}

/// Judges the subject of the verb group that the unit at `start` stands in or begins.
pub(super) fn before(scene: Scene<'_>, units: &Units, start: usize) -> Subject {
    let mut at = start;
    let mut negated = false;
    while let Some(unit) = at.checked_sub(1).and_then(|before| units.get(before)) {
        if unit.any(Classes::NEGATION) || unit.lower == "no" {
            negated = true;
        } else if !(unit.any(Classes::AUXILIARY)
            || unit.any(Classes::ADVERB)
            || matches!(unit.lower.as_str(), "to" | "who" | "which" | "that"))
        {
            break;
        }
        at -= 1;
    }
    let side = phrase_before(units, at).map_or(Side::Neither, |phrase| {
        negated |= phrase.clone().take(2).any(|at| {
            matches!(
                units.get(at).map(|unit| unit.lower.as_str()),
                Some("no" | "none" | "nobody" | "nothing" | "nor")
            )
        });
        side_of(scene, units, phrase)
    });
    let asked = (0..=1).any(|back| {
        at.checked_sub(back)
            .and_then(|here| units.get(here))
            .is_some_and(|unit| matches!(unit.lower.as_str(), "who" | "what" | "whether" | "how"))
    });
    Subject {
        side,
        negated,
        asked,
    }
}

/// Returns the noun phrase that ends before a unit.
fn phrase_before(units: &Units, end: usize) -> Option<Range<usize>> {
    let mut start = end;
    while let Some(unit) = start.checked_sub(1).and_then(|before| units.get(before)) {
        let outside = unit.mark
            || unit.any(Classes::AUXILIARY)
            || unit.any(Classes::SUBORDINATOR)
            || unit.any(Classes::RELATIVE)
            || unit.any(Classes::CONJUNCTION)
            || end - start >= LONGEST_PHRASE;
        if outside {
            break;
        }
        start -= 1;
        if unit.any(Classes::PRONOUN) {
            break;
        }
    }
    (start < end).then_some(start..end)
}

fn side_of(scene: Scene<'_>, units: &Units, phrase: Range<usize>) -> Side {
    let preposition = |at: &usize| {
        units
            .get(*at)
            .is_some_and(|unit| unit.any(Classes::PREPOSITION))
    };
    // "In Port Sorrel the delegation": the phrase begins after the place.
    let start = if preposition(&phrase.start) {
        phrase
            .clone()
            .rev()
            .find(|at| units.get(*at).is_some_and(|unit| unit.any(Classes::OPENER)))
            .unwrap_or(phrase.end - 1)
    } else {
        phrase.start
    };
    let end = (start + 1..phrase.end)
        .find(preposition)
        .unwrap_or(phrase.end);
    let Some(head) = units.get(end - 1) else {
        return Side::Neither;
    };
    if head.any(Classes::PRONOUN) || head.lower == "one" || head.lower == "us" {
        return of_pronoun(scene, head);
    }
    let core = || (start..end).filter_map(|at| units.get(at));
    let acts = head.any(Classes::SPEAKER) || head.any(Classes::GROUP);
    for unit in core() {
        match unit.lower.as_str() {
            "our" | "my" => return Side::Own,
            "his" | "her" | "its" | "their" if acts && !unit.quoted => return Side::Own,
            "your" | "their" if acts => return Side::Other,
            _ => {}
        }
    }
    core()
        .rev()
        .find_map(|unit| {
            let possessive = scene.words.get(unit.at).is_some_and(|word| word.possessive);
            let side = of_name(scene, unit.at)?;
            (!possessive || acts).then_some(side)
        })
        .unwrap_or(Side::Neither)
}

fn of_pronoun(scene: Scene<'_>, pronoun: &Unit) -> Side {
    let collective = matches!(
        scene.kind(),
        Some(EntityType::Party | EntityType::Organisation | EntityType::Group)
    );
    match pronoun.lower.as_str() {
        "we" | "i" | "us" => Side::Own,
        "one" if pronoun.quoted => Side::Own,
        "he" | "she" if !pronoun.quoted => Side::Own,
        "it" if !pronoun.quoted && collective => Side::Own,
        "they" if !pronoun.quoted && scene.source.is_some_and(|source| source.plural) => Side::Own,
        "they" | "you" if pronoun.quoted => Side::Other,
        _ => Side::Neither,
    }
}

/// Judges a name by its party, and by the speaker himself.
fn of_name(scene: Scene<'_>, at: usize) -> Option<Side> {
    let mention = scene.names.mention_at(at);
    if mention.is_some_and(|mention| Some(mention.draft) == scene.draft) {
        return Some(Side::Own);
    }
    // Without a codebook's help: "the envoy of Valdria" speaks for Valdria.
    let named_by_source = scene.words.capital(at)
        && scene.source.is_some_and(|source| {
            source.words.clone().any(|other| {
                scene.words.capital(other)
                    && scene.words.get(at).is_some_and(|word| {
                        word.lower.len() > 3 && scene.words.is(other, &word.lower)
                    })
            })
        });
    if named_by_source {
        return Some(Side::Own);
    }
    let party = scene
        .names
        .party_at(at)
        .or_else(|| scene.names.draft(mention?.draft)?.party.clone())?;
    Some(if Some(party.as_str()) == scene.party {
        Side::Own
    } else {
        Side::Other
    })
}
