//! Ten thousand generated articles, some of them planted copies of others.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_copies::{Copies, Fingerprint, FoundCopy};

use super::super::table;
use super::plant::{Planted, WAYS};
use crate::Failure;
use crate::generate::{Articles, Random};

/// How many articles there are in all.
const ARTICLES: usize = 10_000;

/// How many copies are planted of each way.
const EACH: usize = 400;

/// Words an article has.
const WORDS: usize = 600;

/// The articles come from one seed, what is done to them from another.
const SEED: u64 = 11;
const PLANTING: u64 = 12;

/// Articles of which the vocabulary is drawn.
const READ_FOR_WORDS: usize = 500;

/// An article, and what it was made of.
struct Entry {
    text: String,
    of: Option<(usize, Planted)>,
}

/// How one way came out.
#[derive(Debug, Clone, Copy, Default)]
struct Score {
    planted: usize,
    found: usize,
    of_the_kind: usize,
    /// Pairs with a copy made this way that are no copies of each other.
    wrong: usize,
}

/// Plants, looks for what was planted, and writes the table.
pub(super) fn score() -> Result<(), Failure> {
    let entries = entries();
    let mut index = Copies::default();
    let mut found: Vec<(usize, FoundCopy)> = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        let copies = index.add(Fingerprint::of(&entry.text));
        found.extend(copies.into_iter().map(|copy| (place, copy)));
    }
    let mut scores: BTreeMap<Option<Planted>, Score> = BTreeMap::new();
    for (_, way) in entries.iter().filter_map(|entry| entry.of) {
        scores.entry(Some(way)).or_default().planted += 1;
    }
    let made_of = |place: usize| entries.get(place).and_then(|entry| entry.of);
    for (place, copy) in &found {
        let other = copy.article;
        let ways = [(*place, other), (other, *place)].map(|(one, other)| {
            made_of(one)
                .filter(|(of, _)| *of == other)
                .map(|(_, way)| way)
        });
        if let Some(way) = ways.into_iter().flatten().next() {
            let score = scores.entry(Some(way)).or_default();
            score.found += 1;
            let kind = copy.kind.name();
            score.of_the_kind += usize::from(kind == way.kind());
        } else {
            let way = made_of(*place).or(made_of(other)).map(|(_, way)| way);
            scores.entry(way).or_default().wrong += 1;
        }
    }
    report(&scores)
}

/// Makes the articles, in mixed order. An article is the origin of one copy at most.
fn entries() -> Vec<Entry> {
    let planted = EACH * WAYS.len();
    let mut articles = Articles::new(SEED, WORDS).map(|article| article.text);
    let originals: Vec<String> = articles.by_ref().take(ARTICLES - planted).collect();
    let vocabulary = vocabulary(originals.iter().take(READ_FOR_WORDS));
    let mut random = Random::new(PLANTING);
    let ways = WAYS.iter().flat_map(|way| std::iter::repeat_n(*way, EACH));
    let copies: Vec<(usize, Planted, String)> = (originals.iter().zip(ways).enumerate())
        .map(|(place, (text, way))| {
            let host = articles.next().unwrap_or_default();
            let copy = way.plant(text, &host, &vocabulary, &mut random);
            (place, way, copy)
        })
        .collect();
    let mut order: Vec<usize> = (0..ARTICLES).collect();
    random.shuffle(&mut order);
    let mut places = vec![0; ARTICLES];
    for (place, article) in order.iter().enumerate() {
        if let Some(at) = places.get_mut(*article) {
            *at = place;
        }
    }
    let copied = (copies.into_iter()).map(|(of, way, text)| Entry {
        text,
        of: places.get(of).map(|of| (*of, way)),
    });
    let plain = originals.into_iter().map(|text| Entry { text, of: None });
    let mut placed: Vec<(usize, Entry)> = places.iter().copied().zip(plain.chain(copied)).collect();
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, entry)| entry).collect()
}

/// The words of some texts, each once.
fn vocabulary<'a>(texts: impl Iterator<Item = &'a String>) -> Vec<String> {
    let words: BTreeSet<&str> = texts
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    words.into_iter().map(str::to_owned).collect()
}

fn report(scores: &BTreeMap<Option<Planted>, Score>) -> Result<(), Failure> {
    let mut rows = Vec::new();
    let mut total = Score::default();
    println!("{ARTICLES} generated articles of {WORDS} words, {EACH} copies planted of each way");
    println!(
        "{:<30} {:>7} {:>7} {:>7} {:>9} {:>6}",
        "way", "recall", "asked", "wrong", "precision", "kind"
    );
    for way in WAYS.map(Some).into_iter().chain([None]) {
        let score = scores.get(&way).copied().unwrap_or_default();
        total.planted += score.planted;
        total.found += score.found;
        total.of_the_kind += score.of_the_kind;
        total.wrong += score.wrong;
        let name = way.map_or_else(|| "none of both planted".to_owned(), Planted::name);
        rows.push(score.row(&name, way.map(Planted::asked)));
    }
    rows.push(total.row("all", None));
    let head = [
        "way",
        "planted",
        "found",
        "wrong",
        "recall",
        "asked",
        "precision",
        "kind right",
    ];
    table::save(&table::path("copies-planted.csv"), &head, &rows)
}

impl Score {
    /// Prints the figures and returns them as a row of the table.
    fn row(&self, name: &str, asked: Option<usize>) -> Vec<String> {
        let share = |part: usize, whole: usize| match whole {
            0 => String::new(),
            _ => format!("{:.4}", part as f64 / whole as f64),
        };
        let asked = asked.map_or_else(String::new, |asked| format!("0.{asked}"));
        let recall = share(self.found, self.planted);
        let precision = share(self.found, self.found + self.wrong);
        let kind = share(self.of_the_kind, self.found);
        println!(
            "{name:<30} {recall:>7} {asked:>7} {:>7} {precision:>9} {kind:>6}",
            self.wrong
        );
        vec![
            name.to_owned(),
            self.planted.to_string(),
            self.found.to_string(),
            self.wrong.to_string(),
            recall,
            asked,
            precision,
            kind,
        ]
    }
}
