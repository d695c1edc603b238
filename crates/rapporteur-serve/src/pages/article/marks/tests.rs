//! Marks by what they cut: overlaps, nesting, and stretches beyond ASCII.

use super::*;

fn mark(layer: Layer, of: &str, spans: &[[usize; 2]]) -> Mark {
    Mark {
        layer,
        of: of.to_owned(),
        class: "",
        spans: spans.to_vec(),
    }
}

/// The segments of a text as `start|text|class of|…`, an exclamation mark where links lead.
fn check(text: &str, marks: &[Mark], expected: &[&str]) {
    let paragraphs = paragraphs(text, marks);
    let told = |segment: &Segment<'_>| {
        let mut told = format!("{}|{}", segment.start, segment.text);
        for piece in &segment.pieces {
            let first = if piece.first { "!" } else { "" };
            told += &format!("|{} {}{first}", piece.class, piece.of);
        }
        told
    };
    let told: Vec<String> = (paragraphs.iter())
        .flat_map(|paragraph| paragraph.segments.iter().map(told))
        .collect();
    assert_eq!(told, expected);
}

#[test]
fn a_text_without_marks_is_its_paragraphs() {
    check(
        "One.\nStill one.\n\n  Two.\n",
        &[],
        &["0|One.\nStill one.", "17|  Two."],
    );
    check("\n \n", &[], &[]);
    check("", &[], &[]);
}

#[test]
fn marks_that_overlap_are_cut_at_each_border() {
    let marks = [
        mark(Layer::Content, "s1", &[[0, 6]]),
        mark(Layer::Event, "v1", &[[3, 9]]),
    ];
    check(
        "abcdefghij",
        &marks,
        &[
            "0|abc|content begins s1!",
            "3|def|content ends s1|event begins v1!",
            "6|ghi|event ends v1",
            "9|j",
        ],
    );
}

#[test]
fn what_nests_stands_within_what_is_longer() {
    let marks = [
        mark(Layer::Name, "", &[[2, 4]]),
        mark(Layer::Content, "s2", &[[2, 8]]),
        mark(Layer::Source, "s2", &[[2, 4]]),
        mark(Layer::Content, "s1", &[[0, 10]]),
    ];
    check(
        "abcdefghij",
        &marks,
        &[
            "0|ab|content begins s1!",
            "2|cd|content s1|content begins s2!|source-words begins ends s2|name begins ends ",
            "4|efgh|content s1|content ends s2",
            "8|ij|content ends s1",
        ],
    );
}

#[test]
fn a_statement_with_a_gap_is_led_to_once() {
    let marks = [
        mark(Layer::Content, "s1", &[[0, 2], [6, 8]]),
        mark(Layer::Cue, "s1", &[[3, 5]]),
    ];
    check(
        "ab cd efgh",
        &marks,
        &[
            "0|ab|content begins ends s1!",
            "2| ",
            "3|cd|cue begins ends s1",
            "5| ",
            "6|ef|content begins ends s1",
            "8|gh",
        ],
    );
    let cut = paragraphs("ab cd efgh", &marks);
    let refers: Vec<_> = cut[0]
        .segments
        .iter()
        .flat_map(|one| one.refers.clone())
        .collect();
    assert_eq!(refers, ["s1"]);
}

#[test]
fn places_are_code_points() {
    let marks = [mark(Layer::Content, "s1", &[[2, 6]])];
    check(
        "«é😀ñ»z",
        &marks,
        &["0|«é", "2|😀ñ»z|content begins ends s1!"],
    );
}

#[test]
fn a_mark_goes_on_in_the_next_paragraph_and_ends_with_the_text() {
    let marks = [mark(Layer::Content, "s1", &[[1, 99]])];
    check(
        "ab\n\ncd",
        &marks,
        &["0|a", "1|b|content begins s1!", "4|cd|content s1"],
    );
}

#[test]
fn lines_that_end_in_two_characters_are_counted_right() {
    let marks = [mark(Layer::Date, "", &[[4, 6]])];
    check(
        "ab\r\ncd\r\n\r\nef",
        &marks,
        &["0|ab", "3|\n", "4|cd|date begins ends ", "10|ef"],
    );
}

#[test]
fn segments_put_together_are_the_text() {
    let text = "“Wir «gehen»”, sagte Máren.\n\n\tSo 😀.";
    let marks = [
        mark(Layer::Content, "s1", &[[0, 13], [20, 31]]),
        mark(Layer::Source, "s1", &[[21, 26]]),
        mark(Layer::Date, "", &[[5, 5]]),
    ];
    for paragraph in paragraphs(text, &marks) {
        for segment in paragraph.segments {
            let there: String = text.chars().skip(segment.start).collect();
            assert!(there.starts_with(segment.text), "{segment:?}");
        }
    }
}
