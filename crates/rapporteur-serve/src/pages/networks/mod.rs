//! `/networks`: who speaks about what, and who is with whom, drawn and to take along.

mod choice;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rapporteur::{
    NameRef, NetworkActors, NetworkEdge, NetworkMode, NetworkNode, NetworkType, NetworkView,
    wording, write_gexf, write_graphml,
};

use self::choice::{Choice, Chosen, Query};
use super::parties::{Hues, choices};
use crate::answer::{Answer, Frame, Success};
use crate::draw::network::{Drawn, Look, Picture, Sign, link_of_node, sign, weight};
use crate::failure::Failure;
use crate::given::Asked;
use crate::visit::{Form, Reading, Visit};

/// So many nodes and so many ties are listed.
const LISTED: usize = 200;

#[derive(Template)]
#[template(path = "networks.html")]
struct Page<'a> {
    frame: Frame,
    view: &'a NetworkView,
    chosen: &'a Chosen,
    drawing: &'a Drawing,
    drawn: Drawn,
}

/// Who speaks about what, and who is with whom.
#[utoipa::path(
    get,
    path = "/networks",
    operation_id = "network",
    params(Query),
    responses((status = 200, body = Success<NetworkView>)),
)]
pub(crate) async fn show(Reading(visit): Reading, Asked(query): Asked<Query>) -> Answer {
    let mut chosen = query.chosen()?;
    if visit.form == Form::Page {
        chosen.mend();
    }
    let drawing = Drawing::of(&visit, &chosen).await?;
    visit.answer("Networks", &drawing.view, |frame| {
        Page {
            frame,
            view: &drawing.view,
            chosen: &chosen,
            drawing: &drawing,
            drawn: drawing.draw(&chosen, Look::Page),
        }
        .render()
    })
}

/// The drawing as a file.
#[utoipa::path(
    get,
    path = "/networks/drawing.svg",
    operation_id = "network_svg",
    params(Query),
    responses((status = 200, content_type = "image/svg+xml", body = String)),
)]
pub(crate) async fn drawing(Reading(visit): Reading, Asked(query): Asked<Query>) -> Answer {
    let chosen = query.chosen()?;
    let drawing = Drawing::of(&visit, &chosen).await?;
    let drawing = drawing.draw(&chosen, Look::Alone).drawing;
    let file = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{drawing}\n");
    Ok(download("image/svg+xml", "network.svg", file.into_bytes()))
}

/// The network as GraphML.
#[utoipa::path(
    get,
    path = "/networks/network.graphml",
    operation_id = "network_graphml",
    params(Query),
    responses((status = 200, content_type = "application/graphml+xml", body = String)),
)]
pub(crate) async fn graphml(Reading(visit): Reading, Asked(query): Asked<Query>) -> Answer {
    let view = network(&visit, query).await?;
    let mut file = Vec::new();
    write_graphml(&view, &mut file).map_err(unwritten)?;
    Ok(download("application/graphml+xml", "network.graphml", file))
}

/// The network as GEXF.
#[utoipa::path(
    get,
    path = "/networks/network.gexf",
    operation_id = "network_gexf",
    params(Query),
    responses((status = 200, content_type = "application/gexf+xml", body = String)),
)]
pub(crate) async fn gexf(Reading(visit): Reading, Asked(query): Asked<Query>) -> Answer {
    let view = network(&visit, query).await?;
    let mut file = Vec::new();
    let creator = concat!("Rapporteur ", env!("CARGO_PKG_VERSION"));
    write_gexf(&view, creator, &mut file).map_err(unwritten)?;
    Ok(download("application/gexf+xml", "network.gexf", file))
}

/// What a network is drawn from.
struct Drawing {
    view: NetworkView,
    hues: Hues,
    parties: Vec<NameRef>,
}

impl Drawing {
    async fn of(visit: &Visit, chosen: &Chosen) -> Result<Self, Failure> {
        let record = &visit.app.record;
        Ok(Self {
            view: record.network(chosen.actors, &chosen.options).await?,
            hues: Hues::of(record).await?,
            parties: choices(record).await?,
        })
    }

    fn draw(&self, chosen: &Chosen, look: Look) -> Drawn {
        let picture = Picture {
            view: &self.view,
            actors: chosen.actors,
            hue: &|party| self.hues.class(party),
            party: &|party| self.party(party).to_owned(),
            look,
        };
        picture.draw()
    }

    /// The name of a party.
    fn party<'v>(&'v self, id: &'v str) -> &'v str {
        let known = self.parties.iter().find(|party| party.id == id);
        known.map_or(id, |party| party.name.as_str())
    }
}

async fn network(visit: &Visit, query: Query) -> Result<NetworkView, Failure> {
    let Chosen { actors, options } = query.chosen()?;
    Ok(visit.app.record.network(actors, &options).await?)
}

fn download(kind: &'static str, name: &'static str, file: Vec<u8>) -> Response {
    let mut response = file.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    let told = format!("attachment; filename=\"{name}\"");
    if let Ok(told) = HeaderValue::from_str(&told) {
        headers.insert(header::CONTENT_DISPOSITION, told);
    }
    response
}

fn unwritten(error: std::io::Error) -> Failure {
    let message = format!("the network cannot be written: {error}");
    Failure::new(StatusCode::INTERNAL_SERVER_ERROR, message)
}

impl Page<'_> {
    /// What is drawn, in a line.
    fn lede(&self) -> String {
        let what = match self.view.network {
            NetworkType::TwoMode => "A tie says how often an actor spoke about a proposition.",
            NetworkType::Congruence if self.of_actors() => {
                "A tie says how often two take the same side."
            }
            NetworkType::Congruence => "A tie says how often somebody takes the same side on two.",
            NetworkType::Conflict if self.of_actors() => {
                "A tie says how often two take opposite sides."
            }
            NetworkType::Conflict => "A tie says how often somebody takes opposite sides on two.",
            NetworkType::Subtract if self.of_actors() => {
                "A tie says how much more often two take the same side than opposite ones."
            }
            NetworkType::Subtract => {
                "A tie says how much more often the same side is taken on two than opposite ones."
            }
        };
        let positions = wording::counted(self.view.positions, "position");
        format!("{positions}. {what}")
    }

    fn of_actors(&self) -> bool {
        self.chosen.options.of == NetworkMode::Actor
    }

    /// The parties that people of the network speak for: their colours say it, and this says which.
    fn spoken_for(&self) -> Vec<&NameRef> {
        let nodes = &self.view.nodes;
        let of = |party: &&NameRef| {
            let mut nodes = nodes.iter();
            nodes.any(|node| node.party.as_ref() == Some(&party.id))
        };
        match self.chosen.actors {
            NetworkActors::Parties => Vec::new(),
            NetworkActors::People => self.drawing.parties.iter().filter(of).collect(),
        }
    }

    /// What a node belongs to: its issue, its party, or the part that it plays itself.
    fn belongs<'v>(&'v self, node: &'v NetworkNode) -> Option<&'v str> {
        if self.is_party(node) {
            return node.role.as_deref();
        }
        let party = node.party.as_deref();
        let party = party.map(|party| self.drawing.party(party));
        node.issue.as_deref().or(party)
    }

    /// What is not drawn, in a line.
    fn hidden(&self) -> Option<String> {
        let (nodes, ties) = (self.view.nodes.len(), self.view.edges.len());
        let all = self.drawn.nodes == nodes && self.drawn.ties == ties;
        (!all).then(|| {
            format!(
                "Only the strongest are drawn: {} of {nodes} nodes, {} of {ties} ties. \
                 The files hold all of them.",
                self.drawn.nodes, self.drawn.ties
            )
        })
    }

    /// What the lines of the drawing stand for: class and words.
    fn lines(&self) -> Vec<(&'static str, &'static str)> {
        let mut signs: Vec<Sign> = Vec::new();
        for sign in self.view.edges.iter().map(|edge| sign(self.view, edge)) {
            if !signs.contains(&sign) {
                signs.push(sign);
            }
        }
        let two = self.view.network == NetworkType::TwoMode;
        let words = |sign: Sign| match sign {
            Sign::With if two => ("tie for", "rather for it"),
            Sign::With => ("tie for", "rather the same side"),
            Sign::Against if two => ("tie against", "rather against it"),
            Sign::Against => ("tie against", "rather opposite sides"),
            Sign::Plain => ("tie", "speaks about it"),
        };
        signs.into_iter().map(words).collect()
    }

    fn choices(&self) -> Vec<Choice> {
        self.chosen.choices()
    }

    /// The ties that are listed, the strongest first.
    fn ties(&self) -> Vec<&NetworkEdge> {
        let mut ties: Vec<&NetworkEdge> = self.view.edges.iter().collect();
        ties.sort_by(|one, other| {
            let strong = other.weight.abs().total_cmp(&one.weight.abs());
            strong.then(one.ends.cmp(&other.ends))
        });
        ties.truncate(LISTED);
        ties
    }

    /// The nodes that are listed, those with most positions first.
    fn nodes(&self) -> Vec<&NetworkNode> {
        let mut nodes: Vec<&NetworkNode> = self.view.nodes.iter().collect();
        nodes.sort_by_key(|node| std::cmp::Reverse(node.frequency));
        nodes.truncate(LISTED);
        nodes
    }

    fn name(&self, place: &usize) -> &str {
        let node = self.view.nodes.get(*place);
        node.map_or("", |node| node.name.as_str())
    }

    fn weight(&self, edge: &NetworkEdge) -> String {
        weight(edge)
    }

    fn hue(&self, party: &str) -> &'static str {
        self.drawing.hues.class(party)
    }

    /// Where a node leads.
    fn link(&self, node: &NetworkNode) -> String {
        link_of_node(node, self.chosen.actors)
    }

    fn is_party(&self, node: &NetworkNode) -> bool {
        node.mode == NetworkMode::Actor && self.chosen.actors == NetworkActors::Parties
    }

    /// The address of one of the files.
    fn file(&self, name: &str) -> String {
        match self.chosen.query().as_str() {
            "" => format!("/networks/{name}"),
            query => format!("/networks/{name}?{query}"),
        }
    }

    fn days(&self, days: &[String]) -> String {
        let (Some(first), Some(last)) = (days.first(), days.last()) else {
            return "undated".to_owned();
        };
        match first == last {
            true => wording::day(Some(first)),
            false => format!(
                "{} to {}",
                wording::day(Some(first)),
                wording::day(Some(last))
            ),
        }
    }
}
