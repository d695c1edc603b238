//! Names that the world knows: countries, capitals, seats of government, international bodies, places.

use std::ops::Range;

use rapporteur_core::{EntityType, Form};
use rapporteur_names::{Country, Holder, Meaning, PlaceKind, SeatKind, Sense, Spelling};

use super::known::Known;
use super::listed::is_where;
use super::{Draft, Names};
use crate::resources::Classes;
use crate::words::Words;

/// The longest name that is looked up, in words.
const LONGEST: usize = 5;

impl Names {
    /// Notes the words that are adjectives of parties: "Kestorian", "Kestorians".
    pub(super) fn find_adjectives(&mut self, words: &Words<'_>, known: Known<'_>) {
        for (at, word) in words.iter() {
            if word.capital
                && words.is_word(at)
                && let Some((party, country)) = known.adjective(words.document.slice(word.range))
            {
                if let Some(country) = country {
                    self.countries.entry(party.clone()).or_insert(country);
                }
                self.adjectives.insert(at, party);
            }
        }
    }

    /// Finds the names that the world knows and no codebook lists.
    pub(super) fn find_of_the_world(&mut self, words: &Words<'_>, known: Known<'_>) {
        if known.world.is_none() {
            return;
        }
        let mut at = 0;
        while at < words.len() {
            let run = self.capital_run(words, at);
            at = run.end.max(at + 1);
            if !run.is_empty() {
                self.read_capital_run(words, known, run);
            }
        }
    }

    /// Returns the run of capitalised words without a mention that begins at a word, joined over "of"
    /// and "the".
    pub(super) fn capital_run(&self, words: &Words<'_>, start: usize) -> Range<usize> {
        let sentence = words.sentence_words(start);
        let free = |at: usize| {
            at < sentence.end
                && words.is_word(at)
                && words.capital(at)
                && self.mention_at(at).is_none()
                && (words.get(at)).is_some_and(|word| word.capitals || !word.classes.any(NEVER))
        };
        if !free(start) {
            return start..start;
        }
        let mut end = start + 1;
        while words.get(end - 1).is_some_and(|word| !word.possessive) {
            let of = usize::from(words.is(end, "of"));
            let the = usize::from(of == 1 && words.is(end + 1, "the"));
            if free(end) {
                end += 1;
            } else if of == 1 && free(end + of + the) {
                end += of + the + 1;
            } else {
                break;
            }
        }
        start..end
    }

    fn read_capital_run(&mut self, words: &Words<'_>, known: Known<'_>, run: Range<usize>) {
        let Some(world) = known.world else { return };
        let mut at = run.start;
        while at < run.end {
            let longest = (at + 1..=run.end.min(at + LONGEST)).rev().find_map(|end| {
                let senses = world.senses(&words.name(&(at..end)));
                let sense = self.believable(words, &run, &(at..end), &senses)?;
                Some((end, sense))
            });
            let Some((end, sense)) = longest else {
                at += 1;
                continue;
            };
            self.add_sense(words, known, at..end, sense);
            at = end;
        }
    }

    /// Returns what words of a run mean, if it may be believed: an ordinary word, an alias or a part
    /// of a longer name is more likely something else.
    fn believable(
        &self,
        words: &Words<'_>,
        run: &Range<usize>,
        stretch: &Range<usize>,
        senses: &[Sense],
    ) -> Option<Sense> {
        let sense = senses
            .iter()
            .find(|sense| !matches!(sense.meaning, Meaning::Demonym(_)))
            .filter(|sense| {
                // "US" is a country wherever not all is in capitals.
                let abbreviated = sense.spelling == Spelling::Abbreviation;
                !sense.ordinary || abbreviated && !words.in_heading(stretch.start)
            })?;
        let known_word = stretch.len() == 1
            && words
                .get(stretch.start)
                .is_some_and(|word| word.entry().is_some() && !word.capitals);
        let whole = stretch == run;
        let ends = stretch.end == run.end;
        let begins_after_title = |at: usize| {
            at.checked_sub(1).is_some_and(|before| {
                words.has(before, Classes::TITLE) || words.has(before, Classes::ROLE)
            })
        };
        let great = match sense.meaning {
            Meaning::Country(_) | Meaning::Organisation(_) | Meaning::Seat(_) => true,
            Meaning::Region(_) => whole,
            Meaning::Place(place) => {
                place.kind == PlaceKind::Capital
                    || sense.spelling == Spelling::Main && place.population > 100_000
                    || whole && place.population > 15_000
                    || whole && place.kind == PlaceKind::Province
            }
            Meaning::Demonym(_) => false,
        };
        let possessed = words
            .get(stretch.end - 1)
            .is_some_and(|word| word.possessive);
        let fits = whole || ends && stretch.len() > 1 || possessed;
        (great && fits && !known_word && !begins_after_title(stretch.start)).then_some(*sense)
    }

    fn add_sense(
        &mut self,
        words: &Words<'_>,
        known: Known<'_>,
        stretch: Range<usize>,
        sense: Sense,
    ) {
        let (draft, form) = match sense.meaning {
            Meaning::Country(country) => (self.country_draft(known, country), Form::Name),
            Meaning::Seat(seat) => {
                // "The US State Department" is an organisation, "the State Department" its state.
                let whose = stretch.start.checked_sub(1);
                if whose.is_some_and(|before| self.party_at(before).is_some()) {
                    return;
                }
                let government = match seat.of {
                    Holder::Country(country) => self.country_draft(known, country),
                    Holder::Organisation(body) => {
                        self.world_draft(known, body.name, EntityType::Organisation, None)
                    }
                };
                if seat.kind == SeatKind::Institution && !is_where(words, &stretch) {
                    (government, Form::Metonym)
                } else {
                    self.seat_or_place(words, known, &stretch, seat.name, government)
                }
            }
            Meaning::Place(place) => {
                let seat = (place.kind == PlaceKind::Capital)
                    .then(|| known.world?.seat(&words.name(&stretch)))
                    .flatten();
                match seat.map(|seat| seat.of) {
                    Some(Holder::Country(country)) => {
                        let government = self.country_draft(known, country);
                        self.seat_or_place(words, known, &stretch, place.name, government)
                    }
                    _ => (
                        self.world_draft(known, place.name, EntityType::Place, None),
                        Form::Name,
                    ),
                }
            }
            Meaning::Region(region) => (
                self.world_draft(known, region.name, EntityType::Place, None),
                Form::Name,
            ),
            Meaning::Organisation(body) => (
                self.world_draft(known, body.name, EntityType::Organisation, None),
                Form::Name,
            ),
            Meaning::Demonym(_) => return,
        };
        self.keep(draft);
        self.add_mention(words, stretch, draft, form);
    }

    /// A capital is its government where it acts, else a place.
    fn seat_or_place(
        &mut self,
        words: &Words<'_>,
        known: Known<'_>,
        stretch: &Range<usize>,
        name: &str,
        government: usize,
    ) -> (usize, Form) {
        if acts(words, stretch) {
            return (government, Form::Metonym);
        }
        let party = (self.draft(government)).and_then(|draft| draft.party.clone());
        let place = self.world_draft(known, name, EntityType::Place, party);
        if let Some(draft) = self.drafts.get_mut(place) {
            draft.government = Some(government);
        }
        (place, Form::Name)
    }

    /// Returns the entity that a country is: the codebook's party, or a place that is its own party.
    pub(super) fn country_draft(&mut self, known: Known<'_>, country: Country) -> usize {
        if let Some(index) = known.index
            && let Some(owner) = index.country(country.id)
        {
            return self.listed_draft(index, owner);
        }
        let party = known.party_of(country);
        self.world_draft(known, country.name, EntityType::Place, party)
    }

    /// Returns the entity of a name that the world knows: the codebook's where it lists the name.
    fn world_draft(
        &mut self,
        known: Known<'_>,
        name: &str,
        kind: EntityType,
        party: Option<String>,
    ) -> usize {
        if let Some(index) = known.index
            && let Some(owner) = index.exactly(name)
        {
            return self.listed_draft(index, owner);
        }
        let key = (name.to_owned(), kind);
        if let Some(draft) = self.of_world.get(&key) {
            return *draft;
        }
        let draft = self.add_draft(Draft {
            party,
            ..Draft::new(name, kind)
        });
        self.of_world.insert(key, draft);
        draft
    }
}

/// Words that begin with a capital for other reasons than being a name.
const NEVER: Classes = Classes::OUTSIDE.with(Classes::OPENER);

/// Says whether a capital acts as a government does: "Aldersund rejected", "talks with Aldersund".
fn acts(words: &Words<'_>, stretch: &Range<usize>) -> bool {
    if is_where(words, stretch) {
        return false;
    }
    let next = stretch.end;
    let possessive = words.get(next - 1).is_some_and(|word| word.possessive);
    let verb = words.get(next).is_some_and(|word| {
        !word.capital && !word.verbs().is_empty()
            || word.classes.any(Classes::MODAL)
            || word.classes.any(Classes::HAVE)
    });
    let before = stretch.start.checked_sub(1);
    let opposite =
        before.is_some_and(|before| words.is_one_of(before, &["with", "against", "between", "by"]));
    verb && !possessive || opposite
}
