//! Which acts stand: written from an extraction, an import or a withdrawal, in one transaction, and only if
//! nobody decided anything meanwhile. Not for how a new reading is matched to standing acts.

use std::collections::BTreeSet;

use register::{
    access::Access,
    id::{ActId, RegisterId},
};
use sqlx::any::AnyRow;

use crate::{ActFacts, Catalogue, Claim, Error, Result, Written, claims, claims::Tx, locks, row};

/// Acts of one register that were changed or are new, and the register's revision when they were read.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// Whose.
    pub register: RegisterId,
    /// What it counted.
    pub revision: i64,
    /// The acts.
    pub acts: Vec<ActFacts>,
}

impl Catalogue {
    /// Writes acts that were changed or are new, under a claim of an extraction, and with them those of other registers
    /// that tell of them. [`Written::Moved`] when one of the registers has another revision now.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn finish_extract(&self, claim: &Claim, changed: &[Changed], version: &str) -> Result<Written> {
        let mut tx = self.write().await?;
        let own = std::iter::once(&claim.register);
        lock_all(&mut tx, own.chain(changed.iter().map(|of| &of.register))).await?;
        let Some(seen) = claims::take(&mut tx, claim).await? else { return Ok(Written::Stale) };
        if !put_changed(&mut tx, changed).await? {
            return Ok(Written::Moved);
        }
        let text = "UPDATE registers SET extract_version = $2, \
                    extract_due = CASE WHEN changes = $3 THEN 0 ELSE 1 END WHERE id = $1";
        sqlx::query(text)
            .bind(claim.register.as_str())
            .bind(version)
            .bind(seen.changes)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(Written::Done)
    }

    /// Writes acts that were changed or are new, without a claim, all or none.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn put_acts(&self, changed: &[Changed]) -> Result<Written> {
        let mut tx = self.write().await?;
        lock_all(&mut tx, changed.iter().map(|of| &of.register)).await?;
        if !put_changed(&mut tx, changed).await? {
            return Ok(Written::Moved);
        }
        tx.commit().await?;
        Ok(Written::Done)
    }

    /// Of these ids those that are taken, with register, number of decisions and machine reading as kept.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn taken(&self, ids: &[ActId]) -> Result<Vec<(ActId, RegisterId, ActKept)>> {
        let mut taken = Vec::new();
        let mut tx = self.pool.begin().await?;
        for id in ids {
            let text = "SELECT register, place, revision, machine, imported FROM acts WHERE id = $1";
            let row = sqlx::query(text).bind(id.as_str()).fetch_optional(&mut *tx).await?;
            if let Some(row) = row {
                taken.push((id.clone(), row::word(&row, 0)?, kept_of(&row)?));
            }
        }
        Ok(taken)
    }
}

/// What is kept of an act whose id is taken.
#[derive(Debug, Clone, PartialEq)]
pub struct ActKept {
    /// Capture order.
    pub place: u64,
    /// Number of decisions.
    pub revision: u64,
    /// The machine's reading, JSON as kept.
    pub machine: String,
    /// Did it come without scans?
    pub imported: bool,
}

fn kept_of(row: &AnyRow) -> Result<ActKept> {
    let (place, revision) = (row::count(row, 1)?, row::count(row, 2)?);
    Ok(ActKept { place, revision, machine: row::text(row, 3)?, imported: row::flag(row, 4)? })
}

/// Counts the register's revision up from `revision`; false when it is another already. This also holds off
/// everybody else who writes acts or decisions of the register.
pub(crate) async fn next_revision(tx: &mut Tx, register: &RegisterId, revision: i64) -> Result<bool> {
    let text =
        "UPDATE registers SET revision = revision + 1, publish_due = 1 WHERE id = $1 AND revision = $2";
    let done = sqlx::query(text).bind(register.as_str()).bind(revision).execute(&mut **tx).await?;
    Ok(done.rows_affected() == 1)
}

/// Holds off everybody else who writes these registers, by id, so that no two wait for each other.
async fn lock_all(tx: &mut Tx, registers: impl Iterator<Item = &RegisterId>) -> Result<()> {
    for register in registers.collect::<BTreeSet<_>>() {
        locks::register(tx, register.as_str()).await?;
    }
    Ok(())
}

/// Writes the acts; false when a register has another revision now.
async fn put_changed(tx: &mut Tx, changed: &[Changed]) -> Result<bool> {
    for of in changed {
        if !next_revision(tx, &of.register, of.revision).await? {
            return Ok(false);
        }
        for act in &of.acts {
            put(tx, act).await?;
        }
    }
    Ok(true)
}

async fn put(tx: &mut Tx, act: &ActFacts) -> Result<()> {
    let text = "INSERT INTO acts (id, register, place, machine, spots, revision, status, access, unpublished, \
                standing, imported, referred) VALUES ($1, $2, $3, $4, $5, 0, $6, $7, 0, $8, $9, $10) \
                ON CONFLICT (id) DO UPDATE SET place = excluded.place, machine = excluded.machine, \
                spots = excluded.spots, status = excluded.status, access = excluded.access, \
                standing = excluded.standing, referred = excluded.referred, written = acts.written + 1 \
                WHERE acts.register = excluded.register AND acts.imported = excluded.imported";
    let id = act.machine.id.as_str();
    let register = act.machine.register.as_str();
    let done = sqlx::query(text)
        .bind(id)
        .bind(register)
        .bind(row::whole(act.place))
        .bind(serde_json::to_string(&act.machine)?)
        .bind(serde_json::to_string(&act.pages)?)
        .bind(row::as_word(act.status)?)
        .bind(class(act.access))
        .bind(i64::from(act.standing))
        .bind(i64::from(act.imported))
        .bind(i64::from(act.referred))
        .execute(&mut **tx)
        .await?;
    if done.rows_affected() == 0 {
        return Err(Error::Fault(format!(
            "the name {id} belongs to an act of another register than {register}, or of another origin"
        )));
    }
    if act.imported && act.pages.is_empty() {
        return Ok(());
    }
    sqlx::query("DELETE FROM act_pages WHERE act = $1").bind(id).execute(&mut **tx).await?;
    for page in &act.pages {
        let text = "INSERT INTO act_pages (act, register, number, half) VALUES ($1, $2, $3, $4)";
        sqlx::query(text)
            .bind(id)
            .bind(page.scan.register.as_str())
            .bind(i64::from(page.scan.number))
            .bind(row::as_word(page.half)?)
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

pub(crate) fn class(access: Access) -> &'static str {
    match access {
        Access::Open => "open",
        Access::Closed => "closed",
        Access::Sealed => "sealed",
    }
}
