//! Who has come up in the text so far, and for whom a pronoun stands.

use std::collections::BTreeMap;
use std::ops::Range;

use rapporteur_core::EntityType;

use crate::names::Names;
use crate::resources::Classes;
use crate::words::Words;

/// How many sentences back a pronoun may look.
const REACH: usize = 3;

/// What a person must reach to be meant, and by how much he must stand out from the next.
///
/// These and the weights below were set by hand on the example's articles.
const ENOUGH: f32 = 0.9;
const MARGIN: f32 = 0.5;

/// What each sentence between takes away.
const BY_DISTANCE: [f32; REACH + 1] = [2.0, 1.5, 0.8, 0.3];
/// The one who spoke stays in mind.
const SPOKE: f32 = 1.0;
/// The first to be named in a sentence is most often what it is about.
const FIRST: f32 = 0.6;
/// One after a preposition is not.
const OBLIQUE: f32 = -0.6;
/// Neither is one who is only spoken of.
const QUOTED: f32 = -1.2;
/// Nor one in a clause that depends on another.
const SUBORDINATE: f32 = -0.4;
/// The first to be named in a paragraph is what it is about.
const TOPIC: f32 = 0.4;
/// Nobody reports his own words by naming himself in them.
const IN_OWN_WORDS: f32 = -1.2;
/// What is known of somebody's gender agrees.
const SAME_GENDER: f32 = 0.5;
/// Another paragraph.
const APART: f32 = -0.4;
/// Translations confuse "he" and "she", so that the wrong one is a reason and not a proof.
const OTHER_GENDER: f32 = -1.2;

/// What a pronoun says of the one it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    Feminine,
    Masculine,
}

impl Gender {
    pub(super) fn of(words: &Words<'_>, at: usize) -> Option<Self> {
        if words.has(at, Classes::FEMININE) {
            Some(Self::Feminine)
        } else if words.has(at, Classes::MASCULINE) {
            Some(Self::Masculine)
        } else {
            None
        }
    }
}

/// One time that somebody came up.
#[derive(Debug, Clone)]
struct Step {
    at: usize,
    draft: usize,
    person: bool,
    sentence: usize,
    weight: f32,
    quotation: Option<usize>,
}

/// For whom words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meant {
    /// One entity stands out.
    One(usize),
    /// Several may be meant, likeliest first.
    Open(Vec<usize>),
    Nobody,
}

/// The sentence and the block in which somebody came up last.
#[derive(Debug, Default)]
struct Last {
    sentence: Option<usize>,
    block: Option<usize>,
}

/// Who has come up, in the order of the text.
#[derive(Debug, Default)]
pub(super) struct Trail {
    steps: Vec<Step>,
    /// Where somebody came up last: something else, a person.
    last: [Last; 2],
    genders: BTreeMap<usize, Gender>,
}

impl Trail {
    /// Notes that an entity came up at a word.
    pub(super) fn note(
        &mut self,
        words: &Words<'_>,
        names: &Names,
        at: usize,
        draft: usize,
        spoke: bool,
    ) {
        let Some(word) = words.get(at) else { return };
        let sentence = word.sentence;
        let person = is_person(names, draft);
        let last = &mut self.last[usize::from(person)];
        let first = last.sentence.replace(sentence) != Some(sentence);
        let block = words.block(at);
        let topic = std::mem::replace(&mut last.block, block) != block;
        let oblique = at
            .checked_sub(1)
            .is_some_and(|before| words.has(before, Classes::PREPOSITION));
        let mut weight = 0.0;
        if spoke {
            weight += SPOKE;
        }
        if first && !oblique {
            weight += FIRST;
        }
        if oblique && !spoke {
            weight += OBLIQUE;
        }
        if is_subordinate(words, at) && !spoke {
            weight += SUBORDINATE;
        }
        if topic {
            weight += TOPIC;
        }
        // "Maren and Orlan": the second is named on a level with the first.
        let joined = at
            .checked_sub(1)
            .is_some_and(|before| words.is(before, "and"));
        let partner = (self.steps.last()).filter(|step| {
            joined && step.person == person && step.sentence == sentence && step.at < at
        });
        if let Some(partner) = partner {
            weight = weight.max(partner.weight);
        }
        self.steps.push(Step {
            at,
            draft,
            person,
            sentence,
            weight,
            quotation: word.quotation,
        });
    }

    /// Notes what the text says of someone's gender.
    pub(super) fn note_gender(&mut self, draft: usize, gender: Option<Gender>) {
        if let Some(gender) = gender {
            self.genders.entry(draft).or_insert(gender);
        }
    }

    /// Returns the one who came up last within so many sentences and fits.
    pub(super) fn latest(
        &self,
        words: &Words<'_>,
        at: usize,
        reach: usize,
        fits: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let sentence = words.get(at)?.sentence;
        self.before(at)
            .take_while(|step| step.sentence + reach >= sentence)
            .find(|step| fits(step.draft))
            .map(|step| step.draft)
    }

    /// Returns for whom a pronoun stands: never for one of `barred`, and where it speaks hardly for
    /// one whom its words, `own`, name.
    pub(super) fn meant(
        &self,
        words: &Words<'_>,
        at: usize,
        barred: &[usize],
        own: &[Range<usize>],
    ) -> Meant {
        let Some(word) = words.get(at) else {
            return Meant::Nobody;
        };
        let wanted = Gender::of(words, at);
        let people = wanted.is_some();
        let mut scores: BTreeMap<usize, f32> = BTreeMap::new();
        let near = self
            .before(at)
            .take_while(|step| step.sentence + REACH >= word.sentence);
        for step in near {
            if step.person != people || barred.contains(&step.draft) {
                continue;
            }
            let mut score = step.weight
                + (BY_DISTANCE.get(word.sentence - step.sentence)).map_or(0.0, |score| *score);
            if step.quotation.is_some() && step.quotation != word.quotation {
                score += QUOTED;
            }
            if words.block(step.at) != words.block(at) {
                score += APART;
            }
            if own.iter().any(|part| part.contains(&step.at)) {
                score += IN_OWN_WORDS;
            }
            score += match (wanted, self.genders.get(&step.draft)) {
                (Some(wanted), Some(known)) if wanted == *known => SAME_GENDER,
                (Some(_), Some(_)) => OTHER_GENDER,
                _ => 0.0,
            };
            let best = scores.entry(step.draft).or_insert(score);
            *best = best.max(score);
        }
        choose(scores)
    }

    fn before(&self, at: usize) -> impl Iterator<Item = &Step> {
        self.steps.iter().rev().filter(move |step| step.at < at)
    }
}

fn choose(scores: BTreeMap<usize, f32>) -> Meant {
    let mut ranked: Vec<(usize, f32)> = scores
        .into_iter()
        .filter(|(_, score)| *score > 0.0)
        .collect();
    ranked.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    match ranked.as_slice() {
        [] => Meant::Nobody,
        [(only, score)] if *score >= ENOUGH => Meant::One(*only),
        [(first, best), (_, second), ..] if *best >= ENOUGH && best - second >= MARGIN => {
            Meant::One(*first)
        }
        all => Meant::Open(all.iter().map(|(draft, _)| *draft).collect()),
    }
}

/// Says whether the phrase that a word begins or ends is the subject of a dependent clause: "that the
/// envoy had laid on the table".
fn is_subordinate(words: &Words<'_>, at: usize) -> bool {
    let sentence = words.sentence_words(at);
    (sentence.start..at)
        .rev()
        .take(5)
        .take_while(|before| words.is_word(*before) || words.comma(*before))
        .take_while(|before| {
            words
                .get(*before)
                .is_some_and(|word| word.verbs().is_empty())
        })
        .any(|before| {
            words.has(before, Classes::SUBORDINATOR) || words.has(before, Classes::RELATIVE)
        })
}

pub(super) fn is_person(names: &Names, draft: usize) -> bool {
    (names.draft(draft)).is_some_and(|draft| draft.kind == EntityType::Person)
}
