//! A set of articles on a record of its own, which is thrown away.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rapporteur::{ArticleQuery, Clerk, Engine, Inputs, IntakeOptions, Record};

use super::aliases::Aliases;
use super::articles::{Place, Set, open_codebook, open_table};
use crate::Failure;

/// A set on record.
pub(super) struct Recorded {
    pub(super) record: Record,
    /// The files of the articles by their numbers.
    pub(super) files: BTreeMap<i64, String>,
    /// The texts of the articles by their files.
    pub(super) texts: BTreeMap<String, Vec<char>>,
    pub(super) aliases: Aliases,
    runtime: tokio::runtime::Runtime,
    _folder: tempfile::TempDir,
}

impl Set {
    /// Puts the articles on a record; `None`, with a line that says so, where the set is absent.
    pub(super) fn on_record(self) -> Result<Option<Recorded>, Failure> {
        let Some(place) = self.present() else {
            return Ok(None);
        };
        let temporary = std::env::temp_dir();
        let failed = |error| Failure::io(&temporary, error);
        let folder = tempfile::tempdir().map_err(failed)?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(failed)?;
        let told = |error: rapporteur::Error| Failure::Task(error.to_string());
        let record = runtime
            .block_on(added(&place, folder.path()))
            .map_err(told)??;
        let lines = runtime.block_on(record.articles(&ArticleQuery::default()));
        let (mut files, mut texts) = (BTreeMap::new(), BTreeMap::new());
        for line in lines.map_err(told)?.articles {
            let shown = runtime.block_on(record.show(line.number)).map_err(told)?;
            let path = line.file.unwrap_or_default();
            let name = Path::new(&path).file_name().unwrap_or_default();
            let name = name.to_string_lossy().into_owned();
            texts.insert(name.clone(), shown.text.chars().collect());
            files.insert(line.number, name);
        }
        let codebook = place.codebook.as_deref().map(open_codebook).transpose()?;
        Ok(Some(Recorded {
            record,
            files,
            texts,
            aliases: codebook.as_ref().map(Aliases::of).unwrap_or_default(),
            runtime,
            _folder: folder,
        }))
    }
}

impl Recorded {
    /// Waits for an answer of the record.
    pub(super) fn ask<T>(
        &self,
        question: impl Future<Output = Result<T, rapporteur::Error>>,
    ) -> Result<T, Failure> {
        let answer = self.runtime.block_on(question);
        answer.map_err(|error| Failure::Task(error.to_string()))
    }

    /// The file of an article.
    pub(super) fn file(&self, number: i64) -> &str {
        self.files.get(&number).map_or("", String::as_str)
    }

    /// Where words of a key stand in an article, in code points; stretches are parted by " … ".
    pub(super) fn find(&self, file: &str, words: &str) -> Vec<[usize; 2]> {
        let Some(text) = self.texts.get(file) else {
            return Vec::new();
        };
        let mut from = 0;
        let mut found = Vec::new();
        for stretch in words.split(" … ") {
            let stretch: Vec<char> = stretch.chars().collect();
            let place = (from..text.len()).find(|at| {
                text.get(*at..)
                    .is_some_and(|rest| rest.starts_with(&stretch))
            });
            if let Some(start) = place {
                from = start + stretch.len();
                found.push([start, from]);
            }
        }
        found
    }
}

async fn added(place: &Place, folder: &Path) -> Result<Result<Record, Failure>, rapporteur::Error> {
    let opened = || -> Result<_, Failure> {
        let codebook = place.codebook.as_deref().map(open_codebook).transpose()?;
        let table = place.metadata.as_deref().map(open_table).transpose()?;
        Ok((codebook, table))
    };
    let (codebook, table) = match opened() {
        Ok(opened) => opened,
        Err(failure) => return Ok(Err(failure)),
    };
    let options = IntakeOptions {
        table,
        ..IntakeOptions::default()
    };
    let record = Record::create_or_open(&folder.join("set.rapporteur")).await?;
    let clerk = Clerk {
        author: "xtask".to_owned(),
        now: || "2031-05-01T00:00:00Z".to_owned(),
    };
    let inputs = Inputs::new(std::slice::from_ref(&place.articles), options);
    let engine = Arc::new(Engine::new(codebook));
    record.add(&engine, inputs, &clerk, |_| {}).await?;
    Ok(Ok(record))
}
