//! Pages as facts: how each was cut and which image shows it. Not for what stands on them.

use std::collections::BTreeMap;

use register::{
    geometry::Placement,
    id::{RegisterId, ScanId},
    page::Half,
    publication::PageImage,
};
use sqlx::any::AnyRow;

use crate::{Catalogue, Result, claims::Tx, row};

/// One page of a scan.
#[derive(Debug, Clone, PartialEq)]
pub struct PageFacts {
    /// Which.
    pub half: Half,
    /// Where the straight page lies in the scan.
    pub placement: Placement,
    /// Its image.
    pub image: Option<PageImage>,
}

fn page_of(row: &AnyRow) -> Result<(u32, PageFacts)> {
    let (width, height) = (row::count(row, 4)?, row::count(row, 5)?);
    let image = row::some_text(row, 3)?.map(|sha256| PageImage { sha256, width, height });
    Ok((row::count(row, 0)?, PageFacts { half: row::word(row, 1)?, placement: row::json(row, 2)?, image }))
}

/// The nearest page on one side: a scan's place decides, then its number, then the half (left before right).
macro_rules! beside {
    ($side:literal, $order:literal) => {
        concat!(
            "SELECT p.number, p.half FROM pages p \
             JOIN scans s ON s.register = p.register AND s.number = p.number \
             JOIN scans h ON h.register = s.register AND h.number = $2 \
             WHERE p.register = $1 AND s.state = 'read' AND (s.place ",
            $side,
            " h.place OR (s.place = h.place AND s.number ",
            $side,
            " h.number) OR (s.number = h.number AND p.half ",
            $side,
            " $3)) ORDER BY s.place ",
            $order,
            ", s.number ",
            $order,
            ", p.half ",
            $order,
            " LIMIT 1"
        )
    };
}

impl Catalogue {
    /// The pages of a scan, left before right.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn pages(&self, scan: &ScanId) -> Result<Vec<PageFacts>> {
        let text = "SELECT number, half, placement, image, width, height FROM pages \
                    WHERE register = $1 AND number = $2 ORDER BY half";
        let query = sqlx::query(text).bind(scan.register.as_str()).bind(i64::from(scan.number));
        query.fetch_all(&self.pool).await?.iter().map(|row| Ok(page_of(row)?.1)).collect()
    }

    /// The pages before and after a page in capture order, of scans that are read.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn pages_beside(
        &self,
        scan: &ScanId,
        half: Half,
    ) -> Result<(Option<(ScanId, Half)>, Option<(ScanId, Half)>)> {
        let before = beside!("<", "DESC");
        let after = beside!(">", "ASC");
        let mut found = [None, None];
        for (text, page) in [before, after].into_iter().zip(&mut found) {
            let query = sqlx::query(text)
                .bind(scan.register.as_str())
                .bind(i64::from(scan.number))
                .bind(row::as_word(half)?);
            if let Some(row) = query.fetch_optional(&self.pool).await? {
                let beside = ScanId { register: scan.register.clone(), number: row::count(&row, 0)? };
                *page = Some((beside, row::word(&row, 1)?));
            }
        }
        let [before, after] = found;
        Ok((before, after))
    }

    /// The pages of a register by scan.
    ///
    /// # Errors
    /// The catalogue fails.
    pub async fn pages_of_register(&self, register: &RegisterId) -> Result<BTreeMap<u32, Vec<PageFacts>>> {
        let text = "SELECT number, half, placement, image, width, height FROM pages \
                    WHERE register = $1 ORDER BY number, half";
        let mut pages: BTreeMap<u32, Vec<PageFacts>> = BTreeMap::new();
        for row in sqlx::query(text).bind(register.as_str()).fetch_all(&self.pool).await? {
            let (number, page) = page_of(&row)?;
            pages.entry(number).or_default().push(page);
        }
        Ok(pages)
    }
}

/// Puts these pages in the place of those the scan had.
pub(crate) async fn replace(tx: &mut Tx, register: &str, number: i64, pages: &[PageFacts]) -> Result<()> {
    sqlx::query("DELETE FROM pages WHERE register = $1 AND number = $2")
        .bind(register)
        .bind(number)
        .execute(&mut **tx)
        .await?;
    for page in pages {
        let (width, height) = page.image.as_ref().map_or((0, 0), |image| (image.width, image.height));
        let text = "INSERT INTO pages (register, number, half, placement, image, width, height) \
                    VALUES ($1, $2, $3, $4, $5, $6, $7)";
        sqlx::query(text)
            .bind(register)
            .bind(number)
            .bind(row::as_word(page.half)?)
            .bind(serde_json::to_string(&page.placement)?)
            .bind(page.image.as_ref().map(|image| image.sha256.clone()))
            .bind(i64::from(width))
            .bind(i64::from(height))
            .execute(&mut **tx)
            .await?;
    }
    Ok(())
}
