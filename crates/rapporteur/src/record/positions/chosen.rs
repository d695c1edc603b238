//! Which parties, issues and propositions a question is about.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_core::{Codebook, Issue, PartyRole};
use rapporteur_record::Snapshot;
use serde::Serialize;

use super::Line;
use crate::error::{Error, ErrorKind};
use crate::nearest;
use crate::record::names::NameRef;
use crate::record::{party_name, search};

/// A proposition with the issue that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PropositionRef {
    /// Its id.
    pub id: String,
    /// The sentence; the id where the codebook does not know it.
    pub text: String,
    /// The issue; null where the codebook does not know the proposition.
    pub issue: Option<NameRef>,
}

impl PropositionRef {
    /// Finds a proposition of the codebook by its id.
    pub(in crate::record) fn of(codebook: Option<&Codebook>, id: &str) -> Self {
        let issues = codebook.into_iter().flat_map(|codebook| &codebook.issues);
        let found = issues.into_iter().find_map(|issue| {
            let mut propositions = issue.propositions.iter();
            let proposition = propositions.find(|proposition| proposition.id == id)?;
            Some((issue, proposition))
        });
        Self {
            id: id.to_owned(),
            text: found.map_or_else(
                || id.to_owned(),
                |(_, proposition)| proposition.text.clone(),
            ),
            issue: found.map(|(issue, _)| NameRef {
                id: issue.id.clone(),
                name: issue.name.clone(),
            }),
        }
    }
}

/// Which propositions and parties are asked about.
pub(super) struct Chosen {
    /// In the order of the codebook; those that it does not know come last.
    pub(super) propositions: Vec<PropositionRef>,
    pub(super) party: Option<String>,
}

impl Chosen {
    /// Finds what is meant by an issue, by id or name, or a proposition, by id; and by a party, by id
    /// or name.
    pub(super) fn of(
        codebook: Option<&Codebook>,
        lines: &[Line],
        issue: Option<&str>,
        party: Option<&str>,
    ) -> Result<Self, Error> {
        let spoken = lines.iter().map(|line| line.proposition.as_str());
        let mut propositions = propositions(codebook, spoken.collect());
        if let Some(typed) = issue {
            propositions = meant(propositions, typed)?;
        }
        let party = party
            .map(|typed| party_of(codebook, lines, typed))
            .transpose()?;
        Ok(Self {
            propositions,
            party,
        })
    }

    /// Says whether the line is asked about.
    pub(super) fn holds(&self, line: &Line) -> bool {
        self.party.as_ref().is_none_or(|party| *party == line.party)
            && self.proposition(&line.proposition).is_some()
    }

    /// Finds a proposition among those asked about.
    pub(super) fn proposition(&self, id: &str) -> Option<&PropositionRef> {
        self.propositions
            .iter()
            .find(|proposition| proposition.id == id)
    }
}

/// Finds the id of a party that is in the codebook or on the record.
pub(in crate::record) fn party_of(
    codebook: Option<&Codebook>,
    lines: &[Line],
    typed: &str,
) -> Result<String, Error> {
    let id = search::party_id(codebook, typed);
    let listed = codebook.into_iter().flat_map(|codebook| &codebook.parties);
    let mut known: BTreeSet<&str> = listed.map(|party| party.id.as_str()).collect();
    known.extend(lines.iter().map(|line| line.party.as_str()));
    if known.contains(id.as_str()) {
        return Ok(id);
    }
    let error = Error::new(
        ErrorKind::NotFound,
        format!("no party {typed:?} takes a position"),
    );
    let near = nearest(typed, known.iter().copied());
    Err(error.with_hint(match near {
        Some(near) => format!("did you mean {near}?"),
        None => format!(
            "there are: {}",
            known.into_iter().collect::<Vec<_>>().join(", ")
        ),
    }))
}

/// The ids of the propositions that are meant by an issue, by id or name, or a proposition, by id.
pub(in crate::record) async fn propositions_on(
    snapshot: &mut Snapshot,
    codebook: Option<&Codebook>,
    typed: &str,
) -> Result<BTreeSet<String>, Error> {
    let spoken = snapshot.propositions().await?;
    let spoken = spoken.iter().map(String::as_str).collect();
    let meant = meant(propositions(codebook, spoken), typed)?;
    Ok(meant.into_iter().map(|meant| meant.id).collect())
}

/// Finds a proposition of the codebook, or one that was spoken on, by its id.
pub(super) async fn proposition_of(
    snapshot: &mut Snapshot,
    codebook: Option<&Codebook>,
    id: &str,
) -> Result<PropositionRef, Error> {
    let spoken = snapshot.propositions().await?;
    let spoken = spoken.iter().map(String::as_str).collect();
    let known = propositions(codebook, spoken);
    let found = known.iter().find(|proposition| proposition.id == id);
    found.cloned().ok_or_else(|| no_issue(id, &known))
}

fn meant(known: Vec<PropositionRef>, typed: &str) -> Result<Vec<PropositionRef>, Error> {
    let same = |text: &str| text.to_lowercase() == typed.to_lowercase();
    let (meant, other): (Vec<_>, Vec<_>) = known.into_iter().partition(|proposition| {
        let issue = proposition.issue.as_ref();
        same(&proposition.id) || issue.is_some_and(|issue| same(&issue.id) || same(&issue.name))
    });
    if meant.is_empty() {
        return Err(no_issue(typed, &other));
    }
    Ok(meant)
}

fn no_issue(typed: &str, propositions: &[PropositionRef]) -> Error {
    let issues = propositions.iter().filter_map(|known| known.issue.as_ref());
    let issues: BTreeSet<&str> = issues.map(|issue| issue.id.as_str()).collect();
    let ids = propositions.iter().map(|known| known.id.as_str());
    let near = nearest(typed, issues.iter().copied().chain(ids));
    let message = format!("no issue or proposition {typed:?} is in the codebook or on the record");
    Error::new(ErrorKind::NotFound, message).with_hint(match near {
        Some(near) => format!("did you mean {near}?"),
        None if issues.is_empty() => {
            "propositions come from a codebook: `rapporteur reread --codebook FILE.toml`".to_owned()
        }
        None => format!(
            "there are: {}",
            issues.into_iter().collect::<Vec<_>>().join(", ")
        ),
    })
}

/// The propositions of the codebook, then those that were spoken on without being in it.
fn propositions(codebook: Option<&Codebook>, spoken: BTreeSet<&str>) -> Vec<PropositionRef> {
    let of = |issue: &Issue| {
        let name = NameRef {
            id: issue.id.clone(),
            name: issue.name.clone(),
        };
        let propositions = issue.propositions.iter();
        let told = propositions.map(move |proposition| PropositionRef {
            id: proposition.id.clone(),
            text: proposition.text.clone(),
            issue: Some(name.clone()),
        });
        told.collect::<Vec<_>>()
    };
    let issues = codebook.into_iter().flat_map(|codebook| &codebook.issues);
    let mut known: Vec<PropositionRef> = issues.flat_map(of).collect();
    let listed: BTreeSet<&str> = known.iter().map(|known| known.id.as_str()).collect();
    let unlisted: Vec<_> = spoken
        .difference(&listed)
        .map(|id| PropositionRef {
            id: (*id).to_owned(),
            text: (*id).to_owned(),
            issue: None,
        })
        .collect();
    known.extend(unlisted);
    known
}

/// The parties that have a row: every side, and whoever else takes a position, in the order of the
/// codebook, then by id.
pub(super) fn parties(codebook: Option<&Codebook>, lines: &[&Line]) -> Vec<NameRef> {
    let mut speaking: BTreeMap<&str, bool> = BTreeMap::new();
    for line in lines {
        speaking.insert(&line.party, true);
    }
    let listed = codebook.into_iter().flat_map(|codebook| &codebook.parties);
    let mut shown: Vec<&str> = listed
        .filter(|party| party.role == PartyRole::Side || speaking.contains_key(party.id.as_str()))
        .map(|party| party.id.as_str())
        .collect();
    let rest = speaking.into_keys().filter(|id| !shown.contains(id));
    let rest: Vec<&str> = rest.collect();
    shown.extend(rest);
    shown
        .into_iter()
        .map(|id| NameRef {
            id: id.to_owned(),
            name: party_name(codebook, id),
        })
        .collect()
}
