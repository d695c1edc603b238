//! Options of the commands that take in articles.

use std::path::PathBuf;

use clap::Args;
use rapporteur::{
    DateSource, Edtf, Error, ErrorKind, IntakeOptions, Metadata, MetadataTable, Published,
    publication_date,
};

use crate::exit::Failure;

/// What is known about the articles beyond what they say themselves.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct About {
    /// The outlet they come from
    #[arg(long, value_name = "NAME")]
    pub(crate) publisher: Option<String>,
    /// When they were published: YYYY-MM-DD, YYYY-MM or YYYY
    #[arg(long, visible_alias = "date", value_name = "DATE", value_parser = parse_date)]
    pub(crate) published: Option<Edtf>,
    /// The address of the article
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,
    /// The headline of the article
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// A table with a row per file: file,publisher,published,url,title
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) metadata: Option<PathBuf>,
}

/// How many articles are read side by side.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct Jobs {
    /// Read so many articles side by side [default: one a processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
}

impl About {
    /// Puts the options together, the table read from its file.
    pub(crate) fn intake(&self) -> Result<IntakeOptions, Failure> {
        Ok(IntakeOptions {
            metadata: Metadata {
                publisher: self.publisher.clone(),
                title: self.title.clone(),
                url: self.url.clone(),
                published: Published {
                    from: self
                        .published
                        .as_ref()
                        .map_or(DateSource::Unknown, |_| DateSource::Option),
                    edtf: self.published.clone(),
                },
                ..Metadata::default()
            },
            table: self.metadata.as_ref().map(table).transpose()?,
        })
    }
}

impl Jobs {
    /// Sizes the pool of reading threads; the first call in a process counts.
    pub(crate) fn apply(&self) {
        if let Some(jobs) = self.jobs {
            rapporteur::set_jobs(usize::from(jobs));
        }
    }
}

fn table(file: &PathBuf) -> Result<MetadataTable, Failure> {
    let unusable = |reason: String| {
        Error::new(
            ErrorKind::Input,
            format!("cannot use the table {}: {reason}", file.display()),
        )
        .with_hint("its first line names the columns: file,publisher,published,url,title")
    };
    let text = std::fs::read_to_string(file).map_err(|error| unusable(error.to_string()))?;
    Ok(MetadataTable::parse(&text).map_err(|error| unusable(error.to_string()))?)
}

/// Reads a date option.
pub(crate) fn parse_date(text: &str) -> Result<Edtf, String> {
    publication_date(text).ok_or_else(|| "no date: write YYYY-MM-DD, YYYY-MM or YYYY".to_owned())
}
