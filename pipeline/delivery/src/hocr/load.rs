//! hOCR into readings. Not for HTML that is no XML beyond elements HTML never closes.

use register::{
    layout::{Cell, Continues, Table},
    page::{Half, ScanReading},
};

use super::{
    line::load_line,
    title::{index, number_of, outline, text},
    word::is_of,
};
use crate::{
    Malformed,
    draft::{self, Draft, Place},
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
    scan.sha256 = page.attribute("data-sha256").unwrap_or_default().to_owned();
    let mut loading = Loading { drafts: vec![Draft::new(Half::Whole)] };
    loading.within(page, Place::default(), &Tongue::default())?;
    Ok(draft::reading(scan, loading.drafts))
}

struct Loading {
    drafts: Vec<Draft>,
}

impl Loading {
    fn within(&mut self, parent: &Element, place: Place, tongue: &Tongue) -> Result<(), Placed> {
        for element in parent.elements() {
            let own = element.attribute("lang").map(Tongue::of_tag);
            let tongue = own.as_ref().unwrap_or(tongue);
            if is_line(element) {
                self.line(element, place, tongue)?;
                continue;
            }
            let mut place = place;
            if let Some(half) = element.attribute("data-half").and_then(half_of) {
                place = place.on(self.page(element, half)?);
            }
            if is_of(element, &["ocr_table"]) {
                place.table = Some(self.table(element, place.page)?);
            }
            let place = self.cell(element, place)?;
            self.within(element, place, tongue)?;
        }
        Ok(())
    }

    /// Begins a page.
    fn page(&mut self, element: &Element, half: Half) -> Result<usize, Placed> {
        let number = draft::of_half(&mut self.drafts, half);
        self.drafts[number].outline = outline(element)?;
        self.drafts[number].turned = -number_of(element, "textangle").unwrap_or_default();
        Ok(number)
    }

    fn table(&mut self, element: &Element, page: usize) -> Result<usize, Placed> {
        let before = element.attribute("data-continues").unwrap_or_default();
        let before = before
            .split_once(' ')
            .and_then(|(half, table)| Some(Continues { half: half_of(half)?, table: table.parse().ok()? }));
        let tables = &mut self.drafts[page].tables;
        tables.push(Table {
            rows: element.index("data-rows").unwrap_or_default(),
            columns: element.index("data-columns").unwrap_or_default(),
            outline: outline(element)?,
            continues: before,
            cells: Vec::new(),
        });
        Ok(tables.len() - 1)
    }

    /// A cell, or lines of a table that are in none, where the element is one of ours.
    fn cell(&mut self, element: &Element, mut place: Place) -> Result<Place, Placed> {
        let Some(table) = place.table else { return Ok(place) };
        place.row = element.index("data-row").or(place.row);
        place.column = element.index("data-column").or(place.column);
        let Some(said) = element.attribute("data-cell") else { return Ok(place) };
        let numbers: Vec<usize> = said.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        let [row, column, row_span, column_span] = numbers[..] else {
            return Err(
                element.wrong("a data-cell that is not four numbers", "write row, column and both spans")
            );
        };
        let header = element.attribute("data-header").is_some();
        let cell =
            Cell { row, column, row_span, column_span, header, outline: outline(element)?, text: None };
        self.drafts[place.page].tables[table].cells.push(cell);
        Ok(Place { row: Some(row), column: Some(column), ..place })
    }

    fn line(&mut self, element: &Element, place: Place, tongue: &Tongue) -> Result<(), Placed> {
        let hand = element.attribute("data-hand").and_then(hand_of);
        let place = Place { hand, rank: number_of(element, "order"), ..place };
        draft::put(&mut self.drafts, place, load_line(element, tongue)?);
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
