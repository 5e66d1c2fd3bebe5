//! The fields between the borders of a grid, and the cells they make: fields without a wall between them are one.
//! Not for which rules are borders.

use register::geometry::{Point, Rect};

use super::{
    borders::{Border, crossing},
    cells::{FoundCell, FoundTable},
    headings,
    sets::Sets,
};

/// Part of a wall that must be ruled.
const WALL: f64 = 0.5;
/// Distance of points along the side of a cell, pixels, so that sides follow curved rules.
const SIDE_PACE: f64 = 160.0;

/// The table of a grid with these borders, at least two either way.
pub(super) fn table(rows: &[Border], columns: &[Border]) -> FoundTable {
    let grid = Grid::of(rows, columns);
    let (high, wide) = grid.size();
    let outline = grid.outline((0, 0), (high, wide));
    let mut table = FoundTable {
        rows: high,
        columns: wide,
        bounds: Rect::around(&outline),
        outline,
        cells: grid.cells(),
        row_courses: (0..=high).map(|row| grid.course(row)).collect(),
    };
    headings::mark(&mut table);
    table
}

/// Borders and where they cross.
struct Grid<'b> {
    rows: &'b [Border],
    columns: &'b [Border],
    /// By border of rows, then of columns.
    corners: Vec<Vec<Point>>,
}

impl<'b> Grid<'b> {
    fn of(rows: &'b [Border], columns: &'b [Border]) -> Self {
        let corners = rows.iter().map(|r| columns.iter().map(|c| crossing(r, c)).collect()).collect();
        Self { rows, columns, corners }
    }

    /// How many fields down and across.
    fn size(&self) -> (usize, usize) {
        (self.rows.len() - 1, self.columns.len() - 1)
    }

    fn has_wall_on_the_right(&self, r: usize, c: usize) -> bool {
        let (top, bottom) = (self.corners[r][c + 1], self.corners[r + 1][c + 1]);
        self.columns[c + 1].covers(top.y, bottom.y) >= WALL
    }

    fn has_wall_below(&self, r: usize, c: usize) -> bool {
        let (left, right) = (self.corners[r + 1][c], self.corners[r + 1][c + 1]);
        self.rows[r + 1].covers(left.x, right.x) >= WALL
    }

    /// For each field, row by row, which fields it is one with.
    fn united(&self) -> Vec<u32> {
        let (high, wide) = self.size();
        let mut sets = Sets::of(high * wide);
        let place = |r: usize, c: usize| (r * wide + c) as u32;
        for (r, c) in (0..high).flat_map(|r| (0..wide).map(move |c| (r, c))) {
            if c + 1 < wide && !self.has_wall_on_the_right(r, c) {
                sets.unite(place(r, c), place(r, c + 1));
            }
            if r + 1 < high && !self.has_wall_below(r, c) {
                sets.unite(place(r, c), place(r + 1, c));
            }
        }
        (0..place(high, 0)).map(|field| sets.name(field)).collect()
    }

    /// The cells, row by row.
    fn cells(&self) -> Vec<FoundCell> {
        let of = self.united();
        let (_, wide) = self.size();
        let mut taken = vec![false; of.len()];
        let mut cells = Vec::new();
        for field in 0..of.len() {
            if taken[field] {
                continue;
            }
            let (row, column) = (field / wide, field % wide);
            let (row_span, column_span) = take_rectangle(&of, &mut taken, (row, column), wide);
            let outline = self.outline((row, column), (row + row_span, column + column_span));
            let bounds = Rect::around(&outline);
            cells.push(FoundCell { row, column, row_span, column_span, header: false, outline, bounds });
        }
        cells
    }

    /// The course of a row's border, from the first column to the last.
    fn course(&self, row: usize) -> Vec<Point> {
        let corners = &self.corners[row];
        let sides = corners.windows(2).flat_map(|ends| along_row(&self.rows[row], ends[0], ends[1]));
        sides.chain(corners.last().copied()).collect()
    }

    /// The outline between two corners of the grid, following the borders.
    fn outline(&self, (r0, c0): (usize, usize), (r1, c1): (usize, usize)) -> Vec<Point> {
        let (tl, tr) = (self.corners[r0][c0], self.corners[r0][c1]);
        let (br, bl) = (self.corners[r1][c1], self.corners[r1][c0]);
        let top = along_row(&self.rows[r0], tl, tr);
        let right = along_column(&self.columns[c1], tr, br);
        let bottom = along_row(&self.rows[r1], br, bl);
        let left = along_column(&self.columns[c0], bl, tl);
        [top, right, bottom, left].concat()
    }
}

/// Takes the fields of one cell: to the right as far as no wall stands, then down while whole rows follow.
/// Where fields without walls make no rectangle they become several cells.
fn take_rectangle(of: &[u32], taken: &mut [bool], (r, c): (usize, usize), wide: usize) -> (usize, usize) {
    let own = of[r * wide + c];
    let free = |taken: &[bool], r: usize, c: usize| of[r * wide + c] == own && !taken[r * wide + c];
    let columns = (c..wide).take_while(|&x| free(taken, r, x)).count();
    let high = of.len() / wide;
    let rows = (r..high).take_while(|&y| (c..c + columns).all(|x| free(taken, y, x))).count();
    for y in r..r + rows {
        taken[y * wide + c..y * wide + c + columns].fill(true);
    }
    (rows, columns)
}

/// Points from one corner on, without the next one, along the border of a row.
fn along_row(border: &Border, from: Point, to: Point) -> Vec<Point> {
    let inside = steps(from, to).map(|p| Point::new(p.x, border.at(p.x)));
    std::iter::once(from).chain(inside).collect()
}

/// As [`along_row`], along the border of a column.
fn along_column(border: &Border, from: Point, to: Point) -> Vec<Point> {
    let inside = steps(from, to).map(|p| Point::new(border.at(p.y), p.y));
    std::iter::once(from).chain(inside).collect()
}

/// Points between two corners, at the pace of sides.
fn steps(from: Point, to: Point) -> impl Iterator<Item = Point> {
    let count = ((to.x - from.x).hypot(to.y - from.y) / SIDE_PACE).ceil().max(1.0) as usize;
    (1..count).map(move |i| {
        let part = i as f64 / count as f64;
        Point::new(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part)
    })
}

#[cfg(test)]
mod tests {
    use super::{super::rules::Rule, *};

    /// A border at `at` of rules from one of `spans` to its other end.
    fn border(at: f64, spans: &[(f64, f64)]) -> Border {
        let rule = |&(from, to): &(f64, f64)| Rule {
            course: vec![(from, at), (to, at)],
            thickness: 2.0,
            contrast: 100.0,
            inked: vec![(from, to)],
        };
        Border { members: spans.iter().map(rule).collect() }
    }

    /// Three borders either way, 100 pixels apart; those in the middle as given.
    fn check(row: Border, column: Border, cells: &[(usize, usize, usize, usize)]) {
        let whole = |at: f64| border(at, &[(0.0, 200.0)]);
        let table = table(&[whole(0.0), row, whole(200.0)], &[whole(0.0), column, whole(200.0)]);
        let found: Vec<_> =
            table.cells.iter().map(|c| (c.row, c.column, c.row_span, c.column_span)).collect();
        assert_eq!(found, cells);
    }

    #[test]
    fn a_wall_ruled_by_less_than_half_is_none() {
        let column = || border(100.0, &[(0.0, 200.0)]);
        check(
            border(100.0, &[(0.0, 160.0)]),
            column(),
            &[(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)],
        );
        check(border(100.0, &[(0.0, 140.0)]), column(), &[(0, 0, 1, 1), (0, 1, 2, 1), (1, 0, 1, 1)]);
    }

    #[test]
    fn fields_that_make_no_rectangle_are_several_cells() {
        // Walls around the last field alone.
        let half = || border(100.0, &[(100.0, 200.0)]);
        check(half(), half(), &[(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]);
    }

    #[test]
    fn a_wall_that_ends_inside_a_cell_parts_nothing() {
        check(border(100.0, &[(0.0, 10.0)]), border(100.0, &[(100.0, 200.0)]), &[(0, 0, 2, 2)]);
    }

    #[test]
    fn sides_follow_a_curved_rule() {
        let bent = Rule {
            course: vec![(0.0, 0.0), (400.0, 20.0), (800.0, 0.0)],
            ..border(0.0, &[(0.0, 800.0)]).members.remove(0)
        };
        let foot = border(300.0, &[(0.0, 800.0)]);
        let sides = [0.0, 800.0].map(|x| border(x, &[(0.0, 300.0)]));
        let table = table(&[Border { members: vec![bent] }, foot], &sides);
        assert!(
            table.outline.iter().any(|p| (p.x - 480.0).abs() < 1.0 && (p.y - 16.0).abs() < 1.0),
            "{:?}",
            table.outline
        );
    }
}
