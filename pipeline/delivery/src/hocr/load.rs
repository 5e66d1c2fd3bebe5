//! hOCR into readings. Not for HTML that is no XML beyond elements HTML never closes.

use register::{
    layout::{Cell, Continues, Hand, Table},
    page::{Half, ScanReading},
};

use super::{
    line::load_line,
    title::{index, number, outline, property, text},
    word::is_of,
};
use crate::{
    Malformed,
    draft::{self, Draft, Drafted},
    labels::{half_of, hand_of},
    malformed::Placed,
    tongues::Tongue,
    xml::{self, Element},
};

/// Lines; Tesseract calls some of them by what they are to the page.
const LINES: [&str; 2] = ["ocr_line", "ocrx_line"];
const MAYBE_LINES: [&str; 5] = ["ocr_header", "ocr_footer", "ocr_caption", "ocr_textfloat", "ocr_pageno"];

/// Reads an hOCR document, whatever wrote it: a reading an `ocr_page`.
///
/// # Errors
/// No XML, no hOCR, or places that are none; the line is named.
pub fn load(file: &str, bytes: &[u8]) -> Result<Vec<ScanReading>, Malformed> {
    let text = xml::decoded(bytes).map_err(|flaw| flaw.at(file, 1))?;
    let root = xml::parse(file, &text)?;
    readings(&root).map_err(|placed| placed.of(file))
}

/// The readings of a document that is parsed already.
pub(crate) fn readings(root: &Element) -> Result<Vec<ScanReading>, Placed> {
    let mut pages = Vec::new();
    pages_within(root, &mut pages);
    if pages.is_empty() {
        let remedy = "give an hOCR file, with elements of the class ocr_page";
        return Err(root.wrong(format!("<{}> is no hOCR document: there is no ocr_page", root.name), remedy));
    }
    pages.into_iter().enumerate().map(|(number, page)| scan(page, number)).collect()
}

fn pages_within<'a>(element: &'a Element, into: &mut Vec<&'a Element>) {
    if is_of(element, &["ocr_page"]) {
        into.push(element);
        return;
    }
    for inner in element.elements() {
        pages_within(inner, into);
    }
}

fn scan(page: &Element, place: usize) -> Result<ScanReading, Placed> {
    let corner = outline(page)?.get(2).copied().unwrap_or_default();
    let file = text(page, "image").unwrap_or_default();
    let mut scan = draft::scan(&file, index(page, "ppageno").unwrap_or(place), corner.x, corner.y);
    scan.sha256 = property(page, "x_sha256").unwrap_or_default();
    let mut loading = Loading { drafts: vec![Draft::new(Half::Whole)], named: false };
    loading.within(page, &Place::default())?;
    Ok(draft::reading(scan, loading.drafts))
}

/// Where an element stands and what is said of all in it.
#[derive(Debug, Clone, Default)]
struct Place {
    /// Among the drafts.
    page: usize,
    tongue: Tongue,
    table: Option<usize>,
    row: Option<usize>,
    column: Option<usize>,
}

struct Loading {
    drafts: Vec<Draft>,
    /// Has a page of the scan been named?
    named: bool,
}

impl Loading {
    fn within(&mut self, parent: &Element, place: &Place) -> Result<(), Placed> {
        for element in parent.elements() {
            let mut place = place.clone();
            if let Some(tag) = element.attribute("lang") {
                place.tongue = Tongue::of_tag(tag);
            }
            if is_line(element) {
                self.line(element, &place)?;
                continue;
            }
            if let Some(half) = property(element, "x_half").as_deref().and_then(half_of) {
                place.page = self.page(element, half)?;
            }
            if is_of(element, &["ocr_table"]) {
                place.table = Some(self.table(element, place.page)?);
            }
            if let Some(table) = place.table {
                self.cell(element, table, &mut place)?;
            }
            self.within(element, &place)?;
        }
        Ok(())
    }

    /// Begins a page; the first one that is named is the one begun before any was.
    fn page(&mut self, element: &Element, half: Half) -> Result<usize, Placed> {
        let turned = -number(element, "textangle").unwrap_or_default();
        let draft = Draft { outline: outline(element)?, turned, ..Draft::new(half) };
        if self.named {
            self.drafts.push(draft);
        } else {
            self.drafts[0] = draft;
        }
        self.named = true;
        Ok(self.drafts.len() - 1)
    }

    fn table(&mut self, element: &Element, page: usize) -> Result<usize, Placed> {
        let before = property(element, "x_continues").unwrap_or_default();
        let before = before
            .split_once(' ')
            .and_then(|(half, table)| Some(Continues { half: half_of(half)?, table: table.parse().ok()? }));
        let tables = &mut self.drafts[page].tables;
        tables.push(Table {
            rows: index(element, "x_rows").unwrap_or_default(),
            columns: index(element, "x_columns").unwrap_or_default(),
            outline: outline(element)?,
            continues: before,
            cells: Vec::new(),
        });
        Ok(tables.len() - 1)
    }

    /// A cell, or lines of the table that are in none, where the element is one of ours.
    fn cell(&mut self, element: &Element, table: usize, place: &mut Place) -> Result<(), Placed> {
        place.row = index(element, "x_row").or(place.row);
        place.column = index(element, "x_column").or(place.column);
        let Some(said) = property(element, "x_cell") else { return Ok(()) };
        let numbers: Vec<usize> = said.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        let [row, column, row_span, column_span] = numbers[..] else {
            return Err(
                element.wrong("an x_cell that is not four numbers", "write row, column and both spans")
            );
        };
        let header = property(element, "x_header").is_some();
        let cell =
            Cell { row, column, row_span, column_span, header, outline: outline(element)?, text: None };
        (place.row, place.column) = (Some(row), Some(column));
        self.drafts[place.page].tables[table].cells.push(cell);
        Ok(())
    }

    fn line(&mut self, element: &Element, place: &Place) -> Result<(), Placed> {
        let mut line = load_line(element, &place.tongue)?;
        (line.table, line.row, line.column) = (place.table, place.row, place.column);
        let hand: Option<Hand> = property(element, "x_hand").as_deref().and_then(hand_of);
        let rank = number(element, "order");
        self.drafts[place.page].lines.push(Drafted { line, rank, hand, heading: false });
        Ok(())
    }
}

/// Is it a line, or something that holds words and no lines?
fn is_line(element: &Element) -> bool {
    fn holds_blocks(element: &Element) -> bool {
        element.elements().any(|inner| {
            is_of(inner, &LINES) || is_of(inner, &["ocr_par", "ocr_carea"]) || holds_blocks(inner)
        })
    }
    is_of(element, &LINES) || is_of(element, &MAYBE_LINES) && !holds_blocks(element)
}
