//! The workshop: what developers of Rapporteur run, and users never do.
//!
//! It makes synthetic articles, keeps the house rules, measures the readings and writes the reference
//! page of the command line. The tasks are started with `cargo xtask`. Nothing of it is installed, and no
//! crate of the program uses it outside tests and benches.

mod crowd;
mod docs;
mod eval;
mod failure;
pub mod generate;
mod load;
mod room;
mod stages;
mod standings;
mod tasks;
pub mod tidy;
mod workspace;

pub use docs::docs;
pub use failure::Failure;
pub use tasks::Tasks;
pub(crate) use tasks::task_names;
pub use workspace::{root, shared};
