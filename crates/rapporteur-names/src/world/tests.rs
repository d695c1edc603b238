//! The table as it is shipped: what it knows, what it leaves open, and what it does when it is broken.

use std::sync::LazyLock;

use proptest::prelude::*;
use rapporteur_models::world::TABLE;

use super::*;

static WORLD: LazyLock<World> = LazyLock::new(|| World::parse(TABLE).expect("the table is whole"));

/// One line for each sense of a phrase, without the numbers.
fn told(phrase: &str) -> Vec<String> {
    let tell = |sense: &Sense| {
        let what = match sense.meaning {
            Meaning::Country(country) => format!("country {}", country.code),
            Meaning::Demonym(country) => format!("of {}", country.code),
            Meaning::Seat(seat) => {
                let of = match seat.of {
                    Holder::Country(country) => country.code,
                    Holder::Organisation(organisation) => organisation.id,
                };
                format!("{} of {of}", format!("{:?}", seat.kind).to_lowercase())
            }
            Meaning::Region(region) => format!("region {}", region.id),
            Meaning::Organisation(organisation) => format!("body {}", organisation.id),
            Meaning::Place(place) => {
                let kind = format!("{:?}", place.kind).to_lowercase();
                format!("{kind} {} {}", place.name, place.country.code)
            }
        };
        if sense.ordinary {
            format!("{what}, ordinary")
        } else {
            what
        }
    };
    WORLD.senses(phrase).iter().map(tell).collect()
}

/// Some of the senses of a phrase, all of them present, in this order.
fn check(phrase: &str, expected: &[&str]) {
    let found = told(phrase);
    let mut rest = found.iter();
    for wanted in expected {
        assert!(
            rest.any(|sense| sense == wanted),
            "{phrase}: {wanted} in {found:#?}"
        );
    }
}

/// The answers of the functions for one sense, in a line: country, demonym, seat, region, body.
fn check_one(phrase: &str, expected: &str) {
    let holder = |seat: Seat| match seat.of {
        Holder::Country(country) => country.id,
        Holder::Organisation(organisation) => organisation.id,
    };
    let answers = [
        ("country", WORLD.country(phrase).map(|country| country.id)),
        ("demonym", WORLD.demonym(phrase).map(|country| country.id)),
        ("seat", WORLD.seat(phrase).map(holder)),
        ("region", WORLD.region(phrase).map(|region| region.id)),
        ("body", WORLD.organisation(phrase).map(|body| body.id)),
    ];
    let given = answers.iter().filter_map(|(sort, answer)| {
        let answer = (*answer)?;
        Some(format!("{sort} {answer}"))
    });
    assert_eq!(given.collect::<Vec<_>>().join(", "), expected, "{phrase}");
}

#[test]
fn countries_have_many_names() {
    for (name, id) in [
        ("Ukraine", "ukraine"),
        ("Ucrania", "ukraine"),
        ("Україна", "ukraine"),
        ("the Netherlands", "netherlands"),
        ("Türkiye", "turkey"),
        ("TURKEY", "turkey"),
        ("Russian Federation", "russia"),
        ("Россия", "russia"),
        ("الولايات المتحدة", "united-states"),
        ("Côte d’Ivoire", "ivory-coast"),
        ("Bosnia-Herzegovina", "bosnia-and-herzegovina"),
        ("中国", "china"),
        ("Deutschland", "germany"),
        ("Georgia", "georgia"),
        ("Guinea", "guinea"),
        ("Niger", "niger"),
        ("Oman", "oman"),
        ("Kosovo", "kosovo"),
    ] {
        check_one(name, &format!("country {id}"));
    }
}

#[test]
fn abbreviations_count_in_capitals() {
    check_one("US", "country united-states");
    check_one("U.S.", "country united-states");
    check_one("the U.S.", "country united-states");
    check_one("us", "");
    check_one("UK", "country united-kingdom");
    check_one("UAE", "country united-arab-emirates");
    check_one("DPRK", "country north-korea");
    check_one("EU", "body european-union");
    check_one("who", "");
    check_one("WHO", "body who");
    check_one("GDR", "region east-germany");
    check_one("gdr", "");
}

#[test]
fn peoples_are_their_countries() {
    for (word, id) in [
        ("Russian", "russia"),
        ("Russians", "russia"),
        ("Ukrainian", "ukraine"),
        ("Frenchman", "france"),
        ("Frenchwomen", "france"),
        ("Emirati", "united-arab-emirates"),
        ("ucraniana", "ukraine"),
        ("ruso", "russia"),
        ("estadounidenses", "united-states"),
        ("российская", "russia"),
        ("South Korean", "south-korea"),
        ("American", "united-states"),
    ] {
        check_one(word, &format!("demonym {id}"));
    }
    check("Polish", &["of PL, ordinary"]);
    check_one("Polish", "demonym poland");
    check_one("polish", "");
}

#[test]
fn governments_have_seats() {
    for (phrase, id) in [
        ("the Kremlin", "russia"),
        ("Кремль", "russia"),
        ("the White House", "united-states"),
        ("Casa Blanca", "united-states"),
        ("the State Department", "united-states"),
        ("Elysee", "france"),
        ("Bankova", "ukraine"),
        ("Downing Street", "united-kingdom"),
        ("the Sublime Porte", "turkey"),
        ("Moscow", "russia"),
        ("Moscú", "russia"),
        ("Москва", "russia"),
        ("Kiev", "ukraine"),
        ("Kyiv", "ukraine"),
        ("Washington", "united-states"),
        ("Beijing", "china"),
        ("Pekín", "china"),
        ("Tehran", "iran"),
        ("The Hague", "netherlands"),
        ("Tel Aviv", "israel"),
    ] {
        check_one(phrase, &format!("seat {id}"));
    }
    let kind = |phrase| WORLD.seat(phrase).map(|seat| seat.kind);
    assert_eq!(kind("the Kremlin"), Some(SeatKind::Institution));
    assert_eq!(kind("Moscow"), Some(SeatKind::Capital));
}

#[test]
fn regions_are_no_party() {
    check_one("the Gulf", "region gulf");
    check_one("the West", "region west");
    check_one("Oriente Medio", "region middle-east");
    check_one("Donbass", "region donbas");
    check_one("Europe", "region europe");
    check_one("Europa", "region europe");
    check_one("USSR", "region soviet-union");
}

#[test]
fn bodies_have_names_and_abbreviations() {
    check_one("United Nations", "body united-nations");
    check_one("Naciones Unidas", "body united-nations");
    check_one("OTAN", "body nato");
    check_one("Евросоюз", "body european-union");
    check_one("Arab League", "body arab-league");
    let nato = WORLD.organisation("North Atlantic Treaty Organisation");
    assert_eq!(
        nato.map(|body| (body.name, body.short)),
        Some(("NATO", Some("NATO")))
    );
}

#[test]
fn places_are_known_in_other_spellings() {
    for spelling in [
        "Kherson",
        "Jersón",
        "Cherson",
        "Херсон",
        "kherson",
        "خيرسون",
    ] {
        check(spelling, &["city Kherson UA", "province Kherson UA"]);
    }
    for spelling in [
        "Zaporizhzhia",
        "Zaporozhye",
        "Запорожье",
        "Zaporiyia",
        "Saporischschja",
    ] {
        check(
            spelling,
            &["city Zaporizhzhia UA", "province Zaporizhzhia UA"],
        );
    }
    check(
        "Donetsk",
        &["city Donetsk UA", "province Donetsk UA", "city Donetsk RU"],
    );
    check("Crimea", &["province Crimea UA"]);
    check("Estambul", &["city Istanbul TR"]);
    check("Djeddah", &["city Jeddah SA"]);
    check("Lugansk", &["city Luhansk UA"]);
}

#[test]
fn what_a_name_may_mean_stays_open() {
    check(
        "Georgia",
        &["country GE", "country Georgia GE", "province Georgia US"],
    );
    check("Jersey", &["country JE, ordinary"]);
    check("Congo", &["country CD", "country CG"]);
    check_one("Congo", "");
    check("Korea", &["country KR", "country KP"]);
    check_one("Korea", "");
    check("Congolese", &["of CD", "of CG"]);
    check_one("Congolese", "");
    check(
        "Brussels",
        &[
            "capital of european-union",
            "capital of BE",
            "capital Brussels BE",
        ],
    );
    check_one("Brussels", "");
    check("Victoria", &["province Victoria AU", "capital of SC"]);
    check_one("Victoria", "");
    check("Washington", &["province Washington US", "capital of US"]);
    check("Granada", &["city Granada ES", "country GD"]);
    check_one("Granada", "");
    check("Eden", &["city Eden US"]);
    check_one("Eden", "");
    check("Nice", &["city Nice FR, ordinary"]);
    check(
        "Reading",
        &["city Reading GB, ordinary", "city Reading US, ordinary"],
    );
    check("Split", &["city Split HR, ordinary"]);
    check("Of", &["city Of TR, ordinary"]);
    check("Valdria", &[]);
    assert_eq!(told("Port Sorrel"), Vec::<String>::new());
}

#[test]
fn what_is_no_name_means_nothing() {
    for words in [
        "",
        " ",
        "the",
        "'",
        "-",
        "ko",
        "he",
        "said",
        "reading",
        "nice",
        "split",
        "of",
        "can",
        "are",
        "said on Tuesday",
        "\u{301}",
        "\0",
    ] {
        assert_eq!(told(words), Vec::<String>::new(), "{words:?}");
    }
}

#[test]
fn spellings_come_in_order_and_are_found_again() {
    let all: Vec<(SpellingNumber, String)> = WORLD.spellings().collect();
    assert!(all.len() > 200_000, "{}", all.len());
    assert!(all.is_sorted_by(|(_, first), (_, second)| first < second));
    for (number, key) in all.iter().step_by(997) {
        assert_eq!(WORLD.fold(key), *key);
        let at = WORLD.senses_at(*number);
        assert!(!at.is_empty(), "{key}");
        assert_eq!(at, WORLD.senses(&key.to_uppercase()), "{key}");
    }
    let some: Vec<String> = WORLD.spellings_from("khers").map(|(_, key)| key).collect();
    let expected = all
        .iter()
        .map(|(_, key)| key)
        .filter(|key| key.starts_with("khers"));
    assert_eq!(some, expected.cloned().collect::<Vec<_>>());
}

#[test]
fn a_table_that_was_cut_is_an_error() {
    for length in [
        0,
        4,
        8,
        15,
        16,
        39,
        40,
        1000,
        TABLE.len() / 2,
        TABLE.len() - 1,
    ] {
        let cut = TABLE.get(..length).expect("shorter than the table");
        assert!(World::parse(cut).is_err(), "{length} bytes");
    }
}

#[test]
fn a_table_that_was_changed_is_an_error() {
    for place in [0, 9, 20, 45, 100_000, 3_000_000, TABLE.len() - 1] {
        let mut bytes = TABLE.to_vec();
        let byte = bytes.get_mut(place).expect("in the table");
        *byte ^= 1;
        assert!(World::parse(bytes.leak()).is_err(), "byte {place}");
    }
}

proptest! {
    #[test]
    fn any_text_is_a_name(text in any::<String>()) {
        let senses = WORLD.senses(&text);
        prop_assert!(senses.len() <= 48);
        let folded = WORLD.fold(&text);
        prop_assert_eq!(WORLD.fold(&folded), folded);
    }
}
