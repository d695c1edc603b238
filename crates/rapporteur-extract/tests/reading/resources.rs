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
