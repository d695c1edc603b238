//! Tests of whole articles.

use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// The share of the shorter article's four-word runs that another may have.
const MOST_SHARED: f64 = 0.3;

fn runs(text: &str) -> BTreeSet<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.windows(4).map(|run| run.join(" ")).collect()
}

/// Checks all pairs of the articles with these numbers.
fn check_shares(seed: u64, words: usize, numbers: impl Iterator<Item = u64>) {
    let articles = Articles::new(seed, words);
    let all: Vec<BTreeSet<String>> = numbers
        .map(|number| runs(&articles.article(number).text))
        .collect();
    let mut holders: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (index, runs) in all.iter().enumerate() {
        for run in runs {
            let before = holders.entry(run).or_default();
            for other in before.iter() {
                *shared.entry((*other, index)).or_default() += 1;
            }
            before.push(index);
        }
    }
    for ((first, second), count) in shared {
        let share = count as f64 / all[first].len().min(all[second].len()) as f64;
        assert!(
            share < MOST_SHARED,
            "articles {first} and {second} share {share:.3}"
        );
    }
}

#[test]
fn neighbours_share_few_runs_of_words() {
    check_shares(1, 600, 0..400);
}

#[test]
fn short_articles_share_few_runs_of_words() {
    check_shares(3, 150, 0..400);
}

#[test]
fn distant_articles_share_few_runs_of_words() {
    check_shares(2, 600, (0..300).map(|step| step * 347));
}

#[test]
fn the_same_seed_gives_the_same_articles() {
    let first: Vec<Article> = Articles::new(5, 300).take(20).collect();
    let again: Vec<Article> = Articles::new(5, 300).take(20).collect();
    let other: Vec<Article> = Articles::new(6, 300).take(20).collect();
    assert_eq!(first, again);
    assert!(
        first
            .iter()
            .zip(&other)
            .all(|(one, two)| one.text != two.text)
    );
}

#[test]
fn articles_are_about_as_long_as_asked_for() {
    for article in Articles::new(1, 600).take(200) {
        let words = article.text.split_whitespace().count();
        assert!(
            (400..=880).contains(&words),
            "{words} words in {:?}",
            article.title
        );
    }
}

#[test]
fn addresses_are_different() {
    let addresses: BTreeSet<String> = Articles::new(1, 200)
        .take(500)
        .map(|article| article.url)
        .collect();
    assert_eq!(addresses.len(), 500);
}

#[test]
fn every_article_has_every_sort_of_attribution() {
    let sorts: [(&str, &[&str]); 5] = [
        ("quotation", &["”", "\"", "»"]),
        ("indirect speech", &[" that ", " said ", " told "]),
        ("according to", &["ccording to "]),
        (
            "pronoun",
            &[
                " he ", " she ", "He ", "She ", "His ", "Her ", " his ", " her ",
            ],
        ),
        (
            "day",
            &[
                "Monday",
                "Tuesday",
                "Wednesday",
                "Thursday",
                "Friday",
                "Saturday",
                "Sunday",
            ],
        ),
    ];
    for article in Articles::new(3, 200).take(100) {
        for (sort, words) in sorts {
            let found = words.iter().any(|word| article.text.contains(word));
            assert!(found, "no {sort} in: {}", article.text);
        }
    }
}

#[test]
fn every_article_names_people_and_places_of_the_codebook() {
    let world = World::new();
    for article in Articles::new(3, 200).take(100) {
        let names = |list: &[String]| list.iter().any(|name| article.text.contains(name));
        let people = world
            .people
            .iter()
            .any(|person| article.text.contains(&person.name));
        assert!(people, "nobody in: {}", article.text);
        assert!(
            names(&world.towns) || names(&world.islands),
            "nowhere in: {}",
            article.text
        );
        assert!(
            world.outlets.contains(&article.publisher),
            "{}",
            article.publisher
        );
    }
}

#[test]
fn the_grammar_has_as_many_needed_paragraphs_as_are_asked_for() {
    let world = World::new();
    assert_eq!(
        world
            .grammar
            .named("needed")
            .map(|symbol| symbol.alternatives.len()),
        Some(NEEDED)
    );
}

#[test]
fn nothing_of_the_grammar_is_left_in_the_text() {
    for article in Articles::new(4, 600).take(100) {
        let all = format!("{}\n{}", article.title, article.text);
        for wrong in [
            "{", "}", "^", "#", " ,", " .", "  ", ",,", ",.", " a a", "“,",
        ] {
            assert!(!all.contains(wrong), "{wrong:?} in {all}");
        }
    }
}
