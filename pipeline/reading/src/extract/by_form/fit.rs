//! How well a table's columns are those of a form, and which is which: by what is printed over them, by where they stand, or
//! by their number alone. Not for what stands below: see `rows`.

use register::{form::Column, page::Half};

use super::super::{
    ledger::{letters, width},
    lexicon::plain_words,
    sheet::{CellText, Token},
};
use crate::middle::median;

/// A form's columns on one table: which of the table's columns each of them is.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fit {
    /// Place among the form's columns, and the table's column.
    pub(super) columns: Vec<(usize, usize)>,
    /// How like the form's labels what is printed over the columns is, 0 to 1, mean over the labels on this page.
    pub(super) likeness: f64,
    /// How many of the columns stand in their place.
    pub(super) in_place: usize,
    /// Rows of the heading.
    pub(super) heads: usize,
}

/// Letters of a heading are those of a label from here on (normalized Levenshtein); labels of other columns reach 0.4.
const LIKE: f64 = 0.5;
/// What standing in the form's place is worth beside its label: it decides where headings are not read.
const PLACE_WORTH: f64 = 0.3;
/// How far from its place a column may begin, share of the table's width.
const ASIDE: f64 = 0.06;

/// The form's columns that stand on such a page, by place among all.
pub(super) fn columns_on(columns: &[Column], half: Half) -> Vec<(usize, &Column)> {
    // A page shot by itself may be either side of a spread: what its headings say decides.
    let here = |column: &Column| half == Half::Whole || column.page.is_none_or(|page| page == half);
    columns.iter().enumerate().filter(|(_, column)| here(column)).collect()
}

/// The best way to lay the form's columns on the table's, in order.
pub(super) fn fit(columns: &[(usize, &Column)], cells: &[CellText<'_>]) -> Fit {
    let (heads, wide) = (heads(cells), width(cells));
    let headings: Vec<Vec<String>> = (0..wide).map(|at| headings(cells, at, heads)).collect();
    let begins = begins(cells, wide);
    let likeness = |column: &Column, at: usize| {
        let labels = column.labels.iter().map(|label| plain_words(label).concat());
        labels.map(|label| like(&label, &headings[at])).fold(0.0, f64::max)
    };
    let worth = |column: &Column, at: usize| {
        let label = likeness(column, at);
        let placed = stands(column, begins[at]);
        let read = if label >= LIKE { label } else { 0.0 };
        if placed { read + PLACE_WORTH } else { read }
    };
    let worths: Vec<Vec<f64>> =
        columns.iter().map(|(_, column)| (0..wide).map(|at| worth(column, at)).collect()).collect();
    let mut pairs = all_in_place(&worths).unwrap_or_else(|| in_order(&worths));
    if pairs.is_empty() && columns.len() == wide {
        pairs = (0..wide).map(|at| (at, at)).collect();
    }
    let pairs = between(&pairs, (columns.len(), wide));
    let labelled = columns.iter().filter(|(_, c)| !c.labels.is_empty()).count().max(1);
    let sum: f64 = pairs.iter().map(|&(f, at)| likeness(columns[f].1, at)).filter(|l| *l >= LIKE).sum();
    let in_place = pairs.iter().filter(|&&(f, at)| stands(columns[f].1, begins[at])).count();
    let columns = pairs.into_iter().map(|(f, at)| (columns[f].0, at)).collect();
    Fit { columns, likeness: sum / labelled as f64, in_place, heads }
}

/// Does a column that begins there stand in its place?
fn stands(column: &Column, begins: f64) -> bool {
    column.place.is_some_and(|(from, _)| (from - begins).abs() <= ASIDE)
}

/// Rows of the heading: those layout marked.
pub(super) fn heads(cells: &[CellText<'_>]) -> usize {
    let marked = cells.iter().filter(|c| c.cell.header);
    marked.map(|c| c.cell.row + c.cell.row_span.max(1)).max().unwrap_or(0)
}

/// What may be printed over a column: its lowest cell, all cells of the heading above it together, and of a cell over
/// several columns what stands over this one, all of it or the lowest line.
fn headings(cells: &[CellText<'_>], column: usize, heads: usize) -> Vec<String> {
    let over = |c: &&CellText<'_>| {
        let end = c.cell.column + c.cell.column_span.max(1);
        c.cell.row < heads && (c.cell.column..end).contains(&column)
    };
    let mut above: Vec<&CellText<'_>> = cells.iter().filter(over).filter(|c| !c.is_empty()).collect();
    above.sort_by_key(|c| c.cell.row);
    let lowest = above.last().map(|c| letters(std::iter::once(*c)));
    let all = (above.len() > 1).then(|| letters(above.iter().copied()));
    let mut headings: Vec<String> = lowest.into_iter().chain(all).collect();
    if above.iter().any(|c| c.cell.column_span > 1) {
        let lines = lines_over(cells, &above, column);
        headings.push(lines.concat());
        headings.extend(lines);
    }
    headings
}

/// The lines of some cells of the heading, as far as they stand over a column.
fn lines_over(cells: &[CellText<'_>], above: &[&CellText<'_>], column: usize) -> Vec<String> {
    let Some((left, right)) = sides(cells, column) else { return Vec::new() };
    let over = |t: &&Token| (left..right).contains(&t.rect.centre().x);
    let lines = above.iter().flat_map(|c| &c.rows);
    let lines = lines.map(|row| row.iter().filter(over).map(|t| t.plain.as_str()).collect::<String>());
    lines.filter(|line| !line.is_empty()).collect()
}

/// What is printed over a column, piece by piece; of a cell over several columns what stands over this one.
pub(super) fn printed_over(cells: &[CellText<'_>], column: usize, heads: usize) -> Vec<Token> {
    let span = |c: &CellText<'_>| c.cell.column..c.cell.column + c.cell.column_span.max(1);
    let above = cells.iter().filter(|c| c.cell.row < heads && span(c).contains(&column));
    let (left, right) = sides(cells, column).unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
    let over =
        |c: &CellText<'_>, t: &Token| c.cell.column_span <= 1 || (left..right).contains(&t.rect.centre().x);
    above.flat_map(|c| c.tokens().into_iter().filter(|t| over(c, t)).collect::<Vec<_>>()).collect()
}

/// Left and right side of a column.
fn sides(cells: &[CellText<'_>], column: usize) -> Option<(f64, f64)> {
    let own = || cells.iter().filter(|c| c.cell.column == column && c.cell.column_span <= 1);
    Some((median(own().map(|c| c.rect.left))?, median(own().map(|c| c.rect.right))?))
}

fn like(label: &str, headings: &[String]) -> f64 {
    headings.iter().map(|heading| strsim::normalized_levenshtein(label, heading)).fold(0.0, f64::max)
}

/// Where each column begins, share of the table's width.
pub(super) fn begins(cells: &[CellText<'_>], wide: usize) -> Vec<f64> {
    let frame = cells.iter().map(|c| c.rect).reduce(|a, b| a.union(&b)).unwrap_or_default();
    let left = |at: usize| {
        let lefts = cells.iter().filter(|c| c.cell.column == at).map(|c| c.rect.left);
        median(lefts).map(|x| (x - frame.left) / frame.width().max(1.0))
    };
    (0..wide).map(|at| left(at).unwrap_or(0.0)).collect()
}

/// Where a table has as many columns as the form each is in its place, unless their headings say clearly otherwise.
fn all_in_place(worths: &[Vec<f64>]) -> Option<Vec<(usize, usize)>> {
    let as_many = worths.iter().all(|row| row.len() == worths.len());
    let in_place: f64 = worths.iter().enumerate().filter_map(|(at, row)| row.get(at)).sum();
    let best: f64 = in_order(worths).iter().map(|&(f, at)| worths[f][at]).sum();
    (as_many && in_place > 0.0 && in_place >= ENOUGH_IN_PLACE * best)
        .then(|| (0..worths.len()).map(|at| (at, at)).collect())
}

/// What headings in their places must be worth beside the best order of them.
const ENOUGH_IN_PLACE: f64 = 0.7;

/// Pairs of rows and columns of `worths`, both in order, that are worth most together; none of them nothing.
fn in_order(worths: &[Vec<f64>]) -> Vec<(usize, usize)> {
    let wide = worths.first().map_or(0, Vec::len);
    let mut best = vec![vec![0.0; wide + 1]; worths.len() + 1];
    for f in (0..worths.len()).rev() {
        for at in (0..wide).rev() {
            let taken = worths[f][at] + best[f + 1][at + 1];
            best[f][at] = f64::max(best[f + 1][at], best[f][at + 1]);
            if worths[f][at] > 0.0 && taken > best[f][at] {
                best[f][at] = taken;
            }
        }
    }
    let (mut f, mut at, mut pairs) = (0, 0, Vec::new());
    while f < worths.len() && at < wide {
        if best[f][at] == best[f + 1][at] {
            f += 1;
        } else if best[f][at] == best[f][at + 1] {
            at += 1;
        } else {
            pairs.push((f, at));
            (f, at) = (f + 1, at + 1);
        }
    }
    pairs
}

/// The pairs, and those between two of them, or before the first and behind the last, where as many columns of the form are
/// left as of the table: their headings were not read. `ends` are how many there are of each.
fn between(pairs: &[(usize, usize)], ends: (usize, usize)) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    let mut from = (0, 0);
    let known = pairs.iter().copied().map(Some).chain([None]);
    for pair in known {
        let to = pair.unwrap_or(ends);
        if !pairs.is_empty() && to.0 - from.0 == to.1 - from.1 {
            all.extend((from.0..to.0).zip(from.1..to.1));
        }
        all.extend(pair);
        from = (to.0 + 1, to.1 + 1);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(worths: &[&[f64]], expected: &[(usize, usize)]) {
        let worths: Vec<Vec<f64>> = worths.iter().map(|row| row.to_vec()).collect();
        assert_eq!(in_order(&worths), expected);
    }

    #[test]
    fn columns_whose_headings_are_not_read_stand_between_those_that_are() {
        assert_eq!(between(&[(1, 1), (3, 3)], (5, 5)), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4)]);
        assert_eq!(between(&[(1, 2)], (3, 4)), [(1, 2), (2, 3)]);
        assert_eq!(between(&[], (2, 2)), []);
    }

    #[test]
    fn columns_are_paired_in_order_for_the_most_they_are_worth() {
        check(&[&[0.9, 0.0, 0.0], &[0.0, 0.0, 0.8]], &[(0, 0), (1, 2)]);
        check(&[&[0.0, 0.6], &[0.9, 0.0]], &[(1, 0)]);
        check(&[&[0.0, 0.0]], &[]);
    }
}
