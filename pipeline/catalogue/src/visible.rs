//! What of the acts some classes leave: ties to other acts, counts, and the classes met on a page. Not for
//! which classes a role may see: that is `register::access`.

use std::collections::{BTreeMap, BTreeSet};

use register::{
    access::Access,
    act::Status,
    id::{ActId, RegisterId, ScanId},
    page::Half,
};
use sqlx::any::AnyRow;

use crate::{Catalogue, Result, row};

/// 1 where closed acts may be seen too; sealed ones never are.
pub(crate) fn with_closed(visible: &[Access]) -> i64 {
    i64::from(visible.contains(&Access::Closed))
}

impl Catalogue {
    /// Of these acts those that stand and that `visible` allows.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn visible_among(&self, ids: &[ActId], visible: &[Access]) -> Result<BTreeSet<ActId>> {
        let text = "SELECT id FROM acts WHERE id = $1 AND standing = 1 \
                    AND (access = 'open' OR ($2 = 1 AND access = 'closed'))";
        let mut tx = self.pool.begin().await?;
        let mut among = BTreeSet::new();
        for id in ids {
            let query = sqlx::query(text).bind(id.as_str()).bind(with_closed(visible));
            if query.fetch_optional(&mut *tx).await?.is_some() {
                among.insert(id.clone());
            }
        }
        Ok(among)
    }

    /// Standing acts that `visible` allows: machine-read, verified.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn visible_acts(&self, visible: &[Access]) -> Result<(usize, usize)> {
        let text = "SELECT status, COUNT(*) FROM acts WHERE standing = 1 \
                    AND (access = 'open' OR ($1 = 1 AND access = 'closed')) GROUP BY status";
        let (mut machine, mut verified) = (0, 0);
        for row in sqlx::query(text).bind(with_closed(visible)).fetch_all(&self.pool).await? {
            match row::word(&row, 0)? {
                Status::Machine => machine = row::count(&row, 1)?,
                Status::Verified => verified = row::count(&row, 1)?,
            }
        }
        Ok((machine, verified))
    }

    /// The classes of all acts known on a page, those that stand no longer among them: what they tell is on
    /// the paper still.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn classes_on_page(&self, scan: &ScanId, half: Half) -> Result<Vec<Access>> {
        let text = "SELECT DISTINCT a.access FROM act_pages p JOIN acts a ON a.id = p.act \
                    WHERE p.register = $1 AND p.number = $2 AND p.half = $3";
        let query = sqlx::query(text)
            .bind(scan.register.as_str())
            .bind(i64::from(scan.number))
            .bind(row::as_word(half)?);
        let class = |row: &AnyRow| row::word(row, 0);
        query.fetch_all(&self.pool).await?.iter().map(class).collect()
    }

    /// The same of every page of a register with acts, by the number of its scan.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn classes_on_pages(
        &self,
        register: &RegisterId,
    ) -> Result<BTreeMap<(u32, Half), Vec<Access>>> {
        let text = "SELECT DISTINCT p.number, p.half, a.access FROM act_pages p JOIN acts a ON a.id = p.act \
                    WHERE p.register = $1";
        let mut pages: BTreeMap<(u32, Half), Vec<Access>> = BTreeMap::new();
        for row in sqlx::query(text).bind(register.as_str()).fetch_all(&self.pool).await? {
            let page = (row::count(&row, 0)?, row::word(&row, 1)?);
            pages.entry(page).or_default().push(row::word(&row, 2)?);
        }
        Ok(pages)
    }
}
