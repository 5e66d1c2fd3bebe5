//! What people said of single lines: appended, never changed; this file holds no other statement on it than insert and
//! select. Not for which word on a line stands: that is [`register::teaching::standing`].

use register::{id::RegisterId, teaching::Transcription};
use sqlx::any::AnyRow;

use crate::{Catalogue, Result, claims::Tx, locks, row};

fn transcription_of(row: &AnyRow) -> Result<Transcription> {
    row::json(row, 0)
}

impl Catalogue {
    /// Appends one; gives its number in the register, from 1, or `None`, with nothing written, where this person sent the same
    /// word ([`Transcription::nonce`]) before.
    ///
    /// # Errors
    /// The catalogue fails, or has no such register.
    pub async fn append_transcription(
        &self,
        register: &RegisterId,
        said: &Transcription,
    ) -> Result<Option<u64>> {
        let mut tx = self.write().await?;
        locks::register(&mut tx, register.as_str()).await?;
        if said.nonce.is_some() && was_sent(&mut tx, register, said).await? {
            return Ok(None);
        }
        let number = insert(&mut tx, register, said).await?;
        tx.commit().await?;
        Ok(Some(number))
    }

    /// All of a register, in the order they were said.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn transcriptions(&self, register: &RegisterId) -> Result<Vec<Transcription>> {
        self.transcriptions_between(register, 0, u64::MAX).await
    }

    /// Those of a register with `from <= number < to`, in the order they were said.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn transcriptions_between(
        &self,
        register: &RegisterId,
        from: u64,
        to: u64,
    ) -> Result<Vec<Transcription>> {
        let text = "SELECT transcription FROM transcriptions \
                    WHERE register = $1 AND number >= $2 AND number < $3 ORDER BY number";
        let query = sqlx::query(text).bind(register.as_str()).bind(row::whole(from)).bind(row::whole(to));
        query.fetch_all(&self.pool).await?.iter().map(transcription_of).collect()
    }

    /// Writes those of a register that was restored just before, in the order they were said, all or none.
    ///
    /// # Errors
    /// The catalogue fails, or has no such register.
    pub async fn restore_transcriptions(&self, register: &RegisterId, said: &[Transcription]) -> Result<()> {
        let mut tx = self.write().await?;
        for said in said {
            insert(&mut tx, register, said).await?;
        }
        Ok(tx.commit().await?)
    }
}

async fn was_sent(tx: &mut Tx, register: &RegisterId, said: &Transcription) -> Result<bool> {
    let text = "SELECT COUNT(*) FROM transcriptions WHERE register = $1 AND person = $2 AND nonce = $3";
    let query = sqlx::query(text).bind(register.as_str()).bind(said.person.as_str()).bind(said.nonce.clone());
    row::flag(&query.fetch_one(&mut **tx).await?, 0)
}

async fn insert(tx: &mut Tx, register: &RegisterId, said: &Transcription) -> Result<u64> {
    let text = "INSERT INTO transcriptions (register, number, person, nonce, transcription) \
                SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4 FROM transcriptions WHERE register = $1 \
                RETURNING number";
    let row = sqlx::query(text)
        .bind(register.as_str())
        .bind(said.person.as_str())
        .bind(said.nonce.clone())
        .bind(serde_json::to_string(said)?)
        .fetch_one(&mut **tx)
        .await?;
    row::count(&row, 0)
}
