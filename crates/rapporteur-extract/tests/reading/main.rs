//! What the reader finds, component by component, on sentences of an invented process.

#[path = "../support/mod.rs"]
mod support;

mod attributions;
mod events;
mod learned;
mod names;
mod preconditions;
mod properties;
mod publication;
mod references;
mod resources;
mod statements;
mod times;
