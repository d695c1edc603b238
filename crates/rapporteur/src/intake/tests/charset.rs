//! From bytes to characters.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1251, WINDOWS_1252};

use super::super::{charset, failure::Problem};
use super::{Format, open, problem};

const ENGLISH: &str = "“We will wait,” Ilva Maren said.\r\nNobody left Port Sorrel.";
const RUSSIAN: &str = "Министр иностранных дел Валдрии сказала во вторник, что подождёт.";

/// Decodes bytes under a declaration; the text, and the remark about broken characters.
fn check(bytes: &[u8], declared: Option<&'static Encoding>, text: &str, remark: Option<&str>) {
    let decoded = charset::decode(bytes, declared).unwrap();
    assert_eq!(decoded.text, text);
    let remarks: Vec<&str> = decoded
        .diagnostics
        .iter()
        .map(|d| d.message.as_str())
        .collect();
    assert_eq!(remarks, Vec::from_iter(remark));
}

fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

#[test]
fn a_byte_order_mark_decides_and_is_dropped() {
    check(format!("\u{FEFF}{ENGLISH}").as_bytes(), None, ENGLISH, None);
    check(
        format!("\u{FEFF}{ENGLISH}").as_bytes(),
        Some(WINDOWS_1252),
        ENGLISH,
        None,
    );
    let marked = format!("\u{FEFF}{ENGLISH}");
    check(&utf_16(&marked, u16::to_le_bytes), None, ENGLISH, None);
    check(
        &utf_16(&marked, u16::to_be_bytes),
        Some(WINDOWS_1252),
        ENGLISH,
        None,
    );
}

#[test]
fn valid_utf_8_counts_more_than_a_declaration() {
    check(ENGLISH.as_bytes(), None, ENGLISH, None);
    check(ENGLISH.as_bytes(), Some(WINDOWS_1252), ENGLISH, None);
    check(RUSSIAN.as_bytes(), Some(WINDOWS_1251), RUSSIAN, None);
}

#[test]
fn a_declaration_counts_more_than_a_guess() {
    let (bytes, _, _) = WINDOWS_1251.encode("Да.");
    check(&bytes, Some(WINDOWS_1251), "Да.", None);
    check(&bytes, Some(WINDOWS_1252), "Äà.", None);
}

#[test]
fn without_a_declaration_the_bytes_are_looked_at() {
    check(&WINDOWS_1251.encode(RUSSIAN).0, None, RUSSIAN, None);
    check(&WINDOWS_1252.encode(ENGLISH).0, None, ENGLISH, None);
}

#[test]
fn a_few_broken_bytes_are_shown_and_told() {
    let mut bytes = format!("{ENGLISH} Größe, façade, “naïve”. ")
        .repeat(3)
        .into_bytes();
    let intact = String::from_utf8(bytes.clone()).unwrap();
    bytes.extend_from_slice(b"\xFF and \xC3(");
    let text = format!("{intact}\u{FFFD} and \u{FFFD}(");
    let remark = "2 broken characters, read as UTF-8 and shown as \u{FFFD}";
    check(&bytes, None, &text, Some(remark));
    let item = open(Format::Text, &bytes).unwrap();
    assert_eq!(item.diagnostics[0].code, "encoding.replaced");
}

#[test]
fn a_replacement_character_that_was_there_is_no_broken_byte() {
    check(
        "\u{FFFD}\u{FFFD}".as_bytes(),
        None,
        "\u{FFFD}\u{FFFD}",
        None,
    );
}

#[test]
fn text_that_is_mostly_broken_is_refused() {
    let japanese = Encoding::for_label(b"shift_jis");
    let decoded = charset::decode(&[b'a', 0xFD, 0xFE, 0xFF, 0x80], japanese);
    assert!(matches!(decoded, Err(Problem::Undecodable)));
}

#[test]
fn what_is_no_text_is_called_by_its_name() {
    assert_eq!(
        problem(Format::Text, b"%PDF-1.7 \x01"),
        "is a PDF, not text"
    );
    assert_eq!(
        problem(Format::Html, b"\x89PNG\r\n"),
        "is an image, not text"
    );
    assert_eq!(
        problem(Format::Text, b"Valdria\0\0\0"),
        "is a binary file, not text"
    );
    assert_eq!(problem(Format::Text, b""), "has no text in it");
    assert_eq!(
        problem(Format::Text, "\u{FEFF} \n\t\n"),
        "has no text in it"
    );
}

#[test]
fn a_page_declares_its_character_set_in_a_meta_tag() {
    let check = |head: &str, expected: Option<&'static Encoding>| {
        assert_eq!(
            charset::declared_in_html(head.as_bytes()),
            expected,
            "{head}"
        );
    };
    check("<meta charset=windows-1251>", Some(WINDOWS_1251));
    check("<META CHARSET=\"CP1251\">", Some(WINDOWS_1251));
    check(
        "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>",
        Some(WINDOWS_1251),
    );
    check("<meta charset=no-such-set>", None);
    check("<title>charset</title>", None);
    check(
        &format!("{}<meta charset=windows-1251>", " ".repeat(1024)),
        None,
    );
    for sixteen in [UTF_16LE, UTF_16BE] {
        check(
            &format!("<meta charset={}>", sixteen.name()),
            Some(encoding_rs::UTF_8),
        );
    }
}
