//! Names of the codebook in spellings that it does not list: through other alphabets and languages,
//! and as machines translate them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rapporteur_core::{Confidence, EntityType, Form, Tie};
use rapporteur_names::{
    Bearer, DatedRole, Name, NameKind, NameResources, Resolution, Rivals, Verdict,
};

use super::index::{Index, Listed};
use super::known::Known;
use super::{Draft, Names};
use crate::words::Words;

/// How many names of the codebook a spelling is held against.
const COMPARED: usize = 3;

/// A spelling shorter than this, in letters, is like too many names.
const SHORTEST: usize = 4;

/// What each spelling was found to be.
type Found = BTreeMap<String, Option<(Listed, Tie)>>;

impl Names {
    /// Finds the codebook's parties, places and organisations under other spellings.
    pub(super) fn find_misspelled(&mut self, words: &Words<'_>, known: Known<'_>) {
        let (Some(index), Some(spelling)) = (known.index, known.spelling) else {
            return;
        };
        let mut found = Found::new();
        let mut at = 0;
        while at < words.len() {
            let run = self.capital_run(words, at);
            at = run.end.max(at + 1);
            if run.is_empty() {
                continue;
            }
            let whole = run.len() > 1 && self.misspelled(words, index, spelling, &run, &mut found);
            if !whole {
                for word in run.clone() {
                    if is_unknown(words, word) && stands_alone(words, &run, word) {
                        self.misspelled(words, index, spelling, &(word..word + 1), &mut found);
                    }
                }
            }
        }
    }

    /// Ties words to the name of the codebook that they are a spelling of.
    fn misspelled(
        &mut self,
        words: &Words<'_>,
        index: &Index,
        spelling: &NameResources,
        stretch: &Range<usize>,
        found: &mut Found,
    ) -> bool {
        let name = words.name(stretch);
        if name.chars().filter(|c| c.is_alphabetic()).count() < SHORTEST {
            return false;
        }
        let alone = || listed_as(index, spelling, &name, stretch.len(), &BTreeSet::new());
        let listed = found.entry(name.clone()).or_insert_with(alone).clone();
        let listed = listed.or_else(|| {
            let peers = self.peers(words, stretch);
            (peers.len() > 1)
                .then(|| listed_as(index, spelling, &name, stretch.len(), &peers))
                .flatten()
        });
        match listed {
            Some((Listed::Adjective(party), _)) if stretch.len() == 1 => {
                self.adjectives.insert(stretch.start, party);
                true
            }
            Some((Listed::Name(owner, form), tie)) => {
                let draft = self.listed_draft(index, owner);
                self.add_tied(words, stretch.clone(), draft, form, tie);
                true
            }
            _ => false,
        }
    }

    /// Returns the known entities that stand in one list with words: "Skerrow, Great Saltar and Velm".
    fn peers(&self, words: &Words<'_>, stretch: &Range<usize>) -> BTreeSet<String> {
        let joins = |at: usize| words.comma(at) || words.is(at, "and");
        let mut peers = BTreeSet::new();
        let mut start = stretch.start;
        while let Some(join) = start.checked_sub(1).filter(|join| joins(*join)) {
            let skipped = usize::from(words.is(join, "and") && words.comma(join.saturating_sub(1)));
            let last = join.checked_sub(skipped + 1);
            let Some(mention) = last.and_then(|last| self.mention_at(last)) else {
                break;
            };
            peers.extend(self.draft(mention.draft).map(|draft| draft.name.clone()));
            start = mention.words.start;
        }
        let mut end = stretch.end;
        while joins(end) {
            let first = end + 1 + usize::from(words.comma(end) && words.is(end + 1, "and"));
            let Some(mention) = self.mention_at(first) else {
                break;
            };
            peers.extend(self.draft(mention.draft).map(|draft| draft.name.clone()));
            end = mention.words.end.max(first + 1);
        }
        peers
    }

    /// Ties people whom the codebook does not list as they are spelled to those whom it lists.
    pub(super) fn tie_misspelled_people(&mut self, words: &Words<'_>, known: Known<'_>) {
        let (Some(index), Some(spelling)) = (known.index, known.spelling) else {
            return;
        };
        for number in 0..self.drafts.len() {
            let Some(draft) = self.drafts.get(number).cloned() else {
                break;
            };
            if draft.kind != EntityType::Person || draft.codebook.is_some() {
                continue;
            }
            let read = self.bearer(words, spelling, &draft);
            let found = index.resolve(spelling, &draft.name, &read, COMPARED);
            if let Some((Listed::Name(owner, _), tie)) = same(found) {
                let listed = self.listed_draft(index, owner);
                self.replace(number, listed, &tie);
            }
        }
    }

    /// Returns what the article tells of a person.
    fn bearer(&self, words: &Words<'_>, spelling: &NameResources, draft: &Draft) -> Bearer {
        let roles = draft.roles.iter().map(|role| DatedRole {
            title: role_title(words, self, &role.words),
            of: role.party.clone(),
            from: self.day.clone(),
            to: self.day.clone(),
        });
        Bearer {
            spellings: vec![Name::new(spelling, &draft.name, NameKind::Person)],
            party: draft.party.clone(),
            roles: roles.collect(),
            ..Bearer::new(NameKind::Person)
        }
    }

    /// Gives all that is tied to one entity to another.
    fn replace(&mut self, from: usize, to: usize, tie: &Tie) {
        for mention in &mut self.mentions {
            if mention.draft == from {
                mention.draft = to;
                if mention.form == Form::Name {
                    mention.tie = Some(tie.clone());
                }
            }
        }
        let roles = (self.drafts.get_mut(from)).map(|draft| std::mem::take(&mut draft.roles));
        if let (Some(draft), Some(roles)) = (self.drafts.get_mut(to), roles) {
            draft.roles.extend(roles);
        }
        for drafts in self.surnames.values_mut() {
            for draft in drafts {
                if *draft == from {
                    *draft = to;
                }
            }
        }
    }

    fn add_tied(
        &mut self,
        words: &Words<'_>,
        stretch: Range<usize>,
        draft: usize,
        form: Form,
        tie: Tie,
    ) {
        self.add_mention(words, stretch, draft, form);
        if let Some(mention) = self.mentions.last_mut() {
            mention.tie = Some(tie);
        }
    }
}

/// Returns the name of the codebook that a spelling is, whatever it names.
fn listed_as(
    index: &Index,
    spelling: &NameResources,
    name: &str,
    length: usize,
    peers: &BTreeSet<String>,
) -> Option<(Listed, Tie)> {
    let kinds = if length > 1 {
        &[NameKind::Place, NameKind::Organisation][..]
    } else {
        &[NameKind::Place][..]
    };
    let found = kinds.iter().flat_map(|kind| {
        let read = Bearer {
            spellings: vec![Name::new(spelling, name, *kind)],
            peers: peers.clone(),
            ..Bearer::new(*kind)
        };
        index.resolve(spelling, name, &read, COMPARED)
    });
    same(found.collect())
}

/// Returns the likeliest of what a spelling may be, if it is surely that.
fn same(mut found: Vec<(Listed, Resolution)>) -> Option<(Listed, Tie)> {
    found.retain(|(_, resolution)| resolution.verdict == Verdict::Same);
    let best = (found.into_iter()).reduce(|best, next| {
        if next.1.score > best.1.score {
            next
        } else {
            best
        }
    });
    best.map(|(listed, resolution)| {
        let tie = Tie {
            score: thousandths(resolution.score),
            reasons: resolution.reasons.iter().map(ToString::to_string).collect(),
        };
        (listed, tie)
    })
}

fn thousandths(score: f64) -> Confidence {
    let score = (score * 1000.0).round().clamp(0.0, 1000.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 1000"
    )]
    Confidence::from_thousandths(score as u16)
}

/// Says whether a word is in none of the lists, as most names are.
fn is_unknown(words: &Words<'_>, at: usize) -> bool {
    words.get(at).is_some_and(|word| word.entry().is_none())
}

/// Says whether no other unknown word stands beside a word in its run: two are a person's name.
fn stands_alone(words: &Words<'_>, run: &Range<usize>, at: usize) -> bool {
    let beside = |other: Option<usize>| {
        other.is_some_and(|other| run.contains(&other) && is_unknown(words, other))
    };
    !beside(at.checked_sub(1)) && !beside(Some(at + 1))
}

/// Returns the words of an office without those that name its party.
fn role_title(words: &Words<'_>, names: &Names, stretch: &Range<usize>) -> String {
    let title: Vec<&str> = stretch
        .clone()
        .filter(|at| words.is_word(*at) && names.party_at(*at).is_none())
        .filter_map(|at| words.get(at))
        .map(|word| word.lower.as_str())
        .collect();
    title.join(" ")
}

impl Index {
    /// Returns which names of the codebook somebody or something that was read of may be.
    fn resolve(
        &self,
        spelling: &NameResources,
        name: &str,
        read: &Bearer,
        most: usize,
    ) -> Vec<(Listed, Resolution)> {
        self.spelled
            .lookup(spelling, name, read.kind, most)
            .into_iter()
            .filter_map(|found| {
                let listed = self.listed(found.id, &found.name)?;
                let known = self.bearers.get(found.id as usize)?;
                let resolution = rapporteur_names::resolve(spelling, read, known, Rivals::None);
                Some((listed, resolution))
            })
            .collect()
    }
}
