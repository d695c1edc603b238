//! How far an adding has got, for whoever looks.

use std::sync::{Mutex, PoisonError};

use rapporteur::{AddReport, AddedArticle, Error, Failure as NotTaken, Progress};
use serde::Serialize;
use utoipa::ToSchema;

/// How many articles and failures are kept to be listed; the rest is counted.
const LISTED: usize = 500;

/// What an adding is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Stage {
    /// Another adding comes first.
    Waiting,
    /// Articles are read and stored.
    Reading,
    /// Everything was looked at.
    Done,
    /// Something was in the way.
    Failed,
    /// The room was closed meanwhile; what was stored until then stays.
    Stopped,
}

/// An adding as it is shown.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct AddingView {
    /// Its number, for as long as the room is open.
    pub(crate) id: u64,
    pub(crate) stage: Stage,
    /// Who adds.
    pub(crate) author: String,
    /// How many files were sent; a pasted text is one.
    pub(crate) files: usize,
    /// How many bytes they have.
    pub(crate) bytes: u64,
    /// How many of these were looked at.
    pub(crate) read: u64,
    /// How many articles were looked at.
    pub(crate) articles: u64,
    /// How many are new on the record, or new versions of what is there.
    pub(crate) stored: u64,
    /// The first 500 of them.
    pub(crate) added: Vec<AddedArticle>,
    /// How many files or lines were not taken in.
    pub(crate) failed: u64,
    /// Why, of the first 500.
    pub(crate) failures: Vec<NotTaken>,
    /// What was done, once everything was looked at.
    pub(crate) report: Option<AddReport>,
    /// What was in the way.
    pub(crate) error: Option<Obstacle>,
}

/// What kept an adding from being done.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Obstacle {
    pub(crate) message: String,
    pub(crate) hint: Option<String>,
}

impl AddingView {
    /// Whether anything is still to come.
    pub(crate) const fn is_over(&self) -> bool {
        matches!(self.stage, Stage::Done | Stage::Failed | Stage::Stopped)
    }
}

/// An adding that is told of.
pub(super) struct Adding(Mutex<AddingView>);

impl Adding {
    /// Begins with what could not be taken in already.
    pub(super) fn new(
        id: u64,
        author: String,
        files: usize,
        bytes: u64,
        refused: Vec<NotTaken>,
    ) -> Self {
        Self(Mutex::new(AddingView {
            id,
            stage: Stage::Waiting,
            author,
            files,
            bytes,
            read: 0,
            articles: 0,
            stored: 0,
            added: Vec::new(),
            failed: refused.len() as u64,
            failures: refused,
            report: None,
            error: None,
        }))
    }

    pub(super) fn view(&self) -> AddingView {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn change(&self, change: impl FnOnce(&mut AddingView)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }

    pub(super) fn is_read(&self) {
        self.change(|view| view.stage = Stage::Reading);
    }

    /// Notes what the engine tells.
    pub(super) fn note(&self, progress: &Progress<'_>) {
        self.change(|view| match progress {
            Progress::Batch { articles, bytes } => {
                view.articles = *articles;
                view.read = *bytes;
            }
            Progress::Added(article) => {
                view.stored += 1;
                if view.added.len() < LISTED {
                    view.added.push((*article).clone());
                }
            }
            Progress::Failed(failure) => {
                view.failed += 1;
                if view.failures.len() < LISTED {
                    view.failures.push((*failure).clone());
                }
            }
        });
    }

    pub(super) fn end(&self, outcome: Result<AddReport, Error>) {
        self.change(|view| match outcome {
            Ok(report) => {
                view.stage = Stage::Done;
                view.report = Some(report);
            }
            Err(error) => {
                view.stage = Stage::Failed;
                view.error = Some(Obstacle {
                    message: error.to_string(),
                    hint: error.hint().map(str::to_owned),
                });
            }
        });
    }

    /// Notes that it will not go on, if it has not ended.
    pub(super) fn stop(&self) {
        self.change(|view| {
            if !view.is_over() {
                view.stage = Stage::Stopped;
            }
        });
    }
}
