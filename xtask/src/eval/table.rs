//! The committed tables: a row per case.

use std::path::{Path, PathBuf};

use crate::{Failure, root};

/// Returns the path of a table.
pub(super) fn path(name: &str) -> PathBuf {
    root().join("xtask/eval").join(name)
}

/// Writes a table whose first column is the set; rows of sets that were not measured now are kept.
pub(super) fn write(
    name: &str,
    head: &[&str],
    sets: &[&str],
    rows: Vec<Vec<String>>,
) -> Result<(), Failure> {
    let path = path(name);
    let measured = |row: &Vec<String>| row.first().is_some_and(|set| sets.contains(&set.as_str()));
    let mut all: Vec<Vec<String>> = kept(&path, head)?
        .into_iter()
        .filter(|row| !measured(row))
        .collect();
    all.extend(rows);
    all.sort();
    save(&path, head, &all)
}

/// Writes a table as it is.
pub(super) fn save(path: &Path, head: &[&str], rows: &[Vec<String>]) -> Result<(), Failure> {
    let failed = |error: csv::Error| Failure::io(path, error.into());
    let mut writer = csv::Writer::from_path(path).map_err(failed)?;
    writer.write_record(head).map_err(failed)?;
    for row in rows {
        writer.write_record(row).map_err(failed)?;
    }
    writer.flush().map_err(|error| Failure::io(path, error))?;
    println!(
        "wrote {}",
        path.strip_prefix(root()).unwrap_or(path).display()
    );
    Ok(())
}

/// The rows that are there; none where the table is new or has other columns.
fn kept(path: &Path, head: &[&str]) -> Result<Vec<Vec<String>>, Failure> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let failed = |error: csv::Error| Failure::io(path, error.into());
    let mut reader = csv::Reader::from_path(path).map_err(failed)?;
    if reader.headers().map_err(failed)? != head {
        return Ok(Vec::new());
    }
    let rows: Result<Vec<_>, _> = reader.records().collect();
    let cells = |row: csv::StringRecord| row.iter().map(str::to_owned).collect();
    Ok(rows.map_err(failed)?.into_iter().map(cells).collect())
}
