//! The metadata table, and what counts most.

use super::super::{options::prefer, table::MetadataTable};
use super::{IntakeOptions, Metadata, known};

const HEAD: &str = "file,publisher,published\n";

fn table(rows: &str) -> MetadataTable {
    MetadataTable::parse(&format!("{HEAD}{rows}")).unwrap()
}

/// The publisher that a table names for a file.
fn check(table: &MetadataTable, file: &str, publisher: Option<&str>) {
    let found = table.row(file).and_then(|row| row.publisher.as_deref());
    assert_eq!(found, publisher, "{file}");
}

#[test]
fn a_row_fits_a_file_whose_path_ends_with_it() {
    let table = table("a.txt,Harbour Wire,\nwest/a.txt,Arvanne Courier,\n./b.txt,Dayfeed 24,\n");
    check(&table, "a.txt", Some("Harbour Wire"));
    check(&table, "./a.txt", Some("Harbour Wire"));
    check(&table, "/reports/east/a.txt", Some("Harbour Wire"));
    check(&table, "/reports/west/a.txt", Some("Arvanne Courier"));
    check(&table, "reports\\west\\a.txt", Some("Arvanne Courier"));
    check(&table, "b.txt", Some("Dayfeed 24"));
    check(&table, "aa.txt", None);
    check(&table, "-", None);
}

#[test]
fn an_empty_cell_says_nothing() {
    let table = table(" a.txt , , \n");
    assert_eq!(known(table.row("a.txt").unwrap()), "");
}

#[test]
fn columns_come_in_any_order_and_others_may_stand_beside_them() {
    let text =
        "\u{FEFF}title,desk,file,published,language\n\"Salt, again\",3,a.txt,12 March 2031,en\n";
    let table = MetadataTable::parse(text).unwrap();
    let row = known(table.row("a.txt").unwrap());
    assert_eq!(
        row,
        "title: Salt, again\nlanguage: en\npublished: 2031-03-12"
    );
}

#[test]
fn a_mistake_is_told_with_its_line() {
    let check = |text: &str, expected: &str| {
        assert_eq!(
            MetadataTable::parse(text).unwrap_err().to_string(),
            expected
        );
    };
    check(
        "name,publisher\na.txt,Harbour Wire\n",
        "line 2: missing field `file`",
    );
    check(
        &format!("{HEAD}a.txt,Harbour Wire\n"),
        "line 2: has 2 cells where the first line has 3",
    );
    check(
        &format!("{HEAD}a.txt,\"Harbour\nWire\",\nb.txt,,12/03/2031\n"),
        "line 4: \"12/03/2031\" is no date: write YYYY-MM-DD",
    );
}

#[test]
fn the_table_counts_more_than_an_option_and_that_more_than_the_file() {
    let named = |publisher: &str| Metadata {
        publisher: Some(publisher.to_owned()),
        ..Metadata::default()
    };
    let options = IntakeOptions {
        metadata: named("of the option"),
        table: Some(table("a.txt,of the table,\nb.txt,,2031-03-12\n")),
    };
    let file = named("of the file");
    let check = |options: &IntakeOptions, name: &str, expected: &str| {
        let publisher = prefer(options.given(name), file.clone()).publisher;
        assert_eq!(publisher.as_deref(), Some(expected));
    };
    check(&options, "a.txt", "of the table");
    check(&options, "b.txt", "of the option");
    check(&options, "c.txt", "of the option");
    check(&IntakeOptions::default(), "a.txt", "of the file");
}
