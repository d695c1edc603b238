//! The codebook's names, ready to be looked up.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{Codebook, Edtf, EntityType, Form, Role};
use rapporteur_names::{Bearer, DatedRole, Name, NameIndex, NameKind, NameResources, World};

use super::roles;
use super::spelling::{fold, plain};
use crate::resources::Resources;

/// The names, titles and adjectives of a codebook.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index {
    pub(crate) owners: Vec<Owner>,
    patterns: BTreeMap<String, Vec<Pattern>>,
    /// Whether a name begins with a lower-case word: then every word may begin one.
    any_word_begins: bool,
    /// The person that a surname alone means; `None` where several share it.
    surnames: BTreeMap<String, Option<usize>>,
    adjectives: Vec<(String, String)>,
    pub(crate) titles: Vec<Title>,
    /// What is told of each owner, for spellings that are not listed; after them come adjectives.
    pub(super) bearers: Vec<Bearer>,
    /// All names, aliases and adjectives, by the number of their bearer.
    pub(super) spelled: NameIndex,
    /// The owner that each country of the world is.
    countries: BTreeMap<&'static str, usize>,
    /// Words that may mean whoever leads a state: "leader".
    tops: Vec<String>,
    /// The offices that lead a state, in the form in which roles are compared.
    states: Vec<Vec<String>>,
}

/// Who or what a name of the codebook stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Owner {
    pub(crate) name: String,
    pub(crate) kind: EntityType,
    pub(crate) party: Option<String>,
    pub(crate) codebook: Option<String>,
}

/// What a spelling stands for in the codebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Listed {
    /// An owner, and how the name names it.
    Name(usize, Form),
    /// The adjective of a party.
    Adjective(String),
}

/// One name or alias.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    words: Vec<PatternWord>,
    /// The name as the codebook has it.
    text: String,
    pub(crate) owner: usize,
    pub(crate) form: Form,
    /// Whether spellings that fold alike are the same name: so for people only.
    folded: bool,
}

#[derive(Debug, Clone)]
struct PatternWord {
    plain: String,
    folded: String,
    case: Case,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Case {
    Lower,
    Capital,
    Capitals,
}

/// An office of a person of the codebook.
#[derive(Debug, Clone)]
pub(crate) struct Title {
    pub(crate) owner: usize,
    /// Its words in the form in which roles are compared.
    pub(crate) key: Vec<String>,
    from: Option<Edtf>,
    to: Option<Edtf>,
}

impl Title {
    /// Says whether the office was held on a day; without a day, whether it has no end.
    pub(crate) fn held(&self, day: Option<&Edtf>) -> bool {
        let Some(day) = day else {
            return self.to.is_none();
        };
        let begun = match (&self.from, day.last_day()) {
            (Some(from), Some(last)) => from.first_day().is_none_or(|first| first <= last),
            _ => true,
        };
        let running = match (&self.to, day.first_day()) {
            (Some(to), Some(first)) => to.last_day().is_none_or(|last| first <= last),
            _ => true,
        };
        begun && running
    }
}

impl Index {
    pub(crate) fn new(
        codebook: &Codebook,
        resources: &Resources,
        world: Option<&World>,
        spelling: Option<&NameResources>,
    ) -> Self {
        let mut index = Self {
            tops: resources.role_tops.clone(),
            ..Self::default()
        };
        for party in &codebook.parties {
            let owner = index.own(
                &party.name,
                EntityType::Party,
                Some(&party.id),
                Some(&party.id),
            );
            let mut derived = vec![party.name.as_str()];
            index.add(&party.name, owner, Form::Name);
            for alias in &party.aliases {
                let form = if is_derivative(alias, &derived) {
                    derived.push(alias);
                    Form::Name
                } else {
                    Form::Metonym
                };
                index.add(alias, owner, form);
            }
            for name in std::iter::once(&party.name).chain(&party.aliases) {
                index.add_adjectives(name, &party.id, resources);
            }
        }
        for place in &codebook.places {
            let owner = index.own(&place.name, EntityType::Place, None, None);
            index.add_all(&place.name, &place.aliases, owner);
        }
        for organisation in &codebook.organisations {
            let party = organisation.party.as_deref();
            let owner = index.own(&organisation.name, EntityType::Organisation, party, None);
            index.add_all(&organisation.name, &organisation.aliases, owner);
        }
        for person in &codebook.people {
            let party = person.party.as_deref();
            let owner = index.own(&person.name, EntityType::Person, party, Some(&person.id));
            index.add_all(&person.name, &person.aliases, owner);
            index.add_surname(&person.name, owner);
            for role in &person.roles {
                let key = roles::title_key(&role.title, &index, resources);
                index.titles.push(Title {
                    owner,
                    key,
                    from: role.from.clone(),
                    to: role.to.clone(),
                });
            }
        }
        if let Some(spelling) = spelling {
            index.learn_spellings(codebook, spelling);
        }
        if let Some(world) = world {
            index.learn_countries(codebook, world);
        }
        let states = resources.role_states.iter();
        index.states = states
            .map(|title| roles::title_key(title, &index, resources))
            .collect();
        for list in index.patterns.values_mut() {
            list.sort_by_key(|pattern| std::cmp::Reverse(pattern.words.len()));
        }
        index
    }

    /// Makes ready what spellings that are not listed are held against.
    fn learn_spellings(&mut self, codebook: &Codebook, spelling: &NameResources) {
        let mut names: Vec<(u32, String, NameKind)> = Vec::new();
        for (number, owner) in self.owners.iter().enumerate() {
            let kind = kind_of(owner.kind);
            let own = (self.patterns.values().flatten()).filter(|pattern| pattern.owner == number);
            let texts: Vec<&str> = own.map(|pattern| pattern.text.as_str()).collect();
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            for text in &texts {
                names.push((number, (*text).to_owned(), kind));
                // "The Lantern House" is one's seat, and a house like any organisation's.
                if owner.kind == EntityType::Party && text.contains(' ') {
                    names.push((number, (*text).to_owned(), NameKind::Organisation));
                }
            }
            let person = (codebook.people.iter())
                .find(|person| owner.codebook.as_deref() == Some(&person.id));
            let roles = person.map_or(&[][..], |person| &person.roles);
            self.bearers.push(Bearer {
                spellings: (texts.iter().map(|text| Name::new(spelling, text, kind))).collect(),
                party: owner.party.clone(),
                roles: (roles.iter().map(|role| dated(role, owner.party.as_ref()))).collect(),
                peers: peers(codebook, owner),
                ..Bearer::new(match owner.kind {
                    EntityType::Party => NameKind::Other,
                    _ => kind,
                })
            });
        }
        for (adjective, _) in &self.adjectives {
            let number = u32::try_from(self.bearers.len()).unwrap_or(u32::MAX);
            names.push((number, adjective.clone(), NameKind::Place));
            self.bearers.push(Bearer {
                spellings: vec![Name::new(spelling, adjective, NameKind::Place)],
                ..Bearer::new(NameKind::Place)
            });
        }
        let names = names.iter();
        self.spelled = NameIndex::build(names.map(|(id, text, kind)| (*id, text.as_str(), *kind)));
    }

    /// Notes which of the world's countries are parties of the codebook.
    fn learn_countries(&mut self, codebook: &Codebook, world: &World) {
        for party in &codebook.parties {
            let names = std::iter::once(&party.name).chain(&party.aliases);
            let country = names
                .map(String::as_str)
                .find_map(|name| world.country(name));
            if let (Some(country), Some(owner)) = (country, self.party(&party.id)) {
                self.countries.entry(country.id).or_insert(owner);
            }
        }
    }

    /// Returns what the bearer of a spelling's number stands for.
    pub(super) fn listed(&self, number: u32, name: &str) -> Option<Listed> {
        let number = number as usize;
        if let Some(adjective) = number.checked_sub(self.owners.len()) {
            let (_, party) = self.adjectives.get(adjective)?;
            return Some(Listed::Adjective(party.clone()));
        }
        let pattern = (self.patterns.values().flatten())
            .find(|pattern| pattern.owner == number && pattern.text == name)?;
        Some(Listed::Name(number, pattern.form))
    }

    /// Returns the owner that a country of the world is.
    pub(super) fn country(&self, id: &str) -> Option<usize> {
        self.countries.get(id).copied()
    }

    /// Returns the owner of exactly this name or alias.
    pub(super) fn exactly(&self, name: &str) -> Option<usize> {
        let words: Vec<&str> = name.split_whitespace().collect();
        let (pattern, length) = self.longest(words.iter().copied())?;
        (length == words.len()).then_some(pattern.owner)
    }

    fn own(
        &mut self,
        name: &str,
        kind: EntityType,
        party: Option<&str>,
        codebook: Option<&str>,
    ) -> usize {
        self.owners.push(Owner {
            name: name.to_owned(),
            kind,
            party: party.map(str::to_owned),
            codebook: codebook.map(str::to_owned),
        });
        self.owners.len() - 1
    }

    fn add_all(&mut self, name: &str, aliases: &[String], owner: usize) {
        self.add(name, owner, Form::Name);
        for alias in aliases {
            self.add(alias, owner, Form::Name);
        }
    }

    fn add(&mut self, name: &str, owner: usize, form: Form) {
        let name = name.strip_prefix("the ").unwrap_or(name);
        let text = name.to_owned();
        let words: Vec<PatternWord> = name.split_whitespace().map(PatternWord::new).collect();
        let Some(first) = words.first().map(|word| word.folded.clone()) else {
            return;
        };
        self.any_word_begins |= words.first().is_some_and(|word| word.case == Case::Lower);
        let folded = self
            .owners
            .get(owner)
            .is_some_and(|owner| owner.kind == EntityType::Person);
        self.patterns.entry(first).or_default().push(Pattern {
            words,
            text,
            owner,
            form,
            folded,
        });
    }

    fn add_surname(&mut self, name: &str, owner: usize) {
        let mut words = name.split_whitespace();
        let Some(surname) = words.next_back().filter(|word| word.chars().count() > 2) else {
            return;
        };
        if words.next().is_none() || self.patterns.contains_key(&fold(surname)) {
            return;
        }
        self.surnames
            .entry(fold(surname))
            .and_modify(|known| {
                if *known != Some(owner) {
                    *known = None;
                }
            })
            .or_insert(Some(owner));
    }

    /// Adds the adjectives that the endings in the word lists make of a one-word name.
    fn add_adjectives(&mut self, name: &str, party: &str, resources: &Resources) {
        let name = name.strip_prefix("the ").unwrap_or(name);
        if name.contains(char::is_whitespace) {
            return;
        }
        let name = plain(name);
        let stem = name.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y']);
        let longer = name.trim_end_matches(['a', 'e', 'o', 'u']);
        for stem in [name.as_str(), longer, stem] {
            if stem.chars().count() < 4 {
                continue;
            }
            for ending in &resources.demonyms {
                let adjective = format!("{stem}{ending}");
                if !self.adjectives.iter().any(|(known, _)| *known == adjective) {
                    self.adjectives.push((adjective, party.to_owned()));
                }
            }
        }
    }

    /// Says whether an office means whoever leads the state: "the Kestorian leader".
    pub(crate) fn is_top(&self, key: &[String]) -> bool {
        matches!(key, [word] if self.tops.contains(word))
    }

    /// Says whether an office leads a state.
    pub(crate) fn is_state(&self, key: &[String]) -> bool {
        self.states.iter().any(|state| state == key)
    }

    /// Returns the owner of a party's names.
    pub(crate) fn party(&self, id: &str) -> Option<usize> {
        self.owners.iter().position(|owner| {
            owner.kind == EntityType::Party && owner.codebook.as_deref() == Some(id)
        })
    }

    /// Returns the person that a surname alone means.
    pub(crate) fn surname(&self, word: &str) -> Option<usize> {
        self.surnames.get(&fold(word)).copied().flatten()
    }

    /// Returns the party whose adjective or inhabitants' name `word` is.
    pub(crate) fn adjective(&self, word: &str) -> Option<&str> {
        let word = plain(word);
        let singular = word.strip_suffix('s').unwrap_or(&word);
        self.adjectives
            .iter()
            .find(|(adjective, _)| *adjective == word || *adjective == singular)
            .map(|(_, party)| party.as_str())
    }

    /// Returns the longest name that begins the words given, and how many words it has.
    pub(crate) fn longest<'w>(
        &self,
        words: impl Iterator<Item = &'w str> + Clone,
    ) -> Option<(&Pattern, usize)> {
        let first = words.clone().next()?;
        if !self.any_word_begins && !first.starts_with(|c: char| !c.is_lowercase()) {
            return None;
        }
        let list = self.patterns.get(&fold(first))?;
        list.iter()
            .find(|pattern| pattern.matches(words.clone()))
            .map(|pattern| (pattern, pattern.words.len()))
    }
}

impl Pattern {
    fn matches<'w>(&self, mut words: impl Iterator<Item = &'w str>) -> bool {
        self.words.iter().all(|expected| {
            words.next().is_some_and(|word| {
                let same = if self.folded {
                    expected.folded == fold(word)
                } else {
                    expected.plain == plain(word)
                };
                same && expected.case_fits(word)
            })
        })
    }
}

impl PatternWord {
    fn new(word: &str) -> Self {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let case = if letters > 1 && !word.chars().any(char::is_lowercase) {
            Case::Capitals
        } else if word.chars().next().is_some_and(char::is_uppercase) {
            Case::Capital
        } else {
            Case::Lower
        };
        Self {
            plain: plain(word),
            folded: fold(word),
            case,
        }
    }

    /// Says whether the capitals of `word` allow it to be this name: "Us" is not "US", but "Tass"
    /// may be "TASS".
    fn case_fits(&self, word: &str) -> bool {
        match self.case {
            Case::Lower => true,
            Case::Capitals if self.plain.chars().count() < 4 => {
                !word.chars().any(char::is_lowercase)
            }
            Case::Capital | Case::Capitals => word.chars().next().is_some_and(char::is_uppercase),
        }
    }
}

/// Returns as what the names of an entity are compared; parties are called like places.
fn kind_of(kind: EntityType) -> NameKind {
    match kind {
        EntityType::Person => NameKind::Person,
        EntityType::Organisation => NameKind::Organisation,
        EntityType::Place | EntityType::Party => NameKind::Place,
        EntityType::Group => NameKind::Other,
    }
}

/// Returns the other places of the same kind: they are named together.
fn peers(codebook: &Codebook, owner: &Owner) -> BTreeSet<String> {
    let own = (codebook.places.iter())
        .find(|place| owner.kind == EntityType::Place && place.name == owner.name);
    let Some(kind) = own.and_then(|place| place.kind.as_ref()) else {
        return BTreeSet::new();
    };
    (codebook.places.iter())
        .filter(|place| place.kind.as_ref() == Some(kind) && place.name != owner.name)
        .map(|place| place.name.clone())
        .collect()
}

fn dated(role: &Role, party: Option<&String>) -> DatedRole {
    DatedRole {
        title: role.title.clone(),
        of: party.cloned(),
        from: role.from.clone(),
        to: role.to.clone(),
    }
}

/// Says whether an alias is another form of one of a party's names rather than a seat of
/// government: it begins with the same four letters, or is made of the initials.
fn is_derivative(alias: &str, names: &[&str]) -> bool {
    let alias = alias.strip_prefix("the ").unwrap_or(alias);
    let alias_plain = plain(alias);
    let beginning = |text: &str| text.chars().take(4).collect::<String>();
    names.iter().any(|name| {
        let initials: String = name
            .split_whitespace()
            .filter_map(|word| word.chars().next())
            .filter(|c| c.is_uppercase())
            .flat_map(char::to_lowercase)
            .collect();
        plain(name).split_whitespace().any(|word| {
            alias_plain
                .split_whitespace()
                .any(|other| beginning(word) == beginning(other))
        }) || (initials.len() > 1 && alias_plain.starts_with(&initials))
    })
}
