//! The shipped word lists.

use rapporteur_extract::{Data, Resources};

use crate::support::{DATA, RESOURCES};

#[test]
fn every_line_of_the_shipped_lists_parses() {
    assert_eq!(RESOURCES.unread(), Vec::<String>::new());
}

#[test]
fn a_line_that_does_not_parse_is_named_and_left_out() {
    let data = Data {
        verbs: "say\tsays\tsaid\tsaid\tsaying\tspeech\tstate\tquote that\nmumble\tmumbles",
        nouns: "demand\tdemands\tsong\tdemand\tthat",
        ..DATA
    };
    assert_eq!(
        Resources::parse(&data).unread(),
        ["mumble\tmumbles", "demand\tdemands\tsong\tdemand\tthat"]
    );
}
