//! GraphML, with a type to every key.
//!
//! Brandes, U. et al. (2002), GraphML Progress Report, Graph Drawing 2001, LNCS 2265, 501–512; the
//! GraphML primer and the schema at graphml.graphdrawing.org.

use std::io;

use super::graph::NetworkView;
use super::xml::Xml;

/// The keys: id, of what, name, type.
const KEYS: [[&str; 4]; 11] = [
    ["id", "node", "id", "string"],
    ["name", "node", "name", "string"],
    ["mode", "node", "mode", "string"],
    ["type", "node", "type", "boolean"],
    ["party", "node", "party", "string"],
    ["role", "node", "role", "string"],
    ["issue", "node", "issue", "string"],
    ["frequency", "node", "frequency", "int"],
    ["weight", "edge", "weight", "double"],
    ["first", "edge", "first", "string"],
    ["last", "edge", "last", "string"],
];

/// Writes a network as GraphML, undirected.
///
/// Nodes have `name`, `mode`, `party`, `role`, `issue`, `frequency`, and `type`, which is true for
/// propositions, since igraph and NetworkX know the two modes by such a mark. Ties have `weight` and
/// the `first` and `last` day on which they were made.
///
/// # Errors
///
/// Where `out` cannot be written.
pub fn write_graphml(network: &NetworkView, out: impl io::Write) -> io::Result<()> {
    let mut xml = Xml::begin(out)?;
    xml.open(
        "graphml",
        &[
            ("xmlns", "http://graphml.graphdrawing.org/xmlns"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            (
                "xsi:schemaLocation",
                "http://graphml.graphdrawing.org/xmlns \
                 http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd",
            ),
        ],
    )?;
    for [id, of, name, kind] in KEYS {
        let key = [
            ("id", id),
            ("for", of),
            ("attr.name", name),
            ("attr.type", kind),
        ];
        xml.empty("key", &key)?;
    }
    xml.open("graph", &[("id", "network"), ("edgedefault", "undirected")])?;
    for (number, node) in network.nodes.iter().enumerate() {
        xml.open("node", &[("id", &format!("n{number}"))])?;
        let mode = node.mode.label();
        let values = [
            ("id", Some(node.id.as_str())),
            ("name", Some(&node.name)),
            ("mode", Some(mode)),
            (
                "type",
                Some(if node.mode.is_proposition() {
                    "true"
                } else {
                    "false"
                }),
            ),
            ("party", node.party.as_deref()),
            ("role", node.role.as_deref()),
            ("issue", node.issue.as_deref()),
            ("frequency", Some(&node.frequency.to_string())),
        ];
        data(&mut xml, &values)?;
        xml.close("node")?;
    }
    for (number, edge) in network.edges.iter().enumerate() {
        let (source, target) = edge.ends;
        let id = format!("e{number}");
        let (source, target) = (format!("n{source}"), format!("n{target}"));
        xml.open(
            "edge",
            &[("id", &id), ("source", &source), ("target", &target)],
        )?;
        let weight = edge.weight.to_string();
        let values = [
            ("weight", Some(weight.as_str())),
            ("first", edge.days.first().map(String::as_str)),
            ("last", edge.days.last().map(String::as_str)),
        ];
        data(&mut xml, &values)?;
        xml.close("edge")?;
    }
    xml.close("graph")?;
    xml.close("graphml")?;
    xml.end()
}

/// Writes the values that are known.
fn data<W: io::Write>(xml: &mut Xml<W>, values: &[(&str, Option<&str>)]) -> io::Result<()> {
    for (key, value) in values {
        if let Some(value) = value {
            xml.text("data", &[("key", key)], value)?;
        }
    }
    Ok(())
}
