//! Recognising a reporting verb in the text: which form it is and how it is used.

use std::ops::Range;

use rapporteur_text::TokenKind;

use super::Context;
use crate::resources::{Classes, Cue, VerbForm};

/// A reporting verb or adjective where it stands.
#[derive(Debug, Clone)]
pub(super) struct FoundCue<'a> {
    pub(super) cue: &'a Cue,
    /// The verb with the auxiliaries right before it and its fixed words.
    pub(super) words: Range<usize>,
    /// The verb itself.
    pub(super) verb: usize,
    /// Where the auxiliaries and adverbs before it begin: the subject ends here.
    pub(super) group: usize,
    pub(super) usage: Usage,
    pub(super) form: VerbForm,
    pub(super) negated: bool,
}

/// How a verb is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Usage {
    /// With a subject of its own.
    Finite,
    /// "saying", without an auxiliary.
    Participial,
    /// "to say".
    Infinitive,
    /// "was said".
    Passive,
}

/// Returns the ways to read the word at `at` as a cue, the likeliest first.
pub(super) fn at<'a>(context: Context<'a>, at: usize, floor: usize) -> Vec<FoundCue<'a>> {
    let words = context.words;
    let Some(word) = words.get(at) else {
        return Vec::new();
    };
    if word.kind != TokenKind::Word || word.possessive {
        return Vec::new();
    }
    let Some(entry) = word.entry() else {
        return Vec::new();
    };
    // A capital inside a sentence makes a name of a verb: "United States".
    let name = word.capital && !words.starts_sentence(at) && !words.in_heading(at);
    if name && !word.capitals || context.names.mention_at(at).is_some() {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Some(index) = entry.adjective
        && let Some(cue) = words.resources.cue(index)
    {
        found.extend(adjective(context, at, floor, cue));
    }
    for (form, index) in &entry.verbs {
        let Some(cue) = words.resources.cue(*index) else {
            continue;
        };
        let tail = at + 1..at + 1 + cue.tail.len();
        if !tail
            .clone()
            .zip(&cue.tail)
            .all(|(here, word)| words.is(here, word))
        {
            continue;
        }
        let group = Group::before(context, at, floor);
        let Some(usage) = group.usage(context, at, *form) else {
            continue;
        };
        found.push(FoundCue {
            cue,
            words: group.auxiliary..tail.end,
            verb: at,
            group: group.start,
            usage,
            form: *form,
            negated: group.negated,
        });
    }
    found
}

fn adjective<'a>(
    context: Context<'a>,
    at: usize,
    floor: usize,
    cue: &'a Cue,
) -> Option<FoundCue<'a>> {
    let group = Group::before(context, at, floor);
    (group.be && group.auxiliary < at).then(|| FoundCue {
        cue,
        words: group.auxiliary..at + 1,
        verb: at,
        group: group.start,
        usage: Usage::Finite,
        form: VerbForm::Third,
        negated: group.negated,
    })
}

/// The auxiliaries and adverbs before a verb.
#[derive(Debug, Default)]
struct Group {
    start: usize,
    /// Where the unbroken run of auxiliaries and negations before the verb begins.
    auxiliary: usize,
    be: bool,
    have: bool,
    does: bool,
    modal: bool,
    to: bool,
    negated: bool,
}

impl Group {
    fn before(context: Context<'_>, at: usize, floor: usize) -> Self {
        let words = context.words;
        let mut group = Self {
            start: at,
            auxiliary: at,
            ..Self::default()
        };
        let mut unbroken = true;
        while group.start > floor {
            let before = group.start - 1;
            if let Some(date) = context.times.date_before(group.start)
                && date.words.start > floor
                && (group.have || group.be || words.has(date.words.start - 1, Classes::AUXILIARY))
            {
                group.start = date.words.start;
                unbroken = false;
                continue;
            }
            let Some(word) = words.get(before).filter(|_| words.is_word(before)) else {
                break;
            };
            if word.quotation != words.quotation(at) {
                break;
            }
            let classes = word.classes;
            if word.lower == "to" {
                group.to = !group.be && !group.have;
                break;
            }
            let auxiliary = classes.any(Classes::AUXILIARY) || classes.any(Classes::NEGATION);
            if auxiliary {
                group.be |= classes.any(Classes::BE);
                group.have |= classes.any(Classes::HAVE);
                group.does |= classes.any(Classes::DO);
                group.modal |= classes.any(Classes::MODAL);
                group.negated |= classes.any(Classes::NEGATION);
                if unbroken {
                    group.auxiliary = before;
                }
            } else if classes.any(Classes::ADVERB)
                || matches!(
                    word.lower.as_str(),
                    "himself" | "herself" | "themselves" | "both" | "all"
                )
            {
                unbroken = false;
            } else {
                break;
            }
            group.start = before;
        }
        group
    }

    fn usage(&self, context: Context<'_>, at: usize, form: VerbForm) -> Option<Usage> {
        let words = context.words;
        match form {
            VerbForm::Gerund if self.be => Some(Usage::Finite),
            VerbForm::Gerund => Some(Usage::Participial),
            VerbForm::Base if self.to => Some(Usage::Infinitive),
            VerbForm::Base if self.does || self.modal => Some(Usage::Finite),
            VerbForm::Base | VerbForm::Third => {
                let nominal = at.checked_sub(1).is_some_and(|before| {
                    words.has(before, Classes::OPENER)
                        || words.has(before, Classes::PREPOSITION)
                        || words.get(before).is_some_and(|word| word.possessive)
                });
                (!self.be && !self.have && !self.modal && !self.does && !nominal)
                    .then_some(Usage::Finite)
            }
            VerbForm::Past => (!self.be && !self.have && !self.modal && !self.does && !self.to)
                .then_some(Usage::Finite),
            VerbForm::Participle if self.be => Some(Usage::Passive),
            VerbForm::Participle => self.have.then_some(Usage::Finite),
        }
    }
}
