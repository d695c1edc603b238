//! The words of a statement, made ready to be compared.

use std::collections::BTreeSet;

use rapporteur_stance::SentenceVector;

use super::resources::Resources;

/// A part of a statement has at least so many words of its own that tell something.
const LEAST_PART: usize = 2;

/// Two stretches of a statement, as the record joins them.
const JOINT: &str = " … ";

/// The words of a statement: all of them, and each sentence where there are several.
#[derive(Debug, Clone)]
pub(crate) struct Wording {
    pub(super) whole: Passage,
    pub(super) parts: Vec<Passage>,
    /// Whether all of it stands in quotation marks.
    pub(super) quoted: bool,
    /// The words without case and marks.
    pub(super) key: String,
}

/// A stretch of words.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    pub(super) vector: SentenceVector,
    /// The words that tell something, each once.
    pub(super) words: Vec<Word>,
    /// Numbers.
    pub(super) figures: BTreeSet<String>,
    /// Names of days and months.
    pub(super) days: BTreeSet<String>,
    /// Whether something is denied.
    pub(super) denies: bool,
    /// How many words there are in all.
    pub(super) length: usize,
}

#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) vector: SentenceVector,
}

impl Wording {
    pub(crate) fn of(resources: &Resources, content: &str) -> Self {
        let whole = Passage::of(resources, content);
        let mut parts: Vec<Passage> = content
            .split(JOINT)
            .flat_map(|stretch| stretch.split_inclusive(['.', '!', '?', ';', ',']))
            .map(|part| Passage::of(resources, part))
            .filter(|part| part.words.len() >= LEAST_PART)
            .collect();
        if parts.len() < 2 {
            parts.clear();
        }
        Self {
            whole,
            parts,
            quoted: is_quoted(content),
            key: words(content).collect::<Vec<_>>().join(" "),
        }
    }
}

impl Passage {
    fn of(resources: &Resources, text: &str) -> Self {
        let (mut telling, mut figures, mut days) =
            (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let (mut denies, mut length) = (false, 0);
        for word in words(text) {
            length += 1;
            if resources.denials.contains(word.as_str()) {
                denies = true;
            } else if word.bytes().all(|byte| byte.is_ascii_digit()) {
                figures.insert(word);
            } else if let Some(number) = resources.numbers.get(word.as_str()) {
                figures.insert((*number).to_owned());
            } else if resources.days.contains(word.as_str()) {
                days.insert(word);
            } else if !resources.small.contains(word.as_str()) {
                telling.insert(word);
            }
        }
        let words = telling.into_iter().map(|text| Word {
            vector: resources.vectors.read(&text),
            text,
        });
        Self {
            vector: resources.vectors.read(text),
            words: words.collect(),
            figures,
            days,
            denies,
            length,
        }
    }
}

/// Words in lower case, apostrophes within them kept.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .map(|word| {
            let word = word.replace('’', "'").to_lowercase();
            let word = word.trim_matches('\'');
            word.strip_suffix("'s").unwrap_or(word).to_owned()
        })
        .filter(|word| !word.is_empty())
}

fn is_quoted(content: &str) -> bool {
    let mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '«' | '»');
    content.trim_start().starts_with(mark) && content.trim_end().ends_with(mark)
}
