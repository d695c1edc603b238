//! The table of parties by propositions.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rapporteur_core::{Codebook, Edtf, Stance};
use rapporteur_record::Snapshot;
use serde::Serialize;

use super::chosen::{Chosen, PropositionRef, parties, party_of};
use super::voices::{VoiceView, Voices};
use super::{Line, latest_day, lines};
use crate::error::{Error, ErrorKind};
use crate::positions::until;
use crate::record::names::NameRef;
use crate::record::{Record, who};

/// Which positions are wanted; what is not given does not matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PositionsQuery {
    /// As they were at the end of this day.
    pub at: Option<Edtf>,
    /// Only of the party with this id or name.
    pub party: Option<String>,
    /// Only on the issue with this id or name, or the proposition with this id.
    pub issue: Option<String>,
    /// Only of these two parties, side by side.
    pub between: Option<(String, String)>,
}

/// Where the parties stand.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PositionsView {
    /// The name of the process.
    pub process: Option<String>,
    /// The day on which the parties stand so; null where no position has a day.
    pub at: Option<String>,
    /// The parties, in the order of the codebook.
    pub parties: Vec<NameRef>,
    /// The issues, in the order of the codebook.
    pub issues: Vec<IssueStandings>,
}

/// Where the parties stand on an issue.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct IssueStandings {
    /// The issue; null for propositions that the codebook does not know.
    pub issue: Option<NameRef>,
    /// Its propositions.
    pub propositions: Vec<PropositionStandings>,
}

/// Where the parties stand on a proposition.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PropositionStandings {
    /// Its id.
    pub id: String,
    /// The sentence.
    pub text: String,
    /// The parties that have spoken.
    pub standings: Vec<StandingView>,
    /// The parties that have not.
    pub open: Vec<NameRef>,
    /// How two parties stand to each other, where two are asked for.
    pub between: Option<Beside>,
}

/// Where a party stands on a proposition.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct StandingView {
    /// The party.
    pub party: NameRef,
    /// Its latest stance.
    pub stance: Stance,
    /// The day on which it was last taken; null where nobody knows.
    pub date: Option<String>,
    /// The day since which the party has held it, as far as the record tells.
    pub since: Option<String>,
    /// How many days before `at` it was last taken.
    pub age: Option<i64>,
    /// On how many days it was taken since.
    pub times: u64,
    /// How many publishers have told it since, independently of each other.
    pub publishers: u64,
    /// Whether there may be more of them, since only the latest statements were looked at.
    pub at_least: bool,
    /// A statement that takes it on that day.
    pub statement: Option<VoiceView>,
}

/// How two parties stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Beside {
    /// Both are for, or both against.
    Agree,
    /// One is for and one against.
    Differ,
    /// One or both wait for something else first.
    Wait,
    /// One or both have not spoken.
    Open,
}

impl Record {
    /// Draws up the table of parties by propositions: the latest stance of each.
    ///
    /// # Errors
    ///
    /// Where no such party or issue is known, or the record cannot be read.
    pub async fn positions(&self, query: &PositionsQuery) -> Result<PositionsView, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let in_force = self.in_force(&mut snapshot).await?;
        let codebook = in_force.codebook();
        let groups = who::groups(self, &mut snapshot).await?;
        let all = lines(self, &mut snapshot).await?;
        let at = query.at.as_ref().and_then(Edtf::last_day);
        let day = at.clone().or_else(|| latest_day(&all).map(str::to_owned));
        let chosen = Chosen::of(
            codebook,
            &all,
            query.issue.as_deref(),
            query.party.as_deref(),
        )?;
        let between = query.between.as_ref();
        let between = between
            .map(|(one, other)| two(codebook, &all, one, other))
            .transpose()?;
        let spoken: Vec<&Line> = all
            .iter()
            .filter(|line| until(&line.entries, at.as_deref()) > 0)
            .collect();
        let mut shown = parties(codebook, &spoken);
        if let Some(party) = &chosen.party {
            shown.retain(|known| known.id == *party);
        }
        if let Some(pair) = &between {
            shown.retain(|known| pair.contains(&known.id));
            shown.sort_by_key(|known| pair.iter().position(|id| *id == known.id));
        }
        let by_place: BTreeMap<(&str, &str), &Line> = spoken
            .iter()
            .map(|line| ((line.party.as_str(), line.proposition.as_str()), *line))
            .collect();
        let mut voices = Voices::new(&groups);
        let mut issues: Vec<IssueStandings> = Vec::new();
        for proposition in &chosen.propositions {
            let mut standings = Vec::new();
            let mut open = Vec::new();
            for party in &shown {
                let line = by_place.get(&(party.id.as_str(), proposition.id.as_str()));
                let standing = match line {
                    Some(line) => {
                        let entries = until(&line.entries, at.as_deref());
                        standing(
                            &mut snapshot,
                            &mut voices,
                            line,
                            entries,
                            party,
                            day.as_deref(),
                        )
                        .await?
                    }
                    None => None,
                };
                match standing {
                    Some(standing) => standings.push(standing),
                    None => open.push(party.clone()),
                }
            }
            if standings.is_empty() && proposition.issue.is_none() {
                continue;
            }
            let between = between.as_ref().map(|_| beside(&standings));
            enter(&mut issues, proposition, standings, open, between);
        }
        Ok(PositionsView {
            process: codebook.and_then(|codebook| codebook.process.name.clone()),
            at: day,
            parties: shown,
            issues,
        })
    }
}

/// Puts a proposition under its issue, which is the last one or new.
fn enter(
    issues: &mut Vec<IssueStandings>,
    proposition: &PropositionRef,
    standings: Vec<StandingView>,
    open: Vec<NameRef>,
    between: Option<Beside>,
) {
    let entry = PropositionStandings {
        id: proposition.id.clone(),
        text: proposition.text.clone(),
        standings,
        open,
        between,
    };
    match issues.last_mut() {
        Some(last) if last.issue == proposition.issue => last.propositions.push(entry),
        _ => issues.push(IssueStandings {
            issue: proposition.issue.clone(),
            propositions: vec![entry],
        }),
    }
}

fn two(
    codebook: Option<&Codebook>,
    lines: &[Line],
    one: &str,
    other: &str,
) -> Result<[String; 2], Error> {
    let pair = [
        party_of(codebook, lines, one)?,
        party_of(codebook, lines, other)?,
    ];
    if pair[0] == pair[1] {
        let message = format!("{one:?} and {other:?} are the same party");
        return Err(Error::new(ErrorKind::Input, message).with_hint("name two"));
    }
    Ok(pair)
}

/// The latest stance among the first entries of a line.
async fn standing(
    snapshot: &mut Snapshot,
    voices: &mut Voices<'_>,
    line: &Line,
    entries: usize,
    party: &NameRef,
    at: Option<&str>,
) -> Result<Option<StandingView>, Error> {
    let entries = line.entries.get(..entries).unwrap_or_default();
    let Some(last) = entries.last() else {
        return Ok(None);
    };
    let run = entries
        .iter()
        .rev()
        .take_while(|entry| entry.stance == last.stance);
    let (mut times, mut positions, mut since) = (0, 0, last);
    for entry in run {
        times += 1;
        positions += entry.positions;
        since = entry;
    }
    let (from, to) = (since.day.clone(), last.day.clone());
    let (publishers, all) = Voices::publishers(
        snapshot,
        line.number,
        last.stance,
        from.clone(),
        to,
        positions,
    )
    .await?;
    let heard = voices.heard(snapshot, line.number, last).await?;
    let told = heard.best.as_ref().and_then(|voice| voice.date.clone());
    Ok(Some(StandingView {
        party: party.clone(),
        stance: last.stance,
        age: at
            .zip(last.day.as_deref())
            .and_then(|(at, day)| days(day, at)),
        date: if last.is_plain() {
            last.day.clone()
        } else {
            told
        },
        since: from,
        times,
        publishers,
        at_least: !all,
        statement: heard.best,
    }))
}

/// How many days lie between two days.
fn days(from: &str, to: &str) -> Option<i64> {
    let (from, to): (Date, Date) = (from.parse().ok()?, to.parse().ok()?);
    Some(i64::from(from.until(to).ok()?.get_days()))
}

fn beside(standings: &[StandingView]) -> Beside {
    match standings {
        [one, other] => match (one.stance, other.stance) {
            (Stance::Conditional, _) | (_, Stance::Conditional) => Beside::Wait,
            (one, other) if one == other => Beside::Agree,
            _ => Beside::Differ,
        },
        _ => Beside::Open,
    }
}
