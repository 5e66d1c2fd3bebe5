//! The queue is not a thing: the next piece of work is the oldest that nobody has claimed. What unblocks
//! others comes first: agreement, extraction, pass two, pass one. Not for results.

use register::id::{RegisterId, ScanId};
use serde::{Deserialize, Serialize};

use crate::{Catalogue, Claim, Owner, Result, claims, row};

/// A stage of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Pass one on a scan.
    Prepare,
    /// The register agrees on its form.
    Agree,
    /// Pass two on a scan.
    Recognize,
    /// Texts to acts.
    Extract,
}

/// Work that was claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// The claim.
    pub claim: Claim,
    /// What to do.
    pub stage: Stage,
}

impl Granted {
    /// The scan, for stages that go scan by scan.
    pub fn scan(&self) -> Option<ScanId> {
        Some(ScanId { register: self.claim.register.clone(), number: self.claim.number? })
    }
}

/// Registers all of whose scans are laid out and that have to agree (again).
const AGREE: &str = "SELECT r.id, 0 FROM registers r WHERE r.agree_due = 1 \
     AND EXISTS (SELECT 1 FROM scans s WHERE s.register = r.id AND s.state IN ('laid', 'read')) \
     AND NOT EXISTS (SELECT 1 FROM scans s WHERE s.register = r.id AND s.state = 'waiting') \
     AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.register = r.id AND c.number = 0) ORDER BY r.id LIMIT 1";

/// Registers all of whose scans are recognized as agreed.
const EXTRACT: &str = "SELECT r.id, 0 FROM registers r WHERE r.extract_due = 1 \
     AND NOT EXISTS (SELECT 1 FROM scans s WHERE s.register = r.id AND s.state IN ('waiting', 'laid')) \
     AND (r.agree_due = 0 OR NOT EXISTS (SELECT 1 FROM scans s WHERE s.register = r.id AND s.state = 'read')) \
     AND NOT EXISTS (SELECT 1 FROM claims c WHERE c.register = r.id AND c.number = 0) ORDER BY r.id LIMIT 1";

const RECOGNIZE: &str = "SELECT s.register, s.number FROM scans s JOIN registers r ON r.id = s.register \
     LEFT JOIN claims c ON c.register = s.register AND c.number = s.number \
     WHERE s.state = 'laid' AND r.agree_due = 0 AND c.register IS NULL \
     AND NOT EXISTS (SELECT 1 FROM scans w WHERE w.register = s.register AND w.state = 'waiting') \
     ORDER BY s.arrived_at, s.register, s.place, s.number LIMIT 1";

const PREPARE: &str = "SELECT s.register, s.number FROM scans s \
     LEFT JOIN claims c ON c.register = s.register AND c.number = s.number \
     WHERE s.state = 'waiting' AND c.register IS NULL \
     ORDER BY s.arrived_at, s.register, s.place, s.number LIMIT 1";

const ORDER: [(Stage, &str); 4] = [
    (Stage::Agree, AGREE),
    (Stage::Extract, EXTRACT),
    (Stage::Recognize, RECOGNIZE),
    (Stage::Prepare, PREPARE),
];

impl Catalogue {
    /// Claims the next piece of work for a worker of `owner`; `None` when there is none to claim. Claims
    /// without heartbeat for `patience` milliseconds are free.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn next_work(
        &self,
        owner: &Owner,
        worker: &str,
        now: i64,
        patience: i64,
    ) -> Result<Option<Granted>> {
        loop {
            let mut tx = self.write().await?;
            claims::free_abandoned(&mut tx, owner, now, patience).await?;
            let Some((stage, register, number)) = first_due(&mut tx).await? else {
                tx.commit().await?;
                return Ok(None);
            };
            let token = "UPDATE counters SET value = value + 1 WHERE name = 'token' RETURNING value";
            let token = row::integer(&sqlx::query(token).fetch_one(&mut *tx).await?, 0)?;
            let claim = Claim { register, number: number.try_into().ok().filter(|&n| n != 0), token };
            if insert(&mut tx, &claim, stage, owner, worker, now).await? {
                tx.commit().await?;
                return Ok(Some(Granted { claim, stage }));
            }
            // On PostgreSQL somebody else may have been faster: look again.
        }
    }

    /// Is everything read that can be, with nobody at work?
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn idle(&self) -> Result<bool> {
        let text = "SELECT (SELECT COUNT(*) FROM scans WHERE state IN ('waiting', 'laid')) \
                    + (SELECT COUNT(*) FROM registers WHERE extract_due = 1)";
        Ok(row::integer(&sqlx::query(text).fetch_one(&self.pool).await?, 0)? == 0)
    }
}

async fn first_due(tx: &mut claims::Tx) -> Result<Option<(Stage, RegisterId, i64)>> {
    for (stage, text) in ORDER {
        if let Some(row) = sqlx::query(text).fetch_optional(&mut **tx).await? {
            // The number is a plain 0 for registers, which PostgreSQL gives as a shorter integer.
            let number = if text.contains("r.id, 0") { 0 } else { row::integer(&row, 1)? };
            return Ok(Some((stage, row::word(&row, 0)?, number)));
        }
    }
    Ok(None)
}

async fn insert(
    tx: &mut claims::Tx,
    claim: &Claim,
    stage: Stage,
    owner: &Owner,
    worker: &str,
    now: i64,
) -> Result<bool> {
    let text = "INSERT INTO claims (register, number, stage, worker, host, boot, pid, started, token, heartbeat, \
                seen_changes, seen_agreement) \
                SELECT r.id, $2, $3, $4, $5, $6, $7, $8, $9, $10, r.changes, r.agreement \
                FROM registers r WHERE r.id = $1 ON CONFLICT (register, number) DO NOTHING";
    let done = sqlx::query(text)
        .bind(claim.register.as_str())
        .bind(claim.row())
        .bind(row::as_word(stage)?)
        .bind(worker)
        .bind(owner.host.as_str())
        .bind(owner.boot.as_str())
        .bind(i64::from(owner.pid))
        .bind(row::whole(owner.started))
        .bind(claim.token)
        .bind(now)
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}
