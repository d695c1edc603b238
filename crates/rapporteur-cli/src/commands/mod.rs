//! One file per command. Each has its arguments, whose doc comments are its help, and `run`.

pub(crate) mod add;
pub(crate) mod agreement;
pub(crate) mod articles;
pub(crate) mod brief;
pub(crate) mod codebook;
pub(crate) mod compare;
pub(crate) mod copies;
pub(crate) mod correct;
pub(crate) mod deadlocks;
pub(crate) mod demo;
pub(crate) mod erase;
pub(crate) mod export;
pub(crate) mod extract;
pub(crate) mod log;
pub(crate) mod moves;
pub(crate) mod names;
pub(crate) mod network;
pub(crate) mod new;
pub(crate) mod positions;
pub(crate) mod remove;
pub(crate) mod reread;
pub(crate) mod serve;
pub(crate) mod set;
pub(crate) mod show;
pub(crate) mod statements;
pub(crate) mod timeline;
pub(crate) mod undo;
pub(crate) mod users;

mod reading;
mod session;

use crate::arguments::{Arguments, Command};
use crate::exit::{Exit, Failure};
use crate::mistyped;

/// Does what the command line asks for.
pub(crate) async fn run(arguments: Arguments) -> Result<Exit, Failure> {
    let global = arguments.global;
    match arguments.command {
        None => {
            arguments
                .extract
                .inputs
                .first()
                .map_or(Ok(()), |word| mistyped::refuse(word))?;
            extract::run(arguments.extract, &global)
        }
        Some(Command::Extract(extract)) => extract::run(extract, &global),
        Some(Command::Demo(demo)) => demo::run(demo, &global).await,
        Some(Command::Add(add)) => add::run(add, &global).await,
        Some(Command::Brief(brief)) => brief::run(brief, &global).await,
        Some(Command::Statements(statements)) => statements::run(statements, &global).await,
        Some(Command::Timeline(timeline)) => timeline::run(timeline, &global).await,
        Some(Command::Positions(positions)) => positions::run(positions, &global).await,
        Some(Command::Moves(moves)) => moves::run(moves, &global).await,
        Some(Command::Compare(compare)) => compare::run(compare, &global).await,
        Some(Command::Copies(copies)) => copies::run(copies, &global).await,
        Some(Command::Deadlocks(deadlocks)) => deadlocks::run(deadlocks, &global).await,
        Some(Command::Network(network)) => network::run(network, &global).await,
        Some(Command::Articles(articles)) => articles::run(articles, &global).await,
        Some(Command::Show(show)) => show::run(show, &global).await,
        Some(Command::Names(names)) => names::run(names, &global).await,
        Some(Command::Codebook(codebook)) => codebook::run(codebook, &global).await,
        Some(Command::Set(set)) => set::run(set, &global).await,
        Some(Command::Correct(correct)) => correct::run(correct, &global).await,
        Some(Command::New(new)) => new::run(new, &global).await,
        Some(Command::Reread(reread)) => reread::run(reread, &global).await,
        Some(Command::Export(export)) => export::run(export, &global).await,
        Some(Command::Remove(remove)) => remove::run(remove, &global).await,
        Some(Command::Erase(erase)) => erase::run(erase, &global).await,
        Some(Command::Log(log)) => log::run(log, &global).await,
        Some(Command::Undo(undo)) => undo::run(undo, &global).await,
        Some(Command::Serve(serve)) => serve::run(serve, &global).await,
        Some(Command::Users(users)) => users::run(users, &global).await,
        Some(Command::Agreement(agreement)) => agreement::run(agreement, &global).await,
    }
}
