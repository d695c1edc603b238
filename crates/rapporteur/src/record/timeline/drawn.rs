//! Views of events, drawn from the mentions.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{EventId, TextRange};

use super::happening::Happening;
use super::names::Names;
use super::source::{AT_HAND, Source};
use super::tellers::Tellers;
use super::{EventTelling, FieldView, TimelineEvent, ValueView};
use crate::copies::{Behind, Citations, Sources, Teller, independent};
use crate::timeline::{Field, FieldName, Mention, Value, fields};

/// Everything that views of events are drawn from.
pub(super) struct Drawn<'a> {
    tellers: &'a Tellers,
    /// Who is counted as one voice among those who tell an event.
    voice: &'a (dyn Fn(&Mention, &[TextRange]) -> String + Sync),
    names: &'a Names<'a>,
    copies: &'a Sources,
    /// Who stands behind each line of the articles.
    behind: BTreeMap<i64, Behind>,
}

impl<'a> Drawn<'a> {
    pub(super) fn new(
        tellers: &'a Tellers,
        names: &'a Names<'a>,
        copies: &'a Sources,
        voice: &'a (dyn Fn(&Mention, &[TextRange]) -> String + Sync),
    ) -> Self {
        let behind = tellers.sources.iter();
        let behind = behind.map(|(article, source)| (*article, source.behind(copies)));
        Self {
            behind: behind.collect(),
            tellers,
            voice,
            names,
            copies,
        }
    }

    pub(super) fn event(&self, happening: &Happening<'_>) -> TimelineEvent {
        let date = happening.date();
        let sides = happening.sides();
        let fields = fields(&self.tellers.mentions, &happening.group, self.voice);
        let publishers: BTreeSet<Option<String>> = happening
            .told
            .iter()
            .map(|mention| mention.publisher.clone())
            .collect();
        let place = fields.iter().find(|field| field.name == FieldName::Where);
        let told = happening.told.iter();
        let told: Vec<(&Mention, &[TextRange])> = told
            .map(|mention| (*mention, &mention.event.span[..]))
            .collect();
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
            sources: self.independent(&told),
            fields: fields.iter().map(|field| self.field(field)).collect(),
            tellings: self.tellings(told),
        }
    }

    /// Draws the events that the article at hand tells, each with its id in the reading.
    pub(super) fn own(&self, groups: Vec<Vec<usize>>) -> Vec<(EventId, TimelineEvent)> {
        let own = groups.into_iter().filter_map(|group| {
            let happening = Happening::of(&self.tellers.mentions, group);
            let mut told = happening.told.iter();
            let id = told.find(|mention| mention.article == AT_HAND.0)?.event.id;
            Some((id, self.event(&happening)))
        });
        own.collect()
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
            Some((self.tellers.mentions.get(*place)?, span.as_slice()))
        });
        let told: Vec<_> = told.collect();
        ValueView {
            value: value.value.clone(),
            sources: self.independent(&told),
            told_by: self.tellings(told),
        }
    }

    /// Counts the independent sources behind lines.
    fn independent(&self, told: &[(&Mention, &[TextRange])]) -> u64 {
        let behind = told
            .iter()
            .filter_map(|(mention, span)| Some((self.behind.get(&mention.article)?, *span)));
        independent(behind).len() as u64
    }

    /// Draws tellings, the earliest published first: an order in which no article's number shows.
    fn tellings(&self, mut told: Vec<(&Mention, &[TextRange])>) -> Vec<EventTelling> {
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
        let source = self.tellers.sources.get(&mention.article);
        let digest = source.map(|source| &source.digest);
        let behind = self.behind.get(&mention.article);
        EventTelling {
            article: mention.article,
            event: mention.event.id.to_string(),
            publisher: mention.publisher.clone(),
            source: behind.and_then(|behind| behind.line(span).name.clone()),
            copy_of: self.copies.original(mention.article),
            text: digest.map_or_else(String::new, |digest| digest.text(span)),
            span: digest.map_or_else(Vec::new, |digest| digest.span(span)),
        }
    }
}

impl Source {
    /// Finds who stands behind each line that tells of an event.
    fn behind(&self, copies: &Sources) -> Behind {
        let teller = Teller {
            article: self.number.0,
            publisher: self.publisher.as_deref(),
        };
        let citations = Citations::of(&self.digest.cited, &copies.outlets);
        copies.behind(teller, &citations)
    }
}
