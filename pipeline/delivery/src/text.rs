//! What was read of one scan as plain text: a line a line, an empty line between pages. Not for places or
//! confidence: those are in the JSON.

use std::fmt::Write as _;

use register::page::{Page, ScanReading};

/// The text in reading order, left page before right. Lines without text (not read yet, or nothing
/// recognized) are left out; a scan that was set aside has none.
pub fn text(reading: &ScanReading) -> String {
    let pages: Vec<String> = reading.pages.iter().map(page_text).filter(|text| !text.is_empty()).collect();
    pages.join("\n")
}

fn page_text(page: &Page) -> String {
    let mut text = String::new();
    let lines = page.lines.iter().flatten().filter_map(|line| line.text.as_deref());
    for line in lines.filter(|line| !line.trim().is_empty()) {
        writeln!(text, "{line}").expect("a string takes all");
    }
    text
}
