//! What became of each register's own line model: steps are appended, never changed. Not for which model is in force after
//! them (that is `register::teaching`), nor for its bytes.

use std::collections::BTreeMap;

use register::{id::RegisterId, teaching::ModelStep};
use sqlx::any::AnyRow;

use crate::{Catalogue, Result, locks, row};

impl Catalogue {
    /// Appends a step; gives its number in the register, from 1.
    ///
    /// # Errors
    /// The catalogue fails, or has no such register.
    pub async fn append_model_step(&self, register: &RegisterId, step: &ModelStep) -> Result<u64> {
        let mut tx = self.write().await?;
        locks::register(&mut tx, register.as_str()).await?;
        let text = "INSERT INTO line_models (register, number, step, kept) \
                    SELECT $1, COALESCE(MAX(number), 0) + 1, $2, 0 FROM line_models WHERE register = $1 \
                    RETURNING number";
        let row = sqlx::query(text)
            .bind(register.as_str())
            .bind(serde_json::to_string(step)?)
            .fetch_one(&mut *tx)
            .await?;
        let number = row::count(&row, 0)?;
        tx.commit().await?;
        Ok(number)
    }

    /// The steps of a register, in the order they happened.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn model_steps(&self, register: &RegisterId) -> Result<Vec<ModelStep>> {
        let text = "SELECT step FROM line_models WHERE register = $1 ORDER BY number";
        let query = sqlx::query(text).bind(register.as_str());
        query.fetch_all(&self.pool).await?.iter().map(|row| row::json(row, 0)).collect()
    }

    /// The steps of every register that has any, in the order they happened.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn all_model_steps(&self) -> Result<BTreeMap<RegisterId, Vec<ModelStep>>> {
        let mut all: BTreeMap<RegisterId, Vec<ModelStep>> = BTreeMap::new();
        let text = "SELECT register, step FROM line_models ORDER BY register, number";
        for row in sqlx::query(text).fetch_all(&self.pool).await? {
            all.entry(row::word(&row, 0)?).or_default().push(row::json(&row, 1)?);
        }
        Ok(all)
    }

    /// Steps that the store has not: register, number, step.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn model_steps_due(&self) -> Result<Vec<(RegisterId, u64, ModelStep)>> {
        let text = "SELECT register, number, step FROM line_models WHERE kept = 0 ORDER BY register, number";
        let due = |row: &AnyRow| Ok((row::word(row, 0)?, row::count(row, 1)?, row::json(row, 2)?));
        sqlx::query(text).fetch_all(&self.pool).await?.iter().map(due).collect()
    }

    /// Notes that a step stands in the store.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn model_step_kept(&self, register: &RegisterId, number: u64) -> Result<()> {
        sqlx::query("UPDATE line_models SET kept = 1 WHERE register = $1 AND number = $2")
            .bind(register.as_str())
            .bind(row::whole(number))
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Writes the steps of a register that was written just before, as the store tells them: all or none.
    ///
    /// # Errors
    /// The catalogue fails, or has steps of the register.
    pub async fn restore_model_steps(&self, register: &RegisterId, steps: &[(u64, ModelStep)]) -> Result<()> {
        let mut tx = self.write().await?;
        for (number, step) in steps {
            sqlx::query("INSERT INTO line_models (register, number, step, kept) VALUES ($1, $2, $3, 1)")
                .bind(register.as_str())
                .bind(row::whole(*number))
                .bind(serde_json::to_string(step)?)
                .execute(&mut *tx)
                .await?;
        }
        Ok(tx.commit().await?)
    }
}
