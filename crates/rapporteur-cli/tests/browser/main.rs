//! The reading room in a real browser: the binary serves the example, Chromium looks at it.
//!
//! They need `chromium` and `chromedriver` (Debian: `apt install chromium chromium-driver`), and for
//! what accessibility checks find, axe-core (`npm install --prefix target/axe axe-core`). Where these
//! are missing the tests say so and do nothing, unless `RAPPORTEUR_BROWSER=required` says that they
//! must run.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "clippy.toml allows them in test functions; these are their helpers"
)]

#[path = "../support/mod.rs"]
mod support;

mod axe;
mod browser;
mod room;

mod adding;
mod hostile;
mod names;
mod pages;
mod review;
