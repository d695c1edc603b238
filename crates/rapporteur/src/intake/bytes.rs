//! A look at the first bytes of a file: what is it?

use super::{Format, failure::Problem};

/// First bytes that show a file to be something else than text.
///
/// Source: the formats' own specifications.
const SIGNATURES: [(&[u8], &str); 14] = [
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\xD0\xCF\x11\xE0", "an old office document"),
    (b"{\\rtf", "a rich-text document"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"\x28\xB5\x2F\xFD", "a zstd archive"),
    (b"7z\xBC\xAF", "a 7z archive"),
    (b"\x89PNG", "an image"),
    (b"\xFF\xD8\xFF", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "a sound or image file"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\0", "a database"),
];

/// How many bytes are looked at.
const SAMPLE: usize = 8192;

/// Says what a file that is not text is; `None` where it may be text.
pub(super) fn binary(bytes: &[u8]) -> Option<Problem> {
    let known = SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature));
    if let Some((_, name)) = known {
        return Some(Problem::Binary(name));
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let strange = sample
        .iter()
        .filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31))
        .count();
    (strange * 20 > sample.len()).then_some(Problem::Binary("a binary file"))
}

/// Tells the format of a file from its name, else from its first bytes.
pub(super) fn format(name: &str, bytes: &[u8]) -> Format {
    let extension = name
        .rsplit_once('.')
        .map(|(_, ext)| ext.to_ascii_lowercase());
    match extension.as_deref() {
        Some("html" | "htm" | "xhtml") => Format::Html,
        Some("jsonl" | "ndjson" | "json") => Format::JsonLines,
        Some("txt" | "text" | "md") => Format::Text,
        _ => sniff(bytes),
    }
}

fn sniff(bytes: &[u8]) -> Format {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let start = String::from_utf8_lossy(sample).trim_start().to_lowercase();
    let first_line = bytes.split(|byte| *byte == b'\n').next().unwrap_or(bytes);
    if ["<!doctype html", "<html", "<head", "<?xml"]
        .iter()
        .any(|tag| start.starts_with(tag))
    {
        Format::Html
    } else if start.starts_with('{')
        && serde_json::from_slice::<serde::de::IgnoredAny>(first_line).is_ok()
    {
        Format::JsonLines
    } else {
        Format::Text
    }
}
