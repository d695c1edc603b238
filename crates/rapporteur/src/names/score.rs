//! A table of pairs of names, each with a score.

use rapporteur_names::{Name, NameKind, compare};

use super::NAMES;
use crate::error::{Error, ErrorKind};

/// A table of pairs, scored.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoredPairs {
    /// The columns of the table that was given.
    pub columns: Vec<String>,
    /// Its rows, in their order.
    pub pairs: Vec<ScoredPair>,
}

/// A row of the table, scored.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoredPair {
    /// The cells, as they were given.
    pub cells: Vec<String>,
    /// How likely the two are one name, from 0 to 1; at and over 0.7 they are held to be.
    pub score: f64,
    /// What speaks for and against it.
    pub reasons: Vec<String>,
}

/// Scores the pairs of names in a CSV table with the columns `name1`, `name2` and perhaps `schema`,
/// which says what they name as FollowTheMoney does: `Person`, `Organization`, `Company`, `Vessel`.
///
/// `file` is how messages name it.
///
/// # Errors
///
/// Says which line is no CSV, or which column is missing.
///
/// # Example
///
/// ```
/// let table = "schema,name1,name2\nPerson,Ilva Maren,\"Maren, Ilva\"\n";
/// let scored = rapporteur::score_pairs(table.as_bytes(), "pairs.csv")?;
/// assert!(scored.pairs[0].score >= 0.7);
/// # Ok::<(), rapporteur::Error>(())
/// ```
pub fn score_pairs(table: &[u8], file: &str) -> Result<ScoredPairs, Error> {
    let table = table.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(table);
    let mut reader = csv::Reader::from_reader(table);
    let unreadable = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        let problem = match error.kind() {
            csv::ErrorKind::UnequalLengths {
                expected_len, len, ..
            } => {
                format!("has {len} cells where the first line has {expected_len}")
            }
            csv::ErrorKind::Utf8 { .. } => "is not UTF-8".to_owned(),
            _ => format!("is not CSV: {error}"),
        };
        Error::new(ErrorKind::Input, format!("{file}, line {line}: {problem}"))
            .with_hint("save the table as CSV in UTF-8, with commas between the cells")
    };
    let columns: Vec<String> = reader
        .headers()
        .map_err(unreadable)?
        .iter()
        .map(str::to_owned)
        .collect();
    let column = |name: &str| columns.iter().position(|column| column.trim() == name);
    let required = |name: &str| {
        column(name).ok_or_else(|| {
            Error::new(ErrorKind::Input, format!("{file} has no column {name}"))
                .with_hint("the first line names the columns: name1,name2 and, if you like, schema")
        })
    };
    let (first, second, schema) = (required("name1")?, required("name2")?, column("schema"));
    let mut pairs = Vec::new();
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        let cell = |at: usize| record.get(at).unwrap_or_default();
        let kind = kind(schema.map(cell).unwrap_or_default());
        let [first, second] = [first, second].map(|at| Name::new(&NAMES, cell(at), kind));
        let found = compare(&NAMES, &first, &second);
        pairs.push(ScoredPair {
            cells: record.iter().map(str::to_owned).collect(),
            score: found.score,
            reasons: found.reasons.iter().map(ToString::to_string).collect(),
        });
    }
    Ok(ScoredPairs { columns, pairs })
}

fn kind(schema: &str) -> NameKind {
    match schema.trim().to_ascii_lowercase().as_str() {
        "person" => NameKind::Person,
        "organization" | "organisation" | "company" | "publicbody" => NameKind::Organisation,
        "place" | "location" | "address" => NameKind::Place,
        "vessel" => NameKind::Vessel,
        _ => NameKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_error(table: &str, expected: &str) {
        let error = score_pairs(table.as_bytes(), "pairs.csv").unwrap_err();
        assert_eq!(error.to_string(), expected);
        assert!(error.hint().is_some());
    }

    #[test]
    fn a_table_that_cannot_be_used_is_named() {
        check_error("name1,other\nA,B\n", "pairs.csv has no column name2");
        check_error(
            "name1,name2\nA\n",
            "pairs.csv, line 2: has 1 cells where the first line has 2",
        );
    }

    #[test]
    fn other_columns_are_passed_through() {
        let scored = score_pairs(
            b"note,name2,name1\nx,Port Sorrel,Port Sorrel\n",
            "pairs.csv",
        )
        .unwrap();
        assert_eq!(scored.columns, ["note", "name2", "name1"]);
        assert_eq!(scored.pairs[0].cells, ["x", "Port Sorrel", "Port Sorrel"]);
        assert_eq!(scored.pairs[0].reasons, ["same words"]);
    }
}
