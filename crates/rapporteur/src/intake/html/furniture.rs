//! What stands around an article on its page.

use std::sync::LazyLock;

use dom_query::{Document, NodeRef};
use rapporteur_models::html::{FURNITURE, LABELS, NOTICES};

/// An element called furniture goes only if it has no more characters of text than this.
const MOST_CHARACTERS: usize = 300;

/// A notice has no more words than this.
const NOTICE_WORDS: usize = 25;

/// A label has no more words than this.
const LABEL_WORDS: usize = 12;

static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| entries(FURNITURE));
static NOTICE_STARTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| entries(NOTICES));
static LABEL_STARTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| entries(LABELS));

fn entries(list: &'static str) -> Vec<&'static str> {
    list.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect()
}

/// Removes captions, asides and small elements whose class or id names page furniture.
pub(super) fn remove(document: &Document) {
    document.select("figcaption, aside").remove();
    for figure in document.select("figure").nodes() {
        // Some sites wrap tables and quotations in figures.
        let holds_text = |node: &NodeRef<'_>| node.has_name("table") || node.has_name("blockquote");
        if !figure.descendants_it().any(|node| holds_text(&node)) {
            figure.remove_from_parent();
        }
    }
    for node in document.select("body [class], body [id]").nodes() {
        if is_called_furniture(node) && node.text().trim().chars().count() <= MOST_CHARACTERS {
            node.remove_from_parent();
        }
    }
}

fn is_called_furniture(node: &NodeRef<'_>) -> bool {
    ["class", "id"]
        .iter()
        .filter_map(|name| node.attr(name))
        .any(|value| {
            value
                .to_ascii_lowercase()
                .split(|character: char| !character.is_ascii_alphanumeric())
                .any(|part| NAMES.contains(&part))
        })
}

/// Says whether a line is a notice of the site rather than a part of the article.
pub(super) fn is_notice(line: &str) -> bool {
    if !line.contains(char::is_alphanumeric) {
        return true;
    }
    let lower = line.to_lowercase();
    let count = line.split_whitespace().count();
    let closers = ['"', '”', '’', '\'', ')'];
    let is_sentence = line.trim_end_matches(closers).ends_with(['.', '!', '?']);
    let begins = |start: &&str| begins_with(&lower, start);
    (count <= NOTICE_WORDS && NOTICE_STARTS.iter().any(begins))
        || (count <= LABEL_WORDS && !is_sentence && LABEL_STARTS.iter().any(begins))
}

/// Says whether a line begins with a phrase, as whole words.
fn begins_with(line: &str, phrase: &str) -> bool {
    line.strip_prefix(phrase).is_some_and(|rest| {
        phrase.ends_with([':', '©']) || !rest.starts_with(char::is_alphanumeric)
    })
}
