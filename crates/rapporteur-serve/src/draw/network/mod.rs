//! A network, drawn: actors and propositions in two columns, or nodes of one kind as near as they are
//! tied.

mod choose;
mod columns;
mod labels;
mod look;
mod spread;
#[cfg(test)]
mod tests;

use rapporteur::{NetworkActors, NetworkEdge, NetworkMode, NetworkNode, NetworkType, NetworkView};
use rapporteur::{QualifierUse, wording};

use self::choose::{Chosen, Tie};
use self::labels::Label;
pub(crate) use self::look::Look;
use self::look::Part;
use super::svg::{Svg, number};
use super::text;
use crate::answer::percent;

pub(super) const SIZE: f64 = 13.0;
/// How high a line of text is.
pub(super) const LINE: f64 = 16.0;

/// What is drawn of a network.
pub(crate) struct Picture<'a> {
    pub(crate) view: &'a NetworkView,
    /// Who the actors are.
    pub(crate) actors: NetworkActors,
    /// The class of colour of a party.
    pub(crate) hue: &'a dyn Fn(&str) -> &'static str,
    /// The name of a party.
    pub(crate) party: &'a dyn Fn(&str) -> String,
    pub(crate) look: Look,
}

/// A network as it was drawn.
pub(crate) struct Drawn {
    pub(crate) drawing: String,
    /// How many nodes are in the drawing, and how many ties.
    pub(crate) nodes: usize,
    pub(crate) ties: usize,
}

/// Where the nodes lie, and how large the drawing is.
struct Layout {
    wide: f64,
    high: f64,
    /// The middle of each node.
    nodes: Vec<(f64, f64)>,
    labels: Vec<Label>,
    /// Whether ties run from column to column.
    columns: bool,
}

/// What a tie says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// It agrees.
    With,
    /// It opposes.
    Against,
    /// It counts.
    Plain,
}

impl Picture<'_> {
    /// Draws the network, as far as it can be looked at.
    pub(crate) fn draw(&self) -> Drawn {
        let chosen = Chosen::of(self.view, |node| self.called(node));
        let layout = match self.view.network {
            NetworkType::TwoMode => columns::layout(&chosen),
            _ => spread::layout(&chosen, self.view.network == NetworkType::Subtract),
        };
        let mut svg = Svg::default();
        self.look.frame(&mut svg, (layout.wide, layout.high));
        svg.tag("title").holding(&self.title());
        for tie in &chosen.ties {
            self.tie(&mut svg, &chosen, &layout, tie);
        }
        let nodes = chosen.nodes.iter().zip(&layout.nodes).zip(&layout.labels);
        for ((node, place), label) in nodes {
            self.node(&mut svg, &chosen, node, *place, label);
        }
        Drawn {
            drawing: svg.finish(),
            nodes: chosen.nodes.len(),
            ties: chosen.ties.len(),
        }
    }

    /// A name, for people with the party that they speak for.
    fn called(&self, node: &NetworkNode) -> String {
        let party = node.party.as_deref();
        match party.filter(|_| self.actors == NetworkActors::People) {
            Some(party) => format!("{} ({})", node.name, (self.party)(party)),
            None => node.name.clone(),
        }
    }

    fn title(&self) -> String {
        let what = match self.view.network {
            NetworkType::TwoMode => "Who speaks about what",
            NetworkType::Congruence => "Who takes the same side",
            NetworkType::Conflict => "Who takes opposite sides",
            NetworkType::Subtract => "Who is rather with whom than against",
        };
        what.to_owned()
    }

    fn tie(&self, svg: &mut Svg, chosen: &Chosen<'_>, layout: &Layout, tie: &Tie<'_>) {
        let place = |node: usize| layout.nodes.get(node).copied();
        let (Some(from), Some(to)) = (place(tie.from), place(tie.to)) else {
            return;
        };
        let name = |node: usize| chosen.names.get(node).map_or("", String::as_str);
        let link = self.link_of_tie(tie.edge).filter(|_| self.look.has_links());
        match &link {
            Some(link) => svg.tag("a").with("href", link).open(),
            None => svg.tag("g").open(),
        }
        let told = format!(
            "{} – {}: {}",
            name(tie.from),
            name(tie.to),
            weight(tie.edge)
        );
        svg.tag("title").holding(&told);
        let path = match layout.columns {
            true => {
                let middle = number(f64::midpoint(from.0, to.0));
                let (fy, ty) = (number(from.1), number(to.1));
                let (fx, tx) = (number(from.0), number(to.0));
                format!("M{fx} {fy}C{middle} {fy} {middle} {ty} {tx} {ty}")
            }
            false => format!(
                "M{} {}L{} {}",
                number(from.0),
                number(from.1),
                number(to.0),
                number(to.1)
            ),
        };
        let line = svg.tag("path").with("d", &path);
        let line = self.look.paint(line, Part::Tie(sign(self.view, tie.edge)));
        line.at("stroke-width", 1.2 + 6.0 * tie.share).empty();
        svg.close();
    }

    fn node(
        &self,
        svg: &mut Svg,
        chosen: &Chosen<'_>,
        node: &NetworkNode,
        (x, y): (f64, f64),
        label: &Label,
    ) {
        let link = link_of_node(node, self.actors);
        match self.look.has_links() {
            true => svg.tag("a").with("href", &link).open(),
            false => svg.tag("g").open(),
        }
        let positions = wording::counted(u64::from(node.frequency), "position");
        svg.tag("title")
            .holding(&format!("{}: {positions}", self.called(node)));
        let size = chosen.size(node);
        let hue = node.party.as_deref().map_or("", self.hue);
        match node.mode {
            NetworkMode::Actor => {
                let circle = self.look.paint(svg.tag("circle"), Part::Node(hue));
                circle.at("cx", x).at("cy", y).at("r", size).empty();
            }
            NetworkMode::Proposition => {
                let square = self.look.paint(svg.tag("rect"), Part::Node(""));
                let square = square.at("x", x - size).at("y", y - size);
                square
                    .at("width", 2.0 * size)
                    .at("height", 2.0 * size)
                    .empty();
            }
        }
        for (row, line) in label.lines.iter().enumerate() {
            let text = self.look.paint(svg.tag("text"), Part::Label);
            let text = text.at("x", label.x).at("y", label.y + row as f64 * LINE);
            text.with("text-anchor", label.anchor).holding(line);
        }
        svg.close();
    }

    /// The line of a party on a proposition.
    fn link_of_tie(&self, edge: &NetworkEdge) -> Option<String> {
        let lines =
            self.view.network == NetworkType::TwoMode && self.actors == NetworkActors::Parties;
        let (party, proposition) = (percent(&edge.source), percent(&edge.target));
        lines.then(|| format!("/positions/{proposition}?party={party}"))
    }
}

/// Where a node leads: to what a party says, to the names of a person, to the positions on a
/// proposition.
pub(crate) fn link_of_node(node: &NetworkNode, actors: NetworkActors) -> String {
    let id = percent(&node.id);
    match (node.mode, actors) {
        (NetworkMode::Proposition, _) => format!("/positions/{id}"),
        (NetworkMode::Actor, NetworkActors::Parties) => format!("/statements?party={id}"),
        (NetworkMode::Actor, NetworkActors::People) => format!("/names/{id}"),
    }
}

/// What a tie says in such a network.
pub(crate) fn sign(view: &NetworkView, edge: &NetworkEdge) -> Sign {
    match (view.network, view.qualifier) {
        (NetworkType::TwoMode, Some(QualifierUse::Subtract)) | (NetworkType::Subtract, _) => {
            if edge.weight < 0.0 {
                Sign::Against
            } else {
                Sign::With
            }
        }
        (NetworkType::Conflict, _) => Sign::Against,
        (NetworkType::Congruence, _) => Sign::With,
        (NetworkType::TwoMode, _) => Sign::Plain,
    }
}

/// A weight as people read it.
pub(crate) fn weight(edge: &NetworkEdge) -> String {
    let hundredths = (edge.weight * 100.0).round() / 100.0;
    format!("{hundredths}").replace('-', "−")
}
