//! Rows that nobody ruled: a register's entries, each from its first line to the next one's, column by column
//! between the lines of that column. Not for tables whose rows are ruled.

use super::{
    Direction,
    cells::FoundTable,
    lines::FoundLine,
    starts::{self, Starts},
};

use self::{
    body::{Body, standing_level},
    cuts::Cuts,
    rows::Rows,
};

mod body;
mod cuts;
mod rows;
#[cfg(test)]
mod tests;

/// Where a row begins above its first baseline, share of the distance between lines.
const ABOVE: f64 = 0.62;
/// A line this far above an entry's first line still stands beside it, share of the distance between lines.
const WANDER: f64 = 0.45;

/// Splits the body of a table into entries where its columns agree on them, and moves its lines along. `place`
/// is the table's place among the page's; says whether it did. The columns that begin entries stand first as one reads.
pub(super) fn split(
    table: &mut FoundTable,
    place: usize,
    lines: &mut [FoundLine],
    direction: Direction,
) -> bool {
    let body = Body::of(table);
    let Some(level) = &body.level else { return false };
    let (mut columns, _) = body.columns(table, place, lines, level);
    if direction == Direction::RightToLeft {
        columns.reverse();
    }
    let Some(starts) = starts::find(&columns) else { return false };
    // What stands above the first entry is a row of its own only where there is room for a line.
    let crowded = |y: &f64| y - body.top < (1.0 + ABOVE) * starts.pitch;
    let first = usize::from(starts.levels.first().is_some_and(crowded));
    split_body(table, place, lines, &starts, &body, first)
}

/// Splits what stands below the first `heads` rows of a table at entries known from elsewhere.
pub(super) fn split_at(
    table: &mut FoundTable,
    place: usize,
    lines: &mut [FoundLine],
    starts: &Starts,
    heads: usize,
) -> bool {
    split_body(table, place, lines, starts, &Body::below(table, heads), 1)
}

/// The `first` starts are at the top of the body and begin no new row.
fn split_body(
    table: &mut FoundTable,
    place: usize,
    lines: &mut [FoundLine],
    starts: &Starts,
    body: &Body,
    first: usize,
) -> bool {
    let Some(level) = &body.level else { return false };
    let (columns, standing) = body.columns(table, place, lines, level);
    let cuts: Vec<Cuts> =
        columns.iter().zip(&standing).map(|(column, lines)| Cuts::of(column, lines, starts)).collect();
    if starts.levels.len() <= first {
        return false;
    }
    let rows = Rows::new(table, level, &starts.levels[first..], starts.pitch);
    let pieces = rows.apply(table, body, &cuts, first);
    for line in lines.iter_mut() {
        let here = standing_level(line, level);
        if let Some(cell) = line.cell.as_mut().filter(|c| c.table == place) {
            let old = (cell.row, cell.column);
            if let Some(piece) = pieces.iter().rev().find(|p| p.old == old && p.from <= here) {
                cell.row = piece.row;
            }
        }
    }
    true
}
