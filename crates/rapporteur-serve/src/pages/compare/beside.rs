//! What each side has to say on one thing.

use std::collections::BTreeSet;

use rapporteur::{
    Agreement, FieldName, FieldView, SideView, StatementHit, Stretch, TimelineEvent, UtteranceView,
    differing, wording,
};

/// A question about an event, with what each side answers; nothing where one is silent.
pub(super) struct Row<'a> {
    pub(super) field: &'a FieldView,
    pub(super) sides: Vec<Vec<Answered<'a>>>,
}

/// An answer of one side, with where it stands.
pub(super) struct Answered<'a> {
    pub(super) answer: String,
    /// The words that tell it, unless they stand above already.
    pub(super) words: Option<&'a str>,
    pub(super) article: i64,
    pub(super) event: &'a str,
}

/// A wording of one side, with the words marked that the first side does not have; those of the first
/// side, that the second does not have.
pub(super) struct Worded<'a> {
    pub(super) hit: &'a StatementHit,
    pub(super) stretches: Vec<Stretch<'a>>,
}

/// What a side is called: `Harbour Wire 3`.
pub(super) fn name(side: &SideView) -> String {
    let outlet = wording::outlet(side.publisher.as_deref());
    let one = side.title.is_some() || side.published.is_some() || side.file.is_some();
    match side.articles.as_slice() {
        [number] if one => format!("{outlet} {number}"),
        // An outlet, whatever there is of it.
        _ => outlet.to_owned(),
    }
}

/// The questions about an event with their answers.
pub(super) fn rows<'a>(event: &'a TimelineEvent, sides: &'a [SideView]) -> Vec<Row<'a>> {
    let mut quoted = BTreeSet::new();
    let mut rows = Vec::new();
    for field in fields(event) {
        let answers = sides.iter().enumerate().map(|(place, side)| {
            let mut answers = answers(event, field, side);
            for one in &mut answers {
                let words = one.words.take();
                one.words = words.filter(|words| quoted.insert((place, *words)));
            }
            answers
        });
        rows.push(Row {
            sides: answers.collect(),
            field,
        });
    }
    rows
}

/// The questions about an event, those first on which the sides differ.
pub(super) fn fields(event: &TimelineEvent) -> Vec<&FieldView> {
    let fields = event.fields.iter();
    let mut fields: Vec<&FieldView> = fields
        .filter(|field| field.field != FieldName::HowFar || field.verdict == Agreement::Differ)
        .collect();
    fields.sort_by_key(|field| match field.verdict {
        Agreement::Differ => 0,
        Agreement::Agree => 1,
        Agreement::Silent => 2,
    });
    fields
}

/// What a side answers.
fn answers<'a>(
    event: &'a TimelineEvent,
    field: &'a FieldView,
    side: &SideView,
) -> Vec<Answered<'a>> {
    let mut answers = Vec::new();
    for value in &field.values {
        let mut told = value.told_by.iter();
        if let Some(telling) = told.find(|telling| side.articles.contains(&telling.article)) {
            answers.push(Answered {
                answer: named(event, field, &value.value),
                words: Some(telling.text.as_str()),
                article: telling.article,
                event: &telling.event,
            });
        }
    }
    answers
}

/// An answer in words, with parties by their names.
fn named(event: &TimelineEvent, field: &FieldView, value: &str) -> String {
    if field.field != FieldName::Who {
        return wording::answer(field, value);
    }
    let name = |id: &str| {
        let parts = event.actors.iter().chain(&event.recipients);
        let mut parties = parts.chain(&event.between);
        let party = parties.find(|party| party.id == id);
        party.map_or_else(|| id.to_owned(), |party| party.name.clone())
    };
    value.split(", ").map(name).collect::<Vec<_>>().join(", ")
}

/// The wordings of each side.
pub(super) fn wordings<'a>(
    utterance: &'a UtteranceView,
    sides: &[SideView],
) -> Vec<Vec<Worded<'a>>> {
    let of_side = |side: &SideView| -> Vec<&StatementHit> {
        let wordings = utterance.wordings.iter();
        wordings
            .filter(|hit| side.articles.contains(&hit.article))
            .collect()
    };
    let columns: Vec<Vec<&StatementHit>> = sides.iter().map(of_side).collect();
    let mut told = columns.iter().filter_map(|column| column.first());
    let (first, second) = (told.next(), told.next());
    let beside = |hit: &'a StatementHit| {
        let other = match first {
            Some(first) if std::ptr::eq(*first, hit) => second,
            first => first,
        };
        let [marked, _] = match other.filter(|_| !utterance.same_words) {
            Some(other) => differing(&hit.text.content, &other.text.content),
            None => {
                let text = hit.text.content.as_str();
                let plain = Stretch {
                    text,
                    marked: false,
                };
                [vec![plain], Vec::new()]
            }
        };
        Worded {
            hit,
            stretches: marked,
        }
    };
    columns
        .iter()
        .map(|column| column.iter().map(|hit| beside(hit)).collect())
        .collect()
}
