//! Readings as one hOCR document, an `ocr_page` a scan. Not for lines: those are in [`super::line`].

use std::collections::BTreeSet;

use register::{
    geometry::{Outline, Point, Rect},
    layout::Line,
    page::{Page, ScanReading},
};

use super::{
    line::written_line,
    title::{Title, quoted},
};
use crate::{
    blocks::{self, Block, Ruled},
    labels::half_name,
    points::trimmed,
    tongues::Tongue,
    xml::{Sheet, Tag},
};

/// What may be found in a document of ours.
const CAPABILITIES: &str =
    "ocr_page ocr_carea ocr_par ocr_line ocr_table ocrx_block ocrx_word ocrp_dir ocrp_lang ocrp_poly";

/// Writes scans of one file, frame by frame. A scan that was set aside is left out: hOCR has no word for it. The same
/// readings give the same document.
pub fn write(readings: &[ScanReading]) -> String {
    let read: Vec<&ScanReading> = readings.iter().filter(|reading| reading.set_aside.is_none()).collect();
    let mut sheet = Sheet::default();
    sheet.line(r#"<?xml version="1.0" encoding="UTF-8"?>"#);
    sheet.line("<!DOCTYPE html>");
    sheet.open(&Tag::new("html").with("xmlns", "http://www.w3.org/1999/xhtml"));
    sheet.open(&Tag::new("head"));
    sheet.leaf(&Tag::new("title"), readings.first().map_or("", |reading| reading.scan.file.as_str()));
    let meta = |name: &str, content: &str| Tag::new("meta").with("name", name).with("content", content);
    let kind = Tag::new("meta").with("http-equiv", "Content-Type");
    sheet.empty(&kind.with("content", "text/html; charset=utf-8"));
    sheet.empty(&meta("ocr-system", &format!("{} {}", crate::SOFTWARE, crate::VERSION)));
    sheet.empty(&meta("ocr-capabilities", CAPABILITIES));
    let language = |line: &Line| Tongue::new(Some(line.lang.as_deref()?), None).tag();
    sheet.empty(&meta("ocr-langs", &gathered(&read, language)));
    sheet.empty(&meta("ocr-scripts", &gathered(&read, |line| line.script.clone())));
    sheet.empty(&meta("ocr-number-of-pages", &read.len().to_string()));
    sheet.close();
    sheet.open(&Tag::new("body"));
    for reading in read {
        write_scan(&mut sheet, reading);
    }
    sheet.close();
    sheet.close();
    sheet.finished()
}

/// What is said of any line, each once, in order.
fn gathered(readings: &[&ScanReading], said: impl Fn(&Line) -> Option<String>) -> String {
    let pages = readings.iter().flat_map(|reading| &reading.pages);
    let all: BTreeSet<String> = pages.flat_map(blocks::lines).filter_map(said).collect();
    if all.is_empty() { "unknown".to_owned() } else { Vec::from_iter(all).join(" ") }
}

fn write_scan(sheet: &mut Sheet, ScanReading { scan, pages, .. }: &ScanReading) {
    let id = format!("scan_{}", scan.frame);
    let title = Title::default().with("image", &quoted(&scan.file));
    let title = title.with("bbox", &format!("0 0 {} {}", scan.width, scan.height));
    let title = title.with("ppageno", &scan.frame.to_string());
    let sha256 = (!scan.sha256.is_empty()).then_some(scan.sha256.as_str());
    sheet.open(&division("ocr_page", &id, &title).maybe("data-sha256", sha256));
    for (number, page) in pages.iter().enumerate() {
        write_page(sheet, &format!("{id}_page_{number}"), page);
    }
    sheet.close();
}

fn write_page(sheet: &mut Sheet, id: &str, page: &Page) {
    let clockwise = f64::from(page.turned) + page.skew_degrees;
    let angle = (clockwise != 0.0).then(|| trimmed(format!("{:.3}", -clockwise)));
    let title = Title::default().placed(&page.outline).maybe("textangle", angle);
    sheet.open(&division("ocrx_block", id, &title).with("data-half", half_name(page.half)));
    let blocks = blocks::blocks(page);
    let writing = Writing { id, page, places: !blocks::in_reading_order(&blocks) };
    for (number, block) in blocks.iter().enumerate() {
        match block {
            Block::Running { lines, .. } => {
                let area = area(&format!("{id}_block_{number}"), &writing.around(lines));
                writing.area(sheet, &area, lines);
            }
            Block::Ruled(ruled) => writing.table(sheet, ruled),
        }
    }
    sheet.close();
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
    fn table(&self, sheet: &mut Sheet, ruled: &Ruled) {
        let table = &blocks::tables(self.page)[ruled.table];
        let name = format!("{}_table_{}", self.id, ruled.table);
        let before = table.continues.map(|before| format!("{} {}", half_name(before.half), before.table));
        let tag = division("ocr_table", &name, &Title::default().placed(&table.outline));
        let tag =
            tag.with("data-rows", table.rows.to_string()).with("data-columns", table.columns.to_string());
        sheet.open(&tag.maybe("data-continues", before));
        for (number, (cell, lines)) in table.cells.iter().zip(&ruled.cells).enumerate() {
            let place = format!("{} {} {} {}", cell.row, cell.column, cell.row_span, cell.column_span);
            let area = area(&format!("{name}_cell_{number}"), &cell.outline).with("data-cell", place);
            self.area(sheet, &area.maybe("data-header", cell.header.then_some("true")), lines);
        }
        for (number, loose) in ruled.loose.iter().enumerate() {
            let place = |place: Option<usize>| place.map(|place| place.to_string());
            let area = area(&format!("{name}_loose_{number}"), &self.around(&loose.lines));
            let area = area.maybe("data-row", place(loose.row)).maybe("data-column", place(loose.column));
            self.area(sheet, &area, &loose.lines);
        }
        sheet.close();
    }

    /// A block of lines.
    fn area(&self, sheet: &mut Sheet, area: &Tag, lines: &[usize]) {
        sheet.open(area);
        if !lines.is_empty() {
            let title = Title::default().placed(&self.around(lines)).written();
            let id = format!("{}_par_{}", self.id, lines[0]);
            sheet.open(&Tag::new("p").with("class", "ocr_par").with("id", id).with("title", title));
            for line in lines {
                let name = format!("{}_line_{line}", self.id);
                sheet.line(&written_line(
                    &name,
                    self.places.then_some(*line),
                    &blocks::lines(self.page)[*line],
                ));
            }
            sheet.close();
        }
        sheet.close();
    }

    /// The box around lines.
    fn around(&self, lines: &[usize]) -> Outline {
        let all = blocks::lines(self.page);
        let points: Outline = lines.iter().flat_map(|line| &all[*line].outline).copied().collect();
        if points.is_empty() { points } else { Rect::around(&points).corners() }
    }
}

/// A block of lines with its outline.
fn area(id: &str, outline: &[Point]) -> Tag {
    division("ocr_carea", id, &Title::default().placed(outline))
}

fn division(class: &str, id: &str, title: &Title) -> Tag {
    Tag::new("div").with("class", class).with("id", id).with("title", title.written())
}
