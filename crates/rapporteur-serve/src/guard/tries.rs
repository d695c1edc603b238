//! How often somebody may try to log in: few enough that no password is guessed, and not so many at
//! once that hashing them takes the machine.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::failure::Failure;

/// What was tried longer ago is forgotten.
const MEMORY: Duration = Duration::from_secs(10 * 60);

/// Failures with one name.
const OF_NAME: usize = 10;

/// Failures in all.
const IN_ALL: usize = 60;

/// Passwords that are hashed at a time: each takes a processor and 19 MiB for a while.
const AT_ONCE: usize = 2;

/// How long to wait for a turn.
const PATIENCE: Duration = Duration::from_secs(5);

/// The latest tries to log in.
pub(crate) struct Tries {
    failed: Mutex<Failed>,
    turns: Arc<Semaphore>,
}

#[derive(Default)]
struct Failed {
    of_names: BTreeMap<String, VecDeque<Instant>>,
    all: VecDeque<Instant>,
}

impl Default for Tries {
    fn default() -> Self {
        Self {
            failed: Mutex::default(),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }
}

impl Tries {
    /// Lets somebody try, if neither this name nor all together have failed too often. It counts as a
    /// failure until [`Tries::succeeded`] says otherwise.
    pub(crate) fn begin(&self, name: &str, now: Instant) -> Result<(), Failure> {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed.forget(now);
        let of_name = failed.of_names.get(name).map_or(0, VecDeque::len);
        if of_name >= OF_NAME || failed.all.len() >= IN_ALL {
            return Err(too_many("there were too many tries to log in"));
        }
        failed.all.push_back(now);
        let tries = failed.of_names.entry(name.to_owned()).or_default();
        tries.push_back(now);
        Ok(())
    }

    /// Forgets the failures of somebody who is in.
    pub(crate) fn succeeded(&self, name: &str) {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        for when in failed.of_names.remove(name).unwrap_or_default() {
            if let Some(place) = failed.all.iter().position(|known| *known == when) {
                failed.all.remove(place);
            }
        }
    }

    /// Waits for a turn to have a password hashed.
    pub(crate) async fn turn(&self) -> Result<OwnedSemaphorePermit, Failure> {
        let turns = Arc::clone(&self.turns);
        match tokio::time::timeout(PATIENCE, turns.acquire_owned()).await {
            Ok(Ok(turn)) => Ok(turn),
            _ => Err(too_many("too many people are logging in at once")),
        }
    }
}

impl Failed {
    fn forget(&mut self, now: Instant) {
        let old = |when: &Instant| now.duration_since(*when) >= MEMORY;
        while self.all.front().is_some_and(old) {
            self.all.pop_front();
        }
        self.of_names.retain(|_, tries| {
            while tries.front().is_some_and(old) {
                tries.pop_front();
            }
            !tries.is_empty()
        });
    }
}

fn too_many(message: &str) -> Failure {
    Failure::new(StatusCode::TOO_MANY_REQUESTS, message)
        .with_hint("wait ten minutes, then try again")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(tries: &Tries, name: &str, now: Instant) -> bool {
        let refused = tries.begin(name, now).err();
        refused.is_some_and(|failure| failure.status == StatusCode::TOO_MANY_REQUESTS)
    }

    #[test]
    fn a_name_is_tried_so_often_and_no_more_until_later() {
        let (tries, now) = (Tries::default(), Instant::now());
        for _ in 0..OF_NAME {
            assert!(!refused(&tries, "ada", now));
        }
        assert!(refused(&tries, "ada", now));
        assert!(!refused(&tries, "bo", now));
        assert!(refused(&tries, "ada", now + MEMORY / 2));
        assert!(!refused(&tries, "ada", now + MEMORY));
    }

    #[test]
    fn all_names_together_are_tried_so_often() {
        let (tries, now) = (Tries::default(), Instant::now());
        for number in 0..IN_ALL {
            assert!(!refused(&tries, &format!("guess {number}"), now));
        }
        assert!(refused(&tries, "ada", now));
        assert!(!refused(&tries, "ada", now + MEMORY));
    }

    #[test]
    fn who_is_in_has_not_failed() {
        let (tries, now) = (Tries::default(), Instant::now());
        for _ in 0..3 * IN_ALL {
            assert!(!refused(&tries, "ada", now));
            tries.succeeded("ada");
        }
    }

    #[tokio::test]
    async fn only_so_many_have_their_turn_at_once() {
        let tries = Tries::default();
        let mut turns = Vec::new();
        for _ in 0..AT_ONCE {
            turns.push(tries.turn().await.unwrap());
        }
        assert_eq!(tries.turns.available_permits(), 0);
        turns.pop();
        assert!(tries.turn().await.is_ok());
    }
}
