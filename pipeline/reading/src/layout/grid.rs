//! From rulings to tables: rules that meet make a grid, walls between its fields are rules or they are not
//! there, and fields without a wall between them are one cell. Not for text.

use register::geometry::{Point, Rect};

use super::{
    borders::{Border, bearing, crossing, firm_rows, gather, without_page_edges, without_strokes},
    cells::{FoundCell, FoundTable},
    closing::{close, with_even_rows, without_headless, without_strips},
    headings,
    rules::{Rule, Rules},
};

/// How near two rules must come to meet, share of the page's shorter side.
const MEET_SHARE: f64 = 0.012;
/// Rules nearer to each other than this share of the shorter side are one double rule.
const DOUBLE_SHARE: f64 = 0.011;
/// Part of a wall that must be ruled.
const WALL: f64 = 0.5;
/// Least size of a table, share of the page's width and height.
const LEAST_TABLE: (f64, f64) = (0.15, 0.03);
/// Distance of points along the side of a cell, pixels, so that sides follow curved rules.
const SIDE_PACE: f64 = 160.0;

/// A ruled table, and the same with the pale rules of its rows where these are complete: entries show whether they
/// are rows or lines to write on.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RuledTable {
    pub(super) table: FoundTable,
    pub(super) pale: Option<FoundTable>,
}

/// The tables of a page, top to bottom.
pub(super) fn tables(rules: &Rules, width: usize, height: usize) -> Vec<RuledTable> {
    let shorter = width.min(height) as f64;
    let mut found: Vec<RuledTable> = groups(rules, shorter * MEET_SHARE)
        .into_iter()
        .filter_map(|(across, down)| table(&across, &down, shorter))
        .filter(|t| {
            t.table.bounds.width() >= LEAST_TABLE.0 * width as f64
                && t.table.bounds.height() >= LEAST_TABLE.1 * height as f64
        })
        .collect();
    found.sort_by(|a, b| a.table.bounds.top.total_cmp(&b.table.bounds.top));
    without_overlaps(found)
}

/// Of tables that lie over each other the one with more cells stays: edges of the book block and its cover
/// meet too, but enclose little.
fn without_overlaps(tables: Vec<RuledTable>) -> Vec<RuledTable> {
    let outdone = |i: usize, t: &FoundTable| {
        tables.iter().map(|o| &o.table).enumerate().any(|(j, o)| {
            let shared = o.bounds.intersection(&t.bounds).area();
            let rank = |t: &FoundTable, i: usize| (t.cells.len(), usize::MAX - i);
            rank(o, j) > rank(t, i) && shared > 0.05 * t.bounds.area().min(o.bounds.area())
        })
    };
    let keeps: Vec<bool> = tables.iter().enumerate().map(|(i, t)| !outdone(i, &t.table)).collect();
    tables.into_iter().zip(keeps).filter(|(_, keep)| *keep).map(|(t, _)| t).collect()
}

type Group<'a> = (Vec<&'a Rule>, Vec<&'a Rule>);

/// Rules that hang together by meeting.
fn groups(rules: &Rules, near: f64) -> Vec<Group<'_>> {
    let (across, down) = (&rules.across, &rules.down);
    let mut of: Vec<usize> = (0..across.len() + down.len()).collect();
    fn root(of: &mut [usize], mut i: usize) -> usize {
        while of[i] != i {
            of[i] = of[of[i]];
            i = of[i];
        }
        i
    }
    for (i, a) in across.iter().enumerate() {
        for (j, d) in down.iter().enumerate() {
            if meet(a, d, near) {
                let (x, y) = (root(&mut of, i), root(&mut of, across.len() + j));
                of[x] = y;
            }
        }
    }
    for (rules, first) in [(across, 0), (down, across.len())] {
        for (i, a) in rules.iter().enumerate() {
            for (j, _) in rules.iter().enumerate().filter(|(_, b)| a.goes_on_in(b)) {
                let (x, y) = (root(&mut of, first + i), root(&mut of, first + j));
                of[x] = y;
            }
        }
    }
    let mut groups: Vec<(usize, Group<'_>)> = Vec::new();
    for i in 0..of.len() {
        let r = root(&mut of, i);
        let at = groups.iter().position(|g| g.0 == r).unwrap_or_else(|| {
            groups.push((r, (Vec::new(), Vec::new())));
            groups.len() - 1
        });
        if i < across.len() {
            groups[at].1.0.push(&across[i]);
        } else {
            groups[at].1.1.push(&down[i - across.len()]);
        }
    }
    groups
        .into_iter()
        .map(|g| g.1)
        .filter(|g| g.1.len() + g.0.len() >= 3 && !g.0.is_empty() && !g.1.is_empty())
        .collect()
}

fn meet(across: &Rule, down: &Rule, near: f64) -> bool {
    let middle = (down.from() + down.to()) / 2.0;
    let y = across.at(down.at(middle));
    let x = down.at(y);
    across.is_inked(x, near) && down.is_inked(y, near)
}

fn table(across: &[&Rule], down: &[&Rule], shorter: f64) -> Option<RuledTable> {
    let (double, near) = (shorter * DOUBLE_SHARE, shorter * MEET_SHARE);
    let middle = |rules: &[&Rule]| {
        let ends = rules.iter().map(|r| (r.from(), r.to()));
        let (low, high) = ends.fold((f64::MAX, f64::MIN), |s, e| (s.0.min(e.0), s.1.max(e.1)));
        (low + high) / 2.0
    };
    let mut columns = gather(down, middle(down), double);
    let mut rows = gather(across, middle(across), double);
    bearing(&mut rows, &mut columns, near);
    without_page_edges(&mut rows, &mut columns);
    close(&mut columns, &rows, 2.0 * double);
    without_strips(&mut columns, &rows);
    close(&mut rows, &columns, 2.0 * double);
    without_strokes(&mut rows, &columns);
    without_headless(&mut columns, &rows);
    if columns.len() < 3 && rows.len() < 3 || columns.len() < 2 || rows.len() < 2 {
        return None;
    }
    let firm = firm_rows(&rows, &columns);
    if firm.iter().all(|&f| f) {
        return Some(RuledTable { table: assemble(&rows, &columns), pale: None });
    }
    let last = rows.len() - 1;
    let kept: Vec<Border> =
        (0..=last).filter(|&i| firm[i] || i == 0 || i == last).map(|i| rows[i].clone()).collect();
    let pale = with_even_rows(&rows, &firm).map(|rows| assemble(&rows, &columns));
    Some(RuledTable { table: assemble(&kept, &columns), pale })
}

fn assemble(rows: &[Border], columns: &[Border]) -> FoundTable {
    let corners: Vec<Vec<Point>> =
        rows.iter().map(|r| columns.iter().map(|c| crossing(r, c)).collect()).collect();
    let (high, wide) = (rows.len() - 1, columns.len() - 1);
    let mut of: Vec<usize> = (0..high * wide).collect();
    for r in 0..high {
        for c in 0..wide {
            let (a, b) = (corners[r][c + 1], corners[r + 1][c + 1]);
            if c + 1 < wide && columns[c + 1].covers(a.y, b.y) < WALL {
                unite(&mut of, r * wide + c, r * wide + c + 1);
            }
            let (a, b) = (corners[r + 1][c], corners[r + 1][c + 1]);
            if r + 1 < high && rows[r + 1].covers(a.x, b.x) < WALL {
                unite(&mut of, r * wide + c, (r + 1) * wide + c);
            }
        }
    }
    let mut cells = Vec::new();
    let mut taken = vec![false; of.len()];
    for r in 0..high {
        for c in 0..wide {
            if taken[r * wide + c] {
                continue;
            }
            let (row_span, column_span) = take_rectangle(&of, &mut taken, (r, c), wide);
            let outline = sides(rows, columns, &corners, (r, c), (r + row_span, c + column_span));
            let bounds = Rect::around(&outline);
            cells.push(FoundCell {
                row: r,
                column: c,
                row_span,
                column_span,
                header: false,
                outline,
                bounds,
            });
        }
    }
    let outline = sides(rows, columns, &corners, (0, 0), (high, wide));
    let row_courses = corners.iter().zip(rows).map(|(corners, row)| course(corners, row)).collect();
    let bounds = Rect::around(&outline);
    let mut table = FoundTable { rows: high, columns: wide, bounds, outline, cells, row_courses };
    headings::mark(&mut table);
    table
}

/// The course of a row's border, from the first column to the last.
fn course(corners: &[Point], row: &Border) -> Vec<Point> {
    let mut course = Vec::new();
    for pair in corners.windows(2) {
        let steps = ((pair[1].x - pair[0].x) / SIDE_PACE).ceil().max(1.0);
        let x = |i: usize| pair[0].x + (pair[1].x - pair[0].x) * i as f64 / steps;
        course.extend((0..steps as usize).map(|i| Point::new(x(i), row.at(x(i)))));
    }
    course.extend(corners.last());
    course
}

fn unite(of: &mut [usize], a: usize, b: usize) {
    let (from, to) = (of[a].max(of[b]), of[a].min(of[b]));
    of.iter_mut().filter(|o| **o == from).for_each(|o| *o = to);
}

/// Takes the fields of one cell: to the right as far as no wall stands, then down while whole rows follow.
/// Where fields without walls make no rectangle they become several cells; walls are never lost.
fn take_rectangle(of: &[usize], taken: &mut [bool], (r, c): (usize, usize), wide: usize) -> (usize, usize) {
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

/// The outline between two corners of the grid, following the borders.
fn sides(
    rows: &[Border],
    columns: &[Border],
    corners: &[Vec<Point>],
    (r0, c0): (usize, usize),
    (r1, c1): (usize, usize),
) -> Vec<Point> {
    let mut outline = Vec::new();
    let mut walk = |from: Point, to: Point, along_row: Option<&Border>, along_column: Option<&Border>| {
        let length = (to.x - from.x).hypot(to.y - from.y);
        let steps = (length / SIDE_PACE).ceil().max(1.0) as usize;
        for i in 0..steps {
            let part = i as f64 / steps as f64;
            let p = Point::new(from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part);
            outline.push(match (i, along_row, along_column) {
                (0, _, _) => from,
                (_, Some(row), _) => Point::new(p.x, row.at(p.x)),
                (_, _, Some(column)) => Point::new(column.at(p.y), p.y),
                _ => p,
            });
        }
    };
    let (tl, tr) = (corners[r0][c0], corners[r0][c1]);
    let (br, bl) = (corners[r1][c1], corners[r1][c0]);
    walk(tl, tr, Some(&rows[r0]), None);
    walk(tr, br, None, Some(&columns[c1]));
    walk(br, bl, Some(&rows[r1]), None);
    walk(bl, tl, None, Some(&columns[c0]));
    outline
}

#[cfg(test)]
mod tests {
    use super::*;

    fn across(y: f64, from: f64, to: f64) -> Rule {
        Rule { course: vec![(from, y), (to, y)], thickness: 2.0, contrast: 100.0, inked: vec![(from, to)] }
    }

    /// Cells as (row, column, row span, column span).
    fn check(rules: Rules, expected: &[(usize, usize, usize, usize)]) {
        let found = tables(&rules, 1000, 1000);
        let cells: Vec<_> = found
            .iter()
            .flat_map(|t| &t.table.cells)
            .map(|c| (c.row, c.column, c.row_span, c.column_span))
            .collect();
        assert_eq!(cells, expected);
    }

    fn grid(ys: &[f64], xs: &[f64]) -> Rules {
        let span = |v: &[f64]| (v[0], v[v.len() - 1]);
        let ((x0, x1), (y0, y1)) = (span(xs), span(ys));
        Rules {
            across: ys.iter().map(|&y| across(y, x0, x1)).collect(),
            down: xs.iter().map(|&x| across(x, y0, y1)).collect(),
        }
    }

    #[test]
    fn a_full_grid_gives_every_field() {
        check(
            grid(&[100.0, 200.0, 300.0], &[100.0, 500.0, 900.0]),
            &[(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)],
        );
    }

    #[test]
    fn a_missing_inner_rule_makes_a_spanning_cell() {
        let mut rules = grid(&[100.0, 200.0, 300.0], &[100.0, 500.0, 900.0]);
        rules.down[1] = across(500.0, 200.0, 300.0);
        check(rules, &[(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]);
    }

    #[test]
    fn a_form_without_a_frame_is_closed_where_its_rules_end() {
        let mut rules = grid(&[100.0, 200.0, 300.0, 400.0], &[100.0, 400.0, 900.0]);
        rules.down = vec![across(400.0, 100.0, 400.0)];
        check(rules, &[(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1), (2, 0, 1, 1), (2, 1, 1, 1)]);
    }

    #[test]
    fn columns_open_at_the_foot_end_where_their_rules_end() {
        let mut rules = grid(&[100.0, 160.0, 900.0], &[100.0, 400.0, 900.0]);
        rules.across.pop();
        check(rules.clone(), &[(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]);
        let table = &tables(&rules, 1000, 1000)[0].table;
        assert!(table.cells[0].header && !table.cells[2].header);
        assert!((table.bounds.bottom - 900.0).abs() < 1.0);
    }

    #[test]
    fn a_stroke_that_hangs_free_divides_nothing() {
        let mut rules = grid(&[100.0, 200.0, 300.0], &[100.0, 500.0, 900.0]);
        rules.down.push(across(300.0, 180.0, 240.0));
        rules.across.push(across(250.0, 120.0, 300.0));
        check(rules, &[(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]);
    }

    #[test]
    fn the_edge_of_the_page_is_no_column() {
        let mut rules = grid(&[100.0, 200.0, 300.0], &[100.0, 500.0, 900.0]);
        rules.down.push(Rule { contrast: 30.0, ..across(960.0, 60.0, 340.0) });
        rules.across.iter_mut().for_each(|r| *r = across(r.course[0].1, 100.0, 955.0));
        let found = tables(&rules, 1000, 1000);
        assert_eq!(found[0].table.columns, 3);
        assert!((found[0].table.bounds.right - 955.0).abs() < 2.0);
    }

    #[test]
    fn a_rule_without_a_head_parts_figures_and_no_columns() {
        let mut rules = grid(&[100.0, 200.0, 900.0], &[100.0, 500.0, 870.0, 900.0]);
        rules.down[2] = across(870.0, 200.0, 900.0);
        check(rules, &[(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]);
    }

    #[test]
    fn pale_rules_are_kept_apart_and_filled_in_where_even() {
        let mut rules = grid(&[100.0, 200.0, 900.0], &[100.0, 500.0, 900.0]);
        let pale = |y: f64| Rule { contrast: 40.0, ..across(y, 100.0, 900.0) };
        rules.across.extend([300.0, 400.0, 500.0, 700.0, 800.0].map(pale));
        let found = tables(&rules, 1000, 1000);
        assert_eq!((found[0].table.rows, found[0].pale.as_ref().map(|t| t.rows)), (2, Some(8)));
    }

    #[test]
    fn double_rules_are_one_border() {
        let mut rules = grid(&[100.0, 200.0, 300.0], &[100.0, 500.0, 900.0]);
        rules.down.push(across(507.0, 100.0, 300.0));
        check(rules, &[(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]);
    }

    #[test]
    fn an_underlined_heading_is_no_table() {
        check(
            Rules { across: vec![across(100.0, 200.0, 800.0), across(130.0, 200.0, 800.0)], down: vec![] },
            &[],
        );
    }
}
