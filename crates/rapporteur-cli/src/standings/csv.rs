//! The table as CSV: a row per party and proposition, also where a party has not spoken.

use rapporteur::{NameRef, PositionsView, StandingView};

use super::{reference, stance};

const COLUMNS: [&str; 15] = [
    "issue",
    "proposition",
    "text",
    "party",
    "stance",
    "date",
    "since",
    "age",
    "times",
    "publishers",
    "article",
    "statement",
    "speaker",
    "publisher",
    "content",
];

pub(crate) fn write(view: &PositionsView) -> std::io::Result<()> {
    let mut table = csv::Writer::from_writer(std::io::stdout().lock());
    let unwritten = |error: csv::Error| match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => std::io::Error::other(format!("{kind:?}")),
    };
    table.write_record(COLUMNS).map_err(unwritten)?;
    for issue in &view.issues {
        let id = issue.issue.as_ref().map_or("", |issue| issue.id.as_str());
        for proposition in &issue.propositions {
            let about = [id, &proposition.id, &proposition.text];
            let spoken = proposition.standings.iter().map(spoken);
            let open = proposition.open.iter().map(silent);
            for cells in spoken.chain(open) {
                let about = about.into_iter();
                let row = about.chain(cells.iter().map(String::as_str));
                table.write_record(row).map_err(unwritten)?;
            }
        }
    }
    table.flush()
}

fn spoken(standing: &StandingView) -> [String; 12] {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let voice = standing.statement.as_ref();
    let article = voice.map(reference).unwrap_or_default();
    let (article, statement) = article.split_once(':').unwrap_or_default();
    [
        standing.party.id.clone(),
        stance(standing.stance).to_owned(),
        text(&standing.date),
        text(&standing.since),
        standing.age.map(|age| age.to_string()).unwrap_or_default(),
        standing.times.to_string(),
        standing.publishers.to_string(),
        article.to_owned(),
        statement.to_owned(),
        voice.map(|voice| text(&voice.speaker)).unwrap_or_default(),
        voice
            .map(|voice| text(&voice.publisher))
            .unwrap_or_default(),
        voice.map(|voice| voice.content.clone()).unwrap_or_default(),
    ]
}

fn silent(party: &NameRef) -> [String; 12] {
    let mut cells: [String; 12] = Default::default();
    if let Some(cell) = cells.first_mut() {
        cell.clone_from(&party.id);
    }
    cells
}
