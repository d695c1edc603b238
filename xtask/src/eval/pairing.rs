//! Pairing what the key has with what was read, one to one.

/// Finds the largest pairing, and among the largest one of the greatest weight.
///
/// `weights[row][column]` is `None` where the two may not be paired. Returns the column of each row.
/// The pairing grows by the best augmenting path (successive shortest paths, found as Bellman and Ford do),
/// which takes cubic time in the number of rows: an article has a few dozen.
pub(super) fn pair(weights: &[Vec<Option<i64>>]) -> Vec<Option<usize>> {
    let columns = weights.iter().map(Vec::len).max().unwrap_or(0);
    let mut of_row = vec![None; weights.len()];
    let mut of_column: Vec<Option<usize>> = vec![None; columns];
    while let Some(path) = best_path(weights, &of_row, &of_column) {
        for (row, column) in path {
            set(&mut of_row, row, Some(column));
            set(&mut of_column, column, Some(row));
        }
    }
    of_row
}

/// The augmenting path that gains most, as the pairs that it sets.
fn best_path(
    weights: &[Vec<Option<i64>>],
    of_row: &[Option<usize>],
    of_column: &[Option<usize>],
) -> Option<Vec<(usize, usize)>> {
    let mut row_gain: Vec<Option<i64>> = of_row
        .iter()
        .map(|column| column.is_none().then_some(0))
        .collect();
    let mut column_gain: Vec<Option<(i64, usize)>> = vec![None; of_column.len()];
    let mut changed = true;
    while changed {
        changed = false;
        for (row, columns) in weights.iter().enumerate() {
            let Some(Some(gain)) = row_gain.get(row).copied() else {
                continue;
            };
            for (column, weight) in columns.iter().enumerate() {
                let Some(weight) = weight else { continue };
                let owner = of_column.get(column).copied().flatten();
                let through = gain + weight;
                let known = column_gain.get(column).copied().flatten();
                if owner == Some(row) || known.is_some_and(|(known, _)| known >= through) {
                    continue;
                }
                set(&mut column_gain, column, Some((through, row)));
                changed = true;
                if let Some(owner) = owner
                    && let Some(Some(given_up)) =
                        weights.get(owner).and_then(|columns| columns.get(column))
                {
                    set(&mut row_gain, owner, Some(through - given_up));
                }
            }
        }
    }
    let free = |column: &usize| of_column.get(*column).is_some_and(Option::is_none);
    let (_, mut column) = (0..of_column.len())
        .filter(free)
        .filter_map(|column| Some((column_gain.get(column).copied().flatten()?.0, column)))
        .max_by_key(|(gain, column)| (*gain, usize::MAX - column))?;
    let mut path = Vec::new();
    loop {
        let (_, row) = column_gain.get(column).copied().flatten()?;
        path.push((row, column));
        match of_row.get(row).copied().flatten() {
            Some(before) => column = before,
            None => break,
        }
    }
    // From the free row on, so that a column given up is taken by its new row last.
    path.reverse();
    Some(path)
}

fn set<T>(list: &mut [T], index: usize, value: T) {
    if let Some(slot) = list.get_mut(index) {
        *slot = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(weights: &[&[i64]], expected: &[Option<usize>]) {
        let weights: Vec<Vec<Option<i64>>> = (weights.iter())
            .map(|row| {
                row.iter()
                    .map(|weight| (*weight > 0).then_some(*weight))
                    .collect()
            })
            .collect();
        assert_eq!(pair(&weights), expected, "{weights:?}");
    }

    #[test]
    fn more_pairs_go_before_heavier_ones() {
        check(&[&[9, 1], &[9, 0]], &[Some(1), Some(0)]);
        check(&[&[5], &[9], &[7]], &[None, Some(0), None]);
    }

    #[test]
    fn among_the_largest_pairings_the_heaviest_is_taken() {
        check(&[&[5, 6], &[1, 6]], &[Some(0), Some(1)]);
        check(
            &[&[2, 9, 0], &[9, 2, 0], &[0, 8, 1]],
            &[Some(1), Some(0), Some(2)],
        );
    }

    #[test]
    fn nothing_fits_nothing() {
        check(&[], &[]);
        check(&[&[], &[]], &[None, None]);
        check(&[&[0, 0]], &[None]);
    }

    #[test]
    fn is_as_good_as_trying_everything() {
        // A small multiplicative generator (Park and Miller) fills the tables.
        let mut state: u64 = 7;
        let mut next = || {
            state = state * 48_271 % 2_147_483_647;
            state
        };
        for _ in 0..300 {
            let weights: Vec<Vec<Option<i64>>> = (0..4)
                .map(|_| {
                    (0..4)
                        .map(|_| (next() % 2 == 0).then(|| (next() % 9 + 1) as i64))
                        .collect()
                })
                .collect();
            let found = pair(&weights);
            let value = |pairs: &[Option<usize>]| {
                let picked = pairs
                    .iter()
                    .enumerate()
                    .filter_map(|(row, column)| weights[row][(*column)?]);
                picked.fold((0, 0), |(count, sum), weight| (count + 1, sum + weight))
            };
            assert_eq!(
                value(&found),
                best(&weights, 0, &mut vec![None; 4], &value),
                "{weights:?}"
            );
        }
    }

    fn best(
        weights: &[Vec<Option<i64>>],
        row: usize,
        chosen: &mut Vec<Option<usize>>,
        value: &impl Fn(&[Option<usize>]) -> (usize, i64),
    ) -> (usize, i64) {
        if row == weights.len() {
            return value(chosen);
        }
        let mut most = best(weights, row + 1, chosen, value);
        for column in 0..weights[row].len() {
            if weights[row][column].is_some() && !chosen.contains(&Some(column)) {
                chosen[row] = Some(column);
                most = most.max(best(weights, row + 1, chosen, value));
                chosen[row] = None;
            }
        }
        most
    }
}
