//! What the pages of one register agree on: a register is one form. Not for correcting pages: whoever reads
//! the second time takes from it what a page does not show.

use std::collections::BTreeMap;

use register::{
    geometry::Rect,
    id::ScanId,
    layout::Table,
    page::{Half, Page},
};
use serde::{Deserialize, Serialize};

/// Columns of tables count as alike when their borders differ by less than this share of the table's width.
const ALIKE: f64 = 0.02;
/// Pages that must show a form before anything is agreed on.
const LEAST_PAGES: usize = 3;

/// What most pages of a register show; found from all of them at once.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Agreement {
    /// Pages that went into it.
    pub pages: usize,
    /// The usual main table of each kind of page: whole, left, right.
    pub tables: BTreeMap<Half, Vec<AgreedColumn>>,
}

impl Agreement {
    /// What reading a page takes from the agreement: a page read with another constraint is read again. Reading
    /// takes nothing yet, so that a scan more or less in a register costs no page a second reading.
    pub fn constraint(&self) -> String {
        String::new()
    }
}

/// One column of the usual table.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct AgreedColumn {
    /// Left border, share of the table's width.
    pub left: f64,
    /// Right border, share of the table's width.
    pub right: f64,
    /// Share of the pages that show it so.
    pub shown: f64,
}

/// What the pages of one register agree on. The outcome does not depend on the order of reading.
pub fn agree(pages: &[(ScanId, &Page)]) -> Agreement {
    let mut halves: BTreeMap<Half, Vec<Vec<f64>>> = BTreeMap::new();
    for (_, page) in pages {
        if let Some(table) = main_table(page) {
            halves.entry(page.half).or_default().push(borders(page, table));
        }
    }
    let tables = halves
        .into_iter()
        .filter(|(_, shown)| shown.len() >= LEAST_PAGES)
        .map(|(half, shown)| (half, columns(&shown)))
        .filter(|(_, columns)| columns.len() >= 2)
        .collect();
    Agreement { pages: pages.len(), tables }
}

/// The largest table of a page.
fn main_table(page: &Page) -> Option<&Table> {
    let area = |t: &Table| page.placement.page_rect(&t.outline).area();
    page.tables.iter().flatten().max_by(|a, b| area(a).total_cmp(&area(b)))
}

/// Borders between columns, shares of the table's width.
fn borders(page: &Page, table: &Table) -> Vec<f64> {
    let frame = page.placement.page_rect(&table.outline);
    let mut sides: Vec<f64> = table
        .cells
        .iter()
        .map(|cell| page.placement.page_rect(&cell.outline))
        .flat_map(|r: Rect| [r.left, r.right])
        .map(|x| (x - frame.left) / frame.width().max(1.0))
        .collect();
    sides.sort_by(f64::total_cmp);
    sides.dedup_by(|b, a| *b - *a < ALIKE);
    sides
}

/// The borders most pages show, as columns.
fn columns(shown: &[Vec<f64>]) -> Vec<AgreedColumn> {
    let mut all: Vec<f64> = shown.iter().flatten().copied().collect();
    all.sort_by(f64::total_cmp);
    let mut usual: Vec<(f64, f64)> = Vec::new();
    let mut rest = &all[..];
    while let Some(&first) = rest.first() {
        let near = rest.partition_point(|&x| x < first + ALIKE);
        let share = near as f64 / shown.len() as f64;
        if share > 0.5 {
            usual.push((rest[near / 2], share.min(1.0)));
        }
        rest = &rest[near..];
    }
    usual
        .windows(2)
        .map(|w| AgreedColumn { left: w[0].0, right: w[1].0, shown: w[0].1.min(w[1].1) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use register::{
        geometry::Placement,
        layout::Cell,
        page::{Quality, SkewEstimate},
    };

    fn page(edges: &[f64]) -> Page {
        let cell =
            |w: &[f64]| Cell { outline: Rect::new(w[0], 100.0, w[1], 900.0).corners(), ..Default::default() };
        let table = Table {
            outline: Rect::new(edges[0], 100.0, edges[edges.len() - 1], 900.0).corners(),
            cells: edges.windows(2).map(cell).collect(),
            ..Default::default()
        };
        Page {
            half: Half::Whole,
            outline: Vec::new(),
            turned: 0,
            skew_degrees: 0.0,
            skew_estimate: SkewEstimate::default(),
            quality: Quality::default(),
            doubts: Vec::new(),
            placement: Placement::whole(1000, 1000),
            tables: Some(vec![table]),
            lines: Some(Vec::new()),
        }
    }

    fn agreed(pages: &[Page]) -> Agreement {
        let numbered: Vec<(ScanId, &Page)> =
            pages.iter().enumerate().map(|(i, p)| (format!("b/{:06}", i + 1).parse().unwrap(), p)).collect();
        agree(&numbered)
    }

    #[test]
    fn pages_agree_on_columns_though_one_shows_fewer_and_all_are_shifted() {
        let found = agreed(&[
            page(&[100.0, 300.0, 900.0]),
            page(&[140.0, 342.0, 940.0]),
            page(&[100.0, 900.0]),
            page(&[90.0, 289.0, 890.0]),
        ]);
        let columns = &found.tables[&Half::Whole];
        assert_eq!(columns.len(), 2);
        assert!((columns[0].right - 0.25).abs() < 0.01 && columns[0].shown >= 0.75);
    }

    #[test]
    fn two_pages_agree_on_nothing() {
        assert!(agreed(&[page(&[100.0, 300.0, 900.0]), page(&[100.0, 300.0, 900.0])]).tables.is_empty());
    }
}
