//! What is wanted under which condition.

use rapporteur_core::TextRange;

use crate::support::read_talks;

/// Reads a text and compares its preconditions, written `holder: wanted | condition`.
fn check(text: &str, expected: &[&str]) {
    let reading = read_talks(text);
    let cut = |spans: &[TextRange]| {
        let words: Vec<&str> = spans.iter().filter_map(|span| span.slice(text)).collect();
        words.join(" … ")
    };
    let found: Vec<String> = reading
        .preconditions
        .iter()
        .map(|set| {
            let holder = set.holder.as_deref().unwrap_or("-");
            let halves = [&set.wanted, &set.condition].map(|half| cut(&half.span));
            format!("{holder}: {}", halves.join(" | "))
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn the_condition_behind_what_is_wanted() {
    check(
        "Talks can only resume once Kestoria withdraws from Tarnholm, Ilva Maren said.",
        &["valdria: Talks can only resume | Kestoria withdraws from Tarnholm"],
    );
    check(
        "Ilva Maren said that the pilots would go home as soon as the lighthouse is lit.",
        &["valdria: the pilots would go home | the lighthouse is lit"],
    );
    check(
        "“We will open the archive, provided that you open yours,” Edda Quist said.",
        &["kestoria: We will open the archive | you open yours"],
    );
    check(
        "Ilva Maren said that a pardon depends on the truth about Skerrow.",
        &["valdria: a pardon | the truth about Skerrow"],
    );
}

#[test]
fn the_condition_before_what_is_wanted() {
    check(
        "“If the dredgers leave, we will sign,” Ilva Maren said.",
        &["valdria: we will sign | the dredgers leave"],
    );
    check(
        "“Only when the dredgers leave will we sign,” Ilva Maren said.",
        &["valdria: we sign | the dredgers leave"],
    );
    check(
        "“First they count the nets, then we will talk about cod,” Edda Quist said.",
        &["kestoria: we will talk about cod | they count the nets"],
    );
    check(
        "“Give back the buoys, and the pilots will return,” Edda Quist said.",
        &["kestoria: the pilots will return | Give back the buoys"],
    );
}

#[test]
fn no_this_without_that() {
    check(
        "“There will be no toll before the channel is dredged,” Ilva Maren said.",
        &["valdria: toll | the channel is dredged"],
    );
    check(
        "“We will not sign until the pilots are home,” Edda Quist said.",
        &["kestoria: sign | the pilots are home"],
    );
    check(
        "Ilva Maren said that there could be no treaty without a map.",
        &["valdria: treaty | a map"],
    );
}

#[test]
fn one_for_the_other() {
    check(
        "Edda Quist said that Kestoria could lower the toll in exchange for two berths in Port Sorrel.",
        &["kestoria: Kestoria could lower the toll | two berths in Port Sorrel"],
    );
    check(
        "Ilva Maren demanded two berths in exchange for a lower toll.",
        &["valdria: a lower toll | two berths"],
    );
}

#[test]
fn the_condition_behind_the_cue() {
    check(
        "The pilots could return, Ilva Maren said, once the channel is dredged.",
        &["valdria: The pilots could return | the channel is dredged"],
    );
}

#[test]
fn what_only_looks_like_a_condition() {
    for text in [
        "Ilva Maren said that she would speak to the press after the meeting.",
        "Ilva Maren said that the talks had ended after the bell rang.",
        "“We will not comment until Friday,” Edda Quist said.",
        "“We will fight on even if winter comes,” Edda Quist said.",
        "“If they come closer, we will respond,” Edda Quist warned.",
        "“Would you sign before the map is drawn?” Ilva Maren asked.",
        "Talks resumed once the rain had stopped.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn a_stranger_sets_no_condition_for_a_side() {
    check(
        "“First let them open the harbour, then we can quarrel about the nets,” a fisherman said.",
        &[],
    );
}
