//! What happened, how far it has got, and who, where, when and how many.

use rapporteur_core::{Event, SaidSource};

use crate::support::read_talks;

/// Shows an event as `TYPE mode kind #ordinal phase date place: parties; quantities`, leaving out what
/// is not there; dates that are assumed are not shown.
fn show(event: &Event) -> String {
    let mut words: Vec<String> = Vec::new();
    words.extend(event.plover.clone());
    words.extend(event.mode.clone());
    words.extend(event.kind.clone());
    words.extend(event.ordinal.map(|ordinal| format!("#{ordinal}")));
    words.push(format!("{:?}", event.phase).to_lowercase());
    let date = event
        .date
        .as_ref()
        .filter(|date| date.from == SaidSource::Phrase);
    words.extend(date.map(|date| date.edtf.to_string()));
    words.extend(event.place.as_ref().map(|place| place.name.clone()));
    let mut parties: Vec<&str> = event
        .participants
        .iter()
        .filter_map(|one| one.party.as_deref())
        .collect();
    parties.sort_unstable();
    let quantities: Vec<String> = event
        .quantities
        .iter()
        .map(|one| format!("{} {}", one.of, one.value))
        .collect();
    let mut line = format!("{}: {}", words.join(" "), parties.join(" "));
    if !quantities.is_empty() {
        line = format!("{line}; {}", quantities.join(", "));
    }
    line.trim_end().to_owned()
}

/// Compares the events of a text of the invented process, published on Wednesday, 12 March 2031.
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = read_talks(text).events.iter().map(show).collect();
    assert_eq!(found, expected, "{text}");
}

/// Compares the participants of the first event, written `role words`.
fn check_participants(text: &str, expected: &[&str]) {
    let reading = read_talks(text);
    let found: Vec<String> = reading
        .events
        .first()
        .map(|event| {
            event
                .participants
                .iter()
                .map(|one| {
                    let words = one.span.and_then(|span| span.slice(text)).unwrap_or("?");
                    format!("{} {words}", format!("{:?}", one.role).to_lowercase())
                })
                .collect()
        })
        .unwrap_or_default();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn rounds_of_talks() {
    check(
        "Delegations from Valdria and Kestoria met on Tuesday for a second round of talks in Grey Haven.",
        &["CONSULT third-party round-of-talks #2 held 2031-03-11 Grey Haven: kestoria valdria"],
    );
    check(
        "The third meeting of the Valdrian and Kestorian delegations was held on Monday in Grey Haven.",
        &["CONSULT third-party round-of-talks #3 held 2031-03-10 Grey Haven: kestoria valdria"],
    );
    check(
        "Envoys of Valdria and Kestoria held a six-hour meeting in Grey Haven.",
        &["CONSULT third-party round-of-talks held Grey Haven: kestoria valdria; duration PT6H"],
    );
    check(
        "The Valdria-Kestoria talks in Grey Haven, which took place on Monday, brought nothing.",
        &["CONSULT third-party round-of-talks held 2031-03-10 Grey Haven: kestoria valdria"],
    );
}

#[test]
fn mentions_of_one_event_are_put_together() {
    check(
        "Valdria and Kestoria held talks in Grey Haven on Tuesday. The meeting lasted five hours.",
        &[
            "CONSULT third-party round-of-talks held 2031-03-11 Grey Haven: kestoria valdria; duration PT5H",
        ],
    );
    check(
        "Valdria and Kestoria held a first round of talks on Monday. They lasted six and a half hours. A second round is to begin next Friday.",
        &[
            "CONSULT third-party round-of-talks #1 held 2031-03-10: kestoria valdria; duration PT6H30M",
            "CONSULT third-party round-of-talks #2 planned 2031-03-21: kestoria valdria",
        ],
    );
    check(
        "The second meeting of Valdrian and Kestorian envoys was held in Grey Haven after the one held in Ellmouth.",
        &[
            "CONSULT third-party round-of-talks #2 held Grey Haven: kestoria valdria",
            "CONSULT third-party round-of-talks held Ellmouth: kestoria valdria",
        ],
    );
}

#[test]
fn leaders_and_calls() {
    check(
        "President Tomas Orlan will meet the Valdrian prime minister on Friday in Ellmouth.",
        &["CONSULT third-party leaders-meeting planned 2031-03-14 Ellmouth: kestoria valdria"],
    );
    check(
        "The meeting of the Valdrian and Kestorian leaders, planned for next Friday in Ellmouth, has been cancelled.",
        &["CONSULT third-party leaders-meeting cancelled 2031-03-21 Ellmouth: kestoria valdria"],
    );
    check(
        "Ilva Maren telephoned Tomas Orlan on Monday.",
        &["CONSULT phone call held 2031-03-10: kestoria valdria"],
    );
}

#[test]
fn papers_and_replies() {
    check(
        "On Monday the Kestorian delegation handed over an eight-point paper.",
        &["proposal-handed-over held 2031-03-10: kestoria; points 8"],
    );
    check(
        "Valdria handed over its written reply on Tuesday.",
        &["reply held 2031-03-11: valdria"],
    );
}

#[test]
fn a_ceasefire_is_declared_kept_and_broken() {
    check(
        "Valdria and Kestoria declared a ceasefire on Monday.",
        &["RETREAT ceasefire ceasefire announced 2031-03-10: kestoria valdria"],
    );
    check(
        "Kestoria violated the ceasefire on Monday.",
        &["ASSAULT ceasefire broken 2031-03-10: kestoria"],
    );
    check(
        "Both navies observed the truce.",
        &["RETREAT ceasefire ceasefire observed: kestoria valdria"],
    );
}

#[test]
fn an_exchange_has_a_figure_for_each_direction() {
    check(
        "Valdria and Kestoria exchanged prisoners on Monday, a thousand for a thousand.",
        &[
            "RETREAT release exchange held 2031-03-10: kestoria valdria; prisoners 1000, prisoners 1000",
        ],
    );
    check(
        "Valdria and Kestoria exchanged prisoners, 31 Valdrians for 27 Kestorians.",
        &[
            "RETREAT release exchange held: kestoria valdria; valdrians freed 31, kestorians freed 27",
        ],
    );
}

#[test]
fn attacks_with_their_harm() {
    check(
        "Kestorian marines shelled Grey Haven on Monday, killing 12 people and wounding 30.",
        &["ASSAULT heavy-weapons attack held 2031-03-10: kestoria; killed 12, wounded 30"],
    );
    check(
        "The village was attacked by Kestorian marines.",
        &["ASSAULT attack held: kestoria"],
    );
}

#[test]
fn agreements() {
    check(
        "Valdria and Kestoria signed an agreement on Monday.",
        &["SUPPORT agreement held 2031-03-10: kestoria valdria"],
    );
    check(
        "Valdria is expected to sign an agreement with Kestoria.",
        &["AGREE agreement planned: kestoria valdria"],
    );
}

#[test]
fn what_is_held_out_is_agreed_and_what_is_announced_as_harm_is_threatened() {
    check(
        "Valdria will provide food to the fishermen.",
        &["AGREE announced: valdria"],
    );
    check(
        "Kestoria will bombard the port.",
        &["THREATEN announced: kestoria"],
    );
    check(
        "Kestoria will not release the prisoners.",
        &["REJECT announced: kestoria"],
    );
}

#[test]
fn verbal_types_hold_what_follows_them() {
    check(
        "Valdria rejected a Kestorian proposal to hold talks in Grey Haven.",
        &["REJECT announced: kestoria valdria"],
    );
    check(
        "Kestoria accused Valdria of attacks on its ships.",
        &["ACCUSE disapprove announced: kestoria valdria"],
    );
    check(
        "Valdria demanded that Kestoria withdraw its troops.",
        &["REQUEST announced: kestoria valdria"],
    );
}

#[test]
fn what_has_not_happened_is_not_on_record() {
    check(
        "Once Kestoria has withdrawn its troops, much is possible.",
        &[],
    );
    check("Kestoria did not attack the port.", &[]);
    check("The envoys spoke of a possible meeting.", &[]);
    check("Kestoria could attack the port.", &[]);
    check("“They attacked the port on Monday.”", &[]);
}

#[test]
fn participants_have_roles_and_words() {
    check_participants(
        "The village of Skerrow was attacked by Kestorian marines.",
        &[
            "actor Kestorian marines",
            "recipient The village of Skerrow",
        ],
    );
    check_participants(
        "Unknown Farlandish rebels attacked the Brockish army on Monday.",
        &[
            "actor Unknown Farlandish rebels",
            "recipient the Brockish army",
        ],
    );
    check_participants(
        "The Northern League mediated between Valdria and Kestoria.",
        &[
            "mediator The Northern League",
            "recipient Valdria",
            "recipient Kestoria",
        ],
    );
    check_participants(
        "The Northern League hosted Tomas Orlan on Monday.",
        &["host The Northern League", "recipient Tomas Orlan"],
    );
}

#[test]
fn a_statement_that_tells_an_event_is_named() {
    let reading = read_talks("Kestoria attacked the port on Monday, Ilva Maren said.");
    let event = reading.events.first().expect("an event");
    assert_eq!(show(event), "ASSAULT attack held 2031-03-10: kestoria");
    assert_eq!(
        event.statement,
        reading.statements.first().map(|one| one.id)
    );
}
