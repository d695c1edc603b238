//! What the rules know about English: word lists, parsed once into one table by word.

mod acts;
mod classes;
mod conditions;
mod cues;
mod decision;
mod events;

use std::collections::BTreeMap;

use rapporteur_text::DataFault;

pub(crate) use acts::{ActRule, ActRules, Step, Whose};
pub(crate) use classes::Classes;
pub(crate) use conditions::{ConditionRule, ConditionRules, Half, Piece, holds};
pub(crate) use cues::{Cue, VerbForm, name_of_act};
pub(crate) use decision::{Decision, Measures};
pub(crate) use events::{Before, Chain, EventRule, EventRules, Form, WordClass};

use crate::times::{CalendarWord, TimeRules};

/// How one line of a list is taken in; `None` where it cannot be read.
type ReadLine = fn(&mut Resources, &str) -> Option<()>;

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
    /// Months, weekdays, units, numbers and other words of dates.
    pub calendar: &'a str,
    /// Patterns of dates and what they mean.
    pub times: &'a str,
    /// Rules by which a plain statement's words tell what it does.
    pub acts: &'a str,
    /// How what is wanted is tied to a condition.
    pub conditions: &'a str,
    /// How much each measure counts when a position is decided.
    pub positions: &'a str,
    /// Which words tell an event, and how far it has got.
    pub events: &'a str,
}

/// The word lists, parsed.
#[derive(Debug, Clone, Default)]
pub struct Resources {
    entries: BTreeMap<String, Entry>,
    pub(crate) cues: Vec<Cue>,
    pub(crate) demonyms: Vec<String>,
    /// What a statement does, by its own words.
    pub(crate) acts: ActRules,
    /// How what is wanted is tied to a condition.
    pub(crate) conditions: ConditionRules,
    /// How positions are decided.
    pub(crate) decision: Decision,
    /// How dates are told.
    pub(crate) times: TimeRules,
    /// Which words tell an event.
    pub(crate) events: EventRules,
    /// Words of office that together mean another: "press secretary".
    pub(crate) role_pairs: Vec<(Vec<String>, String)>,
    /// Words that may mean whoever leads a state.
    pub(crate) role_tops: Vec<String>,
    /// The offices that lead a state.
    pub(crate) role_states: Vec<String>,
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
    /// Parses the word lists; a line that cannot be read says nothing.
    #[must_use]
    pub fn parse(data: &Data<'_>) -> Self {
        Self::parse_with_faults(data).0
    }

    /// Parses the word lists and names the lines that could not be read.
    #[must_use]
    pub fn parse_with_faults(data: &Data<'_>) -> (Self, Vec<DataFault>) {
        let mut resources = Self::default();
        let mut faults = Vec::new();
        let lists: [(&'static str, &str, ReadLine); 16] = [
            ("words", data.words, Self::read_class),
            ("speakers", data.speakers, Self::read_class),
            ("organisations", data.organisations, |all, word| {
                all.add_class(word, Classes::ORGANISATION)
            }),
            ("particles", data.particles, |all, word| {
                all.add_class(word, Classes::PARTICLE)
            }),
            ("opinions", data.opinions, |all, word| {
                all.add_class(word, Classes::OPINION)
            }),
            ("verbs", data.verbs, Self::read_verb),
            ("nouns", data.nouns, Self::read_noun),
            ("adjectives", data.adjectives, Self::read_adjective),
            ("roles", data.roles, Self::read_role),
            ("calendar", data.calendar, Self::read_calendar),
            ("times", data.times, |all, line| {
                all.times.read_pattern(line)
            }),
            ("acts", data.acts, |all, line| all.acts.read(line)),
            ("conditions", data.conditions, |all, line| {
                all.conditions.read(line)
            }),
            ("positions", data.positions, |all, line| {
                all.decision.read(line)
            }),
            ("events", data.events, |all, line| all.events.read(line)),
            ("demonyms", data.demonyms, |all, ending| {
                all.demonyms.push(ending.to_owned());
                Some(())
            }),
        ];
        for (field, text, read) in lists {
            for (number, line) in text.lines().enumerate() {
                let line = line.trim_end();
                if line.is_empty() || line.starts_with('#') {
                    continue;
                }
                if read(&mut resources, line).is_none() {
                    faults.push(DataFault {
                        field,
                        line: number + 1,
                        text: line.to_owned(),
                    });
                }
            }
        }
        resources.sort_verbs();
        resources.events.settle();
        (resources, faults)
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

    fn add_class(&mut self, word: &str, class: Classes) -> Option<()> {
        self.entry_mut(word).classes.add(class);
        Some(())
    }

    fn add_cue(&mut self, cue: Cue) -> usize {
        self.cues.push(cue);
        self.cues.len() - 1
    }

    fn read_class(&mut self, line: &str) -> Option<()> {
        let (class, words) = line.split_once('\t')?;
        let class = Classes::named(class)?;
        for word in words.split_whitespace() {
            self.entry_mut(word).classes.add(class);
        }
        Some(())
    }

    fn read_verb(&mut self, line: &str) -> Option<()> {
        let (cue, forms) = Cue::verb(line)?;
        let index = self.add_cue(cue);
        for (form, word) in forms {
            self.entry_mut(&word).verbs.push((form, index));
        }
        Some(())
    }

    fn read_noun(&mut self, line: &str) -> Option<()> {
        let (cue, forms) = Cue::noun(line)?;
        let index = self.add_cue(cue);
        for word in forms {
            self.entry_mut(&word).noun = Some(index);
        }
        Some(())
    }

    fn read_adjective(&mut self, line: &str) -> Option<()> {
        let (cue, word) = Cue::adjective(line)?;
        let index = self.add_cue(cue);
        self.entry_mut(&word).adjective = Some(index);
        Some(())
    }

    /// Puts the longest verb first: "rule out" is to be tried before "rule".
    fn sort_verbs(&mut self) {
        let tails: Vec<usize> = self.cues.iter().map(|cue| cue.tail.len()).collect();
        for entry in self.entries.values_mut() {
            entry
                .verbs
                .sort_by_key(|(_, cue)| std::cmp::Reverse(tails.get(*cue).copied()));
        }
    }

    fn read_role(&mut self, line: &str) -> Option<()> {
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
            ["top", word] => self.role_tops.push((*word).to_owned()),
            ["state", office] => self.role_states.push((*office).to_owned()),
            ["title", word] => self.entry_mut(word).classes.add(Classes::TITLE),
            _ => return None,
        }
        Some(())
    }

    fn read_calendar(&mut self, line: &str) -> Option<()> {
        self.times.read_word(line)?;
        if let Some((word, value)) = CalendarWord::parse(line) {
            self.entry_mut(word).calendar.push(value);
        }
        Some(())
    }
}
