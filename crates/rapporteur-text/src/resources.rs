//! The word lists and patterns that reading needs, given by the caller.

use std::collections::BTreeMap;

use crate::pattern::{Pattern, first_word, fold};

/// The data files of this crate as text; `rapporteur-models` carries them.
///
/// In each, a line that is empty or begins with `#` and a space says nothing. What the other lines
/// hold is described at the top of each file.
#[derive(Debug, Clone, Copy, Default)]
pub struct TextData<'a> {
    /// Lines that are no part of a report: `reason longest pattern`.
    pub boilerplate: &'a str,
    /// Abbreviations with a point: `kind abbreviation`.
    pub abbreviations: &'a str,
    /// Words that begin a sentence far more often than a name, one a line.
    pub sentence_starters: &'a str,
    /// English words that tell English from other languages, one a line.
    pub function_words: &'a str,
    /// ISO 639-3 and ISO 639-1 codes: `eng en`.
    pub language_codes: &'a str,
}

/// The data files of this crate, parsed; built once and shared by all readings.
#[derive(Debug, Clone, Default)]
pub struct TextResources {
    /// Whole-line patterns by the first word of the lines that they match.
    lines: BTreeMap<String, Vec<LinePattern>>,
    /// Words that may stand glued to the end of the text, as they are written.
    tails: Vec<(String, RemovalReason)>,
    /// Parts of web addresses that are no part of a sentence.
    addresses: Vec<(String, RemovalReason)>,
    abbreviations: BTreeMap<String, Abbreviation>,
    sentence_starters: Vec<String>,
    /// Words after which a clock time goes on: "5 p.m. Tuesday".
    after_time: Vec<String>,
    function_words: Vec<String>,
    language_codes: BTreeMap<String, String>,
}

/// Why a stretch of the original is no part of the cleaned text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RemovalReason {
    /// An invitation to subscribe, register or log in.
    Subscription,
    /// A pointer to where the text came from.
    SourceLink,
    /// A pointer to other articles.
    Related,
    /// An invitation to share, follow or comment.
    Share,
    /// The credit of a photograph or video.
    Credit,
    /// An advertisement or a note on cookies.
    Advertising,
    /// A copyright notice.
    Copyright,
    /// Reading time, time of update and the like.
    Furniture,
    /// A web address that is no word of a sentence.
    WebAddress,
    /// A reference mark such as `[1]`.
    ReferenceMark,
    /// The bullet or number of a list item, or the mark of a heading.
    Bullet,
    /// The line that gives the date of the text.
    DateLine,
}

/// How an abbreviation stands to the end of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Abbreviation {
    /// Stands before a name: "Mr. Maren".
    Title,
    /// Stands before a number: "No. 4".
    Numbered,
    /// Stands within a sentence: "vs.".
    Inner,
    /// Ends a clock time: "5 p.m.".
    Time,
    /// May end a sentence: "Ltd.", "Sept.".
    Ending,
}

/// A line of a data file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataFault {
    /// The field of [`TextData`].
    pub field: &'static str,
    /// The line, counted from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
}

#[derive(Debug, Clone)]
struct LinePattern {
    pattern: Pattern,
    longest: usize,
    reason: RemovalReason,
}

impl TextResources {
    /// Parses the data files; a line that cannot be read says nothing.
    #[must_use]
    pub fn parse(data: &TextData<'_>) -> Self {
        Self::parse_with_faults(data).0
    }

    /// Parses the data files and lists the lines that could not be read.
    #[must_use]
    pub fn parse_with_faults(data: &TextData<'_>) -> (Self, Vec<DataFault>) {
        let mut resources = Self::default();
        let mut faults = Vec::new();
        let mut each = |field, text: &str, read: &mut dyn FnMut(&str) -> Option<()>| {
            for (index, line) in text.lines().enumerate() {
                let line = line.trim();
                if line.is_empty() || line == "#" || line.starts_with("# ") {
                    continue;
                }
                if read(line).is_none() {
                    faults.push(DataFault {
                        field,
                        line: index + 1,
                        text: line.to_owned(),
                    });
                }
            }
        };
        each("boilerplate", data.boilerplate, &mut |line| {
            resources.read_boilerplate(line)
        });
        each("abbreviations", data.abbreviations, &mut |line| {
            resources.read_abbreviation(line)
        });
        each("sentence_starters", data.sentence_starters, &mut |line| {
            read_word(line, &mut resources.sentence_starters)
        });
        each("function_words", data.function_words, &mut |line| {
            read_word(line, &mut resources.function_words)
        });
        each("language_codes", data.language_codes, &mut |line| {
            let (long, short) = line.split_once(' ')?;
            (long.len() == 3 && short.len() == 2).then_some(())?;
            resources
                .language_codes
                .insert(long.to_owned(), short.to_owned());
            Some(())
        });
        for words in [
            &mut resources.sentence_starters,
            &mut resources.after_time,
            &mut resources.function_words,
        ] {
            words.sort_unstable();
            words.dedup();
        }
        (resources, faults)
    }

    /// Parses the data files of `rapporteur-models`.
    #[cfg(test)]
    pub(crate) fn of_models() -> Self {
        use rapporteur_models::text;
        Self::parse(&TextData {
            boilerplate: text::BOILERPLATE,
            abbreviations: text::ABBREVIATIONS,
            sentence_starters: text::SENTENCE_STARTERS,
            function_words: text::FUNCTION_WORDS,
            language_codes: text::LANGUAGE_CODES,
        })
    }

    fn read_boilerplate(&mut self, line: &str) -> Option<()> {
        let (reason, rest) = line.split_once(' ')?;
        let (place, pattern) = rest.trim_start().split_once(' ')?;
        let reason = RemovalReason::named(reason)?;
        let pattern = pattern.trim();
        match place {
            "tail" => {
                self.tails.push((pattern.to_owned(), reason));
                Some(())
            }
            "address" => {
                self.addresses.push((pattern.to_lowercase(), reason));
                Some(())
            }
            _ => {
                let longest = place.parse().ok()?;
                let patterns = Pattern::parse(pattern);
                (!patterns.is_empty()).then_some(())?;
                for pattern in patterns {
                    self.lines
                        .entry(pattern.first_word().to_owned())
                        .or_default()
                        .push(LinePattern {
                            pattern,
                            longest,
                            reason,
                        });
                }
                Some(())
            }
        }
    }

    fn read_abbreviation(&mut self, line: &str) -> Option<()> {
        let (kind, word) = line.split_once(' ')?;
        let word = word.trim();
        if kind == "after-time" {
            return read_word(&word.to_lowercase(), &mut self.after_time);
        }
        let kind = match kind {
            "title" => Abbreviation::Title,
            "numbered" => Abbreviation::Numbered,
            "inner" => Abbreviation::Inner,
            "time" => Abbreviation::Time,
            "ending" => Abbreviation::Ending,
            _ => return None,
        };
        let word = word.strip_suffix('.')?;
        (!word.is_empty() && !word.contains(' ')).then_some(())?;
        self.abbreviations.insert(word.to_owned(), kind);
        Some(())
    }

    /// Says why a stretch of a line, taken as a whole, is no part of a report; `None` where it may
    /// be one.
    pub(crate) fn line_reason(&self, piece: &str) -> Option<RemovalReason> {
        let folded = fold(piece);
        let length = folded.chars().count();
        [first_word(&folded), ""]
            .into_iter()
            .filter_map(|word| self.lines.get(word))
            .flatten()
            .find(|line| length <= line.longest && line.pattern.matches(&folded))
            .map(|line| line.reason)
    }

    /// Returns the words that may stand glued to the end of the text.
    pub(crate) fn tails(&self) -> &[(String, RemovalReason)] {
        &self.tails
    }

    /// Says why a web address is no word of a sentence; `None` where it may be one.
    pub(crate) fn address_reason(&self, address: &str) -> Option<RemovalReason> {
        let address = address.to_ascii_lowercase();
        self.addresses
            .iter()
            .find(|(part, _)| address.contains(part.as_str()))
            .map(|(_, reason)| *reason)
    }

    /// Returns the kind of an abbreviation, given without its last point.
    pub(crate) fn abbreviation(&self, word: &str) -> Option<Abbreviation> {
        self.abbreviations.get(word).copied()
    }

    /// Says whether a capitalised word begins a sentence rather than a name.
    pub(crate) fn starts_sentence(&self, word: &str) -> bool {
        contains_lowered(&self.sentence_starters, word)
    }

    /// Says whether a clock time goes on with this word.
    pub(crate) fn continues_time(&self, word: &str) -> bool {
        contains_lowered(&self.after_time, word)
    }

    /// Says whether a word is a function word that tells English from other languages.
    pub(crate) fn is_function_word(&self, word: &str) -> bool {
        contains_lowered(&self.function_words, word)
    }

    /// Returns the ISO 639-1 code for an ISO 639-3 code, or the latter where there is none.
    pub(crate) fn language_code<'a>(&'a self, code: &'a str) -> &'a str {
        self.language_codes.get(code).map_or(code, String::as_str)
    }
}

impl RemovalReason {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "subscription" => Self::Subscription,
            "source-link" => Self::SourceLink,
            "related" => Self::Related,
            "share" => Self::Share,
            "credit" => Self::Credit,
            "advertising" => Self::Advertising,
            "copyright" => Self::Copyright,
            "furniture" => Self::Furniture,
            "web-address" => Self::WebAddress,
            _ => return None,
        })
    }
}

fn read_word(line: &str, words: &mut Vec<String>) -> Option<()> {
    let word = line.trim();
    (!word.contains(' ') && word.len() <= LONGEST_WORD).then_some(())?;
    words.push(word.to_owned());
    Some(())
}

/// Words of the lists are short, so that looking one up needs no allocation.
const LONGEST_WORD: usize = 24;

fn contains_lowered(sorted: &[String], word: &str) -> bool {
    let mut buffer = [0_u8; LONGEST_WORD];
    let Some(lowered) = buffer.get_mut(..word.len()) else {
        return false;
    };
    lowered.copy_from_slice(word.as_bytes());
    lowered.make_ascii_lowercase();
    let lowered: &[u8] = lowered;
    sorted
        .binary_search_by(|entry| entry.as_bytes().cmp(lowered))
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_line_is_a_fault_and_says_nothing() {
        let (resources, faults) = TextResources::parse_with_faults(&TextData {
            boilerplate: "# a comment\nshare 40 Share this story\nnonsense 3 x\nshare many x",
            abbreviations: "title Mr.\ntitle Mr\nodd Dr.",
            language_codes: "eng en\neng",
            ..TextData::default()
        });
        let lines: Vec<_> = faults
            .iter()
            .map(|fault| (fault.field, fault.line))
            .collect();
        assert_eq!(
            lines,
            [
                ("boilerplate", 3),
                ("boilerplate", 4),
                ("abbreviations", 2),
                ("abbreviations", 3),
                ("language_codes", 2),
            ]
        );
        assert_eq!(
            resources.line_reason("SHARE THIS STORY"),
            Some(RemovalReason::Share)
        );
        assert_eq!(resources.abbreviation("Mr"), Some(Abbreviation::Title));
        assert_eq!(resources.abbreviation("Dr"), None);
        assert_eq!(resources.language_code("eng"), "en");
    }

    #[test]
    fn words_are_found_in_any_case() {
        let resources = TextResources::parse(&TextData {
            sentence_starters: "the\nearlier",
            ..TextData::default()
        });
        assert!(resources.starts_sentence("Earlier"));
        assert!(!resources.starts_sentence("Earl"));
        assert!(!resources.starts_sentence("Anextraordinarilylongwordindeed"));
    }
}
