//! People and their sessions. Not for passwords: the desks make and check the hashes.

use register::access::Role;

use crate::{Archive, Error, Result, Viewer, clock};

pub use catalogue::{Person, Session};

impl Archive {
    /// Adds a person.
    ///
    /// # Errors
    /// Setting: the name is taken, or the role may not.
    pub async fn add_person(
        &self,
        viewer: &Viewer,
        name: &str,
        role: Role,
        password_hash: &str,
    ) -> Result<()> {
        looks_after_people(viewer)?;
        if self.person(name).await?.is_some() {
            return Err(Error::NameTaken(name.to_owned()));
        }
        self.note(viewer, "add person", &format!("{name} {}", role.as_str())).await?;
        let person = Person { name: name.to_owned(), role, password_hash: password_hash.to_owned() };
        let added = self.catalogue().add_person(&person).await?;
        if added { Ok(()) } else { Err(Error::NameTaken(name.to_owned())) }
    }

    /// Gives a person another password, which ends their sessions.
    ///
    /// # Errors
    /// Setting: there is no such person, or the role may not.
    pub async fn set_password(&self, viewer: &Viewer, name: &str, password_hash: &str) -> Result<()> {
        self.known(viewer, name).await?;
        self.note(viewer, "set password", name).await?;
        let changed = self.catalogue().set_password(name, password_hash).await?;
        if changed { Ok(()) } else { Err(nobody(name)) }
    }

    /// Takes a person out, which ends their sessions. What they decided and looked at stays under their name.
    ///
    /// # Errors
    /// Setting: there is no such person, or the role may not.
    pub async fn remove_person(&self, viewer: &Viewer, name: &str) -> Result<()> {
        self.known(viewer, name).await?;
        self.note(viewer, "remove person", name).await?;
        let removed = self.catalogue().remove_person(name).await?;
        if removed { Ok(()) } else { Err(nobody(name)) }
    }

    async fn known(&self, viewer: &Viewer, name: &str) -> Result<Person> {
        looks_after_people(viewer)?;
        self.person(name).await?.ok_or_else(|| nobody(name))
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
    /// Setting: the role may not. Audit or catalogue fail.
    pub async fn people(&self, viewer: &Viewer) -> Result<Vec<Person>> {
        looks_after_people(viewer)?;
        self.note(viewer, "list people", "").await?;
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

fn looks_after_people(viewer: &Viewer) -> Result<()> {
    match viewer.role {
        Role::Archivist => Ok(()),
        role => Err(Error::NotAllowed { role: role.as_str(), what: "look after people" }),
    }
}

fn nobody(name: &str) -> Error {
    Error::Unusable(format!("there is nobody called {name:?}; `daftar people list` names everybody"))
}
