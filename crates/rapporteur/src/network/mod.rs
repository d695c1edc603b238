//! Networks of actors and propositions, as Discourse Network Analyzer draws them.
//!
//! A network is a pure function of positions and options; the order of positions does not matter to
//! it. Writers for the formats that other programs read stand beside it.
//!
//! Definitions: Leifeld, P. (2017), Discourse Network Analysis: Policy Debates as Dynamic Networks,
//! in: Victor, Montgomery and Lubell (eds), The Oxford Handbook of Political Networks, 301–326;
//! Leifeld, P., Gruber, J. and Bossner, F. R. (2019), Discourse Network Analyzer Manual; and, where
//! these leave it open, what version 3 of the program does.

mod choice;
mod duplicates;
mod gexf;
mod graph;
mod graphml;
mod table;
mod tally;
#[cfg(test)]
mod tests;
mod weights;
mod xml;

pub use choice::{
    Duplicates, NetworkMode, NetworkOptions, NetworkType, Normalisation, QualifierUse,
};
pub(crate) use duplicates::kept;
pub use gexf::write_gexf;
pub(crate) use graph::{Label, Labels, Stated, network};
pub use graph::{NetworkEdge, NetworkNode, NetworkView};
pub use graphml::write_graphml;
pub use table::{edge_rows, matrix};
