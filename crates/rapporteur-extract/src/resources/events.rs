//! Which words tell an event, and how far it has got: the rules of `events.tsv`.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{ParticipantRole, Phase};

use super::cues::VerbForm;

/// The rules, in the order in which they are tried.
#[derive(Debug, Clone, Default)]
pub(crate) struct EventRules {
    pub(crate) rules: Vec<EventRule>,
    irregular: BTreeMap<String, [String; 5]>,
    sets: BTreeMap<String, Vec<String>>,
    starts: BTreeMap<String, Vec<(Form, usize)>>,
    light: BTreeMap<String, Vec<Light>>,
    chains: BTreeMap<String, Chain>,
    before: BTreeMap<String, Before>,
    classes: BTreeMap<String, Vec<WordClass>>,
    ordinals: BTreeMap<String, u32>,
    scales: BTreeMap<String, i64>,
    counted: BTreeMap<String, String>,
    harms: BTreeMap<String, String>,
}

/// A word or phrase that tells an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EventRule {
    pub(crate) plover: Option<String>,
    pub(crate) mode: Option<String>,
    pub(crate) kind: Option<String>,
    /// Whether it tells what somebody says or grants, so that what follows has not happened.
    pub(crate) verbal: bool,
    pub(crate) noun: bool,
    /// What part its subject plays.
    pub(crate) subject: Option<ParticipantRole>,
    /// The fixed words after the first.
    pub(crate) tail: Vec<String>,
    /// Words of which the object must have one.
    pub(crate) object: BTreeSet<String>,
    /// Words of which the object must have none.
    pub(crate) without: BTreeSet<String>,
    /// Words of which the clause must have one.
    pub(crate) clause: BTreeSet<String>,
}

/// How a word stands in a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Verb(VerbForm),
    Noun,
}

/// A verb that says how far an event told by a noun has got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Light {
    pub(crate) phase: Phase,
    pub(crate) form: VerbForm,
    pub(crate) tail: Vec<String>,
}

/// What a word before an infinitive makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chain {
    Planned,
    Offer,
    Refuse,
    Wish,
    Done,
}

/// What a word before a noun makes of its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Before {
    Planned,
    Unreal,
    Cancelled,
}

/// Nouns by which the kind of a meeting is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum WordClass {
    /// Those who lead a state.
    Leaders,
    /// Those who negotiate for it.
    Delegations,
    /// What there are two of: "the two sides".
    Pair,
}

impl EventRules {
    /// Takes in one line of the list; `None` where it cannot be read.
    pub(super) fn read(&mut self, line: &str) -> Option<()> {
        let columns: Vec<&str> = line.split('\t').collect();
        match columns.as_slice() {
            ["forms", base, third, past, participle, gerund] => {
                let forms = [base, third, past, participle, gerund].map(|form| (*form).to_owned());
                self.irregular.insert((*base).to_owned(), forms);
            }
            ["set", name, words] => {
                let words = words.split_whitespace().map(str::to_owned).collect();
                self.sets.insert((*name).to_owned(), words);
            }
            [
                what @ ("verb" | "verbal"),
                plover,
                mode,
                kind,
                subject,
                pattern,
            ] => {
                let subject = match *subject {
                    "-" => None,
                    name => Some(role_named(name)?),
                };
                let (heads, rule) = self.rule(
                    pattern,
                    EventRule {
                        verbal: *what == "verbal",
                        subject,
                        ..EventRule::new([plover, mode, kind])
                    },
                )?;
                for head in heads {
                    self.start(
                        &rule,
                        self.forms(&head)
                            .map(|(form, word)| (Form::Verb(form), word))
                            .to_vec(),
                    );
                }
            }
            ["noun", plover, mode, kind, pattern] => {
                let (heads, rule) = self.rule(
                    pattern,
                    EventRule {
                        noun: true,
                        ..EventRule::new([plover, mode, kind])
                    },
                )?;
                for head in heads {
                    self.start(
                        &rule,
                        [head.clone(), plural(&head)]
                            .map(|word| (Form::Noun, word))
                            .to_vec(),
                    );
                }
            }
            ["light", phase, pattern] => {
                let phase = phase_named(phase)?;
                let mut words = pattern.split_whitespace();
                let heads = words.next()?;
                let tail: Vec<String> = words.map(str::to_owned).collect();
                for head in heads.split('/') {
                    for (form, word) in self.forms(head) {
                        let light = Light {
                            phase,
                            form,
                            tail: tail.clone(),
                        };
                        self.light.entry(word).or_default().push(light);
                    }
                }
            }
            ["chain", what, words] => {
                let chain = match *what {
                    "planned" => Chain::Planned,
                    "offer" => Chain::Offer,
                    "refuse" => Chain::Refuse,
                    "wish" => Chain::Wish,
                    "done" => Chain::Done,
                    _ => return None,
                };
                self.chains.extend(
                    words
                        .split_whitespace()
                        .map(|word| (word.to_owned(), chain)),
                );
            }
            ["before", what, words] => {
                let before = match *what {
                    "planned" => Before::Planned,
                    "unreal" => Before::Unreal,
                    "cancelled" => Before::Cancelled,
                    _ => return None,
                };
                self.before.extend(
                    words
                        .split_whitespace()
                        .map(|word| (word.to_owned(), before)),
                );
            }
            ["scale", value, word] => {
                self.scales.insert((*word).to_owned(), value.parse().ok()?);
            }
            ["ordinal", value, words] => {
                let value: u32 = value.parse().ok()?;
                self.ordinals.extend(
                    words
                        .split_whitespace()
                        .map(|word| (word.to_owned(), value)),
                );
            }
            [list @ ("count" | "harm"), of, words] => {
                let list = if *list == "count" {
                    &mut self.counted
                } else {
                    &mut self.harms
                };
                let pairs = words
                    .split_whitespace()
                    .map(|word| (word.to_owned(), (*of).to_owned()));
                list.extend(pairs);
            }
            ["word", class, words] => {
                let class = match *class {
                    "leaders" => WordClass::Leaders,
                    "delegations" => WordClass::Delegations,
                    "pair" => WordClass::Pair,
                    _ => return None,
                };
                for word in words.split_whitespace() {
                    self.classes.entry(word.to_owned()).or_default().push(class);
                }
            }
            _ => return None,
        }
        Some(())
    }

    /// Puts the longest light verb first: "take part" is to be tried before "take".
    pub(super) fn settle(&mut self) {
        for list in self.light.values_mut() {
            list.sort_by_key(|light| std::cmp::Reverse(light.tail.len()));
        }
    }

    /// Returns the rules that can begin with a word, in their order.
    pub(crate) fn beginning_with(&self, word: &str) -> &[(Form, usize)] {
        self.starts.get(word).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn rule_at(&self, number: usize) -> Option<&EventRule> {
        self.rules.get(number)
    }

    pub(crate) fn light(&self, word: &str) -> &[Light] {
        self.light.get(word).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn chain(&self, word: &str) -> Option<Chain> {
        self.chains.get(word).copied()
    }

    pub(crate) fn before(&self, word: &str) -> Option<Before> {
        self.before.get(word).copied()
    }

    pub(crate) fn is(&self, word: &str, class: WordClass) -> bool {
        self.classes
            .get(word)
            .is_some_and(|classes| classes.contains(&class))
    }

    /// Returns which one of its kind a word says: 2 for "second".
    pub(crate) fn ordinal(&self, word: &str) -> Option<u32> {
        self.ordinals.get(word).copied()
    }

    /// Returns what a word multiplies a number by: 1000 for "thousand".
    pub(crate) fn scale(&self, word: &str) -> Option<i64> {
        self.scales.get(word).copied()
    }

    /// Returns what a figure before the noun counts.
    pub(crate) fn counts(&self, noun: &str) -> Option<&str> {
        self.counted.get(noun).map(String::as_str)
    }

    /// Returns what the verb says became of as many.
    pub(crate) fn harm(&self, verb: &str) -> Option<&str> {
        self.harms.get(verb).map(String::as_str)
    }

    fn start(&mut self, rule: &EventRule, words: Vec<(Form, String)>) {
        self.rules.push(rule.clone());
        let number = self.rules.len() - 1;
        for (form, word) in words {
            let list = self.starts.entry(word).or_default();
            if !list.contains(&(form, number)) {
                list.push((form, number));
            }
        }
    }

    /// Reads a pattern: its first words, and the rule with what must stand besides.
    fn rule(&self, pattern: &str, mut rule: EventRule) -> Option<(Vec<String>, EventRule)> {
        let mut words = pattern.split_whitespace();
        let heads: Vec<String> = words.next()?.split('/').map(str::to_owned).collect();
        let mut mark = "";
        for word in words {
            if matches!(word, "=" | "!" | "+") {
                mark = word;
                continue;
            }
            let meant = match word.strip_prefix('$') {
                Some(set) => self.sets.get(set)?.clone(),
                None => Vec::from([word.to_owned()]),
            };
            if mark.is_empty() {
                rule.tail.push(word.to_owned());
                continue;
            }
            let list = match mark {
                "=" => &mut rule.object,
                "!" => &mut rule.without,
                _ => &mut rule.clause,
            };
            list.extend(meant.into_iter().flat_map(|word| [plural(&word), word]));
        }
        Some((heads, rule))
    }

    /// Returns the forms of a verb.
    fn forms(&self, base: &str) -> [(VerbForm, String); 5] {
        let [first, third, past, participle, gerund] = match self.irregular.get(base) {
            Some(forms) => forms.clone(),
            None => regular(base),
        };
        [
            (VerbForm::Base, first),
            (VerbForm::Third, third),
            (VerbForm::Past, past),
            (VerbForm::Participle, participle),
            (VerbForm::Gerund, gerund),
        ]
    }
}

impl EventRule {
    fn new(columns: [&&str; 3]) -> Self {
        let [plover, mode, kind] =
            columns.map(|column| Some((*column).to_owned()).filter(|column| column != "-"));
        Self {
            plover,
            mode,
            kind,
            verbal: false,
            noun: false,
            subject: None,
            tail: Vec::new(),
            object: BTreeSet::new(),
            without: BTreeSet::new(),
            clause: BTreeSet::new(),
        }
    }
}

fn regular(base: &str) -> [String; 5] {
    let (third, past, gerund) = if let Some(stem) = base.strip_suffix('e') {
        (format!("{base}s"), format!("{base}d"), format!("{stem}ing"))
    } else if let Some(stem) = consonant_before_y(base) {
        (
            format!("{stem}ies"),
            format!("{stem}ied"),
            format!("{base}ing"),
        )
    } else {
        (plural(base), format!("{base}ed"), format!("{base}ing"))
    };
    [base.to_owned(), third, past.clone(), past, gerund]
}

fn consonant_before_y(word: &str) -> Option<&str> {
    word.strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']))
}

fn plural(word: &str) -> String {
    if let Some(stem) = consonant_before_y(word) {
        return format!("{stem}ies");
    }
    let hisses = word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh");
    format!("{word}{}", if hisses { "es" } else { "s" })
}

fn role_named(name: &str) -> Option<ParticipantRole> {
    Some(match name {
        "actor" => ParticipantRole::Actor,
        "recipient" => ParticipantRole::Recipient,
        "mediator" => ParticipantRole::Mediator,
        "host" => ParticipantRole::Host,
        _ => return None,
    })
}

fn phase_named(name: &str) -> Option<Phase> {
    Some(match name {
        "announced" => Phase::Announced,
        "planned" => Phase::Planned,
        "held" => Phase::Held,
        "observed" => Phase::Observed,
        "broken" => Phase::Broken,
        "cancelled" => Phase::Cancelled,
        "denied" => Phase::Denied,
        _ => return None,
    })
}
