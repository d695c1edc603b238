//! What coders differ on, for an editor to settle.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{Codebook, Stance, Statement};
use rapporteur_record::{
    Judged, Judgement, JudgementFilter, PositionDecision, Snapshot, StoredArticle,
};
use serde::Serialize;

use super::JudgementView;
use super::context::{ContextView, Mark, context};
use crate::error::Error;
use crate::record::Record;
use crate::record::positions::PropositionRef;

/// Things that coders differ on.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DisagreementPage {
    /// How many there are in all.
    pub total: u64,
    /// They, those that were judged last first.
    pub disagreements: Vec<DisagreementView>,
}

/// Something that coders differ on.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DisagreementView {
    /// The number of the article.
    pub article: i64,
    /// The statement, such as `3:s4`; null where it is not in the current reading.
    pub statement: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// Who speaks, in the article's reading.
    pub speaker: Option<String>,
    /// What was said.
    pub content: String,
    /// The proposition.
    pub proposition: PropositionRef,
    /// The stance that the reader reads; null where it reads none.
    pub read: Option<Stance>,
    /// The statement among the sentences around it.
    pub context: Vec<ContextView>,
    /// What each coder judges.
    pub judgements: Vec<JudgementView>,
}

/// What coders judge of one thing, the last word of each.
pub(super) type Judgements = BTreeMap<Judged, Vec<Judgement>>;

impl Record {
    /// Lists what coders differ on and nobody has decided.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn disagreements(
        &self,
        limit: Option<u32>,
        offset: u32,
    ) -> Result<DisagreementPage, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let in_force = self.in_force(&mut snapshot).await?;
        let judgements = apart(&mut snapshot).await?;
        let open = open(&mut snapshot, judgements).await?;
        let limit = limit.map_or(usize::MAX, |limit| limit as usize);
        let mut shown = Vec::new();
        for (judged, judgements) in open.iter().skip(offset as usize).take(limit) {
            let article = snapshot.article(judged.article).await?;
            shown.push(view(&article, judged, judgements, in_force.codebook()));
        }
        Ok(DisagreementPage {
            total: open.len() as u64,
            disagreements: shown,
        })
    }
}

/// Gathers what coders judge apart from each other.
pub(super) async fn apart(snapshot: &mut Snapshot) -> Result<Judgements, Error> {
    let filter = JudgementFilter {
        apart: true,
        ..JudgementFilter::default()
    };
    let mut last: BTreeMap<(Judged, String), Judgement> = BTreeMap::new();
    for judgement in snapshot.judgements(&filter).await? {
        last.insert((judgement.about(), judgement.author.clone()), judgement);
    }
    let mut judgements = Judgements::new();
    for ((judged, _), judgement) in last {
        judgements.entry(judged).or_default().push(judgement);
    }
    Ok(judgements)
}

/// Finds what coders differ on and nobody has decided, what was judged last first.
pub(super) async fn open(
    snapshot: &mut Snapshot,
    judgements: Judgements,
) -> Result<Vec<(Judged, Vec<Judgement>)>, Error> {
    let differ = |judgements: &Vec<Judgement>| {
        let stances: BTreeSet<_> = judgements.iter().map(Judgement::stance).collect();
        stances.len() > 1
    };
    let mut open: Vec<_> = judgements
        .into_iter()
        .filter(|(_, judgements)| differ(judgements))
        .collect();
    if open.is_empty() {
        return Ok(open);
    }
    let decided = snapshot.position_decisions().await?;
    let key = |decision: &PositionDecision| {
        let PositionDecision {
            article,
            content,
            proposition,
            ..
        } = decision;
        (*article, content.clone(), proposition.clone())
    };
    let decided: BTreeSet<_> = decided.iter().map(|one| key(&one.decision)).collect();
    open.retain(|(judged, _)| {
        let key = (
            judged.article,
            judged.content.clone(),
            judged.proposition.clone(),
        );
        !decided.contains(&key)
    });
    let latest =
        |judgements: &[Judgement]| judgements.iter().map(|one| one.decided.operation).max();
    open.sort_by_key(|(_, judgements)| std::cmp::Reverse(latest(judgements)));
    Ok(open)
}

fn view(
    stored: &StoredArticle,
    judged: &Judged,
    judgements: &[Judgement],
    codebook: Option<&Codebook>,
) -> DisagreementView {
    let statement = statement(stored, judged);
    let position = statement.and_then(|statement| {
        let mut positions = statement.positions.iter();
        positions.find(|position| position.proposition == judged.proposition)
    });
    let marks = statement.map_or_else(Vec::new, |statement| {
        vec![
            (Mark::Source, &statement.source[..]),
            (Mark::Cue, &statement.cue[..]),
            (Mark::Content, &statement.content[..]),
        ]
    });
    let deciding = position.map(|position| (Mark::Deciding, &position.words[..]));
    let marks: Vec<_> = marks.into_iter().chain(deciding).collect();
    DisagreementView {
        article: stored.row.number.0,
        statement: statement.map(|statement| format!("{}:{}", stored.row.number, statement.id)),
        publisher: stored.row.publisher.clone(),
        speaker: statement.and_then(|statement| statement.speaker.name.clone()),
        content: judged.content.clone(),
        proposition: PropositionRef::of(codebook, &judged.proposition),
        read: position.map(|position| position.stance),
        context: context(&stored.article.text, &marks),
        judgements: (judgements.iter())
            .map(|judgement| JudgementView::new(judgement, codebook))
            .collect(),
    }
}

fn statement<'a>(stored: &'a StoredArticle, judged: &Judged) -> Option<&'a Statement> {
    let mut statements = stored.reading.statements.iter();
    statements.find(|statement| statement.content == judged.ranges)
}
