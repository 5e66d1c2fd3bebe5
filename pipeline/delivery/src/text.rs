//! What was read of one scan as plain text: a line a line, a row of a table a line with tabs between its cells, an empty
//! line between pages. Not for places or confidence: those are in the JSON.

use std::fmt::Write as _;

use register::{
    layout::Line,
    page::{Page, ScanReading},
};

/// The text in reading order, left page before right. Lines without text (not read yet, or nothing
/// recognized) are left out; a scan that was set aside has none.
pub fn text(reading: &ScanReading) -> String {
    let pages: Vec<String> = reading.pages.iter().map(page_text).filter(|text| !text.is_empty()).collect();
    pages.join("\n")
}

fn page_text(page: &Page) -> String {
    let mut text = String::new();
    let written = |line: &&Line| line.text.as_deref().is_some_and(|text| !text.trim().is_empty());
    let lines: Vec<&Line> = page.lines.iter().flatten().filter(written).collect();
    let in_one_row =
        |one: &&Line, next: &&Line| one.table.is_some() && (one.table, one.row) == (next.table, next.row);
    for row in lines.chunk_by(in_one_row) {
        writeln!(text, "{}", row_text(row)).expect("a string takes all");
    }
    text
}

/// A row of a table: its cells apart by tabs, one for every column, and the lines of a cell by blanks. A line outside tables
/// is a row of its own.
fn row_text(row: &[&Line]) -> String {
    let mut text = String::new();
    let mut before = None;
    for line in row {
        if let Some(before) = before {
            let columns = line.column.unwrap_or_default().saturating_sub(before);
            text.push_str(&if columns == 0 { " ".to_owned() } else { "\t".repeat(columns) });
        }
        text.push_str(line.text.as_deref().unwrap_or_default().trim());
        before = Some(line.column.unwrap_or_default());
    }
    text
}
