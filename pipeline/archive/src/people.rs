//! People and their sessions. Not for passwords: the desks make and check the hashes.

use register::access::Role;

use crate::{Archive, Error, Result};

pub use catalogue::{Person, Session};

impl Archive {
    /// Adds a person.
    ///
    /// # Errors
    /// Setting: the name is taken.
    pub async fn add_person(&self, name: &str, role: Role, password_hash: &str) -> Result<()> {
        let _ = (name, role, password_hash);
        Err(Error::not_there_yet())
    }

    /// Gives a person another password.
    ///
    /// # Errors
    /// Setting: there is no such person.
    pub async fn set_password(&self, name: &str, password_hash: &str) -> Result<()> {
        let _ = (name, password_hash);
        Err(Error::not_there_yet())
    }

    /// The person of that name.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn person(&self, name: &str) -> Result<Option<Person>> {
        let _ = name;
        Err(Error::not_there_yet())
    }

    /// Everybody, by name.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn people(&self) -> Result<Vec<Person>> {
        Err(Error::not_there_yet())
    }

    /// Keeps a session until `expires_at` (milliseconds since 1970). `key` is a digest of the secret the browser
    /// holds, never the secret; `data` is the desks' own.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn put_session(&self, key: &str, person: &str, data: &str, expires_at: i64) -> Result<()> {
        let _ = (key, person, data, expires_at);
        Err(Error::not_there_yet())
    }

    /// The session, unless it has expired.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn session(&self, key: &str) -> Result<Option<Session>> {
        let _ = key;
        Err(Error::not_there_yet())
    }

    /// Ends a session.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn delete_session(&self, key: &str) -> Result<()> {
        let _ = key;
        Err(Error::not_there_yet())
    }
}
