//! Articles with what was read in them, as a draft looks at them.

use std::collections::BTreeMap;

use rapporteur_core::{Entity, EntityId, Form, Mention, Reading, TextRange};

use super::parties::full_name;

/// One article, read.
#[derive(Debug, Clone)]
pub(super) struct Report<'a> {
    /// Where it is: a file, or the number of an article on the record.
    pub(super) place: &'a str,
    /// The outlet.
    pub(super) publisher: Option<&'a str>,
    /// The first day it may have been published on, `YYYY-MM-DD`.
    pub(super) day: Option<String>,
    /// Its text.
    pub(super) text: &'a str,
    /// What was read.
    pub(super) reading: &'a Reading,
}

impl<'a> Report<'a> {
    /// Cuts words out of the text, on one line.
    pub(super) fn slice(&self, ranges: &[TextRange]) -> String {
        let cut = ranges.iter().map(|range| {
            let text = self.text.get(range.start()..range.end());
            // Soft hyphens and the like stand inside words, and are no part of them.
            let text = text.unwrap_or_default().replace(unseen, "");
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        });
        cut.collect::<Vec<_>>().join(" … ")
    }

    /// Lists people with full names, and how often they are mentioned.
    pub(super) fn people(&self) -> impl Iterator<Item = (&'a Entity, u64)> + use<'a> {
        let counts = self.mentions();
        let entities = self.reading.entities.iter();
        let full = entities.filter(|entity| full_name(entity.kind, &entity.name));
        full.map(move |entity| (entity, counts.get(&entity.id).copied().unwrap_or_default()))
    }

    /// Counts the mentions of each entity.
    pub(super) fn mentions(&self) -> BTreeMap<EntityId, u64> {
        let mut counts = BTreeMap::new();
        for mention in &self.reading.mentions {
            if let Some(entity) = mention.entity {
                *counts.entry(entity).or_default() += 1;
            }
        }
        counts
    }

    /// Lists the mentions of an entity in the order of the text.
    pub(super) fn mentions_of(
        &self,
        entity: EntityId,
    ) -> impl Iterator<Item = &'a Mention> + use<'a> {
        let mentions = self.reading.mentions.iter();
        mentions.filter(move |mention| mention.entity == Some(entity))
    }

    /// Lists the words by which an entity is mentioned in one form; of a name what stands around it
    /// too: "Foreign Minister Ilva Maren".
    pub(super) fn texts(&self, entity: EntityId, form: Form) -> Vec<String> {
        let mentions = self.mentions_of(entity);
        let formed = mentions.filter(|mention| mention.form == form);
        formed.map(|mention| self.slice(&[mention.range])).collect()
    }
}

/// Says whether a character is not to be seen.
fn unseen(character: char) -> bool {
    matches!(
        character,
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'
    )
}
