//! A subject and a reporting verb with what follows or precedes them: "Maren said that …",
//! "…, Maren said", "…, said Maren".

use std::ops::Range;

use super::content::{self, Shape};
use super::cue::{self, FoundCue, Usage};
use super::{Attribution, Context, Source, Standing, boundary, direct, shared, source};
use crate::resources::{Classes, VerbForm};

/// Finds the attributions of the verbs of one stretch; those from `first` on are of this stretch.
pub(super) fn find(
    context: Context<'_>,
    stretch: &Range<usize>,
    found: &mut Vec<Attribution>,
    first: usize,
) {
    let words = context.words;
    let mut at = stretch.start;
    while at < stretch.end {
        let verb = at;
        at += 1;
        let Some(word) = words.get(verb) else { break };
        if word.quotation.is_some() || word.entry().is_none() || words.has(verb, Classes::AUXILIARY)
        {
            continue;
        }
        let floor = floor_of(context, verb, stretch);
        for one in cue::at(context, verb, floor) {
            let attribution = match one.usage {
                Usage::Finite => finite(context, &one, stretch, floor, found, first),
                Usage::Participial => shared::participial(context, &one, stretch, found, first),
                Usage::Infinitive | Usage::Passive => None,
            };
            if let Some(attribution) = attribution {
                at = attribution.cue.end.max(at);
                shared::close_open_contents(context, &attribution, found, first);
                found.push(attribution);
                break;
            }
        }
    }
}

/// A subject does not reach back over a quotation that ends before it.
fn floor_of(context: Context<'_>, at: usize, stretch: &Range<usize>) -> usize {
    let words = context.words;
    (stretch.start..at)
        .rev()
        .find(|before| {
            words.quotation(*before).is_some_and(|quotation| {
                let quoted = words.quotation_words(quotation);
                quoted.len() > 6
            })
        })
        .map_or(stretch.start, |quoted| quoted + 1)
}

fn finite(
    context: Context<'_>,
    one: &FoundCue<'_>,
    stretch: &Range<usize>,
    floor: usize,
    found: &[Attribution],
    first: usize,
) -> Option<Attribution> {
    let words = context.words;
    if let Some(subject) = source::subject_before(context, floor, one.group)
        && agrees(context, one, &subject)
    {
        return with_subject(context, one, stretch, subject.clone())
            .or_else(|| after_as(context, one, stretch, subject, found, first));
    }
    if let Some(attribution) = inverted(context, one, stretch, floor) {
        return Some(attribution);
    }
    let conjunction = one.group.checked_sub(1)?;
    if words.is_one_of(conjunction, &["and", "but", "yet", "then", "or"])
        || words.comma(conjunction)
    {
        return shared::conjoined(context, one, stretch, found, first);
    }
    None
}

/// Says whether subject and verb fit: a plain form needs a plural, "reports" after a noun that is
/// no speaker is a noun.
fn agrees(context: Context<'_>, one: &FoundCue<'_>, subject: &Source) -> bool {
    let bare = one.words.start == one.verb;
    if one.cue.document && subject.standing != Standing::Text {
        return false;
    }
    match one.form {
        VerbForm::Base if bare => {
            let plain = one.cue.takes.clause && !one.cue.takes.noun;
            subject.plural && subject.standing != Standing::Other || plain
        }
        VerbForm::Third if bare => {
            let pronoun = context.words.has(subject.core.start, Classes::PRONOUN);
            subject.standing != Standing::Other
                && (pronoun || !subject.plural || subject.standing == Standing::Text)
        }
        _ => true,
    }
}

fn with_subject(
    context: Context<'_>,
    one: &FoundCue<'_>,
    stretch: &Range<usize>,
    subject: Source,
) -> Option<Attribution> {
    let words = context.words;
    let before = direct::quote_before(context, subject.words.start, stretch)
        .filter(|_| one.cue.takes.quote || one.cue.takes.clause);
    let after = content::after(context, one, subject.standing, stretch);
    if let Some(before) = before {
        let mut content = vec![before];
        if let Some(more) = direct::quote_after(context, one, stretch) {
            content.push(more);
        }
        return Some(attribution(one, Some(subject), content));
    }
    if let Some(after) = after
        && acceptable(&subject, &after.shape, one)
    {
        return Some(attribution(one, Some(subject), vec![after.words]));
    }
    if subject.standing == Standing::Other
        || one.negated
        || !(one.cue.takes.clause && one.cue.takes.quote)
    {
        return None;
    }
    let after = one.words.end;
    let before = clause_before(context, subject.words.start, stretch, words.comma(after))?;
    let mut content = vec![before];
    // "Kestoria, he says, is waiting".
    if words.comma(after)
        && words.is_word(after + 1)
        && !words.has(after + 1, Classes::CONJUNCTION)
        && !words.has(after + 1, Classes::RELATIVE)
        && !words
            .get(after + 1)
            .is_some_and(|word| word.is_verb(&[VerbForm::Gerund]))
    {
        let end = boundary::content_end(context, after + 1, stretch);
        if end > after + 1 {
            content.push(after + 1..end);
        }
    }
    Some(attribution(one, Some(subject), content))
}

/// "…, as Maren demanded": what was said stands before.
fn after_as(
    context: Context<'_>,
    one: &FoundCue<'_>,
    stretch: &Range<usize>,
    subject: Source,
    found: &[Attribution],
    first: usize,
) -> Option<Attribution> {
    let words = context.words;
    let at = subject.words.start.checked_sub(1)?;
    if boundary::parenthetic_as(context, at, stretch) != Some(one.verb) {
        return None;
    }
    let end = at - usize::from(at > 0 && words.comma(at - 1));
    let of_other = found
        .get(first..)?
        .iter()
        .flat_map(|other| &other.content)
        .find(|part| part.end == end);
    let content = of_other
        .cloned()
        .unwrap_or_else(|| direct::clause_start(context, end, stretch)..end);
    let long_enough = content.len() > 2;
    long_enough.then(|| attribution(one, Some(subject), vec![content]))
}

/// Says whether a subject of this standing may have content of this shape.
fn acceptable(subject: &Source, shape: &Shape, one: &FoundCue<'_>) -> bool {
    match subject.standing {
        Standing::Speaker => true,
        Standing::Text => matches!(shape, Shape::Quote | Shape::That | Shape::Clause),
        Standing::Other => {
            let plain = one.cue.takes.clause && !one.cue.takes.noun;
            (matches!(shape, Shape::Quote | Shape::That) || plain && *shape == Shape::Clause)
                && one.cue.takes.quote
                && one.cue.takes.that
        }
    }
}

/// "“…,” said Ilva Maren, Valdria's foreign minister."
fn inverted(
    context: Context<'_>,
    one: &FoundCue<'_>,
    stretch: &Range<usize>,
    floor: usize,
) -> Option<Attribution> {
    let words = context.words;
    if !one.cue.takes.quote
        || one.group != one.verb
        || !matches!(one.form, VerbForm::Past | VerbForm::Third)
    {
        return None;
    }
    let mut start = one.words.end;
    if let Some(date) = context.times.date_at(start) {
        start = date.words.end + usize::from(words.comma(date.words.end));
    }
    let quoted = direct::quote_before(context, one.verb, stretch);
    let before = match quoted {
        Some(quoted) => quoted,
        None if words.comma(one.verb.checked_sub(1)?) && floor < one.verb => {
            clause_before(context, one.verb, stretch, false)?
        }
        None => return None,
    };
    let subject = source::phrase_after(context, start, stretch.end)?;
    if subject.standing == Standing::Other && words.quotation(before.end - 1).is_none() {
        return None;
    }
    let mut content = vec![before];
    if let Some(more) = direct::quote_from(context, subject.words.end, stretch) {
        content.push(more);
    }
    Some(attribution(one, Some(subject), content))
}

/// Returns the clause that ends with the comma before `end`; where the sentence goes on after the
/// cue, it may be one word.
pub(super) fn clause_before(
    context: Context<'_>,
    end: usize,
    stretch: &Range<usize>,
    goes_on: bool,
) -> Option<Range<usize>> {
    let words = context.words;
    let comma = end
        .checked_sub(1)
        .filter(|at| stretch.contains(at) && words.comma(*at))?;
    let start = direct::clause_start(context, comma, stretch);
    let long_enough =
        (start..comma).filter(|at| words.is_word(*at)).count() > if goes_on { 0 } else { 2 };
    let adverbial = words.has(start, Classes::PREPOSITION)
        || words.has(start, Classes::SUBORDINATOR)
            && !words.is_one_of(
                start,
                &["if", "when", "although", "though", "while", "because"],
            )
        || words
            .get(start)
            .is_some_and(|word| word.is_verb(&[VerbForm::Gerund]));
    let short = comma.saturating_sub(start) < 8;
    (long_enough && !(adverbial && short)).then_some(start..comma)
}

pub(super) fn attribution(
    one: &FoundCue<'_>,
    source: Option<Source>,
    content: Vec<Range<usize>>,
) -> Attribution {
    Attribution {
        source,
        cue: one.words.clone(),
        content,
        basis: one.cue.basis,
        confidence: None,
    }
}
