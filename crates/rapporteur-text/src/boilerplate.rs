//! Lines that are no part of the report: found whole, or glued to the end of the text.

use rapporteur_core::TextRange;

use crate::characters::{is_blank, is_hyphen};
use crate::document::Removed;
use crate::lines::{Line, trim};
use crate::resources::{RemovalReason, TextResources};
use crate::web_address;

/// Longer lines are never boilerplate, and are not looked at.
const LONGEST_LINE: usize = 800;

/// Takes out of `lines` what is no part of the report, and lists it in `removed`.
pub(crate) fn strip(
    original: &str,
    lines: Vec<Line>,
    resources: &TextResources,
    removed: &mut Vec<Removed>,
) -> Vec<Line> {
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    let mut apart = false;
    for mut line in lines {
        if let Some(reason) = reason(line.text(original), resources) {
            removed.push(Removed {
                range: line.range,
                reason,
            });
            apart = true;
        } else {
            line.apart |= apart;
            apart = false;
            kept.push(line);
        }
    }
    strip_tail(original, &mut kept, resources, removed);
    kept
}

/// Says why a line is no part of the report; `None` where it may be one.
fn reason(line: &str, resources: &TextResources) -> Option<RemovalReason> {
    if line.len() > LONGEST_LINE {
        return None;
    }
    if let Some(length) = web_address::length(line)
        && length == line.len()
    {
        return Some(
            resources
                .address_reason(line)
                .unwrap_or(RemovalReason::WebAddress),
        );
    }
    if let Some(reason) = resources.line_reason(line) {
        return Some(reason);
    }
    if !line.contains(['|', '·']) {
        return is_rule(line).then_some(RemovalReason::Furniture);
    }
    let mut first = None;
    for piece in line.split(['|', '·']) {
        if piece.chars().all(is_blank) {
            continue;
        }
        let reason = resources.line_reason(piece)?;
        first = first.or(Some(reason));
    }
    first
}

/// Says whether a line is drawn: three or more marks of one kind, as in `* * *` and `-----`.
fn is_rule(line: &str) -> bool {
    let mut marks = line.chars().filter(|character| !is_blank(*character));
    let Some(first) = marks.next() else {
        return false;
    };
    let drawn = is_hyphen(first) || matches!(first, '*' | '_' | '=' | '~' | '—' | '–' | '#');
    drawn && marks.clone().count() >= 2 && marks.all(|mark| mark == first)
}

/// Takes words such as "Source link" off the end of the last line, where they follow a finished
/// sentence.
fn strip_tail(
    original: &str,
    lines: &mut [Line],
    resources: &TextResources,
    removed: &mut Vec<Removed>,
) {
    let Some(last) = lines.last_mut() else {
        return;
    };
    while let Some((rest, reason)) = resources.tails().iter().find_map(|(words, reason)| {
        let rest = last.text(original).strip_suffix(words.as_str())?;
        let rest = rest.trim_end_matches(is_blank);
        rest.ends_with(['.', '!', '?', '…', '”', '"', '»', '’', ')'])
            .then_some((rest.len(), *reason))
    }) {
        let cut = last.range.start() + rest;
        let range = TextRange::new(cut, last.range.end());
        removed.push(Removed {
            range: trim(original, range),
            reason,
        });
        last.range = TextRange::new(last.range.start(), cut);
    }
}
