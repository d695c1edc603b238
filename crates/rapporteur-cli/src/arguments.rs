//! The command line: every option's help text is its doc comment here or in its command's file.

use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand};

use crate::commands::{
    add::Add, agreement::Agreement, articles::Articles, brief::Brief, codebook::Codebook,
    compare::Compare, copies::Copies, correct::Correct, deadlocks::Deadlocks, demo::Demo,
    erase::Erase, export::Export, extract::Extract, log::Log, moves::Moves, names::Names,
    network::Network, new::New, positions::Positions, remove::Remove, reread::Reread, serve::Serve,
    set::Set, show::Show, statements::Statements, timeline::Timeline, undo::Undo, users::Users,
};

/// Reads press reports on a negotiation and keeps its sourced record: who said what, when, in which
/// outlet. Every line points at the words it rests on.
///
/// Without a command, FILES are read and what they say is printed; nothing is kept.
#[derive(Debug, Parser)]
#[command(
    name = "rapporteur",
    version,
    subcommand_negates_reqs = true,
    subcommand_precedence_over_arg = true,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    after_help = "Start with:\n  rapporteur demo                      see it work on an invented negotiation\n  rapporteur report.txt                read one report, keep nothing\n  rapporteur add reports/              put a folder of reports on the record\n  rapporteur brief                     one page: who said what last"
)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    /// What to read when no command is given.
    #[command(flatten)]
    pub(crate) extract: Extract,
    /// Options that every command understands.
    #[command(flatten)]
    pub(crate) global: Global,
}

/// Options that every command understands.
#[derive(Debug, Clone, Args)]
pub(crate) struct Global {
    /// The record's file
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "RAPPORTEUR_RECORD",
        default_value = "record.rapporteur",
        hide_env_values = true
    )]
    pub(crate) record: PathBuf,
    /// Print JSON instead of text
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Who is at work, for the log [default: the user's login name]
    #[arg(
        long,
        global = true,
        value_name = "NAME",
        env = "RAPPORTEUR_AUTHOR",
        hide_env_values = true
    )]
    pub(crate) author: Option<String>,
}

/// The commands, in the order in which a newcomer meets them.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Demo(Demo),
    Add(Add),
    Serve(Serve),
    Brief(Brief),
    Statements(Statements),
    Timeline(Timeline),
    Positions(Positions),
    Moves(Moves),
    Compare(Compare),
    Copies(Copies),
    Deadlocks(Deadlocks),
    Network(Network),
    Articles(Articles),
    Show(Show),
    Names(Names),
    Codebook(Codebook),
    Set(Set),
    Correct(Correct),
    New(New),
    Extract(Extract),
    Reread(Reread),
    Export(Export),
    Remove(Remove),
    Erase(Erase),
    Log(Log),
    Undo(Undo),
    Users(Users),
    Agreement(Agreement),
}

/// The names of the commands, for "did you mean".
pub(crate) fn command_names() -> Vec<String> {
    Arguments::command()
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect()
}
