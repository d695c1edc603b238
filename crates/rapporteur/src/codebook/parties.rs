//! Who the parties are, by how the texts use names.
//!
//! Countries that the world knows are found by their names, adjectives and seats. What it does not
//! know is a party where it owns what states own ([`Evidence`]) and is nobody's surname. Spellings
//! that the matcher calls one name are one party, and what is spoken for by another's people is that
//! one's seat.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{EntityType, Form};
use rapporteur_names::{Holder, Name, NameKind, SAME, World, compare};
use rapporteur_record::name_key;

use super::evidence::{Evidence, Usage};
use super::lexicon::LEXICON;
use super::reports::Report;
use crate::entities::slug;
use crate::names::NAMES;

/// How many parties a draft has at most.
const MOST: usize = 8;

/// How often a name has to be used as a party's at least.
const LEAST: u64 = 3;

/// What share of the uses of the foremost party a party must have, in percent.
const SHARE: u64 = 4;

/// A party that the texts show.
#[derive(Debug, Clone, Default)]
pub(super) struct FoundParty {
    /// An id for it.
    pub(super) id: String,
    /// The name to show.
    pub(super) name: String,
    /// Its seats and other names, as the texts have them.
    pub(super) aliases: BTreeSet<String>,
    /// Its adjectives, and the names of its people.
    pub(super) adjectives: BTreeSet<String>,
    /// Spellings that the matcher takes for its name.
    pub(super) spelled: BTreeSet<String>,
    /// How it is used.
    pub(super) usage: Usage,
    /// Whether the world knows it.
    pub(super) known: bool,
}

impl FoundParty {
    fn weight(&self) -> u64 {
        self.usage.owns + self.usage.describes + self.usage.between
    }

    /// Says whether words name it.
    pub(super) fn is_in(&self, words: &str) -> bool {
        let others = self.aliases.iter().map(String::as_str);
        names(self).chain(others).any(|name| holds(words, name))
    }

    fn absorb(&mut self, other: Self) {
        self.usage.join(&other.usage);
        self.aliases.extend(other.aliases);
        self.adjectives.extend(other.adjectives);
        self.spelled.extend(other.spelled);
    }
}

/// Finds the parties, the one that is used most first.
pub(super) fn find(evidence: &Evidence, reports: &[Report<'_>], world: &World) -> Vec<FoundParty> {
    let mut found = by_name(evidence, reports, world);
    bodies(&mut found, reports, world);
    found = spelled_alike(found);
    found.sort_by(|one, other| {
        let weight = other.weight().cmp(&one.weight());
        weight.then_with(|| one.name.cmp(&other.name))
    });
    seats(&mut found, reports);
    let most = found.first().map_or(0, FoundParty::weight);
    found.retain(|party| party.weight() >= LEAST.max(most * SHARE / 100));
    found.truncate(MOST);
    found
}

/// Puts together what bears one name: a country with its adjectives and seats, an unknown name with
/// its adjectives.
fn by_name(evidence: &Evidence, reports: &[Report<'_>], world: &World) -> Vec<FoundParty> {
    let mut parties: BTreeMap<String, FoundParty> = BTreeMap::new();
    let people = people(reports);
    let outlets = outlets(reports);
    let (mut adjectives, mut titles) = (Vec::new(), Vec::new());
    for (key, usage) in &evidence.names {
        let name = usage.name();
        if let Some((id, shown, part)) = of_world(world, name) {
            let party = parties.entry(id.clone()).or_insert_with(|| FoundParty {
                id,
                name: shown,
                known: true,
                ..FoundParty::default()
            });
            party.usage.join(usage);
            match part {
                Part::Name if name_key(name) == name_key(&party.name) => {}
                Part::Name => {
                    party.spelled.insert(name.to_owned());
                }
                Part::Adjective => {
                    party.adjectives.insert(name.to_owned());
                }
                Part::Seat => {
                    party.aliases.insert(name.to_owned());
                }
            }
            continue;
        }
        let mut bases = evidence.names.keys();
        let base = bases.find(|base| LEXICON.adjective_of(key, base));
        if let Some(base) = base {
            adjectives.push((base, usage));
        } else if let Some(base) = formal(evidence, key) {
            titles.push((base, usage));
        } else if !outlets.contains(key) && people.get(key).is_none_or(|seen| *seen < usage.owns) {
            parties.entry(key.clone()).or_default().usage.join(usage);
        }
    }
    for (base, usage) in adjectives {
        if let Some(party) = parties.get_mut(base) {
            party.usage.join(usage);
            party.adjectives.insert(usage.name().to_owned());
        }
    }
    for (base, usage) in titles {
        if let Some(party) = parties.get_mut(base) {
            party.usage.join(usage);
            party.aliases.insert(usage.name().to_owned());
        }
    }
    let mut parties: Vec<_> = parties.into_iter().collect();
    for (key, party) in &mut parties {
        if !party.known {
            let named = evidence.names.get(key).map(Usage::name);
            named.unwrap_or(key).clone_into(&mut party.name);
            party.id = slug(&party.name);
        }
    }
    let parties = parties.into_iter().map(|(_, party)| party);
    // What was only said to mediate, or described, has no name of its own yet.
    let named = |party: &FoundParty| party.known || party.usage.owns + party.usage.between > 0;
    parties.filter(named).collect()
}

/// Finds the short name of a state whose formal name this is: "Republic of Valdria", "Kestorian
/// Republic".
fn formal<'a>(evidence: &'a Evidence, key: &str) -> Option<&'a String> {
    let (first, rest) = key.split_once(' ')?;
    let short = rest.strip_prefix("of ").unwrap_or_default();
    let short = short.strip_prefix("the ").unwrap_or(short);
    evidence.names.keys().find(|name| {
        LEXICON.form(first) && name.as_str() == short
            || LEXICON.form(rest) && LEXICON.adjective_of(first, name)
    })
}

/// Adds bodies that speak for themselves: alliances, unions, movements.
fn bodies(parties: &mut Vec<FoundParty>, reports: &[Report<'_>], world: &World) {
    let outlets = outlets(reports);
    let mut spoken: BTreeMap<String, FoundParty> = BTreeMap::new();
    for (number, report) in reports.iter().enumerate() {
        for entity in &report.reading.entities {
            let key = name_key(&entity.name);
            let body = LEXICON.bloc(&entity.name) || world.organisation(&entity.name).is_some();
            if entity.kind != EntityType::Organisation || !body || outlets.contains(&key) {
                continue;
            }
            let made = report.reading.statements.iter();
            let made = made.filter(|statement| statement.speaker.entity == Some(entity.id));
            let party = spoken.entry(key).or_insert_with(|| FoundParty {
                id: slug(&entity.name),
                name: entity.name.clone(),
                ..FoundParty::default()
            });
            party.usage.owns += made.count() as u64;
            party.usage.articles.insert(number);
        }
    }
    for (key, body) in spoken {
        let known = parties
            .iter_mut()
            .find(|party| name_key(&party.name) == key);
        match known {
            Some(party) => party.absorb(body),
            None => parties.push(body),
        }
    }
}

/// How a name of the world names a party.
enum Part {
    Name,
    Adjective,
    Seat,
}

/// Finds the country or body that a name is of: id, name, and how it names it.
fn of_world(world: &World, name: &str) -> Option<(String, String, Part)> {
    if let Some(country) = world.country(name) {
        return Some((country.id.to_owned(), country.name.to_owned(), Part::Name));
    }
    if let Some(country) = world.demonym(name) {
        let part = Part::Adjective;
        return Some((country.id.to_owned(), country.name.to_owned(), part));
    }
    if let Some(body) = world.organisation(name) {
        return Some((body.id.to_owned(), body.name.to_owned(), Part::Name));
    }
    match world.seat(name)?.of {
        Holder::Country(country) => {
            Some((country.id.to_owned(), country.name.to_owned(), Part::Seat))
        }
        Holder::Organisation(body) => Some((body.id.to_owned(), body.name.to_owned(), Part::Seat)),
    }
}

/// Counts mentions of people by their names and by the last words of these.
fn people(reports: &[Report<'_>]) -> BTreeMap<String, u64> {
    let mut people = BTreeMap::new();
    for report in reports {
        for (entity, mentions) in report.people() {
            let key = name_key(&entity.name);
            let last = key.rsplit(' ').next().map(str::to_owned);
            for key in last.into_iter().chain([key]) {
                *people.entry(key).or_default() += mentions;
            }
        }
    }
    people
}

fn outlets(reports: &[Report<'_>]) -> BTreeSet<String> {
    let publishers = reports.iter().filter_map(|report| report.publisher);
    publishers.map(name_key).collect()
}

/// Joins unknown names that the matcher calls one; the one that is used more gives the name.
fn spelled_alike(mut parties: Vec<FoundParty>) -> Vec<FoundParty> {
    parties.sort_by(|one, other| {
        let weight = other.weight().cmp(&one.weight());
        weight.then_with(|| one.name.cmp(&other.name))
    });
    let mut kept: Vec<(Name, FoundParty)> = Vec::new();
    for mut party in parties {
        let name = Name::new(&NAMES, &party.name, NameKind::Place);
        let same = kept.iter_mut().find(|(other, into)| {
            !party.known && !into.known && compare(&NAMES, &name, other).score >= SAME
        });
        match same {
            Some((_, into)) => {
                party.spelled.insert(party.name.clone());
                into.absorb(party);
            }
            None => kept.push((name, party)),
        }
    }
    kept.into_iter().map(|(_, party)| party).collect()
}

/// Makes a name an alias of the party whose people also speak for it: "the spokeswoman of the
/// Lantern House" who is "the Kestorian spokeswoman" elsewhere.
fn seats(parties: &mut Vec<FoundParty>, reports: &[Report<'_>]) {
    let mut spoken_for: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for report in reports {
        for (entity, _) in report.people() {
            let owners = spoken_for.entry(name_key(&entity.name)).or_default();
            for role in report.texts(entity.id, Form::Role) {
                owners.extend(parties.iter().enumerate().filter_map(|(place, party)| {
                    let named = names(party).any(|name| holds(&role, name));
                    named.then_some(place)
                }));
            }
        }
    }
    let mut homes: Vec<(usize, usize)> = Vec::new();
    for (place, party) in parties.iter().enumerate() {
        if party.known || !party.adjectives.is_empty() || LEXICON.bloc(&party.name) {
            continue;
        }
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        let people = spoken_for.values().filter(|owners| owners.contains(&place));
        for owner in people.flatten().filter(|owner| **owner < place) {
            *votes.entry(*owner).or_default() += 1;
        }
        let home = votes.into_iter().rev().max_by_key(|(_, votes)| *votes);
        homes.extend(home.map(|(home, _)| (place, home)));
    }
    for (place, home) in homes.into_iter().rev() {
        let seat = parties.remove(place);
        if let Some(party) = parties.get_mut(home) {
            party.aliases.insert(seat.name.clone());
            party.aliases.extend(seat.spelled.clone());
            party.usage.join(&seat.usage);
        }
    }
}

fn names(party: &FoundParty) -> impl Iterator<Item = &str> {
    let others = party.adjectives.iter().chain(&party.spelled);
    std::iter::once(&party.name)
        .chain(others)
        .map(String::as_str)
}

/// Says whether a phrase holds a name as whole words.
pub(super) fn holds(phrase: &str, name: &str) -> bool {
    let words = |text: &str| format!(" {} ", slug(text).replace('-', " "));
    let phrase = phrase.replace("'s", " ").replace("’s", " ");
    words(&phrase).contains(&words(name))
}

/// Says whether an entity is a person by a full name.
pub(super) fn full_name(kind: EntityType, name: &str) -> bool {
    const WORDS: std::ops::RangeInclusive<usize> = 2..=4;
    let particle = |word: &str| word.chars().count() <= 3;
    let capital = |word: &str| word.starts_with(char::is_uppercase) || particle(word);
    let words = name.split_whitespace();
    kind == EntityType::Person
        && WORDS.contains(&words.clone().count())
        && words.clone().all(capital)
        && !name.contains([',', '\n', '"', '”'])
}
