//! Publication dates as metadata writes them.

use super::publication_date;

fn check(text: &str, expected: Option<&str>) {
    let date = publication_date(text);
    assert_eq!(
        date.as_ref().map(|date| date.as_str()),
        expected,
        "{text:?}"
    );
}

#[test]
fn days_months_and_years_stay_as_exact_as_they_are() {
    check("2031-03-12", Some("2031-03-12"));
    check("2031-03", Some("2031-03"));
    check("2031", Some("2031"));
    check("2031-03-12?", Some("2031-03-12?"));
    check(" 2031-03-12\n", Some("2031-03-12"));
}

#[test]
fn of_a_time_the_day_in_its_own_time_zone_counts() {
    check("2031-03-12T23:30:00+02:00", Some("2031-03-12"));
    check("2031-03-12T00:30:00Z", Some("2031-03-12"));
    check("2031-03-12t00:30", Some("2031-03-12"));
    check("2031-03-12 00:30:00", Some("2031-03-12"));
    check("Wed, 12 Mar 2031 23:30:00 -0800", Some("2031-03-12"));
}

#[test]
fn a_month_in_words_leaves_no_doubt() {
    check("March 12, 2031", Some("2031-03-12"));
    check("Mar 12, 2031", Some("2031-03-12"));
    check("12 March 2031", Some("2031-03-12"));
    check("12 mar 2031", Some("2031-03-12"));
    check("2031/03/12", Some("2031-03-12"));
    check("20310312", Some("2031-03-12"));
}

#[test]
fn what_could_be_two_dates_is_none() {
    check("12/03/2031", None);
    check("12.03.2031", None);
    check("12-03-2031", None);
}

#[test]
fn what_is_on_no_calendar_is_none() {
    check("2031-02-30", None);
    check("2031-13-01", None);
    check("31 February 2031", None);
    check("2031-02-30T10:00:00Z", None);
    check("yesterday", None);
    check("", None);
    check("2031-03-1\u{301}T", None);
}
