//! Where statements stand on propositions, against the answer keys.

use std::collections::BTreeMap;
use std::path::Path;

use rapporteur::Engine;
use rapporteur_core as core;

use super::aliases::Aliases;
use super::articles::{Case, Set};
use super::compare::{f1, share};
use super::given::{self, Process};
use super::key::{self, Position, Statement, Statements};
use super::measure::{Measured, measure, names, show};
use super::paired::Paired;
use super::stance;
use super::table;
use crate::Failure;

/// The columns of the table.
const HEAD: [&str; 9] = [
    "set",
    "article",
    "statement",
    "proposition",
    "expected",
    "given",
    "given confidence",
    "own",
    "own confidence",
];

/// A position that is in the key, or was read.
#[derive(Debug, Clone, Default)]
struct Cell {
    expected: Option<String>,
    /// What was read where the key's statement was given.
    given: Option<Position>,
    /// What was read by the whole program.
    own: Option<Position>,
}

/// The positions of an article by statement, as in the key or else as read, and proposition.
type Cells = BTreeMap<(String, String), Cell>;

/// Counts of one way of reading.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Score {
    pub(super) expected: usize,
    pub(super) read: usize,
    pub(super) found: usize,
    /// The proposition is right, and the stance or not.
    pub(super) about: usize,
}

/// Measures the positions of the sets, and of the invented statements in `training/positions`, and
/// writes `xtask/eval/positions.csv`; or shows one article; or writes what positions are decided by.
///
/// # Errors
///
/// A [`Failure`] where a set cannot be read, or no article begins with the name to show.
pub(crate) fn positions(
    sets: &[Set],
    shown: Option<&str>,
    measures: Option<&Path>,
) -> Result<(), Failure> {
    if let Some(path) = measures {
        return write_measures(sets, path);
    }
    let engines: Vec<(Set, Engine)> = (sets.iter())
        .map(|set| Ok((*set, Engine::new(set.codebook()?))))
        .collect::<Result<_, Failure>>()?;
    let judge = |case: &Case, aliases: &Aliases| {
        let engine = engines.iter().find(|(set, _)| *set == case.set);
        cells(case, aliases, engine.map(|(_, engine)| engine))
    };
    let measured = measure(sets, judge)?;
    if let Some(name) = shown {
        if let Some(process) = given::named(name)? {
            print_process(process);
            return Ok(());
        }
        return show(&measured, name, print_article);
    }
    let mut rows = Vec::new();
    let mut both = [Score::default(); 2];
    for Measured { set, articles } in &measured {
        let mut total = [Score::default(); 2];
        for (case, cells) in articles {
            rows.extend(cells.iter().map(|(key, cell)| row(case, key, cell)));
            for (sum, own) in total.iter_mut().zip([false, true]) {
                sum.add(&score(cells, own));
            }
        }
        print(set.name(), &total);
        for (sum, one) in both.iter_mut().zip(&total) {
            sum.add(one);
        }
    }
    print("together", &both);
    let mut invented = Score::default();
    for process in given::processes()? {
        invented.add(&score_process(process));
    }
    println!("processes");
    invented.print("statements given");
    stance::perspectrum()?;
    table::write("positions.csv", &HEAD, &names(&measured), rows)
}

fn print(name: &str, [given, own]: &[Score; 2]) {
    println!("{name}");
    given.print("statements given");
    own.print("statements read");
}

fn cells(case: &Case, aliases: &Aliases, engine: Option<&Engine>) -> Result<Cells, Failure> {
    let key: Statements = key::read(&case.key("statements"))?;
    let mut cells = Cells::new();
    for statement in &key.statements {
        for position in &statement.positions {
            let cell = cells.entry(place(&statement.id, position)).or_default();
            cell.expected = Some(position.stance.clone());
        }
    }
    if let Some(engine) = engine {
        let text: String = case.characters.iter().collect();
        let mut statements = laid(&case.characters, &key.statements);
        let _ = engine.read_given(&text, &mut statements);
        for (statement, read) in key.statements.iter().zip(statements) {
            for position in read.positions.iter().map(Position::from) {
                let cell = cells.entry(place(&statement.id, &position)).or_default();
                cell.given = Some(position);
            }
        }
    }
    let paired = Paired::of(case, aliases)?;
    let found: Vec<(String, String)> = (paired.found())
        .map(|found| (found.read.id.clone(), found.expected.id.clone()))
        .collect();
    for read in &paired.read {
        let known = found.iter().find(|(id, _)| *id == read.id);
        let id = known.map_or(&read.id, |(_, id)| id);
        for position in &read.positions {
            let cell = cells.entry(place(id, position)).or_default();
            cell.own = Some(position.clone());
        }
    }
    Ok(cells)
}

fn place(statement: &str, position: &Position) -> (String, String) {
    (statement.to_owned(), position.proposition.clone())
}

/// The key's statements as the engine takes them.
fn laid(characters: &[char], statements: &[Statement]) -> Vec<core::Statement> {
    let mut bytes: Vec<usize> = Vec::with_capacity(characters.len() + 1);
    let mut at = 0;
    for character in characters {
        bytes.push(at);
        at += character.len_utf8();
    }
    bytes.push(at);
    let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
    let ranges = |spans: &key::Spans| {
        let spans = spans.iter();
        spans
            .map(|[start, end]| core::TextRange::new(byte(*start), byte(*end)))
            .collect()
    };
    let of = |(statement, number): (&Statement, u32)| core::Statement {
        id: core::StatementId(number),
        within: None,
        kind: core::Kind::Indirect,
        basis: core::Basis::Speech,
        act: serde_json::from_value(statement.act.clone().into()).unwrap_or(core::Act::State),
        confidence: None,
        source: ranges(&statement.source),
        cue: ranges(&statement.cue),
        content: ranges(&statement.content),
        speaker: core::Speaker {
            entity: None,
            name: statement.speaker.name.clone(),
            party: statement.speaker.party.clone(),
        },
        said: None,
        positions: Vec::new(),
    };
    statements.iter().zip(1..).map(of).collect()
}

fn score(cells: &Cells, own: bool) -> Score {
    let mut score = Score::default();
    for cell in cells.values() {
        let read = if own { &cell.own } else { &cell.given };
        let right = read.as_ref().map(|read| &read.stance) == cell.expected.as_ref();
        score.expected += usize::from(cell.expected.is_some());
        score.read += usize::from(read.is_some());
        score.found += usize::from(read.is_some() && right);
        score.about += usize::from(read.is_some() && cell.expected.is_some());
    }
    score
}

impl Score {
    pub(super) fn add(&mut self, other: &Self) {
        self.expected += other.expected;
        self.read += other.read;
        self.found += other.found;
        self.about += other.about;
    }

    pub(super) fn print(&self, name: &str) {
        let Self {
            expected,
            read,
            found,
            about,
        } = *self;
        println!(
            "  {name}: {expected} in the key, {read} read, {found} found   precision {:.3}   recall {:.3}   F1 {:.3}   proposition alone: precision {:.3}   recall {:.3}",
            share(found, read),
            share(found, expected),
            f1(found, expected, read),
            share(about, read),
            share(about, expected),
        );
    }
}

fn row(case: &Case, (statement, proposition): &(String, String), cell: &Cell) -> Vec<String> {
    let read = |position: &Option<Position>| {
        let stance = position.as_ref().map(|position| position.stance.clone());
        let sure = position.as_ref().and_then(|position| position.confidence);
        [
            stance.unwrap_or_default(),
            sure.map(|sure| format!("{sure:.2}")).unwrap_or_default(),
        ]
    };
    let head = [
        case.set.name().to_owned(),
        case.file.clone(),
        statement.clone(),
        proposition.clone(),
        cell.expected.clone().unwrap_or_default(),
    ];
    head.into_iter()
        .chain(read(&cell.given))
        .chain(read(&cell.own))
        .collect()
}

fn print_article(case: &Case, cells: &Cells) {
    println!("{}", case.file);
    for ((statement, proposition), cell) in cells {
        let show = |position: &Option<Position>| {
            position.as_ref().map_or_else(
                || "-".to_owned(),
                |position| {
                    format!(
                        "{} {:.2} “{}”",
                        position.stance,
                        position.confidence.unwrap_or_default(),
                        case.words(&position.words)
                    )
                },
            )
        };
        println!(
            "{statement:>4} {proposition}\n      key   {}\n      given {}\n      own   {}",
            cell.expected.as_deref().unwrap_or("-"),
            show(&cell.given),
            show(&cell.own)
        );
    }
}

/// Scores the statements of an invented process.
fn score_process(process: Process) -> Score {
    let engine = Engine::new(Some(process.codebook));
    let mut score = Score::default();
    for line in &process.lines {
        let (_, statement, _) = line.read(&engine);
        let expected = line.positions();
        score.expected += expected.len();
        score.read += statement.positions.len();
        for position in statement.positions.iter().map(Position::from) {
            let known = expected.iter().find(|(id, _)| *id == position.proposition);
            score.about += usize::from(known.is_some());
            score.found += usize::from(known.is_some_and(|(_, stance)| *stance == position.stance));
        }
    }
    score
}

fn print_process(process: Process) {
    let engine = Engine::new(Some(process.codebook));
    for line in &process.lines {
        let (text, statement, _) = line.read(&engine);
        let read: Vec<(String, String)> = (statement.positions.iter().map(Position::from))
            .map(|position| (position.proposition, position.stance))
            .collect();
        if read != line.positions() {
            println!("{text}\n   key  {:?}\n   read {read:?}", line.positions());
        }
    }
}

/// The columns of the measures, before the measures themselves.
const MEASURED: [&str; 8] = [
    "set",
    "article",
    "way",
    "statement",
    "party",
    "part",
    "proposition",
    "stance",
];

/// Writes what positions are decided by: of the keys' statements as they are given, and of those that
/// the whole program reads.
fn write_measures(sets: &[Set], path: &Path) -> Result<(), Failure> {
    let failed = |error: csv::Error| Failure::io(path, error.into());
    let mut writer = csv::Writer::from_path(path).map_err(failed)?;
    let mut head = false;
    for Measured { set, articles } in measure(sets, measure_article)? {
        for (case, rows) in articles {
            for row in rows {
                let one = &row.measured;
                if !head {
                    let names = one.measures.iter().map(|(name, _)| *name);
                    let names = MEASURED.into_iter().chain(names);
                    writer.write_record(names).map_err(failed)?;
                    head = true;
                }
                let texts = [
                    set.name(),
                    &case.file,
                    row.way,
                    &row.statement,
                    &row.party,
                    one.part,
                    &one.proposition,
                    &row.stance,
                ];
                let figures = one.measures.iter().map(|(_, figure)| figure.to_string());
                let row = texts.into_iter().map(str::to_owned).chain(figures);
                writer.write_record(row).map_err(failed)?;
            }
        }
    }
    Ok(())
}

/// What was measured of a part of a statement beside a proposition.
struct Row {
    /// `given` or `own`.
    way: &'static str,
    /// The id of the statement in the key, or in the reading where it has no pair.
    statement: String,
    party: String,
    /// The stance of the key.
    stance: String,
    measured: rapporteur::Measured,
}

/// A statement, and the key's own that it is or is paired with.
type Known<'a> = (&'a Statement, Option<&'a Statement>);

fn measure_article(case: &Case, aliases: &Aliases) -> Result<Vec<Row>, Failure> {
    let engine = Engine::new(case.set.codebook()?);
    let paired = Paired::of(case, aliases)?;
    let pair = |read: &Statement| {
        let mut found = paired.found();
        let found = found.find(|found| found.read.id == read.id);
        found.map(|found| found.expected)
    };
    let given: Vec<Known<'_>> = (paired.expected.iter())
        .map(|known| (known, Some(known)))
        .collect();
    let own: Vec<Known<'_>> = (paired.read.iter())
        .map(|read| (read, pair(read)))
        .collect();
    let mut rows = measure_way(case, &engine, "given", &given);
    rows.extend(measure_way(case, &engine, "own", &own));
    Ok(rows)
}

fn measure_way(case: &Case, engine: &Engine, way: &'static str, all: &[Known<'_>]) -> Vec<Row> {
    let text: String = case.characters.iter().collect();
    let read: Vec<Statement> = all.iter().map(|(read, _)| (*read).clone()).collect();
    let laid = laid(&case.characters, &read);
    let row = |measured: rapporteur::Measured| {
        let place = (laid.iter()).position(|laid| laid.id == measured.statement)?;
        let (read, known) = all.get(place)?;
        let positions = known.map_or(&[][..], |known| &known.positions);
        let position = (positions.iter()).find(|known| known.proposition == measured.proposition);
        Some(Row {
            way,
            statement: known.map_or(&read.id, |known| &known.id).clone(),
            party: read.speaker.party.clone().unwrap_or_default(),
            stance: position.map_or_else(String::new, |known| known.stance.clone()),
            measured,
        })
    };
    let measured = engine.measure_given(&text, &laid).into_iter();
    measured.filter_map(row).collect()
}
