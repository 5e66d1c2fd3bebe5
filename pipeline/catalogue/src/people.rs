//! People and sessions as facts. Not for passwords: only their hashes come here.

use register::access::Role;
use sqlx::any::AnyRow;

use crate::{Catalogue, Result, row};

/// A person who may sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Name as signed in.
    pub name: String,
    /// Role.
    pub role: Role,
    /// Hash of the password (PHC string).
    pub password_hash: String,
}

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Digest of the secret the browser holds.
    pub key: String,
    /// Who.
    pub person: Person,
    /// The desks' own.
    pub data: String,
    /// Until when, milliseconds since 1970.
    pub expires_at: i64,
}

fn person_of(row: &AnyRow) -> Result<Person> {
    Ok(Person { name: row::text(row, 0)?, role: row::word(row, 1)?, password_hash: row::text(row, 2)? })
}

impl Catalogue {
    /// Adds a person; false when the name is taken.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn add_person(&self, person: &Person) -> Result<bool> {
        let text = "INSERT INTO people (name, role, password_hash) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING";
        let done = sqlx::query(text)
            .bind(person.name.as_str())
            .bind(person.role.as_str())
            .bind(person.password_hash.as_str())
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Gives a person another password, which ends their sessions; false when there is no such person.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn set_password(&self, name: &str, password_hash: &str) -> Result<bool> {
        let mut tx = self.write().await?;
        let text = "UPDATE people SET password_hash = $2 WHERE name = $1";
        let done = sqlx::query(text).bind(name).bind(password_hash).execute(&mut *tx).await?;
        sqlx::query("DELETE FROM sessions WHERE person = $1").bind(name).execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(done.rows_affected() == 1)
    }

    /// Takes a person out, which ends their sessions; false when there is no such person. What they decided
    /// and looked at stays under their name.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn remove_person(&self, name: &str) -> Result<bool> {
        let mut tx = self.write().await?;
        sqlx::query("DELETE FROM sessions WHERE person = $1").bind(name).execute(&mut *tx).await?;
        let done = sqlx::query("DELETE FROM people WHERE name = $1").bind(name).execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(done.rows_affected() == 1)
    }

    /// The person of that name.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn person(&self, name: &str) -> Result<Option<Person>> {
        let text = "SELECT name, role, password_hash FROM people WHERE name = $1";
        let row = sqlx::query(text).bind(name).fetch_optional(&self.pool).await?;
        row.as_ref().map(person_of).transpose()
    }

    /// Everybody, by name.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn people(&self) -> Result<Vec<Person>> {
        let text = "SELECT name, role, password_hash FROM people ORDER BY name";
        sqlx::query(text).fetch_all(&self.pool).await?.iter().map(person_of).collect()
    }

    /// Keeps a session (or its data), and forgets those that have expired.
    ///
    /// # Errors
    /// The catalogue fails, or there is no such person.
    pub async fn put_session(
        &self,
        key: &str,
        person: &str,
        data: &str,
        expires_at: i64,
        now: i64,
    ) -> Result<()> {
        let mut tx = self.write().await?;
        sqlx::query("DELETE FROM sessions WHERE expires_at <= $1").bind(now).execute(&mut *tx).await?;
        let text = "INSERT INTO sessions (key, person, data, expires_at) VALUES ($1, $2, $3, $4) \
                    ON CONFLICT (key) DO UPDATE SET data = excluded.data, expires_at = excluded.expires_at";
        sqlx::query(text).bind(key).bind(person).bind(data).bind(expires_at).execute(&mut *tx).await?;
        Ok(tx.commit().await?)
    }

    /// The session of that key, unless it has expired.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn session(&self, key: &str, now: i64) -> Result<Option<Session>> {
        let text = "SELECT p.name, p.role, p.password_hash, s.data, s.expires_at FROM sessions s \
                    JOIN people p ON p.name = s.person WHERE s.key = $1 AND s.expires_at > $2";
        let Some(row) = sqlx::query(text).bind(key).bind(now).fetch_optional(&self.pool).await? else {
            return Ok(None);
        };
        let (data, expires_at) = (row::text(&row, 3)?, row::integer(&row, 4)?);
        Ok(Some(Session { key: key.to_owned(), person: person_of(&row)?, data, expires_at }))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn delete_session(&self, key: &str) -> Result<()> {
        sqlx::query("DELETE FROM sessions WHERE key = $1").bind(key).execute(&self.pool).await?;
        Ok(())
    }
}
