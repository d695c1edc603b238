//! Whole documents: what is left, what is taken out, and the way back; and what holds for any text.

use std::sync::LazyLock;

use proptest::prelude::*;
use rapporteur_core::TextRange;

use crate::{BlockKind, CleanRange, Document, TextResources, TokenKind};

static RESOURCES: LazyLock<TextResources> = LazyLock::new(TextResources::of_models);

fn read(original: &str) -> Document {
    Document::read(original, None, &RESOURCES)
}

/// Checks the outermost quotations of a text, each by a line of carets under it in the original.
fn check_quotations(original: &str, carets: &[&str]) {
    let document = read(original);
    let found: Vec<_> = document
        .quotations()
        .iter()
        .map(|quotation| draw(original, document.original(quotation.range), '^'))
        .collect();
    assert_eq!(found, carets, "{original}");
}

fn draw(original: &str, range: TextRange, mark: char) -> String {
    let columns = |stretch: &str| stretch.chars().count();
    let before = &original[..range.start()];
    let within = &original[range.to_std()];
    " ".repeat(columns(before)) + &mark.to_string().repeat(columns(within))
}

/// Checks the blocks of a text: `#` before a heading, `*` before an item.
fn check_blocks(original: &str, expected: &[&str]) {
    let document = read(original);
    let found: Vec<_> = document
        .blocks()
        .iter()
        .map(|block| {
            let mark = match block.kind {
                BlockKind::Heading => "# ",
                BlockKind::Paragraph => "",
                BlockKind::Item => "* ",
            };
            format!("{mark}{}", document.slice(block.range))
        })
        .collect();
    assert_eq!(found, expected, "{original}");
}

#[test]
fn quotations_lead_back_to_the_original() {
    check_quotations(
        "date 2031-03-06 « We  will wait ”, said Boll, and “ not  leave ».",
        &[
            "                ^^^^^^^^^^^^^^^^^",
            "                                                  ^^^^^^^^^^^^^^",
        ],
    );
    check_quotations("He said 'no' to the envoys' plan[1].", &["        ^^^^"]);
    check_quotations("\"A man, Teich said of it.", &["^^^^^^^^^^^^^^^^^^^^^^^^^"]);
}

#[test]
fn each_paragraph_of_a_running_quotation_is_closed() {
    let document =
        read("“We stay, he said. We wait.\n\n“We never leave.”\n\n“Nobody spoke.\n\nHe left.");
    let found: Vec<_> = document
        .quotations()
        .iter()
        .map(|quotation| (document.slice(quotation.range), quotation.closed))
        .collect();
    assert_eq!(
        found,
        [
            ("“We stay, he said. We wait.", true),
            ("“We never leave.”", true),
            ("“Nobody spoke.", false),
        ]
    );
}

#[test]
fn a_quotation_never_runs_into_the_next_paragraph() {
    check_blocks(
        "He said “we stay.\nThe envoy left.",
        &["He said “we stay.", "The envoy left."],
    );
    check_quotations("He said “we stay.\nThe envoy left.", &["        ^^^^^^^^^"]);
}

#[test]
fn furniture_is_taken_out_and_sentences_stay() {
    check_blocks(
        "Share this story\n\
         https://cdn.wire.example/i.webp?w=1\n\
         Envoys part\n\
         The envoys parted. Read more about it in the treaty, Boll said.\n\
         Read also: Cod prices\n\
         Photo: https://cdn.wire.example/i.jpg (Wire / T. Aldous)\n\
         Follow us on Facebook and Telegram | 3 min read\n\
         © 2031 Harbour Wire. All rights reserved.\n\
         Follow us, said the envoy, and they followed.Source link",
        &[
            "# Envoys part",
            "The envoys parted. Read more about it in the treaty, Boll said.",
            "Follow us, said the envoy, and they followed.",
        ],
    );
}

#[test]
fn sentences_that_resemble_furniture_stay() {
    for sentence in [
        "Updated figures show that 40 sailors died, the navy said.",
        "Share prices in Velm fell on the news, brokers said.",
        "Photo opportunities were cancelled, the ministry said.",
        "Published documents show that the treaty was signed.",
        "Copyright was not on the table, the envoy said.",
        "Related talks on fish begin in May, the minister said.",
        "Ad hoc talks continue in Velm, the minister said.",
        "Listen to the sea, she said.",
        "Source link or not, the report stands, he said.",
        "Print and post will follow, she said.",
        "Advertising the islands is a crime, he said.",
    ] {
        check_blocks(sentence, &[sentence]);
    }
}

#[test]
fn removed_stretches_are_listed_in_order() {
    let original = "date 2031-03-06 Envoys met[1].\n- Cod\nSource link";
    let document = read(original);
    let found: Vec<_> = document
        .removed()
        .iter()
        .map(|removed| removed.range.slice(original).unwrap())
        .collect();
    assert_eq!(found, ["date 2031-03-06", "[1]", "-", "Source link"]);
}

#[test]
fn headings_title_what_follows() {
    check_blocks(
        "Talks end early\n\nALL SHIPS STAY IN PORT.\n\nThe envoy left.\n\nWho waits:\n- Velm\n- Orm.\n\nNo end in sight",
        &[
            "# Talks end early",
            "# ALL SHIPS STAY IN PORT.",
            "The envoy left.",
            "# Who waits:",
            "* Velm",
            "* Orm.",
            "No end in sight",
        ],
    );
}

#[test]
fn a_long_line_is_read_in_linear_time() {
    let sentence = "He said (in “Velm that ‘it was over. « So [ be it … and -so ";
    let document = read(&sentence.repeat(5_000));
    assert_eq!(document.blocks().len(), 1);
    check_any(&sentence.repeat(50));
    let dots = ". . .... (".repeat(20_000);
    assert!(read(&dots).text().len() <= dots.len());
}

/// Fragments that the rules look at, so that random texts meet them.
fn nasty() -> impl Strategy<Value = String> {
    let fragments = prop::sample::select(vec![
        "“",
        "”",
        "«",
        "»",
        "„",
        "\"",
        "'",
        "’",
        "‘",
        "``",
        "''",
        "`",
        " ",
        "  ",
        "\u{a0}",
        "\n",
        "\r\n",
        "\n\n",
        "\u{2028}",
        "\t",
        "\u{200b}",
        "\u{ad}",
        "\u{feff}",
        "\0",
        "-",
        " -",
        "–",
        ".",
        ". ",
        "...",
        "…",
        "?!",
        ",",
        " ,",
        "(",
        ")",
        "[1]",
        "[",
        "]",
        "![a](b)",
        "U.S.",
        "Mr.",
        "p.m.",
        "No. 4",
        "J. K.",
        "Ph.D.",
        "the",
        "The ",
        "Maren",
        "minister's",
        "envoys' ",
        "22",
        "1,000",
        "3.5",
        "2nd",
        "date 2031-03-06",
        "Source link",
        "Read also: ",
        "- ",
        "1. ",
        "# ",
        "https://a.example/b.jpg",
        "www.a.example",
        "http://",
        "a@b.example",
        "é",
        "e\u{301}",
        "ß",
        "中",
        "🙂",
        "İ",
        "said",
        " | ",
        " · ",
        "***",
        "©",
    ]);
    prop::collection::vec(fragments, 0..60).prop_map(|fragments| fragments.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_sound_document(original in any::<String>()) {
        check_any(&original);
    }

    #[test]
    fn nasty_texts_are_sound_documents(original in nasty()) {
        check_any(&original);
    }

    #[test]
    fn any_range_leads_back_within_bounds(
        original in nasty(),
        start in 0_usize..200,
        length in 0_usize..200,
    ) {
        let range = CleanRange { start, end: start + length };
        let back = read(&original).original(range);
        prop_assert!(back.slice(&original).is_some(), "{range:?} to {back:?}");
        prop_assert!(length > 0 || back.is_empty());
    }
}

/// Checks what holds for every document.
fn check_any(original: &str) {
    let document = read(original);
    check_order(&document);
    check_map(original, &document);
    check_nothing_lost(original, &document);
    let again = read(original);
    assert_eq!(format!("{document:?}"), format!("{again:?}"));
}

/// Blocks, sentences and tokens follow one another, and hold one another without a rest; between
/// tokens is nothing but space.
fn check_order(document: &Document) {
    let text = document.text();
    let mut end = 0;
    for token in document.tokens() {
        assert!(token.range.start < token.range.end);
        let gap = &text[end..token.range.start];
        assert!(gap.chars().all(char::is_whitespace), "{gap:?} in {text:?}");
        let word = document.slice(token.range);
        assert!(!word.contains(char::is_whitespace), "{word:?}");
        let one_mark = word.chars().count() == 1;
        assert!(matches!(token.kind, TokenKind::Word | TokenKind::Number) || one_mark);
        end = token.range.end;
    }
    assert!(text[end..].trim().is_empty());

    let mut next_token = 0;
    let mut next_sentence = 0;
    for (at, block) in document.blocks().iter().enumerate() {
        assert_eq!(block.sentences.start, next_sentence);
        assert!(!document.slice(block.range).contains('\n'));
        for sentence in &document.sentences()[block.sentences.clone()] {
            assert_eq!(sentence.block, at);
            assert_eq!(sentence.tokens.start, next_token);
            assert!(!sentence.tokens.is_empty());
            let tokens = &document.tokens()[sentence.tokens.clone()];
            assert_eq!(sentence.range.start, tokens[0].range.start);
            assert_eq!(sentence.range.end, tokens[tokens.len() - 1].range.end);
            assert!(block.range.start <= sentence.range.start);
            assert!(sentence.range.end <= block.range.end);
            next_token = sentence.tokens.end;
        }
        next_sentence = block.sentences.end;
    }
    assert_eq!(next_token, document.tokens().len());
    assert_eq!(next_sentence, document.sentences().len());

    let mut end = 0;
    for quotation in document.quotations() {
        assert!(
            end <= quotation.range.start,
            "quotations overlap in {text:?}"
        );
        end = quotation.range.end;
        assert!(quotation.range.start <= quotation.inner.start);
        assert!(quotation.inner.start <= quotation.inner.end);
        assert!(quotation.inner.end <= quotation.range.end);
        assert!(document.slice(quotation.range).starts_with('“'), "{text:?}");
        let lines = document.slice(quotation.range).matches('\n').count();
        assert_eq!(lines, 0, "a quotation crosses paragraphs in {text:?}");
    }
}

/// Every range leads back to the original, in order, and says the same where nothing was changed.
fn check_map(original: &str, document: &Document) {
    let mut end = 0;
    for token in document.tokens() {
        let back = document.original(token.range);
        let slice = back.slice(original).expect("on character borders");
        assert!(!slice.is_empty());
        assert!(
            end <= back.start(),
            "tokens lead back out of order in {original:?}"
        );
        end = back.end();
        if document.source_map.identical(token.range) {
            assert_eq!(slice, document.slice(token.range));
        }
    }
    let ranges = (document.blocks().iter().map(|block| block.range))
        .chain(document.sentences().iter().map(|sentence| sentence.range))
        .chain(
            document
                .quotations()
                .iter()
                .map(|quotation| quotation.range),
        )
        .chain(
            document
                .quotations()
                .iter()
                .map(|quotation| quotation.inner),
        );
    for range in ranges {
        let back = document.original(range);
        assert!(back.slice(original).is_some(), "{range:?} to {back:?}");
        assert!(back.is_empty() == (range.start == range.end));
    }
}

/// Every letter and digit of the original is in the cleaned text or in a stretch listed as removed.
fn check_nothing_lost(original: &str, document: &Document) {
    let mut end = 0;
    for removed in document.removed() {
        assert!(
            removed
                .range
                .slice(original)
                .is_some_and(|stretch| !stretch.is_empty())
        );
        assert!(
            end <= removed.range.start(),
            "removed stretches overlap in {original:?}"
        );
        end = removed.range.end();
    }
    let kept: String = original
        .char_indices()
        .filter(|(at, _)| {
            let stands = TextRange::new(*at, at + 1);
            !document
                .removed()
                .iter()
                .any(|removed| removed.range.overlaps(stands))
        })
        .map(|(_, character)| character)
        .filter(|character| character.is_alphanumeric())
        .collect();
    let clean: String = document
        .text()
        .chars()
        .filter(|character| character.is_alphanumeric())
        .collect();
    assert_eq!(clean, kept, "letters of {original:?}");
}
