//! Who and what is named, against the answer keys.
//!
//! A mention of the key is found when a mention that was read overlaps it and is tied to the same entity:
//! by the codebook's id where the key has one, else by any name that the codebook or the key's own mentions
//! give it. Where one entity that was read stands for two of the key, its mentions count as wrong.

use std::collections::{BTreeMap, BTreeSet};

use super::aliases::Aliases;
use super::articles::{Case, Set};
use super::compare::{f1, share};
use super::key::{self, Entity, KeyEntity, KeyMention, Mention, Names, Reading};
use super::measure::{Measured, measure, names, show};
use super::table;
use crate::Failure;

const HEAD: [&str; 5] = ["set", "article", "expected", "read", "found"];

/// An article's mentions, and which of them are right.
struct Judged {
    expected: Vec<KeyMention>,
    /// Which of the key's mentions were found.
    found: BTreeSet<usize>,
    /// Which of those read are right.
    right: BTreeSet<usize>,
}

/// How one article, or all of a set, came out; `right` are mentions that were read.
#[derive(Debug, Default)]
struct Score {
    expected: usize,
    read: usize,
    found: usize,
    right: usize,
}

/// Measures the mentions of the sets and writes `xtask/eval/mentions.csv`; or shows one article.
///
/// # Errors
///
/// A [`Failure`] where a set cannot be read, or no article begins with the name to show.
pub(super) fn mentions(sets: &[Set], shown: Option<&str>) -> Result<(), Failure> {
    let measured = measure(sets, |case, aliases| {
        let Names { mentions } = key::read(&case.key("names"))?;
        let Reading {
            mentions: read,
            entities,
            ..
        } = &case.reading;
        Ok(judge(mentions, read, entities, aliases))
    })?;
    if let Some(name) = shown {
        return show(&measured, name, print_article);
    }
    let mut rows = Vec::new();
    for Measured { set, articles } in &measured {
        let mut total = Score::default();
        for (case, judged) in articles {
            let counts = [
                judged.expected.len(),
                case.reading.mentions.len(),
                judged.found.len(),
            ];
            let row = [set.name().to_owned(), case.file.clone()].into_iter();
            rows.push(row.chain(counts.map(|count| count.to_string())).collect());
            total.expected += judged.expected.len();
            total.read += case.reading.mentions.len();
            total.found += judged.found.len();
            total.right += judged.right.len();
        }
        print_total(*set, articles.len(), &total);
    }
    table::write("mentions.csv", &HEAD, &names(&measured), rows)
}

fn judge(
    expected: Vec<KeyMention>,
    read: &[Mention],
    entities: &[Entity],
    aliases: &Aliases,
) -> Judged {
    let entity_of = |mention: &Mention| {
        (entities.iter()).find(|entity| Some(&entity.id) == mention.entity.as_ref())
    };
    let mut pairs = Vec::new();
    let mut stands_for: BTreeMap<&str, BTreeSet<&KeyEntity>> = BTreeMap::new();
    for (at, key) in expected.iter().enumerate() {
        for (index, mention) in read.iter().enumerate() {
            let overlaps = mention.start < key.end && key.start < mention.end;
            if let Some(entity) = entity_of(mention)
                && overlaps
                && is_same(key, entity, &expected, aliases)
            {
                pairs.push((at, index));
                stands_for
                    .entry(&entity.id)
                    .or_default()
                    .insert(&key.entity);
            }
        }
    }
    let merged = |index: usize| {
        let entity = read
            .get(index)
            .and_then(|mention| mention.entity.as_deref())
            .unwrap_or_default();
        stands_for
            .get(entity)
            .is_some_and(|stands_for| stands_for.len() > 1)
    };
    pairs.retain(|(_, index)| !merged(*index));
    Judged {
        found: pairs.iter().map(|(at, _)| *at).collect(),
        right: pairs.iter().map(|(_, index)| *index).collect(),
        expected,
    }
}

fn is_same(key: &KeyMention, entity: &Entity, all: &[KeyMention], aliases: &Aliases) -> bool {
    if key.entity.codebook.is_some() || entity.codebook.is_some() {
        return key.entity.codebook == entity.codebook;
    }
    let named = |other: &&KeyMention| other.entity == key.entity && other.form == "name";
    aliases.same(&key.entity.name, &entity.name)
        || all
            .iter()
            .filter(named)
            .any(|other| aliases.same(&other.text, &entity.name))
}

fn print_total(set: Set, articles: usize, total: &Score) {
    let Score {
        expected,
        read,
        found,
        right,
    } = total;
    println!(
        "{}: {articles} articles, {expected} mentions in the key, {read} read",
        set.name()
    );
    println!(
        "  found {:.3}   spurious {:.3}   F1 {:.3}\n",
        share(*found, *expected),
        share(read - right, *read),
        f1(*found, *expected, *read)
    );
}

/// Prints the mentions that were missed and those that are spurious.
fn print_article(case: &Case, judged: &Judged) {
    println!("{}\n\nmissed:", case.file);
    for (at, mention) in judged.expected.iter().enumerate() {
        if !judged.found.contains(&at) {
            let KeyMention {
                start,
                end,
                text,
                form,
                entity,
            } = mention;
            println!(
                "{start:>6}..{end:<6} {text} ({form}) -> {}",
                entity.codebook.as_ref().unwrap_or(&entity.name)
            );
        }
    }
    println!("\nspurious:");
    for (index, mention) in case.reading.mentions.iter().enumerate() {
        if !judged.right.contains(&index) {
            let entity = case
                .reading
                .entities
                .iter()
                .find(|entity| Some(&entity.id) == mention.entity.as_ref());
            let name = entity.map_or("-", |entity| {
                entity.codebook.as_ref().unwrap_or(&entity.name)
            });
            let Mention {
                start, end, text, ..
            } = mention;
            println!("{start:>6}..{end:<6} {text} -> {name}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected(start: usize, text: &str, name: &str, codebook: Option<&str>) -> KeyMention {
        KeyMention {
            text: text.to_owned(),
            start,
            end: start + text.len(),
            entity: KeyEntity {
                name: name.to_owned(),
                codebook: codebook.map(str::to_owned),
            },
            form: "name".to_owned(),
        }
    }

    fn read(start: usize, text: &str, entity: &str) -> Mention {
        Mention {
            entity: Some(entity.to_owned()),
            start,
            end: start + text.len(),
            text: text.to_owned(),
        }
    }

    fn entity(id: &str, name: &str, codebook: Option<&str>) -> Entity {
        Entity {
            id: id.to_owned(),
            name: name.to_owned(),
            codebook: codebook.map(str::to_owned),
        }
    }

    fn check(
        key: Vec<KeyMention>,
        mentions: &[Mention],
        entities: &[Entity],
        found: &[usize],
        right: &[usize],
    ) {
        let aliases = Aliases::default();
        let judged = judge(key, mentions, entities, &aliases);
        assert_eq!(judged.found.into_iter().collect::<Vec<_>>(), found);
        assert_eq!(judged.right.into_iter().collect::<Vec<_>>(), right);
    }

    #[test]
    fn a_mention_needs_the_right_entity() {
        let key = vec![
            expected(0, "Maren", "Ilva Maren", Some("ilva-maren")),
            expected(10, "Anders", "Anders", None),
        ];
        let mentions = [
            read(0, "Maren", "e1"),
            read(10, "Anders", "e2"),
            read(30, "Velm", "e3"),
        ];
        let entities = [
            entity("e1", "Ilva Maren", Some("ilva-maren")),
            entity("e2", "Anders", None),
            entity("e3", "Velm", None),
        ];
        check(key.clone(), &mentions, &entities, &[0, 1], &[0, 1]);
        check(key, &[read(0, "Maren", "e2")], &entities, &[], &[]);
    }

    #[test]
    fn any_name_in_the_text_ties() {
        let key = vec![
            expected(0, "Dov Harrel", "Dov Harrel", None),
            expected(20, "Harrel", "Dov Harrel", None),
        ];
        check(
            key,
            &[read(20, "Harrel", "e1")],
            &[entity("e1", "Harrel", None)],
            &[1],
            &[0],
        );
    }

    #[test]
    fn one_entity_for_two_is_wrong() {
        let key = vec![
            expected(0, "Velm", "Velm", None),
            expected(10, "Velm", "Velm FC", None),
        ];
        let mentions = [read(0, "Velm", "e1"), read(10, "Velm", "e1")];
        check(key, &mentions, &[entity("e1", "Velm", None)], &[], &[]);
    }
}
