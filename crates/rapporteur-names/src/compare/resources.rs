//! What is known of the words in names: lists, parsed once into sorted tables.

use std::collections::BTreeMap;

use super::confusions::Confusions;
use super::fold::fold;
use super::weights::Weights;

/// The texts of the word lists, in the formats that their first lines describe.
#[derive(Debug, Clone, Copy, Default)]
pub struct NameData<'a> {
    /// Words that tell little, and words spelled in several ways.
    pub words: &'a str,
    /// Given names that are one name.
    pub given: &'a str,
    /// Legal forms of companies.
    pub forms: &'a str,
    /// What is written for one another.
    pub confusions: &'a str,
    /// How much each measure counts.
    pub weights: &'a str,
}

/// A line of a list that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameDataFault {
    /// The field of [`NameData`].
    pub field: &'static str,
    /// The line, counted from 1.
    pub line: usize,
    /// What it says.
    pub text: String,
}

/// The word lists, parsed.
#[derive(Debug, Clone, Default)]
pub struct NameResources {
    words: BTreeMap<String, Vec<Entry>>,
    given: BTreeMap<String, Vec<u16>>,
    /// Legal forms by their first word, longest first.
    forms: BTreeMap<String, Vec<Form>>,
    pub(crate) confusions: Confusions,
    pub(crate) weights: Weights,
    groups: u16,
    /// Phrases that are compared as one word, with it; the longest first.
    phrases: Vec<(Vec<String>, String)>,
}

/// What the list of words says of one.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) class: Class,
    /// The spelling under which it is compared.
    pub(crate) word: String,
}

/// What a word is good for in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Stop,
    Title,
    Particle,
    Young,
    Common,
    Area,
    Number,
    Ship,
    Short,
    Rank,
}

/// The title of an office.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Title {
    pub(crate) words: Vec<String>,
    /// Words such as "deputy", by which the office is another.
    pub(crate) ranks: Vec<String>,
}

/// A legal form: its words after the first, and its class.
#[derive(Debug, Clone)]
struct Form {
    rest: Vec<String>,
    class: String,
}

impl NameResources {
    /// Parses the lists; a line that cannot be read says nothing.
    #[must_use]
    pub fn parse(data: &NameData<'_>) -> Self {
        Self::parse_with_faults(data).0
    }

    /// Parses the lists and names the lines that could not be read.
    #[must_use]
    pub fn parse_with_faults(data: &NameData<'_>) -> (Self, Vec<NameDataFault>) {
        type ReadLine = fn(&mut NameResources, &str) -> Option<()>;
        let mut resources = Self::default();
        let mut faults = Vec::new();
        let lists: [(&'static str, &str, ReadLine); 5] = [
            ("words", data.words, Self::read_word),
            ("given", data.given, Self::read_given),
            ("forms", data.forms, Self::read_form),
            ("confusions", data.confusions, |all, line| {
                all.confusions.read(line)
            }),
            ("weights", data.weights, |all, line| all.weights.read(line)),
        ];
        for (field, text, read) in lists {
            for (number, line) in text.lines().enumerate() {
                let line = line.trim_end();
                if line.is_empty() || line.starts_with('#') {
                    continue;
                }
                if read(&mut resources, line).is_none() {
                    faults.push(NameDataFault {
                        field,
                        line: number + 1,
                        text: line.to_owned(),
                    });
                }
            }
        }
        for forms in resources.forms.values_mut() {
            forms.sort_by_key(|form| std::cmp::Reverse(form.rest.len()));
        }
        (resources.phrases).sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        resources.confusions.seal();
        (resources, faults)
    }

    /// What the word is in one of these classes.
    pub(crate) fn word(&self, word: &str, classes: &[Class]) -> Option<&Entry> {
        self.words
            .get(word)?
            .iter()
            .find(|entry| classes.contains(&entry.class))
    }

    /// The groups of given names that a word is in.
    pub(crate) fn given(&self, word: &str) -> &[u16] {
        self.given.get(word).map_or(&[], Vec::as_slice)
    }

    /// The phrase that begins with the first of these words: its one word and how many it has.
    pub(crate) fn phrase<'a>(&'a self, words: &[&str]) -> Option<(&'a str, usize)> {
        let (phrase, word) = (self.phrases.iter()).find(|(phrase, _)| {
            phrase.len() <= words.len() && phrase.iter().zip(words).all(|(a, b)| a == b)
        })?;
        Some((word, phrase.len()))
    }

    /// The legal form that begins with the first of these words: its class and how many words it has.
    pub(crate) fn form<'a>(&'a self, words: &[&str]) -> Option<(&'a str, usize)> {
        let (first, rest) = words.split_first()?;
        let found = self.forms.get(*first)?.iter().find(|form| {
            form.rest.len() <= rest.len() && form.rest.iter().zip(rest).all(|(a, b)| a == b)
        })?;
        Some((&found.class, found.rest.len() + 1))
    }

    /// The words of a title, folded and sorted, with those that set it below or beside another apart.
    pub(crate) fn title(&self, title: &str) -> Title {
        let mut found = Title::default();
        for word in title.split(|c: char| !c.is_alphanumeric()) {
            let word = fold(word).text;
            if word.is_empty() || self.word(&word, &[Class::Stop]).is_some() {
                continue;
            }
            match self.word(&word, &[Class::Rank]) {
                Some(rank) => found.ranks.push(rank.word.clone()),
                None => found.words.push(word),
            }
        }
        found.words.sort();
        found.ranks.sort();
        found
    }

    fn read_word(&mut self, line: &str) -> Option<()> {
        let (class, words) = line.split_once('\t')?;
        let class = Class::named(class)?;
        let mut words = words.split(' ');
        let first = words.next()?;
        let alone = matches!(class, Class::Stop | Class::Title | Class::Ship);
        for word in std::iter::once(first).chain(words) {
            let compared = if alone { word } else { first };
            if word.contains('_') {
                let words = word.split('_').map(str::to_owned).collect();
                self.phrases.push((words, first.to_owned()));
            }
            self.words.entry(word.to_owned()).or_default().push(Entry {
                class,
                word: compared.to_owned(),
            });
        }
        Some(())
    }

    fn read_given(&mut self, line: &str) -> Option<()> {
        let group = self.groups;
        self.groups = group.checked_add(1)?;
        for name in line.split(' ') {
            let groups = self.given.entry(name.to_owned()).or_default();
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
        Some(())
    }

    fn read_form(&mut self, line: &str) -> Option<()> {
        let (class, forms) = line.split_once('\t')?;
        for form in forms.split('|') {
            let mut words = form.split(' ').map(str::to_owned);
            let first = words.next()?;
            self.forms.entry(first).or_default().push(Form {
                rest: words.collect(),
                class: class.to_owned(),
            });
        }
        Some(())
    }
}

impl Class {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "stop" => Self::Stop,
            "title" => Self::Title,
            "particle" => Self::Particle,
            "young" => Self::Young,
            "common" => Self::Common,
            "area" => Self::Area,
            "number" => Self::Number,
            "ship" => Self::Ship,
            "short" => Self::Short,
            "rank" => Self::Rank,
            _ => return None,
        })
    }
}
