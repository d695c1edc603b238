//! Views of events, drawn from the mentions.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::TextRange;

use super::happening::Happening;
use super::names::Names;
use super::{EventTelling, FieldView, TimelineEvent, ValueView, words};
use crate::timeline::{Field, FieldName, Mention, Value, fields};
use crate::view::CodePoints;

/// The texts of articles with their code points.
pub(super) type Points<'a> = BTreeMap<i64, (&'a str, CodePoints<'a>)>;

/// Everything that views of events are drawn from.
pub(super) struct Drawn<'a> {
    pub(super) mentions: &'a [Mention],
    pub(super) names: &'a Names<'a>,
    pub(super) points: &'a Points<'a>,
}

impl Drawn<'_> {
    pub(super) fn event(&self, happening: &Happening<'_>) -> TimelineEvent {
        let date = happening.date();
        let sides = happening.sides();
        let fields = fields(self.mentions, &happening.group);
        let publishers: BTreeSet<Option<String>> = happening
            .told
            .iter()
            .map(|mention| mention.publisher.clone())
            .collect();
        let place = fields.iter().find(|field| field.name == FieldName::Where);
        let mut tellings: Vec<EventTelling> = happening
            .told
            .iter()
            .map(|mention| self.telling(mention, &mention.event.span))
            .collect();
        tellings.sort_by_key(|telling| (telling.article, telling.span.clone()));
        TimelineEvent {
            date: date.map(|(date, _)| date.to_string()),
            assumed: date.is_some_and(|(_, assumed)| assumed),
            plover: happening.first(|mention| mention.event.plover.clone()),
            mode: happening.first(|mention| mention.event.mode.clone()),
            kind: happening.kind().map(str::to_owned),
            ordinal: happening.first(|mention| mention.event.ordinal),
            phase: happening.phase(),
            actors: self.names.parties(&sides.actors),
            recipients: self.names.parties(&sides.recipients),
            between: self.names.parties(&sides.between),
            place: place
                .and_then(|field| field.values.first())
                .map(|value| value.value.clone()),
            publishers: publishers.into_iter().collect(),
            fields: fields.iter().map(|field| self.field(field)).collect(),
            tellings,
        }
    }

    fn field(&self, field: &Field) -> FieldView {
        FieldView {
            field: field.name,
            of: field.of.clone(),
            verdict: field.agreement,
            values: field.values.iter().map(|value| self.value(value)).collect(),
            silent: field.silent.iter().copied().collect(),
        }
    }

    fn value(&self, value: &Value) -> ValueView {
        let mut told_by: Vec<EventTelling> = value
            .told
            .iter()
            .filter_map(|(place, span)| Some(self.telling(self.mentions.get(*place)?, span)))
            .collect();
        told_by.sort_by_key(|telling| (telling.article, telling.span.clone()));
        ValueView {
            value: value.value.clone(),
            told_by,
        }
    }

    fn telling(&self, mention: &Mention, span: &[TextRange]) -> EventTelling {
        let text = self.points.get(&mention.article);
        EventTelling {
            article: mention.article,
            event: mention.event.id.to_string(),
            publisher: mention.publisher.clone(),
            text: text.map_or_else(String::new, |(text, _)| words(text, span)),
            span: text.map_or_else(Vec::new, |(_, points)| points.ranges(span)),
        }
    }
}
