//! What is called a copy among real articles, to be looked at.

use std::path::PathBuf;

use rapporteur_copies::{Copies, Fingerprint};

use super::super::table;
use crate::{Failure, shared};

/// Lists the pairs and writes the table; prints that it does not where the corpus is absent.
pub(super) fn list() -> Result<(), Failure> {
    let Some(folder) = shared("corpora/polnear") else {
        println!("skipped: PolNeAR is not beside this workspace");
        return Ok(());
    };
    let mut files: Vec<PathBuf> = Vec::new();
    for part in ["train", "dev"] {
        let folder = folder.join(part).join("text");
        let entries = std::fs::read_dir(&folder).map_err(|error| Failure::io(&folder, error))?;
        files.extend(entries.flatten().map(|entry| entry.path()));
    }
    files.sort();
    let mut copies = Copies::default();
    let mut rows = Vec::new();
    for file in &files {
        let text = std::fs::read_to_string(file).map_err(|error| Failure::io(file, error))?;
        for copy in copies.add(Fingerprint::of(&text)) {
            let likeness = copy.likeness;
            let of = files
                .get(copy.article)
                .map(|file| name(file))
                .unwrap_or_default();
            rows.push(vec![
                name(file),
                of,
                copy.kind.name().to_owned(),
                format!("{:.3}", likeness.of_first()),
                format!("{:.3}", likeness.of_second()),
                likeness.longest.to_string(),
            ]);
        }
    }
    println!(
        "PolNeAR: {} of {} articles are called copies",
        rows.len(),
        files.len()
    );
    let head = [
        "article",
        "other",
        "kind",
        "of other",
        "of article",
        "longest run",
    ];
    table::save(&table::path("copies-polnear.csv"), &head, &rows)
}

fn name(file: &std::path::Path) -> String {
    let stem = file.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}
