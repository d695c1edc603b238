//! The verb with its auxiliaries: when, whether at all, and who does it to whom.

use std::ops::Range;

use super::Scene;
use crate::resources::{Chain, Classes, Form, VerbForm};
use crate::words::Words;

/// A verb in its clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// From the first auxiliary to the verb.
    pub(super) words: Range<usize>,
    pub(super) time: Time,
    pub(super) passive: bool,
    pub(super) negated: bool,
    /// What the word before its infinitive makes of it.
    pub(super) chain: Option<Chain>,
    /// Whether it goes on from a verb before it: "came and attacked".
    pub(super) coordinate: bool,
}

/// The time that a verb tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    Past,
    Present,
    /// "Will meet", "is to meet".
    Future,
    /// "May", "could", "must".
    Modal,
    /// "To meet", without a word before it that says more.
    Infinitive,
    /// "Killing ten": beside another verb.
    Gerund,
    /// "Weapons seized last year": part of a noun phrase.
    Reduced,
}

/// Words before a verb that are looked at.
const REACH: usize = 9;

/// How far back clauses and their verbs are counted, in words.
const LONGEST_CLAUSES: usize = 80;

const FUTURE: [&str; 6] = ["will", "would", "shall", "'ll", "won't", "wouldn't"];

impl Group {
    /// Reads the group that ends with the verb at `at`; `None` where the word is no verb there.
    pub(super) fn read(scene: Scene<'_>, at: usize, form: VerbForm) -> Option<Self> {
        let words = scene.words;
        let floor = words.sentence_words(at).start.max(at.saturating_sub(REACH));
        let mut found = Seen::default();
        let mut start = at;
        let mut before = at;
        while before > floor {
            before -= 1;
            if words.quotation(before) != words.quotation(at) {
                break;
            }
            if !found.take(words, before) {
                break;
            }
            start = if found.counts { before } else { start };
        }
        found.judge(scene, start..at + 1, at, form)
    }
}

/// What was seen on the way from a verb to its first auxiliary.
#[derive(Debug, Default)]
struct Seen {
    /// Whether the word taken last belongs to the group.
    counts: bool,
    negated: bool,
    be: bool,
    been: bool,
    being: bool,
    have: bool,
    do_: bool,
    future: bool,
    modal: bool,
    to: bool,
    chain: Option<Chain>,
}

impl Seen {
    /// Takes in the word at `at`; says whether the group may go on before it.
    fn take(&mut self, words: &Words<'_>, at: usize) -> bool {
        let Some(word) = words.get(at) else {
            return false;
        };
        let lower = word.lower.as_str();
        self.counts = true;
        let pending = self.to && self.chain.is_none();
        if word.classes.any(Classes::NEGATION) {
            self.negated = true;
        }
        if word.classes.any(Classes::MODAL) {
            let future = FUTURE.contains(&lower);
            self.future |= future;
            self.modal |= !future;
        } else if word.classes.any(Classes::BE) || lower == "got" {
            self.be = true;
            self.been |= lower == "been";
            self.being |= lower == "being";
            if pending {
                self.future = true;
            }
        } else if word.classes.any(Classes::HAVE) {
            self.have = true;
            if pending {
                self.modal = true;
            }
        } else if word.classes.any(Classes::DO) {
            self.do_ = true;
        } else if lower == "to" {
            self.to = true;
        } else if pending && let Some(chain) = words.resources.events.chain(lower) {
            self.chain = Some(chain);
        } else if !(word.classes.any(Classes::ADVERB) || word.classes.any(Classes::NEGATION)) {
            self.counts = false;
            return false;
        }
        true
    }

    fn judge(
        self,
        scene: Scene<'_>,
        group: Range<usize>,
        at: usize,
        form: VerbForm,
    ) -> Option<Group> {
        let words = scene.words;
        let auxiliary = self.be || self.have || self.do_ || self.future || self.modal;
        let before = previous(words, group.start);
        let coordinate = before.is_some_and(|before| {
            words.has(before, Classes::CONJUNCTION)
                || words.comma(before)
                    && previous(words, before).is_some_and(|at| is_finite(words, at))
        });
        let past_form = matches!(form, VerbForm::Past | VerbForm::Participle);
        let passive = self.be && past_form;
        let time = if self.chain.is_some_and(|chain| chain == Chain::Done) {
            Time::Past
        } else if self.chain.is_some() || self.future {
            Time::Future
        } else if self.modal {
            Time::Modal
        } else if self.to {
            Time::Infinitive
        } else {
            match form {
                VerbForm::Past | VerbForm::Participle if auxiliary => Time::Past,
                VerbForm::Past | VerbForm::Participle => {
                    let stands_alone = coordinate || opens(scene, group.start);
                    let after_noun = before.is_none_or(|before| {
                        !words.has(before, Classes::OPENER)
                            && !words.has(before, Classes::PREPOSITION)
                    });
                    if !after_noun {
                        return None;
                    }
                    if stands_alone {
                        Time::Past
                    } else {
                        Time::Reduced
                    }
                }
                VerbForm::Gerund if self.be => Time::Present,
                VerbForm::Gerund
                    if before
                        .and_then(|before| words.get(before))
                        .is_some_and(|word| {
                            words.resources.events.chain(&word.lower) == Some(Chain::Done)
                        }) =>
                {
                    Time::Past
                }
                VerbForm::Gerund => Time::Gerund,
                VerbForm::Base if self.do_ => Time::Past,
                VerbForm::Base | VerbForm::Third => {
                    if !follows_subject(words, before?, form) {
                        return None;
                    }
                    Time::Present
                }
            }
        };
        Some(Group {
            words: group.start..at + 1,
            time,
            passive,
            negated: self.negated,
            chain: self.chain,
            coordinate,
        })
    }
}

fn previous(words: &Words<'_>, at: usize) -> Option<usize> {
    at.checked_sub(1)
        .filter(|before| words.sentence_words(at).contains(before))
}

/// Says whether a verb in the present may follow the word: a plural, a name, a pronoun, and not an
/// article or an adjective, after which "attack" is a noun.
fn follows_subject(words: &Words<'_>, before: usize, form: VerbForm) -> bool {
    let Some(word) = words.get(before) else {
        return false;
    };
    let number = word.entry().is_some_and(|entry| {
        entry
            .calendar
            .iter()
            .any(|meaning| matches!(meaning, crate::times::CalendarWord::Number(_)))
    }) || word.lower.starts_with(|first: char| first.is_ascii_digit());
    if number
        || word.possessive
        || word.classes.any(Classes::OPENER)
        || word.classes.any(Classes::PREPOSITION)
    {
        return false;
    }
    if word.classes.any(Classes::PRONOUN) || word.classes.any(Classes::RELATIVE) {
        return true;
    }
    match form {
        VerbForm::Base => {
            word.classes.any(Classes::GROUP)
                || !word.capital && word.lower.ends_with('s') && word.lower.len() > 4
        }
        _ => word.capital || word.classes.any(Classes::SPEAKER),
    }
}

/// Says whether a past form without auxiliary that begins at `start` is the verb of its clause and no
/// participle: whether fewer verbs than clauses have begun before it.
fn opens(scene: Scene<'_>, start: usize) -> bool {
    let words = scene.words;
    let begin = words
        .sentence_words(start)
        .start
        .max(start.saturating_sub(LONGEST_CLAUSES));
    let (mut clauses, mut verbs) = (1, 0);
    let mut last_verb: Option<usize> = None;
    for at in begin..start {
        let Some(word) = words.get(at) else { break };
        if matches!(word.lower.as_str(), ";" | ":" | "–" | "—" | "--") {
            (clauses, verbs) = (1, 0);
        } else if word.classes.any(Classes::RELATIVE)
            || word.classes.any(Classes::SUBORDINATOR)
            || matches!(word.lower.as_str(), "after" | "before" | "since" | "until")
                && clause_follows(words, at)
            || word.classes.any(Classes::CONJUNCTION) && verbs > 0
        {
            verbs = clauses.min(verbs);
            clauses += 1;
        } else if is_finite(words, at) {
            // "Has been attacked" is one verb.
            if last_verb.is_none_or(|last| last + 1 < at || !words.has(last, Classes::AUXILIARY)) {
                verbs += 1;
            }
            if word.verbs().iter().any(|(form, cue)| {
                matches!(form, VerbForm::Past | VerbForm::Third)
                    && words
                        .resources
                        .cue(*cue)
                        .is_some_and(|cue| cue.takes.clause)
            }) {
                clauses += 1;
            }
            last_verb = Some(at);
        } else if last_verb == at.checked_sub(1) && word.classes.any(Classes::ADVERB) {
            last_verb = Some(at);
        }
    }
    verbs < clauses
}

/// Says whether "after" and its like begin a clause: a verb comes before the next comma.
fn clause_follows(words: &Words<'_>, at: usize) -> bool {
    let end = words.sentence_words(at).end.min(at + 9);
    (at + 2..end)
        .take_while(|next| !words.comma(*next))
        .any(|next| is_finite(words, next))
}

/// Says whether the word at `at` looks like a finite verb.
pub(super) fn is_finite(words: &Words<'_>, at: usize) -> bool {
    let Some(word) = words.get(at) else {
        return false;
    };
    if word.capital && !words.starts_sentence(at) || !words.is_word(at) {
        return false;
    }
    if word.classes.any(Classes::AUXILIARY) {
        return !matches!(
            word.lower.as_str(),
            "be" | "been" | "being" | "having" | "doing"
        );
    }
    let before = previous(words, at);
    let in_noun_phrase = before.is_none_or(|before| {
        words.has(before, Classes::OPENER)
            || words.has(before, Classes::PREPOSITION)
            || words.is(before, "to")
            || words.has(before, Classes::AUXILIARY)
    });
    if in_noun_phrase {
        return false;
    }
    let participle =
        words.is_one_of(at + 1, &["by", "with", "of", "in", "out"]) && word.verbs().is_empty();
    let regular = word.lower.len() > 4
        && word.lower.ends_with("ed")
        && !word.lower.contains('-')
        && !(participle && words.is_one_of(at + 1, &["by", "with", "of"]));
    let event = |wanted: VerbForm| {
        words
            .resources
            .events
            .beginning_with(&word.lower)
            .iter()
            .any(|(form, _)| *form == Form::Verb(wanted))
    };
    regular
        || word.classes.any(Classes::PAST)
        || word.is_verb(&[VerbForm::Past, VerbForm::Third]) && !word.classes.any(Classes::SPEAKER)
        || event(VerbForm::Past)
}
