//! A progress bar on standard error, for work that takes over a second at a terminal.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::terminal::safe_line;

/// Work shorter than this shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar over the bytes of the input, with a count of what was done.
pub(crate) struct Bar {
    bar: ProgressBar,
    began: Instant,
    what: &'static str,
}

impl Bar {
    /// Prepares a bar; an unknown total gives a count without an end.
    pub(crate) fn new(total: Option<u64>, what: &'static str) -> Self {
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        let template = match total {
            Some(_) => "{bar:30} {percent:>3} %  {msg}  {eta} left",
            None => "{spinner} {msg}  {elapsed}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Self {
            bar,
            began: Instant::now(),
            what,
        }
    }

    /// Moves on to so much of the total, with so much done.
    pub(crate) fn at(&self, position: u64, done: u64) {
        if self.bar.is_hidden() && self.began.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_position(position);
        self.bar.set_message(format!("{done} {}", self.what));
    }

    /// Says a line on standard error without breaking the bar.
    pub(crate) fn say(&self, line: &str) {
        let line = safe_line(line);
        self.bar.suspend(|| eprintln!("{line}"));
    }

    /// Takes the bar away.
    pub(crate) fn done(&self) {
        self.bar.finish_and_clear();
    }
}
