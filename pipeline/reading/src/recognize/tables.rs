//! Tables: those divided into cells are read cell by cell, text in a frame with the page. Not for what a cell says: see
//! [`super::cells`].

use image::GrayImage;
use register::{
    geometry::{Placement, Rect},
    layout::{Line, Table},
    page::Page,
};

use super::{Reader, RecognizeError, cells::read_cell, hands::Hands};

/// Reads all cells of the page's divided tables, fills their text and gives their lines, table by table,
/// row by row.
pub(super) fn read_tables(
    reader: &mut Reader<'_>,
    page: &mut Page,
    straight: &GrayImage,
    hands: &Hands,
) -> Result<Vec<Vec<Line>>, RecognizeError> {
    let mut tables = page.tables.take().unwrap_or_default();
    let mut lines = Vec::with_capacity(tables.len());
    let mut picture = if tables.iter().any(is_divided) { straight.clone() } else { GrayImage::new(0, 0) };
    for (place, table) in tables.iter_mut().enumerate().filter(|(_, t)| is_divided(t)) {
        match read_table(reader, page, &mut picture, (place, table), hands) {
            Ok(of_table) => lines.push(of_table),
            Err(error) => {
                page.tables = Some(tables);
                return Err(error);
            }
        }
    }
    page.tables = Some(tables);
    Ok(lines)
}

/// A table of a single cell is a frame around text, or no table at all: its text is read with the page.
fn is_divided(table: &Table) -> bool {
    table.cells.len() > 1
}

/// Gives each undivided table the lines of the open text that stand in it.
pub(super) fn fill_frames(page: &mut Page, open: &mut [Line]) {
    let placement = page.placement;
    let tables = page.tables.iter_mut().flatten().enumerate();
    for (place, table) in tables.filter(|(_, t)| !is_divided(t)) {
        let Some(cell) = table.cells.first_mut() else { continue };
        let frame = placement.page_rect(&cell.outline);
        let mut texts = Vec::new();
        for line in open.iter_mut() {
            let rect = placement.page_rect(&line.outline);
            if rect.intersection(&frame).area() > 0.5 * rect.area() {
                (line.table, line.row, line.column) = (Some(place), Some(cell.row), Some(cell.column));
                texts.extend(line.text.clone());
            }
        }
        cell.text = Some(texts.join("\n"));
    }
}

fn read_table(
    reader: &mut Reader<'_>,
    page: &Page,
    picture: &mut GrayImage,
    (place, table): (usize, &mut Table),
    hands: &Hands,
) -> Result<Vec<Line>, RecognizeError> {
    let mut lines = Vec::new();
    for cell in &mut table.cells {
        let mut of_cell = read_cell(reader, page, picture, (place, cell), hands)?;
        let texts: Vec<&str> = of_cell.iter().filter_map(|l| l.text.as_deref()).collect();
        cell.text = Some(texts.join("\n"));
        for line in &mut of_cell {
            (line.table, line.row, line.column) = (Some(place), Some(cell.row), Some(cell.column));
        }
        lines.append(&mut of_cell);
    }
    Ok(lines)
}

/// Boxes on the straight page of the tables whose cells are read one by one; none for the others.
pub(super) fn table_rects(placement: &Placement, tables: &[Table]) -> Vec<Option<Rect>> {
    tables.iter().map(|t| is_divided(t).then(|| placement.page_rect(&t.outline))).collect()
}
