//! Networks of small tables, worked out by hand beside each.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use quick_xml::events::Event;
use rapporteur_core::Stance;

use super::choice::*;
use super::graph::*;
use super::*;

/// Reads lines such as `2031-03-06 a1 valdria withdraw for`; a `-` stands for no day, and `x3` behind
/// for three times.
fn read(lines: &str) -> Vec<Stated> {
    let mut stated = Vec::new();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let one = Stated {
            actor: words[2].to_owned(),
            proposition: words[3].to_owned(),
            stance: match words[4] {
                "for" => Stance::For,
                "conditional" => Stance::Conditional,
                "against" => Stance::Against,
                other => panic!("{other} is no stance"),
            },
            day: (words[0] != "-").then(|| words[0].parse().unwrap()),
            document: words[1][1..].parse().unwrap(),
        };
        let times = words.get(5).map_or(1, |times| times[1..].parse().unwrap());
        stated.extend(std::iter::repeat_n(one, times));
    }
    stated
}

/// What the tables of weights below are of, with every position counting:
///
/// ```text
///             lift             withdraw
/// brennia                      1 for, 1 against     2 in all
/// kestoria    2 for            1 against            3
/// valdria     1 conditional    3 for                4
///             3 in all         6
/// ```
const TABLE: &str = "
    2031-03-06 a1 valdria withdraw for x3
    2031-03-12 a2 valdria lift conditional
    2031-03-06 a1 kestoria withdraw against
    2031-04-03 a3 kestoria lift for x2
    2031-03-20 a4 brennia withdraw for
    2031-03-21 a5 brennia withdraw against
";

fn options(network: NetworkType) -> NetworkOptions {
    NetworkOptions {
        network,
        duplicates: Duplicates::Include,
        ..NetworkOptions::default()
    }
}

/// Holds a network's matrix to one written as a table, in which weights may be fractions.
#[track_caller]
fn check(stated: &str, options: &NetworkOptions, expected: &str) {
    let network = network(&read(stated), &Labels::default(), options);
    let mut rows = expected
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    let matrix = matrix(&network);
    let head: Vec<&str> = rows.next().unwrap().split_whitespace().collect();
    assert_eq!(matrix[0][1..], head, "{options:?}");
    let rows: Vec<&str> = rows.collect();
    assert_eq!(matrix.len() - 1, rows.len(), "{matrix:?}");
    for (row, expected) in matrix[1..].iter().zip(rows) {
        let expected: Vec<&str> = expected.split_whitespace().collect();
        assert_eq!(row[0], expected[0]);
        for (value, expected) in row[1..].iter().zip(&expected[1..]) {
            let value: f64 = value.parse().unwrap();
            let (over, under) = expected.split_once('/').unwrap_or((expected, "1"));
            let expected = over.parse::<f64>().unwrap() / under.parse::<f64>().unwrap();
            assert!((value - expected).abs() < 1e-12, "{options:?}\n{matrix:#?}");
        }
    }
}

#[track_caller]
fn check_two_mode(qualifier: QualifierUse, normalisation: Normalisation, expected: &str) {
    let options = NetworkOptions {
        qualifier,
        normalisation,
        ..options(NetworkType::TwoMode)
    };
    check(TABLE, &options, expected);
}

#[test]
fn two_modes_ignore_stances() {
    check_two_mode(
        QualifierUse::Ignore,
        Normalisation::None,
        "         lift withdraw
         brennia  0    2
         kestoria 2    1
         valdria  1    3",
    );
    check_two_mode(
        QualifierUse::Ignore,
        Normalisation::Activity,
        "         lift withdraw
         brennia  0    2/2
         kestoria 2/3  1/3
         valdria  1/4  3/4",
    );
    check_two_mode(
        QualifierUse::Ignore,
        Normalisation::Prominence,
        "         lift withdraw
         brennia  0    2/6
         kestoria 2/3  1/6
         valdria  1/3  3/6",
    );
}

#[test]
fn two_modes_take_those_against_off_those_for() {
    check_two_mode(
        QualifierUse::Subtract,
        Normalisation::None,
        "         lift withdraw
         brennia  0    0
         kestoria 2    -1
         valdria  0    3",
    );
    check_two_mode(
        QualifierUse::Subtract,
        Normalisation::Activity,
        "         lift withdraw
         brennia  0    0
         kestoria 2/3  -1/3
         valdria  0    3/4",
    );
    check_two_mode(
        QualifierUse::Subtract,
        Normalisation::Prominence,
        "         lift withdraw
         brennia  0    0
         kestoria 2/3  -1/6
         valdria  0    3/6",
    );
}

#[test]
fn two_modes_combine_stances_in_a_code() {
    // 1 for, 2 conditional, 4 against; what is divided by is the number of cells.
    check_two_mode(
        QualifierUse::Combine,
        Normalisation::None,
        "         lift withdraw
         brennia  0    5
         kestoria 1    4
         valdria  2    1",
    );
    check_two_mode(
        QualifierUse::Combine,
        Normalisation::Activity,
        "         lift withdraw
         brennia  0    5/1
         kestoria 1/2  4/2
         valdria  2/2  1/2",
    );
    check_two_mode(
        QualifierUse::Combine,
        Normalisation::Prominence,
        "         lift withdraw
         brennia  0    5/3
         kestoria 1/2  4/3
         valdria  2/2  1/3",
    );
}

#[track_caller]
fn check_one_mode(network: NetworkType, normalisation: Normalisation, expected: &str) {
    let options = NetworkOptions {
        normalisation,
        ..options(network)
    };
    check(TABLE, &options, expected);
}

/// Brennia and Kestoria: withdraw, against both: 1 · 1.
/// Brennia and Valdria: withdraw, for both: 1 · 3.
/// Kestoria and Valdria: lift, for and conditional: 2 · 1 · ½; withdraw, against and for: 1 · 3 · 0.
#[test]
fn congruence() {
    check_one_mode(
        NetworkType::Congruence,
        Normalisation::None,
        "         brennia kestoria valdria
         brennia  0       1        3
         kestoria 1       0        1
         valdria  3       1        0",
    );
    // (2 + 3) / 2, (2 + 4) / 2, (3 + 4) / 2
    check_one_mode(
        NetworkType::Congruence,
        Normalisation::Average,
        "         brennia kestoria valdria
         brennia  0       1/2.5    3/3
         kestoria 1/2.5   0        1/3.5
         valdria  3/3     1/3.5    0",
    );
    // 2 · 3, 2 · 4, 3 · 4
    check_one_mode(
        NetworkType::Congruence,
        Normalisation::Cosine,
        "         brennia kestoria valdria
         brennia  0       1/6      3/8
         kestoria 1/6     0        1/12
         valdria  3/8     1/12     0",
    );
    // Brennia and Kestoria: 1 (withdraw, for) alone, 2 (lift) alone, 1 · 1 (against) together.
    // Brennia and Valdria: 1 (against) alone, 1 (lift) alone, 1 · 3 (for) together.
    // Kestoria and Valdria: 2 + 1 alone, 1 + 3 alone, nothing together.
    check_one_mode(
        NetworkType::Congruence,
        Normalisation::Jaccard,
        "         brennia kestoria valdria
         brennia  0       1/4      3/5
         kestoria 1/4     0        1/7
         valdria  3/5     1/7      0",
    );
}

/// Brennia and Kestoria: withdraw, for and against: 1 · 1.
/// Brennia and Valdria: withdraw, against and for: 1 · 3.
/// Kestoria and Valdria: lift 2 · 1 · ½, withdraw 1 · 3.
#[test]
fn conflict() {
    check_one_mode(
        NetworkType::Conflict,
        Normalisation::None,
        "         brennia kestoria valdria
         brennia  0       1        3
         kestoria 1       0        4
         valdria  3       4        0",
    );
    check_one_mode(
        NetworkType::Conflict,
        Normalisation::Average,
        "         brennia kestoria valdria
         brennia  0       1/2.5    3/3
         kestoria 1/2.5   0        4/3.5
         valdria  3/3     4/3.5    0",
    );
    check_one_mode(
        NetworkType::Conflict,
        Normalisation::Cosine,
        "         brennia kestoria valdria
         brennia  0       1/6      3/8
         kestoria 1/6     0        4/12
         valdria  3/8     4/12     0",
    );
    check_one_mode(
        NetworkType::Conflict,
        Normalisation::Jaccard,
        "         brennia kestoria valdria
         brennia  0       1/4      3/5
         kestoria 1/4     0        4/7
         valdria  3/5     4/7      0",
    );
}

#[test]
fn congruence_less_conflict() {
    check_one_mode(
        NetworkType::Subtract,
        Normalisation::None,
        "         brennia kestoria valdria
         brennia  0       0        0
         kestoria 0       0        -3
         valdria  0       -3       0",
    );
    check_one_mode(
        NetworkType::Subtract,
        Normalisation::Average,
        "         brennia kestoria valdria
         brennia  0       0        0
         kestoria 0       0        -3/3.5
         valdria  0       -3/3.5   0",
    );
    check_one_mode(
        NetworkType::Subtract,
        Normalisation::Cosine,
        "         brennia kestoria valdria
         brennia  0       0        0
         kestoria 0       0        -3/12
         valdria  0       -3/12    0",
    );
    check_one_mode(
        NetworkType::Subtract,
        Normalisation::Jaccard,
        "         brennia kestoria valdria
         brennia  0       0        0
         kestoria 0       0        -3/7
         valdria  0       -3/7     0",
    );
}

/// Kestoria: 2 for and 1 against; Valdria: 1 conditional and 3 for.
#[test]
fn propositions_are_tied_by_actors() {
    let of = |network| NetworkOptions {
        of: NetworkMode::Proposition,
        ..options(network)
    };
    // 2 · 1 · 0 + 1 · 3 · ½
    check(
        TABLE,
        &of(NetworkType::Congruence),
        "         lift withdraw
         lift     0    1.5
         withdraw 1.5  0",
    );
    // 2 · 1 · 1 + 1 · 3 · ½
    check(
        TABLE,
        &of(NetworkType::Conflict),
        "         lift withdraw
         lift     0    3.5
         withdraw 3.5  0",
    );
}

/// As with a qualifier of two values: products of equal stances, and of opposite ones.
#[test]
fn conditional_positions_can_be_left_out() {
    let without = |network| NetworkOptions {
        without_conditional: true,
        ..options(network)
    };
    check(
        TABLE,
        &without(NetworkType::Congruence),
        "         brennia kestoria valdria
         brennia  0       1        3
         kestoria 1       0        0
         valdria  3       0        0",
    );
    check(
        TABLE,
        &without(NetworkType::Conflict),
        "         brennia kestoria valdria
         brennia  0       1        3
         kestoria 1       0        3
         valdria  3       3        0",
    );
}

/// 6 March 2031 is a Thursday, 9 March a Sunday.
#[test]
fn duplicates_count_once() {
    let check = |duplicates, expected: &str| {
        let options = NetworkOptions {
            qualifier: QualifierUse::Ignore,
            duplicates,
            ..NetworkOptions::default()
        };
        let stated = "2031-03-06 a1 valdria withdraw for x2
                      2031-03-09 a2 valdria withdraw for
                      2031-03-10 a3 valdria withdraw for
                      2031-04-04 a4 valdria withdraw for
                      2032-03-06 a5 valdria withdraw for
                      - a6 valdria withdraw for
                      - a7 valdria withdraw for";
        let expected = format!("withdraw\nvaldria {expected}");
        super::tests::check(stated, &options, &expected);
    };
    check(Duplicates::Include, "8");
    check(Duplicates::Document, "7");
    // 3–9 March, 10–16 March, 31 March–6 April, 2032, undated
    check(Duplicates::Week, "5");
    // March, April, March 2032, undated
    check(Duplicates::Month, "4");
    // 2031, 2032, undated
    check(Duplicates::Year, "3");
    check(Duplicates::Range, "1");
}

#[test]
fn another_stance_is_no_duplicate_unless_stances_are_ignored() {
    let stated = "2031-03-06 a1 valdria withdraw for
                  2031-03-06 a1 valdria withdraw against";
    for (qualifier, weight) in [
        (QualifierUse::Ignore, "1"),
        (QualifierUse::Combine, "5"),
        (QualifierUse::Subtract, "0"),
    ] {
        let options = NetworkOptions {
            qualifier,
            ..NetworkOptions::default()
        };
        check(stated, &options, &format!("withdraw\nvaldria {weight}"));
    }
}

#[test]
fn a_range_leaves_out_what_was_said_outside_and_isolates_bring_its_nodes_back() {
    let ranged = NetworkOptions {
        from: Some("2031-03-07".parse().unwrap()),
        to: Some("2031-03-20".parse().unwrap()),
        qualifier: QualifierUse::Ignore,
        ..NetworkOptions::default()
    };
    let stated = format!("{TABLE}\n- a9 union lift for");
    check(
        &stated,
        &ranged,
        "         lift withdraw
         brennia  0    1
         valdria  1    0",
    );
    let isolates = NetworkOptions {
        isolates: true,
        ..ranged
    };
    check(
        &stated,
        &isolates,
        "         lift withdraw
         brennia  0    1
         kestoria 0    0
         union    0    0
         valdria  1    0",
    );
}

#[test]
fn normalisations_belong_to_types() {
    use Normalisation::*;
    for one_mode in [
        NetworkType::Congruence,
        NetworkType::Conflict,
        NetworkType::Subtract,
    ] {
        let fitting = [None, Activity, Prominence, Average, Jaccard, Cosine];
        let fitting = fitting.map(|by| one_mode.takes(by));
        assert_eq!(fitting, [true, false, false, true, true, true]);
    }
    let fitting = [None, Activity, Prominence, Average, Jaccard, Cosine];
    let fitting = fitting.map(|by| NetworkType::TwoMode.takes(by));
    assert_eq!(fitting, [true, true, true, false, false, false]);
}

#[test]
fn ties_know_their_days() {
    let days = |options: &NetworkOptions| -> Vec<String> {
        let network = network(&read(TABLE), &Labels::default(), options);
        let edges = network.edges.iter();
        edges
            .map(|edge| format!("{} {} {}", edge.source, edge.target, edge.days.join(" ")))
            .collect()
    };
    assert_eq!(
        days(&options(NetworkType::TwoMode)),
        [
            "kestoria lift 2031-04-03",
            "kestoria withdraw 2031-03-06",
            "valdria withdraw 2031-03-06",
        ]
    );
    // Both have spoken from the day of the later one on.
    assert_eq!(
        days(&options(NetworkType::Congruence)),
        [
            "brennia kestoria 2031-03-21",
            "brennia valdria 2031-03-20",
            "kestoria valdria 2031-04-03",
        ]
    );
}

/// A network of names that XML has to escape.
fn awkward() -> NetworkView {
    let label = |name: &str, party: Option<&str>| Label {
        name: name.to_owned(),
        party: party.map(str::to_owned),
        role: party.map(|_| "side".to_owned()),
        issue: None,
    };
    let labels = Labels {
        actors: [
            (
                "valdria".to_owned(),
                label("Valdria <\"Citadel\"> & 'Co'\u{7}", Some("valdria")),
            ),
            ("kestoria".to_owned(), label("Kestoria", Some("kestoria"))),
        ]
        .into(),
        propositions: [("lift".to_owned(), label("Ports > 3 are open & free.", None))].into(),
    };
    let stated = "2031-03-06 a1 valdria lift against
                  2031-04-03 a2 kestoria lift for
                  - a3 kestoria withdraw for";
    network(&read(stated), &labels, &options(NetworkType::TwoMode))
}

/// Reads XML back: each element with its attributes, and texts in between.
fn parsed(xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut seen = Vec::new();
    let mut text = String::new();
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let mut words = vec![tag.name().as_ref().to_owned()];
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap();
                    let key = attribute.key.as_ref().to_owned();
                    let value = quick_xml::escape::unescape(&attribute.value);
                    words.push(format!("{key}={}", value.unwrap()));
                }
                seen.push(words.join(" "));
                text.clear();
            }
            Event::Text(part) => text.push_str(part),
            Event::GeneralRef(reference) => {
                let name: &str = reference;
                text.push_str(&quick_xml::escape::unescape(&format!("&{name};")).unwrap());
            }
            Event::End(_) => {
                if let Some(last) = seen.last_mut().filter(|_| !text.trim().is_empty()) {
                    last.push_str(&format!(" = {text}"));
                    text.clear();
                }
            }
            Event::Eof => return seen,
            _ => {}
        }
    }
}

#[test]
fn graphml_types_its_keys_and_escapes_names() {
    let mut out = Vec::new();
    write_graphml(&awkward(), &mut out).unwrap();
    let xml = String::from_utf8(out).unwrap();
    let seen = parsed(&xml);
    let has = |line: &str| assert!(seen.iter().any(|one| one == line), "{line}\n{seen:#?}");
    has("key id=weight for=edge attr.name=weight attr.type=double");
    has("key id=frequency for=node attr.name=frequency attr.type=int");
    has("key id=type for=node attr.name=type attr.type=boolean");
    has("key id=mode for=node attr.name=mode attr.type=string");
    has("graph id=network edgedefault=undirected");
    has("data key=name = Valdria <\"Citadel\"> & 'Co'");
    has("data key=name = Ports > 3 are open & free.");
    has("data key=mode = proposition");
    has("data key=party = valdria");
    has("data key=role = side");
    has("edge id=e2 source=n1 target=n2");
    has("data key=weight = -1");
    let data = seen.iter().filter(|line| line.starts_with("data key="));
    for line in data {
        let key = line["data key=".len()..].split(' ').next().unwrap();
        assert!(
            seen.iter()
                .any(|one| one.starts_with(&format!("key id={key} "))),
            "{line}"
        );
    }
    for line in seen.iter().filter(|line| line.starts_with("edge ")) {
        for word in line
            .split(' ')
            .filter(|word| word.starts_with("source") || word.starts_with("target"))
        {
            let (_, id) = word.split_once('=').unwrap();
            assert!(seen.contains(&format!("node id={id}")), "{line}");
        }
    }
}

#[test]
fn gexf_follows_its_schema() {
    let mut out = Vec::new();
    write_gexf(&awkward(), "Rapporteur", &mut out).unwrap();
    let seen = parsed(&String::from_utf8(out).unwrap());
    let names: Vec<&str> = seen
        .iter()
        .map(|line| line.split(' ').next().unwrap())
        .collect();
    // Children in the order of the schema: meta, graph; attributes, nodes, edges; attvalues, spells.
    let order = [
        "gexf",
        "meta",
        "creator",
        "graph",
        "attributes",
        "attribute",
    ];
    assert_eq!(names[..6], order);
    let place = |name: &str| names.iter().position(|one| *one == name).unwrap();
    assert!(place("attributes") < place("nodes") && place("nodes") < place("edges"));
    let has = |line: &str| assert!(seen.iter().any(|one| one == line), "{line}\n{seen:#?}");
    has(
        "graph defaultedgetype=undirected idtype=string mode=dynamic timeformat=date \
         timerepresentation=interval start=2031-03-06 end=2031-04-03",
    );
    has("attribute id=frequency title=frequency type=integer");
    has("nodes count=4");
    has("node id=n1 label=Valdria <\"Citadel\"> & 'Co' start=2031-03-06 end=2031-03-06");
    has("node id=n3 label=withdraw");
    has("attvalue for=frequency value=2");
    has("edges count=3");
    has("edge id=e2 source=n1 target=n2 weight=-1");
    has("spell start=2031-03-06 end=2031-03-06");
    let spells = names.iter().filter(|name| **name == "spell").count();
    assert_eq!(spells, 2, "nobody dates the third tie");
}

fn any_stated() -> impl Strategy<Value = Vec<Stated>> {
    let stances = [Stance::Against, Stance::Conditional, Stance::For];
    let one = (0..5_usize, 0..4_usize, 0..3_usize, 0..60_i32, 1..9_i64);
    let one = one.prop_map(move |(actor, proposition, stance, day, document)| Stated {
        actor: format!("actor {actor}"),
        proposition: format!("proposition {proposition}"),
        stance: stances[stance],
        day: (day > 0).then(|| {
            let first: jiff::civil::Date = "2031-03-06".parse().unwrap();
            first.saturating_add(jiff::Span::new().days(day))
        }),
        document,
    });
    prop::collection::vec(one, 0..40)
}

fn any_options() -> impl Strategy<Value = NetworkOptions> {
    use NetworkType::*;
    let network = prop::sample::select(vec![TwoMode, Congruence, Conflict, Subtract]);
    let of = prop::sample::select(vec![NetworkMode::Actor, NetworkMode::Proposition]);
    let by = prop::sample::select(vec![
        Normalisation::None,
        Normalisation::Average,
        Normalisation::Jaccard,
        Normalisation::Cosine,
        Normalisation::Activity,
        Normalisation::Prominence,
    ]);
    let duplicates = prop::sample::select(vec![
        Duplicates::Include,
        Duplicates::Document,
        Duplicates::Week,
        Duplicates::Month,
        Duplicates::Year,
        Duplicates::Range,
    ]);
    let options = (network, of, by, duplicates, any::<bool>(), any::<bool>());
    let options = options.prop_map(
        |(network, of, normalisation, duplicates, without, isolates)| NetworkOptions {
            network,
            of,
            normalisation: match network.takes(normalisation) {
                true => normalisation,
                false => Normalisation::None,
            },
            duplicates,
            without_conditional: without,
            isolates,
            ..NetworkOptions::default()
        },
    );
    options.boxed()
}

proptest! {
    #[test]
    fn the_order_of_positions_does_not_matter(
        stated in any_stated(),
        options in any_options(),
        seed in any::<u64>(),
    ) {
        let mut shuffled: Vec<(String, Stated)> = stated
            .iter()
            .enumerate()
            .map(|(place, one)| {
                let key = blake3::hash(format!("{seed} {place}").as_bytes());
                (key.to_hex().to_string(), one.clone())
            })
            .collect();
        shuffled.sort_by(|one, other| one.0.cmp(&other.0));
        let shuffled: Vec<Stated> = shuffled.into_iter().map(|(_, one)| one).collect();
        let draw = |stated: &[Stated]| network(stated, &Labels::default(), &options);
        prop_assert_eq!(draw(&stated), draw(&shuffled));
    }

    #[test]
    fn one_mode_is_symmetric_and_congruence_is_not_negative(
        stated in any_stated(),
        options in any_options(),
    ) {
        let network = network(&stated, &Labels::default(), &options);
        let matrix = matrix(&network);
        if options.network != NetworkType::TwoMode {
            for (row, values) in matrix.iter().enumerate() {
                prop_assert_eq!(values.len(), matrix.len());
                for (column, value) in values.iter().enumerate() {
                    prop_assert_eq!(value, &matrix[column][row]);
                }
            }
        }
        let signless = [NetworkType::Congruence, NetworkType::Conflict];
        for edge in &network.edges {
            prop_assert!(edge.weight.is_finite());
            prop_assert!(edge.weight > 0.0 || !signless.contains(&options.network));
        }
    }

    #[test]
    fn congruence_less_conflict_is_subtract(stated in any_stated()) {
        let draw = |kind| matrix(&network(&stated, &Labels::default(), &options(kind)));
        let plus = draw(NetworkType::Congruence);
        let minus = draw(NetworkType::Conflict);
        for (row, values) in draw(NetworkType::Subtract).iter().enumerate().skip(1) {
            for (column, value) in values.iter().enumerate().skip(1) {
                let of = |matrix: &[Vec<String>]| matrix[row][column].parse::<f64>().unwrap();
                prop_assert_eq!(value.parse::<f64>().unwrap(), of(&plus) - of(&minus));
            }
        }
    }
}
