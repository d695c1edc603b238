//! Text in columns side by side.

use crate::terminal::{dim, width};

/// Fewer columns than this are too narrow for two texts.
const WIDE: usize = 80;

/// What stands between two columns.
const BAR: &str = " │ ";

/// Says whether there is room for two texts side by side.
pub(crate) fn fit() -> bool {
    width() >= WIDE
}

/// Sets two plain texts side by side behind an indentation, each wrapped to half of the room; `style`
/// is put on each line of them.
pub(crate) fn beside(
    indent: usize,
    left: &str,
    right: &str,
    style: impl Fn(&str) -> String,
) -> Vec<String> {
    let room = width().saturating_sub(indent + BAR.chars().count()) / 2;
    let wrap = |text: &str| -> Vec<String> {
        let lines = text.lines().flat_map(|line| textwrap::wrap(line, room));
        lines.map(|line| line.into_owned()).collect()
    };
    let (left, right) = (wrap(left), wrap(right));
    let blank = String::new();
    (0..left.len().max(right.len()))
        .map(|row| {
            let one = left.get(row).unwrap_or(&blank);
            let other = right.get(row).unwrap_or(&blank);
            let gap = room.saturating_sub(textwrap::core::display_width(one));
            let line = format!(
                "{}{}{}{}{}",
                " ".repeat(indent),
                style(one),
                " ".repeat(gap),
                dim(BAR),
                style(other)
            );
            line.trim_end().to_owned()
        })
        .collect()
}
