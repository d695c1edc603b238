//! When something was said: a date phrase beside the cue, else the day of publication.

use std::ops::Range;

use rapporteur_core::{Edtf, Said, SaidSource};

use super::Resolved;
use crate::attributions::Parts;
use crate::times::{TimePhrase, Times};
use crate::words::Words;

/// Returns the date of each statement.
pub(super) fn dates(
    words: &Words<'_>,
    times: &Times,
    resolved: &[Resolved],
    published: Option<&Edtf>,
) -> Vec<Option<Said>> {
    let assumed = published.map(|edtf| Said {
        edtf: edtf.clone(),
        from: SaidSource::Published,
    });
    let mut list: Vec<Option<Said>> = vec![None; resolved.len()];
    let parts = Parts::new(resolved.iter().map(|one| &one.attribution));
    let mut cues: Vec<(usize, usize)> = resolved
        .iter()
        .enumerate()
        .map(|(number, one)| (one.attribution.cue.start, number))
        .collect();
    cues.sort_unstable();
    for time in &times.list {
        // What is open to one side tells how long something held, not when someone spoke.
        let Some(edtf) = time.edtf().filter(|edtf| !edtf.as_str().contains("..")) else {
            continue;
        };
        if stands_in_content(words, &parts, time) {
            continue;
        }
        let nearest = governed(words, resolved, &cues, time);
        if let Some(slot) = nearest.and_then(|number| list.get_mut(number))
            && slot.is_none()
        {
            *slot = Some(Said {
                edtf,
                from: SaidSource::Phrase,
            });
        }
    }
    let mut dates: Vec<Option<Said>> = Vec::with_capacity(list.len());
    for (number, date) in list.into_iter().enumerate() {
        let inherited = goes_on_from(words, resolved, number)
            .and_then(|earlier| dates.get(earlier).cloned().flatten())
            .filter(|said| said.from == SaidSource::Phrase);
        dates.push(date.or(inherited).or_else(|| assumed.clone()));
    }
    dates
}

fn stands_in_content(words: &Words<'_>, parts: &Parts, time: &TimePhrase) -> bool {
    let at = time.words.start;
    words.quotation(at).is_some() || parts.around(at).next().is_some()
}

/// Returns the statement of the sentence whose cue stands nearest to the date; `cues` holds the
/// first word of each cue with the number of its statement, in the order of the text.
fn governed(
    words: &Words<'_>,
    resolved: &[Resolved],
    cues: &[(usize, usize)],
    time: &TimePhrase,
) -> Option<usize> {
    let sentence = words.sentence_words(time.words.start);
    let first = cues.partition_point(|(cue, _)| *cue < sentence.start);
    cues.iter()
        .skip(first)
        .take_while(|(cue, _)| *cue < sentence.end)
        .filter_map(|(_, number)| Some((&resolved.get(*number)?.attribution, *number)))
        .filter(|(one, _)| !one.content.iter().any(|part| part.contains(&one.cue.start)))
        .map(|(one, number)| (distance(&one.cue, &time.words), number))
        .min()
        .map(|(_, number)| number)
}

fn distance(cue: &Range<usize>, date: &Range<usize>) -> usize {
    if date.start >= cue.end {
        date.start - cue.end
    } else {
        cue.start.saturating_sub(date.end)
    }
}

/// Returns the statement that "she added" goes on from: the one before it, by the same speaker in
/// the same paragraph.
fn goes_on_from(words: &Words<'_>, resolved: &[Resolved], number: usize) -> Option<usize> {
    let one = resolved.get(number)?;
    let before = number.checked_sub(1)?;
    let earlier = resolved.get(before)?;
    let cue = &one.attribution.cue;
    let goes_on = cue.clone().any(|at| {
        words.get(at).is_some_and(|word| {
            word.verbs().iter().any(|(_, cue)| {
                words
                    .resources
                    .cue(*cue)
                    .is_some_and(|cue| cue.takes.goes_on)
            })
        })
    });
    let same_speaker = one.draft.is_some() && one.draft == earlier.draft;
    let same_block = words.block(cue.start) == words.block(earlier.attribution.cue.start);
    (goes_on && same_speaker && same_block).then_some(before)
}
