//! How the words of a statement tell what it does: the rules of `acts.tsv`.

use std::collections::BTreeMap;

use rapporteur_core::Act;

use super::cues::act_named;

/// The rules, in the order in which they are tried.
#[derive(Debug, Clone, Default)]
pub(crate) struct ActRules {
    pub(crate) rules: Vec<ActRule>,
    /// What an act turns into when its cue is negated; an act that is not listed turns into a plain
    /// statement.
    negated: Vec<(Act, Act)>,
    /// Short forms and the words they stand for: "won't" for "will not"; one that begins with a
    /// hyphen is an ending.
    short: BTreeMap<String, Vec<String>>,
    sets: BTreeMap<String, Vec<String>>,
    /// For each word that a pattern can begin with, the numbers of those rules.
    starts: BTreeMap<String, Vec<usize>>,
}

/// A pattern of words and what it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ActRule {
    pub(crate) act: Act,
    pub(crate) whose: Whose,
    pub(crate) steps: Vec<Step>,
    /// Whether the pattern holds a negation itself, so that one before it does not undo it.
    pub(crate) negative: bool,
}

/// Whose subject the pattern must follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// The speaker's own side.
    Own,
    /// Another party.
    Other,
    /// Anybody and anything but the speaker's own side.
    Else,
    /// No party: a thing, or somebody of whom the text does not tell.
    Thing,
    /// Not looked at.
    Any,
    /// Not looked at, and the cue is a warning.
    Warns,
}

/// One place of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// One of these words, in alphabetical order.
    OneOf(Vec<String>),
    /// A few words, within one sentence.
    Gap,
    /// The first word of the content.
    Start,
}

const NEGATIONS: [&str; 7] = ["not", "never", "no", "none", "nobody", "nothing", "nor"];

impl ActRules {
    /// Takes in one line of the list; `None` where it cannot be read.
    pub(super) fn read(&mut self, line: &str) -> Option<()> {
        let columns: Vec<&str> = line.split('\t').collect();
        match columns.as_slice() {
            ["short", form, full] => {
                let full = full.split_whitespace().map(str::to_owned).collect();
                self.short.insert((*form).to_owned(), full);
            }
            ["set", name, words] => {
                let mut list = Vec::new();
                for word in words.split_whitespace() {
                    list.extend(self.words(word)?);
                }
                self.sets.insert((*name).to_owned(), list);
            }
            ["negated", act, becomes] => {
                self.negated.push((act_named(act)?, act_named(becomes)?));
            }
            [act, whose, pattern] => {
                let rule = self.rule(act, whose, pattern)?;
                let Some(Step::OneOf(first)) = rule.steps.iter().find(|step| **step != Step::Start)
                else {
                    return None;
                };
                for word in first {
                    let known = self.starts.entry(word.clone()).or_default();
                    known.push(self.rules.len());
                }
                self.rules.push(rule);
            }
            _ => return None,
        }
        Some(())
    }

    fn rule(&self, act: &str, whose: &str, pattern: &str) -> Option<ActRule> {
        let steps = pattern
            .split_whitespace()
            .map(|step| self.step(step))
            .collect::<Option<Vec<Step>>>()?;
        let negative = steps.iter().any(|step| match step {
            Step::OneOf(words) => words.iter().any(|word| NEGATIONS.contains(&word.as_str())),
            Step::Gap | Step::Start => false,
        });
        (!steps.is_empty()).then_some(ActRule {
            act: act_named(act)?,
            whose: match whose {
                "own" => Whose::Own,
                "other" => Whose::Other,
                "else" => Whose::Else,
                "thing" => Whose::Thing,
                "any" => Whose::Any,
                "warns" => Whose::Warns,
                _ => return None,
            },
            steps,
            negative,
        })
    }

    fn step(&self, step: &str) -> Option<Step> {
        match step {
            "..." => return Some(Step::Gap),
            "^" => return Some(Step::Start),
            _ => {}
        }
        let mut words = Vec::new();
        for word in step.split('/') {
            words.extend(self.words(word)?);
        }
        words.sort_unstable();
        words.dedup();
        Some(Step::OneOf(words))
    }

    /// Returns the words that one word of a pattern or a set stands for.
    fn words(&self, word: &str) -> Option<Vec<String>> {
        match word.strip_prefix('$') {
            Some(set) => self.sets.get(set).cloned(),
            None => Some(forms(word)),
        }
    }

    /// Returns the numbers of the rules that can begin with a word, in their order.
    pub(crate) fn beginning_with(&self, word: &str) -> &[usize] {
        self.starts.get(word).map_or(&[], Vec::as_slice)
    }

    /// Returns what an act turns into when its cue is negated.
    pub(crate) fn negated(&self, act: Act) -> Act {
        self.negated
            .iter()
            .find(|(from, _)| *from == act)
            .map_or(Act::State, |(_, to)| *to)
    }

    /// Returns the words that a short form stands for.
    pub(crate) fn long_form<'a>(
        &'a self,
        word: &'a str,
    ) -> Option<(Option<&'a str>, &'a [String])> {
        if let Some(full) = self.short.get(word) {
            return Some((None, full));
        }
        let apostrophe = word.find('\'')?;
        // "don't" is cut before the n, "we'll" at the apostrophe.
        let cuts = [apostrophe.checked_sub(1), Some(apostrophe)];
        cuts.into_iter().flatten().find_map(|cut| {
            let (stem, ending) = word.split_at_checked(cut)?;
            let full = self.short.get(&format!("-{ending}"))?;
            (!stem.is_empty()).then_some((Some(stem), full.as_slice()))
        })
    }
}

/// Returns the forms of a word: itself, or with a tilde behind it those of a regular verb.
pub(super) fn forms(word: &str) -> Vec<String> {
    let Some(base) = word.strip_suffix('~') else {
        return Vec::from([word.to_owned()]);
    };
    let mut list = Vec::from([base.to_owned()]);
    if let Some(stem) = base.strip_suffix('e') {
        list.extend([format!("{base}s"), format!("{base}d"), format!("{stem}ing")]);
    } else if let Some(stem) = base
        .strip_suffix('y')
        .filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']))
    {
        list.extend([
            format!("{stem}ies"),
            format!("{stem}ied"),
            format!("{base}ing"),
        ]);
    } else {
        let third =
            if base.ends_with(['s', 'x', 'z']) || base.ends_with("ch") || base.ends_with("sh") {
                format!("{base}es")
            } else {
                format!("{base}s")
            };
        list.extend([third, format!("{base}ed"), format!("{base}ing")]);
    }
    list
}
