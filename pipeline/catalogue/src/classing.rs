//! What is to be done over with acts that stand: those of scans that left, those classed under other rules of closure,
//! and those extracted by another version. Not for the rules, nor for writing acts: see `standing`.

use register::id::RegisterId;

use crate::{Catalogue, Result, row};

/// A register whose acts are to be classed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classing {
    /// Which.
    pub register: RegisterId,
    /// Its card, as the table has it: classes come from its years too.
    card: String,
}

impl Catalogue {
    /// Registers with scans that left while their acts may still stand.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn restandings_due(&self) -> Result<Vec<RegisterId>> {
        let text = "SELECT id FROM registers WHERE restand_due > 0 ORDER BY id";
        sqlx::query(text).fetch_all(&self.pool).await?.iter().map(|row| row::word(row, 0)).collect()
    }

    /// Notes that the acts of scans that left stand no longer, if no other scan left since `due` was read.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn restanded(&self, register: &RegisterId, due: i64) -> Result<()> {
        let text = "UPDATE registers SET restand_due = 0 WHERE id = $1 AND restand_due = $2";
        sqlx::query(text).bind(register.as_str()).bind(due).execute(&self.pool).await?;
        Ok(())
    }

    /// Registers whose acts were classed under other rules than those with this digest.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn classings_due(&self, rules: &str) -> Result<Vec<Classing>> {
        let text = "SELECT id, card FROM registers WHERE COALESCE(classed, '') <> $1 ORDER BY id";
        let rows = sqlx::query(text).bind(rules).fetch_all(&self.pool).await?;
        let classing = |row| Ok(Classing { register: row::word(row, 0)?, card: row::text(row, 1)? });
        rows.iter().map(classing).collect()
    }

    /// Notes that all acts of a register are classed under these rules, if its card is still the one it was.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn classed(&self, done: &Classing, rules: &str) -> Result<()> {
        let text = "UPDATE registers SET classed = $2 WHERE id = $1 AND card = $3";
        sqlx::query(text)
            .bind(done.register.as_str())
            .bind(rules)
            .bind(done.card.as_str())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Registers that are extracted, with the version that did it.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn extracted_by(&self) -> Result<Vec<(RegisterId, String)>> {
        let text = "SELECT id, extract_version FROM registers \
                    WHERE extract_due = 0 AND extract_version IS NOT NULL ORDER BY id";
        let register = |row| Ok((row::word(row, 0)?, row::text(row, 1)?));
        sqlx::query(text).fetch_all(&self.pool).await?.iter().map(register).collect()
    }

    /// Lets a register be extracted again if that version did it last; its scans stay read.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn extract_again(&self, register: &RegisterId, version: &str) -> Result<bool> {
        let text = "UPDATE registers SET changes = changes + 1, extract_due = 1 \
                    WHERE id = $1 AND extract_version = $2 AND extract_due = 0";
        let done = sqlx::query(text).bind(register.as_str()).bind(version).execute(&self.pool).await?;
        Ok(done.rows_affected() == 1)
    }
}
