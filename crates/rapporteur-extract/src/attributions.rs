//! Who said what, as it stands in the text: source, cue and content.
//!
//! The tagger finds one level of attributions (`learned.rs`). Rules read what it does not see: speech
//! within speech, transcripts, and what it missed (`joined.rs`). The rules have one file per
//! construction; each looks at one stretch of text at a time, which is a sentence, or several where a
//! quotation runs over their borders.

mod according;
mod boundary;
mod content;
mod cue;
mod direct;
mod indirect;
mod joined;
mod learned;
mod nominal;
mod parts;
mod passive;
mod shared;
mod source;
mod transcript;

use std::ops::Range;

use rapporteur_core::{Basis, Confidence};
use rapporteur_tagger::Tagged;

use crate::names::Names;
use crate::times::Times;
use crate::words::Words;

pub(crate) use parts::Parts;
pub(crate) use source::{Source, Standing};

/// An attribution in words of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attribution {
    /// Who speaks; `None` where the text does not say.
    pub(crate) source: Option<Source>,
    /// The words that say that something was said; empty in a transcript and where a quotation
    /// runs on.
    pub(crate) cue: Range<usize>,
    pub(crate) content: Vec<Range<usize>>,
    /// What the rule that found it takes its cue for; [`crate::statements`] decides anew.
    pub(crate) basis: Basis,
    /// How sure the tagger is; `None` where a rule found it.
    pub(crate) confidence: Option<Confidence>,
}

/// What every construction looks at.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) words: &'a Words<'a>,
    pub(crate) names: &'a Names,
    pub(crate) times: &'a Times,
}

/// Finds the attributions of a document, in the order of their cues: by the tagger and, for what it
/// does not see, by rules; by rules alone where no tagger has read it.
pub(crate) fn read(context: Context<'_>, tagged: Option<&Tagged>) -> Vec<Attribution> {
    let ruled = by_rules(context);
    match tagged {
        Some(tagged) => joined::join(context, learned::find(context, tagged), ruled),
        None => ruled,
    }
}

fn by_rules(context: Context<'_>) -> Vec<Attribution> {
    let mut found = Vec::new();
    for stretch in stretches(context.words) {
        if let Some(line) = transcript::line(context, &stretch) {
            found.push(line);
            continue;
        }
        let first = found.len();
        according::find(context, &stretch, &mut found);
        indirect::find(context, &stretch, &mut found, first);
        passive::find(context, &stretch, &mut found);
        nominal::find(context, &stretch, &mut found, first);
        if let Some(of_stretch) = found.get_mut(first..) {
            of_stretch.sort_by_key(|one| (one.cue.start, one.cue.end));
        }
    }
    direct::run_on(context, &mut found);
    drop_nested_attitudes(&mut found);
    found.retain(|one| one.content.iter().any(|part| !part.is_empty()));
    found
}

/// What a speaker says that someone wants is part of what was said: only speech within speech makes
/// a statement of its own.
fn drop_nested_attitudes(found: &mut Vec<Attribution>) {
    let parts = Parts::new(found.iter());
    let nested: Vec<bool> = found
        .iter()
        .enumerate()
        .map(|(number, one)| {
            one.basis == Basis::Attitude
                && parts
                    .around(one.cue.start)
                    .any(|(_, outer)| outer != number)
        })
        .collect();
    let mut nested = nested.into_iter();
    found.retain(|_| nested.next() != Some(true));
}

/// A stretch of so many tokens takes in no further sentence: the constructions look at each stretch in
/// more than linear time.
const LONGEST_STRETCH: usize = 2_000;

/// Cuts the document into sentences, joining those between which a quotation runs on.
fn stretches(words: &Words<'_>) -> Vec<Range<usize>> {
    let mut list: Vec<Range<usize>> = Vec::new();
    for tokens in words.sentences().iter().cloned() {
        if let Some(last) = list.last_mut()
            && last.end == tokens.start
            && last.len() < LONGEST_STRETCH
            && tokens.start > 0
            && let Some(quotation) = words.quotation(tokens.start)
            && words.quotation(tokens.start - 1) == Some(quotation)
            && words
                .document
                .quotations()
                .get(quotation)
                .is_some_and(|quoted| quoted.closed)
        {
            last.end = tokens.end;
        } else {
            list.push(tokens);
        }
    }
    list
}

/// Says whether two stretches share a word.
fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
