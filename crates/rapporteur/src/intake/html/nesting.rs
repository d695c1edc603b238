//! A guard against pages that nest without end, which would take the parser quadratic time or
//! overflow its stack.

use std::collections::BTreeMap;

use dom_query::Document;

/// The most elements that may be open at once; news pages have about fifty.
pub(super) const MOST: usize = 512;

/// Elements that never have an end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Elements whose end tag authors may leave out.
const OPTIONAL_END: [&str; 17] = [
    "body", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "tbody", "td",
    "tfoot", "th", "thead", "tr", "rt",
];

/// Measures the depth of a parsed page, without recursion.
pub(super) fn in_tree(document: &Document) -> usize {
    let mut deepest = 0;
    let mut waiting = vec![(document.root(), 0)];
    while let Some((node, depth)) = waiting.pop() {
        deepest = deepest.max(depth);
        waiting.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    deepest
}

/// Estimates in linear time, before parsing, how many elements would be open at once.
///
/// Elements with optional end tags are not counted, and an end tag closes only what is open. A page
/// made to fool the estimate meets [`in_tree`].
pub(super) fn in_source(html: &str) -> usize {
    let mut open: BTreeMap<String, usize> = BTreeMap::new();
    let (mut depth, mut deepest) = (0usize, 0usize);
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        if let Some(comment) = after.strip_prefix("!--") {
            rest = after_comment(comment);
            continue;
        }
        let (closing, tag) = after
            .strip_prefix('/')
            .map_or((false, after), |tag| (true, tag));
        let name = name_of(tag);
        rest = tag.get(name.len()..).unwrap_or_default();
        let name = name.to_ascii_lowercase();
        if name.is_empty() || VOID.contains(&&*name) || OPTIONAL_END.contains(&&*name) {
            continue;
        }
        if closing {
            if let Some(count) = open.get_mut(&name).filter(|count| **count > 0) {
                *count -= 1;
                depth -= 1;
            }
            continue;
        }
        let is_open = |name: &str| open.get(name).is_some_and(|count| *count > 0);
        let foreign = is_open("svg") || is_open("math");
        if !foreign && matches!(&*name, "script" | "style") {
            rest = after_raw_text(rest, &name);
            continue;
        }
        *open.entry(name).or_default() += 1;
        depth += 1;
        deepest = deepest.max(depth);
    }
    deepest
}

/// The name at the start of a tag; empty where none begins.
pub(super) fn name_of(tag: &str) -> &str {
    if !tag.starts_with(|character: char| character.is_ascii_alphabetic()) {
        return "";
    }
    let in_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == ':';
    let end = tag
        .find(|character: char| !in_name(character))
        .unwrap_or(tag.len());
    tag.get(..end).unwrap_or_default()
}

/// What follows a comment. `<!-->` and `<!--->` are whole comments, and `--!>` ends one as `-->` does.
pub(super) fn after_comment(comment: &str) -> &str {
    if comment.starts_with('>') || comment.starts_with("->") {
        return comment;
    }
    let mut rest = comment;
    while let Some(at) = rest.find("--") {
        let after = rest.get(at + 2..).unwrap_or_default();
        if after.starts_with('>') || after.starts_with("!>") {
            return after;
        }
        rest = rest.get(at + 1..).unwrap_or_default();
    }
    ""
}

/// What follows the raw text of a script or style sheet; nothing where it does not end.
pub(super) fn after_raw_text<'a>(rest: &'a str, name: &str) -> &'a str {
    let end = format!("</{name}");
    rest.as_bytes()
        .windows(end.len())
        .position(|window| window.eq_ignore_ascii_case(end.as_bytes()))
        .and_then(|found| rest.get(found + end.len()..))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_is_open_at_once() {
        assert_eq!(in_source("<div><p>a<p>b<br></div><div><b>c</b></div>"), 2);
        assert_eq!(
            in_source("<!-- <div><div> --><i></i><script>'<b><b><b>'</script>"),
            1
        );
    }

    #[test]
    fn comments_end_where_they_end() {
        let check = |comment: &str, expected: &str| assert_eq!(after_comment(comment), expected);
        check(" a --><i>", "><i>");
        check(" a --!><i>", "!><i>");
        check("><i>", "><i>");
        check("-><i>", "-><i>");
        check(" a - -- ---><i>", "><i>");
        check(" a -- > ", "");
        assert_eq!(in_source(&"<!-- -->".repeat(400_000)), 0);
    }

    #[test]
    fn a_bomb_is_seen_before_it_is_parsed() {
        assert_eq!(in_source(&"<div>".repeat(100_000)), 100_000);
    }
}
