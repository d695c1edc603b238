//! Turns what was worked out into views, with the words behind it.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use rapporteur_core::{Codebook, TextRange};
use rapporteur_record::{ArticleNumber, PreconditionRow, Snapshot};

use super::gathered::Gathered;
use super::{
    ChainView, ClauseWords, ConditionTelling, DeadlockCounts, DeadlockView, DeadlocksView,
    OpeningView, WaitView,
};
use crate::deadlocks::{Deadlock, Opening, Standoff, Wait};
use crate::entities::Groups;
use crate::error::Error;
use crate::record::names::NameRef;
use crate::record::party_name;
use crate::record::positions::{PropositionRef, VoiceView, Voices};
use crate::view::CodePoints;

/// What it takes to draw, with the texts seen so far.
pub(super) struct Drawn<'a> {
    gathered: &'a Gathered<'a>,
    standoff: &'a Standoff,
    codebook: Option<&'a Codebook>,
    groups: &'a Groups,
    voices: Voices<'a>,
    texts: BTreeMap<ArticleNumber, String>,
    /// Waits that were drawn already, by their place: chains share them.
    waits: BTreeMap<usize, WaitView>,
}

impl<'a> Drawn<'a> {
    pub(super) fn new(
        gathered: &'a Gathered<'a>,
        standoff: &'a Standoff,
        codebook: Option<&'a Codebook>,
        groups: &'a Groups,
    ) -> Self {
        Self {
            gathered,
            standoff,
            codebook,
            groups,
            voices: Voices::new(groups),
            texts: BTreeMap::new(),
            waits: BTreeMap::new(),
        }
    }

    /// Draws up what a party has a part in, or everything.
    pub(super) async fn draw(
        &mut self,
        snapshot: &mut Snapshot,
        party: Option<&str>,
        limit: Option<u32>,
    ) -> Result<DeadlocksView, Error> {
        let standoff = self.standoff;
        let part = |places: &[usize]| {
            party.is_none()
                || places.iter().any(|place| {
                    let wait = standoff.waits.get(*place);
                    wait.is_some_and(|wait| wait.holder.as_deref() == party)
                })
        };
        let rings = |all: &'a [Deadlock]| -> Vec<&'a Deadlock> {
            let shown = all.iter();
            shown.filter(|ring| part(&ring.steps.concat())).collect()
        };
        let meets = |opening: &&Opening| {
            let yes = self.gathered.positions.get(opening.met_by);
            let by_party = yes.is_some_and(|yes| party == Some(yes.party.as_str()));
            by_party || part(&[opening.wait])
        };
        let deadlocks = rings(&standoff.deadlocks);
        let dissolved = rings(&standoff.dissolved);
        let openings: Vec<&Opening> = standoff.openings.iter().filter(meets).collect();
        let chains: Vec<&Vec<usize>> = standoff.chains.iter().filter(|one| part(one)).collect();
        let mut view = DeadlocksView {
            total: DeadlockCounts {
                deadlocks: deadlocks.len() as u64,
                dissolved: dissolved.len() as u64,
                openings: openings.len() as u64,
                chains: chains.len() as u64,
                unmatched: self.gathered.left_out,
            },
            deadlocks: Vec::new(),
            dissolved: Vec::new(),
            openings: Vec::new(),
            chains: Vec::new(),
        };
        let limit = limit.map_or(usize::MAX, |limit| limit as usize);
        for deadlock in deadlocks.iter().take(limit) {
            view.deadlocks
                .push(self.deadlock(snapshot, deadlock).await?);
        }
        for deadlock in dissolved.iter().take(limit) {
            view.dissolved
                .push(self.deadlock(snapshot, deadlock).await?);
        }
        for opening in openings.into_iter().take(limit) {
            view.openings.extend(self.opening(snapshot, opening).await?);
        }
        for chain in chains.into_iter().take(limit) {
            let mut waits = Vec::new();
            for place in chain {
                waits.extend(self.wait(snapshot, *place).await?);
            }
            let into = chain
                .last()
                .and_then(|last| self.held_up_by(*last, &deadlocks));
            view.chains.push(ChainView { waits, into });
        }
        Ok(view)
    }

    async fn opening(
        &mut self,
        snapshot: &mut Snapshot,
        opening: &Opening,
    ) -> Result<Option<OpeningView>, Error> {
        let Some(yes) = self.gathered.positions.get(opening.met_by) else {
            return Ok(None);
        };
        let rows = self.gathered.rows_on_day(snapshot, opening.set_by).await?;
        let Some(wait) = self.wait_told_by(snapshot, opening.wait, rows).await? else {
            return Ok(None);
        };
        Ok(Some(OpeningView {
            wait,
            party: self.party(&yes.party),
            met_by: self.voice(snapshot, opening.met_by).await?,
        }))
    }

    /// The deadlock among those listed in which somebody holds back what this one waits for.
    fn held_up_by(&self, place: usize, shown: &[&Deadlock]) -> Option<usize> {
        let wait = self
            .standoff
            .waits
            .get(place)
            .filter(|wait| wait.in_force())?;
        let condition = wait.condition()?;
        shown.iter().position(|deadlock| {
            let mut waits = deadlock.steps.iter().flatten();
            waits.any(|place| {
                let other = self.standoff.waits.get(*place);
                other.is_some_and(|other| {
                    other.wanted() == Some(condition) && other.holder != wait.holder
                })
            })
        })
    }

    async fn deadlock(
        &mut self,
        snapshot: &mut Snapshot,
        deadlock: &Deadlock,
    ) -> Result<DeadlockView, Error> {
        let mut steps = Vec::new();
        for step in &deadlock.steps {
            let mut waits = Vec::new();
            for place in step {
                waits.extend(self.wait(snapshot, *place).await?);
            }
            steps.push(waits);
        }
        let closing = deadlock.complete_from;
        let rows = self.gathered.rows_on_day(snapshot, closing).await?;
        let set = self.gathered.told.get(closing);
        Ok(DeadlockView {
            complete_from: set.and_then(|set| set.day.clone()),
            completed_by: rows.first().map(|row| row.article.0),
            steps,
        })
    }

    /// Draws who waits, with the statements that say it first.
    async fn wait(
        &mut self,
        snapshot: &mut Snapshot,
        place: usize,
    ) -> Result<Option<WaitView>, Error> {
        if let Some(known) = self.waits.get(&place) {
            return Ok(Some(known.clone()));
        }
        let Some(wait) = self.standoff.waits.get(place) else {
            return Ok(None);
        };
        let rows = self.gathered.rows_of(snapshot, &wait.set_by).await?;
        let drawn = self.wait_told_by(snapshot, place, rows).await?;
        if let Some(drawn) = &drawn {
            self.waits.insert(place, drawn.clone());
        }
        Ok(drawn)
    }

    /// Draws who waits, with these statements.
    async fn wait_told_by(
        &mut self,
        snapshot: &mut Snapshot,
        place: usize,
        rows: Vec<PreconditionRow>,
    ) -> Result<Option<WaitView>, Error> {
        let Some(wait) = self.standoff.waits.get(place) else {
            return Ok(None);
        };
        let mut tellings = Vec::new();
        for row in rows {
            tellings.push(self.telling(snapshot, row).await?);
        }
        let (times, first, last) = self.gathered.extent(&wait.set_by);
        let lapsed_by = match wait.lapsed_by {
            Some(place) => self.voice(snapshot, place).await?,
            None => None,
        };
        Ok(Some(WaitView {
            holder: wait.holder.as_deref().map(|holder| self.party(holder)),
            wanted: self.proposition(wait, Wait::wanted),
            condition: self.proposition(wait, Wait::condition),
            first,
            last,
            times,
            tellings,
            lapsed_by,
        }))
    }

    fn party(&self, id: &str) -> NameRef {
        NameRef {
            id: id.to_owned(),
            name: party_name(self.codebook, id),
        }
    }

    fn proposition(&self, wait: &Wait, half: fn(&Wait) -> Option<&str>) -> Option<PropositionRef> {
        half(wait).map(|id| PropositionRef::of(self.codebook, id))
    }

    async fn voice(
        &mut self,
        snapshot: &mut Snapshot,
        place: usize,
    ) -> Result<Option<VoiceView>, Error> {
        let Some((line, entry)) = self.gathered.lines.get(place) else {
            return Ok(None);
        };
        Ok(self.voices.heard(snapshot, *line, entry).await?.best)
    }

    async fn telling(
        &mut self,
        snapshot: &mut Snapshot,
        row: PreconditionRow,
    ) -> Result<ConditionTelling, Error> {
        let entity = row.naming.and_then(|naming| {
            let place = self.groups.bearer(naming, row.article)?;
            self.groups.get(place)
        });
        let speaker = entity
            .map(|entity| entity.name.clone())
            .or_else(|| row.speaker.clone());
        let text = match self.texts.entry(row.article) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => unknown.insert(snapshot.text(row.article).await?),
        };
        let text = text.as_str();
        let points = CodePoints::of(text);
        let clause = |ranges: &[TextRange]| ClauseWords {
            text: words(text, ranges),
            span: points.ranges(ranges),
        };
        Ok(ConditionTelling {
            article: row.article.0,
            id: row.statement.map(|id| id.to_string()),
            speaker,
            publisher: row.publisher,
            date: row.day,
            wanted: clause(&row.wanted_words),
            condition: clause(&row.condition_words),
        })
    }
}

/// Cuts stretches out of a text and joins them so that the gaps show.
pub(super) fn words(text: &str, ranges: &[TextRange]) -> String {
    let pieces: Vec<&str> = ranges
        .iter()
        .filter_map(|range| range.slice(text))
        .collect();
    pieces.join(" … ")
}
