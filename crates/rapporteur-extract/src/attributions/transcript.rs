//! "MAREN: We are ready.": a line of a transcript.

use std::ops::Range;

use rapporteur_core::{Act, Basis};

use super::{Attribution, Context, Source, Standing};

/// Reads a stretch that opens its block with a name and a colon.
pub(super) fn line(context: Context<'_>, stretch: &Range<usize>) -> Option<Attribution> {
    let words = context.words;
    let block = words.block(stretch.start)?;
    let sentences = words.document.blocks().get(block)?.sentences.clone();
    let sentences = words.sentences().get(sentences)?;
    if sentences.first()?.start != stretch.start {
        return None;
    }
    let colon =
        (stretch.start..stretch.end.min(stretch.start + 5)).find(|at| words.is(*at, ":"))?;
    let name = stretch.start..colon;
    let all_capitals = !name.is_empty()
        && name.clone().all(|at| {
            words
                .get(at)
                .is_some_and(|word| word.capitals && word.lower.len() > 2)
        });
    let known = context
        .names
        .mention_at(name.start)
        .filter(|mention| mention.words == name)
        .and_then(|mention| context.names.draft(mention.draft))
        .is_some_and(|draft| draft.kind == rapporteur_core::EntityType::Person);
    if !(all_capitals || known) {
        return None;
    }
    let content = colon + 1..sentences.last()?.end;
    let speech = content.clone().filter(|at| words.is_word(*at)).count() > 2;
    speech.then(|| Attribution {
        source: Some(Source {
            words: name.clone(),
            core: name,
            standing: Standing::Speaker,
            plural: false,
        }),
        cue: colon..colon + 1,
        content: Vec::from([content]),
        basis: Basis::Speech,
        act: Act::State,
        negated: false,
    })
}
