//! Lines, moves and gaps of a small cast.

use proptest::prelude::*;
use rapporteur_core::Stance;
use rapporteur_record::StandingRow;

use super::{Entry, MoveKind, Trend, gap, history, independent_publishers, moves, soon, until};

/// Reads "03-05 for" as an entry of 2031, "03 for" as one of a month, "? for" as an undated one.
fn rows(told: &str) -> Vec<StandingRow> {
    let row = |told: &str| {
        let (day, stance) = told.trim().split_once(' ').unwrap();
        let (day, last_day) = match day {
            "?" => (None, None),
            month if month.len() == 2 => {
                let day = |number| Some(format!("2031-{month}-{number}"));
                (day("01"), day("31"))
            }
            day => (Some(format!("2031-{day}")), Some(format!("2031-{day}"))),
        };
        StandingRow {
            day,
            last_day,
            stance: match stance {
                "for" => Stance::For,
                "if" => Stance::Conditional,
                _ => Stance::Against,
            },
            positions: 1,
        }
    };
    let mut rows: Vec<_> = told.split(',').map(row).collect();
    rows.sort();
    rows
}

fn line(told: &str) -> Vec<Entry> {
    history(rows(told))
}

/// Checks the moves of a line, and where each comes from.
#[track_caller]
fn check(told: &str, expected: &[(MoveKind, Option<usize>)]) {
    let found: Vec<_> = moves(&line(told))
        .iter()
        .map(|step| (step.kind, step.from))
        .collect();
    assert_eq!(found, expected, "{told}");
}

#[test]
fn a_stance_moves_along_the_scale() {
    use MoveKind::{First, Hardened, Repeated, Reversed, Softened};
    check(
        "03-06 against, 03-07 against, 04-03 if, 04-04 if",
        &[
            (First, None),
            (Repeated, Some(0)),
            (Softened, Some(1)),
            (Repeated, Some(2)),
        ],
    );
    check(
        "03-07 if, 04-04 against",
        &[(First, None), (Hardened, Some(0))],
    );
    check("03-07 for, 04-07 if", &[(First, None), (Hardened, Some(0))]);
    check("03-07 if, 04-07 for", &[(First, None), (Softened, Some(0))]);
    check(
        "03-07 for, 04-04 against",
        &[(First, None), (Reversed, Some(0))],
    );
}

#[test]
fn on_one_day_the_stance_held_before_comes_first() {
    use MoveKind::{First, Repeated, Reversed};
    check(
        "03-06 for, 03-07 against, 03-07 for",
        &[(First, None), (Repeated, Some(0)), (Reversed, Some(1))],
    );
}

#[test]
fn a_look_back_is_no_move_where_the_time_has_days_of_its_own() {
    use MoveKind::{First, Reversed};
    check(
        "03 against, 03-06 against, 04-02 for",
        &[(First, None), (Reversed, Some(0))],
    );
    check(
        "03 against, 04-02 for",
        &[(First, None), (Reversed, Some(0))],
    );
}

#[test]
fn nobody_knows_what_came_before_an_undated_word() {
    use MoveKind::{First, Repeated};
    check("? for, 04-03 for", &[(First, None), (Repeated, Some(0))]);
    check("? for, 04-03 against", &[(First, None), (First, None)]);
    check("? for, ? against", &[(First, None), (First, None)]);
}

#[test]
fn a_history_ends_with_the_day_that_is_asked_for() {
    let line = line("? for, 03-06 for, 03-07 against");
    assert_eq!(until(&line, Some("2031-03-05")), 1);
    assert_eq!(until(&line, Some("2031-03-06")), 2);
    assert_eq!(until(&line, None), 3);
}

#[test]
fn opposite_words_are_soon_within_a_week() {
    let line = line("03-06 for, 03-13 against, 03-14 for, ? against");
    assert!(soon(&line[1], &line[2]));
    assert!(!soon(&line[1], &line[3]));
    assert!(!soon(&line[0], &line[1]));
}

#[test]
fn the_gap_is_the_mean_over_what_both_have_spoken_on() {
    let (ours, theirs) = (line("03-05 for"), line("03-06 against, 04-03 if"));
    let (lift, lift_theirs) = (line("03-10 if"), line("03-12 if"));
    let one = [("a", ours.as_slice()), ("b", &lift)].into();
    let other = [("a", theirs.as_slice()), ("b", &lift_theirs)].into();
    let points: Vec<_> = gap(&one, &other)
        .into_iter()
        .map(|point| (point.day, point.distance, point.propositions, point.trend))
        .collect();
    let day = |day: &str| format!("2031-{day}");
    assert_eq!(
        points,
        [
            (day("03-06"), 1.0, 1, None),
            (day("03-12"), 0.5, 2, Some(Trend::Narrowing)),
            (day("04-03"), 0.25, 2, Some(Trend::Narrowing)),
        ]
    );
    assert_eq!(gap(&other, &one), gap(&one, &other));
}

#[test]
fn outlets_count_once_whatever_their_case() {
    let told = |outlet: &str| (1, Some(outlet.to_owned()));
    let articles = [
        told("Harbour Wire"),
        told("harbour wire"),
        (2, None),
        (3, None),
    ];
    assert_eq!(independent_publishers(&articles), 2);
}

proptest! {
    #[test]
    fn a_history_does_not_depend_on_the_order_of_what_is_told(
        told in prop::collection::vec((0_u8..30, 0_u8..3), 1..12), seed in any::<u64>(),
    ) {
        let mut rows: Vec<StandingRow> = told.iter().map(|(day, stance)| StandingRow {
            day: (*day > 0).then(|| format!("2031-03-{day:02}")),
            last_day: (*day > 0).then(|| format!("2031-03-{day:02}")),
            stance: [Stance::Against, Stance::Conditional, Stance::For][usize::from(*stance)],
            positions: 1,
        }).collect();
        rows.sort();
        rows.dedup();
        let one = history(rows.clone());
        let turn = (seed as usize) % rows.len();
        rows.rotate_left(turn);
        prop_assert_eq!(&one, &history(rows));
        for step in moves(&one) {
            let repeated = step.from.is_some_and(|from| one[from].stance == one[step.entry].stance);
            prop_assert_eq!(step.kind == MoveKind::Repeated, repeated);
        }
    }
}
