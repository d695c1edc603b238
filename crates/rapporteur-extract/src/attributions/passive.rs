//! "It was said that …": somebody speaks, and the text does not say who.

use std::ops::Range;

use super::content::{self, Shape};
use super::cue::{self, Usage};
use super::indirect::attribution;
use super::{Attribution, Context, Standing};

/// Finds the attributions of this kind in one stretch.
pub(super) fn find(context: Context<'_>, stretch: &Range<usize>, found: &mut Vec<Attribution>) {
    let words = context.words;
    for at in stretch.clone() {
        let impersonal = words
            .get(at)
            .is_some_and(|word| word.quotation.is_none() && !word.verbs().is_empty());
        if !impersonal {
            continue;
        }
        for mut one in cue::at(context, at, stretch.start) {
            if one.usage != Usage::Passive {
                continue;
            }
            let Some(it) = one.group.checked_sub(1).filter(|it| words.is(*it, "it")) else {
                continue;
            };
            let content = content::after(context, &one, Standing::Other, stretch)
                .filter(|content| matches!(content.shape, Shape::That | Shape::Quote));
            if let Some(content) = content {
                one.words.start = it;
                found.push(attribution(&one, None, vec![content.words]));
                break;
            }
        }
    }
}
