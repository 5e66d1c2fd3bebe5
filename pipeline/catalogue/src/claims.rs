//! Claims: "I am working on this", fenced by a token that is higher for every claim ever granted. A claim
//! is free at once when its owner is dead on this machine, elsewhere when its heartbeat stops. Not for which
//! work comes next: see `queue`.

use register::id::RegisterId;

use crate::{Catalogue, Owner, Result, locks, row};

pub(crate) type Tx = sqlx::Transaction<'static, sqlx::Any>;

/// A claim that was granted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Claim {
    /// The register worked on.
    pub register: RegisterId,
    /// The scan worked on; `None` for the register as a whole.
    pub number: Option<u32>,
    /// The fencing token.
    pub token: i64,
}

impl Claim {
    /// The scan's number as the table has it: 0 for the register as a whole.
    pub(crate) fn row(&self) -> i64 {
        self.number.map_or(0, i64::from)
    }
}

/// What stood when a claim was granted.
pub(crate) struct Seen {
    pub(crate) changes: i64,
    pub(crate) agreement: Option<String>,
}

impl Catalogue {
    /// Says that the work goes on; false when the claim is no longer held.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn heartbeat(&self, claim: &Claim, now: i64) -> Result<bool> {
        let text = "UPDATE claims SET heartbeat = $4 WHERE register = $1 AND number = $2 AND token = $3";
        let done = sqlx::query(text)
            .bind(claim.register.as_str())
            .bind(claim.row())
            .bind(claim.token)
            .bind(now)
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Is the claim still held?
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn holds(&self, claim: &Claim) -> Result<bool> {
        let text = "SELECT COUNT(*) FROM claims WHERE register = $1 AND number = $2 AND token = $3";
        let query = sqlx::query(text).bind(claim.register.as_str()).bind(claim.row()).bind(claim.token);
        Ok(row::integer(&query.fetch_one(&self.pool).await?, 0)? == 1)
    }

    /// Gives a claim back with nothing done; false when it was no longer held.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn release(&self, claim: &Claim) -> Result<bool> {
        let mut tx = self.write().await?;
        let held = take(&mut tx, claim).await?.is_some();
        tx.commit().await?;
        Ok(held)
    }

    /// Claims that are held, dead owners' not yet freed among them.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn claims(&self) -> Result<usize> {
        row::count(&sqlx::query("SELECT COUNT(*) FROM claims").fetch_one(&self.pool).await?, 0)
    }
}

/// Ends the claim within the transaction that writes its results; `None` when it is no longer held. Being
/// the first step it also holds off everybody else who wants to write the register.
pub(crate) async fn take(tx: &mut Tx, claim: &Claim) -> Result<Option<Seen>> {
    locks::register(tx, claim.register.as_str()).await?;
    let text = "DELETE FROM claims WHERE register = $1 AND number = $2 AND token = $3 \
                RETURNING seen_changes, seen_agreement";
    let row = sqlx::query(text)
        .bind(claim.register.as_str())
        .bind(claim.row())
        .bind(claim.token)
        .fetch_optional(&mut **tx)
        .await?;
    let seen = |row| Ok(Seen { changes: row::integer(row, 0)?, agreement: row::some_text(row, 1)? });
    row.as_ref().map(seen).transpose()
}

/// Frees what owners hold that are gone: see [`Owner::is_gone`].
pub(crate) async fn free_abandoned(tx: &mut Tx, here: &Owner, now: i64, patience: i64) -> Result<()> {
    let mut abandoned = Vec::new();
    let text = "SELECT host, boot, pid, started, token, heartbeat FROM claims";
    for row in sqlx::query(text).fetch_all(&mut **tx).await? {
        let owner = Owner {
            host: row::text(&row, 0)?,
            boot: row::text(&row, 1)?,
            pid: row::count(&row, 2)?,
            started: row::count(&row, 3)?,
        };
        let (token, heartbeat) = (row::integer(&row, 4)?, row::integer(&row, 5)?);
        if owner.is_gone(here, heartbeat, now - patience) {
            abandoned.push((token, heartbeat));
        }
    }
    if abandoned.is_empty() {
        return Ok(());
    }
    locks::claims(tx).await?;
    for (token, heartbeat) in abandoned {
        // Who has said meanwhile that the work goes on keeps it.
        let text = "DELETE FROM claims WHERE token = $1 AND heartbeat = $2";
        sqlx::query(text).bind(token).bind(heartbeat).execute(&mut **tx).await?;
    }
    Ok(())
}
