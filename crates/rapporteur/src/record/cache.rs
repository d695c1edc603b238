//! What was worked out of a state of the record, kept as long as the record is in that state.
//!
//! The state is read with every question, since others may write to the same file: what is kept can
//! save time and never change an answer. One works it out, and whoever wants the same waits for that.

use std::collections::VecDeque;
use std::sync::Arc;

use rapporteur_core::Codebook;
use rapporteur_record::State;
use tokio::sync::Mutex;

use super::brief::BriefView;
use super::deadlocks::{DeadlocksQuery, DeadlocksView};
use super::names::{NamePage, NameQuery};
use super::network::NetworkActors;
use super::positions::Line;
use super::timeline::{NameIndex, Whole};
use crate::codebook::CodebookFile;
use crate::copies::Sources;
use crate::entities::Groups;
use crate::error::Error;
use crate::network::{NetworkOptions, NetworkView};

/// What all clones of a record keep together, each with the part of the state that it depends on.
#[derive(Default)]
pub(super) struct Cache {
    /// The codebook in force, by what is written.
    pub(super) codebook: Slot<i64, InForce>,
    /// Who is who, by what is named.
    pub(super) groups: Slot<i64, Groups>,
    /// The same, to be looked up by what readings say.
    pub(super) index: Slot<i64, NameIndex>,
    /// Which articles are copies, by what is read and compared, and the file of the codebook.
    pub(super) copies: Slot<(i64, i64, Option<String>), Sources>,
    /// What parties say on propositions day by day, by what is written.
    pub(super) lines: Slot<i64, Vec<Line>>,
    /// Networks, by what is written.
    pub(super) networks: Shelf<i64, (NetworkActors, NetworkOptions), NetworkView>,
    /// Pages of names, by what is written.
    pub(super) names: Shelf<i64, NameQuery, NamePage>,
    /// Deadlocks, by what is written.
    pub(super) deadlocks: Shelf<i64, DeadlocksQuery, DeadlocksView>,
    /// The brief, by all that it may show.
    pub(super) brief: Slot<State, BriefView>,
    /// The timeline, by what is named and the file of the codebook.
    pub(super) timeline: Slot<(i64, Option<String>), Whole>,
    /// The timeline with what was only said.
    pub(super) told: Slot<(i64, Option<String>), Whole>,
}

/// The codebook in force, where there is one.
pub(super) struct InForce(pub(super) Option<CodebookFile>);

impl InForce {
    pub(super) fn codebook(&self) -> Option<&Codebook> {
        self.0.as_ref().map(|file| &file.codebook)
    }

    /// The hash of the file without the examples that people have accepted on the record.
    pub(super) fn file(&self) -> Option<String> {
        let file = self.0.as_ref()?;
        Some(file.base.as_deref().unwrap_or(file).hash.clone())
    }
}

/// The last thing that was worked out, and of what.
pub(super) struct Slot<K, T>(Mutex<Option<(K, Arc<T>)>>);

impl<K, T> Default for Slot<K, T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<K: PartialEq, T> Slot<K, T> {
    /// Returns what is kept under this key, or has it worked out.
    ///
    /// Whoever asks holds one of the few connections to the record, and so may all that wait: the work
    /// must do with the one that is held.
    pub(super) async fn get(
        &self,
        key: K,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<Arc<T>, Error> {
        let mut kept = self.0.lock().await;
        if let Some((known, value)) = kept.as_ref()
            && *known == key
        {
            return Ok(Arc::clone(value));
        }
        let value = Arc::new(work.await?);
        *kept = Some((key, Arc::clone(&value)));
        Ok(value)
    }
}

/// The last things that were asked of one state, with what came of each.
pub(super) struct Shelf<K, Q, T>(Mutex<Option<Asked<K, Q, T>>>);

struct Asked<K, Q, T> {
    state: K,
    /// The latest question last.
    answers: VecDeque<(Q, Arc<T>)>,
}

/// So many answers are kept of each kind.
const ANSWERS: usize = 16;

impl<K, Q, T> Default for Shelf<K, Q, T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<K: PartialEq, Q: PartialEq + Clone, T> Shelf<K, Q, T> {
    /// Returns the answer that is kept in this state, or has it worked out, as [`Slot::get`] does.
    pub(super) async fn get(
        &self,
        state: K,
        question: &Q,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<Arc<T>, Error> {
        let mut kept = self.0.lock().await;
        let mut answers = match kept.take() {
            Some(asked) if asked.state == state => asked.answers,
            _ => VecDeque::new(),
        };
        let known = answers.iter().find(|(known, _)| known == question);
        let answer = match known.map(|(_, answer)| Arc::clone(answer)) {
            Some(answer) => Ok(answer),
            None => work.await.map(Arc::new),
        };
        if let Ok(answer) = &answer {
            answers.retain(|(known, _)| known != question);
            answers.push_back((question.clone(), Arc::clone(answer)));
            if answers.len() > ANSWERS {
                answers.pop_front();
            }
        }
        *kept = Some(Asked { state, answers });
        answer
    }
}

#[cfg(test)]
mod tests;
