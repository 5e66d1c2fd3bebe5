//! Cuts a page at the headings of its records and gives each band's text. Not for what stands in it.

use register::form::ActType;

use super::{
    entry::Part,
    grid,
    heading::{Heading, headings},
    lexicon::Lexicon,
    running,
    sheet::{CellText, Row, Sheet, TableText, Token, rows_of},
};

/// The part of a page under one heading of a record, or before the first.
#[derive(Debug)]
pub(super) struct Band<'p> {
    pub(super) heading: Option<Heading>,
    pub(super) tables: Vec<TableText<'p>>,
    pub(super) open: Vec<Token>,
    pub(super) height: f64,
}

/// The bands of a page from top to bottom. `only` is the type of the book's acts, where it is known.
pub(super) fn bands<'p>(sheet: &Sheet<'p>, only: Option<ActType>) -> Vec<Band<'p>> {
    let cells = || sheet.tables.iter().flat_map(|t| t.cells.iter().filter(|c| may_head(t, c)));
    let all: Vec<Token> = sheet.open.iter().cloned().chain(cells().flat_map(CellText::tokens)).collect();
    let rows = rows_of(all, sheet.height);
    let found = headings(&rows, only);
    let heights: Vec<(f64, f64)> =
        found.iter().map(|h| extent(&rows[h.rows.0..h.rows.1.min(rows.len())])).collect();
    let mut edges = vec![f64::NEG_INFINITY];
    edges.extend(heights.iter().map(|h| h.0));
    edges.push(f64::INFINITY);
    let heads = std::iter::once(None).chain(found.into_iter().map(Some));
    heads
        .zip(edges.windows(2))
        .map(|(heading, edge)| {
            let inside = |t: &Token| {
                let y = t.rect.centre().y;
                y >= edge[0] && y < edge[1] && !heights.iter().any(|h| y >= h.0 && y < h.1)
            };
            let open = sheet.open.iter().filter(|t| inside(t)).cloned().collect();
            let tables = sheet.tables.iter().map(|t| part_of(t, edge[0], edge[1], &inside));
            let tables = tables.filter(|t| !t.cells.is_empty()).collect();
            Band { heading, tables, open, height: sheet.height }
        })
        .collect()
}

/// Columns of a ledger: notes in its rows name other records ("Вафот кард…, сабти акт № 1"), and head none.
const LEDGER_COLUMNS: usize = 6;

fn may_head(table: &TableText<'_>, cell: &CellText<'_>) -> bool {
    table.table.columns < LEDGER_COLUMNS || cell.cell.row == 0
}

fn extent(rows: &[Row]) -> (f64, f64) {
    let rects = || rows.iter().flatten().map(|t| t.rect);
    let top = rects().map(|r| r.top).fold(f64::INFINITY, f64::min);
    let bottom = rects().map(|r| r.bottom).fold(f64::NEG_INFINITY, f64::max);
    (top, bottom)
}

fn part_of<'p>(
    table: &TableText<'p>,
    top: f64,
    bottom: f64,
    inside: &dyn Fn(&Token) -> bool,
) -> TableText<'p> {
    let here =
        |c: &&CellText<'p>| (top..bottom).contains(&c.rect.centre().y) || c.tokens().iter().any(inside);
    let cells = table.cells.iter().filter(here).map(|c| {
        let kept = c.rows.iter().map(|row| row.iter().filter(|t| inside(t)).cloned().collect::<Row>());
        CellText { rows: kept.filter(|row| !row.is_empty()).collect(), ..c.clone() }
    });
    TableText { cells: cells.collect(), ..table.clone() }
}

impl Band<'_> {
    /// Its parts in reading order: tables where they stand among the rows around them.
    pub(super) fn parts(&self, lexicon: &Lexicon) -> Vec<Part> {
        let tops: Vec<f64> = self.tables.iter().map(top).collect();
        let mut order: Vec<usize> = (0..self.tables.len()).collect();
        order.sort_by(|&a, &b| tops[a].total_cmp(&tops[b]));
        let mut parts = Vec::new();
        let mut from = f64::NEG_INFINITY;
        for table in order {
            parts.extend(self.running(from, tops[table], lexicon));
            parts.extend(grid::parts(&self.tables[table].cells, lexicon, self.height));
            from = tops[table];
        }
        parts.extend(self.running(from, f64::INFINITY, lexicon));
        parts
    }

    fn running(&self, top: f64, bottom: f64, lexicon: &Lexicon) -> Vec<Part> {
        let here = |t: &&Token| (top..bottom).contains(&t.rect.centre().y);
        let tokens = self.open.iter().filter(here).cloned().collect();
        running::parts(&rows_of(tokens, self.height), lexicon, self.height)
    }
}

fn top(table: &TableText<'_>) -> f64 {
    table.cells.iter().map(|c| c.rect.top).fold(f64::INFINITY, f64::min)
}
