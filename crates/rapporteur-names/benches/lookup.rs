//! What a user waits for: making a hundred thousand known names ready, and asking for one.

// A bench that cannot prepare its input has nothing to measure, and one needs a clock.
#![allow(clippy::unwrap_used, clippy::disallowed_types)]

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use rapporteur_models::names;
use rapporteur_names::{NameData, NameIndex, NameKind, NameResources};

const NAMES: u32 = 100_000;

const ONSETS: [&str; 24] = [
    "b", "br", "ch", "d", "dr", "f", "g", "gr", "h", "k", "kh", "l", "m", "n", "p", "r", "s", "sh",
    "st", "t", "v", "y", "z", "zh",
];
const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "ai", "ia", "ou"];
const CODAS: [&str; 10] = ["", "", "", "n", "r", "l", "s", "k", "m", "v"];
const ENDINGS: [&str; 8] = ["ov", "enko", "ski", "man", "idze", "i", "sen", "a"];

/// A generator of numbers that is the same everywhere (Marsaglia 2003, xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    fn word(&mut self, syllables: usize, ending: bool) -> String {
        let mut word = String::new();
        for _ in 0..syllables {
            word.push_str(self.one(&ONSETS));
            word.push_str(self.one(&VOWELS));
            word.push_str(self.one(&CODAS));
        }
        if ending {
            word.push_str(self.one(&ENDINGS));
        }
        word[..1].to_uppercase() + &word[1..]
    }
}

/// Names as a record has them: six in ten people, with given names that many share, two in ten
/// places and two in ten organisations.
fn made() -> Vec<(String, NameKind)> {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let given: Vec<String> = (0..400).map(|_| random.word(2, false)).collect();
    let surnames: Vec<String> = (0..20_000)
        .map(|number| random.word(1 + number % 2, true))
        .collect();
    (0..NAMES)
        .map(|number| match number % 10 {
            0..6 => {
                let (first, last) = (random.below(400), random.below(20_000));
                (
                    format!("{} {}", given[first], surnames[last]),
                    NameKind::Person,
                )
            }
            6 | 7 => {
                let syllables = 2 + random.below(2);
                (random.word(syllables, false), NameKind::Place)
            }
            _ => {
                let kind = random.one(&["Bank", "Ministry", "Group", "Institute", "Union"]);
                let (first, second) = (random.word(2, false), random.word(2, true));
                (format!("{first} {second} {kind}"), NameKind::Organisation)
            }
        })
        .collect()
}

/// Spells a name as another language or a hasty writer might.
fn misspelled(name: &str, random: &mut Random) -> String {
    let (from, to) = [
        ("kh", "ch"),
        ("sh", "sch"),
        ("v", "w"),
        ("ou", "u"),
        ("i", "y"),
        ("zh", "j"),
    ][random.below(6)];
    name.replacen(from, to, 1)
}

fn lookup(criterion: &mut Criterion) {
    let data = NameData {
        words: names::WORDS,
        given: names::GIVEN,
        forms: names::FORMS,
        confusions: names::CONFUSIONS,
        weights: names::WEIGHTS,
    };
    let resources = NameResources::parse(&data);
    let known = made();
    let entries = || {
        (0_u32..)
            .zip(&known)
            .map(|(id, (name, kind))| (id, name.as_str(), *kind))
    };
    let index = NameIndex::build(entries());
    let mut random = Random(7);
    let asked: Vec<(u32, String, NameKind)> = (0..1_000)
        .map(|_| {
            let at = random.below(known.len());
            let (name, kind) = &known[at];
            (
                u32::try_from(at).unwrap(),
                misspelled(name, &mut random),
                *kind,
            )
        })
        .collect();
    let mut micros: Vec<f64> = Vec::new();
    let mut first = 0;
    for (at, name, kind) in &asked {
        let began = std::time::Instant::now();
        let found = index.lookup(&resources, name, *kind, 5);
        micros.push(began.elapsed().as_secs_f64() * 1e6);
        let text = &known[*at as usize].0;
        first += u32::from(found.first().is_some_and(|best| &best.name == text));
    }
    micros.sort_by(f64::total_cmp);
    println!(
        "one of {NAMES}: median {:.1} µs, 95 in 100 under {:.1} µs; the name asked for comes first {first} times of {}",
        micros[500],
        micros[950],
        asked.len()
    );
    criterion.bench_function("load the word lists", |bencher| {
        bencher.iter(|| NameResources::parse(black_box(&data)));
    });
    criterion.bench_function("make a hundred thousand names ready", |bencher| {
        bencher.iter_batched(
            || (),
            |()| NameIndex::build(entries()),
            BatchSize::LargeInput,
        );
    });
    let mut turn = 0;
    criterion.bench_function("ask for one name of a hundred thousand", |bencher| {
        bencher.iter(|| {
            turn = (turn + 1) % asked.len();
            let (_, name, kind) = &asked[turn];
            index.lookup(&resources, black_box(name), *kind, 5)
        });
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = lookup
}
criterion_main!(benches);
