//! Who is logged in. Sessions live as long as the room is open, and twelve hours without a visit.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rapporteur::{Error, Role};

use super::Key;
use crate::visit::Visitor;

const IDLE: Duration = Duration::from_secs(12 * 60 * 60);

/// More at once is somebody trying.
const MOST: usize = 1024;

/// The sessions of a room, by the hash of what their cookies hold.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<BTreeMap<[u8; 32], Session>>);

struct Session {
    name: String,
    role: Role,
    token: Key,
    seen: Instant,
}

impl Sessions {
    /// Lets somebody in, and returns what the cookie holds.
    pub(crate) fn begin(&self, name: String, role: Role) -> Result<String, Error> {
        let (secret, token) = (Key::new()?, Key::new()?);
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = Instant::now();
        sessions.retain(|_, session| session.seen.elapsed() < IDLE);
        if sessions.len() >= MOST {
            let oldest = sessions.iter().min_by_key(|(_, session)| session.seen);
            if let Some(oldest) = oldest.map(|(key, _)| *key) {
                sessions.remove(&oldest);
            }
        }
        let session = Session {
            name,
            role,
            token,
            seen,
        };
        sessions.insert(key(secret.shown()), session);
        Ok(secret.shown().to_owned())
    }

    /// Finds who a cookie belongs to.
    pub(crate) fn visitor(&self, secret: &str) -> Option<Visitor> {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let session = sessions.get_mut(&key(secret))?;
        if session.seen.elapsed() >= IDLE {
            return None;
        }
        session.seen = Instant::now();
        Some(Visitor {
            name: session.name.clone(),
            role: session.role,
            token: Some(session.token.shown().to_owned()),
        })
    }

    /// Ends a session.
    pub(crate) fn end(&self, secret: &str) {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.remove(&key(secret));
    }

    /// Ends all sessions of a person, who is no longer known or has another role.
    pub(crate) fn end_all_of(&self, name: &str) {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.retain(|_, session| session.name != name);
    }
}

fn key(secret: &str) -> [u8; 32] {
    *blake3::hash(secret.as_bytes()).as_bytes()
}

/// The cookie that lets a browser in. Scripts do not see it, and no other site makes it come along.
pub(crate) fn cookie(port: u16, secret: &str) -> String {
    format!("{}={secret}; Path=/; HttpOnly; SameSite=Strict", name(port))
}

/// The cookie that takes it back.
pub(crate) fn forget_cookie(port: u16) -> String {
    format!(
        "{}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0",
        name(port)
    )
}

/// Cookies are sent to all ports of a host, so each room has its own.
pub(super) fn name(port: u16) -> String {
    format!("rapporteur-{port}")
}
