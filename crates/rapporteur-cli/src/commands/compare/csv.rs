//! A comparison as a table: a line per answer, wording and position.

use rapporteur::{ComparisonView, FieldName, TimelineEvent};

use rapporteur::wording::{label, outlet};

const HEAD: [&str; 9] = [
    "section", "about", "date", "field", "of", "verdict", "value", "article", "words",
];

/// Writes the table to standard output.
pub(super) fn write(view: &ComparisonView) -> std::io::Result<()> {
    let mut writer = csv::Writer::from_writer(std::io::stdout().lock());
    writer.write_record(HEAD)?;
    for event in &view.events {
        write_event(&mut writer, event)?;
    }
    for utterance in &view.utterances {
        let speaker = utterance.speaker.as_deref().unwrap_or_default();
        let verdict = if utterance.same_words {
            "agree"
        } else {
            "differ"
        };
        for wording in &utterance.wordings {
            writer.write_record([
                "utterance",
                speaker,
                utterance.day.as_deref().unwrap_or_default(),
                "wording",
                "quotation",
                verdict,
                outlet(wording.publisher.as_deref()),
                &wording.article.to_string(),
                &wording.text.content,
            ])?;
        }
    }
    for position in &view.positions {
        for told in position.sides.iter().flatten() {
            writer.write_record([
                "position",
                &position.party.name,
                "",
                "stance",
                &position.proposition.id,
                &label(&position.verdict),
                &label(&told.stance),
                &told.article.to_string(),
                &told.content,
            ])?;
        }
    }
    for only in &view.only {
        for statement in &only.statements {
            writer.write_record([
                "statement",
                statement.speaker.as_deref().unwrap_or_default(),
                statement.said.as_ref().map_or("", |said| &said.edtf),
                "wording",
                &label(&statement.kind),
                "silent",
                outlet(statement.publisher.as_deref()),
                &statement.article.to_string(),
                &statement.text.content,
            ])?;
        }
    }
    writer.flush()
}

fn write_event<W: std::io::Write>(
    writer: &mut csv::Writer<W>,
    event: &TimelineEvent,
) -> std::io::Result<()> {
    let about = event.kind.as_deref().or(event.plover.as_deref());
    let about = match event.ordinal {
        Some(ordinal) => format!("{} {ordinal}", about.unwrap_or("event")),
        None => about.unwrap_or("event").to_owned(),
    };
    for field in event
        .fields
        .iter()
        .filter(|field| field.field != FieldName::HowFar)
    {
        for value in &field.values {
            for telling in &value.told_by {
                writer.write_record([
                    "event",
                    &about,
                    event.date.as_deref().unwrap_or_default(),
                    &label(&field.field),
                    &field.of,
                    &label(&field.verdict),
                    &value.value,
                    &telling.article.to_string(),
                    &telling.text,
                ])?;
            }
        }
    }
    Ok(())
}
