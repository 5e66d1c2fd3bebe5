//! Readings as one ALTO document, a `Page` a scan. Not for lines: those are in [`super::line`].

use register::{
    geometry::{Point, Rect},
    page::{Half, Page, ScanReading},
};

use super::{
    line::write_line,
    tags::{Kind, Used, cell_label},
};
use crate::{
    blocks::{self, Block, Ruled},
    labels::half_name,
    points::{spaced, tenth, trimmed},
    xml::{Sheet, Tag},
};

const NAMESPACE: &str = "http://www.loc.gov/standards/alto/ns-v4#";
const SCHEMA: &str =
    "http://www.loc.gov/standards/alto/ns-v4# http://www.loc.gov/standards/alto/v4/alto-4-4.xsd";

/// Writes scans of one file, frame by frame. A scan that was set aside is left out: ALTO has no word for it.
///
/// `fileName` and the file's SHA-256 are the first scan's. The same readings give the same document: no time is
/// written.
pub fn write(readings: &[ScanReading]) -> String {
    let mut writing = Writing::default();
    let mut layout = Sheet::within(1);
    layout.open(&Tag::new("Layout"));
    for reading in readings.iter().filter(|reading| reading.set_aside.is_none()) {
        writing.scan(&mut layout, reading);
    }
    layout.close();
    let mut sheet = Sheet::default();
    sheet.line(r#"<?xml version="1.0" encoding="UTF-8"?>"#);
    let root = Tag::new("alto").with("xmlns", NAMESPACE);
    let root = root.with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
    sheet.open(&root.with("xsi:schemaLocation", SCHEMA).with("SCHEMAVERSION", "4.4"));
    describe(&mut sheet, readings.first());
    writing.tags.write(&mut sheet);
    writing.write_order(&mut sheet);
    sheet.append(&layout);
    sheet.close();
    sheet.finished()
}

fn describe(sheet: &mut Sheet, reading: Option<&ScanReading>) {
    sheet.open(&Tag::new("Description"));
    sheet.leaf(&Tag::new("MeasurementUnit"), "pixel");
    if let Some(ScanReading { scan, .. }) = reading {
        sheet.open(&Tag::new("sourceImageInformation"));
        sheet.leaf(&Tag::new("fileName"), &scan.file);
        if !scan.sha256.is_empty() {
            sheet.leaf(&Tag::new("fileIdentifier"), &format!("sha256:{}", scan.sha256));
        }
        sheet.close();
    }
    sheet.open(&Tag::new("Processing").with("ID", "processing_0"));
    sheet.leaf(&Tag::new("processingCategory"), "contentGeneration");
    sheet.open(&Tag::new("processingSoftware"));
    sheet.leaf(&Tag::new("softwareName"), crate::SOFTWARE);
    sheet.leaf(&Tag::new("softwareVersion"), crate::VERSION);
    sheet.close();
    sheet.close();
    sheet.close();
}

/// What is gathered while the layout is written and stands before it.
#[derive(Default)]
struct Writing {
    tags: Used,
    /// Ids of the lines of pages whose blocks do not stand in reading order, page by page.
    order: Vec<Vec<String>>,
}

impl Writing {
    fn scan(&mut self, sheet: &mut Sheet, ScanReading { scan, pages, .. }: &ScanReading) {
        let id = format!("scan_{}", scan.frame);
        // Images are counted from 1.
        let number = (u64::from(scan.frame) + 1).to_string();
        let whole = matches!(pages.as_slice(), [page] if page.half == Half::Whole).then(|| &pages[0]);
        let tag = Tag::new("Page").with("ID", id.as_str()).with("PHYSICAL_IMG_NR", number);
        let tag = tag.with("HEIGHT", scan.height.to_string()).with("WIDTH", scan.width.to_string());
        sheet.open(&tag.maybe("ROTATION", whole.and_then(rotation)));
        let all = Rect::new(0.0, 0.0, scan.width.into(), scan.height.into());
        let outline = whole.map(|page| page.outline.as_slice());
        let space = Tag::new("PrintSpace").with("ID", format!("{id}_space"));
        sheet.open(&boxed(space, &outline.map_or(all, Rect::around)));
        if let Some(page) = whole {
            shape(sheet, &page.outline);
            self.blocks(sheet, &id, page);
        } else {
            for (number, page) in pages.iter().enumerate() {
                self.half(sheet, &format!("{id}_page_{number}"), page);
            }
        }
        sheet.close();
        sheet.close();
    }

    fn half(&mut self, sheet: &mut Sheet, id: &str, page: &Page) {
        let half = self.tags.refer(Kind::Half, half_name(page.half));
        let tag = Tag::new("ComposedBlock").with("ID", id).with("TAGREFS", half);
        let tag = boxed(tag, &Rect::around(&page.outline)).maybe("ROTATION", rotation(page));
        sheet.open(&tag.with("TYPE", "page"));
        shape(sheet, &page.outline);
        self.blocks(sheet, id, page);
        sheet.close();
    }

    fn blocks(&mut self, sheet: &mut Sheet, id: &str, page: &Page) {
        let blocks = blocks::blocks(page);
        for (number, block) in blocks.iter().enumerate() {
            match block {
                Block::Running { lines, .. } => {
                    let block = Tag::new("TextBlock").with("ID", format!("{id}_block_{number}"));
                    self.text_block(sheet, block, id, page, lines, None);
                }
                Block::Ruled(ruled) => self.table(sheet, id, page, ruled),
            }
        }
        if !blocks::in_reading_order(&blocks) {
            let lines = 0..blocks::lines(page).len();
            self.order.push(lines.map(|line| format!("{id}_line_{line}")).collect());
        }
    }

    fn table(&mut self, sheet: &mut Sheet, id: &str, page: &Page, ruled: &Ruled) {
        let table = &blocks::tables(page)[ruled.table];
        let size = format!("rows {} columns {}", table.rows, table.columns);
        let mut tags = self.tags.refer(Kind::Table, size);
        if let Some(before) = table.continues {
            let label = format!("{} table {}", half_name(before.half), before.table);
            tags = format!("{tags} {}", self.tags.refer(Kind::Continues, label));
        }
        let name = format!("{id}_table_{}", ruled.table);
        let tag = Tag::new("ComposedBlock").with("ID", name.as_str()).with("TAGREFS", tags);
        sheet.open(&boxed(tag, &Rect::around(&table.outline)).with("TYPE", "table"));
        shape(sheet, &table.outline);
        for (number, (cell, lines)) in table.cells.iter().zip(&ruled.cells).enumerate() {
            let place = self.tags.refer(Kind::Cell, cell_label(cell));
            let block =
                Tag::new("TextBlock").with("ID", format!("{name}_cell_{number}")).with("TAGREFS", place);
            self.text_block(sheet, block, id, page, lines, Some(&cell.outline));
        }
        for (number, loose) in ruled.loose.iter().enumerate() {
            let figure = |word, place: Option<usize>| place.map(|place| format!("{word} {place}"));
            let parts = [figure("row", loose.row), figure("column", loose.column)];
            let label = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
            let place = self.tags.refer(Kind::Loose, label);
            let block =
                Tag::new("TextBlock").with("ID", format!("{name}_loose_{number}")).with("TAGREFS", place);
            self.text_block(sheet, block, id, page, &loose.lines, None);
        }
        sheet.close();
    }

    /// A block with an outline of its own, or as large as its lines.
    fn text_block(
        &mut self,
        sheet: &mut Sheet,
        tag: Tag,
        id: &str,
        page: &Page,
        lines: &[usize],
        outline: Option<&[Point]>,
    ) {
        let of_lines = || lines.iter().flat_map(|line| &blocks::lines(page)[*line].outline).copied();
        let rect = outline.map_or_else(|| Rect::around(&of_lines().collect::<Vec<_>>()), Rect::around);
        sheet.open(&boxed(tag, &rect));
        if let Some(outline) = outline {
            shape(sheet, outline);
        }
        for line in lines {
            write_line(sheet, &mut self.tags, &format!("{id}_line_{line}"), &blocks::lines(page)[*line]);
        }
        sheet.close();
    }

    fn write_order(&self, sheet: &mut Sheet) {
        if self.order.is_empty() {
            return;
        }
        sheet.open(&Tag::new("ReadingOrder"));
        for (number, lines) in self.order.iter().enumerate() {
            sheet.open(&Tag::new("OrderedGroup").with("ID", format!("order_{number}")));
            for line in lines {
                sheet.empty(
                    &Tag::new("ElementRef").with("ID", format!("order_{line}")).with("REF", line.as_str()),
                );
            }
            sheet.close();
        }
        sheet.close();
    }
}

/// By how much the content is turned, degrees counterclockwise, as ALTO counts; nothing where it stands straight.
fn rotation(page: &Page) -> Option<String> {
    let clockwise = f64::from(page.turned) + page.skew_degrees;
    (clockwise != 0.0).then(|| trimmed(format!("{:.3}", -clockwise)))
}

/// The box around an element as attributes.
pub(super) fn boxed(tag: Tag, rect: &Rect) -> Tag {
    let tag = tag.with("HEIGHT", tenth(rect.height())).with("WIDTH", tenth(rect.width()));
    tag.with("HPOS", tenth(rect.left)).with("VPOS", tenth(rect.top))
}

/// The outline of an element, where it has one.
pub(super) fn shape(sheet: &mut Sheet, outline: &[Point]) {
    if outline.is_empty() {
        return;
    }
    sheet.open(&Tag::new("Shape"));
    sheet.empty(&Tag::new("Polygon").with("POINTS", spaced(outline)));
    sheet.close();
}
