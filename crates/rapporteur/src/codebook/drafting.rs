//! Drafting: articles read twice, then written up.

use rapporteur_core::{Article, Reading};
use rapporteur_text::Document;
use rayon::prelude::*;
use serde::Serialize;

use super::draft::{draft, parties, reading_with};
use super::evidence::Evidence;
use super::reports::Report;
use super::{CodebookFile, write};
use crate::engine::{Engine, SENTENCES, TEXT, WORLD};
use crate::intake::{Failure, Inputs};

/// A codebook drafted from articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodebookDraft {
    /// How many articles it was made of.
    pub articles: usize,
    /// How many statements they have.
    pub statements: usize,
    /// How many parties it lists.
    pub parties: usize,
    /// How many people.
    pub people: usize,
    /// How many issues.
    pub issues: usize,
    /// How many groups of statements without an issue it suggests, in remarks.
    pub groups: usize,
    /// The codebook, with remarks on what to look at. It parses.
    pub toml: String,
}

/// An article to draft from, read without names of a codebook.
pub(crate) struct Source {
    /// A file, or the number of an article on the record.
    pub(crate) place: String,
    /// The article.
    pub(crate) article: Article,
    /// What was read, with the general codebook.
    pub(crate) reading: Reading,
}

/// Drafts a codebook from articles alone: who the parties are and who speaks for them, by how the
/// texts use their names, and which issues of peace talks the statements are about.
///
/// The order of the inputs matters to references only. Files that cannot be taken in are handed to
/// `failed`.
///
/// # Example
///
/// ```
/// use rapporteur::{CodebookFile, Inputs, IntakeOptions};
///
/// let folder = tempfile::tempdir()?;
/// let file = folder.path().join("report.txt");
/// std::fs::write(
///     &file,
///     "Valdria's foreign minister, Ilva Maren, met delegations from Valdria and Kestoria on \
///      Tuesday. “We will not wait,” she said. The Valdrian government and the war between \
///      Valdria and Kestoria were on the agenda.",
/// )?;
/// let inputs = Inputs::new(&[file], IntakeOptions::default());
/// let draft = rapporteur::draft_codebook(inputs, |failure| panic!("{failure}"));
/// let codebook = CodebookFile::parse(&draft.toml).expect("a draft parses").codebook;
/// assert!(codebook.parties.iter().any(|party| party.id == "valdria"));
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn draft_codebook(inputs: Inputs, mut failed: impl FnMut(&Failure)) -> CodebookDraft {
    let mut sources = Vec::new();
    Engine::new(Some(CodebookFile::peace_talks())).extract(inputs, |outcome| match outcome {
        Ok(read) => sources.push(Source {
            place: read.item.place(),
            article: read.item.article,
            reading: read.reading,
        }),
        Err(failure) => failed(&failure),
    });
    drafted(sources)
}

/// Drafts a codebook from articles that were read with the general one.
pub(crate) fn drafted(mut sources: Vec<Source>) -> CodebookDraft {
    let mut evidence = Evidence::default();
    for (number, source) in sources.iter().enumerate() {
        if source.reading.read {
            let language = source.article.metadata.language.as_deref();
            let document = Document::read(&source.article.text, language, &TEXT);
            evidence.read(number, &document);
        }
    }
    evidence.sift();
    let found = parties(&evidence, &reports(&sources), &WORLD);
    let general = CodebookFile::peace_talks().codebook;
    let codebook = reading_with(&found, general.issues.clone());
    let engine = Engine::new(Some(CodebookFile {
        codebook,
        source: String::new(),
        hash: String::new(),
        base: None,
    }));
    sources.par_iter_mut().for_each(|source| {
        source.reading = engine.read_article(&mut source.article, &[]);
    });
    let draft = draft(&reports(&sources), found, &general, &SENTENCES);
    CodebookDraft {
        articles: draft.articles,
        statements: draft.statements,
        parties: draft.parties.len(),
        people: draft.people.len(),
        issues: draft.issues.len(),
        groups: draft.groups.len(),
        toml: write::toml(&draft),
    }
}

fn reports(sources: &[Source]) -> Vec<Report<'_>> {
    sources.iter().map(report).collect()
}

fn report(source: &Source) -> Report<'_> {
    let metadata = &source.article.metadata;
    Report {
        place: &source.place,
        publisher: metadata.publisher.as_deref(),
        day: metadata
            .published
            .edtf
            .as_ref()
            .and_then(|edtf| edtf.first_day()),
        text: &source.article.text,
        reading: &source.reading,
    }
}
