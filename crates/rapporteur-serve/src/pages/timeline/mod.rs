//! `/timeline`: what happened and who said what, drawn over time, and where the outlets differ.

mod zoom;

use std::collections::BTreeMap;

use askama::Template;
use rapporteur::{
    Agreement, DaySpan, FieldView, MoveKind, MoveQuery, PaceQuery, PaceView, Record, StatementHit,
    StatementQuery, TimelineEvent, TimelinePage, TimelineQuery, wording,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use self::zoom::{Asked as Kept, Zoom};
use super::parties::Hues;
use crate::answer::{Answer, Frame, Success};
use crate::draw::mark::{self, Key};
use crate::draw::timeline::{Chart, Drawn, named};
use crate::failure::Failure;
use crate::given::{Asked, date, filled};
use crate::visit::Reading;

/// So many stretches of days are counted: each is as wide as a number needs.
const STRETCHES: u32 = 42;
/// So many events are drawn one by one.
const EVENTS: u32 = 120;
/// So many statements are.
const STATEMENTS: u32 = 300;
/// So many events are listed on a page.
const LISTED: u32 = 50;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Query {
    /// The first day, in EDTF.
    from: Option<String>,
    /// The last day, in EDTF.
    to: Option<String>,
    /// What happened, such as `talks`.
    kind: Option<String>,
    /// The id of a party that took part or spoke.
    party: Option<String>,
    /// Anything: events that consist in saying something, too.
    all: Option<String>,
    /// How many events are passed over.
    offset: Option<u32>,
}

/// What the page shows.
#[derive(Serialize, ToSchema)]
#[schema(as = Timeline)]
struct View {
    /// What is drawn, counted.
    pace: PaceView,
    /// The events that have a day.
    events: TimelinePage,
    /// The events that nobody dates.
    undated: Vec<TimelineEvent>,
    /// The statements of the days that are drawn; null where they are too many to be drawn one by one.
    statements: Option<Vec<StatementHit>>,
    /// The events that are drawn one by one.
    #[serde(skip)]
    drawn: Option<Vec<TimelineEvent>>,
    #[serde(skip)]
    moves: BTreeMap<(i64, String), MoveKind>,
}

#[derive(Template)]
#[template(path = "timeline.html")]
struct Page<'a> {
    frame: Frame,
    view: &'a View,
    kept: &'a Kept,
    hues: Hues,
    drawn: Option<(Zoom, Drawn)>,
    offset: u32,
}

#[derive(Template)]
#[template(path = "happening.html")]
struct Entry<'a> {
    event: &'a TimelineEvent,
}

/// How much there is in a stretch of days.
struct Row {
    address: String,
    days: String,
    counts: Vec<u64>,
}

/// What happened and who said what over time, and where the outlets differ.
#[utoipa::path(
    get,
    path = "/timeline",
    operation_id = "timeline",
    params(Query),
    responses((status = 200, body = Success<View>)),
)]
pub(crate) async fn show(Reading(visit): Reading, Asked(query): Asked<Query>) -> Answer {
    let offset = query.offset.unwrap_or_default();
    let kept = Kept {
        from: date(query.from)?,
        to: date(query.to)?,
        kind: filled(query.kind),
        party: filled(query.party),
        all: filled(query.all).is_some(),
    };
    let record = &visit.app.record;
    let view = view(record, &kept, offset).await?;
    let hues = Hues::of(record).await?;
    visit.answer("Timeline", &view, |frame| {
        let zoom = Zoom::of(&view.pace, &kept);
        let drawn = Chart {
            pace: &view.pace,
            events: view.drawn.as_deref(),
            statements: view.statements.as_deref(),
            moves: &view.moves,
            hue: &|party| hues.class(party),
            zoom: &|span| kept.address(&span.first, &span.last),
        }
        .draw();
        Page {
            frame,
            view: &view,
            kept: &kept,
            hues,
            drawn: zoom.zip(drawn),
            offset,
        }
        .render()
    })
}

async fn view(record: &Record, kept: &Kept, offset: u32) -> Result<View, Failure> {
    let asked = PaceQuery {
        from: kept.from.clone(),
        to: kept.to.clone(),
        kind: kept.kind.clone(),
        party: kept.party.clone(),
        all: kept.all,
        stretches: STRETCHES,
    };
    let pace = record.pace(&asked).await?;
    let listed = TimelineQuery {
        limit: Some(LISTED),
        offset,
        ..kept.events()
    };
    let mut events = record.timeline(&listed).await?;
    events.events.retain(|event| event.date.is_some());
    if kept.from.is_none() && kept.to.is_none() {
        events.total = pace.dated_events;
    }
    let mut undated = Vec::new();
    if pace.undated_events > 0 {
        let last = TimelineQuery {
            from: None,
            to: None,
            limit: Some(LISTED),
            offset: u32::try_from(pace.dated_events).unwrap_or(u32::MAX),
            ..kept.events()
        };
        undated = record.timeline(&last).await?.events;
    }
    let drawn = drawn(record, kept, &pace).await?;
    let statements = statements(record, kept, &pace).await?;
    let moves = match (&statements, &pace.days) {
        (Some(_), Some(days)) => moves(record, days).await?,
        _ => BTreeMap::new(),
    };
    Ok(View {
        pace,
        events,
        undated,
        statements,
        drawn,
        moves,
    })
}

/// The events to draw one by one; `None` where they are too many.
async fn drawn(
    record: &Record,
    kept: &Kept,
    pace: &PaceView,
) -> Result<Option<Vec<TimelineEvent>>, Failure> {
    let Some(days) = &pace.days else {
        return Ok(Some(Vec::new()));
    };
    if pace.events_total > u64::from(EVENTS) {
        return Ok(None);
    }
    let query = TimelineQuery {
        from: rapporteur::publication_date(&days.first),
        to: rapporteur::publication_date(&days.last),
        limit: Some(EVENTS),
        ..kept.events()
    };
    Ok(Some(record.timeline(&query).await?.events))
}

/// The statements to draw one by one; `None` where they are too many.
async fn statements(
    record: &Record,
    kept: &Kept,
    pace: &PaceView,
) -> Result<Option<Vec<StatementHit>>, Failure> {
    let Some(days) = &pace.days else {
        return Ok(Some(Vec::new()));
    };
    if pace.statements > u64::from(STATEMENTS) && kept.party.is_none() {
        return Ok(None);
    }
    let query = StatementQuery {
        since: rapporteur::publication_date(&days.first),
        until: rapporteur::publication_date(&days.last),
        party: kept.party.clone(),
        limit: Some(STATEMENTS),
        ..StatementQuery::default()
    };
    let page = record.statements(&query).await?;
    let few = page.total <= u64::from(STATEMENTS);
    Ok(few.then_some(page.statements))
}

/// The statements by which a party moves.
async fn moves(
    record: &Record,
    days: &DaySpan,
) -> Result<BTreeMap<(i64, String), MoveKind>, Failure> {
    let query = MoveQuery {
        from: rapporteur::publication_date(&days.first),
        to: rapporteur::publication_date(&days.last),
        limit: Some(STATEMENTS),
        ..MoveQuery::default()
    };
    let moves = record.moves(&query).await?.moves.into_iter();
    let moves = moves.filter(|step| step.kind != MoveKind::First);
    let marked = moves.filter_map(|step| Some((step.after?, step.kind)));
    Ok(marked
        .map(|(voice, kind)| ((voice.article, voice.id), kind))
        .collect())
}

impl Page<'_> {
    fn entry(&self, event: &TimelineEvent) -> Result<String, askama::Error> {
        Entry { event }.render()
    }

    fn deeds(&self) -> Vec<Key> {
        mark::deeds()
    }

    fn phases(&self) -> Vec<Key> {
        mark::phases()
    }

    /// The value of a field for a day.
    fn day(&self, given: bool, last: bool) -> &str {
        let days = self.view.pace.days.as_ref().filter(|_| given);
        days.map_or("", |days| if last { &days.last } else { &days.first })
    }

    fn is_asked(&self, asked: Option<&String>, value: &str) -> bool {
        asked.is_some_and(|asked| asked == value)
    }

    fn hue(&self, party: &str) -> &'static str {
        self.hues.class(party)
    }

    /// The lane that is called so by its name, or the others.
    fn lane<'v>(&self, party: &'v rapporteur::PartyPace) -> &'v str {
        party
            .party
            .as_ref()
            .map_or("others", |party| party.name.as_str())
    }

    /// What is drawn, and what is not, in a line.
    fn lede(&self, days: &DaySpan) -> String {
        let pace = &self.view.pace;
        let events = wording::counted(pace.events_total, "event");
        let statements = wording::counted(pace.statements, "statement");
        let mut parts = vec![format!("{}: {events}, {statements}", named(days))];
        let elsewhere = pace.dated_events.saturating_sub(pace.events_total);
        if elsewhere > 0 {
            let elsewhere = wording::counted(elsewhere, "event");
            parts.push(format!("{elsewhere} on other days"));
        }
        if pace.undated_statements > 0 {
            let undated = wording::counted(pace.undated_statements, "statement");
            parts.push(format!("{undated} without a day"));
        }
        format!("{}.", parts.join("; "))
    }

    /// The numbers of the drawing, stretch by stretch: of each lane, then of events.
    fn rows(&self) -> Vec<Row> {
        let pace = &self.view.pace;
        let row = |(place, span): (usize, &DaySpan)| {
            let lanes = pace.parties.iter().map(|lane| &lane.statements);
            let counts = lanes.chain([&pace.events]);
            Row {
                address: self.kept.address(&span.first, &span.last),
                days: named(span),
                counts: counts
                    .filter_map(|counts| counts.get(place).copied())
                    .collect(),
            }
        };
        pace.stretches.iter().enumerate().map(row).collect()
    }

    /// How many events that nobody dates are not listed.
    fn unlisted(&self) -> u64 {
        let listed = self.view.undated.len() as u64;
        self.view.pace.undated_events.saturating_sub(listed)
    }

    fn said<'v>(&self, hit: &'v StatementHit) -> Option<&'v str> {
        let said = hit.said.as_ref().map(|said| said.edtf.as_str());
        said.or(hit.published.edtf.as_deref())
    }

    /// Whether any day is only that of publication.
    fn assumes(&self) -> bool {
        self.view.events.events.iter().any(|event| event.assumed)
    }

    /// Where the list goes on.
    fn next(&self) -> Option<u32> {
        let next = self.offset.saturating_add(LISTED);
        (u64::from(next) < self.view.events.total).then_some(next)
    }

    fn previous(&self) -> Option<u32> {
        (self.offset > 0).then(|| self.offset.saturating_sub(LISTED))
    }
}

impl Entry<'_> {
    fn differing(&self) -> Vec<&FieldView> {
        let fields = self.event.fields.iter();
        fields
            .filter(|field| field.verdict == Agreement::Differ)
            .collect()
    }
}
