//! Networks as tables: the matrix, and the list of ties.

use std::collections::BTreeMap;

use super::choice::{NetworkMode, NetworkType};
use super::graph::{NetworkNode, NetworkView};

impl NetworkMode {
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::Proposition => "proposition",
        }
    }

    pub(super) fn is_proposition(self) -> bool {
        self == Self::Proposition
    }
}

/// Returns the matrix of weights, row by row; the first row and the first column hold the ids of the
/// nodes. Where the nodes are of one mode it is square and symmetric, with nothing on the diagonal.
#[must_use]
pub fn matrix(network: &NetworkView) -> Vec<Vec<String>> {
    let nodes = || network.nodes.iter().enumerate();
    let two = network.network == NetworkType::TwoMode;
    let (rows, columns): (Vec<_>, Vec<_>) = match two {
        true => nodes().partition(|(_, node)| node.mode == NetworkMode::Actor),
        false => (nodes().collect(), nodes().collect()),
    };
    let mut weights: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for edge in &network.edges {
        let (source, target) = edge.ends;
        weights.insert((source, target), edge.weight);
        if !two {
            weights.insert((target, source), edge.weight);
        }
    }
    let id = |(_, node): &(usize, &NetworkNode)| node.id.clone();
    let head = std::iter::once(String::new()).chain(columns.iter().map(id));
    let body = rows.iter().map(|row| {
        let values = columns.iter().map(|column| {
            let weight = weights.get(&(row.0, column.0));
            weight.copied().unwrap_or(0.0).to_string()
        });
        std::iter::once(id(row)).chain(values).collect()
    });
    std::iter::once(head.collect()).chain(body).collect()
}

/// Returns the ties as rows: source, target, weight, and the first and last day on which each was
/// made.
#[must_use]
pub fn edge_rows(network: &NetworkView) -> Vec<[String; 5]> {
    let row = |edge: &super::graph::NetworkEdge| {
        let day = |day: Option<&String>| day.cloned().unwrap_or_default();
        [
            edge.source.clone(),
            edge.target.clone(),
            edge.weight.to_string(),
            day(edge.days.first()),
            day(edge.days.last()),
        ]
    };
    network.edges.iter().map(row).collect()
}
