//! Patterns for whole lines that are no part of a report.

/// A pattern for one folded line: literal words, `*` for anything, `#` for a number or clock time.
///
/// Lines are folded with [`fold`] before they are matched, so a pattern knows neither case nor
/// spacing.
#[derive(Debug, Clone)]
pub(crate) struct Pattern {
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
enum Part {
    Literal(String),
    Anything,
    Number,
}

/// A pattern with more wildcards could make matching slow.
const MOST_WILDCARDS: usize = 2;

impl Pattern {
    /// Reads a pattern in which `{a|b}` means either: one pattern for each way to read it. Empty
    /// where the braces are odd or the pattern says nothing.
    pub(crate) fn parse(text: &str) -> Vec<Self> {
        alternatives(text).map_or_else(Vec::new, |readings| {
            let patterns: Vec<Self> = readings
                .iter()
                .filter_map(|reading| Self::parse_one(&fold(reading)))
                .collect();
            if patterns.len() == readings.len() {
                patterns
            } else {
                Vec::new()
            }
        })
    }

    fn parse_one(text: &str) -> Option<Self> {
        let mut parts = Vec::new();
        let mut literal = String::new();
        for character in text.chars() {
            let wildcard = match character {
                '*' => Part::Anything,
                '#' => Part::Number,
                _ => {
                    literal.push(character);
                    continue;
                }
            };
            if !literal.is_empty() {
                parts.push(Part::Literal(std::mem::take(&mut literal)));
            }
            parts.push(wildcard);
        }
        if !literal.is_empty() {
            parts.push(Part::Literal(literal));
        }
        let wildcards = parts
            .iter()
            .filter(|part| matches!(part, Part::Anything))
            .count();
        let says_something = parts.iter().any(|part| matches!(part, Part::Literal(_)));
        (says_something && wildcards <= MOST_WILDCARDS).then_some(Self { parts })
    }

    /// Returns the first word of every line that the pattern matches; empty where that may be any
    /// word.
    pub(crate) fn first_word(&self) -> &str {
        match self.parts.as_slice() {
            [Part::Literal(literal)] => first_word(literal),
            [Part::Literal(literal), ..] if first_word(literal).len() < literal.len() => {
                first_word(literal)
            }
            _ => "",
        }
    }

    /// Says whether the pattern matches a folded line as a whole.
    pub(crate) fn matches(&self, folded: &str) -> bool {
        matches(&self.parts, folded)
    }
}

/// Folds a line for matching: lower case, single spaces, nothing invisible, straight apostrophes,
/// no closing punctuation.
pub(crate) fn fold(line: &str) -> String {
    let mut folded = String::with_capacity(line.len());
    for character in line.chars() {
        if crate::characters::is_invisible(character) {
            continue;
        }
        if character.is_whitespace() {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else if matches!(character, '’' | '‘') {
            folded.push('\'');
        } else {
            folded.extend(character.to_lowercase());
        }
    }
    folded.truncate(
        folded
            .trim_end_matches([' ', '.', ':', '!', '…', '»', '›', '→', '>', '-'])
            .len(),
    );
    folded
}

/// Returns the letters that a folded line begins with, up to the first character that is none.
pub(crate) fn first_word(folded: &str) -> &str {
    let end = folded
        .find(|character: char| !character.is_alphabetic())
        .unwrap_or(folded.len());
    folded.get(..end).unwrap_or_default()
}

fn matches(parts: &[Part], text: &str) -> bool {
    let Some((part, rest)) = parts.split_first() else {
        return text.is_empty();
    };
    match part {
        Part::Literal(literal) => text
            .strip_prefix(literal.as_str())
            .is_some_and(|text| matches(rest, text)),
        Part::Number => {
            let length = text
                .find(|character: char| {
                    !character.is_ascii_digit() && !matches!(character, '.' | ',' | ':' | '-' | '/')
                })
                .unwrap_or(text.len());
            let (number, text) = text.split_at(length);
            number.starts_with(|character: char| character.is_ascii_digit()) && matches(rest, text)
        }
        Part::Anything if rest.is_empty() => true,
        Part::Anything => text
            .char_indices()
            .any(|(at, _)| text.get(at..).is_some_and(|text| matches(rest, text))),
    }
}

/// The most readings that the braces of one pattern may give.
const MOST_READINGS: usize = 512;

fn alternatives(text: &str) -> Option<Vec<String>> {
    let mut readings = vec![String::new()];
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (choices, after) = after.split_once('}')?;
        if before.contains('}') || choices.contains('{') {
            return None;
        }
        let mut longer = Vec::new();
        for reading in &readings {
            for choice in choices.split('|') {
                longer.push(format!("{reading}{before}{choice}"));
            }
        }
        if longer.len() > MOST_READINGS {
            return None;
        }
        readings = longer;
        rest = after;
    }
    if rest.contains('}') {
        return None;
    }
    for reading in &mut readings {
        reading.push_str(rest);
    }
    Some(readings)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, line: &str, expected: bool) {
        let patterns = Pattern::parse(pattern);
        let folded = fold(line);
        let found = patterns.iter().any(|pattern| pattern.matches(&folded));
        assert_eq!(found, expected, "{pattern:?} on {line:?}");
    }

    #[test]
    fn literals_know_neither_case_nor_spacing() {
        check("Source link", "  SOURCE\u{a0} link. ", true);
        check("Source link", "Source link of the river", false);
    }

    #[test]
    fn wildcards_stand_for_anything_and_for_numbers() {
        check("Read also: *", "Read also: Cod prices", true);
        check("Read also: *", "Read also the treaty", false);
        check("# min read", "3 min read", true);
        check("# min read", "Three min read", false);
        check("updated #*", "Updated 11.40 (GMT)", true);
        check("updated #*", "Updated figures show a rise", false);
        check(
            "sign up for * newsletter*",
            "Sign up for our free newsletter now",
            true,
        );
    }

    #[test]
    fn braces_give_choices() {
        check("{share|tweet} this", "Tweet this", true);
        check("{share|tweet} this", "Read this", false);
        check("{share} {by|via} mail", "share via mail", true);
    }

    #[test]
    fn odd_patterns_match_nothing() {
        for pattern in ["", "*", "#", "{a|b", "a}b", "* a * b * c"] {
            assert!(Pattern::parse(pattern).is_empty(), "{pattern:?}");
        }
    }
}
