//! Who is logged in. Sessions live as long as the room is open, and twelve hours without a visit.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rapporteur::{Error, Known, Role};

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
    /// What the person was known by; `None` for whoever has the key of the room.
    mark: Option<String>,
    token: Key,
    seen: Instant,
}

/// A session that somebody comes with.
pub(crate) struct Comer {
    pub(crate) visitor: Visitor,
    mark: Option<String>,
}

impl Comer {
    /// Whether the record has to say who it is.
    pub(crate) fn is_known_by_name(&self) -> bool {
        self.mark.is_some()
    }

    /// Says whether it is still the one that the record knows, with the same role and password.
    pub(crate) fn is(&self, known: Option<&Known>) -> bool {
        match (&self.mark, known) {
            (None, _) => true,
            (Some(mark), Some(known)) => *mark == known.mark && self.visitor.role == known.role,
            (Some(_), None) => false,
        }
    }
}

impl Sessions {
    /// Lets in whoever has the key of the room, and returns what the cookie holds.
    pub(crate) fn begin_with_key(&self, name: String) -> Result<String, Error> {
        self.begin(name, Role::Editor, None)
    }

    /// Lets in somebody whom the record knows, and returns what the cookie holds.
    pub(crate) fn begin_known(&self, name: String, known: Known) -> Result<String, Error> {
        self.begin(name, known.role, Some(known.mark))
    }

    fn begin(&self, name: String, role: Role, mark: Option<String>) -> Result<String, Error> {
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
            mark,
            token,
            seen,
        };
        sessions.insert(key(secret.shown()), session);
        Ok(secret.shown().to_owned())
    }

    /// Finds who a cookie belongs to.
    pub(crate) fn comer(&self, secret: &str) -> Option<Comer> {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let session = sessions.get_mut(&key(secret))?;
        if session.seen.elapsed() >= IDLE {
            return None;
        }
        session.seen = Instant::now();
        Some(Comer {
            visitor: Visitor {
                name: session.name.clone(),
                role: session.role,
                token: Some(session.token.shown().to_owned()),
            },
            mark: session.mark.clone(),
        })
    }

    /// Ends a session.
    pub(crate) fn end(&self, secret: &str) {
        let mut sessions = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sessions.remove(&key(secret));
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

#[cfg(test)]
mod tests {
    use super::*;

    fn known(role: Role, mark: &str) -> Known {
        Known {
            role,
            mark: mark.to_owned(),
        }
    }

    #[test]
    fn a_session_holds_until_it_is_ended() {
        let sessions = Sessions::default();
        let secret = sessions.begin_with_key("ada".to_owned()).unwrap();
        let comer = sessions.comer(&secret).unwrap();
        assert_eq!(comer.visitor.role, Role::Editor);
        assert!(!comer.is_known_by_name() && comer.is(None));
        assert!(sessions.comer(&secret[1..]).is_none());
        sessions.end(&secret);
        assert!(sessions.comer(&secret).is_none());
    }

    #[test]
    fn who_is_removed_or_changed_is_no_longer_known() {
        let sessions = Sessions::default();
        let first = known(Role::Coder, "one");
        let secret = sessions
            .begin_known("bo".to_owned(), first.clone())
            .unwrap();
        let comer = sessions.comer(&secret).unwrap();
        assert!(comer.is_known_by_name());
        assert!(comer.is(Some(&first)));
        assert!(!comer.is(Some(&known(Role::Editor, "one"))));
        assert!(!comer.is(Some(&known(Role::Coder, "another"))));
        assert!(!comer.is(None));
    }
}
