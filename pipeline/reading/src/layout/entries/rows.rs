//! The rows of a table once its body is cut into entries, and the cells cut along. Not for where they begin.

use register::geometry::{Point, Rect};

use super::{
    super::{
        cells::{FoundCell, FoundTable},
        level::{Level, clip},
    },
    ABOVE, Body, Cuts, WANDER,
};

/// Distance of points along a cut, pixels, so that it follows the rows.
const PACE: f64 = 80.0;

/// A cell, or a part of one, with its old place and new row.
pub(super) struct Piece {
    pub(super) old: (usize, usize),
    pub(super) from: f64,
    pub(super) row: usize,
}

/// Heights at which rows begin, old and new together; the last is the table's foot.
pub(super) struct Rows<'l> {
    level: &'l Level,
    starts: Vec<f64>,
    cuts: Vec<f64>,
}

impl<'l> Rows<'l> {
    /// New rows that begin where an old one does are that row.
    pub(super) fn new(table: &FoundTable, level: &'l Level, begins: &[f64], pitch: f64) -> Self {
        let cuts: Vec<f64> = begins.iter().map(|y| y - ABOVE * pitch).collect();
        let mut starts: Vec<f64> = table.row_courses.iter().map(|c| level.of_course(c)).collect();
        let foot = starts.pop();
        for &cut in &cuts {
            if starts.iter().all(|s| (s - cut).abs() > WANDER * pitch) {
                starts.push(cut);
            }
        }
        starts.extend(foot);
        starts.sort_by(f64::total_cmp);
        Self { level, starts, cuts }
    }

    /// The row whose beginning lies nearest.
    fn nearest(&self, height: f64) -> usize {
        let away = |&i: &usize| (self.starts[i] - height).abs();
        (0..self.starts.len()).min_by(|a, b| away(a).total_cmp(&away(b))).unwrap_or(0)
    }

    /// Cuts the body's cells and numbers all rows anew; `first` starts at the top begin none.
    pub(super) fn apply(
        &self,
        table: &mut FoundTable,
        body: &Body,
        cuts: &[Cuts],
        first: usize,
    ) -> Vec<Piece> {
        let old: Vec<f64> = table.row_courses.iter().map(|c| self.level.of_course(c)).collect();
        let (mut cells, mut pieces) = (Vec::new(), Vec::new());
        for cell in table.cells.drain(..) {
            let place = (cell.row, cell.column);
            let (top, bottom) = (old[cell.row], old[cell.row + cell.row_span]);
            // Height of the cut, height from which lines are the new row's, and the row.
            let mut edges = vec![(f64::MIN, f64::MIN, self.nearest(top))];
            if body.cells.contains(&place) {
                let column = &cuts[cell.column];
                for (i, &cut) in self.cuts.iter().enumerate() {
                    let row = self.nearest(cut);
                    let above = edges[edges.len() - 1].0.max(top);
                    let inside = column.at[i + first] > above && column.at[i + first] < bottom;
                    if inside && row > edges[edges.len() - 1].2 {
                        edges.push((column.at[i + first], column.from[i + first], row));
                    }
                }
            }
            edges.push((f64::MAX, f64::MAX, self.nearest(bottom)));
            for pair in edges.windows(2) {
                let ((from, lines_from, row), (to, _, next)) = (pair[0], pair[1]);
                let outline = part(&cell.outline, self.level, from, to);
                pieces.push(Piece { old: place, from: lines_from, row });
                let bounds = Rect::around(&outline);
                cells.push(FoundCell {
                    row,
                    row_span: next.saturating_sub(row).max(1),
                    bounds,
                    outline,
                    ..cell.clone()
                });
            }
        }
        cells.sort_by_key(|c| (c.row, c.column));
        table.cells = cells;
        table.rows = self.starts.len() - 1;
        table.row_courses = self.courses(table, &old);
        pieces
    }

    /// Borders of the rows, old and new.
    fn courses(&self, table: &FoundTable, old: &[f64]) -> Vec<Vec<Point>> {
        let course = |&start: &f64| match old.iter().position(|&y| y == start) {
            Some(row) => table.row_courses[row].clone(),
            None => {
                let xs = table.row_courses[0].iter().map(|p| p.x);
                xs.map(|x| Point::new(x, self.level.y(x, start))).collect()
            }
        };
        self.starts.iter().map(course).collect()
    }
}

/// The part of a cell between two heights.
fn part(outline: &[Point], level: &Level, from: f64, to: f64) -> Vec<Point> {
    let carried: Vec<Point> = outline.iter().map(|p| Point::new(p.x, level.of_point(*p))).collect();
    let below = clip(&carried, |p| p.y - from);
    let kept = clip(&below, |p| to - p.y);
    let mut part = Vec::new();
    for (i, a) in kept.iter().enumerate() {
        let b = &kept[(i + 1) % kept.len()];
        let cut = a.y == b.y && (a.y == from || a.y == to);
        let steps = if cut { ((b.x - a.x).abs() / PACE).ceil().max(1.0) } else { 1.0 };
        part.extend((0..steps as usize).map(|i| {
            let x = a.x + (b.x - a.x) * i as f64 / steps;
            Point::new(x, level.y(x, a.y))
        }));
    }
    part
}
