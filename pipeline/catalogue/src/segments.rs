//! How much of what is appended stands in the store, in segments of a fixed range of numbers. Not for what is appended: see
//! `decisions` and `transcriptions`.

use register::id::RegisterId;
use sqlx::any::AnyRow;

use crate::{Catalogue, Result, row};

/// What is appended by number, register by register, and flows to the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Log {
    /// What people decided on acts.
    Decisions,
    /// What people said of single lines.
    Transcriptions,
}

macro_rules! due {
    ($log:literal, $segments:literal) => {
        concat!(
            "SELECT g.register, g.segment FROM (SELECT register, (number - 1) / $1 AS segment, \
             COUNT(*) AS made FROM ",
            $log,
            " GROUP BY register, (number - 1) / $1) g LEFT JOIN ",
            $segments,
            " k ON k.register = g.register AND k.segment = g.segment \
             WHERE COALESCE(k.kept, 0) < g.made ORDER BY g.register, g.segment"
        )
    };
}

macro_rules! kept {
    ($segments:literal) => {
        concat!(
            "INSERT INTO ",
            $segments,
            " (register, segment, kept) VALUES ($1, $2, $3) \
             ON CONFLICT (register, segment) DO UPDATE SET kept = excluded.kept WHERE ",
            $segments,
            ".kept < excluded.kept"
        )
    };
}

impl Log {
    fn due(self) -> &'static str {
        match self {
            Log::Decisions => due!("decisions", "store_segments"),
            Log::Transcriptions => due!("transcriptions", "transcription_segments"),
        }
    }

    fn kept(self) -> &'static str {
        match self {
            Log::Decisions => kept!("store_segments"),
            Log::Transcriptions => kept!("transcription_segments"),
        }
    }
}

impl Catalogue {
    /// Segments of `size` entries that the store has not in full: register, segment from 0.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn segments_due(&self, log: Log, size: u64) -> Result<Vec<(RegisterId, u64)>> {
        let segment = |row: &AnyRow| Ok((row::word(row, 0)?, row::count(row, 1)?));
        let query = sqlx::query(log.due()).bind(row::whole(size));
        query.fetch_all(&self.pool).await?.iter().map(segment).collect()
    }

    /// Notes that `kept` entries of a segment stand in the store.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn segment_kept(
        &self,
        log: Log,
        register: &RegisterId,
        segment: u64,
        kept: usize,
    ) -> Result<()> {
        sqlx::query(log.kept())
            .bind(register.as_str())
            .bind(row::whole(segment))
            .bind(row::whole(kept))
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}
