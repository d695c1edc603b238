//! `/networks`: who speaks about what, and who is with whom, drawn and to take along.

mod choice;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rapporteur::{
    NetworkActors, NetworkEdge, NetworkNode, NetworkType, NetworkView, wording, write_gexf,
    write_graphml,
};

use self::choice::{Choice, Chosen, Query};
use super::parties::Hues;
use crate::answer::{Answer, Frame};
use crate::draw::network::{Drawn, Look, Picture, Sign, sign, weight};
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
    hues: Hues,
    drawn: Drawn,
}

pub(crate) async fn show(Reading(visit): Reading, Asked(query): Asked<Query>) -> Answer {
    let mut chosen = query.chosen()?;
    if visit.form == Form::Page {
        chosen.mend();
    }
    let (view, hues) = drawn_from(&visit, &chosen).await?;
    visit.answer("Networks", &view, |frame| {
        let drawn = draw(&view, &chosen, &hues, Look::Page);
        Page {
            frame,
            view: &view,
            chosen: &chosen,
            hues,
            drawn,
        }
        .render()
    })
}

/// The drawing as a file.
pub(crate) async fn drawing(Reading(visit): Reading, Asked(query): Asked<Query>) -> Answer {
    let chosen = query.chosen()?;
    let (view, hues) = drawn_from(&visit, &chosen).await?;
    let drawing = draw(&view, &chosen, &hues, Look::Alone).drawing;
    let file = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{drawing}\n");
    Ok(download("image/svg+xml", "network.svg", file.into_bytes()))
}

/// The network as GraphML.
pub(crate) async fn graphml(Reading(visit): Reading, Asked(query): Asked<Query>) -> Answer {
    let (view, _) = drawn_from(&visit, &query.chosen()?).await?;
    let mut file = Vec::new();
    write_graphml(&view, &mut file).map_err(unwritten)?;
    Ok(download("application/graphml+xml", "network.graphml", file))
}

/// The network as GEXF.
pub(crate) async fn gexf(Reading(visit): Reading, Asked(query): Asked<Query>) -> Answer {
    let (view, _) = drawn_from(&visit, &query.chosen()?).await?;
    let mut file = Vec::new();
    let creator = concat!("Rapporteur ", env!("CARGO_PKG_VERSION"));
    write_gexf(&view, creator, &mut file).map_err(unwritten)?;
    Ok(download("application/gexf+xml", "network.gexf", file))
}

async fn drawn_from(visit: &Visit, chosen: &Chosen) -> Result<(NetworkView, Hues), Failure> {
    let record = &visit.app.record;
    let view = record.network(chosen.actors, &chosen.options).await?;
    Ok((view, Hues::of(record).await?))
}

fn draw(view: &NetworkView, chosen: &Chosen, hues: &Hues, look: Look) -> Drawn {
    let picture = Picture {
        view,
        actors: chosen.actors,
        hue: &|party| hues.class(party),
        look,
    };
    picture.draw()
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
            NetworkType::Congruence => "A tie says how often two take the same side.",
            NetworkType::Conflict => "A tie says how often two take opposite sides.",
            NetworkType::Subtract => {
                "A tie says how much more often two take the same side than opposite ones."
            }
        };
        let positions = wording::counted(self.view.positions, "position");
        format!("{positions}. {what}")
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
        let words = |sign: Sign| match (sign, two) {
            (Sign::With, true) => ("tie for", "rather for it"),
            (Sign::With, false) => ("tie for", "rather with each other"),
            (Sign::Against, true) => ("tie against", "rather against it"),
            (Sign::Against, false) => ("tie against", "rather against each other"),
            (Sign::Plain, _) => ("tie", "speaks about it"),
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

    fn hue(&self, node: &NetworkNode) -> &'static str {
        let party = node.party.as_deref();
        party.map_or("", |party| self.hues.class(party))
    }

    fn is_party(&self, node: &NetworkNode) -> bool {
        node.party.is_some() && self.chosen.actors == NetworkActors::Parties
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
