//! Text of table cells: each cell is cut inside its rules and read alone, so that no text runs over a
//! rule. Not for finding cells: layout did.

use image::GrayImage;
use register::{
    geometry::{Placement, Rect},
    layout::{Cell, Hand, Line, Table},
    page::Page,
};

use super::{
    Reader, RecognizeError, USUAL_X_HEIGHT,
    cell_ink::{dash, inside_rules, without_remnants, written},
    crop::Crop,
    figures,
    first_reader::read_first,
    hands::{Hands, hide_within, in_order, laid_in},
    lexicon::tell_languages,
    lone,
    recognizer::{FoundLine, FoundWord, Segmentation},
    second_reader::read_cut_twice,
    signs::Signs,
    words::{Way, from_layout},
};

/// Paper around a cell, pixels; Tesseract cuts letters that touch the edge.
const BORDER: u32 = 12;
/// A cell less high than this many x-heights holds one line.
const ONE_LINE: f64 = 3.2;
/// Faint lines shorter than this, x-heights, are dust or what shines through.
const LEAST_FAINT: f64 = 3.0;
/// How a stroke through an empty field is written down, and how sure its shape makes us: a stain can have
/// that shape too.
const DASH: &str = "—";
const SURE_OF_DASH: f64 = 0.9;
/// What is wider than this, x-heights with the margin around it, is no number of four figures.
const SHORT: f64 = 8.0;
/// What is narrower than this, x-heights with the margin around it, holds one or two signs.
const NARROW: f64 = 3.2;

/// Where ink stands this far above, below or beside the lines that layout saw in a cell, x-heights, it overlooked
/// something; the ink has a margin around it.
const OVERLOOKED: f64 = 1.5;

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

fn read_cell(
    reader: &mut Reader<'_>,
    page: &Page,
    picture: &mut GrayImage,
    (table, cell): (usize, &Cell),
    hands: &Hands,
) -> Result<Vec<Line>, RecognizeError> {
    let placement = page.placement;
    let x_height = page.quality.x_height.unwrap_or(USUAL_X_HEIGHT);
    let area = inside_rules(picture, &placement.page_rect(&cell.outline), x_height);
    let (by_hand, laid) = laid_in(page, table, cell, hands);
    if !by_hand.is_empty() && laid.is_empty() {
        return Ok(in_order(&placement, Vec::new(), by_hand));
    }
    hide_within(picture, &placement, &area, hands);
    without_remnants(picture, &area, x_height);
    if let Some(stroke) = dash(picture, &area, x_height) {
        return Ok(struck_out(reader, &placement, picture, &stroke).into_iter().collect());
    }
    let typed = read_typed(reader, page, picture, &area, &laid)?;
    Ok(in_order(&placement, typed, by_hand))
}

/// What is typed or printed in a cell, within `area`; `laid` is what layout saw of it.
fn read_typed(
    reader: &mut Reader<'_>,
    page: &Page,
    picture: &GrayImage,
    area: &Rect,
    laid: &[&Line],
) -> Result<Vec<Line>, RecognizeError> {
    let placement = page.placement;
    let x_height = page.quality.x_height.unwrap_or(USUAL_X_HEIGHT);
    let faint = || around(laid, &placement, x_height).map(|rect| rect.intersection(area));
    let Some(ink) = written(picture, area, x_height).or_else(faint) else { return Ok(Vec::new()) };
    let narrow = ink.width() < NARROW * x_height && ink.height() < ONE_LINE * x_height;
    let short = ink.width() < SHORT * x_height;
    let alone = if short { read_alone(reader, picture, &ink, x_height, narrow)? } else { None };
    if alone.is_some() || narrow {
        let languages = reader.languages;
        let line = alone.and_then(|(crop, found)| {
            Way { placement: &placement, crop: Some(&crop), languages }.line(&found)
        });
        return Ok(line.into_iter().collect());
    }
    if let Some(mut found) = read_own(reader, &placement, picture, (area, &ink), laid, x_height)? {
        tell_languages(reader, &mut found)?;
        figures::look_again(reader, picture, &mut found)?;
        let way = Way { placement: &placement, crop: None, languages: reader.languages };
        return Ok(found.iter().filter_map(|f| own_line(&way, f, laid)).collect());
    }
    let Some(crop) = Crop::cut(picture, &ink, 1.0, BORDER) else { return Ok(Vec::new()) };
    let one_line = laid.len() == 1 || (laid.is_empty() && ink.height() < ONE_LINE * x_height);
    let segmentation = if one_line { Segmentation::Line } else { Segmentation::Block };
    let mut found = reader.ask(&crop.picture, segmentation)?;
    if reader.options.second_look {
        read_cut_twice(reader, &crop.picture, &mut found)?;
    }
    figures::look_again(reader, &crop.picture, &mut found)?;
    let way = Way { placement: &placement, crop: Some(&crop), languages: reader.languages };
    let hand = laid.first().map(|l| l.hand).unwrap_or_default();
    let lines = found.iter().filter_map(|f| way.line(f)).map(|line| Line { hand, ..line });
    Ok(lines.collect())
}

/// The lines of a cell as our own model reads them first: those that layout saw, if they are all that is written there,
/// or the `ink` where that is one line.
fn read_own(
    reader: &mut Reader<'_>,
    placement: &Placement,
    picture: &GrayImage,
    (area, ink): (&Rect, &Rect),
    laid: &[&Line],
    x_height: f64,
) -> Result<Option<Vec<FoundLine>>, RecognizeError> {
    let seen = |line: &&Line| (placement.page_rect(&line.outline).intersection(area), line.hand);
    let mut lines: Vec<(Rect, Hand)> = laid.iter().map(seen).collect();
    if lines.is_empty() && ink.height() < ONE_LINE * x_height {
        lines.push((*ink, Hand::Typed));
    }
    let Some(seen) = lines.iter().map(|(rect, _)| *rect).reduce(|a, b| a.union(&b)) else { return Ok(None) };
    // Layout may have seen a part of a line; what stands beside several is a rim.
    if let [(rect, _)] = lines.as_mut_slice() {
        (rect.left, rect.right) = (rect.left.min(ink.left), rect.right.max(ink.right));
    }
    let beyond = [seen.top - ink.top, ink.bottom - seen.bottom];
    if beyond.iter().any(|beyond| *beyond > OVERLOOKED * x_height) {
        Ok(None)
    } else {
        read_first(reader, picture, &lines)
    }
}

/// A line of a cell that our own model read first, with what layout knew of it.
fn own_line(way: &Way<'_>, found: &FoundLine, laid: &[&Line]) -> Option<Line> {
    let mut line = way.line(found)?;
    nearest(way.placement, &found.rect, laid).inspect(|laid| from_layout(&mut line, found, laid));
    Some(line)
}

/// What few signs alone in a cell say: those that may be figures, and any where the `ink` is narrow.
fn read_alone(
    reader: &mut Reader<'_>,
    picture: &GrayImage,
    ink: &Rect,
    x_height: f64,
    narrow: bool,
) -> Result<Option<(Crop, FoundLine)>, RecognizeError> {
    let may_be = |signs: &Signs| reader.options.second_look && signs.may_be_figures(x_height);
    match Signs::of(picture, ink).filter(may_be) {
        Some(signs) => lone::number(reader, picture, ink, x_height, &signs, narrow),
        None if narrow => lone::read(reader, picture, ink, x_height),
        None => Ok(None),
    }
}

/// A dash as the line it is, without asking the engine.
fn struck_out(
    reader: &Reader<'_>,
    placement: &Placement,
    picture: &GrayImage,
    stroke: &Rect,
) -> Option<Line> {
    let crop = Crop::cut(picture, stroke, 1.0, 0)?;
    let rect = Rect::new(0.0, 0.0, stroke.width(), stroke.height());
    let word = FoundWord { rect, text: DASH.into(), confidence: SURE_OF_DASH, ..FoundWord::default() };
    let found = FoundLine { rect, words: vec![word], ..FoundLine::default() };
    Way { placement, crop: Some(&crop), languages: reader.languages }.line(&found)
}

/// The line of layout that shares most with what was read at `rect`.
fn nearest<'l>(placement: &Placement, rect: &Rect, laid: &[&'l Line]) -> Option<&'l Line> {
    let shared = |line: &&'l Line| (placement.page_rect(&line.outline).intersection(rect).area(), *line);
    let most = laid.iter().map(shared).max_by(|a, b| a.0.total_cmp(&b.0));
    most.filter(|(area, _)| *area > 0.0).map(|(_, line)| line)
}

/// The box around lines that layout saw in a cell: faint writing is no ink, but it is writing.
fn around(laid: &[&Line], placement: &Placement, x_height: f64) -> Option<Rect> {
    let boxes = laid.iter().map(|line| placement.page_rect(&line.outline));
    boxes.reduce(|a, b| a.union(&b)).filter(|rect| rect.width() >= LEAST_FAINT * x_height)
}

/// Boxes on the straight page of the tables whose cells are read one by one; none for the others.
pub(super) fn table_rects(placement: &Placement, tables: &[Table]) -> Vec<Option<Rect>> {
    tables.iter().map(|t| is_divided(t).then(|| placement.page_rect(&t.outline))).collect()
}
