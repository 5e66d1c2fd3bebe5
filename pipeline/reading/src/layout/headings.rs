//! Which rows of a ruled table are the form's printed headings: by how they are divided and how high they are. Not
//! for what they say.

use super::cells::FoundTable;

/// A row that takes more than this share of the table is its body; what stands above are headings.
const BODY_SHARE: f64 = 0.5;
/// Rows a heading has at most: heads over several columns, heads, their numbers.
const MOST_ROWS: usize = 4;
/// Rows of the body that must be alike before what stands above is told from them.
const LEAST_BODY: usize = 3;
/// Rows are alike when none is higher than so many times the usual one.
const ALIKE: f64 = 1.6;
/// How much higher than an entry a row of heads is, and how much lower the row that numbers the columns.
const HEADS: f64 = 1.4;
const NUMBERS: f64 = 0.65;

/// Marks the cells of the table's headings.
pub(super) fn mark(table: &mut FoundTable) {
    let heights = heights(table);
    let body = above_tall_row(&heights).or_else(|| above_even_rows(table, &heights)).unwrap_or(0);
    for cell in table.cells.iter_mut().filter(|c| c.row + c.row_span <= body) {
        cell.header = true;
    }
}

/// Heights of the rows in the middle of the table.
fn heights(table: &FoundTable) -> Vec<f64> {
    let at: Vec<f64> = table.row_courses.iter().map(|c| c.get(c.len() / 2).map_or(0.0, |p| p.y)).collect();
    at.windows(2).map(|w| w[1] - w[0]).collect()
}

fn above_tall_row(heights: &[f64]) -> Option<usize> {
    let whole: f64 = heights.iter().sum();
    heights.iter().position(|&h| h > BODY_SHARE * whole)
}

/// The first row of a body of even rows, where those above it differ.
fn above_even_rows(table: &FoundTable, heights: &[f64]) -> Option<usize> {
    let heads = under_spanning_heads(table).or_else(|| {
        let rest = heights.get(1..)?;
        (is_even(rest) && heights[0] >= HEADS * usual(rest)).then_some(1)
    });
    let numbered = |from: usize| {
        let rest = heights.get(from + 1..).filter(|rest| is_even(rest));
        rest.is_some_and(|rest| heights[from] <= NUMBERS * usual(rest))
    };
    match heads {
        Some(from) if numbered(from) => Some(from + 1),
        Some(from) => heights.get(from..).filter(|rest| rest.len() >= LEAST_BODY).map(|_| from),
        // One row of heads, and their numbers below: neither is as high as an entry.
        None => {
            let rest = heights.get(2..).filter(|rest| is_even(rest))?;
            let higher = heights[0] >= HEADS * usual(rest) && heights[1] <= NUMBERS * usual(rest);
            higher.then_some(2)
        }
    }
}

fn usual(heights: &[f64]) -> f64 {
    let mut sorted = heights.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(0.0)
}

fn is_even(heights: &[f64]) -> bool {
    let usual = usual(heights);
    heights.len() >= LEAST_BODY && heights.iter().all(|&h| h <= ALIKE * usual && h * ALIKE >= usual)
}

/// The row below heads that span several columns or rows, where none below does.
fn under_spanning_heads(table: &FoundTable) -> Option<usize> {
    let spanning = || table.cells.iter().filter(|c| c.row_span > 1 || c.column_span > 1);
    let whole = |span: usize| span == table.columns;
    let end = spanning().filter(|c| !whole(c.column_span)).map(|c| c.row + c.row_span.max(2)).max()?;
    let first = spanning().map(|c| c.row).min()?;
    (first == 0 && end <= MOST_ROWS && table.rows >= end + LEAST_BODY).then_some(end)
}

#[cfg(test)]
mod tests {
    use register::geometry::{Point, Rect};

    use super::{super::cells::FoundCell, *};

    /// How many rows are headings, where rows are so high; `spans` are cells of more than one field: row, column,
    /// rows, columns.
    fn check(heights: &[f64], spans: &[(usize, usize, usize, usize)], expected: usize) {
        const COLUMNS: usize = 4;
        let mut tops = vec![0.0];
        heights.iter().for_each(|h| tops.push(tops[tops.len() - 1] + h));
        let rect = |r: usize, c: usize, rows: usize, columns: usize| {
            Rect::new(c as f64, tops[r], (c + columns) as f64, tops[r + rows])
        };
        let cell = |(row, column, row_span, column_span)| {
            let bounds = rect(row, column, row_span, column_span);
            let outline = bounds.corners();
            FoundCell { row, column, row_span, column_span, header: false, outline, bounds }
        };
        let single = |r: usize, c: usize| {
            !spans.iter().any(|s| (s.0..s.0 + s.2).contains(&r) && (s.1..s.1 + s.3).contains(&c))
        };
        let fields = (0..heights.len()).flat_map(|r| (0..COLUMNS).map(move |c| (r, c)));
        let singles = fields.filter(|&(r, c)| single(r, c)).map(|(r, c)| (r, c, 1, 1));
        let bounds = rect(0, 0, heights.len(), COLUMNS);
        let course = |&y: &f64| vec![Point::new(0.0, y), Point::new(COLUMNS as f64, y)];
        let mut table = FoundTable {
            rows: heights.len(),
            columns: COLUMNS,
            outline: bounds.corners(),
            bounds,
            cells: singles.chain(spans.iter().copied()).map(cell).collect(),
            row_courses: tops.iter().map(course).collect(),
        };
        mark(&mut table);
        assert_eq!(table.head_rows(), expected, "{heights:?}");
    }

    #[test]
    fn rows_above_one_tall_body_are_headings() {
        check(&[80.0, 30.0, 700.0], &[], 2);
    }

    #[test]
    fn a_row_of_heads_is_higher_than_the_entries() {
        check(&[120.0, 50.0, 52.0, 49.0, 50.0], &[], 1);
    }

    #[test]
    fn heads_over_several_columns_and_their_numbers_are_headings() {
        let spans = [(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 2, 1)];
        check(&[60.0, 60.0, 80.0, 81.0, 79.0, 80.0], &spans, 2);
        check(&[60.0, 60.0, 25.0, 80.0, 81.0, 79.0, 80.0], &spans, 3);
    }

    #[test]
    fn the_numbers_of_columns_below_one_row_of_heads_are_a_heading() {
        check(&[120.0, 25.0, 60.0, 61.0, 59.0, 60.0], &[], 2);
    }

    #[test]
    fn rows_of_one_height_have_no_heading_that_shows() {
        check(&[50.0, 50.0, 51.0, 49.0, 50.0], &[], 0);
    }

    #[test]
    fn rows_of_any_height_have_no_heading_that_shows() {
        check(&[50.0, 120.0, 30.0, 90.0, 200.0], &[], 0);
    }
}
