//! The line of metadata that gives the date of a text: `date 2031-03-12`, `Date: 2031-03-12`.

use rapporteur_core::{Edtf, TextRange};

use crate::characters::is_blank;
use crate::document::{DateLine, Removed};
use crate::lines::{Line, trim};
use crate::resources::RemovalReason;

/// The word that a date line begins with.
const LABEL: &str = "date";

/// How many lines from the top a date line may stand.
const TOP_LINES: usize = 3;

/// Takes the date line out of `lines`: the start of the first line, or one of the first lines as a
/// whole.
pub(crate) fn take(
    original: &str,
    lines: &mut Vec<Line>,
    removed: &mut Vec<Removed>,
) -> Option<DateLine> {
    let (at, edtf, length) = lines
        .iter()
        .take(TOP_LINES)
        .enumerate()
        .find_map(|(at, line)| {
            let text = line.text(original);
            let (edtf, length) = date_at_start(text)?;
            (at == 0 || length == text.len()).then_some((at, edtf, length))
        })?;
    let line = lines.get_mut(at)?;
    let range = TextRange::new(line.range.start(), line.range.start() + length);
    removed.push(Removed {
        range,
        reason: RemovalReason::DateLine,
    });
    line.range = trim(original, TextRange::new(range.end(), line.range.end()));
    if line.range.is_empty() {
        lines.remove(at);
        if let Some(next) = lines.get_mut(at) {
            next.apart = true;
        }
    }
    Some(DateLine { edtf, range })
}

/// Reads a labelled date at the start of a line: the date, and the bytes that label and date take.
fn date_at_start(text: &str) -> Option<(Edtf, usize)> {
    let label = text.get(..LABEL.len())?;
    label.eq_ignore_ascii_case(LABEL).then_some(())?;
    let after_label = text.get(LABEL.len()..)?;
    let value = after_label
        .trim_start_matches(is_blank)
        .trim_start_matches(':')
        .trim_start_matches(is_blank);
    (value.len() < after_label.len()).then_some(())?;
    let edtf = value.get(..10).and_then(Edtf::parse)?;
    edtf.is_one_day().then_some(())?;
    let after = value.get(10..)?.chars().next();
    let ends = after.is_none_or(|next| !next.is_alphanumeric() || next == 'T');
    ends.then_some(())?;
    let time = value.get(10..).map_or(0, time_length);
    Some((edtf, text.len() - value.len() + 10 + time))
}

/// Returns the bytes of a clock time directly after an ISO date: `T09:30:00Z`.
fn time_length(after_date: &str) -> usize {
    if !after_date.starts_with('T') {
        return 0;
    }
    after_date
        .find(|character: char| {
            !character.is_ascii_digit() && !matches!(character, 'T' | 'Z' | ':' | '+' | '-' | '.')
        })
        .unwrap_or(after_date.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::lines;

    fn check(original: &str, date: Option<(&str, &str)>, rest: &[&str]) {
        let mut kept = lines(original);
        let found = take(original, &mut kept, &mut Vec::new());
        let found = found
            .as_ref()
            .map(|line| (line.edtf.as_str(), line.range.slice(original).unwrap_or("")));
        assert_eq!(found, date, "{original:?}");
        let texts: Vec<_> = kept.iter().map(|line| line.text(original)).collect();
        assert_eq!(texts, rest, "{original:?}");
    }

    #[test]
    fn a_leading_date_is_taken_off_the_first_line() {
        check(
            " date 2031-02-27 The envoy left.",
            Some(("2031-02-27", "date 2031-02-27")),
            &["The envoy left."],
        );
        check(
            "Date: 2031-02-27T09:30:00Z\nThe envoy left.",
            Some(("2031-02-27", "Date: 2031-02-27T09:30:00Z")),
            &["The envoy left."],
        );
    }

    #[test]
    fn below_the_headline_it_must_be_the_whole_line() {
        check(
            "Envoy leaves\nDate: 2031-02-27\nHe left.",
            Some(("2031-02-27", "Date: 2031-02-27")),
            &["Envoy leaves", "He left."],
        );
        check(
            "Envoy leaves\ndate 2031-02-27 it was",
            None,
            &["Envoy leaves", "date 2031-02-27 it was"],
        );
    }

    #[test]
    fn other_words_are_no_date_line() {
        for text in [
            "date 2031-02-30 no",
            "dated 2031-02-27",
            "date2031-02-27",
            "date 2031",
        ] {
            check(text, None, &[text]);
        }
    }
}
