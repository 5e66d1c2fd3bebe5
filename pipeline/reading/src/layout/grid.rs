//! From rulings to tables: rules that meet make a grid, walls between its fields are rules or they are not
//! there, and fields without a wall between them are one cell. Not for text.

use register::geometry::{Point, Rect};

use super::{
    cells::{FoundCell, FoundTable},
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
/// A row that takes more than this share of the table is its body; what stands above are headings.
const BODY_SHARE: f64 = 0.5;
/// Distance of points along the side of a cell, pixels, so that sides follow curved rules.
const SIDE_PACE: f64 = 160.0;

/// The tables of a page, top to bottom.
pub(super) fn tables(rules: &Rules, width: usize, height: usize) -> Vec<FoundTable> {
    let shorter = width.min(height) as f64;
    let mut found: Vec<FoundTable> = groups(rules, shorter * MEET_SHARE)
        .into_iter()
        .filter_map(|(across, down)| table(&across, &down, shorter * DOUBLE_SHARE))
        .filter(|t| {
            t.bounds.width() >= LEAST_TABLE.0 * width as f64
                && t.bounds.height() >= LEAST_TABLE.1 * height as f64
        })
        .collect();
    found.sort_by(|a, b| a.bounds.top.total_cmp(&b.bounds.top));
    without_overlaps(found)
}

/// Of tables that lie over each other the one with more cells stays: edges of the book block and its cover
/// meet too, but enclose little.
fn without_overlaps(tables: Vec<FoundTable>) -> Vec<FoundTable> {
    let outdone = |i: usize, t: &FoundTable| {
        tables.iter().enumerate().any(|(j, o)| {
            let shared = o.bounds.intersection(&t.bounds).area();
            let rank = |t: &FoundTable, i: usize| (t.cells.len(), usize::MAX - i);
            rank(o, j) > rank(t, i) && shared > 0.05 * t.bounds.area().min(o.bounds.area())
        })
    };
    tables.iter().enumerate().filter(|(i, t)| !outdone(*i, t)).map(|(_, t)| t.clone()).collect()
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

/// A line of the grid: rules that continue or double each other.
struct Border {
    members: Vec<Rule>,
}

impl Border {
    /// Where it stands at `along`: the mean of the rules there, else the nearest one.
    fn at(&self, along: f64) -> f64 {
        let here: Vec<f64> = self
            .members
            .iter()
            .filter(|r| r.from() <= along && along <= r.to())
            .map(|r| r.at(along))
            .collect();
        if !here.is_empty() {
            return here.iter().sum::<f64>() / here.len() as f64;
        }
        let away = |r: &Rule| (r.from() - along).max(along - r.to());
        let nearest = self.members.iter().min_by(|a, b| away(a).total_cmp(&away(b)));
        nearest.map_or(0.0, |r| r.at(along))
    }

    /// Share of the stretch that is ruled.
    fn covers(&self, from: f64, to: f64) -> f64 {
        let mut parts: Vec<(f64, f64)> = self
            .members
            .iter()
            .flat_map(|r| &r.inked)
            .map(|part| (part.0.max(from), part.1.min(to)))
            .filter(|(a, b)| b > a)
            .collect();
        parts.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut sum, mut end) = (0.0, from);
        for (a, b) in parts {
            sum += (b - a.max(end)).max(0.0);
            end = end.max(b);
        }
        sum / (to - from).max(1.0)
    }

    /// A border nobody drew, at the open side of a table.
    fn open(from: f64, to: f64, across: f64) -> Self {
        let course = vec![(from, across), (to, across)];
        Self { members: vec![Rule { course, thickness: 0.0, inked: vec![(from, to)] }] }
    }
}

/// Rules gathered into borders by where they stand in the middle of the table.
fn borders(rules: &[&Rule], middle: f64, double: f64) -> Vec<Border> {
    let stand = |r: &Rule| r.at(middle.clamp(r.from(), r.to()));
    let mut sorted: Vec<&Rule> = rules.to_vec();
    sorted.sort_by(|a, b| stand(a).total_cmp(&stand(b)));
    let mut found: Vec<Border> = Vec::new();
    let mut last = f64::MIN;
    for rule in sorted {
        let here = stand(rule);
        match found.last_mut() {
            Some(border) if here - last <= double => border.members.push(rule.clone()),
            _ => found.push(Border { members: vec![rule.clone()] }),
        }
        last = here;
    }
    found
}

fn table(across: &[&Rule], down: &[&Rule], double: f64) -> Option<FoundTable> {
    let low = |rules: &[&Rule]| rules.iter().map(|r| r.from()).fold(f64::MAX, f64::min);
    let high = |rules: &[&Rule]| rules.iter().map(|r| r.to()).fold(f64::MIN, f64::max);
    let (top, bottom) = (low(down), high(down));
    let (left, right) = (low(across), high(across));
    let mut columns = borders(down, (top + bottom) / 2.0, double);
    let mut rows = borders(across, (left + right) / 2.0, double);
    close(&mut columns, &open_ends(across), (top, bottom), 2.0 * double);
    close(&mut rows, &open_ends(down), (left, right), 2.0 * double);
    if columns.len() < 3 && rows.len() < 3 || columns.len() < 2 || rows.len() < 2 {
        return None;
    }
    Some(assemble(&rows, &columns))
}

/// Where rules end at either side: the outermost ends of the long ones.
fn open_ends(rules: &[&Rule]) -> (f64, f64) {
    let longest = rules.iter().map(|r| r.length()).fold(0.0, f64::max);
    let long = || rules.iter().filter(|r| r.length() >= 0.5 * longest);
    (long().map(|r| r.from()).fold(f64::MAX, f64::min), long().map(|r| r.to()).fold(f64::MIN, f64::max))
}

/// Adds borders where rules run on beyond the outermost one.
fn close(borders: &mut Vec<Border>, ends: &(f64, f64), span: (f64, f64), near: f64) {
    let middle = (span.0 + span.1) / 2.0;
    if borders.first().is_some_and(|b| ends.0 < b.at(middle) - near) {
        borders.insert(0, Border::open(span.0, span.1, ends.0));
    }
    if borders.last().is_some_and(|b| ends.1 > b.at(middle) + near) {
        borders.push(Border::open(span.0, span.1, ends.1));
    }
}

/// Where a border of rows and one of columns cross.
fn crossing(row: &Border, column: &Border) -> Point {
    let member = &column.members[0];
    let mut y = row.at(member.at((member.from() + member.to()) / 2.0));
    for _ in 0..3 {
        y = row.at(column.at(y));
    }
    Point::new(column.at(y), y)
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
    mark_headings(&mut cells, &corners);
    let outline = sides(rows, columns, &corners, (0, 0), (high, wide));
    FoundTable { rows: high, columns: wide, bounds: Rect::around(&outline), outline, cells }
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

/// Rows above a body that takes most of the table are headings.
fn mark_headings(cells: &mut [FoundCell], corners: &[Vec<Point>]) {
    let at = |r: usize| corners[r][corners[r].len() / 2].y;
    let last = corners.len() - 1;
    let whole = at(last) - at(0);
    let Some(body) = (0..last).find(|&r| at(r + 1) - at(r) > BODY_SHARE * whole) else { return };
    for cell in cells.iter_mut().filter(|c| c.row + c.row_span <= body) {
        cell.header = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn across(y: f64, from: f64, to: f64) -> Rule {
        Rule { course: vec![(from, y), (to, y)], thickness: 2.0, inked: vec![(from, to)] }
    }

    /// Cells as (row, column, row span, column span).
    fn check(rules: Rules, expected: &[(usize, usize, usize, usize)]) {
        let found = tables(&rules, 1000, 1000);
        let cells: Vec<_> = found
            .iter()
            .flat_map(|t| &t.cells)
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
        let table = &tables(&rules, 1000, 1000)[0];
        assert!(table.cells[0].header && !table.cells[2].header);
        assert!((table.bounds.bottom - 900.0).abs() < 1.0);
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
