//! What is drawn of small networks.

use rapporteur::{
    Duplicates, NetworkActors, NetworkEdge, NetworkMode, NetworkNode, NetworkType, NetworkView,
    Normalisation, QualifierUse,
};

use super::{Look, Picture};

fn node(id: &str, name: &str, mode: NetworkMode) -> NetworkNode {
    NetworkNode {
        id: id.to_owned(),
        name: name.to_owned(),
        mode,
        party: (mode == NetworkMode::Actor).then(|| id.to_owned()),
        role: None,
        issue: None,
        frequency: 3,
        first: None,
        last: None,
    }
}

fn view(
    network: NetworkType,
    nodes: Vec<NetworkNode>,
    ties: &[(usize, usize, f64)],
) -> NetworkView {
    let edge = |(from, to, weight): &(usize, usize, f64)| NetworkEdge {
        source: nodes[*from].id.clone(),
        target: nodes[*to].id.clone(),
        weight: *weight,
        days: Vec::new(),
        ends: (*from, *to),
    };
    NetworkView {
        network,
        qualifier: (network == NetworkType::TwoMode).then_some(QualifierUse::Subtract),
        normalisation: Normalisation::None,
        duplicates: Duplicates::Document,
        from: None,
        to: None,
        positions: 3,
        edges: ties.iter().map(edge).collect(),
        nodes,
    }
}

fn draw(view: &NetworkView, look: Look) -> String {
    let hue = |party: &str| if party == "valdria" { "party-0" } else { "" };
    let picture = Picture {
        view,
        actors: NetworkActors::Parties,
        hue: &hue,
        party: &|party| party.to_uppercase(),
        look,
    };
    picture.draw().drawing
}

fn talks() -> NetworkView {
    let nodes = vec![
        node("kestoria", "Kestoria", NetworkMode::Actor),
        node("valdria", "Valdria", NetworkMode::Actor),
        node(
            "lift",
            "Valdria lifts its blockade.",
            NetworkMode::Proposition,
        ),
        node("withdraw", "Kestoria withdraws.", NetworkMode::Proposition),
    ];
    let ties = [(0, 2, 5.0), (0, 3, -2.0), (1, 3, 8.0)];
    view(NetworkType::TwoMode, nodes, &ties)
}

fn parties(count: usize) -> NetworkView {
    let nodes: Vec<NetworkNode> = (0..count)
        .map(|number| {
            let name = format!("Party {number}");
            node(&name.to_lowercase(), &name, NetworkMode::Actor)
        })
        .collect();
    let mut ties = Vec::new();
    for one in 0..count {
        for other in one + 1..count.min(one + 3) {
            ties.push((one, other, 1.0 + one as f64));
        }
    }
    view(NetworkType::Congruence, nodes, &ties)
}

#[test]
fn the_same_network_is_the_same_drawing() {
    for view in [talks(), parties(12)] {
        assert_eq!(draw(&view, Look::Page), draw(&view, Look::Page));
    }
}

#[test]
fn ties_against_are_dashed() {
    let drawing = draw(&talks(), Look::Page);
    assert_eq!(drawing.matches("stroke-dasharray").count(), 1);
    assert_eq!(drawing.matches("class=\"tie against\"").count(), 1);
    assert!(drawing.contains("<title>Kestoria – Kestoria withdraws.: −2</title>"));
    assert!(drawing.contains("href=\"/positions/withdraw?party=kestoria\""));
}

#[test]
fn columns_are_in_an_order_without_needless_crossings() {
    let nodes = vec![
        node("a", "A", NetworkMode::Actor),
        node("b", "B", NetworkMode::Actor),
        node("x", "X", NetworkMode::Proposition),
        node("y", "Y", NetworkMode::Proposition),
    ];
    let drawing = draw(
        &view(NetworkType::TwoMode, nodes, &[(0, 3, 1.0), (1, 2, 1.0)]),
        Look::Page,
    );
    let height = |title: &str| {
        let from = drawing.find(title).unwrap();
        let circle = &drawing[from..];
        let y = circle.split(" y=\"").nth(1).unwrap();
        y.split('"').next().unwrap().parse::<f64>().unwrap()
    };
    let above = height("<title>A: ") < height("<title>B: ");
    assert_eq!(above, height("<title>Y: ") < height("<title>X: "));
}

#[test]
fn nodes_lie_apart_and_in_the_drawing() {
    for count in [1, 2, 3, 12, 40] {
        let drawing = draw(&parties(count), Look::Page);
        let numbers = |name: &str| -> Vec<f64> {
            let name = format!(" {name}=\"");
            let values = drawing.split(&name).skip(1);
            let values = values.map(|rest| rest.split('"').next().unwrap());
            values.map(|value| value.parse().unwrap()).collect()
        };
        let places: Vec<(f64, f64)> = numbers("cx").into_iter().zip(numbers("cy")).collect();
        assert_eq!(places.len(), count);
        for (number, one) in places.iter().enumerate() {
            assert!((0.0..=1000.0).contains(&one.0) && (0.0..=760.0).contains(&one.1));
            for other in &places[number + 1..] {
                let apart = (one.0 - other.0).hypot(one.1 - other.1);
                assert!(apart > 40.0, "{count}: {one:?} {other:?}");
            }
        }
    }
}

#[test]
fn people_are_named_with_their_parties() {
    let mut person = node("ilva-maren", "Ilva Maren", NetworkMode::Actor);
    person.party = Some("valdria".to_owned());
    let view = view(NetworkType::Congruence, vec![person], &[]);
    let picture = Picture {
        view: &view,
        actors: NetworkActors::People,
        hue: &|_| "",
        party: &|party| party.to_uppercase(),
        look: Look::Page,
    };
    let drawing = picture.draw().drawing;
    assert!(drawing.contains("<title>Ilva Maren (VALDRIA): 3 positions</title>"));
    assert!(drawing.contains("href=\"/names/ilva-maren\""));
}

#[test]
fn a_drawing_alone_has_colours_and_no_links() {
    let drawing = draw(&talks(), Look::Alone);
    assert!(drawing.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    assert!(!drawing.contains("href") && !drawing.contains("class"));
    assert!(drawing.contains("fill=\"#1f5fa8\""));
}

#[test]
fn names_are_escaped() {
    let nodes = vec![node("\"><script>", "<b>&", NetworkMode::Actor)];
    for look in [Look::Page, Look::Alone] {
        let drawing = draw(&view(NetworkType::Congruence, nodes.clone(), &[]), look);
        assert!(!drawing.contains("<script") && !drawing.contains("<b>"));
    }
}

#[test]
fn of_a_large_network_the_strongest_is_drawn() {
    let hue = |_: &str| "";
    let view = parties(300);
    let picture = Picture {
        view: &view,
        actors: NetworkActors::Parties,
        hue: &hue,
        party: &|party| party.to_uppercase(),
        look: Look::Page,
    };
    let drawn = picture.draw();
    assert_eq!(drawn.nodes, 40);
    assert!(drawn.ties < view.edges.len());
}
