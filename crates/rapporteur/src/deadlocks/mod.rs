//! Who waits for whom: conditions that parties set, where they wait for each other, and what would
//! meet them.
//!
//! Everything here is a pure function of preconditions, positions and codebook; the order in which
//! they come does not matter to it.

mod actors;
mod chain;
mod opening;
mod ring;
mod standoff;
#[cfg(test)]
mod tests;
mod told;
mod wait;

pub use actors::Actors;
pub use opening::Opening;
pub use ring::Deadlock;
pub use standoff::{Standoff, standoff};
pub use told::{SetClause, SetPrecondition, TakenPosition};
pub use wait::Wait;
