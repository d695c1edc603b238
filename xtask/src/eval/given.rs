//! Invented statements of invented processes in `training/positions/processes`, read as they are given:
//! no attribution has to be found.

use std::path::PathBuf;

use rapporteur::{CodebookFile, Engine};
use rapporteur_core::{Act, Basis, Kind, Precondition, Speaker, Statement, StatementId, TextRange};
use serde::Deserialize;

use super::compare::{f1, share};
use crate::{Failure, root};

/// One line of a process's file.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Line {
    party: Option<String>,
    cue: Option<String>,
    content: String,
    act: Act,
    /// Pairs of a proposition's id and a stance.
    #[serde(default)]
    positions: Vec<(String, String)>,
    #[serde(default)]
    preconditions: Vec<Halves>,
}

/// The words of a precondition.
#[derive(Debug, Clone, Deserialize)]
struct Halves {
    wanted: String,
    condition: String,
}

/// A process with its statements.
pub(super) struct Process {
    pub(super) name: String,
    pub(super) codebook: CodebookFile,
    pub(super) lines: Vec<Line>,
}

/// A statement laid out as a text of its own, and where its content begins.
struct Laid {
    text: String,
    statement: Statement,
}

impl Line {
    /// Reads the statement; with it, its text.
    pub(super) fn read(&self, engine: &Engine) -> (String, Statement, Vec<Precondition>) {
        let Laid { text, statement } = self.lay(engine);
        let mut statements = [statement];
        let preconditions = engine.read_given(&text, &mut statements);
        let [statement] = statements;
        (text, statement, preconditions)
    }

    /// The positions it takes, each proposition with the stance.
    pub(super) fn positions(&self) -> Vec<(String, String)> {
        self.positions.clone()
    }

    fn lay(&self, engine: &Engine) -> Laid {
        let party = self.party.as_deref().unwrap_or_default();
        let cue = self.cue.as_deref().unwrap_or_default();
        let text = format!("{party} {cue} {}", self.content);
        let start = party.len() + 1;
        let content = start + cue.len() + 1;
        let range = |start: usize, end: usize| Vec::from([TextRange::new(start, end)]);
        Laid {
            statement: Statement {
                id: StatementId(1),
                within: None,
                kind: Kind::Indirect,
                basis: Basis::Speech,
                act: self.act,
                confidence: None,
                source: range(0, party.len()),
                cue: range(start, start + cue.len()),
                content: range(content, text.len()),
                speaker: Speaker {
                    party: self
                        .party
                        .as_deref()
                        .and_then(|name| party_id(engine, name)),
                    ..Speaker::default()
                },
                said: None,
                positions: Vec::new(),
            },
            text,
        }
    }
}

/// Opens the processes, in the order of their names; none where there is no such folder.
pub(super) fn processes() -> Result<Vec<Process>, Failure> {
    let folder = root().join("training/positions/processes");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: there are no invented processes in training/positions");
        return Ok(Vec::new());
    };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "jsonl"))
        .collect();
    paths.sort();
    paths.iter().map(open).collect()
}

/// Opens the process that a user's name means.
pub(super) fn named(name: &str) -> Result<Option<Process>, Failure> {
    let all = processes()?;
    Ok(all.into_iter().find(|process| process.name == name))
}

fn open(path: &PathBuf) -> Result<Process, Failure> {
    let read =
        |path: &PathBuf| std::fs::read_to_string(path).map_err(|error| Failure::io(path, error));
    let lines = (read(path)?.lines())
        .map(|line| serde_json::from_str(line).map_err(|error| Failure::content(path, error)))
        .collect::<Result<Vec<Line>, Failure>>()?;
    let beside = path.with_extension("toml");
    let codebook = CodebookFile::parse(&read(&beside)?)
        .map_err(|_| Failure::content(&beside, "is no codebook"))?;
    let name = path.file_stem().unwrap_or_default();
    Ok(Process {
        name: name.to_string_lossy().into_owned(),
        codebook,
        lines,
    })
}

/// The id of the party that a name of a process's file means; the name itself where none has it.
fn party_id(engine: &Engine, name: &str) -> Option<String> {
    let book = &engine.codebook()?.codebook;
    let called = |known: &str, aliases: &[String]| {
        known == name || aliases.iter().any(|alias| alias == name)
    };
    let party = (book.parties.iter()).find(|party| called(&party.name, &party.aliases));
    let person = || {
        let person = (book.people.iter()).find(|person| called(&person.name, &person.aliases))?;
        person.party.clone()
    };
    let id = party.map(|party| party.id.clone());
    id.or_else(person).or_else(|| Some(name.to_owned()))
}

fn cut(text: &str, ranges: &[TextRange]) -> String {
    let words: Vec<&str> = ranges
        .iter()
        .filter_map(|range| range.slice(text))
        .collect();
    words.join(" … ")
}

/// Whether some words of a key stand in the same place as a stretch that was read.
fn shares(text: &str, words: &str, ranges: &[TextRange]) -> bool {
    text.match_indices(words).any(|(start, _)| {
        let end = start + words.len();
        ranges
            .iter()
            .any(|range| range.start() < end && start < range.end())
    })
}

/// Prints how the preconditions of all processes were read.
pub(super) fn score_preconditions() -> Result<(), Failure> {
    let (mut expected, mut predicted, mut found) = (0, 0, 0);
    for process in processes()? {
        let engine = Engine::new(Some(process.codebook));
        for line in &process.lines {
            let (text, _, preconditions) = line.read(&engine);
            expected += line.preconditions.len();
            predicted += preconditions.len();
            found += line.found(&text, &preconditions);
        }
    }
    println!(
        "processes, statements given: {expected} in the key, {predicted} read, {found} found\n  precision {:.3}   recall {:.3}   F1 {:.3}\n",
        share(found, predicted),
        share(found, expected),
        f1(found, expected, predicted)
    );
    Ok(())
}

impl Line {
    fn found(&self, text: &str, preconditions: &[Precondition]) -> usize {
        let fits = |halves: &&Halves| {
            preconditions.iter().any(|one| {
                shares(text, &halves.wanted, &one.wanted.span)
                    && shares(text, &halves.condition, &one.condition.span)
            })
        };
        self.preconditions.iter().filter(fits).count()
    }
}

/// Prints what of a process was missed or is spurious.
pub(super) fn print_preconditions(process: &Process) -> Result<(), Failure> {
    let engine = Engine::new(Some(process.codebook.clone()));
    for line in &process.lines {
        let (text, _, preconditions) = line.read(&engine);
        let found = line.found(&text, &preconditions);
        if found == line.preconditions.len() && found == preconditions.len() {
            continue;
        }
        println!("{:?} {text}", line.act);
        for halves in &line.preconditions {
            println!("   key   {} | {}", halves.wanted, halves.condition);
        }
        for one in &preconditions {
            println!(
                "   read  {} | {}",
                cut(&text, &one.wanted.span),
                cut(&text, &one.condition.span)
            );
        }
    }
    Ok(())
}
