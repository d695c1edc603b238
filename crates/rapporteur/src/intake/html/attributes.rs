//! A guard against tags that have attributes without end: `html5ever` compares each with all before
//! it, and a hundred thousand would take minutes.

use super::nesting::{after_comment, after_raw_text, name_of};

/// The most attributes a tag may have; on news pages few have thirty.
pub(super) const MOST: usize = 512;

/// Where in a tag a byte stands.
enum Place {
    Between,
    Name,
    BeforeValue,
    Value(Option<u8>),
}

/// Counts, in linear time, the attributes of the tag that has most.
pub(super) fn most_in_a_tag(html: &str) -> usize {
    let mut most = 0;
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        if let Some(comment) = after.strip_prefix("!--") {
            rest = after_comment(comment);
            continue;
        }
        let tag = after.strip_prefix('/').unwrap_or(after);
        let name = name_of(tag);
        rest = tag;
        if name.is_empty() {
            continue;
        }
        let (count, behind) = attributes(tag.get(name.len()..).unwrap_or_default());
        most = most.max(count);
        rest = behind;
        let name = name.to_ascii_lowercase();
        if !after.starts_with('/') && matches!(&*name, "script" | "style") {
            rest = after_raw_text(rest, &name);
        }
    }
    most
}

/// Counts the attributes behind a tag's name; also returns what follows the tag.
///
/// Source: WHATWG HTML, the tokenizer's states from "before attribute name" on.
fn attributes(tag: &str) -> (usize, &str) {
    let mut place = Place::Between;
    let mut count = 0;
    for (at, byte) in tag.bytes().enumerate() {
        let space = byte.is_ascii_whitespace() || byte == b'/';
        place = match (place, byte) {
            (Place::Value(Some(quote)), _) if byte == quote => Place::Between,
            (Place::Value(Some(quote)), _) => Place::Value(Some(quote)),
            (_, b'>') => return (count, tag.get(at + 1..).unwrap_or_default()),
            (Place::Value(None), _) if byte.is_ascii_whitespace() => Place::Between,
            (Place::Value(None), _) => Place::Value(None),
            (Place::BeforeValue, _) if byte.is_ascii_whitespace() => Place::BeforeValue,
            (Place::BeforeValue, b'"' | b'\'') => Place::Value(Some(byte)),
            (Place::BeforeValue, _) => Place::Value(None),
            (_, _) if space => Place::Between,
            (Place::Name, b'=') => Place::BeforeValue,
            (Place::Between, b'=') if count > 0 => Place::BeforeValue,
            (Place::Name, _) => Place::Name,
            (Place::Between, _) => {
                count += 1;
                Place::Name
            }
        };
    }
    (count, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, expected: usize) {
        assert_eq!(most_in_a_tag(html), expected, "{html}");
    }

    #[test]
    fn counts_the_attributes_of_the_fullest_tag() {
        check("a < b and <p>", 0);
        check("<p a><i b c=d>", 2);
        check("<p a='x y z' b=\"1 > 2\" c = d/e f/><i>", 4);
        check("<img/src=x/alt=y>", 1);
        check("</p a b c>", 3);
        check("<p a='never closed <i b c d e>", 1);
    }

    #[test]
    fn what_is_no_tag_does_not_count() {
        check("<!-- <p a b c> --><p a>", 1);
        check("<script>if (a<b && c d e f) {}</script><p a>", 1);
    }

    #[test]
    fn a_tag_without_end_is_counted_before_it_is_parsed() {
        let names: Vec<String> = (0..300_000).map(|index| format!("a{index}")).collect();
        assert_eq!(most_in_a_tag(&format!("<p {}>", names.join(" "))), 300_000);
        assert_eq!(most_in_a_tag(&"<p a='>'>".repeat(300_000)), 1);
    }
}
