//! Adding articles: found, opened and read in parallel, stored in batches.

use std::collections::BTreeMap;
use std::sync::Arc;

use rapporteur_core::{ArticleId, Edtf};
use rapporteur_record::{Added, Decision, LongKind, NewArticle, Original, Writing};
use rayon::prelude::*;
use serde::Serialize;

use super::timeline::digest_of;
use super::{Clerk, Record, stored};
use crate::engine::{Engine, ReadArticle, fetch, hash, identity};
use crate::error::Error;
use crate::intake::{Failure, Inputs, Item, RawItem};

/// What is going on while articles are added.
#[derive(Debug)]
pub enum Progress<'a> {
    /// Another batch is on the record.
    Batch {
        /// Articles looked at so far, stored or known.
        articles: u64,
        /// Bytes of the input behind them.
        bytes: u64,
    },
    /// An article is on the record, or a new version of one.
    Added(&'a AddedArticle),
    /// A file was not taken in.
    Failed(&'a Failure),
}

/// An article that an `add` stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AddedArticle {
    /// Its number.
    pub number: i64,
    /// Whether it is a new version of an article that was on the record.
    pub version: bool,
    /// The outlet.
    pub publisher: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// When it was published, in EDTF.
    pub published: Option<String>,
    /// The file that it came in.
    pub file: Option<String>,
    /// How many statements were read from it.
    pub statements: u64,
}

/// What an `add` did.
#[derive(Debug, Clone, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AddReport {
    /// The number of the operation, for `undo`.
    pub operation: i64,
    /// Articles that were not on the record.
    pub new: u64,
    /// New words at an address that was on the record.
    pub versions: u64,
    /// Articles that were on the record already.
    pub known: u64,
    /// Articles that are known but were removed, and stay so.
    pub removed: u64,
    /// Statements in what was stored.
    pub statements: u64,
    /// Articles stored but not read, by language.
    pub not_read: BTreeMap<String, u64>,
    /// Files or lines that were not taken in.
    pub failed: u64,
    /// Files of folders that are no articles by their name.
    pub passed_over: usize,
}

/// A batch of the input, opened and where necessary read.
#[derive(Default)]
struct Prepared {
    /// What is to be stored.
    articles: Vec<NewArticle>,
    /// What is on the record already.
    known: u64,
    removed: u64,
    failures: Vec<Failure>,
    bytes: u64,
    last: bool,
}

impl Record {
    /// Adds every article of the inputs as one operation.
    ///
    /// Each batch is committed as it is read; if the process ends in between, what was committed
    /// stays, and adding the same inputs again goes on from there.
    ///
    /// # Errors
    ///
    /// Where the record cannot be written. A file that cannot be taken in is no error but a
    /// [`Progress::Failed`].
    pub async fn add(
        &self,
        engine: &Arc<Engine>,
        inputs: Inputs,
        clerk: &Clerk,
        mut progress: impl FnMut(Progress<'_>),
    ) -> Result<AddReport, Error> {
        let codebook = engine.codebook().map(stored);
        let stamp = clerk.stamp("add".to_owned());
        let mut writing = self.store.begin(LongKind::Add, stamp, codebook).await?;
        let mut report = AddReport {
            operation: writing.number().0,
            ..AddReport::default()
        };
        let mut inputs = inputs;
        let mut waiting = Prepared::default();
        let mut bytes = 0;
        while !waiting.last {
            // The next batch is read while the last one is being written.
            let (prepared, written) = tokio::join!(
                self.prepare(engine, inputs),
                self.write(&mut writing, &waiting.articles)
            );
            let written = written?;
            count(&mut report, &waiting, &written);
            tell(&waiting.articles, &written, &mut progress);
            (waiting, inputs) = prepared?;
            waiting
                .failures
                .iter()
                .for_each(|failure| progress(Progress::Failed(failure)));
            bytes += waiting.bytes;
            let articles = report.new + report.versions + report.known + report.removed;
            progress(Progress::Batch { articles, bytes });
        }
        let written = self.write(&mut writing, &waiting.articles).await?;
        count(&mut report, &waiting, &written);
        tell(&waiting.articles, &written, &mut progress);
        report.passed_over = inputs.passed_over();
        report.statements = writing.counts().statements;
        writing.finish(&(clerk.now)(), &summary(&report)).await?;
        Ok(report)
    }

    /// Fetches the next batch, opens it, and reads what the record does not know.
    async fn prepare(
        &self,
        engine: &Arc<Engine>,
        mut inputs: Inputs,
    ) -> Result<(Prepared, Inputs), Error> {
        let (inputs, mut prepared, items) = aside(move || {
            let raws = fetch(&mut inputs);
            let mut prepared = Prepared {
                bytes: raws
                    .iter()
                    .flatten()
                    .map(|raw| raw.bytes.len() as u64)
                    .sum(),
                last: raws.is_empty(),
                ..Prepared::default()
            };
            let opened: Vec<_> = raws
                .into_par_iter()
                .map(|raw| {
                    raw.and_then(RawItem::open)
                        .map(|item| (identity(&item.article), item))
                })
                .collect();
            let (items, failures): (Vec<_>, Vec<_>) = opened.into_iter().partition(Result::is_ok);
            prepared.failures = failures.into_iter().filter_map(Result::err).collect();
            (inputs, prepared, items.into_iter().flatten().collect())
        })
        .await?;
        let items = self.sift(items, &mut prepared).await?;
        let engine = Arc::clone(engine);
        prepared.articles = aside(move || {
            items
                .into_par_iter()
                .map(|item| new_article(&engine, item))
                .collect()
        })
        .await?;
        Ok((prepared, inputs))
    }

    /// Stores a batch and holds it against what is there.
    async fn write(
        &self,
        writing: &mut Writing,
        articles: &[NewArticle],
    ) -> Result<Vec<Added>, Error> {
        if articles.is_empty() {
            return Ok(Vec::new());
        }
        let added = writing.add(articles).await?;
        self.relate().await?;
        Ok(added)
    }

    /// Leaves out what the record knows, and gives new versions the metadata that people decided on.
    async fn sift(
        &self,
        items: Vec<(ArticleId, Item)>,
        prepared: &mut Prepared,
    ) -> Result<Vec<(ArticleId, Item, Vec<Decision>)>, Error> {
        let mut snapshot = self.store.snapshot().await?;
        let ids: Vec<ArticleId> = items.iter().map(|(id, _)| id.clone()).collect();
        let known = snapshot.known(&ids).await?;
        let urls: Vec<&str> = items
            .iter()
            .filter_map(|(_, item)| item.article.metadata.url.as_deref())
            .collect();
        let addressed = snapshot.addressed(&urls).await?;
        let mut unknown = Vec::new();
        for (id, item) in items {
            match known.get(&id) {
                Some(known) if known.removed => prepared.removed += 1,
                Some(_) => prepared.known += 1,
                None => {
                    let url = item.article.metadata.url.as_deref();
                    let decisions = url
                        .and_then(|url| addressed.get(url))
                        .map(|addressed| addressed.decisions.clone())
                        .unwrap_or_default();
                    unknown.push((id, item, decisions));
                }
            }
        }
        Ok(unknown)
    }
}

/// Runs work that takes the processor or waits for files where it holds nobody up.
pub(super) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(|error| {
        Error::new(
            crate::ErrorKind::Io,
            format!("a reading thread ended early: {error}"),
        )
    })
}

/// Reads an article and puts together what the record keeps of it. The metadata stored is what came
/// in; decisions only steer the reading, since the record applies them itself.
fn new_article(
    engine: &Engine,
    (id, item, decisions): (ArticleId, Item, Vec<Decision>),
) -> NewArticle {
    let ReadArticle { item, reading, .. } = if decisions.is_empty() {
        engine.read(item)
    } else {
        let mut mended = item.article.clone();
        decisions
            .iter()
            .for_each(|decision| decision.apply(&mut mended.metadata));
        let reading = engine.read_article(&mut mended, &item.diagnostics);
        ReadArticle {
            id: id.clone(),
            item,
            reading,
        }
    };
    NewArticle {
        id,
        digest: digest_of(&item.article, &reading),
        file: Some(item.place()),
        text_hash: hash(item.article.text.as_bytes()),
        original: Original {
            hash: hash(&item.original),
            format: item.format.name().to_owned(),
            bytes: item.original,
        },
        article: item.article,
        reading,
    }
}

fn tell(articles: &[NewArticle], added: &[Added], progress: &mut impl FnMut(Progress<'_>)) {
    for (article, added) in articles.iter().zip(added) {
        let (number, version) = match added {
            Added::New(number) => (number.0, false),
            Added::Version(number) => (number.0, true),
            Added::Known(_) | Added::Removed(_) => continue,
        };
        let metadata = &article.article.metadata;
        progress(Progress::Added(&AddedArticle {
            number,
            version,
            publisher: metadata.publisher.clone(),
            title: metadata.title.clone(),
            published: metadata.published.edtf.as_ref().map(Edtf::to_string),
            file: article.file.clone(),
            statements: article.reading.statements.len() as u64,
        }));
    }
}

fn count(report: &mut AddReport, batch: &Prepared, added: &[Added]) {
    report.known += batch.known;
    report.removed += batch.removed;
    report.failed += batch.failures.len() as u64;
    for (article, added) in batch.articles.iter().zip(added) {
        match added {
            Added::New(_) => report.new += 1,
            Added::Version(_) => report.versions += 1,
            Added::Known(_) => report.known += 1,
            Added::Removed(_) => report.removed += 1,
        }
        if matches!(added, Added::New(_) | Added::Version(_)) && !article.reading.read {
            let language = article.reading.language.code().to_owned();
            *report.not_read.entry(language).or_default() += 1;
        }
    }
}

fn summary(report: &AddReport) -> String {
    let AddReport {
        new,
        versions,
        known,
        failed,
        statements,
        ..
    } = report;
    format!(
        "{new} new, {versions} new versions, {known} known, {failed} failed; {statements} statements"
    )
}
