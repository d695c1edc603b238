//! Grammars in plain files: which words may stand where.
//!
//! `[name]` begins a symbol; each line below it is one alternative, and `#` begins a comment line. In
//! an alternative, `{name}` stands for any alternative of that symbol, `{name#2}` for the second of its
//! forms, which " / " parts from the first; `^` makes the next letter a capital; a name in capitals is
//! filled in by the writer. Symbols called `TOPIC.noun`, `TOPIC.verb` and so on belong to a topic:
//! `{topic.noun}` is the noun of the topic in hand.

use std::collections::BTreeMap;

use super::fill::Fill;

/// A grammar, ready to be written from.
#[derive(Debug, Default)]
pub(super) struct Grammar {
    symbols: Vec<Symbol>,
    names: BTreeMap<String, usize>,
    /// How many topics there are.
    pub(super) topics: usize,
}

/// The alternatives of one symbol, each with its forms.
#[derive(Debug)]
pub(super) struct Symbol {
    pub(super) alternatives: Vec<Vec<Form>>,
}

/// One form of an alternative.
pub(super) type Form = Vec<Piece>;

/// A part of a form.
#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    /// Words as they stand.
    Text(String),
    /// The next letter is a capital.
    Capital,
    /// Something that the writer knows.
    Fill(Fill),
    /// Any alternative of a symbol.
    Symbol { index: usize, form: usize },
    /// Any alternative of the symbol that the topic in hand has; one index for each topic.
    Topic { indices: Vec<usize>, form: usize },
}

/// The symbol of a topic that makes it one.
const TOPIC_MARK: &str = ".unit";

impl Grammar {
    /// Reads the files of a grammar.
    pub(super) fn parse(files: &[&str]) -> Self {
        Self::checked(files).0
    }

    /// Reads the files of a grammar, and names the references that lead nowhere, which are left out.
    pub(super) fn checked(files: &[&str]) -> (Self, Vec<String>) {
        let sections = sections(files);
        let names = (sections.iter().enumerate())
            .map(|(index, (name, _))| (name.clone(), index))
            .collect();
        let topics: Vec<&str> = sections
            .iter()
            .filter_map(|(name, _)| name.strip_suffix(TOPIC_MARK))
            .collect();
        let mut parser = Parser {
            names: &names,
            topics: &topics,
            problems: Vec::new(),
        };
        let symbols = (sections.iter())
            .map(|(_, lines)| Symbol {
                alternatives: lines.iter().map(|line| parser.alternative(line)).collect(),
            })
            .collect();
        let problems = parser.problems;
        (
            Self {
                symbols,
                topics: topics.len(),
                names,
            },
            problems,
        )
    }

    /// Finds a symbol by its number in a [`Piece`].
    pub(super) fn symbol(&self, index: usize) -> Option<&Symbol> {
        self.symbols.get(index)
    }

    /// Finds a symbol by its name.
    pub(super) fn named(&self, name: &str) -> Option<&Symbol> {
        self.symbol(*self.names.get(name)?)
    }

    /// The plain words of a symbol: for each alternative, its forms.
    pub(super) fn words(&self, name: &str) -> Vec<Vec<String>> {
        let alternatives = self
            .named(name)
            .map_or(&[][..], |symbol| &symbol.alternatives);
        let plain = |form: &Form| match form.as_slice() {
            [Piece::Text(text)] => text.clone(),
            _ => String::new(),
        };
        alternatives
            .iter()
            .map(|forms| forms.iter().map(plain).collect())
            .collect()
    }
}

/// The named sections in the order of the files.
fn sections<'a>(files: &[&'a str]) -> Vec<(String, Vec<&'a str>)> {
    let mut sections: Vec<(String, Vec<&str>)> = Vec::new();
    for line in files
        .iter()
        .flat_map(|file| file.lines())
        .map(str::trim_end)
    {
        let name = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']'));
        match (name, sections.last_mut()) {
            _ if line.is_empty() || line.starts_with('#') => {}
            (Some(name), _) => sections.push((name.to_owned(), Vec::new())),
            (None, Some((_, lines))) => lines.push(line),
            (None, None) => {}
        }
    }
    sections
}

/// What the lines are understood with.
struct Parser<'a> {
    names: &'a BTreeMap<String, usize>,
    topics: &'a [&'a str],
    problems: Vec<String>,
}

impl Parser<'_> {
    fn alternative(&mut self, line: &str) -> Vec<Form> {
        line.split(" / ").map(|form| self.form(form)).collect()
    }

    fn form(&mut self, text: &str) -> Form {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '^']) {
            let (before, special) = rest.split_at(at);
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            rest = match special.strip_prefix('^') {
                Some(after) => {
                    pieces.push(Piece::Capital);
                    after
                }
                None => {
                    let (slot, after) = special
                        .trim_start_matches('{')
                        .split_once('}')
                        .unwrap_or_default();
                    pieces.extend(self.slot(slot));
                    after
                }
            };
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        pieces
    }

    fn slot(&mut self, slot: &str) -> Option<Piece> {
        if let Some(fill) = Fill::named(slot) {
            return Some(Piece::Fill(fill));
        }
        let (name, form) = match slot.split_once('#') {
            Some((name, form)) => (name, form.parse().unwrap_or(1)),
            None => (slot, 1),
        };
        let form = form.max(1) - 1;
        if let Some(field) = name.strip_prefix("topic.") {
            let indices: Option<Vec<usize>> = (self.topics.iter())
                .map(|topic| self.names.get(&format!("{topic}.{field}")).copied())
                .collect();
            if let Some(indices) = indices {
                return Some(Piece::Topic { indices, form });
            }
        } else if let Some(index) = self.names.get(name) {
            return Some(Piece::Symbol {
                index: *index,
                form,
            });
        }
        self.problems.push(format!("{{{slot}}} is no symbol"));
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_alternatives_forms_and_slots() {
        let (grammar, problems) = Grammar::checked(&[
            "# words\n[verb]\nshare / shared\n\n[a.unit]\ncod\n[b.unit]\neel\n",
            "[all]\n^{verb#2} {topic.unit}, {TOWN}",
        ]);
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(grammar.topics, 2);
        assert_eq!(grammar.words("verb"), [["share", "shared"]]);
        let all = &grammar.named("all").unwrap().alternatives;
        assert_eq!(
            all[0][0],
            [
                Piece::Capital,
                Piece::Symbol { index: 0, form: 1 },
                Piece::Text(" ".to_owned()),
                Piece::Topic {
                    indices: vec![1, 2],
                    form: 0
                },
                Piece::Text(", ".to_owned()),
                Piece::Fill(Fill::Town),
            ]
        );
    }

    #[test]
    fn names_the_slots_that_lead_nowhere() {
        let (_, problems) = Grammar::checked(&["[a.unit]\ncod\n[a]\n{b} {topic.verb} {NOWHERE}"]);
        assert_eq!(
            problems,
            [
                "{b} is no symbol",
                "{topic.verb} is no symbol",
                "{NOWHERE} is no symbol"
            ]
        );
    }
}
