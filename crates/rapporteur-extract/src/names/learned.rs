//! Names that the tagger saw.

use std::ops::Range;

use rapporteur_core::{EntityType, Form};
use rapporteur_names::{Meaning, PlaceKind, Spelling};
use rapporteur_tagger::{NameKind, NameSpan};
use rapporteur_text::CleanRange;

use super::known::Known;
use super::people::is_name_word;
use super::{Draft, Names};
use crate::resources::Classes;
use crate::words::Words;

/// What is more likely no name is left out.
const LEAST: f32 = 0.4;

impl Names {
    /// Finds the people that the tagger saw: full names first, so that surnames can be tied to them.
    pub(super) fn find_learned_people(
        &mut self,
        words: &Words<'_>,
        known: Known<'_>,
        spans: &[NameSpan],
    ) {
        let mut people: Vec<(Range<usize>, &NameSpan)> = Vec::new();
        for span in named(spans, NameKind::Person) {
            let stretch = words.covering(&span.range);
            match person_core(words, &stretch) {
                Some(core) => people.push((core, span)),
                None => self.titled.push(stretch),
            }
        }
        for several in [true, false] {
            for (core, span) in &people {
                if (core.len() > 1) == several && !is_place(words, known, core) {
                    self.learn_person(words, core.clone(), span);
                }
            }
        }
    }

    fn learn_person(&mut self, words: &Words<'_>, core: Range<usize>, span: &NameSpan) {
        if let Some(number) = self.mention_of(&core) {
            self.widen(number, span);
            return;
        }
        if core.clone().any(|at| self.mention_at(at).is_some()) {
            return;
        }
        if core.len() == 1 && self.is_adjective(core.start) {
            self.learn_people(words, core, span);
            return;
        }
        if is_ordinary(words, &core) {
            return;
        }
        let known = (core.len() == 1)
            .then(|| self.surname_of(words, core.start))
            .flatten();
        let draft = match known {
            Some(draft) => {
                self.add_mention(words, core, draft, Form::Name);
                draft
            }
            None => self.add_unlisted(words, core, EntityType::Person, None),
        };
        self.keep(draft);
        self.widen(self.mentions.len().saturating_sub(1), span);
    }

    /// Puts those on record who are called by an office in capitals alone, "the Secretary", and whom
    /// nothing has been tied to.
    pub(crate) fn add_titled(&mut self, words: &Words<'_>) {
        for stretch in std::mem::take(&mut self.titled) {
            let core = without_article(words, &stretch);
            let taken = core.clone().any(|at| self.mention_at(at).is_some());
            let office = (core.end.checked_sub(1))
                .is_some_and(|head| words.has(head, Classes::ROLE) && words.capital(head));
            if taken || !office {
                continue;
            }
            let name = words.name(&core);
            let known = (self.drafts.iter())
                .position(|draft| draft.kind == EntityType::Person && draft.name == name);
            let draft = known.unwrap_or_else(|| {
                self.add_draft(Draft {
                    kept: true,
                    ..Draft::new(&name, EntityType::Person)
                })
            });
            self.add_mention(words, stretch, draft, Form::Role);
        }
    }

    /// "The Kestorians": a people is a group of its party; "Kestorian" alone is no name.
    fn learn_people(&mut self, words: &Words<'_>, core: Range<usize>, span: &NameSpan) {
        let plural = (words.get(core.start)).is_some_and(|word| word.lower.ends_with('s'));
        if plural {
            let party = self.party_at(core.start);
            let draft = self.add_unlisted(words, core, EntityType::Group, party);
            self.keep(draft);
            self.widen(self.mentions.len().saturating_sub(1), span);
        }
    }

    /// Finds the organisations and places that the tagger saw, where nothing else is known of them.
    pub(super) fn find_learned_things(
        &mut self,
        words: &Words<'_>,
        known: Known<'_>,
        spans: &[NameSpan],
    ) {
        for (kind, of) in [
            (NameKind::Organisation, EntityType::Organisation),
            (NameKind::Place, EntityType::Place),
        ] {
            for span in named(spans, kind) {
                let core = without_article(words, &words.covering(&span.range));
                let adjective = core.len() == 1 && self.is_adjective(core.start);
                if core.is_empty() || adjective || is_ordinary(words, &core) {
                    continue;
                }
                if let Some(number) = self.mention_of(&core) {
                    self.widen(number, span);
                    continue;
                }
                if self.is_pair(words, &core) || is_compound(words, known, &core) {
                    continue;
                }
                let party = core.clone().find_map(|at| self.party_at(at));
                let party = party.filter(|_| of == EntityType::Organisation);
                let draft = self.add_unlisted(words, core, of, party);
                self.keep(draft);
                self.widen(self.mentions.len().saturating_sub(1), span);
            }
        }
    }

    /// Says whether words are two names: "Valdria and Kestoria".
    fn is_pair(&self, words: &Words<'_>, core: &Range<usize>) -> bool {
        core.clone().any(|at| {
            words.is(at, "and")
                && at > core.start
                && self.mention_at(at - 1).is_some()
                && self.mention_at(at + 1).is_some()
        })
    }

    /// Returns the mention by name of exactly these words.
    fn mention_of(&self, core: &Range<usize>) -> Option<usize> {
        let last = core.end.checked_sub(1)?;
        let number = self.at.get(last).copied().flatten()?;
        let mention = self.mentions.get(number)?;
        (mention.words == *core && mention.form != Form::Role).then_some(number)
    }

    /// Lets a mention have the words that the tagger gives it: "the United Nations".
    fn widen(&mut self, number: usize, span: &NameSpan) {
        if let Some(mention) = self.mentions.get_mut(number) {
            let wide = CleanRange {
                start: span.range.start.min(mention.range.start),
                end: span.range.end.max(mention.range.end),
            };
            if wide != mention.range {
                mention.name = Some(mention.range);
                mention.range = wide;
            }
        }
    }
}

fn named(spans: &[NameSpan], kind: NameKind) -> impl Iterator<Item = &NameSpan> {
    (spans.iter())
        .filter(move |span| !span.nominal && span.kind == kind && span.probability >= LEAST)
}

/// Returns the name without what stands before it: title, office, country.
fn person_core(words: &Words<'_>, stretch: &Range<usize>) -> Option<Range<usize>> {
    let describes = |at: usize| {
        words.has(at, Classes::TITLE)
            || words.has(at, Classes::ROLE)
            || words.has(at, Classes::SPEAKER)
            || words
                .get(at)
                .is_some_and(|word| word.possessive && at + 1 < stretch.end)
            || !is_name_word(words, at) && !words.has(at, Classes::PARTICLE)
    };
    let start = (stretch.clone().rev())
        .find(|at| describes(*at))
        .map_or(stretch.start, |at| at + 1);
    (start < stretch.end).then_some(start..stretch.end)
}

/// Cities of so many people are better known than those who bear their names.
const WELL_KNOWN: u32 = 300_000;

/// Says whether the world knows one word as a country, a region or a great city first of all.
fn is_place(words: &Words<'_>, known: Known<'_>, core: &Range<usize>) -> bool {
    let Some(world) = known.world.filter(|_| core.len() == 1) else {
        return false;
    };
    (world.senses(&words.name(core)).iter())
        .filter(|sense| !sense.ordinary && sense.spelling == Spelling::Main)
        .any(|sense| match sense.meaning {
            Meaning::Country(_) | Meaning::Region(_) | Meaning::Seat(_) => true,
            Meaning::Place(place) => {
                place.kind == PlaceKind::Province || place.population >= WELL_KNOWN
            }
            Meaning::Demonym(_) | Meaning::Organisation(_) => false,
        })
}

/// Says whether words are two parties in one word: "Valdria-Kestoria".
fn is_compound(words: &Words<'_>, known: Known<'_>, core: &Range<usize>) -> bool {
    core.len() == 1
        && words
            .name(core)
            .split_once(['-', '–'])
            .is_some_and(|(one, other)| {
                known.party_named(one).is_some() && known.party_named(other).is_some()
            })
}

/// Says whether the words are one word that the lists know: "Defence", "Delegations".
fn is_ordinary(words: &Words<'_>, core: &Range<usize>) -> bool {
    core.len() == 1
        && (words.get(core.start)).is_some_and(|word| word.entry().is_some() && !word.capitals)
}

fn without_article(words: &Words<'_>, stretch: &Range<usize>) -> Range<usize> {
    let start = (stretch.clone())
        .find(|at| !words.has(*at, Classes::OPENER))
        .unwrap_or(stretch.end);
    start..stretch.end
}
