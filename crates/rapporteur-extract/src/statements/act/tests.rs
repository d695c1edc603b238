//! Acts and bases of cues and contents given as spans.

use rapporteur_core::{Codebook, Party, PartyRole, Person, Process};
use rapporteur_models::{extract, text};
use rapporteur_text::{Document, TextData, TextResources};

use super::{Scene, decide};
use crate::attributions::{Source, Standing};
use crate::names::{Index, Known, Names};
use crate::resources::{Data, Resources};
use crate::words::Words;

fn party(id: &str, name: &str) -> Party {
    Party {
        id: id.to_owned(),
        name: name.to_owned(),
        role: PartyRole::Side,
        aliases: Vec::new(),
    }
}

fn codebook() -> Codebook {
    Codebook {
        process: Process::default(),
        parties: Vec::from([party("valdria", "Valdria"), party("kestoria", "Kestoria")]),
        people: Vec::from([Person {
            id: "ilva-maren".to_owned(),
            name: "Ilva Maren".to_owned(),
            party: Some("valdria".to_owned()),
            aliases: Vec::new(),
            roles: Vec::new(),
        }]),
        places: Vec::new(),
        organisations: Vec::new(),
        issues: Vec::new(),
    }
}

fn resources() -> Resources {
    Resources::parse(&Data {
        verbs: extract::VERBS,
        adjectives: extract::ADJECTIVES,
        nouns: extract::NOUNS,
        opinions: extract::OPINIONS,
        words: extract::WORDS,
        speakers: extract::SPEAKERS,
        organisations: extract::ORGANISATIONS,
        roles: extract::ROLES,
        demonyms: extract::DEMONYMS,
        particles: extract::PARTICLES,
        calendar: extract::CALENDAR,
        times: extract::TIMES,
        acts: extract::ACTS,
        ..Data::default()
    })
}

/// Returns "basis act" and the words that decided, for source, cue and content in this order.
fn read(source: &str, cue: &str, content: &str) -> String {
    let passage = [source, cue, content].join(" ");
    let text_resources = TextResources::parse(&TextData {
        function_words: text::FUNCTION_WORDS,
        ..TextData::default()
    });
    let resources = resources();
    let document = Document::read(&passage, Some("en"), &text_resources);
    let words = Words::new(&document, &resources);
    let index = Index::new(&codebook(), &resources, None, None);
    let known = Known {
        index: Some(&index),
        ..Known::default()
    };
    let names = Names::read(&words, known, &[], None);
    let before = |end: usize| {
        (0..words.len())
            .take_while(|at| words.range(&(*at..at + 1)).start < end)
            .count()
    };
    let first = before(source.len());
    let second = before(source.len() + 1 + cue.len());
    let mention = (0..first).find_map(|at| names.mention_at(at));
    let draft = mention.map(|mention| mention.draft);
    let party = draft.and_then(|draft| names.draft(draft)?.party.clone());
    let source = (first > 0).then_some(Source {
        words: 0..first,
        core: 0..first,
        standing: Standing::Speaker,
        plural: false,
    });
    let part = second..words.len();
    let (act, basis, because) = decide(Scene {
        words: &words,
        names: &names,
        source: source.as_ref(),
        cue: &(first..second),
        content: std::slice::from_ref(&part),
        draft,
        party: party.as_deref(),
    });
    let because = if because.is_empty() {
        "-"
    } else {
        words.document.slice(words.range(&because))
    };
    format!("{basis:?} {act:?}: {because}").to_lowercase()
}

/// Compares what Ilva Maren of Valdria does, written `basis act: deciding words`.
fn check(cue: &str, content: &str, expected: &str) {
    assert_eq!(
        read("Ilva Maren", cue, content),
        expected,
        "{cue} {content}"
    );
}

/// The same for another speaker.
fn check_by(source: &str, cue: &str, content: &str, expected: &str) {
    let found = read(source, cue, content);
    assert_eq!(found, expected, "{source} {cue} {content}");
}

#[test]
fn the_cue_decides_where_it_names_an_act() {
    check(
        "demanded",
        "the release of the crew.",
        "speech demand: demanded",
    );
    check(
        "has ruled out",
        "a meeting in Velm.",
        "speech reject: ruled out",
    );
    check("calls for", "calm.", "speech appeal: calls for");
    check("refused", "to meet the envoy.", "speech reject: refused");
    check("is ready to", "sign.", "attitude offer: ready");
    check("wants", "the port opened.", "attitude demand: wants");
    check(
        "threatened",
        "to close the Narrows.",
        "speech threaten: threatened",
    );
    check(
        "conceded",
        "that the map was old.",
        "speech concede: conceded",
    );
    check(
        "fears",
        "that the truce will not last.",
        "attitude state: fears",
    );
}

#[test]
fn a_cue_may_end_before_its_fixed_words_do() {
    check(
        "ruled",
        "out a meeting in Velm.",
        "speech reject: ruled out",
    );
}

#[test]
fn a_negated_cue_turns() {
    check("did not accept", "the paper.", "speech reject: accept");
    check(
        "did not rule out",
        "a second round.",
        "speech state: rule out",
    );
    check("does not want", "a pause.", "attitude reject: want");
    check(
        "would not confirm",
        "that a call took place.",
        "attitude state: confirm",
    );
}

#[test]
fn nouns_and_passives() {
    check_by(
        "Her",
        "demand",
        "that the port be opened.",
        "attitude demand: demand",
    );
    check_by(
        "Kestoria's",
        "claim",
        "that a mine had drifted.",
        "speech state: -",
    );
    check(
        "expressed the hope",
        "that the truce would hold.",
        "speech appeal: hope",
    );
    check("reiterated", "her call for a pause.", "speech appeal: call");
    check(
        "was quoted as saying",
        "that the port was open.",
        "speech state: -",
    );
}

#[test]
fn a_plain_cue_leaves_it_to_the_words() {
    check("said:", "“We will not sign.”", "speech reject: will not");
    check(
        "said",
        "Valdria would answer on Monday.",
        "speech promise: would answer",
    );
    check(
        "said",
        "“Kestoria must leave the islands.”",
        "speech demand: must",
    );
    check("said", "“We are ready to talk.”", "speech offer: are ready");
    check(
        "said",
        "talks could resume only when the guns fell silent.",
        "speech demand: only when",
    );
    check(
        "said",
        "“Please let the doctors through.”",
        "speech appeal: please",
    );
    check(
        "said",
        "Kestoria had violated the truce.",
        "speech accuse: had violated",
    );
    check("said", "the report was untrue.", "speech deny: was untrue");
    check("said", "the harbour is deep.", "speech state: -");
    check("according to", "the harbour is deep.", "speech state: -");
}

#[test]
fn whose_clause_it_is_decides() {
    check(
        "said",
        "Kestoria would pay for it.",
        "speech threaten: would pay",
    );
    check("said", "“They will not sign.”", "speech state: -");
    check(
        "said",
        "her government will send a ship.",
        "speech promise: will",
    );
    check(
        "said",
        "“We did not attack the ferry.”",
        "speech deny: did not attack",
    );
    check(
        "said",
        "“Kestoria attacked the ferry.”",
        "speech accuse: attacked",
    );
}

#[test]
fn a_warning_with_a_condition_threatens() {
    check(
        "warned",
        "that any ship beyond the line would be stopped.",
        "speech threaten: any ship beyond the line would",
    );
    check("warned", "against haste.", "speech state: -");
}

#[test]
fn what_is_told_at_second_hand_or_counted_is_reported() {
    check(
        "said",
        "Kestoria had promised an answer.",
        "speech report: promised",
    );
    check_by(
        "The harbour office",
        "said",
        "three ships sank on Sunday.",
        "speech report: sank",
    );
    check_by(
        "",
        "It was said",
        "that the envoy had left.",
        "speech report: had",
    );
}

#[test]
fn a_transcript_has_no_cue_to_go_by() {
    check(
        ":",
        "We shall wait, and we shall not sign.",
        "speech reject: shall not",
    );
    check("", "“We accept the paper.”", "speech accept: accept");
}

#[test]
fn what_a_state_demands_in_the_present_tense_is_where_it_stands() {
    check_by(
        "Kestoria",
        "demands",
        "the end of the blockade.",
        "attitude demand: demands",
    );
    check_by(
        "Kestoria",
        "demanded",
        "the end of the blockade.",
        "speech demand: demanded",
    );
    check_by(
        "Kestoria",
        "insists",
        "that the blockade must end.",
        "attitude demand: must",
    );
}
