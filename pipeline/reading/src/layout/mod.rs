//! What stands where on a straight page: rulings, tables, cells, text lines. Not for what the text says.
//!
//! Work is done on the straight page shrunk to a working size; everything written into the page is mapped
//! once, through its placement, to pixels of the scan. No table is made from rulings that do not meet.

use image::GrayImage;
use register::{geometry::Point, layout::Table, page::Page};

mod agree;
pub(crate) mod blobs;
mod cells;
mod entries;
mod grid;
mod lines;
mod order;
mod ridges;
mod rules;
mod strokes;

pub use agree::{AgreedColumn, Agreement, agree};

use crate::prepare::{SMALLEST_PAGE, binarize, shrink};

/// Longer side of the working picture, pixels, up to twice that: rules of a third of a millimetre on A3
/// still have two pixels.
const WORK_SIDE: u32 = 2400;
/// Window of the threshold as share of the working picture's shorter side.
const WINDOW_SHARE: usize = 40;

/// Finds tables and lines of the straight page and writes them, in scan pixels, into `page`.
pub fn lay_out(straight: &GrayImage, page: &mut Page) {
    let factor = shrink::factor_to(straight.width(), straight.height(), WORK_SIDE);
    let work = shrink::gray(straight, factor);
    let shorter = work.width().min(work.height()) as usize;
    let mut ink = binarize::binarize(&work, (shorter / WINDOW_SHARE).clamp(25, 75));
    let mut tables = Vec::new();
    // On a clipping of a line the strokes of letters are as long as rules.
    if straight.width().min(straight.height()) >= SMALLEST_PAGE {
        let found = rules::find(&ink, &work);
        rules::erase(&mut ink, &found);
        tables = grid::tables(&found, ink.width, ink.height);
    }
    drop(work);
    let text = blobs::find(&ink);
    let mut lines = lines::find(&text, &tables);
    entries::split(&mut tables, &mut lines);
    let scale = Scale { factor: f64::from(factor) };
    page.quality.x_height = (text.letter_height > 0.0).then(|| (text.letter_height * scale.factor).round());
    let ordered = order::reading_order(lines, &tables, ink.width as f64);
    page.lines = Some(ordered.into_iter().map(|line| scale.line(page, line)).collect());
    page.tables = Some(tables.iter().map(|table| scale.table(page, table)).collect());
}

/// From the working picture to the scan.
struct Scale {
    factor: f64,
}

impl Scale {
    fn points(&self, page: &Page, outline: &[Point]) -> Vec<Point> {
        let up = |p: &Point| Point::new(p.x * self.factor, p.y * self.factor);
        outline.iter().map(|p| page.placement.to_scan(up(p))).collect()
    }

    fn line(&self, page: &Page, line: lines::FoundLine) -> register::layout::Line {
        register::layout::Line {
            outline: self.points(page, &line.outline),
            baseline: self.points(page, &line.baseline),
            margin: line.margin,
            table: line.cell.map(|c| c.table),
            row: line.cell.map(|c| c.row),
            column: line.cell.map(|c| c.column),
            ..Default::default()
        }
    }

    fn table(&self, page: &Page, table: &cells::FoundTable) -> Table {
        Table {
            rows: table.rows,
            columns: table.columns,
            outline: self.points(page, &table.outline),
            continues: None,
            cells: table
                .cells
                .iter()
                .map(|cell| register::layout::Cell {
                    row: cell.row,
                    column: cell.column,
                    row_span: cell.row_span,
                    column_span: cell.column_span,
                    header: cell.header,
                    outline: self.points(page, &cell.outline),
                    text: None,
                })
                .collect(),
        }
    }
}
