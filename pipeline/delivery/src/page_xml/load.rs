//! PAGE into a reading. Not for what it says beyond lines and tables: pictures, rules, glyphs.

use std::collections::BTreeMap;

use register::{
    layout::{Cell, Continues, Table},
    page::{Half, ScanReading},
};

use super::{
    custom::{OURS, property},
    order::reading_order,
    text::{Loaded, coords, load_line, region_text},
};
use crate::{
    Malformed,
    draft::{self, Draft, Place},
    labels::{half_of, hand_of, is_margin},
    malformed::Placed,
    xml::{self, Element},
};

/// Reads a PAGE document as of 2013 to 2019, whatever wrote it. Lines follow the document's reading order where it
/// names the regions of all of them, else they stay as they stand.
///
/// # Errors
/// No XML, no PAGE, or points that are none; the line is named.
pub fn load(file: &str, bytes: &[u8]) -> Result<ScanReading, Malformed> {
    let text = xml::decoded(bytes).map_err(|flaw| flaw.at(file, 1))?;
    let root = xml::parse(file, &text)?;
    reading(&root).map_err(|placed| placed.of(file))
}

/// The reading of a document that is parsed already.
pub(crate) fn reading(root: &Element) -> Result<ScanReading, Placed> {
    const REMEDY: &str = "give a PAGE file, with <PcGts> as its root";
    if root.name != "PcGts" {
        return Err(root.wrong(format!("<{}> is no PAGE document", root.name), REMEDY));
    }
    let page = root.first("Page").ok_or_else(|| root.wrong("there is no <Page>", REMEDY))?;
    let items = root.first("Metadata").into_iter().flat_map(|metadata| metadata.all("MetadataItem"));
    let items: Vec<&Element> = items.collect();
    let said = |name| items.iter().find(|item| item.attribute("name") == Some(name))?.attribute("value");
    let side = |name| page.number(name).unwrap_or_default();
    let frame = said("frame").and_then(|frame| frame.parse().ok()).unwrap_or_default();
    let file = page.attribute("imageFilename").unwrap_or_default();
    let mut scan = draft::scan(file, frame, side("imageWidth"), side("imageHeight"));
    scan.sha256 = said("sha256").unwrap_or_default().to_owned();
    let mut loading = Loading { ranks: reading_order(page), drafts: vec![Draft::new(Half::Whole)] };
    loading.drafts[0].turned = -page.number("orientation").unwrap_or_default();
    loading.drafts[0].outline = page.first("Border").map(coords).transpose()?.unwrap_or_default();
    loading.within(page, Place::default())?;
    Ok(draft::reading(scan, loading.drafts))
}

struct Loading {
    ranks: BTreeMap<String, f64>,
    drafts: Vec<Draft>,
}

impl Loading {
    fn within(&mut self, parent: &Element, place: Place) -> Result<(), Placed> {
        for element in parent.elements() {
            match element.name.as_str() {
                "TextLine" => self.line(element, place)?,
                "TableRegion" => {
                    let place = self.table(element, place)?;
                    self.within(element, place)?;
                }
                "TableCell" => {
                    let place = self.cell(element, element, ["row", "col", "rowSpan", "colSpan"], place)?;
                    self.within(element, place)?;
                }
                "CustomRegion" if element.attribute("type") == Some("page") => {
                    self.half(element)?;
                }
                name if name.ends_with("Region") => {
                    let place = self.region(element, place)?;
                    self.within(element, place)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Begins a page of a spread.
    fn half(&mut self, element: &Element) -> Result<(), Placed> {
        let number = self.page_of(element).unwrap_or_default();
        self.drafts[number].outline = coords(element)?;
        let orientation = ours(element, "orientation").and_then(|angle| angle.parse::<f64>().ok());
        self.drafts[number].turned = -orientation.filter(|angle| angle.is_finite()).unwrap_or_default();
        Ok(())
    }

    /// The page of a spread a region is on, where it says so.
    fn page_of(&mut self, element: &Element) -> Option<usize> {
        let half = half_of(&ours(element, "half")?)?;
        Some(draft::of_half(&mut self.drafts, half))
    }

    /// What a region says of all in it.
    fn said(&mut self, element: &Element, place: Place) -> Place {
        let custom = element.attribute("custom").unwrap_or_default();
        let structure = property(custom, "structure", "type").unwrap_or_default();
        let kind = element.attribute("type").unwrap_or_default();
        let hand = element.attribute("production").and_then(hand_of).or_else(|| hand_of(&structure));
        let rank = element.attribute("id").and_then(|id| self.ranks.get(id)).copied();
        let page = self.page_of(element).unwrap_or(place.page);
        Place {
            margin: place.margin || is_margin(kind) || is_margin(&structure),
            hand: hand.or(place.hand),
            rank: rank.or(place.rank),
            ..place.on(page)
        }
    }

    fn table(&mut self, element: &Element, place: Place) -> Result<Place, Placed> {
        let place = self.said(element, place);
        let half = ours(element, "continuesHalf").and_then(|half| half_of(&half));
        let before = ours(element, "continuesTable").and_then(|table| table.parse().ok());
        let tables = &mut self.drafts[place.page].tables;
        tables.push(Table {
            rows: element.index("rows").unwrap_or_default(),
            columns: element.index("columns").unwrap_or_default(),
            outline: coords(element)?,
            continues: half.zip(before).map(|(half, table)| Continues { half, table }),
            cells: Vec::new(),
        });
        Ok(Place { table: Some(tables.len() - 1), row: None, column: None, ..place })
    }

    /// A region; in a table a cell, where it has the role.
    fn region(&mut self, element: &Element, place: Place) -> Result<Place, Placed> {
        let mut place = self.said(element, place);
        if let Some(role) = element.at(&["Roles", "TableCellRole"]) {
            return self.cell(element, role, ["rowIndex", "columnIndex", "rowSpan", "colSpan"], place);
        }
        let own = |key| ours(element, key).and_then(|place| place.parse().ok());
        place.row = own("row").or(place.row);
        place.column = own("column").or(place.column);
        Ok(place)
    }

    /// A cell, whose place `role` says in attributes of these names: row, column, rows and columns covered.
    fn cell(
        &mut self,
        element: &Element,
        role: &Element,
        names: [&str; 4],
        place: Place,
    ) -> Result<Place, Placed> {
        let place = self.said(element, place);
        let Some(table) = place.table.and_then(|table| self.drafts[place.page].tables.get_mut(table)) else {
            return Ok(place);
        };
        let [row, column, rows, columns] = names.map(|name| role.index(name));
        let cell = Cell {
            row: row.unwrap_or_default(),
            column: column.unwrap_or_default(),
            row_span: rows.unwrap_or(1),
            column_span: columns.unwrap_or(1),
            header: matches!(role.attribute("header"), Some("true" | "1")),
            outline: coords(element)?,
            text: region_text(element),
        };
        let place = Place { row: Some(cell.row), column: Some(cell.column), ..place };
        table.rows = table.rows.max(cell.row.saturating_add(cell.row_span));
        table.columns = table.columns.max(cell.column.saturating_add(cell.column_span));
        table.cells.push(cell);
        Ok(place)
    }

    fn line(&mut self, element: &Element, place: Place) -> Result<(), Placed> {
        let Loaded { line, rank, hand } = load_line(element)?;
        let place = Place { rank: rank.or(place.rank), hand: hand.or(place.hand), ..place };
        draft::put(&mut self.drafts, place, line);
        Ok(())
    }
}

/// What is ours in an element's `custom`.
fn ours(element: &Element, key: &str) -> Option<String> {
    property(element.attribute("custom").unwrap_or_default(), OURS, key)
}
