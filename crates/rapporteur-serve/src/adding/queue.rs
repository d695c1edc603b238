//! The queue of addings: one reads, one waits, a third is told to come back.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex as Lock, PoisonError};
use std::time::Duration;

use axum::http::StatusCode;
use rapporteur::{
    AddReport, ArticleQuery, Clerk, CodebookFile, Engine, Error, ErrorKind, Inputs, IntakeOptions,
    Record,
};
use tokio::runtime::Handle;
use tokio::sync::{Mutex, OwnedSemaphorePermit, Semaphore, watch};

use super::progress::{Adding, AddingView};
use super::upload::Upload;
use crate::failure::Failure;

/// How many articles may be brought in at once: one adding reads, another waits.
const ADDINGS: u32 = 2;

/// How many addings are remembered once they are over.
const REMEMBERED: usize = 64;

/// How long an adding may go on once the room is closed. What it has stored by then stays.
const GRACE: Duration = Duration::from_secs(5);

/// All addings of a room.
pub(crate) struct Addings {
    places: Arc<Semaphore>,
    /// Whoever holds it reads. The engine stays, since making one takes a while.
    desk: Mutex<Option<Arc<Engine>>>,
    known: Lock<BTreeMap<u64, Arc<Adding>>>,
    closed: watch::Sender<bool>,
}

impl Default for Addings {
    fn default() -> Self {
        Self {
            places: Arc::new(Semaphore::new(ADDINGS as usize)),
            desk: Mutex::default(),
            known: Lock::default(),
            closed: watch::Sender::new(false),
        }
    }
}

impl Addings {
    /// Takes one of the places, if one is free.
    pub(crate) fn place(&self) -> Result<OwnedSemaphorePermit, Failure> {
        Arc::clone(&self.places).try_acquire_owned().map_err(|_| {
            let message = "two addings are under way already";
            Failure::new(StatusCode::TOO_MANY_REQUESTS, message)
                .with_hint("send this again once one of them is done; /add lists them")
        })
    }

    /// Lists the addings since the room was opened, the latest first.
    pub(crate) fn all(&self) -> Vec<AddingView> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.values().rev().map(|adding| adding.view()).collect()
    }

    /// Finds one.
    pub(crate) fn one(&self, id: u64) -> Option<AddingView> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&id).map(|adding| adding.view())
    }

    /// Begins to add what was sent, and returns the number to ask for it by.
    pub(crate) fn begin(
        self: &Arc<Self>,
        place: OwnedSemaphorePermit,
        upload: Upload,
        codebook: Option<CodebookFile>,
        record: Record,
        clerk: Clerk,
    ) -> u64 {
        let adding = self.enter(&upload, &clerk);
        let id = adding.view().id;
        let addings = Arc::clone(self);
        let handle = Handle::current();
        // Storing takes the processor, too, and must not hold up whoever reads.
        tokio::task::spawn_blocking(move || {
            let running = Running(adding);
            let adding = &running.0;
            handle.block_on(async {
                tokio::select! {
                    outcome = addings.add(adding, upload, codebook, &record, &clerk) => {
                        adding.end(outcome);
                    }
                    () = addings.is_given_up() => {}
                }
            });
            drop(running);
            drop(place);
        });
        id
    }

    fn enter(&self, upload: &Upload, clerk: &Clerk) -> Arc<Adding> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let id = known.keys().next_back().map_or(1, |last| last + 1);
        let adding = Arc::new(Adding::new(
            id,
            clerk.author.clone(),
            upload.sent,
            upload.bytes,
            upload.refused.clone(),
        ));
        known.insert(id, Arc::clone(&adding));
        while known.len() > REMEMBERED {
            known.pop_first();
        }
        adding
    }

    async fn add(
        &self,
        adding: &Adding,
        upload: Upload,
        codebook: Option<CodebookFile>,
        record: &Record,
        clerk: &Clerk,
    ) -> Result<AddReport, Error> {
        let mut desk = self.desk.lock().await;
        adding.is_read();
        let codebook = match codebook {
            Some(codebook) => first(record, &codebook).await?,
            None => {
                let in_force = record.codebook().await?;
                in_force.unwrap_or_else(CodebookFile::peace_talks)
            }
        };
        let fits = |engine: &Arc<Engine>| {
            let known = engine.codebook();
            known.is_some_and(|known| known.hash == codebook.hash)
        };
        let engine = match desk.take().filter(fits) {
            Some(engine) => engine,
            None => Arc::new(Engine::new(Some(codebook))),
        };
        *desk = Some(Arc::clone(&engine));
        let options = IntakeOptions {
            metadata: upload.about,
            table: None,
        };
        let inputs = Inputs::called(upload.files, options);
        let note = |progress: rapporteur::Progress<'_>| adding.note(&progress);
        record.add(&engine, inputs, clerk, note).await
    }

    /// Tells all addings that the room is closed.
    pub(crate) fn close(&self) {
        self.closed.send_replace(true);
    }

    /// Waits until the room is closed.
    pub(crate) async fn is_closed(&self) {
        let mut closed = self.closed.subscribe();
        // The sender lives as long as this does.
        let _ = closed.wait_for(|closed| *closed).await;
    }

    async fn is_given_up(&self) {
        self.is_closed().await;
        tokio::time::sleep(GRACE).await;
    }

    /// Waits until no adding is under way.
    pub(crate) async fn are_over(&self) {
        // The semaphore is never closed.
        let _ = self.places.acquire_many(ADDINGS).await;
    }
}

/// Tells of an adding that it has come to an end, however it did.
struct Running(Arc<Adding>);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// Takes a codebook for the first articles of a record.
async fn first(record: &Record, codebook: &CodebookFile) -> Result<CodebookFile, Error> {
    let query = ArticleQuery {
        limit: Some(1),
        ..ArticleQuery::default()
    };
    if record.articles(&query).await?.total > 0 {
        let message = "a codebook is chosen with the first articles, and the record has some";
        return Err(Error::new(ErrorKind::Refused, message)
            .with_hint("read them with another one: `rapporteur reread --codebook FILE.toml`"));
    }
    record.with_examples(codebook).await
}
