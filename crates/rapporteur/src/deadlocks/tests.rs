//! Deadlocks, openings and chains, as an analyst would draw them by hand.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use rapporteur_core::{Codebook, Issue, Party, Proposition, Stance};

use super::*;

/// Reads lines such as `04-03 kestoria: withdraw <- lift` (a condition) or `04-10 kestoria: withdraw
/// = for` (a position); what stands in quotation marks matches no proposition.
fn read(lines: &str) -> (Vec<SetPrecondition>, Vec<TakenPosition>) {
    let (mut told, mut positions) = (Vec::new(), Vec::new());
    for (number, line) in lines.lines().map(str::trim).enumerate() {
        if line.is_empty() {
            continue;
        }
        let (day, rest) = line.split_once(' ').unwrap();
        let (holder, rest) = rest.split_once(": ").unwrap();
        let day = (day != "-").then(|| format!("2031-{day}"));
        let number = u32::try_from(number).unwrap();
        if let Some((wanted, condition)) = rest.split_once(" <- ") {
            told.push(SetPrecondition {
                holder: (holder != "?").then(|| holder.to_owned()),
                wanted: clause(wanted),
                condition: clause(condition),
                day,
                source: String::new(),
                number,
            });
        } else {
            let (proposition, stance) = rest.split_once(" = ").unwrap();
            positions.push(TakenPosition {
                party: holder.to_owned(),
                proposition: proposition.to_owned(),
                stance: match stance {
                    "for" => Stance::For,
                    "conditional" => Stance::Conditional,
                    _ => Stance::Against,
                },
                day,
                source: String::new(),
                number,
            });
        }
    }
    (told, positions)
}

fn clause(text: &str) -> SetClause {
    SetClause {
        proposition: (!text.starts_with('"')).then(|| text.to_owned()),
        words: text.trim_matches('"').to_owned(),
    }
}

fn shown(clause: &SetClause) -> String {
    match &clause.proposition {
        Some(id) => id.clone(),
        None => format!("{:?}", clause.words),
    }
}

/// Says a standoff in lines: each ring with the day it is complete from, each opening with both
/// days, each chain.
fn said(told: &[SetPrecondition], positions: &[TakenPosition], actors: &Actors) -> Vec<String> {
    let standoff = standoff(told, positions, actors);
    let day = |day: &Option<String>| {
        day.as_ref()
            .map_or("-".to_owned(), |day| day[5..].to_owned())
    };
    let wait = |place: &usize| {
        let wait = &standoff.waits[*place];
        let first = &told[wait.set_by[0]];
        let holder = wait.holder.as_deref().unwrap_or("?");
        let lapsed = if wait.in_force() { "" } else { " (lapsed)" };
        format!(
            "{holder}: {} <- {}{lapsed}",
            shown(&first.wanted),
            shown(&first.condition)
        )
    };
    let ring = |kind: &str, deadlock: &Deadlock| {
        let steps: Vec<String> = deadlock
            .steps
            .iter()
            .map(|step| step.iter().map(wait).collect::<Vec<_>>().join(" + "))
            .collect();
        let from = day(&told[deadlock.complete_from].day);
        format!("{kind} from {from}: {}", steps.join(" | "))
    };
    let mut lines: Vec<String> = Vec::new();
    lines.extend(standoff.deadlocks.iter().map(|one| ring("deadlock", one)));
    lines.extend(standoff.dissolved.iter().map(|one| ring("dissolved", one)));
    lines.extend(standoff.openings.iter().map(|one| {
        let yes = &positions[one.met_by];
        let (set, met) = (day(&told[one.set_by].day), day(&yes.day));
        format!(
            "opening {}, set {set}, {} said yes {met}",
            wait(&one.wait),
            yes.party
        )
    }));
    lines.extend(standoff.chains.iter().map(|chain| {
        let links: Vec<String> = chain.iter().map(wait).collect();
        format!("chain {}", links.join(" > "))
    }));
    lines
}

#[track_caller]
fn check(lines: &str, expected: &[&str]) {
    check_with(&Actors::default(), lines, expected);
}

#[track_caller]
fn check_with(actors: &Actors, lines: &str, expected: &[&str]) {
    let (told, positions) = read(lines);
    assert_eq!(said(&told, &positions, actors), expected, "{lines}");
}

#[test]
fn two_that_wait_for_each_other_are_a_deadlock_from_the_day_of_the_second() {
    check(
        "04-03 kestoria: withdraw <- lift
         03-06 valdria: lift <- withdraw
         04-04 valdria: lift <- withdraw",
        &["deadlock from 04-03: valdria: lift <- withdraw | kestoria: withdraw <- lift"],
    );
}

#[test]
fn several_statements_are_one_wait() {
    let (told, positions) = read(
        "04-04 valdria: lift <- withdraw
         - valdria: lift <- withdraw
         03-06 valdria: lift <- withdraw",
    );
    let standoff = standoff(&told, &positions, &Actors::default());
    assert_eq!(standoff.waits.len(), 1);
    assert_eq!(
        standoff.waits[0].set_by,
        [2, 0, 1],
        "by day, the undated last"
    );
}

#[test]
fn a_ring_may_run_through_three() {
    check(
        "03-01 valdria: lift <- withdraw
         03-02 kestoria: withdraw <- monitors
         03-03 brennia: monitors <- lift",
        &[
            "deadlock from 03-03: valdria: lift <- withdraw | kestoria: withdraw <- monitors | \
            brennia: monitors <- lift",
        ],
    );
}

#[test]
fn two_parties_may_hold_each_other_by_four_things() {
    check(
        "03-01 valdria: a <- b
         03-02 kestoria: b <- c
         03-03 valdria: c <- d
         03-04 kestoria: d <- a",
        &[
            "deadlock from 03-04: valdria: a <- b | kestoria: b <- c | valdria: c <- d | \
            kestoria: d <- a",
        ],
    );
}

#[test]
fn who_waits_for_himself_is_in_no_deadlock() {
    check(
        "03-01 valdria: lift <- withdraw
         03-02 valdria: withdraw <- lift",
        &[
            "chain valdria: lift <- withdraw",
            "chain valdria: withdraw <- lift",
        ],
    );
    check(
        "03-01 valdria: lift <- lift",
        &["chain valdria: lift <- lift"],
    );
}

#[test]
fn only_those_who_wait_for_another_are_in_the_step() {
    // Kestoria alone stands against Valdria on both; Brennia's first wait runs back to Valdria too.
    check(
        "03-01 valdria: a <- b
         03-02 kestoria: b <- a
         03-03 brennia: a <- b
         03-04 valdria: b <- a",
        &[
            "deadlock from 03-02: brennia: a <- b + valdria: a <- b | kestoria: b <- a + \
            valdria: b <- a",
        ],
    );
}

#[test]
fn a_longer_ring_round_a_shorter_one_is_left_out() {
    check(
        "03-01 valdria: a <- b
         03-02 kestoria: b <- a
         03-03 kestoria: b <- c
         03-04 brennia: c <- a",
        &[
            "deadlock from 03-02: valdria: a <- b | kestoria: b <- a",
            "chain kestoria: b <- c > brennia: c <- a",
        ],
    );
}

#[test]
fn a_condition_lapses_when_its_holder_says_yes_without_it() {
    check(
        "03-06 valdria: lift <- withdraw
         04-03 kestoria: withdraw <- lift
         04-10 kestoria: withdraw = for",
        &[
            "dissolved from 04-03: valdria: lift <- withdraw | kestoria: withdraw <- lift (lapsed)",
            "opening valdria: lift <- withdraw, set 03-06, kestoria said yes 04-10",
            "chain kestoria: withdraw <- lift (lapsed)",
            "chain valdria: lift <- withdraw",
        ],
    );
    let ring = "deadlock from 04-03: valdria: lift <- withdraw | kestoria: withdraw <- lift";
    for still in [
        "04-03 kestoria: withdraw = for",
        "04-10 kestoria: withdraw = conditional",
        "04-10 kestoria: withdraw = against",
        "04-10 valdria: withdraw = for",
        "- kestoria: withdraw = for",
        "04-10 kestoria: withdraw = for
         04-10 kestoria: withdraw = conditional",
        "04-10 kestoria: withdraw = for
         04-12 kestoria: withdraw <- lift",
        "04-10 kestoria: withdraw = for
         04-11 kestoria: withdraw = conditional",
    ] {
        let told = "03-06 valdria: lift <- withdraw
                    04-03 kestoria: withdraw <- lift\n";
        let (told, positions) = read(&format!("{told}{still}"));
        let said = said(&told, &positions, &of_valdria_and_kestoria());
        assert_eq!(said.first().map(String::as_str), Some(ring), "{still}");
    }
}

/// A codebook in which withdrawing is Kestoria's and lifting Valdria's.
fn of_valdria_and_kestoria() -> Actors {
    Actors::of(&codebook(&[
        (
            "withdraw",
            "Kestoria withdraws its troops from the Salt Islands.",
        ),
        (
            "lift",
            "The Republic of Valdria lifts its blockade of Kestoria's ports.",
        ),
    ]))
}

fn codebook(propositions: &[(&str, &str)]) -> Codebook {
    let party = |id: &str, name: &str, aliases: &[&str]| Party {
        id: id.to_owned(),
        name: name.to_owned(),
        role: rapporteur_core::PartyRole::Side,
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
    };
    let propositions = propositions.iter().map(|(id, text)| Proposition {
        id: (*id).to_owned(),
        text: (*text).to_owned(),
        in_favour: Vec::new(),
        against: Vec::new(),
    });
    Codebook {
        parties: vec![
            party("valdria", "Valdria", &["Republic of Valdria"]),
            party("kestoria", "Kestoria", &["the Lantern House"]),
        ],
        issues: vec![Issue {
            id: "all".to_owned(),
            name: "All".to_owned(),
            pax: Vec::new(),
            propositions: propositions.collect(),
        }],
        ..Codebook::default()
    }
}

#[test]
fn the_party_that_a_proposition_begins_with_has_to_act() {
    let check = |text: &str, expected: [bool; 3]| {
        let actors = Actors::of(&codebook(&[("one", text)]));
        let can = ["valdria", "kestoria", "brennia"].map(|party| actors.can(party, "one"));
        assert_eq!(can, expected, "{text}");
    };
    check("Kestoria withdraws.", [false, true, false]);
    check("The Lantern House withdraws.", [false, true, false]);
    check(
        "The Republic of Valdria lifts its blockade.",
        [true, false, false],
    );
    check(
        "Valdria and Kestoria exchange prisoners.",
        [true, true, false],
    );
    check(
        "Valdria, Kestoria and the mediators meet.",
        [true, true, true],
    );
    check("The leaders meet.", [true, true, true]);
    check("Kestoria's ports are opened.", [true, true, true]);
    check("Kestoria is admitted to the bank.", [true, true, true]);
    check("Valdria and Kestoria are reconciled.", [true, true, true]);
    check("", [true, true, true]);
    check("Kestoria", [true, true, true]);
}

#[test]
fn only_who_can_act_is_in_a_deadlock_or_opens_one() {
    check_with(
        &of_valdria_and_kestoria(),
        "03-06 valdria: lift <- withdraw
         03-07 brennia: withdraw <- lift
         03-08 brennia: withdraw = for",
        &["chain brennia: withdraw <- lift > valdria: lift <- withdraw"],
    );
}

#[test]
fn an_opening_is_a_yes_after_the_condition() {
    let set = "03-06 valdria: talks <- withdraw
               03-20 valdria: talks <- withdraw\n";
    let chain = "chain valdria: talks <- withdraw";
    let check = |said: &str, opening: Option<&str>| {
        let expected: Vec<&str> = opening.into_iter().chain([chain]).collect();
        check_with(
            &of_valdria_and_kestoria(),
            &format!("{set}{said}"),
            &expected,
        );
    };
    check(
        "03-10 kestoria: withdraw = for",
        Some("opening valdria: talks <- withdraw, set 03-06, kestoria said yes 03-10"),
    );
    check(
        "03-25 kestoria: withdraw = for",
        Some("opening valdria: talks <- withdraw, set 03-20, kestoria said yes 03-25"),
    );
    check("03-05 kestoria: withdraw = for", None);
    check("03-25 kestoria: withdraw = conditional", None);
    check("03-25 valdria: withdraw = for", None);
    check("- kestoria: withdraw = for", None);
    check(
        "03-25 kestoria: withdraw = for\n03-26 kestoria: withdraw = against",
        None,
    );
    check(
        "03-25 kestoria: withdraw = for\n03-25 kestoria: withdraw = conditional",
        None,
    );
}

#[test]
fn chains_lead_on_to_what_holds_them_up() {
    check(
        "03-06 valdria: status <- withdraw
         03-06 valdria: lift <- withdraw
         03-07 kestoria: withdraw <- lift
         03-08 kestoria: summit <- reply
         03-09 valdria: reply <- monitors
         03-10 brennia: monitors <- truce",
        &[
            "deadlock from 03-07: valdria: lift <- withdraw | kestoria: withdraw <- lift",
            "chain kestoria: summit <- reply > valdria: reply <- monitors > \
             brennia: monitors <- truce",
            "chain valdria: status <- withdraw",
        ],
    );
}

#[test]
fn words_without_a_proposition_are_shown_and_lead_nowhere() {
    check(
        "03-06 kestoria: monitors <- \"they come without weapons\"
         03-07 kestoria: monitors <- \"They come, without weapons!\"
         03-08 valdria: \"they come without weapons\" <- monitors
         03-09 ?: lift <- withdraw
         03-10 kestoria: withdraw <- lift",
        &[
            "chain ?: lift <- withdraw > kestoria: withdraw <- lift",
            "chain valdria: \"they come without weapons\" <- monitors > \
             kestoria: monitors <- \"they come without weapons\"",
        ],
    );
}

fn any_told() -> impl Strategy<Value = Vec<SetPrecondition>> {
    let one = (0..4_usize, 0..5_usize, 0..5_usize, 1..28_u8, 0..1000_u32);
    let told = one.prop_map(|(holder, wanted, condition, day, number)| SetPrecondition {
        holder: Some(["valdria", "kestoria", "brennia", "union"][holder].to_owned()),
        wanted: clause(["a", "b", "c", "d", "e"][wanted]),
        condition: clause(["a", "b", "c", "d", "e"][condition]),
        day: Some(format!("2031-03-{day:02}")),
        source: String::new(),
        number,
    });
    prop::collection::vec(told, 0..14)
}

/// Every ring of waits, found by trying all walks: the set of propositions of each.
fn rings_by_trying(waits: &[Wait]) -> Vec<Vec<String>> {
    fn go(waits: &[Wait], walk: &mut Vec<usize>, found: &mut Vec<Vec<String>>) {
        let (first, last) = (&waits[walk[0]], &waits[walk[walk.len() - 1]]);
        if walk.len() > 1 && last.waits_for(first) {
            let mut all: Vec<String> = walk
                .iter()
                .map(|place| waits[*place].wanted().unwrap().to_owned())
                .collect();
            all.sort();
            found.push(all);
        }
        for (place, wait) in waits.iter().enumerate() {
            let again = walk
                .iter()
                .any(|other| waits[*other].wanted() == wait.wanted());
            if !again && last.waits_for(wait) {
                walk.push(place);
                go(waits, walk, found);
                walk.pop();
            }
        }
    }
    let mut found = Vec::new();
    for start in 0..waits.len() {
        go(waits, &mut vec![start], &mut found);
    }
    found.sort();
    found.dedup();
    let all = found.clone();
    found.retain(|ring| {
        !all.iter()
            .any(|other| other.len() < ring.len() && other.iter().all(|one| ring.contains(one)))
    });
    found
}

proptest! {
    #[test]
    fn the_order_of_telling_does_not_matter(
        told in any_told(),
        seed in any::<u64>(),
    ) {
        let mut shuffled = told.clone();
        let key = |set: &SetPrecondition| {
            blake3::hash(format!("{seed}{set:?}").as_bytes()).to_hex().to_string()
        };
        shuffled.sort_by_key(key);
        let actors = Actors::default();
        prop_assert_eq!(said(&told, &[], &actors), said(&shuffled, &[], &actors));
    }

    #[test]
    fn rings_are_those_that_trying_everything_finds(told in any_told()) {
        let standoff = standoff(&told, &[], &Actors::default());
        let mut found: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        for deadlock in &standoff.deadlocks {
            let mut ring: Vec<String> = deadlock
                .steps
                .iter()
                .map(|step| standoff.waits[step[0]].wanted().unwrap().to_owned())
                .collect();
            ring.sort();
            *found.entry(ring).or_default() += 1;
        }
        let found: Vec<Vec<String>> = found.into_keys().collect();
        prop_assert_eq!(found, rings_by_trying(&standoff.waits));
    }

    #[test]
    fn every_wait_is_in_a_deadlock_or_in_one_chain(told in any_told()) {
        let standoff = standoff(&told, &[], &Actors::default());
        let mut locked: Vec<usize> = standoff
            .deadlocks
            .iter()
            .flat_map(|deadlock| deadlock.steps.iter().flatten().copied())
            .collect();
        locked.sort_unstable();
        locked.dedup();
        let chained = standoff.chains.iter().flatten().copied();
        let mut all: Vec<usize> = locked.into_iter().chain(chained).collect();
        all.sort_unstable();
        prop_assert_eq!(all, (0..standoff.waits.len()).collect::<Vec<_>>());
    }
}
