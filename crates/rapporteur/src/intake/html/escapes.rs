//! A guard against pages packed with characters that HTML escapes.
//!
//! Writing a text node out takes `html5ever` quadratic time where it has many `&`: for each of them
//! it looks ahead for the next angle bracket. A page with a million would take minutes.

use dom_query::Document;

/// The most bytes that may be looked at over and over; a tenth of a second. An article of 10,000
/// words with a thousand `&` in one paragraph stays under a hundredth of it.
pub(super) const MOST: u64 = 10_000_000_000;

/// Estimates how many bytes writing out the page's text nodes looks at.
pub(super) fn work(document: &Document) -> u64 {
    let root = document.root();
    root.descendants_it()
        .filter(|node| node.is_text())
        .map(|node| quadratic(&node.text()))
        .sum()
}

/// Each escaped character looks as far as the next angle bracket.
fn quadratic(text: &str) -> u64 {
    text.split(['<', '>'])
        .map(|stretch| {
            // `0xC2` begins the no-break space and its neighbours.
            let escaped = stretch
                .bytes()
                .filter(|byte| matches!(byte, b'&' | 0xC2))
                .count();
            escaped as u64 * stretch.len() as u64
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_ampersands_is_seen_before_it_is_written_out() {
        let page = |text: &str| Document::from(format!("<p>{text}</p>"));
        assert!(work(&page(&"&amp;".repeat(600_000))) > MOST);
        assert!(work(&page(&"§".repeat(600_000))) > MOST);
        assert!(work(&page(&"A report on salt &amp; water. ".repeat(1000))) < MOST / 100);
        assert!(work(&page(&"a &lt; b &amp; ".repeat(100_000))) < MOST / 100);
    }
}
