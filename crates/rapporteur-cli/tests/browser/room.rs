//! The binary, serving a record of its own.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Stdio};

use crate::support::Desk;

/// A room that is open, on a desk of its own.
pub(crate) struct Room {
    pub(crate) desk: Desk,
    /// Such as `http://127.0.0.1:40123`.
    pub(crate) address: String,
    /// The address that lets whoever opens it write.
    pub(crate) entrance: String,
    child: Child,
    /// Kept open: a program whose output nobody takes ends.
    _out: BufReader<ChildStdout>,
}

impl Room {
    /// Opens a room on the example.
    pub(crate) fn on_the_example() -> Self {
        Self::open(Desk::with_example())
    }

    /// Opens a room on what lies on a desk.
    pub(crate) fn open(desk: Desk) -> Self {
        let mut child = desk
            .command()
            .args(["serve", "--port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut behind = |mark: &str| {
            let mut line = String::new();
            out.read_line(&mut line).unwrap();
            let address = line.trim_end().split_once(mark);
            address.unwrap_or_else(|| panic!("{line:?}")).1.to_owned()
        };
        Self {
            address: behind("is open at "),
            entrance: behind("to write, too: "),
            desk,
            child,
            _out: out,
        }
    }

    pub(crate) fn at(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
