//! Views of events, drawn from the mentions.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::TextRange;

use super::happening::Happening;
use super::names::Names;
use super::{EventTelling, FieldView, Tellers, TimelineEvent, ValueView, words};
use crate::copies::independent;
use crate::timeline::{Field, FieldName, Mention, Value, fields};
use crate::view::CodePoints;

/// The texts of articles with their code points.
pub(super) type Points<'a> = BTreeMap<i64, (&'a str, CodePoints<'a>)>;

/// Everything that views of events are drawn from.
pub(super) struct Drawn<'a> {
    pub(super) tellers: &'a Tellers<'a>,
    pub(super) names: &'a Names<'a>,
    pub(super) points: &'a Points<'a>,
}

impl Drawn<'_> {
    pub(super) fn event(&self, happening: &Happening<'_>) -> TimelineEvent {
        let date = happening.date();
        let sides = happening.sides();
        let fields = fields(self.tellers.mentions, &happening.group, self.tellers.voice);
        let publishers: BTreeSet<Option<String>> = happening
            .told
            .iter()
            .map(|mention| mention.publisher.clone())
            .collect();
        let told = happening.told.iter();
        let sources = independent(told.map(|one| (one.behind.as_ref(), &one.event.span[..])));
        let place = fields.iter().find(|field| field.name == FieldName::Where);
        let told = happening.told.iter();
        let tellings = self.tellings(told.map(|mention| (*mention, &mention.event.span[..])));
        TimelineEvent {
            number: happening.number,
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
            sources: sources.len() as u64,
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
        let told = value.told.iter().filter_map(|(place, span)| {
            let mention = self.tellers.mentions.get(*place)?;
            Some((mention.behind.as_ref(), span.as_slice()))
        });
        let sources = independent(told).len() as u64;
        let told = value.told.iter().filter_map(|(place, span)| {
            Some((self.tellers.mentions.get(*place)?, span.as_slice()))
        });
        let told_by = self.tellings(told);
        ValueView {
            value: value.value.clone(),
            sources,
            told_by,
        }
    }

    /// Draws tellings, the earliest published first: an order in which no article's number shows.
    fn tellings<'m>(
        &self,
        told: impl Iterator<Item = (&'m Mention, &'m [TextRange])>,
    ) -> Vec<EventTelling> {
        let mut told: Vec<_> = told.collect();
        told.sort_by_key(|(mention, span)| {
            (
                mention.published.is_none(),
                mention.published,
                &mention.source,
                *span,
            )
        });
        let told = told.into_iter();
        told.map(|(mention, span)| self.telling(mention, span))
            .collect()
    }

    fn telling(&self, mention: &Mention, span: &[TextRange]) -> EventTelling {
        let text = self.points.get(&mention.article);
        EventTelling {
            article: mention.article,
            event: mention.event.id.to_string(),
            publisher: mention.publisher.clone(),
            source: mention.behind.line(span).name.clone(),
            copy_of: self.tellers.sources.original(mention.article),
            text: text.map_or_else(String::new, |(text, _)| words(text, span)),
            span: text.map_or_else(Vec::new, |(_, points)| points.ranges(span)),
        }
    }
}
