//! The lines of a form's columns on one page, each with the place in the table where it stands. Not for which of them begin
//! an act: see `rows`.

use register::geometry::Rect;

use super::{
    super::sheet::{CellText, Token, rows_of},
    fit::Fit,
};
use crate::middle::median;

/// A place in a table, from top to bottom. Layout knows the row of what it saw better than heights tell: writing leans and
/// climbs.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub(super) struct Height {
    /// Row of the table.
    pub(super) row: usize,
    /// How far down in it, a share of its height.
    pub(super) share: f64,
}

/// A line in a column.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Where its middle lies.
    pub(super) at: Height,
    pub(super) tokens: Vec<Token>,
    pub(super) rect: Rect,
}

/// The lines of one of the form's columns, below the heading.
#[derive(Debug, Clone)]
pub(super) struct ColumnText {
    /// Place among the form's columns.
    pub(super) column: usize,
    pub(super) lines: Vec<Line>,
}

/// A strip of the page from one edge to the next, as layout parts the rows of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Strip {
    /// Its row in the table.
    pub(super) row: usize,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Strip {
    /// How far down a height on the page is, share of the strip.
    pub(super) fn share(&self, y: f64) -> f64 {
        ((y - self.top) / (self.bottom - self.top).max(1.0)).clamp(0.0, 1.0)
    }
}

impl Line {
    pub(super) fn is_written(&self) -> bool {
        self.tokens.iter().any(|t| !t.is_sign())
    }

    /// Letters and digits in it.
    pub(super) fn letters(&self) -> usize {
        self.tokens.iter().map(|t| t.plain.chars().count()).sum()
    }

    /// Digits in it.
    pub(super) fn digits(&self) -> usize {
        self.tokens.iter().flat_map(|t| t.plain.chars()).filter(char::is_ascii_digit).count()
    }

    /// The number it is, if it is one.
    pub(super) fn number(&self) -> Option<u32> {
        self.tokens.iter().map(|t| t.plain.as_str()).collect::<String>().parse().ok()
    }
}

/// Letters of a line that is no speck: at least so many, and this share of the usual line's.
const LEAST_LETTERS: f64 = 3.0;
const FULL: f64 = 0.4;

impl ColumnText {
    /// Lines with as many letters as lines of the column have, no specks and fragments.
    pub(super) fn full_lines(&self) -> Vec<&Line> {
        let usual = median(self.lines.iter().map(|l| l.letters() as f64)).unwrap_or(0.0);
        let least = (FULL * usual).max(LEAST_LETTERS);
        self.lines.iter().filter(|l| l.letters() as f64 >= least).collect()
    }

    /// The lines from a height on, before another.
    pub(super) fn between(&self, from: Option<Height>, to: Option<Height>) -> impl Iterator<Item = &Line> {
        let inside = move |line: &&Line| from.is_none_or(|f| line.at >= f) && to.is_none_or(|t| line.at < t);
        self.lines.iter().filter(inside)
    }
}

/// The strips of a table below its heading.
pub(super) fn strips(fit: &Fit, cells: &[CellText<'_>]) -> Vec<Strip> {
    let last = cells.iter().map(|c| c.cell.row + 1).max().unwrap_or(0);
    let strip = |row: usize| {
        let here = || cells.iter().filter(move |c| c.cell.row == row && c.cell.row_span <= 1);
        let (top, bottom) = (median(here().map(|c| c.rect.top))?, median(here().map(|c| c.rect.bottom))?);
        Some(Strip { row, top, bottom })
    };
    (fit.heads..last).filter_map(strip).collect()
}

/// The lines that stand in the form's columns of a table, from top to bottom.
pub(super) fn texts(fit: &Fit, cells: &[CellText<'_>], strips: &[Strip], height: f64) -> Vec<ColumnText> {
    let body = |at: usize| cells.iter().filter(move |c| c.cell.column == at && c.cell.row >= fit.heads);
    let text = |&(column, at): &(usize, usize)| {
        let mut lines: Vec<Line> = body(at).flat_map(|cell| lines_of(cell, strips, height)).collect();
        lines.sort_by(|a, b| a.at.row.cmp(&b.at.row).then(a.at.share.total_cmp(&b.at.share)));
        ColumnText { column, lines }
    };
    fit.columns.iter().map(text).collect()
}

fn lines_of(cell: &CellText<'_>, strips: &[Strip], height: f64) -> Vec<Line> {
    let own = cell.cell.row..cell.cell.row + cell.cell.row_span.max(1);
    let line = |tokens: Vec<Token>| {
        let rect = tokens.iter().map(|t| t.rect).reduce(|a, b| a.union(&b)).unwrap_or_default();
        let middle = rect.centre().y;
        let mut rows = strips.iter().filter(|s| own.contains(&s.row));
        let strip = rows.clone().find(|s| middle < s.bottom).or_else(|| rows.next_back());
        let at = strip
            .map_or(Height { row: own.start, share: 0.0 }, |s| Height { row: s.row, share: s.share(middle) });
        Line { at, tokens, rect }
    };
    rows_of(cell.tokens(), height).into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_further_down_in_the_same_row_comes_later() {
        let at = |row, share| Height { row, share };
        assert!(at(1, 0.9) < at(2, 0.0) && at(2, 0.1) < at(2, 0.2) && at(2, 0.0) <= at(2, 0.0));
    }

    #[test]
    fn what_climbs_above_its_row_stands_at_its_top() {
        let strip = Strip { row: 1, top: 100.0, bottom: 200.0 };
        assert_eq!((strip.share(90.0), strip.share(150.0), strip.share(230.0)), (0.0, 0.5, 1.0));
    }
}
