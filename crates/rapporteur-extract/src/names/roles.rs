//! Phrases of office: "Valdria's foreign minister", "the spokesman for the presidency".

use std::ops::Range;

use rapporteur_core::EntityType;

use super::Names;
use super::index::Index;
use crate::resources::{Classes, Resources};
use crate::words::Words;

/// What ends the inside of a phrase of office.
const INNER_END: Classes = Classes::OUTSIDE.with(Classes::OPENER);

/// A phrase of office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RolePhrase {
    pub(crate) words: Range<usize>,
    /// Its words without the party, in the form in which roles are compared.
    pub(crate) key: Vec<String>,
    pub(crate) party: Option<String>,
    /// The person whose office it depends on: "Maren's deputy".
    pub(crate) owner: Option<usize>,
    /// Whether it speaks of someone known: "the minister", not "a minister".
    pub(crate) definite: bool,
}

impl RolePhrase {
    /// Finds the phrases of office of a document.
    pub(crate) fn all(words: &Words<'_>, names: &Names) -> Vec<Self> {
        let mut phrases: Vec<Self> = Vec::new();
        for (at, word) in words.iter() {
            let after_last = phrases.last().is_none_or(|last| last.words.end <= at);
            if !word.classes.any(Classes::ROLE) || word.possessive && word.capitals || !after_last {
                continue;
            }
            if leads_to_another(words, at) {
                continue;
            }
            let floor = phrases.last().map_or(0, |last| last.words.end);
            let start = left_edge(words, at, floor);
            let end = right_edge(words, at);
            phrases.push(Self::read(words, names, start..end));
        }
        phrases
    }

    /// Reads any stretch of words as a phrase of office.
    pub(crate) fn read(words: &Words<'_>, names: &Names, stretch: Range<usize>) -> Self {
        let mut key = Vec::new();
        let mut party = None;
        let mut owner = None;
        let mut definite = true;
        for at in stretch.clone() {
            let Some(word) = words.get(at) else { continue };
            if let Some(person) = names.owner_at(words, at, &stretch) {
                owner = Some(person);
                continue;
            }
            if let Some(named) = names.party_at(at) {
                party = party.or(Some(named));
                continue;
            }
            if word.classes.any(Classes::DETERMINER) || matches!(word.lower.as_str(), "a" | "an") {
                definite = false;
            }
            if word.classes.any(Classes::OPENER) || !words.is_word(at) {
                continue;
            }
            push_role_word(&mut key, &word.lower, words.resources);
        }
        settle(&mut key, words.resources);
        Self {
            words: stretch,
            key,
            party,
            owner,
            definite,
        }
    }
}

impl Names {
    /// Returns the person whose possessive, or whose name after "to" or "of", the word is part of.
    fn owner_at(&self, words: &Words<'_>, at: usize, stretch: &Range<usize>) -> Option<usize> {
        let mention = self.mention_at(at)?;
        let person = self.draft(mention.draft)?.kind == EntityType::Person;
        let last = mention.words.end.checked_sub(1)?;
        let possessive = words.get(last)?.possessive && mention.words.end < stretch.end;
        let after = (mention.words.start.checked_sub(1)).is_some_and(|before| {
            before > stretch.start && words.has(before, Classes::PREPOSITION)
        });
        (person && (possessive || after)).then_some(mention.draft)
    }
}

/// Returns the words of a codebook title in the form in which roles are compared, without those
/// that name a party.
pub(super) fn title_key(title: &str, index: &Index, resources: &Resources) -> Vec<String> {
    let words: Vec<&str> = title
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .collect();
    let mut key = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let rest = words.iter().skip(at).copied();
        if let Some((_, length)) = index.longest(rest) {
            at += length;
            continue;
        }
        at += 1;
        if index.adjective(word).is_none() {
            push_role_word(&mut key, &word.to_lowercase(), resources);
        }
    }
    settle(&mut key, resources);
    key
}

/// Sorts the words of a role and puts one word for those that mean it together.
fn settle(key: &mut Vec<String>, resources: &Resources) {
    for (several, one) in &resources.role_pairs {
        if several.iter().all(|word| key.contains(word)) {
            key.retain(|word| !several.contains(word));
            key.push(one.clone());
        }
    }
    key.sort();
    key.dedup();
}

fn push_role_word(key: &mut Vec<String>, word: &str, resources: &Resources) {
    match resources
        .entry(word)
        .and_then(|entry| entry.role.as_deref())
    {
        Some(role) => key.extend(role.split_whitespace().map(str::to_owned)),
        None => key.push(word.to_owned()),
    }
}

/// Says whether the word is part of a longer office: "chief negotiator", "deputy foreign minister".
fn leads_to_another(words: &Words<'_>, at: usize) -> bool {
    (at..at + 3)
        .take_while(|here| words.get(*here).is_some_and(|word| !word.possessive))
        .map(|here| here + 1)
        .take_while(|next| words.is_word(*next) && !words.has(*next, INNER_END))
        .any(|next| words.has(next, Classes::ROLE))
}

fn left_edge(words: &Words<'_>, head: usize, floor: usize) -> usize {
    let mut start = head;
    let sentence = words.sentence_words(head);
    while start > sentence.start.max(floor) && head - start < 8 {
        let before = start - 1;
        let Some(word) = words.get(before) else { break };
        if !words.is_word(before) {
            break;
        }
        if word.classes.any(Classes::OPENER) {
            start = before;
            break;
        }
        let inside = word.capital
            || word.classes.any(Classes::SPEAKER)
            || !word.classes.any(Classes::OUTSIDE) && word.verbs().is_empty();
        if !inside || word.capital && word.classes.any(Classes::OUTSIDE) {
            break;
        }
        start = before;
    }
    start
}

/// Steps over "of foreign affairs", "for the presidency of Valdria".
fn right_edge(words: &Words<'_>, head: usize) -> usize {
    let sentence = words.sentence_words(head);
    let mut end = head + 1;
    if words.get(head).is_some_and(|word| word.possessive) {
        return end;
    }
    while words.is_one_of(end, &["of", "for"]) && end < sentence.end {
        let mut at = end + 1;
        while words.has(at, Classes::OPENER) && at < sentence.end {
            at += 1;
        }
        let first = at;
        while words.is_word(at) && words.capital(at) && !words.has(at, Classes::OUTSIDE) {
            at += 1;
        }
        let mut lower = 0;
        while lower < 2 && at < sentence.end && words.is_word(at) && !words.capital(at) {
            if words.has(at, Classes::OUTSIDE) {
                break;
            }
            let known = words.has(at, Classes::SPEAKER)
                || words
                    .get(at)
                    .and_then(crate::words::Word::entry)
                    .is_some_and(|entry| entry.role.is_some());
            if !known && (lower > 0 || at > first) {
                break;
            }
            at += 1;
            lower += 1;
        }
        if at == first {
            break;
        }
        end = at;
    }
    end
}
