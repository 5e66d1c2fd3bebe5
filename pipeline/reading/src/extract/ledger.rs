//! Ledgers: a heading row of labels over columns, then one act a row. Not for forms with labels beside
//! their values.

use super::{
    ditto,
    entry::Entry,
    grid::{Role, roles},
    lexicon::{Lexicon, Sense, Tongue},
    matching::is_numbering,
    sheet::CellText,
    usual::UsualLedger,
};

/// What a column of a ledger asks for.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) senses: Vec<Sense>,
    pub(super) section: Option<&'static str>,
    /// The language of its label, where it stands in one only.
    pub(super) tongue: Option<Tongue>,
    /// Letters of its label.
    pub(super) label: String,
    /// Is what it asks for taken from the other pages of the register?
    pub(super) taken: bool,
}

impl Column {
    fn covers(&self, column: usize) -> bool {
        (self.first..=self.last).contains(&column)
    }

    /// Do two columns stand, in part, in the same place?
    pub(super) fn meets(&self, other: &Column) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Do two columns ask for the same?
    pub(super) fn asks_as(&self, other: &Column) -> bool {
        (&self.senses, self.section) == (&other.senses, other.section)
    }

    /// What stands in it in a row of the table.
    pub(super) fn cells<'c, 'p>(
        &self,
        cells: &'c [CellText<'p>],
        row: usize,
    ) -> impl Iterator<Item = &'c CellText<'p>> + Clone {
        cells.iter().filter(move |c| c.cell.row == row && self.covers(c.cell.column))
    }
}

/// What is known of a ledger before its page is looked at.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known<'k> {
    /// What most ledgers of the register show.
    pub(super) usual: Option<&'k UsualLedger>,
    /// The columns of the ledger on the page before, for pages that print no heading of their own.
    pub(super) carried: Option<&'k [Column]>,
}

/// A ledger's columns and rows; a row is its place in the table and the entries found in it.
#[derive(Debug, Clone)]
pub(super) struct Ledger {
    pub(super) columns: Vec<Column>,
    /// Rows of its heading.
    pub(super) heads: usize,
    pub(super) rows: Vec<(usize, Vec<Entry>)>,
}

/// Labels that make a heading row.
pub(super) const HEADING_LABELS: usize = 3;
/// Rows a heading may have: persons above, labels, the numbers of the columns.
pub(super) const HEADING_ROWS: usize = 4;

/// The ledger in a table, if it is one.
pub(super) fn ledger(cells: &[CellText<'_>], lexicon: &Lexicon, known: Known<'_>) -> Option<Ledger> {
    let roles = roles(cells, lexicon);
    let rows = cells.iter().map(|c| c.cell.row + 1).max()?;
    let labels = |row: usize| {
        let here = cells.iter().zip(&roles).filter(|(c, _)| c.cell.row == row);
        here.filter(|(_, r)| matches!(r, Role::Label { .. })).count()
    };
    let heading = (0..rows.min(HEADING_ROWS)).rev().find(|&row| labels(row) >= HEADING_LABELS);
    let (columns, heads) = match (heading, known.usual) {
        (Some(row), usual) => {
            let own = columns(cells, &roles, row);
            let all = match usual {
                Some(usual) => usual.completing(own),
                None => own,
            };
            (all, row_after(cells, row))
        }
        (None, usual) => unheaded(cells, &roles, usual, fitting(known.carried, cells))?,
    };
    let body: Vec<usize> = (heads..rows).filter(|&row| !is_column_numbers(cells, row)).collect();
    let is_filled = |c: &CellText<'_>| !c.is_empty() || ditto::is_mark(&c.tokens());
    let filled = |row: usize| cells.iter().filter(|c| c.cell.row == row && is_filled(c)).count();
    // Entries may read like labels ("свидетельство о браке"); in a form half of what stands in a row are labels.
    let forms_again = body.iter().any(|&row| labels(row) >= 2 && labels(row) * 3 > filled(row));
    if columns.len() < HEADING_LABELS || body.is_empty() || forms_again {
        return None;
    }
    let mut rows: Vec<(usize, Vec<Entry>)> = Vec::new();
    for row in body {
        let entries = columns.iter().map(|c| entry(cells, c, row));
        match (filled(row), rows.last_mut()) {
            (0, _) => {}
            // A row with one cell filled is what ran over from the row above.
            (1, Some((_, above))) => above.iter_mut().zip(entries).for_each(|(a, e)| a.value.extend(e.value)),
            (1, None) => {}
            _ => rows.push((row, entries.collect())),
        }
    }
    Some(Ledger { columns, heads, rows })
}

/// Columns, and rows of the heading, where no heading was read. A page that prints none goes on with the columns of the
/// page before; where there is one, it says what most pages say.
fn unheaded(
    cells: &[CellText<'_>],
    roles: &[Role],
    usual: Option<&UsualLedger>,
    carried: Option<Vec<Column>>,
) -> Option<(Vec<Column>, usize)> {
    let heads = usual.map_or(0, |usual| usual.heads_of(cells, roles));
    match (usual, carried) {
        (_, Some(carried)) if heads == 0 => Some((carried, 0)),
        (Some(usual), carried) => Some((usual.taken(carried), heads)),
        (None, _) => None,
    }
}

/// The row below all cells that begin in a row.
pub(super) fn row_after(cells: &[CellText<'_>], row: usize) -> usize {
    let spans = cells.iter().filter(|c| c.cell.row == row).map(|c| c.cell.row + c.cell.row_span.max(1));
    spans.min().unwrap_or(row + 1)
}

/// The carried columns, where the table is as wide as theirs.
fn fitting(carried: Option<&[Column]>, cells: &[CellText<'_>]) -> Option<Vec<Column>> {
    let carried = carried?;
    let last = carried.iter().map(|c| c.last + 1).max()?;
    (width(cells) == last).then(|| carried.to_vec())
}

/// Columns of a table.
pub(super) fn width(cells: &[CellText<'_>]) -> usize {
    cells.iter().map(|c| c.cell.column + c.cell.column_span.max(1)).max().unwrap_or(0)
}

/// Letters that stand in some cells.
pub(super) fn letters<'c, 'p: 'c>(cells: impl Iterator<Item = &'c CellText<'p>>) -> String {
    cells.flat_map(CellText::tokens).map(|t| t.plain).collect()
}

/// Each column's lowest label, and the person named above it.
fn columns(cells: &[CellText<'_>], roles: &[Role], heading: usize) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (cell, role) in cells.iter().zip(roles).filter(|(c, _)| c.cell.row <= heading) {
        let Role::Label { parsed, .. } = role else { continue };
        let (first, last) = (cell.cell.column, cell.cell.column + cell.cell.column_span.max(1) - 1);
        let section = cells.iter().zip(roles).find_map(|(above, role)| {
            let end = above.cell.column + above.cell.column_span.max(1);
            let covers = above.cell.row < cell.cell.row && (above.cell.column..end).contains(&first);
            match role {
                Role::Section(name) if covers => Some(*name),
                _ => None,
            }
        });
        columns.retain(|c: &Column| c.first != first);
        let (senses, label) = (parsed.senses.clone(), letters(std::iter::once(cell)));
        columns.push(Column { first, last, senses, section, tongue: parsed.tongue, label, taken: false });
    }
    columns.sort_by_key(|c| c.first);
    columns
}

/// The row in which a form numbers its columns: 1, 2, 3…
fn is_column_numbers(cells: &[CellText<'_>], row: usize) -> bool {
    let numbers: Vec<Option<u32>> = cells
        .iter()
        .filter(|c| c.cell.row == row && !c.is_empty())
        .map(|c| match c.tokens().as_slice() {
            [one] if is_numbering(one) => one.plain.parse().ok(),
            _ => None,
        })
        .collect();
    numbers.len() >= 3 && numbers.iter().all(Option::is_some) && numbers.windows(2).all(|w| w[0] < w[1])
}

fn entry(cells: &[CellText<'_>], column: &Column, row: usize) -> Entry {
    let here = column.cells(cells, row);
    let value = here.clone().flat_map(CellText::tokens).collect();
    let room = here.map(|c| c.rect).reduce(|a, b| a.union(&b));
    let (senses, section, taken) = (column.senses.clone(), column.section, column.taken);
    Entry { senses, section, value, room, tongue: column.tongue, slips: 0, taken }
}
