//! ALTO into readings. Not for documents in other units than pixels: without the scan's resolution nobody knows
//! where their lines are.

use std::collections::BTreeMap;

use register::{
    layout::{Cell, Continues, Table},
    page::{Half, ScanReading},
};

use super::{
    head::{frame, in_pixels, reading_order},
    line::{load_line, outline},
    tags::{Given, Kind, figure},
};
use crate::{
    Malformed,
    draft::{self, Draft, Place},
    labels::{half_of, hand_of, is_heading, is_margin},
    malformed::Placed,
    xml::{self, Element},
};

/// Reads an ALTO document of version 2, 3 or 4, whatever wrote it: a reading a `Page`. A line has words where the
/// document has strings of their own; one string for all of a line, as ground truth has it, is only its text.
///
/// # Errors
/// No XML, no ALTO, not in pixels, or points that are none; the line is named.
pub fn load(file: &str, bytes: &[u8]) -> Result<Vec<ScanReading>, Malformed> {
    let text = xml::decoded(bytes).map_err(|flaw| flaw.at(file, 1))?;
    let root = xml::parse(file, &text)?;
    readings(&root).map_err(|placed| placed.of(file))
}

/// The readings of a document that is parsed already.
pub(crate) fn readings(root: &Element) -> Result<Vec<ScanReading>, Placed> {
    const REMEDY: &str = "give an ALTO file, with <alto> as its root";
    if root.name != "alto" {
        return Err(root.wrong(format!("<{}> is no ALTO document", root.name), REMEDY));
    }
    in_pixels(root)?;
    let layout = root.first("Layout").ok_or_else(|| root.wrong("there is no <Layout>", REMEDY))?;
    let order = reading_order(root);
    let tags = Given::of(root);
    layout.all("Page").enumerate().map(|(number, page)| scan(root, page, number, &tags, &order)).collect()
}

fn scan(
    root: &Element,
    page: &Element,
    number: usize,
    tags: &Given<'_>,
    order: &BTreeMap<&str, f64>,
) -> Result<ScanReading, Placed> {
    let source = root.at(&["Description", "sourceImageInformation"]);
    let within = |name| source.and_then(|source| source.first(name)).map(Element::text).unwrap_or_default();
    // The size of the PrintSpace is that of the text, not of the picture: none is better.
    let side = |name| page.number(name).unwrap_or_default();
    let frame = frame(root, page).unwrap_or(number);
    let mut scan = draft::scan(within("fileName").trim(), frame, side("WIDTH"), side("HEIGHT"));
    scan.sha256 = within("fileIdentifier").trim().strip_prefix("sha256:").unwrap_or_default().to_owned();
    let mut loading = Loading { tags, order, drafts: vec![Draft::new(Half::Whole)] };
    loading.drafts[0].turned = -page.number("ROTATION").unwrap_or_default();
    for part in page.elements() {
        if part.name == "PrintSpace" {
            loading.drafts[0].outline = outline(part)?;
        }
        let margin = matches!(part.name.as_str(), "LeftMargin" | "RightMargin");
        loading.within(part, Place { margin, ..Place::default() })?;
    }
    Ok(draft::reading(scan, loading.drafts))
}

struct Loading<'a> {
    tags: &'a Given<'a>,
    order: &'a BTreeMap<&'a str, f64>,
    drafts: Vec<Draft>,
}

impl<'a> Loading<'a> {
    fn within(&mut self, parent: &'a Element, place: Place) -> Result<(), Placed> {
        for element in parent.elements() {
            match element.name.as_str() {
                "ComposedBlock" => {
                    let place = self.composed(element, place)?;
                    self.within(element, place)?;
                }
                "TextBlock" => {
                    let place = self.block(element, place)?;
                    self.within(element, place)?;
                }
                "TextLine" => self.line(element, place)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// Begins a page or a table, where the block is one of ours.
    fn composed(&mut self, element: &'a Element, place: Place) -> Result<Place, Placed> {
        let place = self.said(element, place);
        let draft = &mut self.drafts[place.page];
        if let Some(size) = self.tags.label(element, Kind::Table) {
            draft.tables.push(Table {
                rows: figure(size, "rows").unwrap_or_default(),
                columns: figure(size, "columns").unwrap_or_default(),
                outline: outline(element)?,
                continues: self.tags.label(element, Kind::Continues).and_then(continues),
                cells: Vec::new(),
            });
        } else if self.tags.label(element, Kind::Half).is_some() {
            draft.outline = outline(element)?;
            draft.turned = -element.number("ROTATION").unwrap_or_default();
        }
        Ok(place)
    }

    /// A block; a cell of a table begun before, where it is one of ours.
    fn block(&mut self, element: &'a Element, place: Place) -> Result<Place, Placed> {
        let mut place = self.said(element, place);
        let label = self.tags.label(element, Kind::Cell);
        let Some(said) = label.or_else(|| self.tags.label(element, Kind::Loose)) else { return Ok(place) };
        let tables = &mut self.drafts[place.page].tables;
        let number = figure(said, "table").filter(|number| *number < tables.len());
        let Some(number) = number else { return Ok(place) };
        place.table = Some(number);
        (place.row, place.column) = (figure(said, "row"), figure(said, "column"));
        if label.is_some() {
            tables[number].cells.push(Cell {
                row: place.row.unwrap_or_default(),
                column: place.column.unwrap_or_default(),
                row_span: figure(said, "rows").unwrap_or(1),
                column_span: figure(said, "columns").unwrap_or(1),
                header: said.ends_with(" header"),
                outline: outline(element)?,
                text: None,
            });
        }
        Ok(place)
    }

    /// The page of a spread an element is on, where it says so.
    fn page_of(&mut self, element: &'a Element) -> Option<usize> {
        let half = self.tags.label(element, Kind::Half).and_then(half_of)?;
        Some(draft::of_half(&mut self.drafts, half))
    }

    /// What an element says of all in it.
    fn said(&mut self, element: &'a Element, place: Place) -> Place {
        let page = self.page_of(element).unwrap_or(place.page);
        let hand = self.tags.labels(element).find_map(hand_of);
        let heading = place.heading || self.tags.labels(element).any(is_heading);
        let margin = place.margin || self.tags.labels(element).any(is_margin);
        let rank = element.attribute("ID").and_then(|id| self.order.get(id)).copied();
        Place { margin, heading, hand: hand.or(place.hand), rank: rank.or(place.rank), ..place.on(page) }
    }

    fn line(&mut self, element: &'a Element, place: Place) -> Result<(), Placed> {
        let place = self.said(element, place);
        draft::put(&mut self.drafts, place, load_line(element, self.tags)?);
        Ok(())
    }
}

/// The table a label of ours names: `left table 0`.
fn continues(label: &str) -> Option<Continues> {
    let half = half_of(label.split_whitespace().next()?)?;
    Some(Continues { half, table: figure(label, "table")? })
}
