//! Articles with all the events that they tell, held against each other.

use std::collections::BTreeMap;

use rapporteur_core::{Codebook, TextRange};

use super::TimelineEvent;
use super::drawn::Drawn;
use super::happening::happenings;
use super::names::{NameIndex, Names};
use super::source::Source;
use crate::copies::Sources;
use crate::timeline::{Days, Mention, is_verbal};

/// Some articles, or all of the record.
pub(in crate::record) struct Tellers {
    pub(super) sources: BTreeMap<i64, Source>,
    pub(super) mentions: Vec<Mention>,
}

impl Tellers {
    /// Gathers the events of articles, without those that consist in saying something.
    pub(in crate::record) fn of(
        sources: impl IntoIterator<Item = Source>,
        index: &NameIndex,
        codebook: Option<&Codebook>,
    ) -> Self {
        let names = Names::of(index, codebook);
        let sources: BTreeMap<i64, Source> = sources
            .into_iter()
            .map(|source| (source.number.0, source))
            .collect();
        let mentions = sources
            .values()
            .flat_map(|source| source.mentions(&names, false));
        Self {
            mentions: mentions.collect(),
            sources,
        }
    }

    /// Draws the events, in the order of the timeline; `voice` tells who counts as one among those who
    /// tell them.
    pub(in crate::record) fn events(
        &self,
        index: &NameIndex,
        codebook: Option<&Codebook>,
        copies: &Sources,
        voice: &(dyn Fn(&Mention, &[TextRange]) -> String + Sync),
    ) -> Vec<TimelineEvent> {
        let names = Names::of(index, codebook);
        let drawn = Drawn::new(self, &names, copies, voice);
        let found = happenings(&self.mentions);
        found.iter().map(|event| drawn.event(event)).collect()
    }

    /// The days about which undated articles speak: those of an event that a dated one tells as well,
    /// the sharpest.
    pub(in crate::record) fn anchors(&self) -> BTreeMap<i64, Days> {
        let mut anchors: BTreeMap<i64, Days> = BTreeMap::new();
        for happening in happenings(&self.mentions) {
            let told = happening.told.iter().filter_map(|mention| mention.told());
            let Some(days) = told.min_by_key(|days| days.width()) else {
                continue;
            };
            for mention in &happening.told {
                if mention.published.is_none() {
                    let known = anchors.entry(mention.article).or_insert(days);
                    if days.width() < known.width() {
                        *known = days;
                    }
                }
            }
        }
        anchors
    }
}

impl Source {
    /// Makes its events ready to be held against those of others.
    pub(super) fn mentions<'a>(
        &'a self,
        names: &'a Names<'_>,
        all: bool,
    ) -> impl Iterator<Item = Mention> + 'a {
        let events = self.digest.events.iter();
        let events = events.filter(move |told| all || !is_verbal(&told.event));
        events.map(move |told| self.mention(told, names))
    }
}
