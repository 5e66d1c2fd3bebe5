//! What becomes of work, written under its claim's token in one transaction. Not for acts: see `standing`.

use register::id::RegisterId;

use crate::{Catalogue, Claim, PageFacts, Result, claims, claims::Tx, pages, row};

/// Deaths of readers over one scan, under a living parent, until it is set aside.
const DEATHS: i64 = 2;

/// Were results written?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// They stand.
    Done,
    /// The claim is no longer held; nothing was written.
    Stale,
    /// Somebody changed what the results were made from; nothing was written, the claim is still held.
    Moved,
}

/// What follows when a reader died.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Died {
    /// The scan waits again.
    Again,
    /// It was once too often.
    SetAside,
    /// The claim is no longer held.
    Stale,
}

impl Catalogue {
    /// Pass one is done: the scan has these pages and waits for pass two.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn finish_prepare(&self, claim: &Claim, found: &[PageFacts], version: &str) -> Result<Written> {
        let mut tx = self.write().await?;
        if claims::take(&mut tx, claim).await?.is_none() {
            return Ok(Written::Stale);
        }
        let text = "UPDATE scans SET state = 'laid', attempts = 0, layout_version = $3 \
                    WHERE register = $1 AND number = $2 AND state = 'waiting'";
        let done = sqlx::query(text)
            .bind(claim.register.as_str())
            .bind(claim.row())
            .bind(version)
            .execute(&mut *tx)
            .await?;
        if done.rows_affected() == 0 {
            // The claim goes all the same: nobody else could take the scan up.
            tx.commit().await?;
            return Ok(Written::Stale);
        }
        pages::replace(&mut tx, claim.register.as_str(), claim.row(), found).await?;
        mark_changed(&mut tx, &claim.register, true).await?;
        tx.commit().await?;
        Ok(Written::Done)
    }

    /// The register agreed; scans recognized under another `constraint` wait for pass two again.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn finish_agree(&self, claim: &Claim, constraint: &str, version: &str) -> Result<Written> {
        let mut tx = self.write().await?;
        let Some(seen) = claims::take(&mut tx, claim).await? else { return Ok(Written::Stale) };
        let id = claim.register.as_str();
        let text = "UPDATE registers SET agreement = $2, agree_version = $3, \
                    agree_due = CASE WHEN changes = $4 THEN 0 ELSE 1 END WHERE id = $1";
        sqlx::query(text)
            .bind(id)
            .bind(constraint)
            .bind(version)
            .bind(seen.changes)
            .execute(&mut *tx)
            .await?;
        let text = "UPDATE scans SET state = 'laid' \
                    WHERE register = $1 AND state = 'read' AND COALESCE(agreement, '') <> $2";
        sqlx::query(text).bind(id).bind(constraint).execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(Written::Done)
    }

    /// Pass two is done. When the register agreed otherwise meanwhile, the scan still waits.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn finish_recognize(&self, claim: &Claim, version: &str, now: i64) -> Result<Written> {
        let mut tx = self.write().await?;
        let Some(seen) = claims::take(&mut tx, claim).await? else { return Ok(Written::Stale) };
        let agreement = seen.agreement.unwrap_or_default();
        let text = "UPDATE scans SET state = 'read', attempts = 0, read_at = $3, recognize_version = $4, \
                    agreement = $5 WHERE register = $1 AND number = $2 AND state = 'laid' \
                    AND (SELECT COALESCE(r.agreement, '') FROM registers r WHERE r.id = $1) = $5";
        let done = sqlx::query(text)
            .bind(claim.register.as_str())
            .bind(claim.row())
            .bind(now)
            .bind(version)
            .bind(agreement)
            .execute(&mut *tx)
            .await?;
        if done.rows_affected() == 1 {
            mark_changed(&mut tx, &claim.register, false).await?;
        }
        tx.commit().await?;
        Ok(if done.rows_affected() == 1 { Written::Done } else { Written::Stale })
    }

    /// The scan cannot be read.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn set_aside(&self, claim: &Claim, reason: &str) -> Result<Written> {
        let mut tx = self.write().await?;
        if claims::take(&mut tx, claim).await?.is_none() {
            return Ok(Written::Stale);
        }
        set_aside(&mut tx, claim, reason).await?;
        tx.commit().await?;
        Ok(Written::Done)
    }

    /// A reader died over the scan while its parent lives on; `reason` is kept when it was once too often.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn reader_died(&self, claim: &Claim, reason: &str) -> Result<Died> {
        let mut tx = self.write().await?;
        if claims::take(&mut tx, claim).await?.is_none() {
            return Ok(Died::Stale);
        }
        let text =
            "UPDATE scans SET attempts = attempts + 1 WHERE register = $1 AND number = $2 RETURNING attempts";
        let row = sqlx::query(text)
            .bind(claim.register.as_str())
            .bind(claim.row())
            .fetch_optional(&mut *tx)
            .await?;
        let Some(row) = row else {
            tx.commit().await?;
            return Ok(Died::Stale);
        };
        let once_too_often = row::integer(&row, 0)? >= DEATHS;
        if once_too_often {
            set_aside(&mut tx, claim, reason).await?;
        }
        tx.commit().await?;
        Ok(if once_too_often { Died::SetAside } else { Died::Again })
    }
}

async fn set_aside(tx: &mut Tx, claim: &Claim, reason: &str) -> Result<()> {
    let (register, number) = (claim.register.as_str(), claim.row());
    let text = "SELECT COUNT(*) FROM scans WHERE register = $1 AND number = $2 AND state = 'waiting'";
    let unlaid = sqlx::query(text).bind(register).bind(number).fetch_one(&mut **tx).await?;
    let unlaid = row::integer(&unlaid, 0)? > 0;
    let text = "UPDATE scans SET state = 'set_aside', reason = $3 WHERE register = $1 AND number = $2";
    sqlx::query(text).bind(register).bind(number).bind(reason).execute(&mut **tx).await?;
    // Its layout went into what the register agreed on, if it had one.
    mark_changed(tx, &claim.register, !unlaid).await
}

/// The register's scans are others than they were: its acts wait to be extracted, and with `agree` its form to
/// be agreed on.
pub(crate) async fn mark_changed(tx: &mut Tx, register: &RegisterId, agree: bool) -> Result<()> {
    let text = "UPDATE registers SET changes = changes + 1, extract_due = 1, \
                agree_due = CASE WHEN $2 = 1 THEN 1 ELSE agree_due END WHERE id = $1";
    sqlx::query(text).bind(register.as_str()).bind(i64::from(agree)).execute(&mut **tx).await?;
    Ok(())
}
