//! The language of a text, and whether it is one that Rapporteur reads.

use rapporteur_core::{Diagnostic, Language, Severity};

use crate::document::{Token, TokenKind};
use crate::resources::TextResources;

/// The only language that is read.
const READ: &str = "en";

/// How many words are counted, spread evenly over the text.
const COUNTED_WORDS: usize = 400;

/// How many bytes are given to the detector, spread evenly over the text.
const SAMPLE_BYTES: usize = 900;

/// From so many words on, a share speaks for itself.
const ENOUGH_WORDS: usize = 12;

/// The share of English function words in running English is a quarter or more, in other languages
/// of the press a twentieth or less.
const ENGLISH_SHARE: f64 = 0.15;

/// Below this share no text of [`ENOUGH_WORDS`] is English.
const FOREIGN_SHARE: f64 = 0.06;

/// The confidence of the detector from which a text of [`ENOUGH_WORDS`] is in the language it names;
/// wrong names on press reports stay below.
const SURE: f64 = 0.5;

/// Tells the language of a cleaned text.
///
/// The share of English function words decides where it is clear; else the trigrams of `whatlang`;
/// a declared language counts where the text itself says too little.
pub(crate) fn tell(
    text: &str,
    tokens: &[Token],
    declared: Option<&str>,
    resources: &TextResources,
) -> Language {
    let count = Count::of(text, tokens, resources);
    if count.share() >= ENGLISH_SHARE && (count.words >= ENOUGH_WORDS || count.function_words >= 2)
    {
        return Language::new(READ);
    }
    let declared = declared.map(primary_subtag).filter(|tag| !tag.is_empty());
    let detected = whatlang::detect(&sample(text));
    let latin = detected
        .as_ref()
        .is_none_or(|info| info.script() == whatlang::Script::Latin);
    let may_be_english = latin && (count.words < ENOUGH_WORDS || count.share() >= FOREIGN_SHARE);
    if declared.as_deref() == Some(READ) && may_be_english {
        return Language::new(READ);
    }
    if let Some(info) = detected {
        let code = resources.language_code(info.lang().code());
        let agrees = declared.as_deref() == Some(code);
        let excluded = code == READ && !may_be_english;
        let sure = if count.words >= ENOUGH_WORDS {
            info.confidence() >= SURE
        } else {
            info.is_reliable()
        };
        if !excluded && (agrees || sure || !latin) {
            return Language::new(code);
        }
        // English words among few others: a headline.
        if code == READ && may_be_english && count.function_words > 0 {
            return Language::new(READ);
        }
    }
    match declared {
        Some(tag) if tag != READ => Language::new(&tag),
        _ => Language::undetermined(),
    }
}

/// Says whether a language is one that Rapporteur reads.
pub(crate) fn is_read(language: &Language) -> bool {
    language.code() == READ
}

/// Tells why a text is not read.
pub(crate) fn not_read(language: &Language, empty: bool) -> Diagnostic {
    let message = if empty {
        "not read: nothing is left of the text after cleaning".to_owned()
    } else if *language == Language::undetermined() {
        "not read: the text does not tell its language".to_owned()
    } else {
        format!("not read: language {}", language.code())
    };
    Diagnostic {
        severity: Severity::Note,
        code: "language.not-read".to_owned(),
        message,
        range: None,
    }
}

/// How many of the words looked at are English function words.
struct Count {
    words: usize,
    function_words: usize,
}

impl Count {
    fn of(text: &str, tokens: &[Token], resources: &TextResources) -> Self {
        let mut count = Self {
            words: 0,
            function_words: 0,
        };
        // Runs of eight words, so that a regular sentence does not fall in step with the sample.
        let run = 8;
        let step = tokens.len().div_ceil(COUNTED_WORDS).max(1);
        let words = tokens
            .chunks(run)
            .step_by(step)
            .flatten()
            .filter(|token| token.kind == TokenKind::Word)
            .filter_map(|token| text.get(token.range.start..token.range.end))
            .filter(|word| !word.starts_with('\''));
        for word in words {
            count.words += 1;
            count.function_words += usize::from(resources.is_function_word(word));
        }
        count
    }

    #[expect(clippy::cast_precision_loss, reason = "at most a few hundred words")]
    fn share(&self) -> f64 {
        if self.words == 0 {
            return 0.0;
        }
        self.function_words as f64 / self.words as f64
    }
}

/// Returns the language of a BCP 47 tag: "en" of "en-GB", in ISO 639-1 where the tag has it.
fn primary_subtag(tag: &str) -> String {
    let subtag = tag.trim().split(['-', '_']).next().unwrap_or_default();
    let known = (2..=3).contains(&subtag.len()) && subtag.bytes().all(|b| b.is_ascii_alphabetic());
    if known {
        subtag.to_ascii_lowercase()
    } else {
        String::new()
    }
}

fn sample(text: &str) -> String {
    if text.len() <= SAMPLE_BYTES {
        return text.to_owned();
    }
    let piece = SAMPLE_BYTES / 3;
    let mut sample = String::with_capacity(SAMPLE_BYTES + 16);
    for third in 0..3 {
        let start = text.floor_char_boundary(text.len() / 3 * third);
        let end = text.floor_char_boundary(start + piece);
        sample.push_str(text.get(start..end).unwrap_or_default());
        sample.push('\n');
    }
    sample
}

#[cfg(test)]
mod tests;
