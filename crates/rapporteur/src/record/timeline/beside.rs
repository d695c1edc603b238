//! The events of an article that is not on the record, among those that are.

use std::collections::BTreeSet;
use std::sync::Arc;

use rapporteur_core::EventId;
use rapporteur_record::{ArticleNumber, Snapshot};

use super::drawn::Drawn;
use super::happening::happenings;
use super::names::{NameIndex, Names};
use super::source::{AT_HAND, Source, opened};
use super::tellers::Tellers;
use super::whole::mentions;
use super::{TimelineEvent, outlet};
use crate::engine::ReadArticle;
use crate::error::Error;
use crate::record::cache::InForce;
use crate::record::{Record, copies};
use crate::timeline::{RULES, family};

/// Draws the events of an article that is not on the record among those that are, each with its id in
/// the reading; tellings of the article at hand have the number 0. `but` is the article itself, where
/// it is on the record.
pub(in crate::record) async fn events_beside(
    record: &Record,
    snapshot: &mut Snapshot,
    read: &ReadArticle,
    but: Option<ArticleNumber>,
    index: &Arc<NameIndex>,
    in_force: &Arc<InForce>,
) -> Result<Vec<(EventId, TimelineEvent)>, Error> {
    let names = Names::of(index, in_force.codebook());
    let own = Source::at_hand(read);
    let told: Vec<_> = own.mentions(&names, false).collect();
    if told.is_empty() {
        return Ok(Vec::new());
    }
    let families: BTreeSet<_> = told.iter().map(family).collect();
    let wanted = move |mention: &_| families.contains(&family(mention));
    let mut anew = Vec::new();
    let mut all = mentions(snapshot, in_force, index, &mut anew, wanted, false).await?;
    all.retain(|mention| Some(ArticleNumber(mention.article)) != but);
    all.extend(told);
    let mut found = happenings(&all);
    found.retain(|happening| happening.articles().contains(&AT_HAND.0));
    let articles: BTreeSet<i64> = found.iter().flat_map(|event| event.articles()).collect();
    let articles: Vec<ArticleNumber> = articles.into_iter().map(ArticleNumber).collect();
    let rows = snapshot.digests_of(RULES, &articles).await?;
    let sources = opened(snapshot, rows, &mut Vec::new()).await?;
    let copies = copies::sources(record, snapshot, in_force).await?;
    let groups: Vec<Vec<usize>> = found.into_iter().map(|event| event.group).collect();
    let tellers = Tellers {
        sources: (sources.into_iter().chain([own]))
            .map(|source| (source.number.0, source))
            .collect(),
        mentions: all,
    };
    let drawn = Drawn::new(&tellers, &names, &copies, &outlet);
    Ok(drawn.own(groups))
}
