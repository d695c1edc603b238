//! A network as a view: nodes and ties.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rapporteur_core::Stance;
use serde::Serialize;

use super::choice::{
    Duplicates, NetworkMode, NetworkOptions, NetworkType, Normalisation, QualifierUse,
};
use super::duplicates::kept;
use super::tally::Tally;
use super::weights::{Ties, one_mode, two_mode};

/// A position, as a network needs it: what Discourse Network Analyzer calls a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stated {
    /// The id of who takes it: a party or a person.
    pub(crate) actor: String,
    /// The id of the proposition.
    pub(crate) proposition: String,
    /// On which side.
    pub(crate) stance: Stance,
    /// When.
    pub(crate) day: Option<Date>,
    /// The number of the article.
    pub(crate) document: i64,
}

/// What is known of actors and propositions beside what they say, by their ids.
#[derive(Debug, Clone, Default)]
pub(crate) struct Labels {
    pub(crate) actors: BTreeMap<String, Label>,
    pub(crate) propositions: BTreeMap<String, Label>,
}

/// What a node is called, and what it belongs to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Label {
    pub(crate) name: String,
    pub(crate) party: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) issue: Option<String>,
}

/// A network of actors, of propositions or of both.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NetworkView {
    /// What ties the nodes.
    #[serde(rename = "type")]
    pub network: NetworkType,
    /// What the stances do; null where the nodes are of one mode.
    pub qualifier: Option<QualifierUse>,
    /// What weights are divided by.
    pub normalisation: Normalisation,
    /// Within what the same position of the same actor counts once.
    pub duplicates: Duplicates,
    /// The first day that counts.
    pub from: Option<String>,
    /// The last day that counts.
    pub to: Option<String>,
    /// How many positions count.
    pub positions: u64,
    /// The nodes: actors first, each mode by name.
    pub nodes: Vec<NetworkNode>,
    /// The ties that weigh anything, in the order of their nodes. Where the nodes are of two modes,
    /// from actor to proposition; else each pair once.
    pub edges: Vec<NetworkEdge>,
}

/// An actor or a proposition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NetworkNode {
    /// The id: of the party, the person or the proposition.
    pub id: String,
    /// The name to show; of a proposition its sentence.
    pub name: String,
    /// What it is.
    pub mode: NetworkMode,
    /// The id of the party that a person speaks for, or of the party itself.
    pub party: Option<String>,
    /// The part that the party plays in the process.
    pub role: Option<String>,
    /// The name of the issue that a proposition belongs to.
    pub issue: Option<String>,
    /// How many positions it takes, or are taken on it.
    pub frequency: u32,
    /// The first day of these.
    pub first: Option<String>,
    /// The last day of these.
    pub last: Option<String>,
}

/// A tie.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NetworkEdge {
    /// The id of the first node.
    pub source: String,
    /// The id of the second.
    pub target: String,
    /// How much it weighs.
    pub weight: f64,
    /// The days on which it was made, as far as they are known.
    pub days: Vec<String>,
    /// The places of both among the nodes.
    #[serde(skip)]
    pub ends: (usize, usize),
}

/// Draws the network of positions.
pub(crate) fn network(stated: &[Stated], labels: &Labels, options: &NetworkOptions) -> NetworkView {
    let kept: Vec<&Stated> = kept(stated, options)
        .into_iter()
        .filter_map(|place| stated.get(place))
        .collect();
    let shown: Vec<&Stated> = match options.isolates {
        true => stated.iter().collect(),
        false => kept.clone(),
    };
    let actors = nodes(NetworkMode::Actor, &shown, &kept, labels);
    let propositions = nodes(NetworkMode::Proposition, &shown, &kept, labels);
    let (rows, columns) = match (options.network, options.of) {
        (NetworkType::TwoMode, _) | (_, NetworkMode::Actor) => (actors, propositions),
        (_, NetworkMode::Proposition) => (propositions, actors),
    };
    let tally = tally(&kept, &rows, &columns);
    let two = options.network == NetworkType::TwoMode;
    let by = options.normalisation;
    let ties = match two {
        true => two_mode(&tally, options.qualifier, by),
        false => one_mode(&tally, options.network, by),
    };
    let edges = edges(ties, &rows, if two { &columns } else { &rows }, two);
    NetworkView {
        network: options.network,
        qualifier: two.then_some(options.qualifier),
        normalisation: by,
        duplicates: options.duplicates,
        from: options.from.map(|day| day.to_string()),
        to: options.to.map(|day| day.to_string()),
        positions: kept.len() as u64,
        nodes: match two {
            true => rows.into_iter().chain(columns).collect(),
            false => rows,
        },
        edges,
    }
}

fn id_of(mode: NetworkMode, one: &Stated) -> &String {
    match mode {
        NetworkMode::Actor => &one.actor,
        NetworkMode::Proposition => &one.proposition,
    }
}

fn nodes(
    mode: NetworkMode,
    shown: &[&Stated],
    kept: &[&Stated],
    labels: &Labels,
) -> Vec<NetworkNode> {
    let mut said: BTreeMap<&String, (u32, BTreeSet<Date>)> = BTreeMap::new();
    for one in shown {
        said.entry(id_of(mode, one)).or_default();
    }
    for one in kept {
        let (frequency, days) = said.entry(id_of(mode, one)).or_default();
        *frequency += 1;
        days.extend(one.day);
    }
    let labels = match mode {
        NetworkMode::Actor => &labels.actors,
        NetworkMode::Proposition => &labels.propositions,
    };
    let mut nodes: Vec<NetworkNode> = said
        .into_iter()
        .map(|(id, (frequency, days))| {
            let label = labels.get(id).cloned().unwrap_or_default();
            NetworkNode {
                id: id.clone(),
                name: if label.name.is_empty() {
                    id.clone()
                } else {
                    label.name
                },
                mode,
                party: label.party,
                role: label.role,
                issue: label.issue,
                frequency,
                first: days.first().map(Date::to_string),
                last: days.last().map(Date::to_string),
            }
        })
        .collect();
    nodes.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
    nodes
}

/// The places of nodes, by what they are.
fn places(nodes: &[NetworkNode]) -> BTreeMap<(NetworkMode, &str), usize> {
    let numbered = nodes.iter().enumerate();
    numbered
        .map(|(place, node)| ((node.mode, node.id.as_str()), place))
        .collect()
}

fn tally(kept: &[&Stated], rows: &[NetworkNode], columns: &[NetworkNode]) -> Tally {
    let (row_places, column_places) = (places(rows), places(columns));
    let mut tally = Tally::new();
    for one in kept {
        let keys = [NetworkMode::Actor, NetworkMode::Proposition]
            .map(|mode| (mode, id_of(mode, one).as_str()));
        let row = keys.iter().find_map(|key| row_places.get(key));
        let column = keys.iter().find_map(|key| column_places.get(key));
        if let (Some(row), Some(column)) = (row, column) {
            let cells = tally.entry(*row).or_default();
            cells.entry(*column).or_default().add(one.stance, one.day);
        }
    }
    tally
}

/// The ties that weigh anything; `ends` counts the nodes of both modes through.
fn edges(ties: Ties, rows: &[NetworkNode], columns: &[NetworkNode], two: bool) -> Vec<NetworkEdge> {
    let behind = if two { rows.len() } else { 0 };
    ties.into_iter()
        .filter(|(_, tie)| tie.weight != 0.0)
        .filter_map(|((row, column), tie)| {
            Some(NetworkEdge {
                source: rows.get(row)?.id.clone(),
                target: columns.get(column)?.id.clone(),
                weight: tie.weight,
                days: tie.days.iter().map(Date::to_string).collect(),
                ends: (row, behind + column),
            })
        })
        .collect()
}
