//! Scans arrive as facts. Not for bytes: those stand in the store before anything here is called.

use register::id::{RegisterId, ScanId};

use crate::{
    Catalogue, Error, Result,
    leaving::{place_of, withdraw},
    locks, row,
};

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

impl Frame {
    /// How its scan begins, as the table has it.
    pub(crate) fn state(&self) -> &'static str {
        if self.set_aside.is_some() { "set_aside" } else { "waiting" }
    }
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
        let (mut number, mut place) = (row::integer(&last, 0)?, row::integer(&last, 1)? + 1);
        if let Some(old) = file.replaces {
            place = place_of(&mut tx, id, old).await?;
            make_room(&mut tx, id, place, file.frames.len().saturating_sub(1)).await?;
        }
        let mut ids = Vec::new();
        for (index, frame) in (0..).zip(&file.frames) {
            number += 1;
            let new = NewScan { number, place: place + index, index, frame };
            put_scan(&mut tx, id, &file.sha256, new, now).await?;
            ids.push(scan_id(register, number)?);
        }
        if let (Some(old), Some(first)) = (file.replaces, ids.first()) {
            withdraw(&mut tx, id, old, None, Some(first.number)).await?;
        }
        tx.commit().await?;
        Ok(ids)
    }
}

type Tx = sqlx::Transaction<'static, sqlx::Any>;

/// A frame that becomes a scan.
pub(crate) struct NewScan<'f> {
    pub(crate) number: i64,
    pub(crate) place: i64,
    pub(crate) index: i64,
    pub(crate) frame: &'f Frame,
}

pub(crate) async fn put_scan(
    tx: &mut Tx,
    register: &str,
    sha256: &str,
    new: NewScan<'_>,
    now: i64,
) -> Result<()> {
    sqlx::query(
        "INSERT INTO scans (register, number, place, sha256, frame, width, height, state, reason, attempts, \
         arrived_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, $10)",
    )
    .bind(register)
    .bind(new.number)
    .bind(new.place)
    .bind(sha256)
    .bind(new.index)
    .bind(i64::from(new.frame.width))
    .bind(i64::from(new.frame.height))
    .bind(new.frame.state())
    .bind(new.frame.set_aside.clone())
    .bind(now)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Makes room for as many scans behind a place: no two frames of a file share one, as a place is what tells
/// that a scan was shot again.
pub(crate) async fn make_room(tx: &mut Tx, register: &str, behind: i64, scans: usize) -> Result<()> {
    if scans > 0 {
        let text = "UPDATE scans SET place = place + $3 WHERE register = $1 AND place > $2";
        sqlx::query(text).bind(register).bind(behind).bind(row::whole(scans)).execute(&mut **tx).await?;
    }
    Ok(())
}

pub(crate) fn scan_id(register: &RegisterId, number: i64) -> Result<ScanId> {
    let number = u32::try_from(number).map_err(|_| Error::Fault("too many scans".to_owned()))?;
    Ok(ScanId { register: register.clone(), number })
}
