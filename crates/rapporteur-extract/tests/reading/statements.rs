//! Whose words, on which day, doing what.

use crate::support::{read, read_talks};

/// Compares the statements of a text, written `speaker [party] kind basis act said`.
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = read_talks(text)
        .statements
        .iter()
        .map(|one| {
            let said = one.said.as_ref().map_or("-".to_owned(), |said| {
                format!("{} {:?}", said.edtf, said.from)
            });
            format!(
                "{} [{}] {:?} {:?} {:?} {said}",
                one.speaker.name.as_deref().unwrap_or("-"),
                one.speaker.party.as_deref().unwrap_or("-"),
                one.kind,
                one.basis,
                one.act
            )
            .to_lowercase()
        })
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn the_example_of_the_contract() {
    check(
        "Talks can only resume once Kestoria withdraws from the Salt Islands, Valdria's foreign \
         minister, Ilva Maren, said on Tuesday after a six-hour meeting in Port Sorrel. “We will \
         not negotiate under fire,” she added.",
        &[
            "ilva maren [valdria] indirect speech demand 2031-03-11 phrase",
            "ilva maren [valdria] direct speech reject 2031-03-11 phrase",
        ],
    );
}

#[test]
fn speakers_by_name_office_party_and_description() {
    check(
        "The Kestorian president warned that time was short.",
        &["tomas orlan [kestoria] indirect speech state 2031-03-12 published"],
    );
    check(
        "The Green House denied that a deal was near.",
        &["kestoria [kestoria] indirect speech deny 2031-03-12 published"],
    );
    check(
        "The Kestorian defence ministry said that two ships were lost.",
        &["kestorian defence ministry [kestoria] indirect speech report 2031-03-12 published"],
    );
    check(
        "A senior Valdrian official said that a deal was near. The official said so twice.",
        &["senior valdrian official [valdria] indirect speech state 2031-03-12 published"],
    );
}

#[test]
fn a_pronoun_is_tied_where_only_one_person_can_be_meant() {
    check(
        "Ilva Maren arrived on Monday. “We are ready,” she said.",
        &["ilva maren [valdria] direct speech offer 2031-03-12 published"],
    );
    check(
        "Ilva Maren and Tomas Orlan met. “We are ready,” she said.",
        &["- [-] direct speech offer 2031-03-12 published"],
    );
}

#[test]
fn kinds() {
    check(
        "Maren called the paper “a first step” towards a deal.",
        &["ilva maren [valdria] mixed speech state 2031-03-12 published"],
    );
}

#[test]
fn a_negated_cue_changes_the_act() {
    check(
        "Orlan did not accept the paper.",
        &["tomas orlan [kestoria] indirect speech reject 2031-03-12 published"],
    );
    check(
        "Orlan did not rule out a meeting.",
        &["tomas orlan [kestoria] indirect speech state 2031-03-12 published"],
    );
}

#[test]
fn statements_within_statements() {
    let reading = read_talks("Maren said that Orlan had promised that the guns would fall silent.");
    let within: Vec<_> = reading.statements.iter().map(|one| one.within).collect();
    assert_eq!(within, [None, Some(reading.statements[0].id)]);
}

#[test]
fn without_any_date_nothing_is_assumed() {
    let reading = read("Ilva Maren said that the talks had failed.", None, None);
    assert_eq!(reading.statements[0].said, None);
}

#[test]
fn another_language_is_kept_and_not_read() {
    let text = "Die Außenministerin sagte am Dienstag, dass die Gespräche gescheitert seien. \
                „Wir verhandeln nicht unter Beschuss“, fügte sie nach dem Treffen hinzu.";
    let document = rapporteur_text::Document::read(text, None, &crate::support::TEXT_RESOURCES);
    let metadata = rapporteur_core::Metadata::default();
    let reading = crate::support::read_document(
        &document,
        &metadata,
        rapporteur_extract::Models::default(),
        None,
    );
    assert!(!reading.read);
    assert_eq!(reading.statements, []);
    assert_eq!(reading.diagnostics, document.diagnostics());
}
