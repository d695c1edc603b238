//! The queue: candidates fetched in bounded number, weighed, and put in order.

use std::collections::BTreeSet;

use rapporteur_core::Codebook;
use rapporteur_record::{CandidateFilter, CandidateRow, JudgementFilter, LineNumber, Snapshot};

use super::context::{Mark, context};
use super::weight::{Weight, of_names, of_position};
use super::{
    COUPLE, JudgementPage, JudgementView, NameItem, PositionItem, ReviewItem, ReviewKind,
    ReviewPage, ReviewQuery, coders, settle,
};
use crate::entities::{Groups, Suggestion};
use crate::error::Error;
use crate::record::names::Wordbook;
use crate::record::names::{NameRef, SuggestionView};
use crate::record::positions::{PropositionRef, Voices};
use crate::record::{Record, party_name, who};

/// How many of the positions that the reader is least sure of are weighed.
const UNSURE: u32 = 200;

/// How many lines are looked at for their latest position.
const LINES: u32 = 200;

/// How many pairs of names are weighed.
const NAMES: usize = 100;

/// An item before it is drawn.
enum Weighed<'a> {
    Position(Box<CandidateRow>, Vec<String>),
    Name(&'a Suggestion),
}

impl Record {
    /// Lists what is worth looking at, first what a decision would change most: positions that the
    /// reader is unsure of and on which much hangs, and names that may be one.
    ///
    /// Of a large record not everything is weighed, but the positions that the reader is least sure of
    /// and the latest one of each line.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn review(&self, query: &ReviewQuery) -> Result<ReviewPage, Error> {
        let coders = coders(self).await?;
        let mut snapshot = self.store.snapshot().await?;
        let in_force = self.in_force(&mut snapshot).await?;
        let codebook = in_force.codebook();
        let groups = who::groups(self, &mut snapshot).await?;
        let mut suggestions = groups.suggestions();
        suggestions.retain(|suggestion| !suggestion.unsure);
        let wanted = |kind| query.only.is_none_or(|only| only == kind);
        let mut weighed: Vec<(f64, Weighed<'_>)> = Vec::new();
        if wanted(ReviewKind::Position) {
            weighed.extend(
                candidates(&mut snapshot, query)
                    .await?
                    .into_iter()
                    .map(position),
            );
        }
        if wanted(ReviewKind::Name) && query.proposition.is_none() {
            let names = suggestions.iter().take(NAMES);
            weighed.extend(names.map(|pair| (name_score(&groups, pair), Weighed::Name(pair))));
        }
        // What weighs the same stays in the order in which it was found.
        weighed.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        let looked_at = weighed.len() as u64;
        let limit = query.limit.map_or(usize::MAX, |limit| limit as usize);
        let shown = weighed.into_iter().skip(query.offset as usize).take(limit);
        let book = Wordbook::of(codebook);
        let mut voices = Voices::new(&groups);
        let mut items = Vec::new();
        for (score, item) in shown {
            items.extend(match item {
                Weighed::Position(row, why) => {
                    let weight = Weight { score, why };
                    let item =
                        position_item(&mut snapshot, &mut voices, codebook, *row, weight).await?;
                    Some(ReviewItem::Position(Box::new(item)))
                }
                Weighed::Name(pair) => name_item(&groups, pair, &book, score)
                    .map(|item| ReviewItem::Name(Box::new(item))),
            });
        }
        let judgements = settle::apart(&mut snapshot).await?;
        Ok(ReviewPage {
            undecided: snapshot.candidate_count().await?,
            names: suggestions.len() as u64,
            coders,
            apart: coders >= COUPLE,
            disagreements: settle::open(&mut snapshot, judgements).await?.len() as u64,
            looked_at,
            items,
        })
    }

    /// Lists what somebody decided about positions or judged of them, the latest first.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn judgements_of(
        &self,
        author: &str,
        limit: Option<u32>,
        offset: u32,
    ) -> Result<JudgementPage, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let in_force = self.in_force(&mut snapshot).await?;
        let filter = JudgementFilter {
            author: Some(author.to_owned()),
            ..JudgementFilter::default()
        };
        let all = snapshot.judgements(&filter).await?;
        let limit = limit.map_or(usize::MAX, |limit| limit as usize);
        let shown = all.iter().rev().skip(offset as usize).take(limit);
        let mut judgements = Vec::new();
        for judgement in shown {
            let mut view = JudgementView::new(judgement, in_force.codebook());
            let statement = snapshot
                .statement_saying(&judgement.decided.decision)
                .await?;
            view.statement = statement.map(|id| id.to_string());
            judgements.push(view);
        }
        Ok(JudgementPage {
            total: all.len() as u64,
            judgements,
        })
    }
}

fn position<'a>(row: CandidateRow) -> (f64, Weighed<'a>) {
    let Weight { score, why } = of_position(&row);
    (thousandths(score), Weighed::Position(Box::new(row), why))
}

/// Fetches positions that are worth weighing, each once.
async fn candidates(
    snapshot: &mut Snapshot,
    query: &ReviewQuery,
) -> Result<Vec<CandidateRow>, Error> {
    let mut filter = CandidateFilter {
        coder: query.coder.clone(),
        proposition: query.proposition.clone(),
        latest: false,
        limit: UNSURE,
    };
    let mut found = snapshot.candidates(&filter).await?;
    filter.latest = true;
    filter.limit = LINES;
    let place = |row: &CandidateRow| {
        let statement = &row.voice.statement;
        (row.line, statement.article, statement.statement)
    };
    let mut known: BTreeSet<(LineNumber, _, _)> = found.iter().map(place).collect();
    for row in snapshot.candidates(&filter).await? {
        if known.insert(place(&row)) {
            found.push(row);
        }
    }
    Ok(found)
}

async fn position_item(
    snapshot: &mut Snapshot,
    voices: &mut Voices<'_>,
    codebook: Option<&Codebook>,
    row: CandidateRow,
    Weight { score, why }: Weight,
) -> Result<PositionItem, Error> {
    let statement = &row.voice.statement;
    let text = snapshot.text(statement.article).await?;
    let context = context(
        &text,
        &[
            (Mark::Source, &statement.source_ranges),
            (Mark::Cue, &statement.cue_ranges),
            (Mark::Content, &statement.content_ranges),
            (Mark::Deciding, &row.voice.words),
        ],
    );
    let party = statement.party.clone();
    Ok(PositionItem {
        statement: format!("{}:{}", statement.article, statement.statement),
        proposition: PropositionRef::of(codebook, &row.proposition),
        party: party.map(|id| NameRef {
            name: party_name(codebook, &id),
            id,
        }),
        stance: row.voice.stance,
        said: voices.view(snapshot, row.voice).await?,
        context,
        score,
        why,
    })
}

fn name_score(groups: &Groups, pair: &Suggestion) -> f64 {
    let rarer = groups.get(pair.other).map_or(0, |group| group.mentions);
    thousandths(of_names(pair.score, rarer))
}

fn name_item(
    groups: &Groups,
    pair: &Suggestion,
    book: &Wordbook<'_>,
    score: f64,
) -> Option<NameItem> {
    let mentions = |place: usize| Some(groups.get(place)?.mentions);
    Some(NameItem {
        mentions: [mentions(pair.one)?, mentions(pair.other)?],
        why: pair.reasons.clone(),
        pair: SuggestionView::new(groups, pair, book)?,
        score,
    })
}

fn thousandths(score: f64) -> f64 {
    (score * 1000.0).round() / 1000.0
}
