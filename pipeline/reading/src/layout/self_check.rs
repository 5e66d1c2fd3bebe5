//! What a table itself tells to be doubtful: cells over each other, a row as high as two, text that runs over a rule,
//! numbers out of sequence. Not for putting anything right.

use register::{geometry::Rect, layout::Table, unsure::Unsure};

use super::{cells::FoundTable, lines::FoundLine};

/// Cells share this part of the smaller one before they lie over each other; leaning sides share less.
const OVER: f64 = 0.25;
/// Rows that must be even before one that is not tells something, and the part of all that must be.
const EVEN: (usize, f64) = (5, 0.75);
/// How far from a whole number of rows an uneven row's height may be, and how far an even one from the usual.
const WHOLE: f64 = 0.2;
/// How far a line must reach into the next cell to run over the rule, letter heights.
const RUN_OVER: f64 = 1.5;
/// Lines that must run over one rule: so many, and this part of the lines of its columns.
const RUNNING: (usize, f64) = (3, 0.25);
/// Numbers a column must show, and the part of them that must follow each other, to be a numbering.
const NUMBERING: (usize, f64) = (4, 0.7);

/// Doubts about the tables of a page.
pub(super) fn doubts(tables: &[FoundTable], lines: &[FoundLine], letter: f64) -> Vec<Unsure> {
    let mut doubts = Vec::new();
    for (place, table) in tables.iter().enumerate() {
        doubts.extend(overlapping(table));
        doubts.extend(uneven(table));
        doubts.extend(running_over(table, place, lines, letter));
    }
    doubts
}

fn overlapping(table: &FoundTable) -> Option<Unsure> {
    let over = |a: &Rect, b: &Rect| a.intersection(b).area() > OVER * a.area().min(b.area());
    let cells = &table.cells;
    let count =
        cells.iter().enumerate().filter(|(i, a)| cells[..*i].iter().any(|b| over(&a.bounds, &b.bounds)));
    let cells = count.count();
    (cells > 0).then_some(Unsure::CellsOver { cells })
}

/// Rows several times as high as nearly all others: a rule between them may have faded, an entry not been seen.
fn uneven(table: &FoundTable) -> Vec<Unsure> {
    let heads = table.head_rows();
    let at: Vec<f64> = table.row_courses.iter().map(|c| c.get(c.len() / 2).map_or(0.0, |p| p.y)).collect();
    let heights: Vec<f64> = at.windows(2).skip(heads).map(|w| w[1] - w[0]).collect();
    let mut sorted = heights.clone();
    sorted.sort_by(f64::total_cmp);
    let Some(usual) = sorted.get(sorted.len() / 2).copied().filter(|&u| u > 0.0) else { return Vec::new() };
    let even = heights.iter().filter(|&&h| (h / usual - 1.0).abs() <= WHOLE).count();
    if even < EVEN.0 || (even as f64) < EVEN.1 * heights.len() as f64 {
        return Vec::new();
    }
    let times = |h: f64| (h / usual).round();
    let high = |h: f64| times(h) >= 2.0 && (h / usual - times(h)).abs() <= WHOLE;
    // The last row reaches down to the foot, written on or not.
    let rows = heights.iter().enumerate().take(heights.len() - 1).filter(|(_, h)| high(**h));
    rows.map(|(row, &h)| Unsure::HighRow { row: row + heads + 1, times: times(h) as usize }).collect()
}

/// Rules that many lines of the columns beside them run over.
fn running_over(table: &FoundTable, place: usize, lines: &[FoundLine], letter: f64) -> Vec<Unsure> {
    let mut over = vec![0usize; table.columns];
    let mut all = vec![0usize; table.columns];
    for line in lines {
        let Some(own) = line.cell.filter(|c| c.table == place) else { continue };
        let cell = table.cells.iter().find(|c| (c.row, c.column) == (own.row, own.column) && !c.header);
        let Some(cell) = cell else { continue };
        let reach = Rect::around(&line.outline);
        let last = cell.column + cell.column_span - 1;
        all[cell.column] += 1;
        if reach.right > cell.bounds.right + RUN_OVER * letter && last + 1 < table.columns {
            over[last] += 1;
        } else if reach.left < cell.bounds.left - RUN_OVER * letter && cell.column > 0 {
            over[cell.column - 1] += 1;
        }
    }
    let beside = |c: usize| all[c].max(all.get(c + 1).copied().unwrap_or(0)) as f64;
    let many = |&c: &usize| over[c] >= RUNNING.0 && over[c] as f64 >= RUNNING.1 * beside(c);
    (0..table.columns).filter(many).map(|c| Unsure::RunsOver { column: c + 1, lines: over[c] }).collect()
}

/// Doubts about numbers that do not follow each other in the first column of tables whose text is read; in the last
/// one too, where pages read from the right have theirs.
pub fn check_numbers(tables: &[Table]) -> Vec<Unsure> {
    let outer = |t: &Table| (0..t.columns).filter(|&c| c == 0 || c + 1 == t.columns).collect::<Vec<_>>();
    tables.iter().flat_map(|t| outer(t).into_iter().flat_map(|c| out_of_sequence(t, c))).collect()
}

fn out_of_sequence(table: &Table, column: usize) -> Vec<Unsure> {
    let number = |text: &str| text.trim().trim_end_matches('.').parse::<u32>().ok();
    let mut numbers: Vec<(usize, u32)> = table
        .cells
        .iter()
        .filter(|c| c.column == column && !c.header)
        .filter_map(|c| Some((c.row, number(c.text.as_deref()?)?)))
        .collect();
    numbers.sort_unstable();
    // A number between them that could not be read is none that is missing.
    let rows_on =
        |w: &[(usize, u32)]| w[1].1.checked_sub(w[0].1).is_some_and(|n| n as usize == w[1].0 - w[0].0);
    let follows = |w: &[(usize, u32)]| w[1].1.checked_sub(w[0].1) == Some(1) || rows_on(w);
    let good = numbers.windows(2).filter(|w| follows(w)).count();
    if numbers.len() < NUMBERING.0 || (good as f64) < NUMBERING.1 * (numbers.len() - 1) as f64 {
        return Vec::new();
    }
    let broken = numbers.windows(2).filter(|w| !follows(w));
    broken.map(|w| Unsure::NumberFollows { number: w[1].1, before: w[0].1 }).collect()
}

#[cfg(test)]
mod tests {
    use register::{geometry::Point, layout::Cell};

    use super::{
        super::{cells::FoundCell, lines::InCell},
        *,
    };

    /// One column of rows that high.
    fn table(heights: &[f64]) -> FoundTable {
        let mut tops = vec![100.0];
        heights.iter().for_each(|h| tops.push(tops[tops.len() - 1] + h));
        let cell = |row: usize, column: usize| {
            let left = 100.0 + 400.0 * column as f64;
            let bounds = Rect::new(left, tops[row], left + 400.0, tops[row + 1]);
            let outline = bounds.corners();
            FoundCell { row, column, row_span: 1, column_span: 1, header: false, outline, bounds }
        };
        let bounds = Rect::new(100.0, 100.0, 900.0, tops[heights.len()]);
        let course = |&y: &f64| vec![Point::new(100.0, y), Point::new(500.0, y), Point::new(900.0, y)];
        FoundTable {
            rows: heights.len(),
            columns: 2,
            outline: bounds.corners(),
            bounds,
            cells: (0..heights.len()).flat_map(|r| [cell(r, 0), cell(r, 1)]).collect(),
            row_courses: tops.iter().map(course).collect(),
        }
    }

    fn check(table: FoundTable, lines: &[FoundLine], expected: &[Unsure]) {
        assert_eq!(doubts(&[table], lines, 20.0), expected);
    }

    #[test]
    fn even_rows_are_no_doubt() {
        check(table(&[50.0; 8]), &[], &[]);
    }

    #[test]
    fn a_row_as_high_as_two_is_a_doubt() {
        let heights = [50.0, 50.0, 101.0, 49.0, 50.0, 50.0];
        check(table(&heights), &[], &[Unsure::HighRow { row: 3, times: 2 }]);
    }

    #[test]
    fn rows_of_any_height_are_no_doubt() {
        check(table(&[50.0, 80.0, 120.0, 60.0, 200.0, 90.0]), &[], &[]);
    }

    #[test]
    fn cells_over_each_other_are_a_doubt() {
        let mut over = table(&[50.0; 3]);
        over.cells[2].bounds = Rect::new(100.0, 110.0, 500.0, 160.0);
        check(over, &[], &[Unsure::CellsOver { cells: 1 }]);
    }

    #[test]
    fn text_that_runs_over_a_rule_again_and_again_is_a_doubt() {
        let line = |row: usize, right: f64| {
            let outline = Rect::new(120.0, 110.0, right, 140.0).corners();
            let cell = Some(InCell { table: 0, row, column: 0 });
            FoundLine { outline, baseline: Vec::new(), cell, ..FoundLine::default() }
        };
        let long: Vec<FoundLine> = (0..4).map(|row| line(row, 580.0)).collect();
        check(table(&[50.0; 6]), &long, &[Unsure::RunsOver { column: 1, lines: 4 }]);
        let short: Vec<FoundLine> = (0..4).map(|row| line(row, 510.0)).collect();
        check(table(&[50.0; 6]), &short, &[]);
    }

    fn check_sequence(numbers: &[&str], expected: &[Unsure]) {
        let cell =
            |(row, text): (usize, &&str)| Cell { row, text: Some((*text).to_owned()), ..Cell::default() };
        let cells = numbers.iter().enumerate().map(cell).collect();
        let table = Table { rows: numbers.len(), columns: 1, cells, ..Table::default() };
        assert_eq!(check_numbers(&[table]), expected);
    }

    #[test]
    fn a_number_out_of_sequence_is_a_doubt() {
        check_sequence(
            &["№", "11", "12.", "13", "18", "19", "20"],
            &[Unsure::NumberFollows { number: 18, before: 13 }],
        );
        check_sequence(&["11", "12", "13", "14"], &[]);
        check_sequence(&["11", "12", "12", "13", "14"], &[Unsure::NumberFollows { number: 12, before: 12 }]);
    }

    #[test]
    fn a_number_that_was_not_read_is_none_that_is_missing() {
        check_sequence(&["11", "1З", "13", "14", "15"], &[]);
    }

    #[test]
    fn figures_that_number_nothing_are_no_doubt() {
        check_sequence(&["25", "3", "700", "14", "15"], &[]);
    }
}
