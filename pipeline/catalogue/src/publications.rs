//! What is published of each register: parts in order, and the generation that counts up. Not for bytes.

use register::{
    id::RegisterId,
    publication::{ACTS_PER_PART, Manifest, PartRef},
};

use crate::{Catalogue, Result, claims::Tx, row};

/// What a part holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartKind {
    /// Acts.
    Acts,
    /// Page texts.
    Pages,
}

impl PartKind {
    fn as_str(self) -> &'static str {
        match self {
            PartKind::Acts => "acts",
            PartKind::Pages => "pages",
        }
    }
}

/// A publication to be made: parts (which stand in the store) that take the place of others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Draft {
    /// Parts of acts with their place.
    pub acts: Vec<(u64, PartRef)>,
    /// Parts of page texts with their place.
    pub pages: Vec<(u64, PartRef)>,
    /// How many parts of each there are in all now; further ones go. `None`: as many as before.
    pub totals: Option<(u64, u64)>,
    /// The generation whose other parts it was made from; `None` when it was made from facts alone.
    pub base: Option<u64>,
}

/// What stands published, with the highest generation whose manifest is known to stand in the store.
#[derive(Debug, Clone, PartialEq)]
pub struct Publication {
    /// The manifest of the newest generation.
    pub manifest: Manifest,
    /// See above.
    pub published: u64,
}

impl Catalogue {
    /// Counts the generation up and changes the parts, if the register still has `revision` and stands at the
    /// draft's base; gives the manifest to be put into the store, or `None` when it was changed meanwhile.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn publish(
        &self,
        register: &RegisterId,
        revision: i64,
        draft: &Draft,
    ) -> Result<Option<Publication>> {
        let mut tx = self.write().await?;
        let text = "UPDATE registers SET generation = generation + 1 WHERE id = $1 AND revision = $2 \
                    AND ($3 < 0 OR generation = $3)";
        let done = sqlx::query(text)
            .bind(register.as_str())
            .bind(revision)
            .bind(draft.base.map_or(-1, row::whole))
            .execute(&mut *tx)
            .await?;
        if done.rows_affected() == 0 {
            return Ok(None);
        }
        let totals = draft.totals;
        put_parts(&mut tx, register, PartKind::Acts, &draft.acts, totals.map(|t| t.0)).await?;
        put_parts(&mut tx, register, PartKind::Pages, &draft.pages, totals.map(|t| t.1)).await?;
        clear_due(&mut tx, register, draft).await?;
        let publication = read(&mut tx, register).await?;
        tx.commit().await?;
        Ok(publication)
    }

    /// What is written but not published: a register as a whole, or one part of its acts.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn publications_due(&self) -> Result<Vec<(RegisterId, Option<u64>)>> {
        let text = "SELECT id FROM registers WHERE publish_due = 1 ORDER BY id";
        let mut due = Vec::new();
        for row in sqlx::query(text).fetch_all(&self.pool).await? {
            due.push((row::word(&row, 0)?, None));
        }
        let text = "SELECT DISTINCT register, place / $1 FROM acts WHERE unpublished = 1 AND standing = 1 ORDER BY 1, 2";
        for row in sqlx::query(text).bind(row::whole(ACTS_PER_PART)).fetch_all(&self.pool).await? {
            due.push((row::word(&row, 0)?, Some(row::count(&row, 1)?)));
        }
        Ok(due)
    }

    /// What stands published; `None` for a register that never published.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn publication(&self, register: &RegisterId) -> Result<Option<Publication>> {
        let mut tx = self.write().await?;
        let publication = read(&mut tx, register).await?;
        tx.commit().await?;
        Ok(publication.filter(|found| found.manifest.generation > 0))
    }

    /// The store has a manifest of this generation. A catalogue that did not know (it came back from a backup)
    /// counts on from there, or what it publishes would never be the newest, and publishes what it holds.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn generation_stands(&self, register: &RegisterId, generation: u64) -> Result<()> {
        let text = "UPDATE registers SET generation = $2, published = $2, publish_due = 1 \
                    WHERE id = $1 AND generation < $2";
        sqlx::query(text).bind(register.as_str()).bind(row::whole(generation)).execute(&self.pool).await?;
        Ok(())
    }

    /// Notes that the manifest of `generation` stands in the store.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn manifest_kept(&self, register: &RegisterId, generation: u64) -> Result<()> {
        sqlx::query("UPDATE registers SET published = $2 WHERE id = $1 AND published < $2")
            .bind(register.as_str())
            .bind(row::whole(generation))
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}

/// What the draft holds is no longer due.
async fn clear_due(tx: &mut Tx, register: &RegisterId, draft: &Draft) -> Result<()> {
    if draft.totals.is_some() {
        sqlx::query("UPDATE registers SET publish_due = 0 WHERE id = $1")
            .bind(register.as_str())
            .execute(&mut **tx)
            .await?;
        sqlx::query("UPDATE acts SET unpublished = 0 WHERE register = $1 AND unpublished = 1")
            .bind(register.as_str())
            .execute(&mut **tx)
            .await?;
    }
    for (part, _) in &draft.acts {
        let text = "UPDATE acts SET unpublished = 0 WHERE register = $1 AND unpublished = 1 \
                    AND place >= $2 AND place < $3";
        let per_part = ACTS_PER_PART as u64;
        sqlx::query(text)
            .bind(register.as_str())
            .bind(row::whole(part * per_part))
            .bind(row::whole((part + 1) * per_part))
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

async fn put_parts(
    tx: &mut Tx,
    register: &RegisterId,
    kind: PartKind,
    parts: &[(u64, PartRef)],
    total: Option<u64>,
) -> Result<()> {
    for (place, part) in parts {
        let text = "INSERT INTO parts (register, kind, place, sha256, count) VALUES ($1, $2, $3, $4, $5) \
                    ON CONFLICT (register, kind, place) DO UPDATE SET sha256 = excluded.sha256, \
                    count = excluded.count";
        sqlx::query(text)
            .bind(register.as_str())
            .bind(kind.as_str())
            .bind(row::whole(*place))
            .bind(part.sha256.as_str())
            .bind(row::whole(part.count))
            .execute(&mut **tx)
            .await?;
    }
    if let Some(total) = total {
        sqlx::query("DELETE FROM parts WHERE register = $1 AND kind = $2 AND place >= $3")
            .bind(register.as_str())
            .bind(kind.as_str())
            .bind(row::whole(total))
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}

async fn read(tx: &mut Tx, register: &RegisterId) -> Result<Option<Publication>> {
    let text = "SELECT card, generation, published FROM registers WHERE id = $1";
    let Some(found) = sqlx::query(text).bind(register.as_str()).fetch_optional(&mut **tx).await? else {
        return Ok(None);
    };
    let mut parts = [Vec::new(), Vec::new()];
    for (kind, list) in [PartKind::Acts, PartKind::Pages].into_iter().zip(&mut parts) {
        let text = "SELECT sha256, count FROM parts WHERE register = $1 AND kind = $2 ORDER BY place";
        let query = sqlx::query(text).bind(register.as_str()).bind(kind.as_str());
        for row in query.fetch_all(&mut **tx).await? {
            list.push(PartRef { sha256: row::text(&row, 0)?, count: row::count(&row, 1)? });
        }
    }
    let [acts, pages] = parts;
    let manifest = Manifest { card: row::json(&found, 0)?, generation: row::count(&found, 1)?, acts, pages };
    Ok(Some(Publication { manifest, published: row::count(&found, 2)? }))
}
