//! Date phrases and durations.

use rapporteur_core::TimeExpression;

use crate::support::read;

/// Compares the time expressions of a text published on Wednesday, 12 March 2031, written
/// `words = value`.
fn check(text: &str, expected: &[&str]) {
    compare(
        text,
        Some("2031-03-12"),
        |time| time.value.clone(),
        expected,
    );
}

fn compare(
    text: &str,
    published: Option<&str>,
    show: impl Fn(&TimeExpression) -> Option<String>,
    expected: &[&str],
) {
    let found: Vec<String> = read(text, None, published)
        .times
        .iter()
        .map(|time| {
            let words = time.range.slice(text).unwrap_or("?");
            format!("{words} = {}", show(time).unwrap_or_else(|| "-".to_owned()))
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn dates_in_full() {
    check(
        "They met on 12 March 2031.",
        &["12 March 2031 = 2031-03-12"],
    );
    check(
        "They met on March 2, 2031, at noon.",
        &["March 2, 2031 = 2031-03-02"],
    );
    check(
        "They met on 2031-03-02 again.",
        &["2031-03-02 = 2031-03-02"],
    );
    check("They met in March 2030 first.", &["March 2030 = 2030-03"]);
    check(
        "They met in June of last year.",
        &["June of last year = 2030-06"],
    );
    check("The border was drawn in 1998.", &["1998 = 1998"]);
}

#[test]
fn dates_without_a_year_lie_near_the_publication() {
    check(
        "They met on 28 February in the port.",
        &["28 February = 2031-02-28"],
    );
    check(
        "They met on 28 December in the port.",
        &["28 December = 2030-12-28"],
    );
    check("They met in November for a day.", &["November = 2030-11"]);
}

#[test]
fn weekdays_lie_before_the_publication_unless_announced() {
    check(
        "Maren said on Tuesday that she was ready.",
        &["Tuesday = 2031-03-11"],
    );
    check(
        "Maren spoke on Wednesday at length.",
        &["Wednesday = 2031-03-12"],
    );
    check(
        "Maren spoke last Wednesday at length.",
        &["last Wednesday = 2031-03-05"],
    );
    check(
        "The envoys will meet on Friday in the port.",
        &["Friday = 2031-03-14"],
    );
    check(
        "The envoys meet next Friday in the port.",
        &["next Friday = 2031-03-14"],
    );
}

#[test]
fn days_counted_from_the_publication() {
    check("They met yesterday.", &["yesterday = 2031-03-11"]);
    check("They meet again tomorrow.", &["tomorrow = 2031-03-13"]);
    check("They met three days ago.", &["three days ago = 2031-03-09"]);
    check(
        "They met last week.",
        &["last week = 2031-03-03/2031-03-09"],
    );
}

#[test]
fn without_a_publication_date_the_distance_is_said() {
    let distance = |time: &TimeExpression| time.relative.clone();
    compare(
        "They met yesterday.",
        None,
        distance,
        &["yesterday = published - P1D"],
    );
    compare(
        "They met two weeks ago.",
        None,
        distance,
        &["two weeks ago = published - P2W"],
    );
    compare(
        "They met on Tuesday.",
        None,
        |time| time.value.clone(),
        &["Tuesday = -"],
    );
}

#[test]
fn durations() {
    check("It was a six-hour meeting.", &["six-hour = PT6H"]);
    check(
        "It lasted six and a half hours.",
        &["six and a half hours = PT6H30M"],
    );
    check("It lasted three days.", &["three days = P3D"]);
}

#[test]
fn what_is_no_date() {
    check("They may march on to the 2nd line of 12 ships.", &[]);
}
