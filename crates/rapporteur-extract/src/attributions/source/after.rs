//! The noun phrase after a verb or "according to".

use rapporteur_text::TokenKind;

use super::{
    LONGEST_APPOSITION, Source, Standing, in_name, is_person_name, is_verb_here, phrase, pronoun,
};
use crate::attributions::Context;
use crate::resources::Classes;

/// Finds the noun phrase that begins at a word, with its apposition, as the subject after an
/// inverted verb.
pub(in crate::attributions) fn phrase_after(
    context: Context<'_>,
    start: usize,
    ceiling: usize,
) -> Option<Source> {
    let words = context.words;
    if words.has(start, Classes::PRONOUN) {
        return pronoun(context, start);
    }
    let end = core_end(context, start, ceiling)?;
    let mut source = phrase(context, start..end)?;
    let described = end_of_description(context, &source, ceiling);
    source.words.end = end_of_apposition(context, described, ceiling);
    Some(source)
}

/// Steps over what tells more of a common noun: "an official familiar with the talks", "a poll by
/// the institute", "a man who was there".
fn end_of_description(context: Context<'_>, source: &Source, ceiling: usize) -> usize {
    let words = context.words;
    let end = source.words.end;
    let common = !words.capital(end - 1);
    let setting = words.is_one_of(end, &["in", "at", "on", "during"])
        && (source.standing != Standing::Text || words.is_one_of(end + 1, &["a", "an"]));
    let tells = words.has(end, Classes::PREPOSITION)
        && !setting
        && !words.is_one_of(
            end,
            &["after", "before", "during", "since", "until", "following"],
        )
        || words.is_one_of(
            end,
            &[
                "who",
                "familiar",
                "close",
                "involved",
                "released",
                "conducted",
                "published",
                "obtained",
            ],
        );
    if !common || !tells {
        return end;
    }
    let mut at = end;
    while at < ceiling
        && at - end < LONGEST_APPOSITION
        && words.is_word(at)
        && (words.quotation(at).is_none() || words.quotation(end).is_some())
        && context.times.date_at(at).is_none()
    {
        at += 1;
    }
    if at > end && words.is(at - 1, "on") {
        at -= 1;
    }
    at
}

fn core_end(context: Context<'_>, start: usize, ceiling: usize) -> Option<usize> {
    let words = context.words;
    let mut end = start;
    while end < ceiling {
        let Some(word) = words.get(end) else { break };
        if context.times.date_at(end).is_some() || !words.is_word(end) {
            break;
        }
        let joins = words.is_one_of(end, &["of", "for", "at", "from", "with", "in"])
            && end > start
            && !words.get(end - 1).is_some_and(|before| before.possessive)
            && (words.is_one_of(end, &["of", "for"])
                || words.has(end - 1, Classes::PERSON) && !words.capital(end - 1));
        let joined = words.is(end, "and") && words.capital(end + 1) && end > start;
        let inner_adverb =
            word.classes.any(Classes::ADVERB) && end > start && words.has(end - 1, Classes::OPENER);
        let opener = word.classes.any(Classes::OPENER);
        let follows_joint = end == start
            || words.has(end - 1, Classes::PREPOSITION)
            || words.has(end - 1, Classes::OPENER);
        if opener && !follows_joint {
            break;
        }
        if word.classes.any(Classes::OUTSIDE)
            && !joins
            && !joined
            && !inner_adverb
            && !in_name(context, end)
        {
            break;
        }
        if end > start && is_verb_here(context, end, usize::MAX) {
            break;
        }
        end += 1;
    }
    while end > start && words.has(end - 1, Classes::PREPOSITION) {
        end -= 1;
    }
    (end > start).then_some(end)
}

/// Steps over ", Valdria's foreign minister" up to the next comma or the end of the sentence.
fn end_of_apposition(context: Context<'_>, end: usize, ceiling: usize) -> usize {
    let words = context.words;
    let first = end + 1;
    let renames = words.comma(end)
        && first < ceiling
        && (words.has(first, Classes::ARTICLE)
            || words.has(first, Classes::SPEAKER)
            || words.has(first, Classes::TITLE)
            || words.is(first, "who")
            || words.get(first).is_some_and(|word| word.possessive)
            || context
                .names
                .roles
                .binary_search_by_key(&first, |role| role.words.start)
                .is_ok()
            || is_person_name(context, first));
    if !renames {
        return end;
    }
    let mut at = first;
    while at < ceiling && at - first < LONGEST_APPOSITION {
        let mark = words
            .get(at)
            .is_some_and(|word| word.kind != TokenKind::Word && word.kind != TokenKind::Number);
        if mark && !words.is_one_of(at, &["-", "/", "'"]) {
            break;
        }
        at += 1;
    }
    at
}
