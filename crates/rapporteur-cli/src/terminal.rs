//! Text on its way to a terminal.
//!
//! Text from outside may hold control characters that move the cursor, hide words or turn the
//! direction of reading; all of it goes through [`safe`]. Styles are written always and taken out by
//! `anstream` where standard output is no terminal.

use std::fmt::Display;

use anstyle::{AnsiColor, Style};
use rapporteur::Stance;

/// Shows characters that would act on a terminal instead of printing.
pub(crate) fn safe(text: &str) -> String {
    text.chars()
        .fold(String::with_capacity(text.len()), |mut out, character| {
            match character {
                '\n' => out.push('\n'),
                '\t' => out.push(' '),
                _ if acts(character) => out.extend(character.escape_unicode()),
                _ => out.push(character),
            }
            out
        })
}

/// The same on one line.
pub(crate) fn safe_line(text: &str) -> String {
    safe(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Says whether it is a control, zero-width or direction character.
pub(crate) fn acts(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Returns how many columns there are to write in.
pub(crate) fn width() -> usize {
    textwrap::termwidth().clamp(40, 100)
}

/// Wraps text after an indentation; the first line is not indented.
pub(crate) fn wrapped(text: &str, indent: usize) -> String {
    let room = width().saturating_sub(indent).max(20);
    let gap = format!("\n{}", " ".repeat(indent));
    textwrap::wrap(text, room).join(&gap)
}

fn styled(style: Style, text: impl Display) -> String {
    format!("{style}{text}{style:#}")
}

/// Bold, for names and headings.
pub(crate) fn bold(text: impl Display) -> String {
    styled(Style::new().bold(), text)
}

/// Dim, for what can be passed over.
pub(crate) fn dim(text: impl Display) -> String {
    styled(Style::new().dimmed(), text)
}

/// Red, for what went wrong.
pub(crate) fn red(text: impl Display) -> String {
    styled(AnsiColor::Red.on_default().bold(), text)
}

/// A stance in its colour: green for, yellow conditional, red against. Never the only sign of it.
pub(crate) fn paint(stance: Stance, text: impl Display) -> String {
    let colour = match stance {
        Stance::For => AnsiColor::Green,
        Stance::Conditional => AnsiColor::Yellow,
        Stance::Against => AnsiColor::Red,
    };
    styled(colour.on_default(), text)
}

/// Yellow, for what deserves a look.
pub(crate) fn yellow(text: impl Display) -> String {
    styled(AnsiColor::Yellow.on_default().bold(), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_on_a_terminal_is_shown_instead() {
        assert_eq!(safe("a\u{1b}[2Jb"), "a\\u{1b}[2Jb");
        assert_eq!(safe("\u{202e}evil"), "\\u{202e}evil");
        assert_eq!(safe("«Plain» text\nstays"), "«Plain» text\nstays");
    }
}
