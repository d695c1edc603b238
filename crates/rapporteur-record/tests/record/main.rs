//! The record as its users see it, in real files.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "clippy.toml allows them in test functions; these are their helpers"
)]

mod adding;
mod amending;
mod copies;
mod desk;
mod erasing;
mod judging;
mod naming;
mod narrowing;
mod opening;
mod positions;
mod searching;
mod undoing;
