//! Copies made of generated articles, one way each.

use crate::generate::Random;

const FRAMES: &str = include_str!("../../../data/copies/frames.txt");

/// How a copy is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Planted {
    /// Word for word, with other lines of a site around it.
    Verbatim,
    /// In other case, without punctuation, quotation marks or paragraphs, or all of these.
    Cleaned,
    /// The first 60 in 100 words inside another article.
    Inside,
    /// So many of a hundred words replaced by other words of the vocabulary, at random places.
    Replaced(usize),
}

/// All ways, in the order of the table.
pub(super) const WAYS: [Planted; 6] = [
    Planted::Verbatim,
    Planted::Cleaned,
    Planted::Inside,
    Planted::Replaced(5),
    Planted::Replaced(15),
    Planted::Replaced(30),
];

/// How much of an article stands inside another one, in a hundred words.
const INSIDE: usize = 60;

impl Planted {
    /// The name in the table.
    pub(super) fn name(self) -> String {
        match self {
            Self::Verbatim => "verbatim, other boilerplate".to_owned(),
            Self::Cleaned => "differently cleaned".to_owned(),
            Self::Inside => format!("first {INSIDE} % inside another"),
            Self::Replaced(share) => format!("{share} % of words replaced"),
        }
    }

    /// The kind that says what was done.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Verbatim | Self::Cleaned => "verbatim",
            Self::Inside => "cut",
            Self::Replaced(_) => "rewritten",
        }
    }

    /// The recall that is asked for, in a hundred; cleaning is asked for what verbatim copies are.
    pub(super) fn asked(self) -> usize {
        match self {
            Self::Verbatim | Self::Cleaned | Self::Replaced(..=5) => 99,
            Self::Inside => 97,
            Self::Replaced(..=15) => 95,
            Self::Replaced(_) => 80,
        }
    }

    /// Makes a copy of `text`; `host` is another article, for what is carried inside one.
    pub(super) fn plant(
        self,
        text: &str,
        host: &str,
        vocabulary: &[String],
        random: &mut Random,
    ) -> String {
        match self {
            Self::Verbatim => framed(text, random),
            Self::Cleaned => cleaned(text, random),
            Self::Inside => inside(text, host, random),
            Self::Replaced(share) => replaced(text, share, vocabulary, random),
        }
    }
}

/// Puts one to three lines above a text and as many below it.
fn framed(text: &str, random: &mut Random) -> String {
    let mut lines: Vec<&str> = (FRAMES.lines())
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    random.shuffle(&mut lines);
    let (above, below) = (random.between(1, 3), random.between(1, 3));
    let mut lines = lines.into_iter();
    let above: Vec<&str> = lines.by_ref().take(above).collect();
    let below: Vec<&str> = lines.take(below).collect();
    format!("{}\n\n{text}\n{}\n", above.join("\n"), below.join("\n"))
}

fn cleaned(text: &str, random: &mut Random) -> String {
    let marks = |c: char| "“”«»\"‘’".contains(c);
    let plain = match random.below(4) {
        0 => text.to_uppercase(),
        1 => text.replace(marks, "").replace(['–', '—'], "-"),
        2 => text.replace(['“', '”', '«', '»'], "\"").replace('’', "'"),
        _ => {
            let kept = text
                .chars()
                .filter(|c| !c.is_ascii_punctuation() || "'-".contains(*c));
            kept.filter(|c| !marks(*c))
                .collect::<String>()
                .to_lowercase()
        }
    };
    match random.below(3) {
        0 => plain.split_whitespace().collect::<Vec<_>>().join(" "),
        1 => plain.replace("\n\n", "\n"),
        _ => plain.replace(' ', "\u{a0}"),
    }
}

/// Puts the beginning of a text between two paragraphs of another.
fn inside(text: &str, host: &str, random: &mut Random) -> String {
    let pieces: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let words = pieces.len() * INSIDE / 100;
    let part: String = pieces.into_iter().take(words).collect();
    let mut paragraphs: Vec<&str> = host.trim_end().split("\n\n").collect();
    let place = random.between(0, paragraphs.len());
    paragraphs.insert(place, part.trim_end());
    paragraphs.join("\n\n") + "\n"
}

/// Replaces so many of a hundred words, marks around them kept.
fn replaced(text: &str, share: usize, vocabulary: &[String], random: &mut Random) -> String {
    let mut pieces: Vec<String> = (text.split_inclusive(char::is_whitespace))
        .map(str::to_owned)
        .collect();
    let is_word = |piece: &String| piece.contains(char::is_alphanumeric);
    let mut places: Vec<usize> = (0..pieces.len())
        .filter(|place| pieces.get(*place).is_some_and(is_word))
        .collect();
    random.shuffle(&mut places);
    let replaced = places.len() * share / 100;
    for place in places.into_iter().take(replaced) {
        if let Some(piece) = pieces.get_mut(place) {
            let word = piece
                .trim_matches(|c: char| !c.is_alphanumeric())
                .to_owned();
            let another = loop {
                match random.pick(vocabulary) {
                    Some(other) if other.eq_ignore_ascii_case(&word) => {}
                    other => break other.cloned().unwrap_or_default(),
                }
            };
            *piece = piece.replacen(&word, &another, 1);
        }
    }
    pieces.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“One, two,” said three.\n\nFour five six seven eight, nine ten.\n";

    fn check(planted: Planted, of: impl Fn(&str) -> bool) {
        let vocabulary = ["alpha".to_owned(), "beta".to_owned()];
        let mut random = Random::new(1);
        let host = "First words.\n\nLast words.\n";
        let copy = planted.plant(TEXT, host, &vocabulary, &mut random);
        assert!(of(&copy), "{copy}");
    }

    #[test]
    fn each_way_does_what_it_says() {
        check(Planted::Verbatim, |copy| {
            copy.contains(TEXT) && copy.len() > TEXT.len()
        });
        check(Planted::Cleaned, |copy| copy != TEXT);
        check(Planted::Inside, |copy| {
            copy.contains("“One, two,” said three.\n\nFour five")
                && !copy.contains("six")
                && copy.contains("First words.")
        });
        check(Planted::Replaced(30), |copy| {
            copy.matches("alpha").count() + copy.matches("beta").count() == 3
        });
    }
}
