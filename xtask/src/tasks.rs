//! The tasks and their options.

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand};

use crate::crowd::{self, Crowd};
use crate::eval::{self, Set};
use crate::load::{self, Load};
use crate::room::{self, Room};
use crate::stages::{self, Stages};
use crate::standings::{self, Standings};
use crate::{Failure, docs, generate};

/// The tasks of the workshop.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    disable_help_subcommand = true
)]
pub struct Tasks {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Writes synthetic articles
    Generate(Generate),
    /// Measures readings against answer keys, and writes the tables in xtask/eval
    #[command(subcommand)]
    Eval(Eval),
    /// Adds many generated articles with the release binary, searches them, and tells what it took
    Load(Load),
    /// Looks for copies among many generated articles, and tells what it took
    Copies(Crowd),
    /// Fills a record with made up statements that take positions, and times the commands on it
    Standings(Standings),
    /// Opens the reading room on a record with the release binary, and times its pages
    Room(Room),
    /// Reads a folder of articles stage by stage, and tells the seconds of each
    Stages(Stages),
    /// Writes docs/cli.md from the program's own help
    Docs {
        /// Only tell whether the page is up to date
        #[arg(long)]
        check: bool,
    },
}

#[derive(Debug, Args)]
struct Generate {
    /// How many
    #[arg(long)]
    articles: usize,
    /// About how many words each has
    #[arg(long, default_value_t = 600)]
    words: usize,
    /// The same seed gives the same articles
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// A file ending in .jsonl, or a folder
    #[arg(long, value_name = "FILE|FOLDER")]
    out: PathBuf,
}

#[derive(Debug, Subcommand)]
enum Eval {
    /// The main text of web pages
    Html {
        /// Show what one page misses and invents
        #[arg(long, value_name = "PAGE")]
        show: Option<String>,
    },
    /// Who said what
    Statements(OfSets),
    /// Who said what, with the measures of the published scorers, and how far confidence can be trusted
    Attributions {
        /// Show what is missed, spurious and credited to the wrong source in one article
        #[arg(long, value_name = "ARTICLE")]
        show: Option<String>,
    },
    /// Who and what is named, in the answer keys and in corpora, and whether two spellings are one name
    Names(OfSets),
    /// Dates and durations
    Dates {
        /// Show what was read in the cases that hold some words, or in all that have something "wrong"
        #[arg(long, value_name = "WORDS")]
        show: Option<String>,
    },
    /// What happened, in whole articles and in the example sentences of PLOVER
    Events(OfSets),
    /// Statements of several articles that are one utterance
    Same(OfSets),
    /// What outlets differ on: fields of events, and wordings, against the key of the example
    Differ {
        /// Show what is read of each field
        #[arg(long)]
        show: bool,
    },
    /// What moved in the example: with the positions of its key, and with those that are read
    Moves {
        /// Show what is missed and spurious
        #[arg(long)]
        show: bool,
        /// Leave the two records in this folder, to look at
        #[arg(long, value_name = "FOLDER")]
        keep: Option<PathBuf>,
    },
    /// Who waits for whom in the example: with the conditions of its key, and with those that are read
    Deadlocks {
        /// Show what is missed and spurious
        #[arg(long)]
        show: bool,
    },
    /// Where statements stand on propositions
    Positions {
        #[command(flatten)]
        of: OfSets,
        /// Only write what positions are decided by, for training/positions/fit_decision.py
        #[arg(long, value_name = "FILE")]
        measures: Option<PathBuf>,
    },
    /// Conditions that were set
    Preconditions(OfSets),
    /// Which articles are copies: those of the example's key, and copies planted among generated articles
    Copies,
}

#[derive(Debug, Args)]
struct OfSets {
    /// Measure only one set
    #[arg(long)]
    set: Option<Set>,
    /// Show what is missed and spurious in one article
    #[arg(long, value_name = "ARTICLE")]
    show: Option<String>,
}

impl OfSets {
    fn sets(&self) -> Vec<Set> {
        self.set
            .map_or_else(|| vec![Set::Example, Set::Seeds], |set| vec![set])
    }
}

impl Tasks {
    /// Does the task.
    ///
    /// # Errors
    ///
    /// A [`Failure`] that says what kept it from being done.
    pub fn run(self) -> Result<(), Failure> {
        match self.task {
            Task::Generate(options) => {
                let articles = generate::Articles::new(options.seed, options.words);
                generate::write(articles.take(options.articles), &options.out)
            }
            Task::Eval(Eval::Html { show }) => eval::html(show.as_deref()),
            Task::Eval(Eval::Statements(options)) => {
                eval::statements(&options.sets(), options.show.as_deref())
            }
            Task::Eval(Eval::Attributions { show }) => eval::attributions(show.as_deref()),
            Task::Eval(Eval::Names(options)) => {
                eval::names(&options.sets(), options.show.as_deref())
            }
            Task::Eval(Eval::Dates { show }) => eval::dates(show.as_deref()),
            Task::Eval(Eval::Events(options)) => {
                eval::events(&options.sets(), options.show.as_deref())
            }
            Task::Eval(Eval::Moves { show, keep }) => eval::moves(show, keep.as_deref()),
            Task::Eval(Eval::Deadlocks { show }) => eval::deadlocks(show),
            Task::Load(options) => load::run(&options),
            Task::Standings(options) => standings::run(&options),
            Task::Eval(Eval::Positions { of, measures }) => {
                eval::positions(&of.sets(), of.show.as_deref(), measures.as_deref())
            }
            Task::Eval(Eval::Same(options)) => eval::same(&options.sets(), options.show.as_deref()),
            Task::Eval(Eval::Differ { show }) => eval::differ(show),
            Task::Eval(Eval::Preconditions(options)) => {
                eval::preconditions(&options.sets(), options.show.as_deref())
            }
            Task::Eval(Eval::Copies) => eval::copies(),
            Task::Copies(options) => crowd::run(&options),
            Task::Room(options) => room::run(&options),
            Task::Stages(options) => stages::run(&options),
            Task::Docs { check } => docs(None, check),
        }
    }
}

/// Returns the names of the tasks, for the rule that documents name what exists.
pub(crate) fn task_names() -> Vec<String> {
    Tasks::command()
        .get_subcommands()
        .map(|task| task.get_name().to_owned())
        .collect()
}
