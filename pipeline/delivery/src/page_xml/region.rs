//! Regions of a page as PAGE has them: running text, tables and their cells, halves of a spread. Not for the lines in
//! them, nor for reading.

use register::{
    geometry::{Outline, Point, Rect},
    layout::{Cell, Table},
    page::{Half, Page},
};

use super::{
    custom::{Custom, OURS},
    text::{equivalent, write_line},
};
use crate::{
    blocks::{self, Block, Loose, Ruled},
    labels::half_name,
    points::{pairs, trimmed},
    xml::{Sheet, Tag},
};

/// Writes all regions of a page and gives the ids of those outside others, in reading order.
pub(super) fn write_regions(sheet: &mut Sheet, id: &str, page: &Page) -> Vec<String> {
    let mut ids = Vec::new();
    let blocks = blocks::blocks(page);
    let writing = Writing { id, page, places: !blocks::in_reading_order(&blocks) };
    for (number, block) in blocks.iter().enumerate() {
        ids.push(match block {
            Block::Running { margin, lines } => {
                let region = format!("{id}_region_{number}");
                let kind = if *margin { "marginalia" } else { "paragraph" };
                let tag = Tag::new("TextRegion").with("id", region.as_str()).with("type", kind);
                sheet.open(&tag.maybe("custom", of_half(page).written()));
                coords(sheet, &around(page, lines));
                writing.lines(sheet, lines);
                sheet.close();
                region
            }
            Block::Ruled(ruled) => writing.table(sheet, ruled),
        });
    }
    ids
}

/// A page being written.
struct Writing<'a> {
    /// Before all ids.
    id: &'a str,
    page: &'a Page,
    /// Are lines to say their place in the reading order?
    places: bool,
}

impl Writing<'_> {
    fn table(&self, sheet: &mut Sheet, ruled: &Ruled) -> String {
        let table = &blocks::tables(self.page)[ruled.table];
        let name = format!("{}_table_{}", self.id, ruled.table);
        let custom = of_table(self.page, table).written();
        let tag = Tag::new("TableRegion").with("id", name.as_str()).maybe("custom", custom);
        sheet.open(&tag.with("rows", table.rows.to_string()).with("columns", table.columns.to_string()));
        coords(sheet, &table.outline);
        for (number, (cell, lines)) in table.cells.iter().zip(&ruled.cells).enumerate() {
            sheet.open(&Tag::new("TextRegion").with("id", format!("{name}_cell_{number}")));
            coords(sheet, &cell.outline);
            write_role(sheet, cell);
            self.lines(sheet, lines);
            if let Some(text) = &cell.text {
                equivalent(sheet, None, None, text);
            }
            sheet.close();
        }
        for (number, loose) in ruled.loose.iter().enumerate() {
            self.loose(sheet, format!("{name}_loose_{number}"), loose);
        }
        sheet.close();
        name
    }

    fn loose(&self, sheet: &mut Sheet, id: String, loose: &Loose) {
        let place = |place: Option<usize>| place.map(|place| place.to_string());
        let custom = Custom::default().maybe(OURS, "row", place(loose.row));
        let custom = custom.maybe(OURS, "column", place(loose.column)).written();
        sheet.open(&Tag::new("TextRegion").with("id", id).maybe("custom", custom));
        coords(sheet, &around(self.page, &loose.lines));
        self.lines(sheet, &loose.lines);
        sheet.close();
    }

    fn lines(&self, sheet: &mut Sheet, lines: &[usize]) {
        for line in lines {
            let id = format!("{}_line_{line}", self.id);
            write_line(sheet, &id, self.places.then_some(*line), &blocks::lines(self.page)[*line]);
        }
    }
}

/// The region that stands for a page of a spread and holds nothing: its outline and turn.
pub(super) fn write_half(sheet: &mut Sheet, id: &str, page: &Page) {
    let custom = of_half(page).maybe(OURS, "orientation", orientation(page));
    let tag = Tag::new("CustomRegion").with("id", id).maybe("custom", custom.written()).with("type", "page");
    sheet.open(&tag);
    coords(sheet, &page.outline);
    sheet.close();
}

/// The angle that would set the page upright, degrees clockwise, more than -180 and at most 180; nothing where it
/// stands straight.
pub(super) fn orientation(page: &Page) -> Option<String> {
    let back = -(f64::from(page.turned) + page.skew_degrees);
    let around = 180.0 - (180.0 - back).rem_euclid(360.0);
    (around != 0.0).then(|| trimmed(format!("{around:.3}")))
}

/// Which page of the scan a region belongs to, where it has several.
fn of_half(page: &Page) -> Custom {
    let half = (page.half != Half::Whole).then(|| half_name(page.half));
    Custom::default().maybe(OURS, "half", half)
}

/// The page a table is on and the table whose rows run on in it.
fn of_table(page: &Page, table: &Table) -> Custom {
    let half = table.continues.map(|before| half_name(before.half));
    let number = table.continues.map(|before| before.table.to_string());
    of_half(page).maybe(OURS, "continuesHalf", half).maybe(OURS, "continuesTable", number)
}

fn write_role(sheet: &mut Sheet, cell: &Cell) {
    sheet.open(&Tag::new("Roles"));
    let role = Tag::new("TableCellRole").with("rowIndex", cell.row.to_string());
    let role = role.with("columnIndex", cell.column.to_string()).with("rowSpan", cell.row_span.to_string());
    sheet.empty(&role.with("colSpan", cell.column_span.to_string()).with("header", cell.header.to_string()));
    sheet.close();
}

/// The box around lines.
fn around(page: &Page, lines: &[usize]) -> Outline {
    let points: Outline =
        lines.iter().flat_map(|line| &blocks::lines(page)[*line].outline).copied().collect();
    if points.is_empty() { points } else { Rect::around(&points).corners() }
}

pub(super) fn coords(sheet: &mut Sheet, outline: &[Point]) {
    sheet.empty(&Tag::new("Coords").with("points", pairs(outline)));
}
