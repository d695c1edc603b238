//! The shipped word lists.

use rapporteur_extract::{Data, Resources};

use crate::support::DATA;

#[test]
fn every_line_of_the_shipped_lists_parses() {
    assert_eq!(Resources::parse_with_faults(&DATA).1, []);
}

#[test]
fn a_line_that_does_not_parse_is_named_and_left_out() {
    let data = Data {
        verbs: "say\tsays\tsaid\tsaid\tsaying\tspeech\tstate\tquote that\nmumble\tmumbles",
        nouns: "demand\tdemands\tsong\tdemand\tthat",
        ..DATA
    };
    let (_, faults) = Resources::parse_with_faults(&data);
    let named: Vec<(&str, usize)> = faults
        .iter()
        .map(|fault| (fault.field, fault.line))
        .collect();
    assert_eq!(named, [("verbs", 2), ("nouns", 1)]);
}

#[test]
fn the_published_table_of_acts_is_the_shipped_one() {
    let rows: Vec<Vec<&str>> = rapporteur_models::extract::ACTS_CAMEO
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    let shipped: Vec<String> = rows
        .iter()
        .map(|row| match row.as_slice() {
            [act, roots, plover, words] => format!("| `{act}` | {roots} | {plover} | {words} |"),
            _ => format!("four columns expected: {row:?}"),
        })
        .collect();
    let published: Vec<&str> = include_str!("../../../../docs/acts.md")
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect();
    assert_eq!(published, shipped);

    let mut acts: Vec<&str> = rows.iter().filter_map(|row| row.first().copied()).collect();
    acts.sort_unstable();
    let known = [
        "accept", "accuse", "appeal", "concede", "demand", "deny", "offer", "promise", "reject",
        "report", "state", "threaten",
    ];
    assert_eq!(acts, known);
}

#[test]
fn a_pattern_that_cannot_be_read_is_named() {
    let faults = |times: &str| -> Vec<usize> {
        let (_, faults) = Resources::parse_with_faults(&Data { times, ..DATA });
        faults.iter().map(|fault| fault.line).collect()
    };
    assert!(faults("date\t<month> <dd>\tday(month, dd)").is_empty());
    // A rule below, an unknown class, an unknown operation, too few arguments, a wrong kind.
    assert_eq!(
        faults("date\t{later}\tlater\nlater\t<month>\tmonth(month)"),
        [1]
    );
    assert_eq!(faults("date\t<moon>\tmonth(moon)"), [1]);
    assert_eq!(faults("date\t<month>\tmoon(month)"), [1]);
    assert_eq!(faults("date\t<month>\tday(month)"), [1]);
    assert_eq!(faults("date\t<month>\tsince(month)"), [1]);
    // What is found must be of its kind; what may be missing has no value.
    assert_eq!(faults("duration\t<month>\tmonth(month)"), [1]);
    assert_eq!(faults("date\tin <month>?\tmonth(month)"), [1]);
    assert_eq!(
        faults("date\tin?\tfrom_now(0)\n\ndate\tin\tfrom_now(0"),
        [1, 3]
    );
}
