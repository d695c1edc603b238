//! Whom pronouns, offices without a name and phrases that speak stand for, once it is known who spoke.
//!
//! One walk through the text, so that each reference sees all that came before it.

mod offices;
mod pronoun;
mod speaker;
mod trail;

use std::collections::BTreeMap;
use std::ops::Range;

use rapporteur_core::{EntityType, Form};

use crate::attributions::{Attribution, Parts};
use crate::names::{Known, Names, RolePhrase};
use crate::words::Words;

use trail::{Gender, Trail};

/// Whose words an attribution reports.
#[derive(Debug, Clone, Default)]
pub(crate) struct Whose {
    /// The speaker, as an index into [`Names::drafts`].
    pub(crate) draft: Option<usize>,
    /// The party spoken for.
    pub(crate) party: Option<String>,
}

/// Ties references to entities, and says whose words each attribution reports; speakers without a
/// name are added to `names`.
pub(crate) fn resolve(
    words: &Words<'_>,
    names: &mut Names,
    known: Known<'_>,
    attributions: &[Attribution],
) -> Vec<Whose> {
    let items = items(words, names, attributions);
    let mut by_name = BTreeMap::new();
    for (number, draft) in names.drafts.iter().enumerate() {
        by_name
            .entry((draft.name.clone(), draft.kind))
            .or_insert(number);
    }
    let mut walk = Walk {
        words,
        names,
        known,
        attributions,
        contents: Parts::new(attributions.iter()),
        speaking: speaking(attributions),
        whose: vec![Whose::default(); attributions.len()],
        trail: Trail::default(),
        unnamed: Vec::new(),
        by_name,
    };
    for (_, item) in items {
        walk.step(item);
    }
    walk.whose
}

/// What the walk stops at; where several begin at one word, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Item {
    /// A mention that is tied already.
    Mention(usize),
    Pronoun(usize),
    /// A phrase of office.
    Role(usize),
    /// A collective noun that stands for its party.
    Government(usize),
    /// The source of an attribution.
    Source(usize),
}

fn items(words: &Words<'_>, names: &Names, attributions: &[Attribution]) -> Vec<(usize, Item)> {
    let mentions = names.mentions.iter().enumerate().map(|(number, mention)| {
        // A part of a compound has a range and no words of its own.
        (mention.words.start, Item::Mention(number))
    });
    let roles = (names.roles.iter().enumerate())
        .map(|(number, role)| (role.words.start, Item::Role(number)));
    let pronouns = (words.iter())
        .filter(|(at, _)| pronoun::is_personal(words, *at))
        .map(|(at, _)| (at, Item::Pronoun(at)));
    let sources = attributions.iter().enumerate().map(|(number, one)| {
        let at = one
            .source
            .as_ref()
            .map_or(one.cue.start, |source| source.words.start);
        (at, Item::Source(number))
    });
    let governments = (words.iter())
        .filter(|(at, _)| offices::is_government(words, *at))
        .map(|(at, _)| (offices::phrase_start(words, at), Item::Government(at)));
    let mut items: Vec<(usize, Item)> = mentions
        .chain(governments)
        .chain(roles)
        .chain(pronouns)
        .chain(sources)
        .collect();
    items.sort_unstable();
    items
}

/// Returns for each one-word source the attribution that it speaks in.
fn speaking(attributions: &[Attribution]) -> BTreeMap<usize, usize> {
    (attributions.iter().enumerate())
        .filter_map(|(number, one)| Some((&one.source.as_ref()?.core, number)))
        .filter(|(core, _)| core.len() == 1)
        .map(|(core, number)| (core.start, number))
        .collect()
}

struct Walk<'a, 'n> {
    words: &'a Words<'a>,
    names: &'n mut Names,
    known: Known<'a>,
    attributions: &'a [Attribution],
    contents: Parts,
    /// The attribution that each pronoun speaks in.
    speaking: BTreeMap<usize, usize>,
    whose: Vec<Whose>,
    trail: Trail,
    /// Speakers without a name, with the words that describe them.
    unnamed: Vec<(RolePhrase, usize)>,
    /// The entities by name and kind.
    by_name: BTreeMap<(String, EntityType), usize>,
}

impl Walk<'_, '_> {
    fn step(&mut self, item: Item) {
        match item {
            Item::Mention(number) => self.mention(number),
            Item::Role(number) => self.office(number),
            Item::Pronoun(at) => self.pronoun(at),
            Item::Government(at) => self.government(at),
            Item::Source(number) => self.source(number),
        }
    }

    fn mention(&mut self, number: usize) {
        let Some(mention) = self.names.mentions.get(number).cloned() else {
            return;
        };
        let start = mention.words.start;
        self.note(start, mention.draft, false);
        let title = start.checked_sub(1);
        let gender = title.and_then(|title| Gender::of(self.words, title));
        self.trail.note_gender(mention.draft, gender);
        let roles = (self.names.draft(mention.draft)).map_or(&[][..], |draft| &draft.roles);
        let gender = (roles.iter())
            .flat_map(|role| role.words.clone())
            .find_map(|at| {
                Gender::of(self.words, at).filter(|_| !pronoun::is_personal(self.words, at))
            });
        self.trail.note_gender(mention.draft, gender);
    }

    fn note(&mut self, at: usize, draft: usize, spoke: bool) {
        self.trail.note(self.words, self.names, at, draft, spoke);
    }

    /// Ties words to an entity and lets the walk remember it.
    fn tie(&mut self, stretch: Range<usize>, draft: usize, form: Form) {
        let start = stretch.start;
        self.names.add_mention(self.words, stretch, draft, form);
        self.note(start, draft, false);
    }
}
