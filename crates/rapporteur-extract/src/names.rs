//! Who and what is named, and where.

mod index;
mod known;
mod learned;
mod listed;
mod offices;
mod people;
mod roles;
mod spelled;
pub(crate) mod spelling;
mod world;

use std::collections::BTreeMap;
use std::ops::Range;

use rapporteur_core::{Edtf, EntityType, Form, Tie};
use rapporteur_names::Country;
use rapporteur_tagger::NameSpan;
use rapporteur_text::CleanRange;

pub(crate) use index::Index;
pub(crate) use known::Known;
pub(crate) use roles::RolePhrase;

use crate::resources::Classes;
use crate::words::Words;

/// The names of one document.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) drafts: Vec<Draft>,
    pub(crate) mentions: Vec<NameMention>,
    pub(crate) roles: Vec<RolePhrase>,
    /// For each word the mention that it is part of; a name goes before an office.
    at: Vec<Option<usize>>,
    /// For each word the phrase of office that it is part of.
    role_at: Vec<Option<usize>>,
    /// The entities that neither codebook nor world knows, by folded name and kind.
    unlisted: BTreeMap<(String, EntityType), usize>,
    /// The people that no codebook lists, by surname.
    surnames: BTreeMap<String, Vec<usize>>,
    /// The words that are adjectives of parties, with the party.
    adjectives: BTreeMap<usize, String>,
    /// The countries whose adjectives stand in the text, by party.
    countries: BTreeMap<String, Country>,
    /// The entities that the world knows, by name and kind.
    of_world: BTreeMap<(String, EntityType), usize>,
    /// The draft of each owner of the codebook's names that the text names.
    owned: Vec<Option<usize>>,
    /// The day on which an office is asked for.
    day: Option<Edtf>,
    /// Words in which the tagger sees a person and the lists no name: "the Secretary".
    titled: Vec<Range<usize>>,
    /// Mentions whose tie is open.
    pub(crate) open: Vec<OpenMention>,
}

/// An entity in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) name: String,
    pub(crate) kind: EntityType,
    pub(crate) party: Option<String>,
    pub(crate) codebook: Option<String>,
    /// The offices that the article gives: the words, their party, and where.
    pub(crate) roles: Vec<RolePhrase>,
    /// The entity whose government sits there, of a capital.
    pub(crate) government: Option<usize>,
    /// Whether there is reason enough to put it on record.
    pub(crate) kept: bool,
}

impl Draft {
    /// Makes an entity of which only its name is known, not yet put on record.
    pub(crate) fn new(name: &str, kind: EntityType) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            party: None,
            codebook: None,
            roles: Vec::new(),
            government: None,
            kept: false,
        }
    }

    /// Says whether it can act in its own name: a party, or without a codebook a country.
    pub(crate) fn is_state(&self) -> bool {
        let country =
            self.kind == EntityType::Place && self.party.is_some() && self.government.is_none();
        country || self.kind == EntityType::Party
    }
}

/// Words that name an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NameMention {
    pub(crate) words: Range<usize>,
    pub(crate) range: CleanRange,
    /// The name among the words, where the range has more.
    pub(crate) name: Option<CleanRange>,
    pub(crate) draft: usize,
    pub(crate) form: Form,
    /// Why it is tied, where the words are another spelling than the entity is known by.
    pub(crate) tie: Option<Tie>,
}

/// Words that may stand for one of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OpenMention {
    pub(crate) range: CleanRange,
    pub(crate) candidates: Vec<usize>,
    pub(crate) form: Form,
}

impl Names {
    /// Finds the names of a document; `spans` are those that the tagger saw.
    pub(crate) fn read(
        words: &Words<'_>,
        known: Known<'_>,
        spans: &[NameSpan],
        day: Option<&Edtf>,
    ) -> Self {
        let index = known.index;
        let mut names = Self {
            at: vec![None; words.len()],
            role_at: vec![None; words.len()],
            owned: vec![None; index.map_or(0, |index| index.owners.len())],
            day: day.cloned(),
            ..Self::default()
        };
        names.find_adjectives(words, known);
        if let Some(index) = index {
            names.find_listed(words, index);
        }
        names.find_learned_people(words, known, spans);
        names.find_of_the_world(words, known);
        names.find_misspelled(words, known);
        names.find_learned_things(words, known, spans);
        names.find_unlisted(words, index);
        names.roles = RolePhrase::all(words, &names);
        names.tie_neighbours(words);
        names.tie_misspelled_people(words, known);
        names.tie_roles(words, index);
        names
            .mentions
            .sort_by_key(|mention| (mention.range.start, mention.range.end, mention.draft));
        names.index_mentions(words);
        names
    }

    /// Returns the mention that the word at `index` is part of.
    pub(crate) fn mention_at(&self, index: usize) -> Option<&NameMention> {
        let mention = self.at.get(index).copied().flatten()?;
        self.mentions.get(mention)
    }

    /// Returns the mention by office that the word at `index` is part of.
    pub(crate) fn role_at(&self, index: usize) -> Option<&NameMention> {
        let mention = self.role_at.get(index).copied().flatten()?;
        self.mentions.get(mention)
    }

    pub(crate) fn draft(&self, index: usize) -> Option<&Draft> {
        self.drafts.get(index)
    }

    /// Returns the party that the word at `at` names or is the adjective of.
    pub(crate) fn party_at(&self, at: usize) -> Option<String> {
        let found = self.mention_at(at).filter(|found| found.form != Form::Role);
        if let Some(draft) = found.and_then(|found| self.draft(found.draft)) {
            return match draft.kind {
                EntityType::Party => draft.codebook.clone(),
                // Without a codebook, a country is its own party; the city of a government is not.
                EntityType::Place if draft.government.is_none() => draft.party.clone(),
                _ => None,
            };
        }
        self.adjectives.get(&at).cloned()
    }

    /// Says whether the word at `at` is the adjective of a party.
    pub(crate) fn is_adjective(&self, at: usize) -> bool {
        self.adjectives.contains_key(&at)
    }

    /// Adds a draft and returns its number.
    pub(crate) fn add_draft(&mut self, draft: Draft) -> usize {
        self.drafts.push(draft);
        self.drafts.len() - 1
    }

    /// Returns the entity that a party is: the codebook's, or without one a country.
    pub(crate) fn party_draft(&mut self, known: Known<'_>, party: &str) -> Option<usize> {
        match known.index {
            Some(index) => Some(self.listed_draft(index, index.party(party)?)),
            None => {
                let country = self.countries.get(party).copied()?;
                let draft = self.country_draft(known, country);
                self.keep(draft);
                Some(draft)
            }
        }
    }

    /// Says whether the text names the entity by a name.
    pub(crate) fn is_named(&self, draft: usize) -> bool {
        (self.mentions.iter()).any(|mention| mention.draft == draft && mention.form == Form::Name)
    }

    /// Keeps words whose tie is open, with those whom they may stand for.
    pub(crate) fn leave_open(
        &mut self,
        words: &Words<'_>,
        stretch: Range<usize>,
        candidates: Vec<usize>,
        form: Form,
    ) {
        self.open.push(OpenMention {
            range: words.range(&stretch),
            candidates,
            form,
        });
    }

    /// Adds a mention unless the words are one already.
    pub(crate) fn add_mention(
        &mut self,
        words: &Words<'_>,
        stretch: Range<usize>,
        draft: usize,
        form: Form,
    ) {
        let full = words.range(&stretch);
        let end = stretch
            .end
            .checked_sub(1)
            .and_then(|last| words.get(last))
            .map_or(full.end, |word| word.range.end);
        let number = self.mentions.len();
        self.index_mention(number, &stretch, form);
        self.mentions.push(NameMention {
            words: stretch,
            range: CleanRange {
                start: full.start,
                end,
            },
            name: None,
            draft,
            form,
            tie: None,
        });
    }

    fn index_mentions(&mut self, words: &Words<'_>) {
        self.at = vec![None; words.len()];
        self.role_at = vec![None; words.len()];
        // Names first: where a name stands inside a role phrase, the word is the name's.
        for names_only in [true, false] {
            for number in 0..self.mentions.len() {
                if let Some(mention) = self.mentions.get(number)
                    && (mention.form != Form::Role) == names_only
                {
                    let (stretch, form) = (mention.words.clone(), mention.form);
                    self.index_mention(number, &stretch, form);
                }
            }
        }
    }

    fn index_mention(&mut self, number: usize, stretch: &Range<usize>, form: Form) {
        let role = (form == Form::Role).then_some(&mut self.role_at);
        for index in std::iter::once(&mut self.at).chain(role) {
            for at in stretch.clone() {
                if let Some(slot) = index.get_mut(at) {
                    slot.get_or_insert(number);
                }
            }
        }
    }

    /// Says whether the words could begin a name, for the rules that look at unknown names.
    pub(crate) fn is_free_capital(&self, words: &Words<'_>, at: usize) -> bool {
        words.is_word(at)
            && words.capital(at)
            && self.mention_at(at).is_none()
            && !words.has(at, Classes::OUTSIDE)
            && !words.has(at, Classes::OPENER)
    }
}
