//! A table's rows as acts of a form: which row begins one, and what runs over from the row above. Not for which column asks
//! for what: see `fit`.

use register::form::Form;

use super::{
    super::sheet::{CellText, Token},
    fit::Fit,
};
use register::geometry::Rect;

/// What stands in one column of a row.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// Place of the column among the form's.
    pub(super) column: usize,
    pub(super) tokens: Vec<Token>,
    /// The cell, on the straight page.
    pub(super) room: Option<Rect>,
}

impl Written {
    fn is_empty(&self) -> bool {
        self.tokens.iter().all(Token::is_sign)
    }
}

/// One row of the table below its heading.
#[derive(Debug, Clone)]
pub(super) struct ActRow {
    /// Its place in the table.
    pub(super) row: usize,
    pub(super) written: Vec<Written>,
    /// Does an act begin with it?
    pub(super) begins: bool,
}

/// Columns filled without the one acts begin with, that make a row one nevertheless: a number may be lost or stand in
/// the margin, and what runs over fills the text and what it cost.
const FILLED_WITHOUT_BEGINNING: usize = 3;

/// The rows in which something is written in a column of the form.
pub(super) fn rows(form: &Form, fit: &Fit, cells: &[CellText<'_>]) -> Vec<ActRow> {
    let last = cells.iter().map(|c| c.cell.row + 1).max().unwrap_or(0);
    let rows = (fit.heads..last).map(|row| {
        let written: Vec<Written> =
            fit.columns.iter().map(|&(column, at)| written(cells, column, at, row)).collect();
        let begins = begins(form, &written);
        ActRow { row, written, begins }
    });
    rows.filter(|row| row.written.iter().any(|w| !w.is_empty())).collect()
}

fn written(cells: &[CellText<'_>], column: usize, at: usize, row: usize) -> Written {
    let here = || cells.iter().filter(move |c| c.cell.row == row && c.cell.column == at);
    let tokens = here().flat_map(CellText::tokens).collect();
    let room = here().map(|c| c.rect).reduce(|a, b| a.union(&b));
    Written { column, tokens, room }
}

fn begins(form: &Form, written: &[Written]) -> bool {
    let filled = written.iter().filter(|w| !w.is_empty());
    let fills = |w: &&Written| form.columns.get(w.column).and_then(|c| c.field.as_deref());
    let Some(first) = form.begins.as_deref() else { return filled.clone().any(|w| fills(&w).is_some()) };
    let kept = filled.clone().filter(|w| fills(w).is_some()).count();
    filled.clone().any(|w| fills(&w) == Some(first))
        || (kept >= FILLED_WITHOUT_BEGINNING
            && kept * 2 >= written.iter().filter(|w| fills(w).is_some()).count())
}
