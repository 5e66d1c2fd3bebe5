//! From rulings to tables: rules that meet make a grid, if those that bear no part of it are left out. Not for text.

use super::{
    borders::{Border, bearing, firm_rows, gather, without_page_edges, without_strokes},
    cells::FoundTable,
    closing::{close, with_even_rows, without_headless, without_strips},
    fields,
    meeting::{Group, groups},
    rules::{Rule, Rules},
};

/// How near two rules must come to meet, share of the page's shorter side.
const MEET_SHARE: f64 = 0.012;
/// Rules nearer to each other than this share of the shorter side are one double rule.
const DOUBLE_SHARE: f64 = 0.011;
/// Least size of a table, share of the page's width and height.
const LEAST_TABLE: (f64, f64) = (0.15, 0.03);

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
    let large = |t: &RuledTable| {
        let bounds = &t.table.bounds;
        bounds.width() >= LEAST_TABLE.0 * width as f64 && bounds.height() >= LEAST_TABLE.1 * height as f64
    };
    let groups = groups(rules, shorter * MEET_SHARE);
    let mut found: Vec<RuledTable> =
        groups.iter().filter_map(|group| table(group, shorter)).filter(large).collect();
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

/// The table of a group of rules, if they make one.
fn table(group: &Group<'_>, shorter: f64) -> Option<RuledTable> {
    let (mut rows, mut columns) = borders(group, shorter * DOUBLE_SHARE);
    choose(&mut rows, &mut columns, shorter);
    if columns.len() < 3 && rows.len() < 3 || columns.len() < 2 || rows.len() < 2 {
        return None;
    }
    let firm = firm_rows(&rows, &columns);
    if firm.iter().all(|&f| f) {
        return Some(RuledTable { table: fields::table(&rows, &columns), pale: None });
    }
    let last = rows.len() - 1;
    let kept: Vec<Border> =
        (0..=last).filter(|&i| firm[i] || i == 0 || i == last).map(|i| rows[i].clone()).collect();
    let pale = with_even_rows(&rows, &firm).map(|rows| fields::table(&rows, &columns));
    Some(RuledTable { table: fields::table(&kept, &columns), pale })
}

/// The borders of rows and of columns, double rules as one.
fn borders(group: &Group<'_>, double: f64) -> (Vec<Border>, Vec<Border>) {
    let middle = |rules: &[&Rule]| {
        let ends = rules.iter().map(|r| (r.from(), r.to()));
        let (low, high) = ends.fold((f64::MAX, f64::MIN), |s, e| (s.0.min(e.0), s.1.max(e.1)));
        (low + high) / 2.0
    };
    let Group { across, down } = group;
    (gather(across, middle(across), double), gather(down, middle(down), double))
}

/// Leaves the borders that bear the grid, and closes it where its rules end without one.
fn choose(rows: &mut Vec<Border>, columns: &mut Vec<Border>, shorter: f64) {
    let open = 2.0 * shorter * DOUBLE_SHARE;
    bearing(rows, columns, shorter * MEET_SHARE);
    without_page_edges(rows, columns);
    close(columns, rows, open);
    without_strips(columns, rows);
    close(rows, columns, open);
    without_strokes(rows, columns);
    without_headless(columns, rows);
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
            ..Rules::default()
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
            Rules {
                across: vec![across(100.0, 200.0, 800.0), across(130.0, 200.0, 800.0)],
                ..Rules::default()
            },
            &[],
        );
    }
}
