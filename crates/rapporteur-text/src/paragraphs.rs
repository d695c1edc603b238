//! Lines gathered into paragraphs: list items, and lines of text that was wrapped by hand.

use rapporteur_core::TextRange;

use crate::characters::is_terminator;
use crate::document::Removed;
use crate::lines::{Line, trim};
use crate::resources::RemovalReason;

/// Lines that belong together.
#[derive(Debug, Clone)]
pub(crate) struct Paragraph {
    /// The stretches of the original that it is made of, in order and not empty.
    pub(crate) lines: Vec<TextRange>,
    /// Whether it began with a bullet.
    pub(crate) item: bool,
    /// Whether it began with the mark of a heading.
    pub(crate) heading: bool,
}

/// The lengths in characters between which a line may have been broken for its width.
const WRAPPED_LENGTH: std::ops::RangeInclusive<usize> = 50..=90;

/// A longer line in a run shows that the run was not wrapped.
const WIDEST: usize = 100;

/// Gathers lines into paragraphs and takes bullets out.
pub(crate) fn gather(original: &str, lines: &[Line], removed: &mut Vec<Removed>) -> Vec<Paragraph> {
    let lines: Vec<Measured> = lines
        .iter()
        .map(|line| Measured::of(original, *line))
        .collect();
    let wrapped = is_wrapped(&lines);
    let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(lines.len());
    let mut previous: Option<&Measured> = None;
    for line in &lines {
        let joins = previous.is_some_and(|previous| previous.runs_into(line, wrapped));
        previous = Some(line);
        if let Some(bullet) = line.bullet {
            removed.push(Removed {
                range: bullet,
                reason: RemovalReason::Bullet,
            });
        }
        match paragraphs.last_mut() {
            Some(paragraph) if joins => paragraph.lines.push(line.range),
            _ => paragraphs.push(Paragraph {
                lines: vec![line.range],
                item: line.bullet.is_some() && !line.heading,
                heading: line.heading,
            }),
        }
    }
    paragraphs
}

/// A line with what decides whether the next one goes on with it.
struct Measured {
    range: TextRange,
    bullet: Option<TextRange>,
    heading: bool,
    apart: bool,
    /// In characters, counted no further than matters.
    length: usize,
    finished: bool,
    begins_lower: bool,
}

impl Measured {
    fn of(original: &str, line: Line) -> Self {
        let text = line.text(original);
        let (bullet, heading) = bullet_length(text).map_or((None, false), |(length, heading)| {
            let start = line.range.start();
            (Some(TextRange::new(start, start + length)), heading)
        });
        let range = bullet.map_or(line.range, |bullet| {
            trim(original, TextRange::new(bullet.end(), line.range.end()))
        });
        let text = range.slice(original).unwrap_or_default();
        let last = text
            .chars()
            .rev()
            .find(|character| !matches!(character, '"' | '”' | '»' | '’' | '\'' | ')' | ']'));
        Self {
            range,
            bullet,
            heading,
            apart: line.apart,
            length: text.chars().take(WIDEST + 1).count(),
            finished: last.is_none_or(|last| is_terminator(last) || last == ':'),
            begins_lower: text.starts_with(char::is_lowercase),
        }
    }

    /// Says whether `next` goes on with the paragraph of this line.
    fn runs_into(&self, next: &Self, wrapped: bool) -> bool {
        if next.apart || next.bullet.is_some() || self.heading {
            return false;
        }
        if wrapped {
            return !self.finished || self.length >= *WRAPPED_LENGTH.start();
        }
        WRAPPED_LENGTH.contains(&self.length) && !self.finished && next.begins_lower
    }
}

/// Says whether a text was wrapped by hand: no line in a run is wide, and most lines of middling
/// length break within a sentence.
fn is_wrapped(lines: &[Measured]) -> bool {
    let mut within = 0_usize;
    let mut between = 0_usize;
    let mut set_apart = 0_usize;
    for pair in lines.windows(2) {
        let [line, next] = pair else {
            continue;
        };
        if next.apart {
            set_apart += 1;
            continue;
        }
        if line.length > WIDEST || next.length > WIDEST {
            return false;
        }
        if next.bullet.is_some() || line.heading {
            continue;
        }
        if !line.finished && WRAPPED_LENGTH.contains(&line.length) {
            within += 1;
        } else {
            between += 1;
        }
    }
    let paragraphs_are_apart = set_apart > 0 || within >= 4;
    within >= 2 && within > between && paragraphs_are_apart
}

/// Returns the length in bytes of the bullet that a line begins with and whether it marks a heading.
fn bullet_length(line: &str) -> Option<(usize, bool)> {
    let mark = line.chars().next()?;
    let (length, heading) = match mark {
        '-' | '*' | '•' | '◦' | '▪' | '▫' | '‣' | '●' | '○' | '■' | '⁃' => {
            (mark.len_utf8(), false)
        }
        '#' => {
            let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
            ((1..=6).contains(&hashes).then_some(hashes)?, true)
        }
        '0'..='9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            let point = line.as_bytes().get(digits)?;
            (digits <= 2 && matches!(point, b'.' | b')')).then_some((digits + 1, false))?
        }
        _ => return None,
    };
    let rest = line.get(length..)?;
    let shown = rest.trim_start();
    let spaced = shown.len() < rest.len() && !shown.is_empty();
    // "5. 4 delegates" may be a decimal point gone astray; an item begins with words.
    let begins_with_words =
        !shown.starts_with(|character: char| character.is_ascii_digit()) || !mark.is_ascii_digit();
    (spaced && begins_with_words).then_some((length, heading))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::lines;

    fn check(original: &str, expected: &[&str]) {
        let found: Vec<String> = gather(original, &lines(original), &mut Vec::new())
            .iter()
            .map(|paragraph| {
                let lines: Vec<_> = paragraph
                    .lines
                    .iter()
                    .filter_map(|line| line.slice(original))
                    .collect();
                let mark = match (paragraph.item, paragraph.heading) {
                    (true, _) => "* ",
                    (_, true) => "# ",
                    _ => "",
                };
                format!("{mark}{}", lines.join(" / "))
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_line_break_ends_a_paragraph() {
        check(
            "Talks end\nThe envoy left.\nNobody spoke.",
            &["Talks end", "The envoy left.", "Nobody spoke."],
        );
    }

    #[test]
    fn text_wrapped_by_hand_is_joined() {
        check(
            "The envoys of Valdria and Kestoria met in the old customs house of\n\
             Port Sorrel on Wednesday. They parted without agreeing on anything.\n\
             They will meet again after the harvest, when the nets are dry and the\n\
             boats are home.\n\
             \n\
             Nobody spoke to reporters.",
            &[
                "The envoys of Valdria and Kestoria met in the old customs house of / Port Sorrel on Wednesday. They parted without agreeing on anything. / They will meet again after the harvest, when the nets are dry and the / boats are home.",
                "Nobody spoke to reporters.",
            ],
        );
    }

    #[test]
    fn one_line_broken_within_a_sentence_is_joined() {
        check(
            "The envoys of Valdria and Kestoria met in the old customs house\nof Port Sorrel.",
            &["The envoys of Valdria and Kestoria met in the old customs house / of Port Sorrel."],
        );
    }

    #[test]
    fn bullets_make_items() {
        check(
            "Waiting:\n- Valdria for a date\n• Kestoria for a reply\n1. The first\n## After the talks\n22. August",
            &[
                "Waiting:",
                "* Valdria for a date",
                "* Kestoria for a reply",
                "* The first",
                "# After the talks",
                "* August",
            ],
        );
    }

    #[test]
    fn numbers_and_signs_of_a_sentence_are_no_bullets() {
        check(
            "-5 degrees\n2031. A year\n3.5 miles\n#talks",
            &["-5 degrees", "2031. A year", "3.5 miles", "#talks"],
        );
    }
}
