//! What the user says about the articles, and which word counts most.

use rapporteur_core::{Metadata, Published};

use super::MetadataTable;

/// What the user says about all the articles of one run.
#[derive(Debug, Clone, Default)]
pub struct IntakeOptions {
    /// Said of every article.
    pub metadata: Metadata,
    /// Said of single files.
    pub table: Option<MetadataTable>,
}

impl IntakeOptions {
    /// Returns what the user says about one file: its row in the table before the options.
    pub(super) fn given(&self, file: &str) -> Metadata {
        let row = self.table.as_ref().and_then(|table| table.row(file));
        match row {
            Some(row) => prefer(row.clone(), self.metadata.clone()),
            None => self.metadata.clone(),
        }
    }
}

/// Field by field, takes the first where it is known and the second where it is not.
pub(super) fn prefer(first: Metadata, second: Metadata) -> Metadata {
    Metadata {
        publisher: first.publisher.or(second.publisher),
        title: first.title.or(second.title),
        url: first.url.or(second.url),
        author: first.author.or(second.author),
        language: first.language.or(second.language),
        published: known(first.published).unwrap_or(second.published),
    }
}

fn known(published: Published) -> Option<Published> {
    published.edtf.is_some().then_some(published)
}
