//! People who may come into the reading room.

use std::fmt;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use rapporteur_record::PersonRow;
use serde::Serialize;

use super::Record;
use crate::engine::hash;
use crate::error::{Error, ErrorKind};

/// A password has at least so many characters, as NIST SP 800-63B asks.
const SHORTEST: usize = 8;

/// What somebody may do; each may do what those before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Reads the record.
    Reader,
    /// Decides about what was read, apart from other coders until they agree.
    Coder,
    /// Changes the record.
    Editor,
}

/// Somebody who may come in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UserView {
    /// The name, which the log has too.
    pub name: String,
    /// What the person may do.
    pub role: Role,
}

/// What somebody is known by who has come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// What the person may do.
    pub role: Role,
    /// Another after every new password, and tells nothing of it.
    pub mark: String,
}

impl Known {
    fn of(person: &PersonRow) -> Self {
        Self {
            role: Role::of(&person.role),
            mark: hash(person.hash.as_bytes()),
        }
    }
}

impl Role {
    const ALL: [Self; 3] = [Self::Reader, Self::Coder, Self::Editor];

    /// Returns the name of the role.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Coder => "coder",
            Self::Editor => "editor",
        }
    }

    /// A role that a newer version knows may do as little as possible here.
    fn of(label: &str) -> Self {
        let mut roles = Self::ALL.into_iter();
        roles
            .find(|role| role.as_str() == label)
            .unwrap_or(Self::Reader)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Record {
    /// Lists who may come in, by name.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn users(&self) -> Result<Vec<UserView>, Error> {
        let people = self.store.snapshot().await?.people().await?;
        let view = |person: PersonRow| UserView {
            role: Role::of(&person.role),
            name: person.name,
        };
        Ok(people.into_iter().map(view).collect())
    }

    /// Lets somebody in, or changes password and role of somebody known; says whether the person is
    /// new. Of the password only an Argon2id hash is kept.
    ///
    /// # Errors
    ///
    /// Where name or password will not do, or the record cannot be written.
    pub async fn put_user(&self, name: &str, password: &str, role: Role) -> Result<bool, Error> {
        let name = name.trim();
        if name.is_empty() || name.chars().any(char::is_control) {
            let message = "a user needs a name without line breaks";
            return Err(Error::new(ErrorKind::Input, message));
        }
        if password.chars().count() < SHORTEST {
            let message = format!("the password has fewer than {SHORTEST} characters");
            return Err(Error::new(ErrorKind::Input, message)
                .with_hint("take a few words that do not belong together"));
        }
        let person = PersonRow {
            name: name.to_owned(),
            hash: hashed(password.to_owned()).await?,
            role: role.as_str().to_owned(),
        };
        Ok(self.store.put_person(&person).await?)
    }

    /// Lets somebody in no longer.
    ///
    /// # Errors
    ///
    /// Where nobody has that name, or the record cannot be written.
    pub async fn drop_user(&self, name: &str) -> Result<(), Error> {
        if self.store.drop_person(name.trim()).await? {
            return Ok(());
        }
        let message = format!("no user is called {name:?}");
        Err(Error::new(ErrorKind::NotFound, message).with_hint("`rapporteur users` lists all"))
    }

    /// Finds somebody by name, without asking for the password: whoever is let in is looked up so again,
    /// to see whether anything has changed.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn known(&self, name: &str) -> Result<Option<Known>, Error> {
        let people = self.store.snapshot().await?.people().await?;
        let person = people.iter().find(|person| person.name == name.trim());
        Ok(person.map(Known::of))
    }

    /// Returns whom the record knows by this name and password; `None` where they do not fit.
    ///
    /// # Errors
    ///
    /// Where the record cannot be read.
    pub async fn login(&self, name: &str, password: &str) -> Result<Option<Known>, Error> {
        let people = self.store.snapshot().await?.people().await?;
        let person = people.iter().find(|person| person.name == name.trim());
        let Some(person) = person else {
            // Whether a name is known must not show in the time that the answer takes.
            hashed(password.to_owned()).await?;
            return Ok(None);
        };
        let (hash, password) = (person.hash.clone(), password.to_owned());
        let fits = apart(move || {
            let known = PasswordHash::new(&hash);
            known.is_ok_and(|known| {
                Argon2::default()
                    .verify_password(password.as_bytes(), &known)
                    .is_ok()
            })
        });
        Ok(fits.await?.then(|| Known::of(person)))
    }
}

async fn hashed(password: String) -> Result<String, Error> {
    let hash = apart(move || {
        let hash = Argon2::default().hash_password(password.as_bytes());
        hash.map(|hash| hash.to_string())
    });
    hash.await?.map_err(|error| {
        Error::new(
            ErrorKind::Io,
            format!("the password cannot be hashed: {error}"),
        )
    })
}

/// Does what takes long where it keeps nobody else waiting.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::new(ErrorKind::Io, format!("a thread was lost: {error}")))
}
