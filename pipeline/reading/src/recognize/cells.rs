//! Text of table cells: each cell is cut inside its rules and read alone, so that no text runs over a
//! rule. Not for finding cells: layout did.

use image::GrayImage;
use register::{
    geometry::{Placement, Rect},
    layout::{Cell, Hand, Line},
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

/// The lines of a cell of the `table`, which is numbered.
pub(super) fn read_cell(
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
