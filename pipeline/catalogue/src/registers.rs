//! Registers as facts: their cards and what waits to be done with each. Not for their scans.

use std::collections::BTreeMap;

use register::{act::Status, id::RegisterId, volume::RegisterCard};
use sqlx::any::AnyRow;

use crate::{Catalogue, Result, State, claims::Tx, locks, row};

/// One register.
#[derive(Debug, Clone, PartialEq)]
pub struct Register {
    /// Its card.
    pub card: RegisterCard,
    /// Counts up with every publication.
    pub generation: u64,
    /// Highest generation whose manifest is known to stand in the store.
    pub published: u64,
    /// Counts up with every change to acts and decisions.
    pub revision: i64,
    /// Must it agree (again)?
    pub agree_due: bool,
    /// Must its acts be extracted (again)?
    pub extract_due: bool,
    /// Digest of what was agreed.
    pub agreement: Option<String>,
    /// Declared done?
    pub signed_off: bool,
    /// Scans that left and whose acts may still stand.
    pub restand_due: i64,
}

/// Scans and acts of one register by state.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Counts {
    /// Scans.
    pub scans: BTreeMap<State, usize>,
    /// Standing acts: machine-read, verified.
    pub acts: (usize, usize),
    /// When the last scan was read.
    pub last_read_at: Option<i64>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT card, generation, published, revision, agree_due, extract_due, agreement, signed_off, \
             restand_due \
             FROM registers ",
            $rest
        )
    };
}

fn register_of(row: &AnyRow) -> Result<Register> {
    Ok(Register {
        card: row::json(row, 0)?,
        generation: row::count(row, 1)?,
        published: row::count(row, 2)?,
        revision: row::integer(row, 3)?,
        agree_due: row::flag(row, 4)?,
        extract_due: row::flag(row, 5)?,
        agreement: row::some_text(row, 6)?,
        signed_off: row::flag(row, 7)?,
        restand_due: row::integer(row, 8)?,
    })
}

impl Catalogue {
    /// Keeps a card; true when it is new or was another. What a changed card means for reading is decided
    /// here: other languages ask for pass two, anything else for extraction, and what is under way is dropped
    /// with the languages it was begun with; acts are classed again.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn put_card(&self, card: &RegisterCard) -> Result<bool> {
        let mut tx = self.write().await?;
        let id = card.id.as_str();
        let text = serde_json::to_string(card)?;
        let new = sqlx::query(
            "INSERT INTO registers (id, card, generation, published, revision, changes, agree_due, extract_due, \
             publish_due, signed_off) VALUES ($1, $2, 0, 0, 0, 0, 0, 0, 0, 0) ON CONFLICT (id) DO NOTHING",
        )
        .bind(id)
        .bind(text.as_str())
        .execute(&mut *tx)
        .await?;
        if new.rows_affected() == 1 {
            tx.commit().await?;
            return Ok(true);
        }
        locks::register(&mut tx, id).await?;
        let old =
            sqlx::query("SELECT card FROM registers WHERE id = $1").bind(id).fetch_one(&mut *tx).await?;
        let old: RegisterCard = row::json(&old, 0)?;
        if old == *card {
            return Ok(false);
        }
        let changed = "UPDATE registers SET card = $2, changes = changes + 1, extract_due = 1, classed = NULL \
                       WHERE id = $1";
        sqlx::query(changed).bind(id).bind(text).execute(&mut *tx).await?;
        if old.languages != card.languages {
            recognize_again(&mut tx, id).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// The register of that id.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn register(&self, id: &RegisterId) -> Result<Option<Register>> {
        let row = sqlx::query(select!("WHERE id = $1")).bind(id.as_str()).fetch_optional(&self.pool).await?;
        row.as_ref().map(register_of).transpose()
    }

    /// Every register, by id.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn registers(&self) -> Result<Vec<Register>> {
        sqlx::query(select!("ORDER BY id")).fetch_all(&self.pool).await?.iter().map(register_of).collect()
    }

    /// Number of registers of which the store must hold something: a file, or a publication.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn kept_registers(&self) -> Result<usize> {
        let text = "SELECT COUNT(*) FROM registers r WHERE r.generation > 0 \
                    OR EXISTS (SELECT 1 FROM files f WHERE f.register = r.id)";
        row::count(&sqlx::query(text).fetch_one(&self.pool).await?, 0)
    }

    /// Declares a register done or not.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn sign_off(&self, id: &RegisterId, done: bool) -> Result<()> {
        sqlx::query("UPDATE registers SET signed_off = $2 WHERE id = $1")
            .bind(id.as_str())
            .bind(i64::from(done))
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Scans and acts of every register by state.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn counts(&self) -> Result<BTreeMap<String, Counts>> {
        let mut all: BTreeMap<String, Counts> = BTreeMap::new();
        let scans = "SELECT register, state, COUNT(*), MAX(read_at) FROM scans GROUP BY register, state";
        for row in sqlx::query(scans).fetch_all(&self.pool).await? {
            let counts = all.entry(row::text(&row, 0)?).or_default();
            let state: State = row::word(&row, 1)?;
            counts.scans.insert(state, row::count(&row, 2)?);
            if state == State::Read {
                counts.last_read_at = row::some_integer(&row, 3)?;
            }
        }
        let acts = "SELECT register, status, COUNT(*) FROM acts WHERE standing = 1 GROUP BY register, status";
        for row in sqlx::query(acts).fetch_all(&self.pool).await? {
            let counts = all.entry(row::text(&row, 0)?).or_default();
            match row::word(&row, 1)? {
                Status::Machine => counts.acts.0 = row::count(&row, 2)?,
                Status::Verified => counts.acts.1 = row::count(&row, 2)?,
            }
        }
        Ok(all)
    }

    /// When scans were read since a moment, a register each, ascending; milliseconds since 1970.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn read_since(&self, since: i64) -> Result<BTreeMap<String, Vec<i64>>> {
        let mut all: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        let text =
            "SELECT register, read_at FROM scans WHERE state = 'read' AND read_at >= $1 ORDER BY read_at";
        for row in sqlx::query(text).bind(since).fetch_all(&self.pool).await? {
            all.entry(row::text(&row, 0)?).or_default().push(row::integer(&row, 1)?);
        }
        Ok(all)
    }
}

/// What pass two read waits for it again, and so does what it reads just now.
async fn recognize_again(tx: &mut Tx, register: &str) -> Result<()> {
    locks::claims(tx).await?;
    let text = "UPDATE scans SET state = 'laid' WHERE register = $1 AND state = 'read'";
    sqlx::query(text).bind(register).execute(&mut **tx).await?;
    sqlx::query("DELETE FROM claims WHERE register = $1").bind(register).execute(&mut **tx).await?;
    Ok(())
}
