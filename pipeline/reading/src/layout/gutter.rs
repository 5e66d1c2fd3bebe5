//! Tables that run over the gutter: the rows of the page read first, the left one or in Arabic script the right one, go
//! on on the other, ruled or not. Not for two pages that each have a list of their own.

use register::{geometry::Point, page::Half};

use super::{Direction, Found, cells::FoundTable, entries, level::at, lines::FoundLine, starts::Starts};

/// How far top, headings and foot of both tables may lie apart at the gutter, share of the table's height.
const LEVEL: f64 = 0.025;
/// How far borders of one row may lie apart, share of the row's height.
const ROW: f64 = 0.4;
/// Both pages have one form, each with a list of its own, when all their columns are as wide as this, share of the
/// table.
const SAME: f64 = 0.03;
/// Least rows that run on.
const LEAST_ROWS: usize = 3;

/// Joins the main table of the page read second to that of the page read first where its rows run on.
pub(super) fn join(first: &Found, second: &mut Found) {
    let (Some(f), Some(s)) = (main_table(&first.tables), main_table(&second.tables)) else { return };
    let (own, other) = (&first.tables[f], &second.tables[s]);
    if same_form(own, other) {
        return;
    }
    let down = Down::of(first);
    let (half, gutter) = match first.direction {
        Direction::LeftToRight => (Half::Left, Gutter { first: <[Point]>::last, second: <[Point]>::first }),
        Direction::RightToLeft => (Half::Right, Gutter { first: <[Point]>::first, second: <[Point]>::last }),
    };
    let mine: Vec<f64> = heights(first, own, gutter.first, down);
    let theirs: Vec<f64> = heights(second, other, gutter.second, down);
    let (heads, other_heads) = (own.head_rows(), other.head_rows());
    let tall = mine[mine.len() - 1] - mine[0];
    let near = |a: f64, b: f64| (a - b).abs() <= LEVEL * tall;
    let level = near(mine[0], theirs[0])
        && near(mine[heads], theirs[other_heads])
        && near(mine[mine.len() - 1], theirs[theirs.len() - 1]);
    let rows = own.rows - heads;
    if !level || rows < LEAST_ROWS {
        return;
    }
    let runs_on = rows == other.rows - other_heads
        && (0..=rows).all(|i| {
            let (a, b) = (mine[heads + i], theirs[other_heads + i]);
            let row = mine[(heads + i + 1).min(mine.len() - 1)] - mine[heads + i.min(rows - 1)];
            (a - b).abs() <= ROW * row.abs()
        });
    let joined = heads == other_heads
        && (runs_on
            || other.rows == other_heads + 1
                && carry_on((first, f), (second, s), gutter, (&mine, &theirs, down)));
    if joined {
        second.continues.push((s, register::layout::Continues { half, table: f }));
    }
}

fn main_table(tables: &[FoundTable]) -> Option<usize> {
    let area = |t: &FoundTable| t.bounds.area();
    (0..tables.len()).max_by(|&a, &b| area(&tables[a]).total_cmp(&area(&tables[b])))
}

fn same_form(a: &FoundTable, b: &FoundTable) -> bool {
    let width = |t: &FoundTable, c: usize| t.column_width(c);
    a.columns == b.columns && (0..a.columns).all(|c| (width(a, c) - width(b, c)).abs() <= SAME)
}

/// Which end of a row's border lies at the gutter, on either page.
#[derive(Clone, Copy)]
struct Gutter {
    first: fn(&[Point]) -> Option<&Point>,
    second: fn(&[Point]) -> Option<&Point>,
}

/// The direction down a page on the scan, which may be turned.
#[derive(Clone, Copy)]
struct Down(Point);

impl Down {
    fn of(page: &Found) -> Self {
        let [_, x, _, _, y, _] = page.placement.affine;
        let length = x.hypot(y).max(f64::MIN_POSITIVE);
        Self(Point::new(x / length, y / length))
    }

    /// How far down a point of the scan lies.
    fn height(self, p: Point) -> f64 {
        p.x * self.0.x + p.y * self.0.y
    }

    /// The point so much farther down.
    fn moved(self, p: Point, by: f64) -> Point {
        Point::new(p.x + by * self.0.x, p.y + by * self.0.y)
    }
}

/// Heights of the row borders at the gutter, down the scan.
fn heights(found: &Found, table: &FoundTable, end: fn(&[Point]) -> Option<&Point>, down: Down) -> Vec<f64> {
    let on_scan = |p: &Point| down.height(found.to_scan(*p));
    table.row_courses.iter().map(|course| end(course).map_or(0.0, on_scan)).collect()
}

/// Cuts the second table, whose rows nobody ruled, where the entries of the first one begin.
fn carry_on(
    (first, f): (&Found, usize),
    (second, s): (&mut Found, usize),
    gutter: Gutter,
    (mine, theirs, down): (&[f64], &[f64], Down),
) -> bool {
    let (own, heads) = (&first.tables[f], first.tables[f].head_rows());
    let last = |heights: &[f64]| heights[heights.len() - 1];
    let scale = (last(theirs) - theirs[heads]) / (last(mine) - mine[heads]).max(1.0);
    let begins: Vec<f64> = (heads..own.rows).map(|row| first_line(first, f, row, mine)).collect();
    let table = &second.tables[s];
    let gutter = (gutter.second)(&table.row_courses[heads]).copied().unwrap_or_default();
    // From the scan's height at the gutter to the level of the second table.
    let to_level = |y: f64| {
        let across = theirs[heads] + (y - mine[heads]) * scale;
        let level = super::level::Level::of(table, heads)?;
        let on_scan = second.to_scan(gutter);
        let begin = down.moved(on_scan, across - down.height(on_scan));
        Some(level.of_point(second.to_work(begin)))
    };
    let Some(levels) = begins.into_iter().map(to_level).collect::<Option<Vec<f64>>>() else { return false };
    let Found { tables, lines, letter, .. } = second;
    let pitch = line_pitch(lines, s, *letter);
    entries::split_at(&mut tables[s], s, lines, &Starts { levels, pitch }, heads)
}

/// Height on the scan, at the gutter, of the first line of a row: of the cell read first that has one.
fn first_line(found: &Found, place: usize, row: usize, borders: &[f64]) -> f64 {
    let table = &found.tables[place];
    let own = |l: &&FoundLine| l.cell.is_some_and(|c| c.table == place && c.row == row);
    let first = found.lines.iter().filter(own).min_by(|a, b| {
        let turn = |column: usize| match found.direction {
            Direction::LeftToRight => column,
            Direction::RightToLeft => table.columns - 1 - column.min(table.columns - 1),
        };
        let key = |l: &FoundLine| (l.cell.map_or(0, |c| turn(c.column)), middle(l).y);
        key(a).0.cmp(&key(b).0).then(key(a).1.total_cmp(&key(b).1))
    });
    let part = first.map_or(0.6, |line| {
        let p = middle(line);
        let (top, bottom) = (at(&table.row_courses[row], p.x), at(&table.row_courses[row + 1], p.x));
        (p.y - top) / (bottom - top).max(1.0)
    });
    borders[row] + part * (borders[row + 1] - borders[row])
}

fn middle(line: &FoundLine) -> Point {
    register::geometry::Rect::around(&line.baseline).centre()
}

/// Usual distance of lines in a table: the smallest of its columns', else from the letters.
fn line_pitch(lines: &[FoundLine], place: usize, letter: f64) -> f64 {
    /// Distance of lines where none can be measured, letter heights.
    const USUAL: f64 = 2.5;
    let mut gaps: Vec<f64> = Vec::new();
    let mut of_table: Vec<&FoundLine> =
        lines.iter().filter(|l| l.cell.is_some_and(|c| c.table == place)).collect();
    of_table.sort_by(|a, b| {
        let key = |l: &FoundLine| l.cell.map(|c| (c.row, c.column));
        key(a).cmp(&key(b)).then(middle(a).y.total_cmp(&middle(b).y))
    });
    for pair in of_table.windows(2).filter(|w| w[0].cell == w[1].cell) {
        let gap = middle(pair[1]).y - middle(pair[0]).y;
        if gap > 1.2 * letter {
            gaps.push(gap);
        }
    }
    gaps.sort_by(f64::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(USUAL * letter)
}
