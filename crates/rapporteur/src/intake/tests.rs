//! Every format, charset, date and metadata rule of intake.

mod charset;
mod date;
mod html;
mod json_lines;
mod properties;
mod table;

use super::*;

/// Opens bytes that came in a file called `report`, about which nobody said anything.
fn open(format: Format, bytes: impl AsRef<[u8]>) -> Result<Item, Failure> {
    let raw = RawItem {
        file: "report".to_owned(),
        line: (format == Format::JsonLines).then_some(1),
        format,
        bytes: bytes.as_ref().to_vec(),
        given: Metadata::default(),
    };
    raw.open()
}

/// What is wrong with bytes that must not be taken in.
fn problem(format: Format, bytes: impl AsRef<[u8]>) -> String {
    open(format, bytes).unwrap_err().problem
}

/// The fields of an article's metadata that are known, one a line.
fn known(metadata: &Metadata) -> String {
    let published = metadata.published.edtf.as_ref().map(ToString::to_string);
    let fields = [
        ("title", &metadata.title),
        ("publisher", &metadata.publisher),
        ("author", &metadata.author),
        ("url", &metadata.url),
        ("language", &metadata.language),
        ("published", &published),
    ];
    let lines: Vec<String> = fields
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name}: {}", value.as_ref()?)))
        .collect();
    lines.join("\n")
}
