//! Scans leave reading as facts, perhaps for others that take their place. Not for their acts: see `standing`.

use register::id::ScanId;

use crate::{Catalogue, Result, claims::Tx, locks, row};

impl Catalogue {
    /// Takes a scan out of reading, perhaps for another that takes its place in capture order; false when
    /// there is none, or it was out already.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn withdraw(
        &self,
        scan: &ScanId,
        because: Option<&str>,
        replaced_by: Option<u32>,
    ) -> Result<bool> {
        let mut tx = self.write().await?;
        let id = scan.register.as_str();
        locks::register(&mut tx, id).await?;
        let done = withdraw(&mut tx, id, scan.number, because, replaced_by).await?;
        if let Some(new) = replaced_by.filter(|_| done) {
            let place = place_of(&mut tx, id, scan.number).await?;
            sqlx::query("UPDATE scans SET place = $3 WHERE register = $1 AND number = $2")
                .bind(id)
                .bind(i64::from(new))
                .bind(place)
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await?;
        Ok(done)
    }
}

pub(crate) async fn place_of(tx: &mut Tx, register: &str, number: u32) -> Result<i64> {
    let row = sqlx::query("SELECT place FROM scans WHERE register = $1 AND number = $2")
        .bind(register)
        .bind(i64::from(number))
        .fetch_one(&mut **tx)
        .await?;
    row::integer(&row, 0)
}

pub(crate) async fn withdraw(
    tx: &mut Tx,
    register: &str,
    number: u32,
    because: Option<&str>,
    replaced_by: Option<u32>,
) -> Result<bool> {
    let gone = sqlx::query(
        "UPDATE scans SET state = 'withdrawn', reason = $3, replaced_by = $4 \
         WHERE register = $1 AND number = $2 AND state <> 'withdrawn'",
    )
    .bind(register)
    .bind(i64::from(number))
    .bind(because.map(str::to_owned))
    .bind(replaced_by.map(i64::from))
    .execute(&mut **tx)
    .await?;
    if gone.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query("DELETE FROM claims WHERE register = $1 AND number = $2")
        .bind(register)
        .bind(i64::from(number))
        .execute(&mut **tx)
        .await?;
    let text = "UPDATE registers SET changes = changes + 1, agree_due = 1, extract_due = 1, \
                restand_due = restand_due + 1 WHERE id = $1";
    sqlx::query(text).bind(register).execute(&mut **tx).await?;
    Ok(true)
}
