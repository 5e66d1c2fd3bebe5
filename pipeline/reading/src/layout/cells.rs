//! Tables and cells of the working picture, before they are mapped to the scan. Not for how they are found.

use register::geometry::{Point, Rect};

/// A cell: the space between its rules.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FoundCell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) row_span: usize,
    pub(super) column_span: usize,
    pub(super) header: bool,
    pub(super) outline: Vec<Point>,
    pub(super) bounds: Rect,
}

/// A table, its cells row by row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FoundTable {
    pub(super) rows: usize,
    pub(super) columns: usize,
    pub(super) outline: Vec<Point>,
    pub(super) bounds: Rect,
    pub(super) cells: Vec<FoundCell>,
    /// Borders of the rows from left to right: one more than there are rows.
    pub(super) row_courses: Vec<Vec<Point>>,
}

impl FoundTable {
    /// Rows that hold headings.
    pub(super) fn head_rows(&self) -> usize {
        self.cells.iter().filter(|c| c.header).map(|c| c.row + c.row_span).max().unwrap_or(0)
    }

    /// Does the cell that begins there hold a heading?
    pub(super) fn is_heading(&self, row: usize, column: usize) -> bool {
        self.cells.iter().any(|c| c.header && (c.row, c.column) == (row, column))
    }

    /// Width of a column as share of the table's, by the narrowest cell that begins in it.
    pub(super) fn column_width(&self, column: usize) -> f64 {
        let widths = self.cells.iter().filter(|c| c.column == column).map(|c| c.bounds.width());
        widths.fold(self.bounds.width(), f64::min) / self.bounds.width().max(1.0)
    }

    /// The cell a point lies in, by place.
    pub(super) fn cell_at(&self, p: Point) -> Option<usize> {
        if !self.bounds.contains(p) {
            return None;
        }
        self.cells.iter().position(|cell| cell.bounds.contains(p) && holds(&cell.outline, p))
    }
}

/// Does the polygon hold the point (even-odd rule)?
fn holds(outline: &[Point], p: Point) -> bool {
    let mut inside = false;
    for (i, a) in outline.iter().enumerate() {
        let b = &outline[(i + 1) % outline.len()];
        if (a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x {
            inside = !inside;
        }
    }
    inside
}
