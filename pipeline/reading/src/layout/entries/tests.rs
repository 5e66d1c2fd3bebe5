//! Tables of two columns drawn as rectangles, split into entries. Not for where entries begin.

use register::geometry::{Point, Rect};

use super::{
    super::{cells::FoundCell, lines::InCell},
    *,
};

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
