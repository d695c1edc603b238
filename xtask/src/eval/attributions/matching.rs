//! As many pairs as possible, one to one.
//!
//! `pairing` beside it weighs its pairs; here all count the same, and which pairs are made must be what
//! the scorer that this one follows makes of them, because some measures look at single pairs.

/// Pairs as many as possible (Kuhn's augmenting paths, the rows in their order).
///
/// `edges[row]` are the columns that a row may have, smallest first. Returns the row of each column.
pub(super) fn matching(edges: &[Vec<usize>], columns: usize) -> Vec<Option<usize>> {
    let mut owner = vec![None; columns];
    for row in 0..edges.len() {
        augment(row, edges, &mut vec![false; columns], &mut owner);
    }
    owner
}

fn augment(
    row: usize,
    edges: &[Vec<usize>],
    seen: &mut [bool],
    owner: &mut [Option<usize>],
) -> bool {
    for column in edges.get(row).into_iter().flatten() {
        let Some(seen_before) = seen.get_mut(*column) else {
            continue;
        };
        if std::mem::replace(seen_before, true) {
            continue;
        }
        let taken_by = owner.get(*column).copied().flatten();
        let free = taken_by.is_none_or(|taken_by| augment(taken_by, edges, seen, owner));
        if free && let Some(slot) = owner.get_mut(*column) {
            *slot = Some(row);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_give_way_to_each_other() {
        assert_eq!(matching(&[vec![0, 1], vec![0]], 2), [Some(1), Some(0)]);
        assert_eq!(matching(&[vec![0], vec![0]], 1), [Some(0)]);
        assert_eq!(matching(&[vec![], vec![0]], 2), [Some(1), None]);
        assert_eq!(
            matching(&[vec![0, 1], vec![0, 2], vec![0, 1]], 3),
            [Some(2), Some(0), Some(1)]
        );
    }
}
