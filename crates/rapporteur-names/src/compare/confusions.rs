//! How far two words are apart, where some letters are more easily taken for one another.
//!
//! Edit distance (Levenshtein 1966) with turned neighbours (Damerau 1964) and substitutions of
//! several letters at a price each (Brill and Moore 2000), in hundredths of a letter.

/// What one letter too many, too few, or another one costs.
pub(crate) const LETTER: u16 = 100;

/// What two neighbours cost that changed places.
const TURNED: u16 = 90;

/// What a letter costs that is written once more.
const DOUBLED: u16 = 20;

/// Words that differ over more letters than these are not like each other.
pub(crate) const LONGEST: usize = 40;

/// Spellings that stand for one another, found by their last letters.
#[derive(Debug, Clone, Default)]
pub(crate) struct Confusions {
    rules: Vec<Rule>,
    /// Where the rules of a pair of last letters begin and end in `rules`.
    buckets: Vec<(u16, u16)>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Rule {
    bucket: u16,
    left: Vec<u8>,
    right: Vec<u8>,
    cost: u16,
}

/// Letters, digits and nothing.
const SYMBOLS: usize = 37;

fn symbol(byte: u8) -> usize {
    match byte {
        b'a'..=b'z' => usize::from(byte - b'a') + 1,
        b'0'..=b'9' => usize::from(byte - b'0') + 27,
        _ => 0,
    }
}

fn bucket(left: u8, right: u8) -> usize {
    symbol(left) * SYMBOLS + symbol(right)
}

impl Confusions {
    pub(super) fn read(&mut self, line: &str) -> Option<()> {
        let mut columns = line.split('\t');
        let mut side = || Some(columns.next()?.trim_matches('-').as_bytes().to_vec());
        let (left, right) = (side()?, side()?);
        let cost = columns.next()?.parse().ok()?;
        let last = |side: &[u8]| side.last().copied().unwrap_or(0);
        for (left, right) in [(&left, &right), (&right, &left)] {
            self.rules.push(Rule {
                bucket: u16::try_from(bucket(last(left), last(right))).ok()?,
                left: left.clone(),
                right: right.clone(),
                cost,
            });
        }
        Some(())
    }

    /// Sorts the rules, once all are read.
    pub(super) fn seal(&mut self) {
        self.rules.sort();
        self.buckets = vec![(0, 0); SYMBOLS * SYMBOLS];
        for (at, rule) in self.rules.iter().enumerate() {
            let at = u16::try_from(at).unwrap_or(u16::MAX);
            if let Some(range) = self.buckets.get_mut(usize::from(rule.bucket)) {
                if range.1 == 0 {
                    range.0 = at;
                }
                range.1 = at + 1;
            }
        }
    }

    fn rules(&self, left: u8, right: u8) -> &[Rule] {
        let (from, to) = self
            .buckets
            .get(bucket(left, right))
            .copied()
            .unwrap_or((0, 0));
        self.rules
            .get(usize::from(from)..usize::from(to))
            .unwrap_or(&[])
    }

    /// What it costs to take one word for the other, in hundredths of a letter.
    ///
    /// Stops at `most` and answers `u16::MAX` where it would cost more.
    pub(crate) fn cost(&self, first: &str, second: &str, most: u16) -> u16 {
        if first == second {
            return 0;
        }
        let (first, second) = where_they_differ(first.as_bytes(), second.as_bytes());
        if first.len().max(second.len()) > LONGEST {
            return u16::MAX;
        }
        let mut table = [[u16::MAX; LONGEST + 1]; LONGEST + 1];
        for i in 0..=first.len() {
            let mut least = u16::MAX;
            for j in 0..=second.len() {
                let cost = self.step(&table, first, second, i, j);
                table[i][j] = cost;
                least = least.min(cost);
            }
            // A substitution of several letters may reach back over four rows.
            if least > most.saturating_add(2 * LETTER) {
                return u16::MAX;
            }
        }
        let cost = table[first.len()][second.len()];
        if cost > most { u16::MAX } else { cost }
    }

    fn step(
        &self,
        table: &[[u16; LONGEST + 1]; LONGEST + 1],
        first: &[u8],
        second: &[u8],
        i: usize,
        j: usize,
    ) -> u16 {
        if i == 0 && j == 0 {
            return 0;
        }
        let left = i.checked_sub(1).map_or(0, |at| first[at]);
        let right = j.checked_sub(1).map_or(0, |at| second[at]);
        let mut best = u16::MAX;
        if i > 0 && j > 0 {
            let other = if left == right { 0 } else { LETTER };
            best = table[i - 1][j - 1].saturating_add(other);
            let turned = i > 1 && j > 1 && left == second[j - 2] && first[i - 2] == right;
            if turned && left != right {
                best = best.min(table[i - 2][j - 2].saturating_add(TURNED));
            }
            if left != right || best > 0 {
                for rule in self.rules(left, right) {
                    best = best.min(reach(table, first, second, (i, j), rule));
                }
            }
        }
        if i > 0 {
            let doubled = i > 1 && first[i - 2] == left;
            let price = if doubled { DOUBLED } else { LETTER };
            best = best.min(table[i - 1][j].saturating_add(price));
            for rule in self.rules(left, 0) {
                best = best.min(reach(table, first, second, (i, j), rule));
            }
        }
        if j > 0 {
            let doubled = j > 1 && second[j - 2] == right;
            let price = if doubled { DOUBLED } else { LETTER };
            best = best.min(table[i][j - 1].saturating_add(price));
            for rule in self.rules(0, right) {
                best = best.min(reach(table, first, second, (i, j), rule));
            }
        }
        best
    }
}

/// The stretches of two words in which they differ, with some letters around them: a spelling of
/// several letters may begin or end where they still agree.
fn where_they_differ<'a>(first: &'a [u8], second: &'a [u8]) -> (&'a [u8], &'a [u8]) {
    const AROUND: usize = 4;
    let same = first.iter().zip(second).take_while(|(a, b)| a == b).count();
    let head = same.saturating_sub(AROUND);
    let (first, second) = (&first[head..], &second[head..]);
    let ends = first.iter().rev().zip(second.iter().rev());
    let tail = ends
        .take_while(|(a, b)| a == b)
        .count()
        .saturating_sub(AROUND);
    (&first[..first.len() - tail], &second[..second.len() - tail])
}

/// What the cell costs that a rule leads to, where both words have its letters there.
fn reach(
    table: &[[u16; LONGEST + 1]; LONGEST + 1],
    first: &[u8],
    second: &[u8],
    (i, j): (usize, usize),
    rule: &Rule,
) -> u16 {
    if ends(&first[..i], &rule.left) && ends(&second[..j], &rule.right) {
        table[i - rule.left.len()][j - rule.right.len()].saturating_add(rule.cost)
    } else {
        u16::MAX
    }
}

/// Whether a word ends so. Endings are of one to four letters, for which a call to compare memory
/// takes longer than comparing.
fn ends(word: &[u8], ending: &[u8]) -> bool {
    ending.len() <= word.len()
        && word
            .iter()
            .rev()
            .zip(ending.iter().rev())
            .all(|(a, b)| a == b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(first: &str, second: &str, expected: u16) {
        let mut confusions = Confusions::default();
        for line in ["kh\tj\t20", "h\t-\t25", "i\ty\t10", "sch\tsh\t5"] {
            confusions.read(line).unwrap();
        }
        confusions.seal();
        assert_eq!(
            confusions.cost(first, second, 1000),
            expected,
            "{first} and {second}"
        );
        assert_eq!(
            confusions.cost(second, first, 1000),
            expected,
            "turned round"
        );
    }

    #[test]
    fn letters_cost_and_confusions_cost_less() {
        check("sorrel", "sorrel", 0);
        check("sorrel", "sorel", 20);
        check("sorrel", "sorrol", 100);
        check("sorrel", "srorel", 90);
        check("khersa", "jersa", 20);
        check("ilva", "hylva", 35);
        check("scholl", "sholl", 5);
        check("", "ab", 200);
    }
}
