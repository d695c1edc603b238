//! Two folders of re3d (Dstl 2017) that no weights were trained on.
//!
//! Its people confirmed spans that a program had proposed, and added others; those below half of
//! confidence were not confirmed and are left out. A span is named where its head, the last word before
//! the first preposition or comma, has a capital.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{Document, Span, kind};
use crate::Failure;

const FOLDERS: [&str; 2] = ["BBC Online", "UK Government"];
const CONFIRMED: f64 = 0.5;

const PRONOUNS: [&str; 10] = [
    "i", "he", "she", "it", "we", "they", "you", "me", "us", "them",
];
const AFTER_HEAD: [&str; 16] = [
    "of", "in", "at", "for", "from", "to", "on", "by", "near", "with", "within", "against",
    "between", "who", "which", "and",
];

#[derive(Deserialize)]
struct Line {
    #[serde(rename = "_id")]
    id: String,
    text: String,
}

#[derive(Deserialize)]
struct Entity {
    #[serde(rename = "documentId")]
    document: String,
    begin: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    confidence: f64,
}

/// Reads the documents of both folders.
///
/// # Errors
///
/// A [`Failure`] where a file cannot be read.
pub(super) fn read(folder: &Path) -> Result<Vec<Document>, Failure> {
    let mut documents = Vec::new();
    for name in FOLDERS {
        let mut entities: BTreeMap<String, Vec<Entity>> = BTreeMap::new();
        for entity in lines::<Entity>(&folder.join(name).join("entities.json"))? {
            entities
                .entry(entity.document.clone())
                .or_default()
                .push(entity);
        }
        for Line { id, text } in lines(&folder.join(name).join("documents.json"))? {
            let characters: Vec<char> = text.chars().collect();
            let of_document = entities.get(&id).into_iter().flatten();
            let gold = of_document
                .filter_map(|entity| entity.span(&characters))
                .collect();
            documents.push(Document {
                name: id,
                text,
                gold,
            });
        }
    }
    Ok(documents)
}

fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| Failure::io(path, error))?;
    let lines = text.trim_start_matches('\u{feff}').lines();
    let lines = lines.filter(|line| !line.trim().is_empty());
    lines
        .map(|line| serde_json::from_str(line).map_err(|error| Failure::content(path, error)))
        .collect()
}

impl Entity {
    /// The span, without blanks at its ends, where it is named and confirmed.
    fn span(&self, characters: &[char]) -> Option<Span> {
        let value: String = characters.get(self.begin..self.end)?.iter().collect();
        let blanks_before = value.chars().take_while(|c| c.is_whitespace()).count();
        let blanks_after = value
            .chars()
            .rev()
            .take_while(|c| c.is_whitespace())
            .count();
        let named = self.confidence >= CONFIRMED && is_named(value.trim());
        named.then_some((
            self.begin + blanks_before,
            self.end - blanks_after,
            kind(&self.kind)?,
        ))
    }
}

fn is_named(value: &str) -> bool {
    let small = |word: &str| word.to_lowercase();
    let mut head = "";
    for (at, word) in value.split_whitespace().enumerate() {
        if at > 0 && AFTER_HEAD.contains(&small(word).as_str()) {
            break;
        }
        head = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.ends_with(',') {
            break;
        }
    }
    let capital = head.chars().next().is_some_and(char::is_uppercase);
    (capital || head.starts_with("al-")) && !PRONOUNS.contains(&small(head).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_has_to_have_a_capital() {
        for name in [
            "Ilva Maren",
            "the Port of Sorrel",
            "al-Sorrel",
            "Maren, the minister",
        ] {
            assert!(is_named(name), "{name}");
        }
        for phrase in ["the people of Valdria", "Valdrian forces", "We", ""] {
            assert!(!is_named(phrase), "{phrase}");
        }
    }
}
