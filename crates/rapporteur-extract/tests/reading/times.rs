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
        &["March 2, 2031 = 2031-03-02", "noon = T12:00"],
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
    check(
        "They met in November for a day.",
        &["November = 2030-11", "a day = P1D"],
    );
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
        "On Friday, the envoys will meet in the port.",
        &["Friday = 2031-03-14"],
    );
    check(
        "Maren said that on Friday the envoys will meet.",
        &["Friday = 2031-03-14"],
    );
    // That of the week to come, as the Wednesday's paper has it.
    check(
        "The envoys meet next Friday in the port.",
        &["next Friday = 2031-03-21"],
    );
    check(
        "This Monday's meeting was short, and the talks go on this Friday.",
        &["This Monday = 2031-03-10", "this Friday = 2031-03-14"],
    );
    check("He came on Tuesday night.", &["Tuesday night = 2031-03-11"]);
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
fn durations_in_words_and_parts() {
    check("They spoke for half an hour.", &["half an hour = PT30M"]);
    check(
        "It took an hour and a half.",
        &["an hour and a half = PT1H30M"],
    );
    check(
        "It took two days and four hours.",
        &["two days and four hours = P2DT4H"],
    );
    check(
        "It took more than three years.",
        &["more than three years = P3Y"],
    );
    check(
        "It lasted twenty-five minutes.",
        &["twenty-five minutes = PT25M"],
    );
    check("It lasted 2.5 hours.", &["2.5 hours = PT2H30M"]);
    check("They stayed a fortnight.", &["a fortnight = P2W"]);
    // How many days is not told.
    check("It lasted several days.", &["several days = -"]);
}

#[test]
fn years_decades_and_centuries() {
    check("It began in the 1990s.", &["the 1990s = 199X"]);
    check("It began in the nineties.", &["the nineties = 199X"]);
    check(
        "It is a matter of the 21st century.",
        &["the 21st century = 20XX"],
    );
    check(
        "It was signed in nineteen ninety-six.",
        &["nineteen ninety-six = 1996"],
    );
    check("The 2014 treaty stands.", &["2014 = 2014"]);
}

#[test]
fn parts_of_years_and_months() {
    check(
        "It grew in the second quarter of 2030.",
        &["the second quarter of 2030 = 2030-04/2030-06"],
    );
    check(
        "It grew in the first half of 2030.",
        &["the first half of 2030 = 2030-01/2030-06"],
    );
    check("It came in spring 2031.", &["spring 2031 = 2031-21"]);
    check(
        "They met in early March 2031.",
        &["early March 2031 = 2031-03-01/2031-03-15"],
    );
    check(
        "They met in mid-February.",
        &["mid-February = 2031-02-10/2031-02-20"],
    );
    check(
        "They met at the end of November.",
        &["the end of November = 2030-11-16/2030-11-30"],
    );
    check(
        "They met earlier this month.",
        &["earlier this month = 2031-03-01/2031-03-11"],
    );
    check(
        "They met in the first week of March.",
        &["the first week of March = 2031-03-03/2031-03-09"],
    );
    check(
        "They meet in the week of 17 March.",
        &["the week of 17 March = 2031-03-17/2031-03-23"],
    );
}

#[test]
fn intervals_and_open_intervals() {
    check(
        "Talks on March 5-7 failed.",
        &["March 5-7 = 2031-03-05/2031-03-07"],
    );
    check(
        "Talks from 5 to 7 March failed.",
        &["from 5 to 7 March = 2031-03-05/2031-03-07"],
    );
    check(
        "It held between May and July 2030.",
        &["between May and July 2030 = 2030-05/2030-07"],
    );
    check(
        "It held from November to February 2031.",
        &["from November to February 2031 = 2030-11/2031-02"],
    );
    check("It has held since 2022.", &["since 2022 = 2022/.."]);
    check(
        "It will end by the end of the year.",
        &["by the end of the year = ../2031"],
    );
    check(
        "It ended before 2 March 2031.",
        &["before 2 March 2031 = ../2031-03-01"],
    );
    check(
        "It held for the past three weeks.",
        &["the past three weeks = 2031-02-19/2031-03-11"],
    );
    check(
        "It will last until 20 March.",
        &["until 20 March = ../2031-03-20"],
    );
}

#[test]
fn doubt_is_kept() {
    check(
        "They met around 2 March 2031.",
        &["around 2 March 2031 = 2031-03-02~"],
    );
    check(
        "They met two months ago.",
        &["two months ago = 2031-01-12~"],
    );
    check("They meet in the coming days.", &["in the coming days = -"]);
    check(
        "On the third anniversary they met.",
        &["the third anniversary = -"],
    );
}

#[test]
fn feasts() {
    check(
        "They met on Christmas Day 2030.",
        &["Christmas Day 2030 = 2030-12-25"],
    );
    check(
        "They will meet on Easter Monday.",
        &["Easter Monday = 2031-04-14"],
    );
}

#[test]
fn dates_counted_from_another_date_of_the_text() {
    let text = "They met on 5 March. The following day they signed. Two days later they left.";
    check(
        text,
        &[
            "5 March = 2031-03-05",
            "The following day = 2031-03-06",
            "Two days later = 2031-03-08",
        ],
    );
    let anchor = |time: &TimeExpression| time.anchor_range?.slice(text).map(str::to_owned);
    compare(
        text,
        Some("2031-03-12"),
        anchor,
        &[
            "5 March = -",
            "The following day = 5 March",
            "Two days later = The following day",
        ],
    );
    check(
        "A day before, on Monday, the minister spoke.",
        &["A day before, on Monday = 2031-03-10"],
    );
    check(
        "They met on 5 March. On the same day, he left.",
        &["5 March = 2031-03-05", "the same day = 2031-03-05"],
    );
    // What it is counted from is no date.
    check("They met the day before the talks.", &[]);
}

#[test]
fn translated_phrases() {
    check(
        "The one held last 18 in Port Sorrel failed.",
        &["last 18 = 2031-02-18"],
    );
    check(
        "They met last 18 months in all.",
        &["last 18 months = 2029-09-12/2031-03-11"],
    );
}

#[test]
fn times_of_day_and_what_recurs() {
    check("They met at 3 p.m. in the port.", &["3 p.m. = T15:00"]);
    check("They met at 15:30 in the port.", &["15:30 = T15:30"]);
    check("They meet every Tuesday.", &["every Tuesday = P1W"]);
    check("They meet twice a year.", &["twice a year = P1Y"]);
}

#[test]
fn without_a_publication_date_the_text_gives_bounds() {
    let bounds = |time: &TimeExpression| time.bounds.clone();
    compare(
        "They met on 27 February 2031. He spoke yesterday. They will meet on 3 March 2031.",
        None,
        bounds,
        &[
            "27 February 2031 = -",
            "yesterday = 2031-02-26/2031-03-02",
            "3 March 2031 = -",
        ],
    );
    compare(
        "They met on 27 February 2031 and spoke last week.",
        None,
        bounds,
        &["27 February 2031 = -", "last week = 2031-02-17/.."],
    );
    compare("They met yesterday.", None, bounds, &["yesterday = -"]);
}

#[test]
fn what_is_no_date() {
    check("They may march on to the 2nd line of 12 ships.", &[]);
    check("In 2000 cases, 1,990 people had flown.", &[]);
    check("Flight 1998 carried Resolution 2031 for $2000.", &[]);
    check("The 43-year-old woman, Brenda May, was second.", &[]);
    check("Teams A-2031 and 24/7 lost on points, 2-1.", &[]);
    check("What about the last two rounds of the second half?", &[]);
}
