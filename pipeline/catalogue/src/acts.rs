//! Acts as facts, read: by id, in capture order, by page. Not for writing them: see `standing`; nor for the next to look at: see
//! `leafing`.

use register::{
    access::Access,
    act::{Act, Status},
    geometry::Rect,
    id::{ActId, RegisterId, ScanId},
    page::Half,
};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;

use crate::{Catalogue, Result, row};

/// One act with what is known of it beside its fields.
#[derive(Debug, Clone, PartialEq)]
pub struct ActFacts {
    /// As read or imported.
    pub machine: Act,
    /// Capture order among the standing acts of its register, from 0.
    pub place: u64,
    /// Where it lies.
    pub pages: Vec<PageOf>,
    /// Number of decisions.
    pub revision: u64,
    /// Of the settled act.
    pub status: Status,
    /// Of the settled act.
    pub access: Access,
    /// Is nothing of the settled act open but what was referred?
    pub referred: bool,
    /// False when a later reading lost it, or its scan was withdrawn.
    pub standing: bool,
    /// Did it come without scans?
    pub imported: bool,
}

/// The part of a page an act lies on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PageOf {
    /// The scan.
    pub scan: ScanId,
    /// The page on it.
    pub half: Half,
    /// The smallest box around its spots, pixels of the scan.
    pub bounds: Rect,
}

/// Columns of an act; whatever else is selected follows them.
pub(crate) const COLUMNS: usize = 9;

macro_rules! select {
    ($rest:expr) => {
        $crate::acts::select!("", $rest)
    };
    ($more:literal, $rest:expr) => {
        concat!(
            "SELECT machine, place, spots, revision, status, access, standing, imported, referred",
            $more,
            " FROM acts ",
            $rest
        )
    };
}
pub(crate) use select;

pub(crate) fn act_of(row: &AnyRow) -> Result<ActFacts> {
    Ok(ActFacts {
        machine: row::json(row, 0)?,
        place: row::count(row, 1)?,
        pages: row::json(row, 2)?,
        revision: row::count(row, 3)?,
        status: row::word(row, 4)?,
        access: row::word(row, 5)?,
        standing: row::flag(row, 6)?,
        imported: row::flag(row, 7)?,
        referred: row::flag(row, 8)?,
    })
}

impl Catalogue {
    /// The act of that id, standing or not.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn act(&self, id: &ActId) -> Result<Option<ActFacts>> {
        let row = sqlx::query(select!("WHERE id = $1")).bind(id.as_str()).fetch_optional(&self.pool).await?;
        row.as_ref().map(act_of).transpose()
    }

    /// Standing acts of a register with `from <= place < to`, in order.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn acts(&self, register: &RegisterId, from: u64, to: u64) -> Result<Vec<ActFacts>> {
        let text =
            select!("WHERE register = $1 AND standing = 1 AND place >= $2 AND place < $3 ORDER BY place");
        let query = sqlx::query(text).bind(register.as_str()).bind(row::whole(from)).bind(row::whole(to));
        query.fetch_all(&self.pool).await?.iter().map(act_of).collect()
    }

    /// Every act of a register that came from scans, those that do not stand among them.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn acts_of_scans(&self, register: &RegisterId) -> Result<Vec<ActFacts>> {
        let text = select!("WHERE register = $1 AND imported = 0 ORDER BY standing DESC, place, id");
        sqlx::query(text).bind(register.as_str()).fetch_all(&self.pool).await?.iter().map(act_of).collect()
    }

    /// Acts of a register that stand no longer.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn lost_acts(&self, register: &RegisterId) -> Result<Vec<ActFacts>> {
        let text = select!("WHERE register = $1 AND standing = 0 ORDER BY id");
        sqlx::query(text).bind(register.as_str()).fetch_all(&self.pool).await?.iter().map(act_of).collect()
    }

    /// Number of standing acts of a register.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn act_count(&self, register: &RegisterId) -> Result<u64> {
        let text = "SELECT COUNT(*) FROM acts WHERE register = $1 AND standing = 1";
        row::count(&sqlx::query(text).bind(register.as_str()).fetch_one(&self.pool).await?, 0)
    }

    /// Ids and classes of the standing acts that lie on a page.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn acts_on_page(&self, scan: &ScanId, half: Half) -> Result<Vec<(ActId, Access)>> {
        let text = "SELECT a.id, a.access FROM act_pages p JOIN acts a ON a.id = p.act \
                    WHERE p.register = $1 AND p.number = $2 AND p.half = $3 AND a.standing = 1 ORDER BY a.place";
        let query = sqlx::query(text)
            .bind(scan.register.as_str())
            .bind(i64::from(scan.number))
            .bind(row::as_word(half)?);
        let act = |row: &AnyRow| Ok((ActId(row::text(row, 0)?), row::word(row, 1)?));
        query.fetch_all(&self.pool).await?.iter().map(act).collect()
    }
}
