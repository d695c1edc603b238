//! One entity of the record with the passages that tell of it.

use std::collections::BTreeMap;

use rapporteur_core::{EntityId, Form};
use rapporteur_record::{Snapshot, StoredArticle};
use serde::Serialize;

use super::super::{Record, log::OperationView, who};
use super::list::{NameLine, appearances, line};
use super::office::{OfficeView, offices};
use super::sought;
use super::spelled::Wordbook;
use super::suggested::SuggestionView;
use crate::entities::{Group, Groups};
use crate::error::Error;
use crate::view::CodePoints;

/// How much of the text is shown on each side of a mention, in code points.
const AROUND: usize = 60;

/// One entity with its passages.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NameView {
    /// The entity.
    pub name: NameLine,
    /// How many passages there are in all.
    pub total: u64,
    /// Passages in the order of articles and text.
    pub passages: Vec<PassageView>,
    /// What articles call it throughout, those used most first; each can be taken out.
    pub called: Vec<CalledView>,
    /// Its offices.
    pub offices: Vec<OfficeView>,
    /// What it may be one with, the likeliest first, also where somebody left that open.
    pub suggestions: Vec<SuggestionView>,
    /// What was decided about it, the latest first, also what was taken back.
    pub decisions: Vec<OperationView>,
}

/// A name that articles give an entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CalledView {
    /// The name.
    pub name: String,
    /// How often these articles mention it, by whatever words.
    pub mentions: u64,
}

/// A mention with the text around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PassageView {
    /// The number of the article.
    pub article: i64,
    /// The outlet.
    pub publisher: Option<String>,
    /// The day of publication, `YYYY-MM-DD`.
    pub day: Option<String>,
    /// The name of the entity in the article's own reading.
    pub read_as: String,
    /// Where the mention begins, in code points.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The words.
    pub text: String,
    /// How they name it.
    pub form: Form,
    /// The text before them, as far as it is shown.
    pub before: String,
    /// The text behind them.
    pub after: String,
}

impl Record {
    /// Shows one entity, named by an id or a name, with at most `limit` of its passages behind the
    /// first `offset`.
    ///
    /// # Errors
    ///
    /// Where no name or several fit, or the record cannot be read.
    pub async fn name(&self, typed: &str, limit: u32, offset: u32) -> Result<NameView, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let in_force = self.in_force(&mut snapshot).await?;
        let codebook = in_force.codebook();
        let book = Wordbook::of(codebook);
        let groups = who::groups(self, &mut snapshot).await?;
        let (group, _) = sought(&groups, typed)?;
        let name = line(&mut snapshot, &groups, group, &book).await?;
        let mut passages = Vec::new();
        let mut passed = 0;
        let (first, past) = (u64::from(offset), u64::from(offset) + u64::from(limit));
        let mut rows: BTreeMap<_, (Vec<EntityId>, u64)> = BTreeMap::new();
        for row in appearances(&mut snapshot, &groups, group).await? {
            let entry = rows.entry(row.article).or_default();
            entry.0.push(row.entity);
            entry.1 += row.mentions;
        }
        for (article, (entities, mentions)) in rows {
            let until = passed + mentions;
            if until > first && passed < past {
                let stored = snapshot.article(article).await?;
                let told = told(&stored, &entities);
                let skip = first.saturating_sub(passed) as usize;
                let take = (past - passed.max(first)) as usize;
                passages.extend(told.into_iter().skip(skip).take(take));
            }
            passed = until;
        }
        let place = |suggested: usize| groups.get(suggested).map(|other| &other.id);
        let mut suggestions = groups.suggestions();
        suggestions.retain(|suggestion| {
            let ids = [place(suggestion.one), place(suggestion.other)];
            ids.contains(&Some(&group.id))
        });
        let suggestions = suggestions.iter();
        Ok(NameView {
            name,
            total: passed,
            passages,
            called: called(&groups, group),
            offices: offices(&groups, group, codebook),
            suggestions: suggestions
                .filter_map(|one| SuggestionView::new(&groups, one, &book))
                .collect(),
            decisions: decisions(&mut snapshot, &groups, group).await?,
        })
    }
}

/// Lists what articles call an entity.
fn called(groups: &Groups, group: &Group) -> Vec<CalledView> {
    let mut by_key: BTreeMap<&str, CalledView> = BTreeMap::new();
    for part in groups.parts_of(group).filter(|part| !part.is_piece()) {
        let called = by_key.entry(&part.key).or_insert_with(|| CalledView {
            name: part.name().to_owned(),
            mentions: 0,
        });
        called.mentions += part.mentions;
    }
    let mut called: Vec<CalledView> = by_key.into_values().collect();
    called.sort_by_key(|called| std::cmp::Reverse(called.mentions));
    called
}

/// Lists the operations that decided about an entity.
async fn decisions(
    snapshot: &mut Snapshot,
    groups: &Groups,
    group: &Group,
) -> Result<Vec<OperationView>, Error> {
    let history = snapshot.name_history().await?;
    let mut decisions = Vec::new();
    for number in groups.decided_on(group, &history) {
        decisions.push(snapshot.operation(number).await?.into());
    }
    Ok(decisions)
}

/// Lists the mentions of these entities in an article.
fn told(stored: &StoredArticle, entities: &[EntityId]) -> Vec<PassageView> {
    let text = &stored.article.text;
    let points = CodePoints::of(text);
    let read_as = |id: EntityId| {
        let mut all = stored.reading.entities.iter();
        let entity = all.find(|entity| entity.id == id);
        entity.map(|entity| entity.name.clone()).unwrap_or_default()
    };
    let mentions = stored.reading.mentions.iter();
    mentions
        .filter_map(|mention| Some((mention, mention.entity?)))
        .filter(|(_, entity)| entities.contains(entity))
        .map(|(mention, entity)| {
            let range = mention.range;
            let [start, end] = points.range(range);
            let before = text.get(..range.start()).unwrap_or_default();
            let after = text.get(range.end()..).unwrap_or_default();
            let skipped = before.chars().count().saturating_sub(AROUND);
            PassageView {
                article: stored.row.number.0,
                publisher: stored.row.publisher.clone(),
                day: stored
                    .row
                    .published
                    .edtf
                    .as_ref()
                    .and_then(|edtf| edtf.first_day()),
                read_as: read_as(entity),
                start,
                end,
                text: range.slice(text).unwrap_or_default().to_owned(),
                form: mention.form,
                before: before.chars().skip(skipped).collect(),
                after: after.chars().take(AROUND).collect(),
            }
        })
        .collect()
}
