//! The audit log: entries only grow; this file holds no other statement on them than insert and select.
//! Each writer (machine) has a chain of its own; every so often its head is bound into the common chain.
//! Not for program logs.

use serde::Serialize;
use sqlx::any::AnyRow;

use crate::{Catalogue, Chain, Result, chain, chain::Head, claims::Tx, locks, row};

/// Entries of a writer between two bindings of its head into the common chain.
const BOUND_EVERY: u64 = 16;

/// An entry to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// When, milliseconds since 1970.
    pub at: i64,
    /// Who asked.
    pub person: String,
    /// In which role.
    pub role: String,
    /// For what.
    pub purpose: Option<String>,
    /// `search`, `act`, `page`, `export`, `decide`…
    pub action: String,
    /// What was asked or looked at.
    pub subject: String,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditEntry {
    /// Who wrote it: the machine.
    pub writer: String,
    /// Its place in the writer's chain, from 1.
    pub number: u64,
    /// When, milliseconds since 1970.
    pub at: i64,
    /// Who asked.
    pub person: String,
    /// In which role.
    pub role: String,
    /// For what.
    pub purpose: Option<String>,
    /// `search`, `act`, `page`, `export`, `decide`…
    pub action: String,
    /// What was asked or looked at.
    pub subject: String,
    /// Digest of this entry and the one before it, hexadecimal.
    pub hash: String,
}

fn entry_of(row: &AnyRow) -> Result<AuditEntry> {
    Ok(AuditEntry {
        writer: row::text(row, 0)?,
        number: row::count(row, 1)?,
        at: row::integer(row, 2)?,
        person: row::text(row, 3)?,
        role: row::text(row, 4)?,
        purpose: row::some_text(row, 5)?,
        action: row::text(row, 6)?,
        subject: row::text(row, 7)?,
        hash: row::text(row, 8)?,
    })
}

impl Catalogue {
    /// Appends an entry to the chain of `writer`.
    ///
    /// # Errors
    /// The catalogue fails; then nothing may be shown.
    pub async fn note(&self, writer: &str, new: NewEntry) -> Result<()> {
        let mut tx = self.write().await?;
        locks::audit(&mut tx).await?;
        let last = "SELECT number, hash FROM audit WHERE writer = $1 ORDER BY number DESC LIMIT 1";
        let last = sqlx::query(last).bind(writer).fetch_optional(&mut *tx).await?;
        let (number, before) = match &last {
            Some(row) => (row::count::<u64>(row, 0)?, row::text(row, 1)?),
            None => (0, String::new()),
        };
        let NewEntry { at, person, role, purpose, action, subject } = new;
        let mut entry = AuditEntry {
            writer: writer.to_owned(),
            number: number + 1,
            at,
            person,
            role,
            purpose,
            action,
            subject,
            hash: String::new(),
        };
        entry.hash = chain::hash_of_entry(&before, &entry);
        insert(&mut tx, &entry).await?;
        if number % BOUND_EVERY == 0 {
            bind(&mut tx, &entry).await?;
        }
        Ok(tx.commit().await?)
    }

    /// The last `limit` entries (all without a limit), oldest first, and the check of every chain.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn audit(&self, limit: Option<usize>) -> Result<(Vec<AuditEntry>, Chain)> {
        let text = "SELECT writer, number, at, person, role, purpose, action, subject, hash FROM audit \
                    ORDER BY writer, number";
        let entries = sqlx::query(text).fetch_all(&self.pool).await?;
        let mut entries = entries.iter().map(entry_of).collect::<Result<Vec<_>>>()?;
        let text = "SELECT number, writer, entry, head, hash FROM audit_heads ORDER BY number";
        let heads = sqlx::query(text).fetch_all(&self.pool).await?;
        let heads = heads.iter().map(head_of).collect::<Result<Vec<_>>>()?;
        let state = chain::check(&entries, &heads);
        entries.sort_by(|a, b| (a.at, &a.writer, a.number).cmp(&(b.at, &b.writer, b.number)));
        let first = limit.map_or(0, |limit| entries.len().saturating_sub(limit));
        Ok((entries.split_off(first), state))
    }
}

fn head_of(row: &AnyRow) -> Result<Head> {
    Ok(Head {
        number: row::count(row, 0)?,
        writer: row::text(row, 1)?,
        entry: row::count(row, 2)?,
        head: row::text(row, 3)?,
        hash: row::text(row, 4)?,
    })
}

async fn insert(tx: &mut Tx, entry: &AuditEntry) -> Result<()> {
    let text = "INSERT INTO audit (writer, number, at, person, role, purpose, action, subject, hash) \
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    sqlx::query(text)
        .bind(entry.writer.as_str())
        .bind(row::whole(entry.number))
        .bind(entry.at)
        .bind(entry.person.as_str())
        .bind(entry.role.as_str())
        .bind(entry.purpose.clone())
        .bind(entry.action.as_str())
        .bind(entry.subject.as_str())
        .bind(entry.hash.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

async fn bind(tx: &mut Tx, entry: &AuditEntry) -> Result<()> {
    let last = "SELECT number, hash FROM audit_heads ORDER BY number DESC LIMIT 1";
    let (number, before) = match sqlx::query(last).fetch_optional(&mut **tx).await? {
        Some(row) => (row::count::<u64>(&row, 0)?, row::text(&row, 1)?),
        None => (0, String::new()),
    };
    let mut head = Head {
        number: number + 1,
        writer: entry.writer.clone(),
        entry: entry.number,
        head: entry.hash.clone(),
        hash: String::new(),
    };
    head.hash = chain::hash_of_head(&before, &head);
    let text = "INSERT INTO audit_heads (number, writer, entry, head, hash) VALUES ($1, $2, $3, $4, $5)";
    sqlx::query(text)
        .bind(row::whole(head.number))
        .bind(head.writer)
        .bind(row::whole(head.entry))
        .bind(head.head)
        .bind(head.hash)
        .execute(&mut **tx)
        .await?;
    Ok(())
}
