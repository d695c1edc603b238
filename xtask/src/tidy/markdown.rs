//! The code in Markdown: spans in backticks and lines of fenced blocks.

/// A piece of code in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Code<'a> {
    pub(super) line: usize,
    pub(super) text: &'a str,
    /// Whether it is a line of a fenced block.
    pub(super) fenced: bool,
}

/// Returns every span in backticks and every line of a fenced block.
pub(super) fn code(text: &str) -> Vec<Code<'_>> {
    let mut found = Vec::new();
    let mut fenced = false;
    for (line, words) in super::tree::lines(text) {
        if words.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if fenced {
            found.push(Code {
                line,
                text: words.trim(),
                fenced,
            });
        } else {
            let spans = words.split('`').skip(1).step_by(2);
            found.extend(spans.map(|text| Code {
                line,
                text: text.trim(),
                fenced,
            }));
        }
    }
    found
}

/// Returns the cells of each row of the tables below a heading, without the head of the table.
pub(super) fn rows<'a>(text: &'a str, heading: &str) -> Vec<(usize, Vec<&'a str>)> {
    let below = |line: &&(usize, &str)| line.1.trim() != heading;
    let lines: Vec<(usize, &str)> = super::tree::lines(text).collect();
    let start = lines.iter().take_while(below).count() + 1;
    (lines.iter().skip(start))
        .take_while(|(_, line)| !line.starts_with("## "))
        .filter(|(_, line)| line.starts_with('|'))
        .skip(2)
        .map(|(number, line)| {
            (
                *number,
                line.trim()
                    .trim_matches('|')
                    .split('|')
                    .map(str::trim)
                    .collect(),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_spans_and_fenced_lines() {
        let found = code("See `a` and `b c`.\n```\n$ run\n```\n`d`\n");
        let all: Vec<_> = found
            .iter()
            .map(|code| (code.line, code.text, code.fenced))
            .collect();
        assert_eq!(
            all,
            [
                (1, "a", false),
                (1, "b c", false),
                (3, "$ run", true),
                (5, "d", false)
            ]
        );
    }

    #[test]
    fn finds_the_rows_of_a_table() {
        let text = "## Crates\nwords\n| crate | reason |\n|---|---|\n| `a` | b |\n\n## More\n| x | y |\n|---|---|\n| z | z |\n";
        assert_eq!(rows(text, "## Crates"), [(5, vec!["`a`", "b"])]);
    }
}
