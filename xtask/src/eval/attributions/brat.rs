//! The attributions of a brat standoff file, as PolNeAR has them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::super::key::Spans;
use super::roles::Attribution;
use crate::Failure;

/// The annotation of an article; of several annotators the first in the order of their names counts.
pub(super) fn file_of(article: &str, folder: &Path) -> Result<PathBuf, Failure> {
    let failed = |error| Failure::io(folder, error);
    let article = article.strip_suffix(".txt").unwrap_or(article);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        let annotated = (name.to_str())
            .and_then(|name| name.strip_suffix(".ann"))
            .and_then(|name| name.rsplit_once('_'));
        if annotated.is_some_and(|(annotated, _)| annotated == article) {
            files.push(folder.join(name));
        }
    }
    files.sort();
    let none = || Failure::content(folder, format!("no annotation of {article}"));
    files.into_iter().next().ok_or_else(none)
}

/// Reads the attributions, their stretches as they stand.
///
/// # Errors
///
/// [`Failure::Content`] with the argument of an attribution that leads nowhere.
pub(super) fn read(path: &Path) -> Result<Vec<Attribution>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::io(path, error))?;
    parse(&text).map_err(|argument| {
        Failure::content(path, format!("{argument:?} names no annotated words"))
    })
}

/// The error is the argument that cannot be read.
fn parse(text: &str) -> Result<Vec<Attribution>, &str> {
    let mut spans: BTreeMap<&str, Spans> = BTreeMap::new();
    let mut events = Vec::new();
    for line in text.split('\n') {
        if let Some((id, stretches)) = words(line) {
            spans.insert(id, stretches);
        } else if let Some(arguments) = event(line) {
            events.push(arguments);
        }
    }
    let mut attributions = Vec::new();
    for arguments in events {
        let mut arguments = arguments.split_whitespace();
        if !(arguments.next()).is_some_and(|event| event.starts_with("Attribution")) {
            continue;
        }
        let mut attribution = Attribution::default();
        for argument in arguments {
            let (label, id) = argument.split_once(':').ok_or(argument)?;
            // A second content has the label "Content2".
            let label = label.trim_end_matches(|letter: char| letter.is_ascii_digit());
            let role = match label.to_lowercase().as_str() {
                "source" => &mut attribution.source,
                "cue" => &mut attribution.cue,
                "content" => &mut attribution.content,
                _ => continue,
            };
            role.extend(spans.get(id).ok_or(argument)?);
        }
        attributions.push(attribution);
    }
    Ok(attributions)
}

/// `T1<tab>Label 0 4;6 9<tab>the words`; `None` for anything else, such as words that go on in a new line.
fn words(line: &str) -> Option<(&str, Spans)> {
    let mut fields = line.split('\t');
    let id = numbered(fields.next()?, 'T')?;
    let (label, places) = fields.next()?.split_once(' ')?;
    let stretches: Option<Spans> = (places.split(';'))
        .map(|place| {
            let (start, end) = place.split_once(' ')?;
            Some([start.parse().ok()?, end.parse().ok()?])
        })
        .collect();
    (!label.is_empty()).then_some((id, stretches?))
}

/// `E1<tab>Attribution:T4 Content:T3 Cue:T2`.
fn event(line: &str) -> Option<&str> {
    let (id, arguments) = line.split_once('\t')?;
    numbered(id, 'E').map(|_| arguments)
}

fn numbered(id: &str, kind: char) -> Option<&str> {
    let digits = id.strip_prefix(kind)?;
    let all_digits = !digits.is_empty() && digits.chars().all(|digit| digit.is_ascii_digit());
    all_digits.then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], expected: &[[&[[usize; 2]]; 3]]) {
        let text = lines.join("\n");
        let found = parse(&text).map(|found| {
            let spans = |found: Attribution| [found.source, found.cue, found.content];
            found.into_iter().map(spans).collect::<Vec<_>>()
        });
        let expected = expected
            .iter()
            .map(|spans| spans.map(<[_]>::to_vec))
            .collect();
        assert_eq!(found, Ok(expected));
    }

    #[test]
    fn roles_are_gathered_and_other_lines_passed_over() {
        check(
            &[
                "E1\tAttribution:T4 Content:T3 Cue:T2 Content2:T5 Topic:T9",
                "T2\tCue 8 12\tsaid",
                "T3\tContent 20 24;26 30\twait here",
                "T4\tAttribution 8 12\tsaid",
                "T5\tContent 40 41\ta word that goes on",
                "in another line\tT2 Cue 1 2",
                "T7 Cue 1 2",
                "#1\tAnnotatorNotes T2\tE1\tAttribution:T4",
                "E2\tDiscuss:T4 Cue:T2",
                "E3\tAttribution-no-source:T4 Cue:T2 ",
                "E4\tAttribution:T4",
            ],
            &[
                [&[], &[[8, 12]], &[[20, 24], [26, 30], [40, 41]]],
                [&[], &[[8, 12]], &[]],
                [&[], &[], &[]],
            ],
        );
    }

    #[test]
    fn an_argument_that_leads_nowhere_is_told() {
        assert_eq!(parse("E1\tAttribution:T4 Cue:T2").err(), Some("Cue:T2"));
        assert_eq!(parse("E1\tAttribution:T4 Cue").err(), Some("Cue"));
    }

    #[test]
    fn the_first_annotator_counts() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a_2.ann", "a_1.ann", "a_b_0.ann", "a_0.txt"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        let file = |article| file_of(article, folder.path()).ok();
        assert_eq!(file("a.txt"), Some(folder.path().join("a_1.ann")));
        assert_eq!(file("a_b.txt"), Some(folder.path().join("a_b_0.ann")));
        assert_eq!(file("b.txt"), None);
    }
}
