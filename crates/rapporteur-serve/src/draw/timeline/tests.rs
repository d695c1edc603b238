//! What is drawn of small views.

use std::collections::BTreeMap;

use rapporteur::{
    Act, Agreement, Basis, DateSource, DaySpan, EventTelling, FieldName, FieldView, Kind, MoveKind,
    NameRef, PaceStep, PaceView, PartyPace, Phase, PublishedView, StatementHit, StatementSpans,
    StatementWords, TimelineEvent,
};

use super::{Chart, Drawn};

fn span(first: &str, last: &str) -> DaySpan {
    DaySpan {
        first: first.to_owned(),
        last: last.to_owned(),
    }
}

fn name(id: &str) -> NameRef {
    NameRef {
        id: id.to_owned(),
        name: format!("<{id}>"),
    }
}

/// Two weeks of March; Valdria speaks 3 and 9,000 times, others once.
fn pace() -> PaceView {
    let lane = |party: Option<&str>, statements: [u64; 2]| PartyPace {
        party: party.map(name),
        statements: statements.to_vec(),
    };
    PaceView {
        days: Some(span("2031-03-03", "2031-03-16")),
        reported: None,
        whole: None,
        step: PaceStep::Week,
        stretches: vec![
            span("2031-03-03", "2031-03-09"),
            span("2031-03-10", "2031-03-16"),
        ],
        parties: vec![
            lane(Some("valdria"), [3, 9_000]),
            lane(Some("kestoria"), [0, 0]),
            lane(None, [0, 1]),
        ],
        statements: 9_004,
        undated_statements: 0,
        events: vec![0, 2],
        events_total: 2,
        dated_events: 2,
        undated_events: 0,
        kinds: Vec::new(),
    }
}

fn round(phase: Phase, date: &str) -> TimelineEvent {
    TimelineEvent {
        number: Some(1),
        date: Some(date.to_owned()),
        assumed: false,
        plover: None,
        mode: None,
        kind: Some("round-of-talks".to_owned()),
        ordinal: Some(2),
        phase,
        actors: vec![name("valdria"), name("kestoria")],
        recipients: Vec::new(),
        between: Vec::new(),
        place: Some("\"><script>".to_owned()),
        publishers: Vec::new(),
        sources: 1,
        fields: vec![FieldView {
            field: FieldName::Who,
            of: "parties".to_owned(),
            verdict: Agreement::Silent,
            values: Vec::new(),
            silent: Vec::new(),
        }],
        tellings: vec![EventTelling {
            article: 12,
            event: "v1".to_owned(),
            publisher: None,
            source: None,
            copy_of: None,
            text: String::new(),
            span: Vec::new(),
        }],
    }
}

fn said(id: u32, party: Option<&str>, act: Act) -> StatementHit {
    StatementHit {
        article: 7,
        id: format!("s{id}"),
        within: None,
        publisher: None,
        title: None,
        url: None,
        published: PublishedView {
            edtf: Some("2031-03-06".to_owned()),
            from: DateSource::Unknown,
        },
        speaker: None,
        read_as: None,
        entity: None,
        codebook: None,
        party: party.map(str::to_owned),
        party_name: None,
        kind: Kind::Direct,
        basis: Basis::Speech,
        act,
        said: None,
        text: StatementWords {
            source: String::new(),
            cue: String::new(),
            content: "<script>".repeat(100),
        },
        spans: StatementSpans {
            source: Vec::new(),
            cue: Vec::new(),
            content: Vec::new(),
        },
    }
}

fn draw(events: Option<&[TimelineEvent]>) -> Drawn {
    draw_with(events, None)
}

fn draw_with(events: Option<&[TimelineEvent]>, statements: Option<&[StatementHit]>) -> Drawn {
    let pace = pace();
    let chart = Chart {
        pace: &pace,
        events,
        statements,
        moves: &BTreeMap::from([((7, "s2".to_owned()), MoveKind::Hardened)]),
        hue: &|_| "party-0",
        zoom: &|span| format!("/timeline?from={}&to={}", span.first, span.last),
    };
    chart.draw().unwrap()
}

#[test]
fn statements_are_counted_in_the_lane_of_their_party() {
    let days = draw(Some(&[])).days;
    assert!(
        days.contains(
            "href=\"/statements?party=valdria&amp;since=2031-03-10&amp;until=2031-03-16\""
        )
    );
    assert!(days.contains("&lt;valdria&gt;: 9000 statements, 10 Mar 2031 to 16 Mar 2031"));
    assert!(days.contains("href=\"/statements?since=2031-03-10&amp;until=2031-03-16\""));
    assert!(!days.contains("party=kestoria"));
}

#[test]
fn statements_are_shapes_in_their_lanes() {
    let statements = [
        said(1, Some("valdria"), Act::State),
        said(2, Some("valdria"), Act::Demand),
        said(3, None, Act::Offer),
        said(4, Some("unknown"), Act::Threaten),
    ];
    let days = draw_with(Some(&[]), Some(&statements)).days;
    assert_eq!(days.matches("<circle class=\"said").count(), 1);
    assert_eq!(days.matches("<polygon class=\"said").count(), 3);
    assert_eq!(days.matches("class=\"ring\"").count(), 1);
    assert!(days.contains(", demand, hardened: “"));
    assert!(days.contains("href=\"/articles/7#s4\""));
    assert!(!days.contains("<script"));
}

#[test]
fn of_many_statements_of_a_day_the_rest_is_a_number() {
    let statements: Vec<StatementHit> = (0..200)
        .map(|id| said(id, Some("valdria"), Act::State))
        .collect();
    let days = draw_with(Some(&[]), Some(&statements)).days;
    let shown = days.matches("<circle class=\"said").count();
    assert!(shown > 12 && shown < 200);
    let more: usize = days
        .split(">+")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap().parse::<usize>().unwrap())
        .sum();
    assert_eq!(shown + more, 200);
}

#[test]
fn events_are_counted_where_they_are_too_many() {
    let days = draw(None).days;
    assert!(days.contains("<title>2 events, 10 Mar 2031 to 16 Mar 2031</title>"));
    assert!(days.contains("href=\"/timeline?from=2031-03-10&amp;to=2031-03-16\""));
}

#[test]
fn a_round_spans_the_lanes_of_those_who_take_part() {
    let days = draw(Some(&[round(Phase::Held, "2031-03-05")])).days;
    assert_eq!(days.matches("class=\"bar\"").count(), 2);
    assert_eq!(days.matches("href=\"/articles/12#v1\"").count(), 2);
    assert!(days.contains(">second round of talks</text>"));
}

#[test]
fn how_far_an_event_has_got_shows_in_its_shape_and_label() {
    let shown = |phase: Phase| {
        let days = draw(Some(&[round(phase, "2031-03-05")])).days;
        let from = days.find("<title>5 Mar 2031").unwrap();
        days[from..].to_owned()
    };
    assert!(shown(Phase::Cancelled).contains("bar off"));
    assert!(shown(Phase::Cancelled).contains(">second round of talks, cancelled</text>"));
    assert!(shown(Phase::Planned).contains("bar ahead"));
    assert!(shown(Phase::Planned).contains("class=\"hollow\""));
}

#[test]
fn events_of_other_days_are_not_drawn() {
    let days = draw(Some(&[round(Phase::Held, "2031-06-05")])).days;
    assert!(!days.contains("round of talks"));
    // What goes on from before reaches into the days.
    let days = draw(Some(&[round(Phase::Held, "2030-11/..")])).days;
    assert!(days.contains("‹ second round of talks"));
}

#[test]
fn many_events_of_a_day_stay_in_their_rows() {
    let events = vec![round(Phase::Held, "2031-03-05"); 60];
    let drawn = draw(Some(&events));
    assert_eq!(
        drawn.days.matches(">second round of talks</text>").count(),
        9
    );
    assert_eq!(drawn.days, draw(Some(&events)).days);
}

#[test]
fn what_articles_say_is_escaped() {
    let drawn = draw(Some(&[round(Phase::Held, "2031-03-05")]));
    for half in [&drawn.names, &drawn.days] {
        assert!(!half.contains("<script") && !half.contains("<valdria>"));
    }
}
