//! What the pages of one register agree on: a register is one form. Not for correcting pages: [`super::apply()`]
//! takes from it what a page does not show.

use std::collections::{BTreeMap, BTreeSet};

use register::{
    geometry::Rect,
    id::ScanId,
    layout::Table,
    page::{Half, Page},
};
use serde::{Deserialize, Serialize};

use super::place::{self, AgreedPlace};
use crate::middle::median;

/// Columns of tables count as alike when their borders differ by less than this share of the table's width.
pub(super) const ALIKE: f64 = 0.02;
/// Pages that must show a form before anything is agreed on.
const LEAST_PAGES: usize = 3;
/// Steps to a table's width in which agreed places are written, so that a page more or less seldom moves them.
const STEPS: f64 = 200.0;

/// What most pages of a register show; found from all of them at once.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Agreement {
    /// Pages that went into it.
    pub pages: usize,
    /// The usual main table of each kind of page: whole, left, right.
    pub tables: BTreeMap<Half, Vec<AgreedColumn>>,
    /// Usual width of that table, share of the page's.
    #[serde(default)]
    pub widths: BTreeMap<Half, f64>,
    /// Kinds of pages of which one or more show less than agreed.
    #[serde(default)]
    pub faded: BTreeSet<Half>,
    /// Where that table stands on kinds of pages of which one or more show none.
    #[serde(default)]
    pub places: BTreeMap<Half, AgreedPlace>,
}

impl Agreement {
    /// What reading a page takes from the agreement: a page read with another constraint is read again. Where every
    /// page shows all that was agreed nothing is taken, and a scan more or less costs no page a second reading.
    pub fn constraint(&self) -> String {
        let columns = |half: &Half| {
            let columns = &self.tables[half];
            let places = columns.iter().map(|c| format!(" {:.3}", c.right)).collect::<String>();
            let width = self.widths.get(half).copied().unwrap_or(0.0);
            let left = columns.first().map_or(0.0, |c| c.left);
            format!("{} {width:.3} {left:.3}{places}", half.letter())
        };
        let faded = self.faded.iter().filter(|half| self.tables.contains_key(half)).map(columns);
        let bare =
            self.places.iter().map(|(half, place)| format!("{} at {}", half.letter(), place.constraint()));
        faded.chain(bare).collect::<Vec<_>>().join(";")
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
    let mut halves: BTreeMap<Half, Vec<Shown>> = BTreeMap::new();
    let mut alike: BTreeMap<Half, Vec<&Page>> = BTreeMap::new();
    for (_, page) in pages {
        alike.entry(page.half).or_default().push(page);
        if let Some(table) = main_table(page) {
            halves.entry(page.half).or_default().push(Shown::of(page, table));
        }
    }
    let places = alike.into_iter().filter_map(|(half, pages)| Some((half, place::agreed(&pages)?)));
    let mut agreement = Agreement { pages: pages.len(), places: places.collect(), ..Agreement::default() };
    for (half, shown) in halves.into_iter().filter(|(_, shown)| shown.len() >= LEAST_PAGES) {
        let columns = columns(&shown);
        if columns.len() < 2 {
            continue;
        }
        let lacks = |page: &Shown| columns[1..].iter().any(|c| !page.shows(c.left));
        if shown.iter().any(lacks) {
            agreement.faded.insert(half);
        }
        let width = stepped(median(shown.iter().map(|s| s.width)).unwrap_or(0.0));
        agreement.widths.insert(half, width);
        agreement.tables.insert(half, columns);
    }
    agreement
}

/// The main table of one page: its borders between columns and its width, shares of the table's and page's width.
struct Shown {
    borders: Vec<f64>,
    width: f64,
}

impl Shown {
    fn of(page: &Page, table: &Table) -> Self {
        let width = page.placement.page_rect(&table.outline).width();
        Self { borders: borders(page, table), width: width / f64::from(page.placement.width.max(1)) }
    }

    fn shows(&self, border: f64) -> bool {
        self.borders.iter().any(|b| (b - border).abs() <= ALIKE)
    }
}

/// A share in steps.
pub(super) fn stepped(share: f64) -> f64 {
    (share * STEPS).round() / STEPS
}

/// The largest table of a page.
pub(super) fn main_table(page: &Page) -> Option<&Table> {
    let area = |t: &Table| page.placement.page_rect(&t.outline).area();
    page.tables.iter().flatten().max_by(|a, b| area(a).total_cmp(&area(b)))
}

/// Borders between columns, shares of the table's width.
pub(super) fn borders(page: &Page, table: &Table) -> Vec<f64> {
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
fn columns(shown: &[Shown]) -> Vec<AgreedColumn> {
    let mut all: Vec<f64> = shown.iter().flat_map(|s| s.borders.iter().copied()).collect();
    all.sort_by(f64::total_cmp);
    let mut usual: Vec<(f64, f64)> = Vec::new();
    let mut rest = &all[..];
    while let Some(&first) = rest.first() {
        let near = rest.partition_point(|&x| x < first + ALIKE);
        let share = near as f64 / shown.len() as f64;
        if share > 0.5 {
            usual.push((stepped(rest[near / 2]), share.min(1.0)));
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
            unsure: Vec::new(),
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
    fn a_page_is_read_with_what_it_lacks_and_only_then() {
        let full = || page(&[100.0, 300.0, 900.0]);
        let all = agreed(&[full(), full(), full()]);
        assert_eq!((all.constraint().as_str(), all.faded.len()), ("", 0));
        let faded = agreed(&[full(), full(), full(), page(&[100.0, 900.0])]);
        assert_eq!(faded.constraint(), "w 0.800 0.000 0.250 1.000");
    }

    #[test]
    fn pages_agree_alike_in_any_order() {
        let pages =
            [page(&[100.0, 300.0, 900.0]), page(&[100.0, 302.0, 900.0]), page(&[100.0, 297.0, 900.0])];
        let mut turned = pages.clone();
        turned.reverse();
        assert_eq!(agreed(&pages), agreed(&turned));
    }

    #[test]
    fn two_pages_agree_on_nothing() {
        assert!(agreed(&[page(&[100.0, 300.0, 900.0]), page(&[100.0, 300.0, 900.0])]).tables.is_empty());
    }
}
