//! What the rules know about English: word lists, parsed once into one table by word.

mod classes;
mod cues;

use std::collections::BTreeMap;

use rapporteur_core::Act;

pub(crate) use classes::Classes;
pub(crate) use cues::{Cue, VerbForm};

use crate::times::CalendarWord;

/// The texts of the word lists, in the formats that their first lines describe.
#[derive(Debug, Clone, Copy, Default)]
pub struct Data<'a> {
    /// Reporting verbs with their forms.
    pub verbs: &'a str,
    /// Adjectives that report an attitude.
    pub adjectives: &'a str,
    /// Nouns that report what their owner said or wants.
    pub nouns: &'a str,
    /// Nouns of "in his words".
    pub opinions: &'a str,
    /// Closed classes of words.
    pub words: &'a str,
    /// Common nouns for those who speak.
    pub speakers: &'a str,
    /// Head nouns of organisations.
    pub organisations: &'a str,
    /// Words of office and titles.
    pub roles: &'a str,
    /// Endings that make an adjective of a country's name.
    pub demonyms: &'a str,
    /// Lower-case words inside names.
    pub particles: &'a str,
    /// Months, weekdays, units and numbers.
    pub calendar: &'a str,
    /// Phrases that tell what a plain statement does.
    pub acts: &'a str,
}

/// The word lists, parsed.
#[derive(Debug, Clone, Default)]
pub struct Resources {
    entries: BTreeMap<String, Entry>,
    pub(crate) cues: Vec<Cue>,
    pub(crate) demonyms: Vec<String>,
    /// Phrases that tell the act of a plain statement, the deciding ones first.
    pub(crate) acts: Vec<(Act, Vec<String>)>,
    /// Words of office that together mean another: "press secretary".
    pub(crate) role_pairs: Vec<(Vec<String>, String)>,
    unread: Vec<String>,
}

/// Everything the lists say about one word.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entry {
    pub(crate) classes: Classes,
    /// The verbs this is a form of, as indices into [`Resources::cues`].
    pub(crate) verbs: Vec<(VerbForm, usize)>,
    pub(crate) noun: Option<usize>,
    pub(crate) adjective: Option<usize>,
    pub(crate) calendar: Vec<CalendarWord>,
    /// The word under which it is compared in a role; empty where it does not count.
    pub(crate) role: Option<String>,
}

impl Resources {
    /// Parses the word lists; a line that does not parse is left out and named by
    /// [`Resources::unread`].
    #[must_use]
    pub fn parse(data: &Data<'_>) -> Self {
        let mut resources = Self::default();
        resources.read_words(data);
        resources.read_cues(data);
        resources.read_roles(data.roles);
        resources.read_calendar(data.calendar);
        resources.read_acts(data.acts);
        resources.demonyms = lines(data.demonyms).map(str::to_owned).collect();
        resources
    }

    /// Returns the lines of the lists that did not parse.
    #[must_use]
    pub fn unread(&self) -> &[String] {
        &self.unread
    }

    pub(crate) fn entry(&self, word: &str) -> Option<&Entry> {
        self.entries.get(word)
    }

    pub(crate) fn cue(&self, index: usize) -> Option<&Cue> {
        self.cues.get(index)
    }

    fn entry_mut(&mut self, word: &str) -> &mut Entry {
        self.entries.entry(word.to_lowercase()).or_default()
    }

    fn read_words(&mut self, data: &Data<'_>) {
        for line in lines(data.words).chain(lines(data.speakers)) {
            let columns: Vec<&str> = line.split('\t').collect();
            match columns.as_slice() {
                [class, words] if Classes::named(class).is_some() => {
                    let class = Classes::named(class).unwrap_or_default();
                    for word in words.split_whitespace() {
                        self.entry_mut(word).classes.add(class);
                    }
                }
                _ => self.unread.push(line.to_owned()),
            }
        }
        let single = [
            (data.organisations, Classes::ORGANISATION),
            (data.particles, Classes::PARTICLE),
            (data.opinions, Classes::OPINION),
        ];
        for (text, class) in single {
            for word in lines(text) {
                self.entry_mut(word).classes.add(class);
            }
        }
    }

    fn read_cues(&mut self, data: &Data<'_>) {
        for line in lines(data.verbs) {
            let Some((cue, forms)) = Cue::verb(line) else {
                self.unread.push(line.to_owned());
                continue;
            };
            let index = self.cues.len();
            self.cues.push(cue);
            for (form, word) in forms {
                self.entry_mut(&word).verbs.push((form, index));
            }
        }
        for line in lines(data.nouns) {
            let Some((cue, forms)) = Cue::noun(line) else {
                self.unread.push(line.to_owned());
                continue;
            };
            let index = self.cues.len();
            self.cues.push(cue);
            for word in forms {
                self.entry_mut(&word).noun = Some(index);
            }
        }
        for line in lines(data.adjectives) {
            let Some((cue, word)) = Cue::adjective(line) else {
                self.unread.push(line.to_owned());
                continue;
            };
            let index = self.cues.len();
            self.cues.push(cue);
            self.entry_mut(&word).adjective = Some(index);
        }
        // "rule out" is to be tried before "rule": the longest verb that fits is the one meant.
        let tails: Vec<usize> = self.cues.iter().map(|cue| cue.tail.len()).collect();
        for entry in self.entries.values_mut() {
            entry
                .verbs
                .sort_by_key(|(_, cue)| std::cmp::Reverse(tails.get(*cue).copied()));
        }
    }

    fn read_roles(&mut self, text: &str) {
        for line in lines(text) {
            let columns: Vec<&str> = line.split('\t').collect();
            match columns.as_slice() {
                ["head", word, role] => {
                    let entry = self.entry_mut(word);
                    entry.classes.add(Classes::ROLE);
                    entry.role = Some((*role).to_owned());
                }
                ["word", word, role] => self.entry_mut(word).role = Some((*role).to_owned()),
                ["word", word] => self.entry_mut(word).role = Some(String::new()),
                ["phrase", phrase, role] => {
                    let words = phrase.split(' ').map(str::to_owned).collect();
                    self.role_pairs.push((words, (*role).to_owned()));
                }
                ["title", word, _] | ["title", word] => {
                    self.entry_mut(word).classes.add(Classes::TITLE);
                }
                _ => self.unread.push(line.to_owned()),
            }
        }
    }

    fn read_acts(&mut self, text: &str) {
        for line in lines(text) {
            let parsed = line
                .split_once('\t')
                .and_then(|(act, phrase)| Some((cues::act_named(act)?, phrase)));
            match parsed {
                Some((act, phrase)) => {
                    let words = phrase.split_whitespace().map(str::to_owned).collect();
                    self.acts.push((act, words));
                }
                None => self.unread.push(line.to_owned()),
            }
        }
    }

    fn read_calendar(&mut self, text: &str) {
        for line in lines(text) {
            match CalendarWord::parse(line) {
                Some((word, value)) => self.entry_mut(word).calendar.push(value),
                None => self.unread.push(line.to_owned()),
            }
        }
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}
