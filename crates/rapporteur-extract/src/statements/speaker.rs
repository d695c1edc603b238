//! Whose words: from the phrase that names a speaker to the entity and its party.

use std::collections::BTreeMap;
use std::ops::Range;

use rapporteur_core::{EntityType, Form};

use crate::attributions::{Attribution, Source, Standing};
use crate::names::{Draft, Index, Names, RolePhrase};
use crate::resources::Classes;
use crate::words::Words;

/// How many sentences back a pronoun may look for the one who spoke.
const REACH: usize = 2;

/// Returns draft and party of the speaker of each attribution.
pub(super) fn resolve_all(
    words: &Words<'_>,
    names: &mut Names,
    index: Option<&Index>,
    attributions: &[Attribution],
) -> Vec<(Option<usize>, Option<String>)> {
    let mut by_name = BTreeMap::new();
    for (number, draft) in names.drafts.iter().enumerate() {
        by_name
            .entry((draft.name.clone(), draft.kind))
            .or_insert(number);
    }
    let mut speakers = Speakers {
        by_name,
        words,
        names,
        index,
        unnamed: Vec::new(),
        turns: Vec::new(),
    };
    let mut order: Vec<usize> = (0..attributions.len()).collect();
    order.sort_by_key(|number| {
        attributions.get(*number).map(|one| {
            one.source
                .as_ref()
                .map_or(one.cue.start, |source| source.words.start)
        })
    });
    let mut resolved = vec![(None, None); attributions.len()];
    for number in order {
        let Some(one) = attributions.get(number) else {
            continue;
        };
        let Some(source) = &one.source else { continue };
        let draft = speakers.resolve(source, super::extent(one).start);
        let party = speakers.party(source, draft);
        if let Some(draft) = draft {
            speakers.names.keep(draft);
            speakers.turns.push(Turn {
                at: source.words.start,
                draft,
                content: one.content.clone(),
            });
        }
        if let Some(slot) = resolved.get_mut(number) {
            *slot = (draft, party);
        }
    }
    resolved
}

struct Speakers<'a, 'n> {
    words: &'a Words<'a>,
    names: &'n mut Names,
    index: Option<&'a Index>,
    /// Speakers without a name, with the words that describe them.
    unnamed: Vec<(RolePhrase, usize)>,
    turns: Vec<Turn>,
    /// The entities by name and kind.
    by_name: BTreeMap<(String, EntityType), usize>,
}

/// That somebody spoke, and where.
struct Turn {
    at: usize,
    draft: usize,
    content: Vec<Range<usize>>,
}

impl Speakers<'_, '_> {
    fn resolve(&mut self, source: &Source, begin: usize) -> Option<usize> {
        let first = source.core.start;
        if source.core.len() == 1
            && (self.words.has(first, Classes::PRONOUN)
                || self.words.has(first, Classes::POSSESSIVE))
        {
            // A cue that shares another's subject shares its speaker.
            let shared = self.turns.iter().find(|turn| turn.at == source.words.start);
            if let Some(turn) = shared {
                return Some(turn.draft);
            }
            let draft = self.antecedent(first, begin)?;
            self.names
                .add_mention(self.words, source.core.clone(), draft, Form::Pronoun);
            return Some(draft);
        }
        self.named(source)
            .or_else(|| self.unlisted(source))
            .or_else(|| self.described(source))
    }

    /// Returns the end of the phrase's core before its first preposition.
    fn head_end(&self, core: &Range<usize>) -> usize {
        core.clone()
            .skip(1)
            .find(|at| {
                self.words.has(*at, Classes::PREPOSITION)
                    && self
                        .names
                        .mention_at(*at)
                        .is_none_or(|mention| mention.words.len() < 2)
            })
            .unwrap_or(core.end)
    }

    /// A person, party or organisation that is named in the phrase.
    fn named(&self, source: &Source) -> Option<usize> {
        let head_end = self.head_end(&source.core);
        let person = |range: Range<usize>| {
            range.clone().rev().find_map(|at| {
                let mention = self.names.mention_at(at)?;
                let inside = range.start <= mention.words.start && mention.words.end <= range.end;
                let owns = mention.words.end < range.end
                    && self
                        .words
                        .get(mention.words.end - 1)
                        .is_some_and(|word| word.possessive);
                let person = self.names.draft(mention.draft)?.kind == EntityType::Person;
                (inside && !owns && person).then_some(mention)
            })
        };
        if let Some(mention) = person(source.core.start..head_end)
            .or_else(|| person(source.core.end..source.words.end))
            .or_else(|| person(source.words.start..source.core.start))
        {
            return Some(mention.draft);
        }
        let last = head_end.checked_sub(1)?;
        let role = self
            .names
            .role_at(last)
            .filter(|mention| source.words.start <= mention.words.start);
        // "The Tass agency": the name stands before the noun.
        let apposed = last
            .checked_sub(1)
            .filter(|_| self.words.has(last, Classes::ORGANISATION))
            .and_then(|before| self.names.mention_at(before))
            .filter(|mention| {
                self.names
                    .draft(mention.draft)
                    .is_some_and(|draft| draft.kind == EntityType::Organisation)
            });
        let whole = self
            .names
            .mention_at(last)
            .filter(|mention| mention.words.end == head_end && mention.form != Form::Role);
        role.or(whole).or(apposed).map(|mention| mention.draft)
    }

    /// An organisation or a name that nothing else has recognised.
    fn unlisted(&mut self, source: &Source) -> Option<usize> {
        let words = self.words;
        let head_end = self.head_end(&source.core);
        let head = head_end.checked_sub(1)?;
        let organisation = words.has(head, Classes::ORGANISATION)
            && !words.has(head, Classes::GROUP)
            || words.has(head, Classes::ORGANISATION) && words.capital(head);
        if organisation {
            let start = self.without_opener(&source.core);
            if start < source.core.end {
                return Some(self.add(
                    start..source.core.end,
                    EntityType::Organisation,
                    Form::Name,
                ));
            }
        }
        if !self.names.is_free_capital(words, head) || words.has(head, Classes::SPEAKER) {
            return None;
        }
        let mut start = head;
        while start > source.core.start && self.names.is_free_capital(words, start - 1) {
            start -= 1;
        }
        let kind = if source.plural {
            EntityType::Group
        } else {
            EntityType::Person
        };
        Some(self.add(start..head_end, kind, Form::Name))
    }

    /// "A senior Valdrian official": known by the phrase alone.
    fn described(&mut self, source: &Source) -> Option<usize> {
        let words = self.words;
        let head_end = self.head_end(&source.core);
        let head = head_end.checked_sub(1)?;
        if source.standing != Standing::Speaker || !words.has(head, Classes::SPEAKER) {
            return None;
        }
        let phrase = RolePhrase::read(words, self.names, self.index, source.core.clone());
        if phrase.definite
            && let Some((_, draft)) = self.unnamed.iter().rev().find(|(known, _)| {
                (phrase.party.is_none() || phrase.party == known.party)
                    && phrase.key.iter().all(|word| known.key.contains(word))
            })
        {
            let draft = *draft;
            self.names
                .add_mention(words, source.core.clone(), draft, Form::Role);
            return Some(draft);
        }
        let kind = if words.has(head, Classes::GROUP) {
            EntityType::Group
        } else {
            EntityType::Person
        };
        let start = self.without_opener(&source.core);
        let draft = self.add(start..source.core.end, kind, Form::Role);
        self.unnamed.push((phrase, draft));
        Some(draft)
    }

    fn without_opener(&self, core: &Range<usize>) -> usize {
        let mut start = core.start;
        while start < core.end && self.words.has(start, Classes::OPENER) {
            start += 1;
        }
        start
    }

    /// Adds an entity named by the words, or returns the one already so named.
    fn add(&mut self, stretch: Range<usize>, kind: EntityType, form: Form) -> usize {
        let words = self.words;
        let range = words.range(&stretch);
        let end = stretch
            .end
            .checked_sub(1)
            .and_then(|last| words.get(last))
            .map_or(range.end, |word| word.range.end);
        let name = words.document.slice(rapporteur_text::CleanRange {
            start: range.start,
            end,
        });
        let party = stretch
            .clone()
            .find_map(|at| self.names.party_at(at, words, self.index));
        let key = (name.to_owned(), kind);
        let known = self
            .by_name
            .get(&key)
            .copied()
            .filter(|_| form == Form::Name);
        let draft = known.unwrap_or_else(|| {
            self.names.add_draft(Draft {
                name: name.to_owned(),
                kind,
                party,
                codebook: None,
                roles: Vec::new(),
                kept: true,
            })
        });
        if form == Form::Name {
            self.by_name.entry(key).or_insert(draft);
        }
        self.names.add_mention(words, stretch, draft, form);
        draft
    }

    /// The party spoken for: the speaker's own, else the one named beside him.
    fn party(&mut self, source: &Source, draft: Option<usize>) -> Option<String> {
        let own = draft
            .and_then(|draft| self.names.draft(draft))
            .and_then(|draft| draft.party.clone());
        if own.is_some() {
            return own;
        }
        let codebook = draft
            .and_then(|draft| self.names.draft(draft))
            .is_some_and(|draft| draft.codebook.is_some());
        if codebook || source.core.len() == 1 && source.words.len() == 1 {
            return None;
        }
        let located = |at: usize| {
            at.checked_sub(1).is_some_and(|before| {
                before >= source.words.start
                    && self
                        .words
                        .is_one_of(before, &["in", "at", "from", "near", "to"])
            })
        };
        let beside = source
            .words
            .clone()
            .filter(|at| !located(*at))
            .find_map(|at| self.names.party_at(at, self.words, self.index))?;
        if let Some(draft) = draft.and_then(|draft| self.names.drafts.get_mut(draft)) {
            draft.party = Some(beside.clone());
        }
        Some(beside)
    }

    /// Returns the one whom a pronoun stands for: the last speaker, where nobody else has been
    /// named since, or the only person of the sentences before; nobody where there is a choice.
    fn antecedent(&self, at: usize, begin: usize) -> Option<usize> {
        let words = self.words;
        let sentence = words.get(begin.min(at))?.sentence;
        if words.is_one_of(at, &["i", "we", "my", "our", "you", "your"]) {
            return None;
        }
        let people = !words.is_one_of(at, &["they", "their", "it", "its"]);
        let fits = |draft: usize| {
            self.names
                .draft(draft)
                .is_some_and(|draft| (draft.kind == EntityType::Person) == people)
        };
        let near = |other: usize| {
            words
                .get(other)
                .is_some_and(|word| word.sentence + REACH >= sentence)
        };
        let named_between = |from: usize| {
            (from..at).filter_map(|other| {
                let mention = self.names.mention_at(other)?;
                (mention.words.start == other
                    && fits(mention.draft)
                    && words.quotation(other).is_none())
                .then_some(mention)
            })
        };
        let turn = self
            .turns
            .iter()
            .rev()
            .take_while(|turn| near(turn.at))
            .find(|turn| turn.at < at && fits(turn.draft));
        if let Some(turn) = turn {
            let another = named_between(turn.at + 1).any(|mention| {
                mention.draft != turn.draft
                    && !turn
                        .content
                        .iter()
                        .any(|part| part.contains(&mention.words.start))
            });
            if !another {
                return Some(turn.draft);
            }
        }
        let start = words
            .sentences()
            .get(sentence.saturating_sub(1))
            .map_or(at, |before| before.start);
        let mut candidates: Vec<usize> =
            named_between(start).map(|mention| mention.draft).collect();
        candidates.sort_unstable();
        candidates.dedup();
        match candidates.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}
