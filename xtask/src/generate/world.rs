//! The invented world: grammar, cast, places and outlets, from the files under `data/generate`.

use serde::Deserialize;

use super::grammar::Grammar;

/// The codebook that covers the cast.
pub(super) const CODEBOOK: &str = include_str!("../../data/generate/codebook.toml");

const GRAMMAR: [&str; 4] = [
    include_str!("../../data/generate/topics.txt"),
    include_str!("../../data/generate/words.txt"),
    include_str!("../../data/generate/clauses.txt"),
    include_str!("../../data/generate/paragraphs.txt"),
];

/// Everything that articles are made of.
#[derive(Debug)]
pub(super) struct World {
    pub(super) grammar: Grammar,
    pub(super) people: Vec<Person>,
    pub(super) towns: Vec<String>,
    pub(super) islands: Vec<String>,
    pub(super) seas: Vec<String>,
    pub(super) organisations: Vec<String>,
    pub(super) outlets: Vec<String>,
    /// The name and the adjective of each state; the two sides stand in it twice.
    pub(super) states: Vec<[String; 2]>,
    pub(super) women: Vec<String>,
    pub(super) men: Vec<String>,
    pub(super) surnames: Vec<String>,
    pub(super) weekdays: Vec<String>,
    pub(super) months: Vec<String>,
    pub(super) small: Vec<String>,
    pub(super) ordinals: Vec<String>,
}

/// Somebody who can speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) woman: bool,
    /// Office and party; `None` for a passer-by.
    pub(super) office: Option<Office>,
}

/// What somebody is known for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Office {
    pub(super) role: String,
    /// What the party is called: "the Littoral Union".
    pub(super) party: String,
    pub(super) adjective: String,
}

impl Person {
    /// The last name.
    pub(super) fn surname(&self) -> &str {
        self.name
            .split_once(' ')
            .map_or(self.name.as_str(), |(_, last)| last)
    }
}

impl World {
    pub(super) fn new() -> Self {
        let grammar = Grammar::parse(&GRAMMAR);
        let codebook: Codebook = toml::from_str(CODEBOOK).unwrap_or_default();
        let list = |name| first_forms(&grammar, name);
        let places = |kind: &str| -> Vec<String> {
            let fits = |place: &&Thing| place.kind.as_deref() == Some(kind);
            codebook
                .place
                .iter()
                .filter(fits)
                .map(|place| place.name.clone())
                .collect()
        };
        let (outlets, others): (Vec<_>, Vec<_>) = codebook
            .organisation
            .iter()
            .partition(|thing| thing.kind.as_deref() == Some("media"));
        let women = list("woman");
        let parties = grammar.words("party");
        Self {
            people: codebook
                .person
                .iter()
                .map(|row| row.person(&women, &parties))
                .collect(),
            towns: places("city"),
            islands: places("island"),
            seas: places("sea"),
            organisations: others
                .iter()
                .map(|thing| format!("the {}", thing.name))
                .collect(),
            outlets: outlets.iter().map(|thing| thing.name.clone()).collect(),
            states: (grammar.words("state").into_iter())
                .filter_map(|forms| forms.try_into().ok())
                .collect(),
            men: list("man"),
            surnames: list("surname"),
            weekdays: list("weekday"),
            months: list("month"),
            small: list("small"),
            ordinals: list("ordinal"),
            women,
            grammar,
        }
    }
}

fn first_forms(grammar: &Grammar, name: &str) -> Vec<String> {
    grammar
        .words(name)
        .into_iter()
        .filter_map(|forms| forms.into_iter().next())
        .collect()
}

/// What the generator needs of the codebook; the engine reads all of it.
#[derive(Default, Deserialize)]
struct Codebook {
    person: Vec<Row>,
    place: Vec<Thing>,
    organisation: Vec<Thing>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    party: String,
    roles: Vec<Role>,
}

#[derive(Deserialize)]
struct Role {
    title: String,
}

#[derive(Deserialize)]
struct Thing {
    name: String,
    kind: Option<String>,
}

impl Row {
    fn person(&self, women: &[String], parties: &[Vec<String>]) -> Person {
        let forms = parties
            .iter()
            .find(|forms| forms.first() == Some(&self.party));
        let form = |index: usize| {
            forms
                .and_then(|forms| forms.get(index))
                .cloned()
                .unwrap_or_else(|| self.party.clone())
        };
        let first = self.name.split(' ').next().unwrap_or_default();
        Person {
            name: self.name.clone(),
            woman: women.iter().any(|name| name == first),
            office: self.roles.first().map(|role| Office {
                role: role.title.clone(),
                party: form(1),
                adjective: form(2),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_files_fit_together() {
        let world = World::new();
        assert_eq!(Grammar::checked(&GRAMMAR).1, Vec::<String>::new());
        let lists = [
            &world.towns,
            &world.islands,
            &world.seas,
            &world.organisations,
            &world.outlets,
        ];
        assert!(lists.iter().all(|list| list.len() >= 8), "{lists:?}");
        assert_eq!(world.states.len(), 8);
        assert_eq!((world.weekdays.len(), world.months.len()), (7, 12));
    }

    #[test]
    fn everybody_has_an_office_a_party_and_a_known_first_name() {
        let world = World::new();
        assert!(world.people.len() > 80);
        for person in &world.people {
            let office = person.office.as_ref().expect("an office");
            assert!(
                office.party.starts_with("the ") || office.party.starts_with(char::is_uppercase),
                "{person:?}"
            );
            let first = person.name.split(' ').next().unwrap_or_default().to_owned();
            assert!(
                world.women.contains(&first) != world.men.contains(&first),
                "{first}"
            );
        }
    }

    #[test]
    fn no_two_people_share_a_last_name() {
        let world = World::new();
        let cast: Vec<&str> = world.people.iter().map(Person::surname).collect();
        let all: BTreeSet<&str> = cast
            .iter()
            .copied()
            .chain(world.surnames.iter().map(String::as_str))
            .collect();
        assert_eq!(all.len(), cast.len() + world.surnames.len());
    }
}
