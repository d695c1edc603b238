//! The copies of the example, against its answer key.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rapporteur::{CopyPage, Inputs, IntakeOptions, MetadataTable, copies_among};
use serde::Deserialize;

use super::super::table;
use crate::{Failure, root};

/// `copies.json`.
#[derive(Deserialize)]
struct Key {
    groups: Vec<Group>,
    independent_sources: u64,
}

#[derive(Deserialize)]
struct Group {
    original: String,
    relations: Vec<Relation>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
struct Relation {
    copy: String,
    of: String,
    kind: String,
}

/// Compares and writes the table.
pub(super) fn score() -> Result<(), Failure> {
    let folder = root().join("example");
    let key = folder.join("key/copies.json");
    let text = std::fs::read_to_string(&key).map_err(|error| Failure::io(&key, error))?;
    let key: Key = serde_json::from_str(&text).map_err(|error| Failure::content(&key, error))?;
    let page = page(&folder)?;
    let found = relations(&page);
    let expected: BTreeMap<&str, &Relation> = (key.groups.iter())
        .flat_map(|group| &group.relations)
        .map(|relation| (relation.copy.as_str(), relation))
        .collect();
    let read: BTreeMap<&str, &Relation> = (found.iter())
        .map(|relation| (relation.copy.as_str(), relation))
        .collect();
    let articles: BTreeSet<&str> = expected.keys().chain(read.keys()).copied().collect();
    let mut rows = Vec::new();
    let mut right = 0;
    for article in articles {
        let cells = |relation: Option<&&Relation>| {
            relation.map_or_else(Default::default, |one| [one.of.clone(), one.kind.clone()])
        };
        let (expected, read) = (expected.get(article), read.get(article));
        let is_right = expected == read;
        right += usize::from(is_right);
        let mut row = vec![article.to_owned()];
        row.extend(cells(expected));
        row.extend(cells(read));
        row.push(is_right.to_string());
        rows.push(row);
    }
    let originals: BTreeSet<&str> = key.groups.iter().map(|one| one.original.as_str()).collect();
    let found_originals: Vec<String> = (page.groups.iter())
        .map(|group| name(group.original.file.as_deref()))
        .collect();
    let originals_right = found_originals
        .iter()
        .map(String::as_str)
        .collect::<BTreeSet<_>>()
        == originals;
    println!(
        "example: {right} of {} relations right, {} found",
        expected.len(),
        found.len()
    );
    println!("example: originals right: {originals_right}");
    println!(
        "example: {} independent sources, {} in the key",
        page.independent, key.independent_sources
    );
    rows.push(vec![
        "independent".to_owned(),
        key.independent_sources.to_string(),
        String::new(),
        page.independent.to_string(),
        String::new(),
        (page.independent == key.independent_sources).to_string(),
    ]);
    let head = [
        "article",
        "copy of",
        "kind",
        "found of",
        "found kind",
        "right",
    ];
    table::save(&table::path("copies.csv"), &head, &rows)
}

fn page(folder: &Path) -> Result<CopyPage, Failure> {
    let metadata = folder.join("metadata.csv");
    let text = std::fs::read_to_string(&metadata).map_err(|error| Failure::io(&metadata, error))?;
    let parsed = MetadataTable::parse(&text);
    let options = IntakeOptions {
        table: Some(parsed.map_err(|error| Failure::content(&metadata, error))?),
        ..IntakeOptions::default()
    };
    let mut failure = None;
    let inputs = Inputs::new(&[folder.join("articles")], options);
    let page = copies_among(inputs, |failed| failure = Some(failed.to_string()));
    failure.map_or(Ok(page), |failure| Err(Failure::Task(failure)))
}

fn relations(page: &CopyPage) -> Vec<Relation> {
    let mut relations = Vec::new();
    for group in &page.groups {
        let copies = group.copies.iter().map(|copy| &copy.copy);
        let files: BTreeMap<i64, String> = std::iter::once(&group.original)
            .chain(copies)
            .map(|article| (article.article, name(article.file.as_deref())))
            .collect();
        let file = |number: i64| files.get(&number).cloned().unwrap_or_default();
        relations.extend(group.copies.iter().map(|copy| Relation {
            copy: file(copy.copy.article),
            of: file(copy.of),
            kind: copy.kind.to_owned(),
        }));
    }
    relations
}

fn name(file: Option<&str>) -> String {
    let name = file.map(Path::new).and_then(Path::file_name);
    name.unwrap_or_default().to_string_lossy().into_owned()
}
