//! The order in which lines are read, and which of them stand in the margin. Not for finding lines.

use register::geometry::Rect;

use super::{Direction, cells::FoundTable, lines::FoundLine};

/// A table this wide, share of the page, is what the page is about: text beside it is marginal.
const MAIN_TABLE: f64 = 0.4;
/// Narrowest gap between columns of running text, letter heights (of the lines' median height).
const COLUMN_GAP: f64 = 0.8;
/// Columns have at least this many lines.
const LEAST_COLUMN: usize = 3;

/// Lines in reading order: text above a table, the table row by row and cell by cell, text below it. `width` is the
/// page's, pixels.
pub(super) fn reading_order(
    lines: Vec<FoundLine>,
    tables: &[FoundTable],
    width: f64,
    direction: Direction,
) -> Vec<FoundLine> {
    let placed = lines.into_iter().map(|line| Placed::new(line, tables, width, direction));
    let (mut inside, mut outside): (Vec<_>, Vec<_>) = placed.partition(|l| l.line.cell.is_some());
    inside.sort_by(|a, b| a.cell.cmp(&b.cell).then(a.middle().total_cmp(&b.middle())));
    let mut ordered = Vec::new();
    for (place, table) in tables.iter().enumerate() {
        let (before, after): (Vec<_>, Vec<_>) =
            outside.into_iter().partition(|l| !l.line.margin && l.middle() < table.bounds.top);
        ordered.extend(columns(before));
        outside = after;
        let (own, others): (Vec<_>, Vec<_>) =
            inside.into_iter().partition(|l| l.line.cell.is_some_and(|c| c.table == place));
        ordered.extend(rows(own));
        inside = others;
    }
    let (margin, rest): (Vec<_>, Vec<_>) = outside.into_iter().partition(|l| l.line.margin);
    ordered.extend(columns(rest));
    ordered.extend(columns(margin));
    ordered.into_iter().map(|placed| placed.line).collect()
}

/// A line where it stands for reading: what is read from the right is ordered as its mirror image is from the left.
struct Placed {
    line: FoundLine,
    bounds: Rect,
    /// Table, row, and column counted from where reading begins.
    cell: Option<(usize, usize, usize)>,
}

impl Placed {
    fn new(mut line: FoundLine, tables: &[FoundTable], width: f64, direction: Direction) -> Self {
        let bounds = Rect::around(&line.outline);
        line.margin |= line.cell.is_none() && is_marginal(&bounds, tables, width);
        let cell = line.cell.map(|c| (c.table, c.row, c.column));
        match direction {
            Direction::LeftToRight => Self { line, bounds, cell },
            Direction::RightToLeft => Self {
                line,
                bounds: Rect::new(width - bounds.right, bounds.top, width - bounds.left, bounds.bottom),
                cell: cell.map(|(table, row, column)| (table, row, tables[table].columns - 1 - column)),
            },
        }
    }

    fn middle(&self) -> f64 {
        self.bounds.centre().y
    }
}

/// Beside a main table, and not under or over it.
fn is_marginal(line: &Rect, tables: &[FoundTable], width: f64) -> bool {
    tables.iter().any(|t| {
        let beside = line.centre().x < t.bounds.left || line.centre().x > t.bounds.right;
        let level = line.bottom > t.bounds.top && line.top < t.bounds.bottom;
        t.bounds.width() > MAIN_TABLE * width && beside && level
    })
}

/// Pieces of a cell, or of the open page, that stand at one height are read one after the other.
fn rows(lines: Vec<Placed>) -> Vec<Placed> {
    let mut ordered: Vec<Placed> = Vec::with_capacity(lines.len());
    for line in lines {
        let here = line.bounds;
        let mut at = ordered.len();
        while at > 0 && ordered[at - 1].cell == line.cell {
            let other = ordered[at - 1].bounds;
            let shared = other.bottom.min(here.bottom) - other.top.max(here.top);
            if shared < 0.5 * here.height().min(other.height()) || other.left <= here.left {
                break;
            }
            at -= 1;
        }
        ordered.insert(at, line);
    }
    ordered
}

/// Columns of running text, by white stripes that run through (a cut both ways, again and again).
fn columns(lines: Vec<Placed>) -> Vec<Placed> {
    let mut heights: Vec<f64> = lines.iter().map(|l| l.bounds.height()).collect();
    if heights.len() < 2 {
        return lines;
    }
    heights.sort_by(f64::total_cmp);
    let usual = heights[heights.len() / 2];
    if let Some(x) = stripe(lines.iter().map(|l| (l.bounds.left, l.bounds.right)), COLUMN_GAP * usual) {
        let first = |l: &Placed| l.bounds.centre().x < x;
        let count = lines.iter().filter(|l| first(l)).count();
        if count >= LEAST_COLUMN && lines.len() - count >= LEAST_COLUMN {
            return both(lines, first);
        }
    }
    if let Some(y) = stripe(lines.iter().map(|l| (l.bounds.top, l.bounds.bottom)), 0.6 * usual) {
        return both(lines, |l| l.middle() < y);
    }
    let mut sorted = lines;
    sorted.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
    rows(sorted)
}

/// The lines `first` takes, in order, and then the others.
fn both(lines: Vec<Placed>, first: impl Fn(&Placed) -> bool) -> Vec<Placed> {
    let (first, second): (Vec<_>, Vec<_>) = lines.into_iter().partition(first);
    let mut ordered = columns(first);
    ordered.extend(columns(second));
    ordered
}

/// The middle of the widest stretch no interval touches, if it is at least `least` wide.
fn stripe(intervals: impl Iterator<Item = (f64, f64)>, least: f64) -> Option<f64> {
    let mut sorted: Vec<(f64, f64)> = intervals.collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut end = sorted.first()?.1;
    let mut best: Option<(f64, f64)> = None;
    for (from, to) in sorted {
        if from - end >= least && best.is_none_or(|(gap, _)| from - end > gap) {
            best = Some((from - end, (from + end) / 2.0));
        }
        end = end.max(to);
    }
    best.map(|b| b.1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::lines::InCell;

    fn line(left: f64, top: f64, right: f64, cell: Option<(usize, usize)>) -> FoundLine {
        FoundLine {
            outline: Rect::new(left, top, right, top + 20.0).corners(),
            baseline: Vec::new(),
            cell: cell.map(|(row, column)| InCell { table: 0, row, column }),
            ..FoundLine::default()
        }
    }

    fn check_towards(
        direction: Direction,
        lines: Vec<FoundLine>,
        tables: &[FoundTable],
        lefts_and_tops: &[(f64, f64)],
    ) {
        let ordered = reading_order(lines, tables, 1000.0, direction);
        let found: Vec<_> = ordered.iter().map(|l| (l.outline[0].x, l.outline[0].y)).collect();
        assert_eq!(found, lefts_and_tops);
    }

    fn check(lines: Vec<FoundLine>, tables: &[FoundTable], lefts_and_tops: &[(f64, f64)]) {
        check_towards(Direction::LeftToRight, lines, tables, lefts_and_tops);
    }

    fn table() -> FoundTable {
        let bounds = Rect::new(100.0, 200.0, 900.0, 800.0);
        FoundTable {
            rows: 2,
            columns: 2,
            outline: bounds.corners(),
            bounds,
            cells: Vec::new(),
            row_courses: Vec::new(),
        }
    }

    #[test]
    fn two_columns_of_text_are_read_one_after_the_other() {
        let column = |x: f64| (0..3).map(move |i| line(x, 100.0 + 25.0 * f64::from(i), x + 300.0, None));
        let lines = column(500.0).chain(column(100.0)).collect();
        let expected = [100.0, 500.0].map(|x| [(x, 100.0), (x, 125.0), (x, 150.0)]).concat();
        check(lines, &[], &expected);
    }

    #[test]
    fn a_table_is_read_row_by_row_after_what_stands_above_it() {
        let lines = vec![
            line(500.0, 500.0, 600.0, Some((1, 1))),
            line(500.0, 300.0, 600.0, Some((0, 1))),
            line(120.0, 300.0, 300.0, Some((0, 0))),
            line(120.0, 900.0, 300.0, None),
            line(120.0, 100.0, 300.0, None),
        ];
        check(
            lines,
            &[table()],
            &[(120.0, 100.0), (120.0, 300.0), (500.0, 300.0), (500.0, 500.0), (120.0, 900.0)],
        );
    }

    #[test]
    fn a_note_beside_the_table_stands_in_the_margin() {
        let ordered =
            reading_order(vec![line(10.0, 400.0, 80.0, None)], &[table()], 1000.0, Direction::LeftToRight);
        assert!(ordered[0].margin);
    }

    #[test]
    fn the_right_column_is_read_first_where_lines_run_from_the_right() {
        let column = |x: f64| (0..3).map(move |i| line(x, 100.0 + 25.0 * f64::from(i), x + 300.0, None));
        let lines = column(100.0).chain(column(500.0)).collect();
        let expected = [500.0, 100.0].map(|x| [(x, 100.0), (x, 125.0), (x, 150.0)]).concat();
        check_towards(Direction::RightToLeft, lines, &[], &expected);
    }

    #[test]
    fn cells_and_pieces_of_a_line_are_read_from_the_right_there() {
        let lines = vec![
            line(120.0, 300.0, 200.0, Some((0, 0))),
            line(500.0, 300.0, 600.0, Some((0, 1))),
            line(700.0, 302.0, 800.0, Some((0, 1))),
            line(500.0, 500.0, 600.0, Some((1, 1))),
        ];
        check_towards(
            Direction::RightToLeft,
            lines,
            &[table()],
            &[(700.0, 302.0), (500.0, 300.0), (120.0, 300.0), (500.0, 500.0)],
        );
    }
}
