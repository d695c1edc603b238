//! Web addresses in running text.

use crate::characters::is_blank;

/// A longer run without a space is no address that anyone shares; the limit keeps reading linear.
const LONGEST: usize = 2048;

/// Returns the length in bytes of the web address that `text` begins with; `None` where it begins
/// with something else.
pub(crate) fn length(text: &str) -> Option<usize> {
    let scheme = ["https://", "http://", "www.", "pic.twitter.com/"]
        .into_iter()
        .find(|scheme| {
            text.get(..scheme.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(scheme))
        })?;
    let text = text.get(..text.floor_char_boundary(LONGEST))?;
    let end = text
        .find(|character: char| {
            is_blank(character)
                || matches!(
                    character,
                    '<' | '>' | '"' | '“' | '”' | '«' | '»' | '|' | '…'
                )
        })
        .unwrap_or(text.len());
    let mut address = text.get(..end)?;
    loop {
        let shorter = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_']);
        // A bracket belongs to the address only where its partner does.
        let shorter = match shorter.strip_suffix([')', ']']) {
            Some(inner) if !inner.contains(['(', '[']) => inner,
            _ => shorter,
        };
        if shorter.len() == address.len() {
            break;
        }
        address = shorter;
    }
    (address.len() > scheme.len()).then_some(address.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(length(text).and_then(|length| text.get(..length)), expected);
    }

    #[test]
    fn an_address_ends_before_the_punctuation_of_its_sentence() {
        check("https://wire.example/a, he", Some("https://wire.example/a"));
        check("www.wire.example). Then", Some("www.wire.example"));
        check(
            "http://wire.example/a_(b) x",
            Some("http://wire.example/a_(b)"),
        );
        check(
            "https://wire.example/a?b=1&c=2",
            Some("https://wire.example/a?b=1&c=2"),
        );
    }

    #[test]
    fn a_bare_scheme_is_no_address() {
        check("https:// is a scheme", None);
        check("wwwhat", None);
    }
}
