//! From bytes to characters: what the file declares, else what its bytes look like.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use rapporteur_core::{Diagnostic, Severity};

use super::{bytes, failure::Problem};

/// How far into a page a declaration is looked for, as browsers do.
///
/// Source: WHATWG HTML, "prescan a byte stream to determine its encoding".
const PRESCAN: usize = 1024;

/// A text with what should be told about its bytes.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Decodes by byte order mark, then UTF-8 where the bytes are valid, then as declared, then as
/// detected. The byte order mark is dropped; line ends stay.
///
/// UTF-8 comes before the declaration because a page that was saved anew often declares the
/// character set that it had before, and hardly any other text is valid UTF-8 by chance.
pub(super) fn decode(
    input: &[u8],
    declared: Option<&'static Encoding>,
) -> Result<Decoded, Problem> {
    let (encoding, body) = match Encoding::for_bom(input) {
        Some((encoding, mark)) => (encoding, input.get(mark..).unwrap_or_default()),
        None => {
            if let Some(problem) = bytes::binary(input) {
                return Err(problem);
            }
            (choose(input, declared), input)
        }
    };
    let (text, broken) = encoding.decode_without_bom_handling(body);
    let replaced = if broken {
        text.matches(char::REPLACEMENT_CHARACTER).count()
    } else {
        0
    };
    if replaced * 20 > text.chars().count() {
        return Err(Problem::Undecodable);
    }
    Ok(Decoded {
        diagnostics: remark(replaced, encoding),
        text: text.into_owned(),
    })
}

fn choose(input: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    if std::str::from_utf8(input).is_ok() {
        return UTF_8;
    }
    if let Some(encoding) = declared {
        return encoding;
    }
    if mostly_utf8(input) {
        return UTF_8;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(input, true);
    detector.guess(None, chardetng::Utf8Detection::Allow)
}

/// Says whether a text that is not valid UTF-8 is UTF-8 with a few broken bytes: in any other
/// character set, hardly any two bytes make a UTF-8 character by chance.
fn mostly_utf8(input: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in input.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > 0 && good >= bad
}

fn remark(replaced: usize, encoding: &'static Encoding) -> Vec<Diagnostic> {
    if replaced == 0 {
        return Vec::new();
    }
    vec![Diagnostic {
        severity: Severity::Warning,
        code: "encoding.replaced".to_owned(),
        message: format!(
            "{replaced} broken characters, read as {} and shown as \u{FFFD}",
            encoding.name()
        ),
        range: None,
    }]
}

/// Finds the character set that a page declares in a meta tag.
pub(super) fn declared_in_html(input: &[u8]) -> Option<&'static Encoding> {
    let head = input.get(..PRESCAN).unwrap_or(input).to_ascii_lowercase();
    let at = head.windows(8).position(|window| window == b"charset=")?;
    let label: Vec<u8> = head
        .get(at + 8..)?
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'"' | b'\''))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':'))
        .collect();
    let encoding = Encoding::for_label(&label)?;
    // A page that could be scanned byte by byte is not UTF-16, whatever it says.
    Some(if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else {
        encoding
    })
}
