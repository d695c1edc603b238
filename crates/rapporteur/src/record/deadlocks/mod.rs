//! Who waits for whom, as the record tells it.

mod drawn;
mod gathered;

use rapporteur_core::{Codebook, Edtf};
use rapporteur_record::Snapshot;
use serde::Serialize;

use self::drawn::Drawn;
use self::gathered::Gathered;
use super::names::NameRef;
use super::positions::{Line, PropositionRef, VoiceView, lines, party_of};
use super::{Record, who};
use crate::deadlocks::{Actors, standoff};
use crate::entities::Groups;
use crate::error::Error;

/// What is wanted of those who wait; what is not given does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeadlocksQuery {
    /// As it was at the end of this day; leaves out what nobody dates.
    pub at: Option<Edtf>,
    /// Only where the party with this id or name waits or is waited for.
    pub party: Option<String>,
    /// At most so many deadlocks, so many openings and so many chains; `None` is all.
    pub limit: Option<u32>,
    /// How many statements to show of each condition.
    pub statements: u32,
}

/// Who waits for whom.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DeadlocksView {
    /// How many there are in all, whatever the limit.
    pub total: DeadlockCounts,
    /// Where parties wait for each other.
    pub deadlocks: Vec<DeadlockView>,
    /// Where they did until one of them dropped its condition.
    pub dissolved: Vec<DeadlockView>,
    /// Conditions that somebody has said yes to since.
    pub openings: Vec<OpeningView>,
    /// Who waits without being waited for in turn.
    pub chains: Vec<ChainView>,
}

/// How many there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DeadlockCounts {
    /// Deadlocks.
    pub deadlocks: u64,
    /// Deadlocks that have dissolved.
    pub dissolved: u64,
    /// Openings.
    pub openings: u64,
    /// Chains, without what `unmatched` counts.
    pub chains: u64,
    /// Conditions whose words match no proposition and that were not looked at, since the limit is
    /// reached.
    pub unmatched: u64,
}

/// Parties that wait for each other.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DeadlockView {
    /// The day on which the last of the conditions was first set; null where nobody knows.
    pub complete_from: Option<String>,
    /// The number of the article that told it first.
    pub completed_by: Option<i64>,
    /// The steps: the condition of each is what the next holds back, and that of the last is what the
    /// first does. Each has the parties that hold the same back for the same.
    pub steps: Vec<Vec<WaitView>>,
}

/// A party that waits for something before it does something else.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WaitView {
    /// The party; null where the text does not tell.
    pub holder: Option<NameRef>,
    /// What it wants or grants; null where only words tell it.
    pub wanted: Option<PropositionRef>,
    /// What has to come first; null where only words tell it.
    pub condition: Option<PropositionRef>,
    /// The first day on which it was said; null where nobody knows.
    pub first: Option<String>,
    /// The last day on which it was said.
    pub last: Option<String>,
    /// How often it is said.
    pub times: u64,
    /// Who says it: the earliest first, those that nobody dates last.
    pub tellings: Vec<ConditionTelling>,
    /// The statement by which the party dropped its condition; null where it stands.
    pub lapsed_by: Option<VoiceView>,
}

/// A statement that sets a condition.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ConditionTelling {
    /// The number of the article.
    pub article: i64,
    /// The id of the statement in the article's reading; null where it stands in none.
    pub id: Option<String>,
    /// Who speaks; null where the text does not say.
    pub speaker: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// The day it was said, else published; of several that a date may mean the first.
    pub date: Option<String>,
    /// What is wanted or granted.
    pub wanted: ClauseWords,
    /// What has to come first.
    pub condition: ClauseWords,
}

/// One half of a condition, in the article's words.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ClauseWords {
    /// The words; stretches are joined by " … ".
    pub text: String,
    /// Where they stand in the article, in code points.
    pub span: Vec<[usize; 2]>,
}

/// A condition that somebody has said yes to since it was set.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct OpeningView {
    /// Who waits for it; its tellings are those of the last day before the yes.
    pub wait: WaitView,
    /// The party that said yes.
    pub party: NameRef,
    /// The yes.
    pub met_by: Option<VoiceView>,
}

/// Those who wait in a row: each for what the next holds back.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ChainView {
    /// Who waits.
    pub waits: Vec<WaitView>,
    /// The deadlock that holds the last of them up, counted from 0; null where none does.
    pub into: Option<usize>,
}

impl Record {
    /// Works out who waits for whom.
    ///
    /// # Errors
    ///
    /// Where no such party is known, or the record cannot be read.
    pub async fn deadlocks(&self, query: &DeadlocksQuery) -> Result<DeadlocksView, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let state = snapshot.state().await?;
        let work = async {
            let in_force = self.in_force(&mut snapshot).await?;
            let codebook = in_force.codebook();
            let groups = who::groups(self, &mut snapshot).await?;
            let lines = lines(self, &mut snapshot).await?;
            waits(&mut snapshot, &groups, codebook, &lines, query).await
        };
        let known = &self.cache.deadlocks;
        let view = known.get(state.written, query, work).await?;
        Ok(DeadlocksView::clone(&view))
    }
}

/// Works out who waits for whom, of what is said in these lines.
pub(super) async fn waits(
    snapshot: &mut Snapshot,
    groups: &Groups,
    codebook: Option<&Codebook>,
    lines: &[Line],
    query: &DeadlocksQuery,
) -> Result<DeadlocksView, Error> {
    let party = query.party.as_deref();
    let at = query.at.as_ref().and_then(Edtf::last_day);
    let gathered = Gathered::of(snapshot, lines, at, query).await?;
    let party = party
        .map(|typed| match gathered.holder(codebook, typed) {
            Some(holder) => Ok(holder),
            None => party_of(codebook, lines, typed),
        })
        .transpose()?;
    let actors = codebook.map(Actors::of).unwrap_or_default();
    let standoff = standoff(&gathered.told, &gathered.positions, &actors);
    let mut drawn = Drawn::new(&gathered, &standoff, codebook, groups);
    drawn.draw(snapshot, party.as_deref(), query.limit).await
}
