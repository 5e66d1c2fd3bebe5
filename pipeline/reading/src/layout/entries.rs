//! Rows that nobody ruled: a register's entries, each from its first line to the next one's, column by column
//! between the lines of that column. Not for tables whose rows are ruled.

use register::geometry::{Point, Rect};

use super::{
    Direction,
    cells::{FoundCell, FoundTable},
    level::{Level, clip},
    lines::{FoundLine, InCell},
    starts::{self, Column, Standing, Starts},
};

/// A row that takes more than this share of the table holds entries.
const BODY_SHARE: f64 = 0.5;
/// Where a row begins above its first baseline, share of the distance between lines.
const ABOVE: f64 = 0.62;
/// A line this far above an entry's first line still stands beside it, share of the distance between lines.
const WANDER: f64 = 0.45;
/// Least distance of a cut from the baseline above it, share of the distance between lines.
const BELOW: f64 = 0.15;
/// Distance of points along a cut, pixels, so that it follows the rows.
const PACE: f64 = 80.0;

/// Splits the body of a table into entries where its columns agree on them, and moves its lines along. `place`
/// is the table's place among the page's; says whether it did. The columns that begin entries stand first as one reads.
pub(super) fn split(
    table: &mut FoundTable,
    place: usize,
    lines: &mut [FoundLine],
    direction: Direction,
) -> bool {
    let body = Body::of(table);
    let Some(level) = &body.level else { return false };
    let (mut columns, _) = body.columns(table, place, lines, level);
    if direction == Direction::RightToLeft {
        columns.reverse();
    }
    let Some(starts) = starts::find(&columns) else { return false };
    // What stands above the first entry is a row of its own only where there is room for a line.
    let crowded = |y: &f64| y - body.top < (1.0 + ABOVE) * starts.pitch;
    let first = usize::from(starts.levels.first().is_some_and(crowded));
    split_body(table, place, lines, &starts, &body, first)
}

/// Splits what stands below the first `heads` rows of a table at entries known from elsewhere.
pub(super) fn split_at(
    table: &mut FoundTable,
    place: usize,
    lines: &mut [FoundLine],
    starts: &Starts,
    heads: usize,
) -> bool {
    split_body(table, place, lines, starts, &Body::below(table, heads), 1)
}

/// The `first` starts are at the top of the body and begin no new row.
fn split_body(
    table: &mut FoundTable,
    place: usize,
    lines: &mut [FoundLine],
    starts: &Starts,
    body: &Body,
    first: usize,
) -> bool {
    let Some(level) = &body.level else { return false };
    let (columns, standing) = body.columns(table, place, lines, level);
    let cuts: Vec<Cuts> =
        columns.iter().zip(&standing).map(|(column, lines)| Cuts::of(column, lines, starts)).collect();
    if starts.levels.len() <= first {
        return false;
    }
    let rows = Rows::new(table, level, &starts.levels[first..], starts.pitch);
    let pieces = rows.apply(table, body, &cuts, first);
    for line in lines.iter_mut() {
        let here = standing_level(line, level);
        if let Some(cell) = line.cell.as_mut().filter(|c| c.table == place) {
            let old = (cell.row, cell.column);
            if let Some(piece) = pieces.iter().rev().find(|p| p.old == old && p.from <= here) {
                cell.row = piece.row;
            }
        }
    }
    true
}

fn standing(line: &FoundLine, level: &Level) -> Standing {
    let outline = Rect::around(&line.outline);
    Standing {
        left: outline.left,
        right: outline.right,
        level: standing_level(line, level),
        tall: outline.height(),
    }
}

/// Height of a line's baseline.
fn standing_level(line: &FoundLine, level: &Level) -> f64 {
    level.of_point(Rect::around(&line.baseline).centre())
}

/// The part of a table that takes most of it: cells, by row and column.
struct Body {
    cells: Vec<(usize, usize)>,
    level: Option<Level>,
    top: f64,
}

impl Body {
    fn of(table: &FoundTable) -> Self {
        let tall = |c: &&FoundCell| c.bounds.height() > BODY_SHARE * table.bounds.height();
        Self::made_of(table, table.cells.iter().filter(tall).map(|c| (c.row, c.column)).collect())
    }

    fn below(table: &FoundTable, heads: usize) -> Self {
        let below = |c: &&FoundCell| c.row >= heads;
        Self::made_of(table, table.cells.iter().filter(below).map(|c| (c.row, c.column)).collect())
    }

    fn made_of(table: &FoundTable, cells: Vec<(usize, usize)>) -> Self {
        let first = cells.iter().map(|c| c.0).min();
        let level = first.and_then(|first| Level::of(table, first));
        let top = level.as_ref().zip(first).map(|(l, first)| l.of_course(&table.row_courses[first]));
        Self { cells, level, top: top.unwrap_or(0.0) }
    }

    fn holds(&self, cell: &InCell) -> bool {
        self.cells.contains(&(cell.row, cell.column))
    }

    /// The columns of the body, and their lines.
    fn columns(
        &self,
        table: &FoundTable,
        place: usize,
        lines: &[FoundLine],
        level: &Level,
    ) -> (Vec<Column>, Vec<Vec<Standing>>) {
        let mut standing: Vec<Vec<Standing>> = vec![Vec::new(); table.columns];
        for line in lines {
            if let Some(cell) = line.cell.filter(|c| c.table == place && self.holds(c)) {
                standing[cell.column].push(self::standing(line, level));
            }
        }
        let column = |(c, lines): (usize, &Vec<Standing>)| Column::of(lines.clone(), table.column_width(c));
        (standing.iter().enumerate().map(column).collect(), standing)
    }
}

/// Where a column is cut before each start: between its lines. Also from which height on a line belongs to it.
struct Cuts {
    at: Vec<f64>,
    from: Vec<f64>,
}

impl Cuts {
    fn of(column: &Column, lines: &[Standing], starts: &Starts) -> Self {
        let begins = Column { width: 0.0, levels: starts.levels.clone() };
        let offset = begins.offset(&column.levels, starts.pitch).unwrap_or(0.0);
        let (mut at, mut from) = (Vec::new(), Vec::new());
        for &start in &starts.levels {
            let own = start + offset - WANDER * starts.pitch;
            let above = lines.iter().map(|l| l.level).filter(|&y| y < own).fold(f64::MIN, f64::max);
            let below = lines.iter().map(|l| l.level).filter(|&y| y >= own).fold(f64::MAX, f64::min);
            at.push(between(above, below, start + offset - ABOVE * starts.pitch, starts.pitch));
            from.push(own);
        }
        Self { at, from }
    }
}

/// The usual cut, moved off the lines above and below it.
fn between(above: f64, below: f64, usual: f64, pitch: f64) -> f64 {
    let gap = below - above;
    if gap < (1.0 + BELOW) * pitch {
        return above + gap * (1.0 - ABOVE);
    }
    usual.max(above + BELOW * pitch).min(below - WANDER * pitch)
}

/// A cell, or a part of one, with its old place and new row.
struct Piece {
    old: (usize, usize),
    from: f64,
    row: usize,
}

/// Heights at which rows begin, old and new together; the last is the table's foot.
struct Rows<'l> {
    level: &'l Level,
    starts: Vec<f64>,
    cuts: Vec<f64>,
}

impl<'l> Rows<'l> {
    /// New rows that begin where an old one does are that row.
    fn new(table: &FoundTable, level: &'l Level, begins: &[f64], pitch: f64) -> Self {
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
    fn apply(&self, table: &mut FoundTable, body: &Body, cuts: &[Cuts], first: usize) -> Vec<Piece> {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Two columns that meet at `middle`.
    fn body(middle: f64) -> FoundTable {
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
        let cells = vec![cell(0, 0.0, middle), cell(1, middle, 600.0)];
        let border = |y: f64| vec![Point::new(0.0, y), Point::new(600.0, y)];
        let row_courses = vec![border(100.0), border(900.0)];
        FoundTable { rows: 1, columns: 2, outline: bounds.corners(), bounds, cells, row_courses }
    }

    fn line(column: usize, y: f64) -> FoundLine {
        FoundLine {
            outline: Rect::new(0.0, y - 24.0, 50.0, y + 6.0).corners(),
            baseline: vec![Point::new(0.0, y), Point::new(50.0, y)],
            cell: Some(InCell { table: 0, row: 0, column }),
            ..FoundLine::default()
        }
    }

    /// Row of every line after splitting.
    fn check(lines: &[(usize, f64)], rows: usize, expected: &[usize]) {
        check_towards(Direction::LeftToRight, lines, rows, expected);
    }

    fn check_towards(direction: Direction, lines: &[(usize, f64)], rows: usize, expected: &[usize]) {
        let middle = if direction == Direction::LeftToRight { 100.0 } else { 500.0 };
        let mut tables = [body(middle)];
        let mut lines: Vec<FoundLine> = lines.iter().map(|&(c, y)| line(c, y)).collect();
        split(&mut tables[0], 0, &mut lines, direction);
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

    #[test]
    fn numbers_on_the_right_begin_the_rows_where_pages_are_read_from_there() {
        let numbers = [(1, 150.0), (1, 250.0), (1, 350.0), (1, 450.0)];
        let text = [(0, 152.0), (0, 252.0), (0, 280.0), (0, 352.0), (0, 452.0)];
        let lines = [&numbers[..], &text[..]].concat();
        check_towards(Direction::RightToLeft, &lines, 4, &[0, 1, 2, 3, 0, 1, 1, 2, 3]);
    }
}
