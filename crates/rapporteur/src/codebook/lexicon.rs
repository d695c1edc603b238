//! The words by which a draft tells who acts like a state.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rapporteur_models::codebook::STATES;
use rapporteur_models::extract::{CALENDAR, DEMONYMS};

/// The list, parsed when the first codebook is drafted.
pub(super) static LEXICON: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::parse(STATES, DEMONYMS, CALENDAR));

/// The classes of the calendar's words that are written with a capital.
const DAYS: [&str; 2] = ["month", "weekday"];

/// The words of one class each, and the endings of adjectives.
pub(super) struct Lexicon {
    classes: BTreeMap<&'static str, BTreeSet<&'static str>>,
    endings: Vec<&'static str>,
}

impl Lexicon {
    fn parse(states: &'static str, endings: &'static str, calendar: &'static str) -> Self {
        let mut classes: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for (class, word) in states.lines().filter_map(|line| line.split_once('\t')) {
            classes.entry(class).or_default().insert(word);
        }
        for (class, entry) in calendar.lines().filter_map(|line| line.split_once('\t')) {
            if let (true, Some(word)) = (DAYS.contains(&class), entry.split('\t').next()) {
                classes.entry(class).or_default().insert(word);
            }
        }
        let endings = endings.lines().filter(|line| !line.starts_with('#'));
        Self {
            classes,
            endings: endings.filter(|line| !line.is_empty()).collect(),
        }
    }

    fn holds(&self, class: &str, word: &str) -> bool {
        self.classes
            .get(class)
            .is_some_and(|words| words.contains(word.to_lowercase().as_str()))
    }

    /// Says whether it is something that a state has.
    pub(super) fn owned(&self, word: &str) -> bool {
        self.holds("own", word)
    }

    /// Says whether it is a month or a day of the week.
    pub(super) fn day(&self, word: &str) -> bool {
        DAYS.iter().any(|class| self.holds(class, word))
    }

    /// Says whether it is a word of titles and offices, and no name.
    pub(super) fn part(&self, word: &str) -> bool {
        self.holds("part", word) || self.owned(word)
    }

    /// Says whether it is somebody who speaks for a government.
    pub(super) fn voice(&self, word: &str) -> bool {
        self.holds("voice", word)
    }

    /// Says whether it is said of those who stand between the sides.
    pub(super) fn mediates(&self, word: &str) -> bool {
        self.holds("mediate", word)
    }

    /// Says whether states call themselves so: "Republic".
    pub(super) fn form(&self, word: &str) -> bool {
        self.holds("form", word)
    }

    /// Says whether the name ends as those of bodies do that act like a party.
    pub(super) fn bloc(&self, name: &str) -> bool {
        last(name).is_some_and(|word| self.holds("bloc", word))
    }

    /// Says whether the name ends as those of outlets do.
    pub(super) fn outlet(&self, name: &str) -> bool {
        last(name).is_some_and(|word| self.holds("agency", word))
    }

    /// Says whether the word may be the adjective of the name, or of its people: "Valdrians" of
    /// "Valdria".
    ///
    /// Without their endings both begin alike: four letters at least, and at most two of the name are
    /// left over.
    pub(super) fn adjective_of(&self, word: &str, name: &str) -> bool {
        const LEAST: usize = 4;
        const LEFT: usize = 2;
        if word == name || name.contains(' ') {
            return false;
        }
        let singular = word.strip_suffix('s').unwrap_or(word);
        self.endings.iter().any(|ending| {
            singular.strip_suffix(ending).is_some_and(|stem| {
                let left = name.strip_prefix(stem).map(|left| left.chars().count());
                stem.chars().count() >= LEAST && left.is_some_and(|left| left <= LEFT)
            })
        })
    }
}

fn last(name: &str) -> Option<&str> {
    name.split_whitespace().next_back()
}

#[cfg(test)]
mod tests {
    use super::LEXICON;

    #[test]
    fn adjectives_are_told_by_their_endings() {
        let check = |word, name, expected| {
            assert_eq!(LEXICON.adjective_of(word, name), expected, "{word}, {name}");
        };
        check("valdrian", "valdria", true);
        check("valdrians", "valdria", true);
        check("kestorian", "valdria", false);
        check("valdria", "valdria", false);
        check("salt", "salt islands", false);
    }

    #[test]
    fn words_are_looked_up_whatever_their_case() {
        assert!(LEXICON.owned("Minister") && !LEXICON.owned("harbour"));
        assert!(LEXICON.outlet("Tolmarch Gazette") && LEXICON.bloc("Littoral Union"));
        assert!(LEXICON.form("Republic") && LEXICON.mediates("hosted"));
    }
}
