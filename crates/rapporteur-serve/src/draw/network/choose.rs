//! Which nodes and ties of a network are drawn: the strongest, where there are more than can be looked
//! at.

use std::cmp::Reverse;

use rapporteur::{NetworkEdge, NetworkMode, NetworkNode, NetworkView};

/// So many nodes of each kind are drawn.
const NODES: usize = 40;
/// So many ties are.
const TIES: usize = 160;

pub(super) struct Chosen<'a> {
    /// In the order of the view: actors first.
    pub(super) nodes: Vec<&'a NetworkNode>,
    /// What each node is called.
    pub(super) names: Vec<String>,
    pub(super) ties: Vec<Tie<'a>>,
    most: u32,
}

pub(super) struct Tie<'a> {
    pub(super) edge: &'a NetworkEdge,
    /// Its ends, as places among the nodes.
    pub(super) from: usize,
    pub(super) to: usize,
    /// How much it weighs, of the strongest that is drawn: from 0 to 1.
    pub(super) share: f64,
}

impl<'a> Chosen<'a> {
    pub(super) fn of(view: &'a NetworkView, name: impl Fn(&NetworkNode) -> String) -> Self {
        let mut ranked: Vec<(usize, &NetworkNode)> = view.nodes.iter().enumerate().collect();
        ranked.sort_by_key(|(place, node)| (Reverse(node.frequency), *place));
        let mut places: Vec<usize> = Vec::new();
        for mode in [NetworkMode::Actor, NetworkMode::Proposition] {
            let of_mode = ranked.iter().filter(|(_, node)| node.mode == mode);
            places.extend(of_mode.take(NODES).map(|(place, _)| *place));
        }
        places.sort_unstable();
        let nodes: Vec<&NetworkNode> = places
            .iter()
            .filter_map(|place| view.nodes.get(*place))
            .collect();
        Self {
            names: nodes.iter().map(|node| name(node)).collect(),
            most: nodes.iter().map(|node| node.frequency).max().unwrap_or(1),
            nodes,
            ties: ties(view, &places),
        }
    }

    /// Half the width of a node: its area goes by how many positions it stands for.
    pub(super) fn size(&self, node: &NetworkNode) -> f64 {
        let share = f64::from(node.frequency) / f64::from(self.most.max(1));
        5.0 + 9.0 * share.sqrt()
    }

    /// The ties of a node, with the node at the other end.
    pub(super) fn tied(&self, node: usize) -> impl Iterator<Item = (usize, &Tie<'a>)> {
        self.ties.iter().filter_map(move |tie| match node {
            node if tie.from == node => Some((tie.to, tie)),
            node if tie.to == node => Some((tie.from, tie)),
            _ => None,
        })
    }
}

/// The ties between the nodes at these places.
fn ties<'a>(view: &'a NetworkView, places: &[usize]) -> Vec<Tie<'a>> {
    let tie = |edge: &'a NetworkEdge| {
        Some(Tie {
            from: places.binary_search(&edge.ends.0).ok()?,
            to: places.binary_search(&edge.ends.1).ok()?,
            share: edge.weight.abs(),
            edge,
        })
    };
    let mut ties: Vec<Tie<'_>> = view.edges.iter().filter_map(tie).collect();
    ties.sort_by(|one, other| {
        let ends = (one.from, one.to).cmp(&(other.from, other.to));
        other.share.total_cmp(&one.share).then(ends)
    });
    ties.truncate(TIES);
    let most = ties.first().map_or(1.0, |tie| tie.share);
    for tie in &mut ties {
        tie.share /= most;
    }
    // The strongest are drawn last, above the others.
    ties.reverse();
    ties
}
