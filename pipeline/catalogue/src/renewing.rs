//! What is done over: a scan whose finding is gone, a register's agreement, a stage. Not for what becomes of work under way:
//! see `results`.

use register::id::{RegisterId, ScanId};

use crate::{Catalogue, Result, Stage, claims::Tx, locks, results::mark_changed, row};

impl Catalogue {
    /// What was found on a scan is gone: it waits for pass one again, and so does all that came of it. Work
    /// under way on it is dropped. False when it was not read (or not there) anyway.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn send_back(&self, scan: &ScanId) -> Result<bool> {
        let (register, number) = (scan.register.as_str(), i64::from(scan.number));
        let mut tx = self.write().await?;
        locks::register(&mut tx, register).await?;
        locks::claims(&mut tx).await?;
        let text = "UPDATE scans SET state = 'waiting', attempts = 0 \
                    WHERE register = $1 AND number = $2 AND state IN ('laid', 'read')";
        let done = sqlx::query(text).bind(register).bind(number).execute(&mut *tx).await?;
        if done.rows_affected() == 0 {
            return Ok(false);
        }
        let text = "DELETE FROM claims WHERE register = $1 AND number IN (0, $2)";
        sqlx::query(text).bind(register).bind(number).execute(&mut *tx).await?;
        mark_changed(&mut tx, &scan.register, true).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// What a register agreed on is gone: it agrees again. Work under way in it is dropped.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn agree_again(&self, register: &RegisterId) -> Result<()> {
        let mut tx = self.write().await?;
        locks::register(&mut tx, register.as_str()).await?;
        locks::claims(&mut tx).await?;
        let text = "DELETE FROM claims WHERE register = $1";
        sqlx::query(text).bind(register.as_str()).execute(&mut *tx).await?;
        mark_changed(&mut tx, register, true).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Lets a stage and those after it be done again, in one register or in all; scans that were set aside get
    /// another chance with [`Stage::Prepare`]. Gives the number of scans (registers, for [`Stage::Extract`])
    /// that wait again. Work under way is dropped.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn renew(&self, stage: Stage, register: Option<&RegisterId>) -> Result<u64> {
        let which = register.map(|id| id.as_str().to_owned()).unwrap_or_default();
        let scans = match stage {
            Stage::Prepare => Some(
                "UPDATE scans SET state = 'waiting', attempts = 0, reason = NULL \
                 WHERE ($1 = '' OR register = $1) AND width > 0 AND state IN ('laid', 'read', 'set_aside')",
            ),
            Stage::Agree | Stage::Recognize => Some(
                "UPDATE scans SET state = 'laid', attempts = 0 \
                 WHERE ($1 = '' OR register = $1) AND state IN ('laid', 'read')",
            ),
            Stage::Extract => None,
        };
        let mut tx = self.write().await?;
        lock_registers(&mut tx, &which).await?;
        sqlx::query("DELETE FROM claims WHERE ($1 = '' OR register = $1)")
            .bind(which.as_str())
            .execute(&mut *tx)
            .await?;
        let mut waiting = 0;
        if let Some(text) = scans {
            waiting = sqlx::query(text).bind(which.as_str()).execute(&mut *tx).await?.rows_affected();
        }
        let text = "UPDATE registers SET changes = changes + 1, extract_due = 1, \
                    agree_due = CASE WHEN $2 = 1 THEN 1 ELSE agree_due END WHERE ($1 = '' OR id = $1) \
                    AND EXISTS (SELECT 1 FROM scans s WHERE s.register = registers.id)";
        let agree = i64::from(stage != Stage::Extract);
        let registers = sqlx::query(text).bind(which.as_str()).bind(agree).execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(if scans.is_some() { waiting } else { registers.rows_affected() })
    }
}

/// Holds off who writes that register, or any when it is empty.
async fn lock_registers(tx: &mut Tx, which: &str) -> Result<()> {
    let text = "SELECT id FROM registers WHERE ($1 = '' OR id = $1) ORDER BY id";
    for found in sqlx::query(text).bind(which).fetch_all(&mut **tx).await? {
        locks::register(tx, &row::text(&found, 0)?).await?;
    }
    locks::claims(tx).await
}
