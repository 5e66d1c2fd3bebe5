//! Rows that nobody ruled: a register's entries, seen where lines of several columns begin at one height. Not
//! for tables whose rows are ruled.

use register::geometry::{Point, Rect};

use super::{
    cells::{FoundCell, FoundTable},
    lines::{FoundLine, InCell},
};

/// A row that takes more than this share of the table holds entries.
const BODY_SHARE: f64 = 0.5;
/// Fewer lines in a column than this are no list.
const LEAST_ENTRIES: usize = 4;
/// Share of a column's lines that must have a line beside them in another column.
const ALIKE: f64 = 0.7;
/// Lines this near in height stand beside each other, share of the distance between lines.
const BESIDE: f64 = 0.4;
/// Where a row begins above its first baseline, share of the distance between lines.
const ABOVE: f64 = 0.62;

/// A line of the body: its column, its baseline in the middle, its place in the list of lines.
#[derive(Clone, Copy)]
struct Entry {
    column: usize,
    y: f64,
}

/// Splits the body of each table into entries where its columns agree on them, and moves its lines along.
pub(super) fn split(tables: &mut [FoundTable], lines: &mut [FoundLine]) {
    for (place, table) in tables.iter_mut().enumerate() {
        let body = body(table);
        let in_body = |c: &InCell| c.table == place && body.contains(&(c.row, c.column));
        let entries: Vec<Entry> = lines
            .iter()
            .filter_map(|line| line.cell.filter(in_body).map(|c| (line, c)))
            .map(|(line, cell)| Entry { column: cell.column, y: height(line) })
            .collect();
        let top = table.cells.iter().filter(|c| body.contains(&(c.row, c.column)));
        let top = top.map(|c| c.bounds.top).fold(table.bounds.bottom, f64::min);
        let Some(cuts) = cuts(&entries, table.columns, top) else { continue };
        let pieces = Rows::new(table, &cuts).apply(table, &body, &cuts);
        for line in lines.iter_mut() {
            let y = height(line);
            if let Some(cell) = line.cell.as_mut().filter(|c| c.table == place) {
                let old = (cell.row, cell.column);
                if let Some(piece) = pieces.iter().rev().find(|p| p.old == old && p.from <= y) {
                    cell.row = piece.row;
                }
            }
        }
    }
}

fn height(line: &FoundLine) -> f64 {
    Rect::around(&line.baseline).centre().y
}

/// Cells, by row and column, that take most of the table's height.
fn body(table: &FoundTable) -> Vec<(usize, usize)> {
    let tall = |c: &&FoundCell| c.bounds.height() > BODY_SHARE * table.bounds.height();
    table.cells.iter().filter(tall).map(|c| (c.row, c.column)).collect()
}

/// Heights at which new rows begin, without the first; `None` where the columns do not agree.
fn cuts(entries: &[Entry], columns: usize, top: f64) -> Option<Vec<f64>> {
    let column = |c: usize| {
        let mut ys: Vec<f64> = entries.iter().filter(|e| e.column == c).map(|e| e.y).collect();
        ys.sort_by(f64::total_cmp);
        ys
    };
    let columns: Vec<Vec<f64>> = (0..columns).map(column).filter(|ys| ys.len() >= LEAST_ENTRIES).collect();
    let pitch = columns.iter().filter_map(|ys| pitch(ys)).fold(f64::MAX, f64::min);
    let starts = merged(starting_column(&columns, pitch)?, pitch);
    let mut cuts: Vec<f64> = starts.iter().map(|y| y - ABOVE * pitch).collect();
    // What stands above the first entry is a row of its own only where there is room for a line.
    if cuts.first().is_some_and(|&first| first - top < pitch) {
        cuts.remove(0);
    }
    (!cuts.is_empty()).then_some(cuts)
}

/// The column whose lines begin entries: the leftmost that agrees with another, each line of the one beside
/// a line of the other. Sums and dates at the end of entries agree too, but stand farther right.
fn starting_column(columns: &[Vec<f64>], pitch: f64) -> Option<&Vec<f64>> {
    let agree = |a: &[f64], b: &[f64]| share_beside(a, b, pitch).min(share_beside(b, a, pitch)) >= ALIKE;
    columns
        .iter()
        .enumerate()
        .find(|(i, ys)| columns[i + 1..].iter().any(|o| agree(ys, o)))
        .map(|found| found.1)
}

/// Usual distance of neighbouring lines.
fn pitch(ys: &[f64]) -> Option<f64> {
    let mut gaps: Vec<f64> = ys.windows(2).map(|w| w[1] - w[0]).filter(|&g| g > 4.0).collect();
    gaps.sort_by(f64::total_cmp);
    gaps.get(gaps.len() / 2).copied()
}

fn share_beside(ys: &[f64], other: &[f64], pitch: f64) -> f64 {
    let beside = |y: f64| other.iter().any(|o| (o - y).abs() < BESIDE * pitch);
    ys.iter().filter(|&&y| beside(y)).count() as f64 / ys.len().max(1) as f64
}

/// Pieces of one line are one start.
fn merged(ys: &[f64], pitch: f64) -> Vec<f64> {
    let mut starts: Vec<f64> = Vec::new();
    for &y in ys {
        if starts.last().is_none_or(|last| y - last > 0.6 * pitch) {
            starts.push(y);
        }
    }
    starts
}

/// A cell, or a part of one, with its old and new places.
struct Piece {
    old: (usize, usize),
    from: f64,
    row: usize,
}

/// Heights at which rows begin, old and new together; the last is the table's foot.
struct Rows {
    starts: Vec<f64>,
}

impl Rows {
    /// New rows that begin where an old one does are that row.
    fn new(table: &FoundTable, cuts: &[f64]) -> Self {
        let usual = cuts.windows(2).map(|w| w[1] - w[0]).fold(f64::MAX, f64::min);
        let near = if usual < f64::MAX { 0.45 * usual } else { 1.0 };
        let mut starts: Vec<f64> = (0..table.rows).filter_map(|r| row_top(table, r)).collect();
        for &cut in cuts {
            if starts.iter().all(|s| (s - cut).abs() > near) {
                starts.push(cut);
            }
        }
        starts.push(table.bounds.bottom);
        starts.sort_by(f64::total_cmp);
        Self { starts }
    }

    /// The row whose beginning lies nearest.
    fn nearest(&self, y: f64) -> usize {
        let away = |&i: &usize| (self.starts[i] - y).abs();
        (0..self.starts.len()).min_by(|a, b| away(a).total_cmp(&away(b))).unwrap_or(0)
    }

    /// Cuts the body's cells and numbers all rows anew.
    fn apply(&self, table: &mut FoundTable, body: &[(usize, usize)], cuts: &[f64]) -> Vec<Piece> {
        let (mut cells, mut pieces) = (Vec::new(), Vec::new());
        for cell in table.cells.drain(..) {
            let old = (cell.row, cell.column);
            let (top, bottom) = middle_of_sides(&cell);
            let mut edges = vec![top];
            if body.contains(&old) {
                let least = 0.3 * self.least();
                edges.extend(
                    cuts.iter()
                        .map(|&cut| self.starts[self.nearest(cut)])
                        .filter(|&y| y > top + least && y < bottom - least),
                );
            }
            edges.push(bottom);
            for (i, pair) in edges.windows(2).enumerate() {
                let from = if i == 0 { f64::MIN } else { pair[0] };
                let to = if i + 2 == edges.len() { f64::MAX } else { pair[1] };
                let outline = between(&cell.outline, from, to);
                let row = self.nearest(pair[0]);
                let row_span = self.nearest(pair[1]).saturating_sub(row).max(1);
                pieces.push(Piece { old, from, row });
                cells.push(FoundCell {
                    row,
                    row_span,
                    bounds: Rect::around(&outline),
                    outline,
                    ..cell.clone()
                });
            }
        }
        cells.sort_by_key(|c| (c.row, c.column));
        table.cells = cells;
        table.rows = self.starts.len() - 1;
        pieces
    }

    fn least(&self) -> f64 {
        self.starts.windows(2).map(|w| w[1] - w[0]).fold(f64::MAX, f64::min)
    }
}

/// Usual height of the upper side of the cells that begin in a row.
fn row_top(table: &FoundTable, row: usize) -> Option<f64> {
    let mut tops: Vec<f64> =
        table.cells.iter().filter(|c| c.row == row).map(|c| middle_of_sides(c).0).collect();
    tops.sort_by(f64::total_cmp);
    tops.get(tops.len() / 2).copied()
}

/// Heights of the upper and lower side in the middle of a cell.
fn middle_of_sides(cell: &FoundCell) -> (f64, f64) {
    let x = cell.bounds.centre().x;
    let (mut top, mut bottom) = (f64::MAX, f64::MIN);
    for (i, a) in cell.outline.iter().enumerate() {
        let b = &cell.outline[(i + 1) % cell.outline.len()];
        if (a.x <= x) != (b.x <= x) {
            let y = a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x);
            (top, bottom) = (top.min(y), bottom.max(y));
        }
    }
    if top <= bottom { (top, bottom) } else { (cell.bounds.top, cell.bounds.bottom) }
}

/// The part of a polygon between two heights (Sutherland and Hodgman, 1974).
fn between(outline: &[Point], from: f64, to: f64) -> Vec<Point> {
    let below = clip(outline, |p| p.y - from);
    clip(&below, |p| to - p.y)
}

fn clip(outline: &[Point], inside: impl Fn(&Point) -> f64) -> Vec<Point> {
    let mut kept = Vec::new();
    for (i, a) in outline.iter().enumerate() {
        let b = &outline[(i + 1) % outline.len()];
        let (da, db) = (inside(a), inside(b));
        if da >= 0.0 {
            kept.push(*a);
        }
        if (da >= 0.0) != (db >= 0.0) {
            let part = da / (da - db);
            kept.push(Point::new(a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body() -> FoundTable {
        let cell = |column: usize, left: f64, right: f64| {
            let bounds = Rect::new(left, 100.0, right, 900.0);
            FoundCell {
                row: 0,
                column,
                row_span: 1,
                column_span: 1,
                header: false,
                outline: bounds.corners(),
                bounds,
            }
        };
        let bounds = Rect::new(0.0, 100.0, 600.0, 900.0);
        let cells = vec![cell(0, 0.0, 100.0), cell(1, 100.0, 600.0)];
        FoundTable { rows: 1, columns: 2, outline: bounds.corners(), bounds, cells }
    }

    fn line(column: usize, y: f64) -> FoundLine {
        FoundLine {
            outline: Vec::new(),
            baseline: vec![Point::new(0.0, y), Point::new(50.0, y)],
            cell: Some(InCell { table: 0, row: 0, column }),
            margin: false,
        }
    }

    /// Row of every line after splitting.
    fn check(lines: &[(usize, f64)], rows: usize, expected: &[usize]) {
        let mut tables = [body()];
        let mut lines: Vec<FoundLine> = lines.iter().map(|&(c, y)| line(c, y)).collect();
        split(&mut tables, &mut lines);
        let found: Vec<usize> = lines.iter().map(|l| l.cell.unwrap().row).collect();
        assert_eq!((tables[0].rows, found.as_slice()), (rows, expected));
        assert_eq!(tables[0].cells.len(), rows * 2);
    }

    #[test]
    fn numbers_begin_the_rows_of_longer_entries() {
        let numbers = [(0, 150.0), (0, 250.0), (0, 350.0), (0, 450.0)];
        let text = [(1, 152.0), (1, 252.0), (1, 280.0), (1, 352.0), (1, 452.0)];
        check(&[&numbers[..], &text[..]].concat(), 4, &[0, 1, 2, 3, 0, 1, 1, 2, 3]);
    }

    #[test]
    fn columns_that_do_not_agree_stay_one_row() {
        let lines =
            [(0, 150.0), (0, 340.0), (0, 470.0), (0, 800.0), (1, 200.0), (1, 260.0), (1, 585.0), (1, 650.0)];
        check(&lines, 1, &[0; 8]);
    }
}
