//! Scans as facts: which file each is, and where it stands. Not for how they arrive or are read.

use register::{
    id::{RegisterId, ScanId},
    page::ScanInfo,
};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;

use crate::{Catalogue, Result, row};

/// Where a scan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// For pass one.
    Waiting,
    /// For pass two.
    Laid,
    /// Read.
    Read,
    /// It cannot be read.
    SetAside,
    /// Out of reading and search.
    Withdrawn,
}

/// One scan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// Its name.
    pub id: ScanId,
    /// Capture order; a re-shot scan takes the place of the one it replaces.
    pub place: u32,
    /// File, frame, size and digest.
    pub info: ScanInfo,
    /// Where it stands.
    pub state: State,
    /// Why it was set aside or withdrawn.
    pub reason: Option<String>,
    /// The scan that replaced it.
    pub replaced_by: Option<u32>,
    /// When it was read.
    pub read_at: Option<i64>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT s.register, s.number, s.place, f.name, s.frame, s.width, s.height, s.sha256, s.state, \
             s.reason, s.replaced_by, s.read_at \
             FROM scans s JOIN files f ON f.register = s.register AND f.sha256 = s.sha256 ",
            $rest
        )
    };
}

fn scan_of(row: &AnyRow) -> Result<Scan> {
    let info = ScanInfo {
        file: row::text(row, 3)?,
        frame: row::count(row, 4)?,
        width: row::count(row, 5)?,
        height: row::count(row, 6)?,
        sha256: row::text(row, 7)?,
    };
    Ok(Scan {
        id: ScanId { register: row::word(row, 0)?, number: row::count(row, 1)? },
        place: row::count(row, 2)?,
        info,
        state: row::word(row, 8)?,
        reason: row::some_text(row, 9)?,
        replaced_by: row::some_integer(row, 10)?.and_then(|n| n.try_into().ok()),
        read_at: row::some_integer(row, 11)?,
    })
}

impl Catalogue {
    /// The scan of that name.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn scan(&self, id: &ScanId) -> Result<Option<Scan>> {
        let row = sqlx::query(select!("WHERE s.register = $1 AND s.number = $2"))
            .bind(id.register.as_str())
            .bind(i64::from(id.number))
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(scan_of).transpose()
    }

    /// All scans of a register in capture order; of one place the one that replaced others comes last.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn scans(&self, register: &RegisterId) -> Result<Vec<Scan>> {
        let rows = sqlx::query(select!("WHERE s.register = $1 ORDER BY s.place, s.number"))
            .bind(register.as_str())
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(scan_of).collect()
    }

    /// All scans that were set aside, by register and in capture order.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn set_aside_scans(&self) -> Result<Vec<Scan>> {
        let text = select!("WHERE s.state = 'set_aside' ORDER BY s.register, s.place, s.number");
        sqlx::query(text).fetch_all(&self.pool).await?.iter().map(scan_of).collect()
    }

    /// The scans of the register (one a frame) whose file has these bytes.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn scans_of_file(&self, register: &RegisterId, sha256: &str) -> Result<Vec<Scan>> {
        let text = select!("WHERE s.register = $1 AND s.sha256 = $2 ORDER BY s.number");
        let rows = sqlx::query(text).bind(register.as_str()).bind(sha256).fetch_all(&self.pool).await?;
        rows.iter().map(scan_of).collect()
    }

    /// The scan of another register whose file has these bytes.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn scan_elsewhere(&self, register: &RegisterId, sha256: &str) -> Result<Option<Scan>> {
        let text = select!("WHERE s.register <> $1 AND s.sha256 = $2 ORDER BY s.register, s.number LIMIT 1");
        let row = sqlx::query(text).bind(register.as_str()).bind(sha256).fetch_optional(&self.pool).await?;
        row.as_ref().map(scan_of).transpose()
    }
}
