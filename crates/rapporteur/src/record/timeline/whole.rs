//! The whole timeline: worked out once for a state of the record, and drawn as far as it is asked for.

use std::collections::BTreeSet;
use std::sync::Arc;

use rapporteur_record::{ArticleNumber, DigestRow, Snapshot};

use super::drawn::Drawn;
use super::happening::{Happening, Outline, outlines};
use super::names::{NameIndex, Names, name_index};
use super::source::opened;
use super::tellers::Tellers;
use super::{TimelineEvent, outlet};
use crate::error::Error;
use crate::record::add::aside;
use crate::record::cache::InForce;
use crate::record::{Record, copies};
use crate::timeline::{Mention, RULES};

/// How many articles are opened at a time.
pub(super) const PAGE: u32 = 1024;

/// All events of the record, the earliest first, as outlines.
pub(in crate::record) struct Whole {
    pub(in crate::record) outlines: Vec<Outline>,
    index: Arc<NameIndex>,
}

impl Whole {
    /// Finds the timeline of this state of the record; with `all`, also events that consist in saying
    /// something.
    pub(in crate::record) async fn of(
        record: &Record,
        snapshot: &mut Snapshot,
        in_force: &Arc<InForce>,
        all: bool,
    ) -> Result<Arc<Self>, Error> {
        let state = snapshot.state().await?;
        let index = name_index(record, snapshot).await?;
        let slot = if all {
            &record.cache.told
        } else {
            &record.cache.timeline
        };
        let mut anew = Vec::new();
        let work = worked_out(snapshot, in_force, index, all, &mut anew);
        let whole = slot.get((state.named, in_force.file()), work).await?;
        if !anew.is_empty() {
            // Who cannot write the record can still read it.
            let _ = record.store.keep_digests(&anew).await;
        }
        Ok(whole)
    }

    /// Draws some of the events, in the order that is given.
    pub(in crate::record) async fn drawn(
        &self,
        record: &Record,
        snapshot: &mut Snapshot,
        in_force: &Arc<InForce>,
        shown: &[&Outline],
    ) -> Result<Vec<TimelineEvent>, Error> {
        let copies = copies::sources(record, snapshot, in_force).await?;
        let articles = shown.iter().flat_map(|event| &event.told);
        let articles: BTreeSet<ArticleNumber> = articles.map(|(article, _)| *article).collect();
        let articles: Vec<ArticleNumber> = articles.into_iter().collect();
        let rows = snapshot.digests_of(RULES, &articles).await?;
        let sources = opened(snapshot, rows, &mut Vec::new()).await?;
        let names = Names::of(&self.index, in_force.codebook());
        let mut tellers = Tellers {
            sources: sources
                .into_iter()
                .map(|source| (source.number.0, source))
                .collect(),
            mentions: Vec::new(),
        };
        let groups: Vec<Vec<usize>> = (shown.iter())
            .map(|event| tellers.gather(event, &names))
            .collect();
        let drawn = Drawn::new(&tellers, &names, &copies, &outlet);
        let events = shown.iter().zip(groups).map(|(event, group)| {
            let mut happening = Happening::of(&tellers.mentions, group);
            happening.number = Some(event.number);
            drawn.event(&happening)
        });
        Ok(events.collect())
    }
}

impl Tellers {
    /// Makes the mentions of an event anew, and returns their places.
    fn gather(&mut self, event: &Outline, names: &Names<'_>) -> Vec<usize> {
        let mut group = Vec::with_capacity(event.told.len());
        for (article, id) in &event.told {
            let source = self.sources.get(&article.0);
            let told = source.and_then(|source| {
                let mut events = source.digest.events.iter();
                events.find(|told| told.event.id == *id)
            });
            if let Some((source, told)) = source.zip(told) {
                group.push(self.mentions.len());
                self.mentions.push(source.mention(told, names));
            }
        }
        group
    }
}

async fn worked_out(
    snapshot: &mut Snapshot,
    in_force: &Arc<InForce>,
    index: Arc<NameIndex>,
    all: bool,
    anew: &mut Vec<(DigestRow, rapporteur_record::Digest)>,
) -> Result<Whole, Error> {
    let mentions = mentions(snapshot, in_force, &index, anew, move |_| true, all).await?;
    let outlines = aside(move || outlines(&mentions)).await?;
    Ok(Whole { outlines, index })
}

/// Gathers the events of all current readings, as far as they are wanted.
pub(super) async fn mentions(
    snapshot: &mut Snapshot,
    in_force: &Arc<InForce>,
    index: &Arc<NameIndex>,
    anew: &mut Vec<(DigestRow, rapporteur_record::Digest)>,
    wanted: impl Fn(&Mention) -> bool + Clone + Send + 'static,
    all: bool,
) -> Result<Vec<Mention>, Error> {
    let mut mentions = Vec::new();
    let mut after = None;
    loop {
        let rows = snapshot.digests(RULES, after, PAGE).await?;
        let Some(last) = rows.last() else {
            return Ok(mentions);
        };
        after = Some(last.article);
        let sources = opened(snapshot, rows, anew).await?;
        let (in_force, index) = (Arc::clone(in_force), Arc::clone(index));
        let wanted = wanted.clone();
        let told = aside(move || {
            let names = Names::of(&index, in_force.codebook());
            let told = sources
                .iter()
                .flat_map(|source| source.mentions(&names, all));
            told.filter(|mention| wanted(mention)).collect::<Vec<_>>()
        });
        mentions.extend(told.await?);
    }
}
