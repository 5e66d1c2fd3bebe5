//! People and their sessions. Not for passwords: the desks make and check the hashes.

use register::access::Role;

use crate::{Archive, Error, Result, clock};

pub use catalogue::{Person, Session};

impl Archive {
    /// Adds a person.
    ///
    /// # Errors
    /// Setting: the name is taken.
    pub async fn add_person(&self, name: &str, role: Role, password_hash: &str) -> Result<()> {
        let person = Person { name: name.to_owned(), role, password_hash: password_hash.to_owned() };
        let added = self.catalogue().add_person(&person).await?;
        if added { Ok(()) } else { Err(Error::NameTaken(name.to_owned())) }
    }

    /// Gives a person another password.
    ///
    /// # Errors
    /// Setting: there is no such person.
    pub async fn set_password(&self, name: &str, password_hash: &str) -> Result<()> {
        let changed = self.catalogue().set_password(name, password_hash).await?;
        let nobody =
            || Error::Unusable(format!("there is nobody called {name:?}; `daftar people add` adds people"));
        if changed { Ok(()) } else { Err(nobody()) }
    }

    /// The person of that name.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn person(&self, name: &str) -> Result<Option<Person>> {
        Ok(self.catalogue().person(name).await?)
    }

    /// Everybody, by name.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn people(&self) -> Result<Vec<Person>> {
        Ok(self.catalogue().people().await?)
    }

    /// Keeps a session until `expires_at` (milliseconds since 1970). `key` is a digest of the secret the browser
    /// holds, never the secret; `data` is the desks' own.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn put_session(&self, key: &str, person: &str, data: &str, expires_at: i64) -> Result<()> {
        Ok(self.catalogue().put_session(key, person, data, expires_at, clock::now()).await?)
    }

    /// The session, unless it has expired.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn session(&self, key: &str) -> Result<Option<Session>> {
        Ok(self.catalogue().session(key, clock::now()).await?)
    }

    /// Ends a session.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn delete_session(&self, key: &str) -> Result<()> {
        Ok(self.catalogue().delete_session(key).await?)
    }
}
