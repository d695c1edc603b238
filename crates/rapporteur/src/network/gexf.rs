//! GEXF 1.3, with days.
//!
//! GEXF 1.3 schema and primer, gexf.net.

use std::io;

use super::graph::NetworkView;
use super::xml::Xml;

/// The attributes of nodes: id, title, type.
const NODE_KEYS: [[&str; 3]; 6] = [
    ["id", "id", "string"],
    ["mode", "mode", "string"],
    ["party", "party", "string"],
    ["role", "role", "string"],
    ["issue", "issue", "string"],
    ["frequency", "frequency", "integer"],
];

/// Writes a network as GEXF 1.3, undirected and dynamic.
///
/// A node is there from the first to the last day on which it speaks, or is spoken about; a tie has a
/// spell for each day on which it was made. What nobody dates is there all the time. `creator` names
/// the program.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn write_gexf(network: &NetworkView, creator: &str, out: impl io::Write) -> io::Result<()> {
    let mut xml = Xml::begin(out)?;
    xml.open(
        "gexf",
        &[
            ("xmlns", "http://gexf.net/1.3"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            (
                "xsi:schemaLocation",
                "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd",
            ),
            ("version", "1.3"),
        ],
    )?;
    xml.open("meta", &[])?;
    xml.text("creator", &[], creator)?;
    xml.close("meta")?;
    let mut graph = vec![
        ("defaultedgetype", "undirected"),
        ("idtype", "string"),
        ("mode", "dynamic"),
        ("timeformat", "date"),
        ("timerepresentation", "interval"),
    ];
    let first = network
        .nodes
        .iter()
        .filter_map(|node| node.first.as_deref());
    let last = network.nodes.iter().filter_map(|node| node.last.as_deref());
    graph.extend(first.min().map(|day| ("start", day)));
    graph.extend(last.max().map(|day| ("end", day)));
    xml.open("graph", &graph)?;
    xml.open("attributes", &[("class", "node")])?;
    for [id, title, kind] in NODE_KEYS {
        xml.empty("attribute", &[("id", id), ("title", title), ("type", kind)])?;
    }
    xml.close("attributes")?;
    nodes(&mut xml, network)?;
    edges(&mut xml, network)?;
    xml.close("graph")?;
    xml.close("gexf")?;
    xml.end()
}

fn nodes<W: io::Write>(xml: &mut Xml<W>, network: &NetworkView) -> io::Result<()> {
    xml.open("nodes", &[("count", &network.nodes.len().to_string())])?;
    for (number, node) in network.nodes.iter().enumerate() {
        let id = format!("n{number}");
        let mut attributes = vec![("id", id.as_str()), ("label", node.name.as_str())];
        attributes.extend(node.first.as_deref().map(|day| ("start", day)));
        attributes.extend(node.last.as_deref().map(|day| ("end", day)));
        xml.open("node", &attributes)?;
        xml.open("attvalues", &[])?;
        let frequency = node.frequency.to_string();
        let values = [
            ("id", Some(node.id.as_str())),
            ("mode", Some(node.mode.label())),
            ("party", node.party.as_deref()),
            ("role", node.role.as_deref()),
            ("issue", node.issue.as_deref()),
            ("frequency", Some(&frequency)),
        ];
        for (key, value) in values {
            if let Some(value) = value {
                xml.empty("attvalue", &[("for", key), ("value", value)])?;
            }
        }
        xml.close("attvalues")?;
        xml.close("node")?;
    }
    xml.close("nodes")
}

fn edges<W: io::Write>(xml: &mut Xml<W>, network: &NetworkView) -> io::Result<()> {
    xml.open("edges", &[("count", &network.edges.len().to_string())])?;
    for (number, edge) in network.edges.iter().enumerate() {
        let (source, target) = edge.ends;
        let id = format!("e{number}");
        let (source, target) = (format!("n{source}"), format!("n{target}"));
        let weight = edge.weight.to_string();
        let attributes = [
            ("id", id.as_str()),
            ("source", &source),
            ("target", &target),
            ("weight", &weight),
        ];
        if edge.days.is_empty() {
            xml.empty("edge", &attributes)?;
            continue;
        }
        xml.open("edge", &attributes)?;
        xml.open("spells", &[])?;
        for day in &edge.days {
            xml.empty("spell", &[("start", day), ("end", day)])?;
        }
        xml.close("spells")?;
        xml.close("edge")?;
    }
    xml.close("edges")
}
