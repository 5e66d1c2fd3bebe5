//! Readings as one ALTO document, a `Page` a scan. Not for lines: those are in [`super::line`].

use register::{
    geometry::{Point, Rect},
    page::{Half, Page, ScanReading},
};

use super::{
    head::{describe, write_order},
    line::write_line,
    tags::{Kind, Used, cell_label, loose_label},
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
    write_order(&mut sheet, &writing.order);
    sheet.append(&layout);
    sheet.close();
    sheet.finished()
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
            self.blocks(sheet, &On { id: &id, page, half: None });
        } else {
            for (number, page) in pages.iter().enumerate() {
                let half = self.tags.refer(Kind::Half, half_name(page.half));
                let on = On { id: &format!("{id}_page_{number}"), page, half: Some(half) };
                self.composed(sheet, on.id, &on, Vec::new(), &page.outline, "page");
                self.blocks(sheet, &on);
            }
        }
        sheet.close();
        sheet.close();
    }

    fn blocks(&mut self, sheet: &mut Sheet, on: &On<'_>) {
        let blocks = blocks::blocks(on.page);
        for (number, block) in blocks.iter().enumerate() {
            match block {
                Block::Running { lines, .. } => {
                    self.text_block(sheet, &format!("{}_block_{number}", on.id), on, Vec::new(), lines, None);
                }
                Block::Ruled(ruled) => self.table(sheet, on, ruled),
            }
        }
        if !blocks::in_reading_order(&blocks) {
            let lines = 0..blocks::lines(on.page).len();
            self.order.push(lines.map(|line| on.line(line)).collect());
        }
    }

    fn table(&mut self, sheet: &mut Sheet, on: &On<'_>, ruled: &Ruled) {
        let table = &blocks::tables(on.page)[ruled.table];
        let size = format!("rows {} columns {}", table.rows, table.columns);
        let mut tags = vec![self.tags.refer(Kind::Table, size)];
        if let Some(before) = table.continues {
            let label = format!("{} table {}", half_name(before.half), before.table);
            tags.push(self.tags.refer(Kind::Continues, label));
        }
        let name = format!("{}_table_{}", on.id, ruled.table);
        self.composed(sheet, &name, on, tags, &table.outline, "table");
        for (number, (cell, lines)) in table.cells.iter().zip(&ruled.cells).enumerate() {
            let place = self.tags.refer(Kind::Cell, cell_label(ruled.table, cell));
            let id = format!("{name}_cell_{number}");
            self.text_block(sheet, &id, on, vec![place], lines, Some(&cell.outline));
        }
        for (number, loose) in ruled.loose.iter().enumerate() {
            let place = self.tags.refer(Kind::Loose, loose_label(ruled.table, loose.row, loose.column));
            let id = format!("{name}_loose_{number}");
            self.text_block(sheet, &id, on, vec![place], &loose.lines, None);
        }
    }

    /// A page of a spread or a table: its outline, and what is said of it.
    fn composed(
        &mut self,
        sheet: &mut Sheet,
        id: &str,
        on: &On<'_>,
        tags: Vec<String>,
        outline: &[Point],
        kind: &str,
    ) {
        let tag = Tag::new("ComposedBlock").with("ID", id).maybe("TAGREFS", on.tags(tags));
        let turned = (kind == "page").then(|| rotation(on.page)).flatten();
        sheet.open(&boxed(tag, &Rect::around(outline)).maybe("ROTATION", turned).with("TYPE", kind));
        shape(sheet, outline);
        sheet.close();
    }

    /// A block with an outline of its own, or as large as its lines.
    fn text_block(
        &mut self,
        sheet: &mut Sheet,
        id: &str,
        on: &On<'_>,
        tags: Vec<String>,
        lines: &[usize],
        outline: Option<&[Point]>,
    ) {
        let all = blocks::lines(on.page);
        let of_lines = || lines.iter().flat_map(|line| &all[*line].outline).copied().collect::<Vec<_>>();
        let rect = outline.map_or_else(|| Rect::around(&of_lines()), Rect::around);
        sheet.open(&boxed(Tag::new("TextBlock").with("ID", id).maybe("TAGREFS", on.tags(tags)), &rect));
        shape(sheet, outline.unwrap_or_default());
        for line in lines {
            write_line(sheet, &mut self.tags, &on.line(*line), &all[*line]);
        }
        sheet.close();
    }
}

/// A page being written.
struct On<'a> {
    /// Before the ids of all on it.
    id: &'a str,
    page: &'a Page,
    /// The tag that says which page of a spread it is.
    half: Option<String>,
}

impl On<'_> {
    fn line(&self, line: usize) -> String {
        format!("{}_line_{line}", self.id)
    }

    /// References to the tags of a block, after that of its page.
    fn tags(&self, own: Vec<String>) -> Option<String> {
        let tags: Vec<String> = self.half.clone().into_iter().chain(own).collect();
        (!tags.is_empty()).then(|| tags.join(" "))
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
