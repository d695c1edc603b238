//! What moved: every change of a party's stance, contradictions, and the gap between the sides.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{Codebook, Edtf, Stance};
use rapporteur_record::{LineNumber, SidesRow, Snapshot, StatementPlace};
use serde::Serialize;

use super::chosen::{Chosen, PropositionRef};
use super::voices::{VoiceView, Voices, is_party};
use super::{Line, lines, sides};
use crate::entities::Groups;
use crate::error::Error;
use crate::positions::{Move, MoveKind, Trend, gap, moves, soon};
use crate::record::names::NameRef;
use crate::record::{Record, party_name, who};

/// Which moves are wanted; what is not given does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MoveQuery {
    /// Only of the party with this id or name.
    pub party: Option<String>,
    /// Only on the issue with this id or name, or the proposition with this id.
    pub issue: Option<String>,
    /// On this day or later; leaves out what nobody knows the day of.
    pub from: Option<Edtf>,
    /// On this day or earlier; leaves out what nobody knows the day of.
    pub to: Option<Edtf>,
    /// Also what was only repeated.
    pub all: bool,
    /// At most so many; `None` is all.
    pub limit: Option<u32>,
    /// Passes over so many.
    pub offset: u32,
}

/// What moved.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MovePage {
    /// How many moves there are in all that are listed.
    pub total: u64,
    /// How many there are of each kind.
    pub counts: MoveCounts,
    /// The earliest of them first, those without a day last.
    pub moves: Vec<MoveView>,
    /// Who contradicts himself, or his own side.
    pub contradictions: Vec<Contradiction>,
    /// The gap between each two sides on each issue, over time.
    pub gaps: Vec<GapView>,
}

/// How many moves there are of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MoveCounts {
    /// First stances.
    pub first: u64,
    /// Repetitions.
    pub repeated: u64,
    /// Steps towards for.
    pub softened: u64,
    /// Steps towards against.
    pub hardened: u64,
    /// From one end to the other.
    pub reversed: u64,
}

/// A party's stance on a proposition on a day, beside its former one.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct MoveView {
    /// The party.
    pub party: NameRef,
    /// The proposition.
    pub proposition: PropositionRef,
    /// The day; null where nobody knows it.
    pub date: Option<String>,
    /// What it is.
    #[serde(rename = "move")]
    pub kind: MoveKind,
    /// The former stance.
    pub from: Option<Stance>,
    /// The stance.
    pub stance: Stance,
    /// On how many later days it was repeated before it changed.
    pub repeated: u64,
    /// How many publishers tell it on that day, independently of each other.
    pub publishers: u64,
    /// Whether a speaker or a side contradicts itself.
    pub contradicts: Option<Slip>,
    /// A statement with the former stance.
    pub before: Option<VoiceView>,
    /// A statement with the stance.
    pub after: Option<VoiceView>,
}

/// Who contradicts whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Slip {
    /// One speaker, at whatever time.
    Speaker,
    /// Two speakers of one party, within a week.
    Side,
}

/// Words for and words against one proposition, by one speaker or one side.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Contradiction {
    /// Who contradicts whom.
    pub by: Slip,
    /// The party.
    pub party: NameRef,
    /// The speaker, where it is one.
    pub speaker: Option<NameRef>,
    /// The proposition.
    pub proposition: PropositionRef,
    /// The latest words on the side that was taken first.
    pub before: VoiceView,
    /// The latest words on the other side.
    pub after: VoiceView,
}

/// The gap between two sides on an issue.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct GapView {
    /// The issue.
    pub issue: NameRef,
    /// The two sides.
    pub between: [NameRef; 2],
    /// The gap on each day on which it changed.
    pub points: Vec<GapPointView>,
}

/// The gap on a day.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct GapPointView {
    /// The day.
    pub day: String,
    /// The mean distance of the latest stances, from 0, where they are the same, to 1.
    pub distance: f64,
    /// On how many propositions of the issue both have spoken.
    pub propositions: u64,
    /// Which way the gap goes.
    pub trend: Option<Trend>,
}

/// A move on its line.
struct Step<'a> {
    line: &'a Line,
    step: Move,
    repeated: u64,
}

impl Step<'_> {
    /// The day, undated ones last, then what does not depend on the order of adding.
    fn order(&self) -> (bool, Option<&str>, &str, &str) {
        let day = self.line.entries.get(self.step.entry);
        let day = day.and_then(|entry| entry.day.as_deref());
        (day.is_none(), day, &self.line.party, &self.line.proposition)
    }
}

impl Record {
    /// Tells what moved.
    ///
    /// # Errors
    ///
    /// Where no such party or issue is known, or the record cannot be read.
    pub async fn moves(&self, query: &MoveQuery) -> Result<MovePage, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let in_force = self.in_force(&mut snapshot).await?;
        let codebook = in_force.codebook();
        let groups = who::groups(self, &mut snapshot).await?;
        let all = lines(self, &mut snapshot).await?;
        let chosen = Chosen::of(
            codebook,
            &all,
            query.issue.as_deref(),
            query.party.as_deref(),
        )?;
        let asked: Vec<&Line> = all.iter().filter(|line| chosen.holds(line)).collect();
        let mut counts = MoveCounts::default();
        let mut found = Vec::new();
        for line in &asked {
            for step in steps(line).into_iter().filter(|step| query.in_time(step)) {
                counts.count(step.step.kind);
                if query.all || step.step.kind != MoveKind::Repeated {
                    found.push(step);
                }
            }
        }
        found.sort_by(|one, other| one.order().cmp(&other.order()));
        let total = found.len() as u64;
        let limit = query.limit.map_or(usize::MAX, |limit| limit as usize);
        let mut drawn = Drawn {
            voices: Voices::new(&groups),
            codebook,
            chosen: &chosen,
        };
        let mut shown = Vec::new();
        for step in found.iter().skip(query.offset as usize).take(limit) {
            shown.extend(drawn.movement(&mut snapshot, step).await?);
        }
        let contradictions = drawn
            .contradictions(&mut snapshot, &groups, &asked, query, &found, limit)
            .await?;
        Ok(MovePage {
            total,
            counts,
            moves: shown,
            contradictions,
            gaps: gaps(codebook, &all, &chosen, query),
        })
    }
}

/// Draws the latest moves that have a day, the latest first; first stances are none.
pub(in crate::record) async fn latest_moves(
    snapshot: &mut Snapshot,
    groups: &Groups,
    codebook: Option<&Codebook>,
    lines: &[Line],
    most: usize,
) -> Result<Vec<MoveView>, Error> {
    let chosen = Chosen::of(codebook, lines, None, None)?;
    let moved = |step: &Step<'_>| !matches!(step.step.kind, MoveKind::First | MoveKind::Repeated);
    let found = lines.iter().flat_map(steps).filter(moved);
    let mut found: Vec<Step<'_>> = found.collect();
    found.sort_by(|one, other| one.order().cmp(&other.order()));
    let mut drawn = Drawn {
        voices: Voices::new(groups),
        codebook,
        chosen: &chosen,
    };
    let mut latest = Vec::new();
    for step in found.iter().rev() {
        if latest.len() == most {
            break;
        }
        let view = drawn.movement(snapshot, step).await?;
        latest.extend(view.filter(|view| view.date.is_some()));
    }
    Ok(latest)
}

impl MoveQuery {
    fn in_time(&self, step: &Step<'_>) -> bool {
        let day = step.line.entries.get(step.step.entry);
        self.holds(day.and_then(|entry| entry.day.as_deref()))
    }

    fn holds(&self, day: Option<&str>) -> bool {
        let from = self.from.as_ref().and_then(Edtf::first_day);
        let to = self.to.as_ref().and_then(Edtf::last_day);
        match day {
            None => self.from.is_none() && self.to.is_none(),
            Some(day) => {
                from.is_none_or(|from| day >= from.as_str())
                    && to.is_none_or(|to| day <= to.as_str())
            }
        }
    }
}

impl MoveCounts {
    fn count(&mut self, kind: MoveKind) {
        *match kind {
            MoveKind::First => &mut self.first,
            MoveKind::Repeated => &mut self.repeated,
            MoveKind::Softened => &mut self.softened,
            MoveKind::Hardened => &mut self.hardened,
            MoveKind::Reversed => &mut self.reversed,
        } += 1;
    }
}

/// The moves of a line, each with the number of repetitions that follow.
fn steps(line: &Line) -> Vec<Step<'_>> {
    let mut steps: Vec<Step<'_>> = Vec::new();
    let mut following = 0;
    for step in moves(&line.entries).into_iter().rev() {
        steps.push(Step {
            line,
            step,
            repeated: following,
        });
        following = if step.kind == MoveKind::Repeated {
            following + 1
        } else {
            0
        };
    }
    steps.reverse();
    steps
}

/// Everything that views of moves are drawn from.
struct Drawn<'a> {
    voices: Voices<'a>,
    codebook: Option<&'a Codebook>,
    chosen: &'a Chosen,
}

impl Drawn<'_> {
    async fn movement(
        &mut self,
        snapshot: &mut Snapshot,
        Step {
            line,
            step,
            repeated,
        }: &Step<'_>,
    ) -> Result<Option<MoveView>, Error> {
        let Some((entry, proposition)) = line
            .entries
            .get(step.entry)
            .zip(self.chosen.proposition(&line.proposition))
        else {
            return Ok(None);
        };
        let former = step.from.and_then(|from| line.entries.get(from));
        let after = self.voices.heard(snapshot, line.number, entry).await?;
        let before = match former {
            Some(former) => Some(self.voices.heard(snapshot, line.number, former).await?),
            None => None,
        };
        let same_speaker = before.as_ref().is_some_and(|before| {
            let people = before.speakers.iter();
            let mut people = people.filter(|speaker| !is_party(self.codebook, speaker));
            people.any(|speaker| after.speakers.contains(speaker))
        });
        let contradicts = match (step.kind, former) {
            (MoveKind::Reversed, _) if same_speaker => Some(Slip::Speaker),
            (MoveKind::Reversed, Some(former)) if soon(former, entry) => Some(Slip::Side),
            _ => None,
        };
        let told = after.best.as_ref().and_then(|voice| voice.date.clone());
        let date = if entry.is_plain() {
            entry.day.clone()
        } else {
            told
        };
        Ok(Some(MoveView {
            party: self.party(&line.party),
            proposition: proposition.clone(),
            date,
            kind: step.kind,
            from: former.map(|former| former.stance),
            stance: entry.stance,
            repeated: *repeated,
            publishers: after.publishers,
            contradicts,
            before: before.and_then(|before| before.best),
            after: after.best,
        }))
    }

    /// Finds the speakers whose latest words for a proposition and latest words against it are both
    /// on record, and the sides that reversed within a week by other speakers; at most `limit` of
    /// each.
    async fn contradictions(
        &mut self,
        snapshot: &mut Snapshot,
        groups: &Groups,
        asked: &[&Line],
        query: &MoveQuery,
        found: &[Step<'_>],
        limit: usize,
    ) -> Result<Vec<Contradiction>, Error> {
        let mut contradictions = Vec::new();
        for line in asked.iter().filter(|line| is_torn(line)) {
            let most = limit - contradictions.len();
            if most == 0 {
                break;
            }
            let torn = self.torn_speakers(snapshot, groups, line, query, most);
            contradictions.extend(torn.await?);
        }
        for step in found.iter().filter(|step| reverses_soon(step)).take(limit) {
            let Some(view) = self.movement(snapshot, step).await? else {
                continue;
            };
            if let (Some(Slip::Side), Some(before), Some(after)) =
                (view.contradicts, view.before, view.after)
            {
                contradictions.push(Contradiction {
                    by: Slip::Side,
                    party: view.party,
                    speaker: None,
                    proposition: view.proposition,
                    before,
                    after,
                });
            }
        }
        contradictions.sort_by(|one, other| one.order().cmp(&other.order()));
        Ok(contradictions)
    }

    /// Finds those who have spoken both for and against the proposition of a line, in the order of
    /// their ids: at most so many.
    async fn torn_speakers(
        &mut self,
        snapshot: &mut Snapshot,
        groups: &Groups,
        line: &Line,
        query: &MoveQuery,
        most: usize,
    ) -> Result<Vec<Contradiction>, Error> {
        let Some(proposition) = self.chosen.proposition(&line.proposition).cloned() else {
            return Ok(Vec::new());
        };
        let mut by_speaker: BTreeMap<NameKey, Sides> = BTreeMap::new();
        for row in snapshot.speaker_sides(line.number).await? {
            if let Some(name) = name_of(groups, self.codebook, &row) {
                by_speaker.entry(name).or_default().take(row);
            }
        }
        let mut found = Vec::new();
        for (name, sides) in by_speaker {
            if found.len() == most {
                break;
            }
            let latest = sides.latest(snapshot, line.number, &mut self.voices);
            let Some((before, after)) = latest.await? else {
                continue;
            };
            if query.holds(after.date.as_deref()) {
                found.push(Contradiction {
                    by: Slip::Speaker,
                    party: self.party(&line.party),
                    speaker: Some(name.into()),
                    proposition: proposition.clone(),
                    before,
                    after,
                });
            }
        }
        Ok(found)
    }

    fn party(&self, id: &str) -> NameRef {
        NameRef {
            id: id.to_owned(),
            name: party_name(self.codebook, id),
        }
    }
}

impl Contradiction {
    fn order(&self) -> (&Option<String>, &str, &str, Slip, Option<&str>) {
        let speaker = self.speaker.as_ref().map(|speaker| speaker.id.as_str());
        (
            &self.after.date,
            &self.party.id,
            &self.proposition.id,
            self.by,
            speaker,
        )
    }
}

/// Says whether a line has words for its proposition and words against it.
fn is_torn(line: &Line) -> bool {
    let on = |stance| line.entries.iter().any(|entry| entry.stance == stance);
    on(Stance::For) && on(Stance::Against)
}

fn reverses_soon(Step { line, step, .. }: &Step<'_>) -> bool {
    let entries = &line.entries;
    let former = step.from.and_then(|from| entries.get(from));
    step.kind == MoveKind::Reversed
        && former
            .zip(entries.get(step.entry))
            .is_some_and(|(former, entry)| soon(former, entry))
}

/// Id and name of a speaker.
type NameKey = (String, String);

impl From<NameKey> for NameRef {
    fn from((id, name): NameKey) -> Self {
        Self { id, name }
    }
}

/// Who a speaker is; `None` where it is no person or body but the party itself, which changes its
/// mind and does not contradict itself.
fn name_of(groups: &Groups, codebook: Option<&Codebook>, row: &SidesRow) -> Option<NameKey> {
    let (article, _) = row.in_favour.or(row.against)?;
    let place = row.naming.and_then(|naming| groups.bearer(naming, article));
    let name = match place.and_then(|place| groups.get(place)) {
        Some(entity) => (entity.id.clone(), entity.name.clone()),
        None => (row.speaker.clone(), row.speaker.clone()),
    };
    (!is_party(codebook, &name.0)).then_some(name)
}

/// The latest words of one speaker on either side of a proposition, in whatever spellings.
#[derive(Default)]
struct Sides {
    in_favour: BTreeSet<StatementPlace>,
    against: BTreeSet<StatementPlace>,
}

impl Sides {
    fn take(&mut self, row: SidesRow) {
        self.in_favour.extend(row.in_favour);
        self.against.extend(row.against);
    }

    /// The latest statements on both sides, the earlier one first.
    async fn latest(
        &self,
        snapshot: &mut Snapshot,
        line: LineNumber,
        voices: &mut Voices<'_>,
    ) -> Result<Option<(VoiceView, VoiceView)>, Error> {
        if self.in_favour.is_empty() || self.against.is_empty() {
            return Ok(None);
        }
        let mut latest = Vec::new();
        for places in [&self.against, &self.in_favour] {
            let mut rows = Vec::new();
            for place in places {
                rows.extend(snapshot.voice(line, *place).await?);
            }
            latest.extend(rows.into_iter().max_by(|one, other| {
                let key = |row: &rapporteur_record::VoiceRow| row.statement.day.clone();
                key(one).cmp(&key(other))
            }));
        }
        latest.sort_by(|one, other| one.statement.day.cmp(&other.statement.day));
        let mut latest = latest.into_iter();
        let (Some(before), Some(after)) = (latest.next(), latest.next()) else {
            return Ok(None);
        };
        Ok(Some((
            voices.view(snapshot, before).await?,
            voices.view(snapshot, after).await?,
        )))
    }
}

/// The gap between each two sides on each issue asked about.
fn gaps(
    codebook: Option<&Codebook>,
    all: &[Line],
    chosen: &Chosen,
    query: &MoveQuery,
) -> Vec<GapView> {
    let sides = sides(codebook);
    let issues = codebook.into_iter().flat_map(|codebook| &codebook.issues);
    let mut gaps = Vec::new();
    for issue in issues {
        let histories = |party: &str| {
            let of_party = all.iter().filter(|line| line.party == party);
            let of_issue = of_party.filter(|line| {
                let ids = issue.propositions.iter().map(|proposition| &proposition.id);
                ids.into_iter().any(|id| *id == line.proposition)
                    && chosen.proposition(&line.proposition).is_some()
            });
            of_issue
                .map(|line| (line.proposition.as_str(), line.entries.as_slice()))
                .collect()
        };
        for (place, one) in sides.iter().enumerate() {
            for other in sides.iter().skip(place + 1) {
                let party = chosen.party.as_deref();
                if party.is_some_and(|party| party != *one && party != *other) {
                    continue;
                }
                let points = gap(&histories(one), &histories(other));
                let points = points
                    .into_iter()
                    .filter(|point| query.holds(Some(&point.day)));
                let points: Vec<GapPointView> = points
                    .map(|point| GapPointView {
                        day: point.day,
                        distance: point.distance,
                        propositions: point.propositions as u64,
                        trend: point.trend,
                    })
                    .collect();
                if !points.is_empty() {
                    let name = |id: &str| NameRef {
                        id: id.to_owned(),
                        name: party_name(codebook, id),
                    };
                    gaps.push(GapView {
                        issue: NameRef {
                            id: issue.id.clone(),
                            name: issue.name.clone(),
                        },
                        between: [name(one), name(other)],
                        points,
                    });
                }
            }
        }
    }
    gaps
}
