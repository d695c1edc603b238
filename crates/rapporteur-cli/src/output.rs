//! Standard output: data, as JSON or as text.

use std::fmt::Write as _;
use std::io::{IsTerminal, Write};

use serde::Serialize;

use crate::terminal::{acts, safe};

/// Writes one value as indented JSON.
pub(crate) fn json(value: &impl Serialize) -> std::io::Result<()> {
    let json = serde_json::to_string_pretty(value)?;
    writeln!(std::io::stdout().lock(), "{}", quiet(json))
}

/// Writes one value as JSON on one line.
pub(crate) fn json_line(out: &mut impl Write, value: &impl Serialize) -> std::io::Result<()> {
    let json = serde_json::to_string(value)?;
    writeln!(out, "{}", quiet(json))
}

/// Writes text and ends the line; styles are taken out where standard output is no terminal.
pub(crate) fn text(text: &str) -> std::io::Result<()> {
    let mut out = anstream::stdout().lock();
    writeln!(out, "{}", text.trim_end())
}

/// Writes text as it is, unless a terminal would act on it.
pub(crate) fn verbatim(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    if out.is_terminal() {
        out.write_all(safe(text).as_bytes())
    } else {
        out.write_all(text.as_bytes())
    }
}

/// Escapes what a terminal would act on. JSON has to escape only some of it; the value is the same.
fn quiet(json: String) -> String {
    let loud = |character: char| character != '\n' && acts(character);
    if !json.contains(loud) {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 64);
    for character in json.chars() {
        if loud(character) {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing into a string cannot fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::quiet;

    #[test]
    fn escaped_json_has_the_same_value() {
        let text = "a\u{7f}b\u{9b}2Jc\u{202e}d\u{e0041}\u{1b}é “x”\n";
        let json = quiet(serde_json::to_string(text).unwrap());
        assert_eq!(
            json,
            r#""a\u007fb\u009b2Jc\u202ed\udb40\udc41\u001bé “x”\n""#
        );
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
