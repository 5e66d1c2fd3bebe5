//! The order in which lines are read, and which of them stand in the margin. Not for finding lines.

use register::geometry::Rect;

use super::{cells::FoundTable, lines::FoundLine};

/// A table this wide, share of the page, is what the page is about: text beside it is marginal.
const MAIN_TABLE: f64 = 0.4;
/// Narrowest gap between columns of running text, letter heights (of the lines' median height).
const COLUMN_GAP: f64 = 0.8;
/// Columns have at least this many lines.
const LEAST_COLUMN: usize = 3;

/// Lines in reading order: text above a table, the table row by row and cell by cell, text below it.
pub(super) fn reading_order(lines: Vec<FoundLine>, tables: &[FoundTable], width: f64) -> Vec<FoundLine> {
    let (mut inside, mut outside): (Vec<_>, Vec<_>) = lines.into_iter().partition(|l| l.cell.is_some());
    for line in &mut outside {
        line.margin = is_marginal(&bounds(line), tables, width);
    }
    inside.sort_by(|a, b| {
        let key = |l: &FoundLine| l.cell.map(|c| (c.table, c.row, c.column));
        key(a).cmp(&key(b)).then(bounds(a).centre().y.total_cmp(&bounds(b).centre().y))
    });
    let mut ordered = Vec::new();
    for (place, table) in tables.iter().enumerate() {
        let (before, after): (Vec<_>, Vec<_>) =
            outside.into_iter().partition(|l| !l.margin && bounds(l).centre().y < table.bounds.top);
        ordered.extend(columns(before));
        outside = after;
        let (own, others): (Vec<_>, Vec<_>) =
            inside.into_iter().partition(|l| l.cell.is_some_and(|c| c.table == place));
        ordered.extend(rows(own));
        inside = others;
    }
    let (margin, rest): (Vec<_>, Vec<_>) = outside.into_iter().partition(|l| l.margin);
    ordered.extend(columns(rest));
    ordered.extend(columns(margin));
    ordered
}

fn bounds(line: &FoundLine) -> Rect {
    Rect::around(&line.outline)
}

/// Beside a main table, and not under or over it.
fn is_marginal(line: &Rect, tables: &[FoundTable], width: f64) -> bool {
    tables.iter().any(|t| {
        let beside = line.centre().x < t.bounds.left || line.centre().x > t.bounds.right;
        let level = line.bottom > t.bounds.top && line.top < t.bounds.bottom;
        t.bounds.width() > MAIN_TABLE * width && beside && level
    })
}

/// Pieces of a cell that stand at one height are read from left to right.
fn rows(lines: Vec<FoundLine>) -> Vec<FoundLine> {
    let mut ordered: Vec<FoundLine> = Vec::with_capacity(lines.len());
    for line in lines {
        let here = bounds(&line);
        let mut at = ordered.len();
        while at > 0 && ordered[at - 1].cell == line.cell {
            let other = bounds(&ordered[at - 1]);
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
fn columns(lines: Vec<FoundLine>) -> Vec<FoundLine> {
    let mut heights: Vec<f64> = lines.iter().map(|l| bounds(l).height()).collect();
    if heights.len() < 2 {
        return lines;
    }
    heights.sort_by(f64::total_cmp);
    let usual = heights[heights.len() / 2];
    if let Some(x) = stripe(lines.iter().map(|l| (bounds(l).left, bounds(l).right)), COLUMN_GAP * usual) {
        let (left, right): (Vec<_>, Vec<_>) = lines.iter().cloned().partition(|l| bounds(l).centre().x < x);
        if left.len() >= LEAST_COLUMN && right.len() >= LEAST_COLUMN {
            return [columns(left), columns(right)].concat();
        }
    }
    if let Some(y) = stripe(lines.iter().map(|l| (bounds(l).top, bounds(l).bottom)), 0.6 * usual) {
        let (upper, lower): (Vec<_>, Vec<_>) = lines.into_iter().partition(|l| bounds(l).centre().y < y);
        return [columns(upper), columns(lower)].concat();
    }
    let mut sorted = lines;
    sorted.sort_by(|a, b| bounds(a).centre().y.total_cmp(&bounds(b).centre().y));
    level(sorted)
}

/// Lines at one height from left to right.
fn level(lines: Vec<FoundLine>) -> Vec<FoundLine> {
    rows(lines)
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

    fn check(lines: Vec<FoundLine>, tables: &[FoundTable], lefts_and_tops: &[(f64, f64)]) {
        let ordered = reading_order(lines, tables, 1000.0);
        let found: Vec<_> = ordered.iter().map(|l| (bounds(l).left, bounds(l).top)).collect();
        assert_eq!(found, lefts_and_tops);
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
        let ordered = reading_order(vec![line(10.0, 400.0, 80.0, None)], &[table()], 1000.0);
        assert!(ordered[0].margin);
    }
}
