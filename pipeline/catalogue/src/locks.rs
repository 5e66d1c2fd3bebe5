//! Who writes waits here for whoever writes the same just now: PostgreSQL lets two transactions go side by side,
//! and each would not see what the other writes. Not for claims: those hold longer than a transaction.
//!
//! Each lock is a row that is changed into itself, as one text for both databases. A transaction takes the
//! register first (of many, by id) and the granting of claims after it, so that no two wait for each other.

use crate::{Result, claims::Tx};

/// Holds off everybody else who wants to write the register until the transaction ends.
pub(crate) async fn register(tx: &mut Tx, id: &str) -> Result<()> {
    let text = "UPDATE registers SET changes = changes WHERE id = $1";
    sqlx::query(text).bind(id).execute(&mut **tx).await?;
    Ok(())
}

/// Holds off everybody else who grants or drops claims; only for who touches more than one.
pub(crate) async fn claims(tx: &mut Tx) -> Result<()> {
    let text = "UPDATE counters SET value = value WHERE name = 'token'";
    sqlx::query(text).execute(&mut **tx).await?;
    Ok(())
}

/// Holds off everybody else who appends to the audit log.
pub(crate) async fn audit(tx: &mut Tx) -> Result<()> {
    let text = "UPDATE counters SET value = value + 1 WHERE name = 'audit'";
    sqlx::query(text).execute(&mut **tx).await?;
    Ok(())
}
