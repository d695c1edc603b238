//! Which words of a text are marked: those that were searched for, and those that another wording of the
//! same does not have.

use std::ops::Range;

use rapporteur_record::words_in;

/// A stretch of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch<'a> {
    /// The text.
    pub text: &'a str,
    /// Whether it is marked.
    pub marked: bool,
}

/// Marks the words of a text that a search for `words` finds: whatever the case and accents, and all
/// that begin as a word that ends in `*`.
///
/// ```
/// let stretches = rapporteur::marked("The Islands are ours.", "isl* our");
/// let marked: Vec<_> = stretches.iter().filter(|one| one.marked).collect();
/// assert_eq!(marked.len(), 1);
/// assert_eq!(marked[0].text, "Islands");
/// ```
#[must_use]
pub fn marked<'a>(text: &'a str, words: &str) -> Vec<Stretch<'a>> {
    let mut sought: Vec<(String, bool)> = Vec::new();
    for typed in words.split_whitespace() {
        let mut keys: Vec<_> = words_in(typed)
            .into_iter()
            .map(|(_, key)| (key, false))
            .collect();
        if let Some(last) = keys.last_mut() {
            last.1 = typed.ends_with('*');
        }
        sought.extend(keys);
    }
    let found = |key: &str| {
        let mut sought = sought.iter();
        sought.any(|(word, begins)| key == word || (*begins && key.starts_with(word.as_str())))
    };
    let words = words_in(text).into_iter();
    cut(
        text,
        words.filter_map(|(place, key)| found(&key).then_some(place)),
    )
}

/// Marks in each of two wordings the words that the other does not have in that order: what is left
/// is the longest sequence of words that both have, case and accents apart.
///
/// Wordings too long to be compared are not marked.
#[must_use]
pub fn differing<'a>(one: &'a str, other: &'a str) -> [Vec<Stretch<'a>>; 2] {
    let (ours, theirs) = (words_in(one), words_in(other));
    let (kept, kept_there) = common(&ours, &theirs);
    [(one, ours, kept), (other, theirs, kept_there)].map(|(text, words, kept)| {
        let words = words.into_iter().zip(kept);
        let differing = words.filter_map(|((place, _), kept)| (!kept).then_some(place));
        joined(text, differing)
    })
}

/// The most pairs of words that are compared: two wordings of 500 words each.
const MOST: usize = 250_000;

type Words = [(Range<usize>, String)];

/// Says of each word whether it is of the longest common sequence.
///
/// Wagner, R. A. and Fischer, M. J. (1974), The String-to-String Correction Problem, JACM 21(1).
fn common(ours: &Words, theirs: &Words) -> (Vec<bool>, Vec<bool>) {
    let width = theirs.len() + 1;
    if ours.len().saturating_mul(theirs.len()) > MOST {
        return (vec![true; ours.len()], vec![true; theirs.len()]);
    }
    // How long the sequence is of what stands from these two words on.
    let mut longest = vec![0_u32; (ours.len() + 1) * width];
    let at = |longest: &[u32], row: usize, column: usize| {
        longest.get(row * width + column).copied().unwrap_or(0)
    };
    let same = |row: usize, column: usize| match (ours.get(row), theirs.get(column)) {
        (Some((_, one)), Some((_, other))) => one == other,
        _ => false,
    };
    for row in (0..ours.len()).rev() {
        for column in (0..theirs.len()).rev() {
            let length = if same(row, column) {
                at(&longest, row + 1, column + 1) + 1
            } else {
                at(&longest, row + 1, column).max(at(&longest, row, column + 1))
            };
            if let Some(cell) = longest.get_mut(row * width + column) {
                *cell = length;
            }
        }
    }
    let keep = |word: &mut bool| *word = true;
    let (mut kept, mut kept_there) = (vec![false; ours.len()], vec![false; theirs.len()]);
    let (mut row, mut column) = (0, 0);
    while row < ours.len() && column < theirs.len() {
        if same(row, column) {
            kept.get_mut(row).into_iter().for_each(keep);
            kept_there.get_mut(column).into_iter().for_each(keep);
            (row, column) = (row + 1, column + 1);
        } else if at(&longest, row + 1, column) >= at(&longest, row, column + 1) {
            row += 1;
        } else {
            column += 1;
        }
    }
    (kept, kept_there)
}

/// Cuts a text around the places that are marked, of which those with nothing but blanks between them,
/// and the parts of one word, are one.
fn joined(text: &str, places: impl Iterator<Item = Range<usize>>) -> Vec<Stretch<'_>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for place in places {
        let between = runs.last().and_then(|run| text.get(run.end..place.start));
        let blank = between.is_some_and(|between| {
            let mut between = between.chars();
            between.all(|character| character.is_whitespace() || "'’-".contains(character))
        });
        match runs.last_mut() {
            Some(run) if blank => run.end = place.end,
            _ => runs.push(place),
        }
    }
    cut(text, runs.into_iter())
}

/// Cuts a text around the places that are marked.
fn cut(text: &str, places: impl Iterator<Item = Range<usize>>) -> Vec<Stretch<'_>> {
    let mut stretches = Vec::new();
    let mut push = |range: Range<usize>, marked: bool| {
        let text = text.get(range).unwrap_or_default();
        if !text.is_empty() {
            stretches.push(Stretch { text, marked });
        }
    };
    let mut done = 0;
    for place in places {
        push(done..place.start, false);
        done = place.end;
        push(place, true);
    }
    push(done..text.len(), false);
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the marks of stretches, shown as brackets.
    fn check(stretches: &[Stretch<'_>], expected: &str) {
        let shown: String = stretches
            .iter()
            .map(|one| match one.marked {
                true => format!("[{}]", one.text),
                false => one.text.to_owned(),
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn words_that_were_searched_for_are_marked() {
        let text = "“The ISLANDS, the Islánds and island-hopping <b>";
        for (words, expected) in [
            (
                "islands",
                "“The [ISLANDS], the [Islánds] and island-hopping <b>",
            ),
            (
                "isl*",
                "“The [ISLANDS], the [Islánds] and [island]-hopping <b>",
            ),
            (
                "island-hopping b",
                "“The ISLANDS, the Islánds and [island]-[hopping] <[b]>",
            ),
            ("", text),
            ("* —", text),
        ] {
            check(&marked(text, words), expected);
        }
        check(&marked("停火会谈", "停火"), "[停][火]会谈");
        check(&marked("", "islands"), "");
    }

    #[test]
    fn words_that_differ_are_marked_on_both_sides() {
        let check_both = |one: &str, other: &str, expected: [&str; 2]| {
            let [first, second] = differing(one, other);
            check(&first, expected[0]);
            check(&second, expected[1]);
        };
        check_both(
            "“We will not leave the islands,”",
            "We shall never leave the islands today",
            [
                "“We [will not] leave the islands,”",
                "We [shall never] leave the islands [today]",
            ],
        );
        check_both("Same WORDS.", "same words", ["Same WORDS.", "same words"]);
        check_both("", "all new", ["", "[all new]"]);
        check_both(
            "the Kestorian troops",
            "Kestoria’s troops",
            ["[the Kestorian] troops", "[Kestoria’s] troops"],
        );
    }

    #[test]
    fn what_is_too_long_is_not_marked() {
        let (one, other) = ("a ".repeat(600), "b ".repeat(600));
        let [first, _] = differing(&one, &other);
        assert!(first.iter().all(|stretch| !stretch.marked));
    }
}
