//! "MAREN: We are ready.": a line of a transcript.

use std::ops::Range;

use rapporteur_core::{Basis, EntityType};

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
    if !names_a_speaker(context, &name) {
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
        confidence: None,
    })
}

/// Says whether the words before the colon are a person whom the article or the codebook knows by
/// that name, be it in capitals: "NET: …" is a headline.
fn names_a_speaker(context: Context<'_>, name: &Range<usize>) -> bool {
    let words = context.words;
    let person = |draft: usize| {
        context
            .names
            .draft(draft)
            .filter(|draft| draft.kind == EntityType::Person)
    };
    let whole = context
        .names
        .mention_at(name.start)
        .filter(|mention| mention.words == *name);
    if whole.is_some_and(|mention| person(mention.draft).is_some()) {
        return true;
    }
    let parts: Vec<&str> = name
        .clone()
        .filter_map(|at| words.get(at))
        .filter(|word| word.capitals && word.lower.chars().count() > 2)
        .map(|word| word.lower.as_str())
        .collect();
    // A person named elsewhere, not by this very line.
    !parts.is_empty()
        && parts.len() == name.len()
        && context
            .names
            .mentions
            .iter()
            .filter(|mention| mention.words.start >= name.end || mention.words.end <= name.start)
            .filter_map(|mention| person(mention.draft))
            .any(|draft| {
                let known = draft.name.to_lowercase();
                let known: Vec<&str> = known.split(' ').collect();
                known.ends_with(&parts)
            })
}
