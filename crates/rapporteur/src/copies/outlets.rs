//! Outlets by all their names, and what articles have from them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use rapporteur_core::{Codebook, Form, Reading, TextRange};
use rapporteur_models::copies::{AGENCIES, CITING, OUTLET_NOUNS};
use rapporteur_record::name_key;
use serde::{Deserialize, Serialize};

/// The kind of an organisation in a codebook that is an outlet.
const MEDIA: &str = "media";

/// How far into a text, in bytes, the line that names where and by whom it was written may reach.
const DATELINE: usize = 160;

/// Words that are looked at before the name of an outlet, at most.
const BEFORE: usize = 8;

/// Names in front of an outlet's that say whose it is: "Russia's state news agency TASS".
const MOST_NAMES: usize = 2;

static LISTED: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    let names = |line: &'static str| line.split(['\t', '|']).map(str::trim).collect();
    lines(AGENCIES).map(names).collect()
});

static PHRASES: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    lines(CITING)
        .map(|line| line.split(' ').collect())
        .collect()
});

static NOUNS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| lines(OUTLET_NOUNS).collect());

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = list.lines().map(str::trim_end);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The outlets that are known, each under all its names.
#[derive(Debug, Default)]
pub(crate) struct Outlets {
    /// The key of a name, and the name to count under.
    names: BTreeMap<String, String>,
}

impl Outlets {
    /// Gathers the outlets of the list, the codebook and the record. A publisher of the record has the
    /// last word on its own name.
    pub(crate) fn of<'a>(
        codebook: Option<&Codebook>,
        publishers: impl Iterator<Item = &'a str>,
    ) -> Self {
        let mut outlets = Self::default();
        for names in LISTED.iter() {
            outlets.enter(names.iter().copied());
        }
        let organisations = codebook.into_iter().flat_map(|book| &book.organisations);
        for organisation in organisations.filter(|one| one.kind.as_deref() == Some(MEDIA)) {
            let aliases = organisation.aliases.iter().map(String::as_str);
            outlets.enter(std::iter::once(organisation.name.as_str()).chain(aliases));
        }
        for publisher in publishers {
            let known = outlets.names.get(&key(publisher)).cloned();
            let name = known.unwrap_or_else(|| publisher.to_owned());
            outlets.names.insert(key(publisher), name);
        }
        outlets
    }

    fn enter<'a>(&mut self, names: impl Iterator<Item = &'a str>) {
        let mut first = None;
        for name in names {
            let first = first.get_or_insert_with(|| name.to_owned());
            self.names.insert(key(name), first.clone());
        }
    }

    /// The name to count an outlet under; `None` for what is no known outlet.
    pub(crate) fn named(&self, name: &str) -> Option<&str> {
        self.names.get(&key(name)).map(String::as_str)
    }
}

/// A name without case, accents, article and the name of its top-level domain.
pub(crate) fn key(name: &str) -> String {
    let key = name_key(name);
    let bare = key.strip_prefix("the ").unwrap_or(&key);
    bare.trim_end_matches(".com").to_owned()
}

/// Names in an article on which something rests, if they are names of outlets: what [`Citations`] are
/// found in, once it is known which outlets there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Cited {
    /// Whom the dateline or a line of its own names, by all names that may be meant.
    whole: Vec<Vec<String>>,
    /// Stretches of the text with whom they rest on; those that count first stand first.
    parts: Vec<(TextRange, Vec<String>)>,
}

impl Cited {
    /// Finds them: sentences that name somebody behind words such as "citing", and what statements say
    /// with who makes them.
    pub(crate) fn of(text: &str, reading: &Reading) -> Self {
        let name = |id| reading.entities.iter().find(|entity| Some(entity.id) == id);
        let mut cited = Self::default();
        for mention in reading.mentions.iter().filter(|one| one.form == Form::Name) {
            let words = mention.name().slice(text).unwrap_or_default();
            let entity = name(mention.entity).map(|entity| entity.name.as_str());
            let names = names([entity, Some(words)]);
            let sentence = sentence(text, mention.range);
            if is_byline(text, mention.range) {
                cited.whole.push(names);
            } else if is_cited(text, sentence, mention.range) {
                cited.parts.push((sentence, names));
            }
        }
        for statement in &reading.statements {
            let speaker = statement.speaker.name.as_deref();
            let entity = name(statement.speaker.entity).map(|entity| entity.name.as_str());
            let names = names([entity, speaker]);
            let parts = statement.content.iter();
            cited
                .parts
                .extend(parts.map(|range| (*range, names.clone())));
        }
        cited.parts.retain(|(_, names)| !names.is_empty());
        cited
    }

    /// Leaves out what touches none of the lines.
    pub(crate) fn within(mut self, lines: &[TextRange]) -> Self {
        self.parts.retain(|(range, _)| {
            let mut lines = lines.iter();
            lines.any(|line| range.start() < line.end() && line.start() < range.end())
        });
        self
    }
}

/// The names that there are, each once.
fn names(names: [Option<&str>; 2]) -> Vec<String> {
    let mut names: Vec<String> = names.into_iter().flatten().map(str::to_owned).collect();
    names.dedup();
    names
}

/// What of one article rests on other outlets, or on its own.
#[derive(Debug, Clone, Default)]
pub(crate) struct Citations {
    /// The outlet that the dateline or a line of its own names as the author.
    pub(super) whole: Option<String>,
    /// Stretches of the text with the outlet that each rests on; those that count first stand first.
    pub(super) parts: Vec<(TextRange, String)>,
}

impl Citations {
    /// Finds which of the names are those of outlets.
    pub(crate) fn of(cited: &Cited, outlets: &Outlets) -> Self {
        let outlet = |names: &Vec<String>| {
            let named = names.iter().find_map(|name| outlets.named(name));
            named.map(str::to_owned)
        };
        let parts = cited.parts.iter();
        Self {
            whole: cited.whole.iter().find_map(outlet),
            parts: parts
                .filter_map(|(range, names)| Some((*range, outlet(names)?)))
                .collect(),
        }
    }
}

/// Says whether an outlet is named as an author is: in brackets in the dateline, or in brackets on a
/// line of its own.
fn is_byline(text: &str, name: TextRange) -> bool {
    let before = text.get(..name.start()).unwrap_or_default();
    let after = text.get(name.end()..).unwrap_or_default();
    if !before.ends_with('(') || !after.starts_with(')') {
        return false;
    }
    let after = after
        .trim_start_matches(')')
        .trim_start_matches([' ', '\u{a0}']);
    let dateline = name.start() < DATELINE && after.starts_with(['–', '—', '-']);
    let alone = before
        .trim_end_matches('(')
        .lines()
        .last()
        .is_none_or(str::is_empty)
        || before.trim_end_matches('(').ends_with('\n');
    dateline || alone && (after.is_empty() || after.starts_with('\n'))
}

/// Says whether the words before a name cite it.
fn is_cited(text: &str, sentence: TextRange, name: TextRange) -> bool {
    let before = text.get(sentence.start()..name.start()).unwrap_or_default();
    let mut words: Vec<&str> = before.split_whitespace().rev().take(BEFORE).collect();
    words.reverse();
    let bare = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.to_lowercase()
    };
    let mut names = 0;
    loop {
        let lower: Vec<String> = words.iter().map(bare).collect();
        if PHRASES.iter().any(|phrase| {
            lower.len() >= phrase.len()
                && lower
                    .iter()
                    .rev()
                    .zip(phrase.iter().rev())
                    .all(|(one, two)| one == two)
        }) {
            return true;
        }
        let (Some(last), Some(word)) = (lower.last(), words.pop()) else {
            return false;
        };
        let parts = last.split('-');
        if parts.into_iter().all(|part| NOUNS.contains(part)) {
            continue;
        }
        names += 1;
        if names > MOST_NAMES || !word.starts_with(char::is_uppercase) {
            return false;
        }
    }
}

/// The sentence around a name, as far as points, marks and line ends tell.
fn sentence(text: &str, name: TextRange) -> TextRange {
    let ends = |(place, character): (usize, char)| {
        let end = place + character.len_utf8();
        let next = text.get(end..).unwrap_or_default();
        let closed = next.trim_start_matches(['”', '"', '»', ')', '’']);
        let goes_on = closed.trim_start_matches([' ', '\u{a0}']);
        let is_end = match character {
            '\n' => true,
            '.' | '!' | '?' | '…' => {
                closed.is_empty()
                    || goes_on.len() < closed.len()
                        && goes_on.starts_with(|c: char| c.is_uppercase() || "“\"«".contains(c))
            }
            _ => false,
        };
        is_end.then_some(end)
    };
    let before = text.get(..name.start()).unwrap_or_default();
    let start = before.char_indices().rev().find_map(ends).unwrap_or(0);
    let after = text.get(name.end()..).unwrap_or_default();
    let after = after
        .char_indices()
        .map(|(place, c)| (place + name.end(), c));
    let end = after.into_iter().find_map(ends).unwrap_or(text.len());
    TextRange::new(start, end)
}

#[cfg(test)]
mod tests;
