//! Which words are typical of some texts beside others.
//!
//! Log-odds ratio with an informative Dirichlet prior, as a z-score (Monroe, Colaresi and Quinn 2008,
//! "Fightin' Words", equations 16 and 22); the prior of a word is its share in all texts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rapporteur_models::extract::WORDS;
use rapporteur_models::text::FUNCTION_WORDS;

/// The classes of words that tell nothing of what is talked about.
const CLASSES: [&str; 16] = [
    "article",
    "determiner",
    "possessive",
    "pronoun",
    "relative",
    "preposition",
    "be",
    "have",
    "do",
    "modal",
    "negation",
    "adverb",
    "conjunction",
    "subordinator",
    "objective",
    "locative",
];

/// The words of these classes, and those that are common in English.
static EMPTY: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    let listed = WORDS.lines().filter_map(|line| line.split_once('\t'));
    let closed = listed.filter(|(class, _)| CLASSES.contains(class));
    let closed = closed.flat_map(|(_, words)| words.split(' '));
    FUNCTION_WORDS.lines().chain(closed).collect()
});

/// How many words the prior weighs in all: little, since groups are small.
const PRIOR: f64 = 20.0;

/// How often a word stands in the texts that it is typical of, at least.
const LEAST: f64 = 2.0;

/// How often each word stands in texts.
#[derive(Debug, Clone, Default)]
pub(super) struct WordCounts {
    words: BTreeMap<String, f64>,
    total: f64,
}

impl WordCounts {
    /// Counts the words of a text.
    pub(super) fn add(&mut self, text: &str) {
        for word in content_words(text) {
            *self.words.entry(word).or_default() += 1.0;
            self.total += 1.0;
        }
    }

    /// Lists the words that are typical beside `all`, of which these are a part: the most typical
    /// first, at most `most`.
    pub(super) fn typical(&self, all: &Self, most: usize) -> Vec<String> {
        let mut scored: Vec<(f64, &String)> = self
            .words
            .iter()
            .filter(|(_, count)| **count >= LEAST)
            .filter_map(|(word, count)| Some((self.score(all, word, *count)?, word)))
            .filter(|(score, _)| *score > 0.0)
            .collect();
        scored.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(other.1)));
        let words = scored.into_iter().map(|(_, word)| word.clone());
        words.take(most).collect()
    }

    fn score(&self, all: &Self, word: &str, count: f64) -> Option<f64> {
        let everywhere = *all.words.get(word)?;
        let prior = PRIOR * everywhere / all.total;
        let rest = (everywhere - count).max(0.0);
        let rest_total = (all.total - self.total).max(0.0);
        let odds = |count: f64, total: f64| {
            let others = total + PRIOR - count - prior;
            ((count + prior) / others.max(f64::MIN_POSITIVE)).ln()
        };
        let variance = 1.0 / (count + prior) + 1.0 / (rest + prior);
        Some((odds(count, self.total) - odds(rest, rest_total)) / variance.sqrt())
    }
}

/// Says whether a word, in small letters, tells nothing of what is talked about.
pub(super) fn tells_nothing(word: &str) -> bool {
    EMPTY.contains(word)
}

/// Lists the words of a text that tell what it is about, in small letters.
pub(super) fn content_words(text: &str) -> impl Iterator<Item = String> + use<'_> {
    const SHORTEST: usize = 3;
    let words = text.split(|character: char| !character.is_alphabetic());
    words
        .filter(|word| word.chars().count() >= SHORTEST)
        .map(str::to_lowercase)
        .filter(|word| !tells_nothing(word))
}

#[cfg(test)]
mod tests {
    use super::{WordCounts, content_words};

    #[test]
    fn what_others_say_too_is_not_typical() {
        let (mut some, mut all) = (WordCounts::default(), WordCounts::default());
        for text in [
            "the lighthouse must shine for ships",
            "a lighthouse saves ships",
        ] {
            some.add(text);
            all.add(text);
        }
        for text in [
            "the ships must go",
            "our ships stay",
            "ships and more ships",
        ] {
            all.add(text);
        }
        assert_eq!(some.typical(&all, 1), ["lighthouse"]);
        assert!(!some.typical(&all, 9).contains(&"ships".to_owned()));
    }

    #[test]
    fn function_words_are_left_out() {
        let words: Vec<String> = content_words("We will not withdraw from the Islands.").collect();
        assert_eq!(words, ["withdraw", "islands"]);
    }
}
