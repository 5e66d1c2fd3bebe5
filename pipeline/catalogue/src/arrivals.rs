//! Scans arrive and leave as facts. Not for bytes: those stand in the store before anything here is called.

use register::id::{RegisterId, ScanId};

use crate::{Catalogue, Error, Result, locks, row};

/// A file that stands in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// SHA-256, hexadecimal.
    pub sha256: String,
    /// Name as delivered, without folders.
    pub name: String,
    /// Ending of the master's name in the store.
    pub ending: String,
    /// Bytes.
    pub size: u64,
    /// Its scans, one a frame.
    pub frames: Vec<Frame>,
    /// The scan it was shot again for.
    pub replaces: Option<u32>,
}

/// One frame of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Why it cannot be read.
    pub set_aside: Option<String>,
}

impl Catalogue {
    /// Names and sizes of the files a register has.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn files(&self, register: &RegisterId) -> Result<Vec<(String, u64)>> {
        let text = "SELECT name, size FROM files WHERE register = $1";
        let rows = sqlx::query(text).bind(register.as_str()).fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok((row::text(row, 0)?, row::count(row, 1)?))).collect()
    }

    /// Keeps a file and its scans, all or none, and gives their names; nothing when the register has the
    /// file already.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn arrive(&self, register: &RegisterId, file: &Arrived, now: i64) -> Result<Vec<ScanId>> {
        let mut tx = self.write().await?;
        let id = register.as_str();
        locks::register(&mut tx, id).await?;
        let new = sqlx::query(
            "INSERT INTO files (register, sha256, name, ending, size) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (register, sha256) DO NOTHING",
        )
        .bind(id)
        .bind(file.sha256.as_str())
        .bind(file.name.as_str())
        .bind(file.ending.as_str())
        .bind(row::whole(file.size))
        .execute(&mut *tx)
        .await?;
        if new.rows_affected() == 0 {
            return Ok(Vec::new());
        }
        let last = "SELECT COALESCE(MAX(number), 0), COALESCE(MAX(place), 0) FROM scans WHERE register = $1";
        let last = sqlx::query(last).bind(id).fetch_one(&mut *tx).await?;
        let (mut number, mut place) = (row::integer(&last, 0)?, row::integer(&last, 1)?);
        let replaced = match file.replaces {
            Some(old) => Some(place_of(&mut tx, id, old).await?),
            None => None,
        };
        let mut ids = Vec::new();
        for (index, frame) in file.frames.iter().enumerate() {
            number += 1;
            let own = replaced.unwrap_or_else(|| {
                place += 1;
                place
            });
            sqlx::query(
                "INSERT INTO scans (register, number, place, sha256, frame, width, height, state, reason, attempts, \
                 arrived_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10)",
            )
            .bind(id)
            .bind(number)
            .bind(own)
            .bind(file.sha256.as_str())
            .bind(row::whole(index))
            .bind(i64::from(frame.width))
            .bind(i64::from(frame.height))
            .bind(if frame.set_aside.is_some() { "set_aside" } else { "waiting" })
            .bind(frame.set_aside.clone())
            .bind(now)
            .execute(&mut *tx)
            .await?;
            let number = u32::try_from(number).map_err(|_| Error::Fault("too many scans".to_owned()))?;
            ids.push(ScanId { register: register.clone(), number });
        }
        if let (Some(old), Some(first)) = (file.replaces, ids.first()) {
            withdraw(&mut tx, id, old, None, Some(first.number)).await?;
        }
        tx.commit().await?;
        Ok(ids)
    }

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

type Tx = sqlx::Transaction<'static, sqlx::Any>;

async fn place_of(tx: &mut Tx, register: &str, number: u32) -> Result<i64> {
    let row = sqlx::query("SELECT place FROM scans WHERE register = $1 AND number = $2")
        .bind(register)
        .bind(i64::from(number))
        .fetch_one(&mut **tx)
        .await?;
    row::integer(&row, 0)
}

async fn withdraw(
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
    sqlx::query("UPDATE registers SET changes = changes + 1, agree_due = 1, extract_due = 1 WHERE id = $1")
        .bind(register)
        .execute(&mut **tx)
        .await?;
    Ok(true)
}
