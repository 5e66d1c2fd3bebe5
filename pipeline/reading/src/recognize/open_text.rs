//! Text outside tables: the engine is shown the page with its tables covered, and its lines take the
//! place of those layout saw. Not for cells: see [`super::cells`].

use std::borrow::Cow;

use image::GrayImage;
use register::{
    geometry::{Placement, Rect},
    layout::{Hand, Line},
    page::Page,
};

use super::{
    Reader, RecognizeError, USUAL_X_HEIGHT,
    apostrophe::as_printed,
    corner::read_corners,
    crop::{Crop, paper},
    figures,
    first_reader::read_first,
    hands::{Hands, hide},
    lexicon::tell_languages,
    patch::Patch,
    recognizer::{FoundLine, Segmentation},
    second_look::look_again,
    second_reader::{read_cut_twice, read_twice},
    unread::read_unread,
    words::{Way, from_layout},
};

/// A picture at least this many times as wide as high may be a single line.
const LINE_ASPECT: f64 = 3.0;
/// Least height of one of several lines, as share of a wide picture's height.
const STACKED: f64 = 0.2;
/// Paper around a single line, as share of its height; Tesseract cuts letters that touch the edge.
const LINE_BORDER: f64 = 0.25;
/// Share of a layout line's box that found lines must cover for it to count as read.
const COVERED: f64 = 0.3;

/// A line that was read, and its place among those that layout saw.
type Placed = (Option<usize>, Line);

/// Reads everything outside `tables` (page pixels) and gives its lines in the engine's reading order.
pub(super) fn read_open_text(
    reader: &mut Reader<'_>,
    page: &Page,
    straight: &GrayImage,
    tables: &[Option<Rect>],
    hands: &Hands,
) -> Result<Vec<Line>, RecognizeError> {
    let tables: Vec<Rect> = tables.iter().flatten().copied().collect();
    let open = page.lines.iter().flatten().enumerate().filter(|(_, l)| !stands_in(l, page, &tables));
    let laid: Vec<Line> = open.clone().map(|(_, line)| line.clone()).collect();
    let by_hand: Vec<(usize, Line)> =
        open.enumerate().filter_map(|(place, (at, _))| Some((place, hands.get(&at)?.clone()))).collect();
    if !laid.is_empty() && by_hand.len() == laid.len() {
        return Ok(by_hand.into_iter().map(|(_, line)| line).filter(|l| l.text.is_some()).collect());
    }
    let hidden: Vec<Rect> = by_hand.iter().map(|(_, line)| page.placement.page_rect(&line.outline)).collect();
    let whole = Rect::new(0.0, 0.0, straight.width().into(), straight.height().into());
    let covered = !tables.is_empty() || !hidden.is_empty();
    let single = !covered && is_single_line(&page.placement, &whole, &laid);
    if !single && let Some(read) = read_own(reader, page, straight, &laid, &by_hand)? {
        return Ok(in_order(read, by_hand));
    }
    let seen =
        if covered { Cow::Owned(without(straight, &tables, &hidden)) } else { Cow::Borrowed(straight) };
    let border = if single { (whole.height() * LINE_BORDER).ceil() as u32 } else { 0 };
    let crop = Crop::cut(&seen, &whole, 1.0, border);
    let Some(crop) = crop else { return Ok(Vec::new()) };
    let segmentation = if single { Segmentation::Line } else { Segmentation::Page };
    let mut found = reader.ask(&crop.picture, segmentation)?;
    if reader.options.second_look && single {
        read_cut_twice(reader, &crop.picture, &mut found)?;
    } else if reader.options.second_look {
        // The crop is the whole page as it is, so that page boxes are boxes on it.
        let boxes: Vec<Rect> = laid
            .iter()
            .map(|l| page.placement.page_rect(&l.outline))
            .filter(|rect| !hidden.contains(rect))
            .collect();
        look_again(reader, &crop.picture, &mut found)?;
        read_twice(reader, &crop.picture, &boxes, &mut found)?;
        read_unread(reader, &crop.picture, &boxes, &mut found)?;
        figures::look_again(reader, &crop.picture, &mut found)?;
        let x_height = page.quality.x_height.unwrap_or(USUAL_X_HEIGHT);
        read_corners(reader, &crop.picture, &page.placement, x_height, &boxes, &mut found)?;
    }
    let way = Way { placement: &page.placement, crop: Some(&crop), languages: reader.languages };
    let read = on_the_scan(&way, &found, &laid);
    Ok(in_order(read, by_hand))
}

/// Lines as our own model reads them first, where it knows the type of the page.
fn read_own(
    reader: &mut Reader<'_>,
    page: &Page,
    straight: &GrayImage,
    laid: &[Line],
    by_hand: &[(usize, Line)],
) -> Result<Option<Vec<Placed>>, RecognizeError> {
    let typed = laid.iter().enumerate().filter(|(place, _)| by_hand.iter().all(|(at, _)| at != place));
    let asked: Vec<(Rect, Hand)> =
        typed.map(|(_, line)| (page.placement.page_rect(&line.outline), line.hand)).collect();
    let Some(mut found) = read_first(reader, straight, &asked)? else { return Ok(None) };
    tell_languages(reader, &mut found)?;
    if reader.options.second_look {
        figures::look_again(reader, straight, &mut found)?;
        let x_height = page.quality.x_height.unwrap_or(USUAL_X_HEIGHT);
        let boxes: Vec<Rect> = asked.iter().map(|(rect, _)| *rect).collect();
        read_corners(reader, straight, &page.placement, x_height, &boxes, &mut found)?;
    }
    let way = Way { placement: &page.placement, crop: None, languages: reader.languages };
    Ok(Some(on_the_scan(&way, &found, laid)))
}

/// The page with its tables under its paper, and lines read by hand's own reader under theirs.
fn without(straight: &GrayImage, tables: &[Rect], hidden: &[Rect]) -> GrayImage {
    let mut page = straight.clone();
    let paper = paper(straight);
    for patch in tables.iter().filter_map(|table| Patch::of(straight, table)) {
        patch.fill(&mut page, paper);
    }
    hidden.iter().for_each(|rect| hide(&mut page, rect));
    page
}

/// Does a line stand in one of the tables that are read cell by cell?
fn stands_in(line: &Line, page: &Page, tables: &[Rect]) -> bool {
    let centre = page.placement.page_rect(&line.outline).centre();
    tables.iter().any(|t| t.contains(centre))
}

/// Found lines as lines of the scan, with what layout knew of them.
fn on_the_scan(way: &Way<'_>, found: &[FoundLine], laid: &[Line]) -> Vec<Placed> {
    let laid: Vec<(Rect, usize, &Line)> =
        laid.iter().enumerate().map(|(at, l)| (way.placement.page_rect(&l.outline), at, l)).collect();
    found
        .iter()
        .filter_map(|f| {
            let mut line = way.line(f)?;
            let rect = way.page_rect(&f.rect);
            let nearest = laid
                .iter()
                .map(|(r, at, l)| (r.intersection(&rect).area(), *at, l))
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .filter(|(area, ..)| *area > COVERED * rect.area());
            if let Some((.., laid)) = nearest {
                from_layout(&mut line, f, laid);
                line.margin = laid.margin;
            }
            as_printed(&mut line);
            Some((nearest.map(|(_, at, _)| at), line))
        })
        .collect()
}

/// Lines in the engine's order; where some were read by hand's own reader, all in the order layout read them.
fn in_order(read: Vec<Placed>, by_hand: Vec<(usize, Line)>) -> Vec<Line> {
    if by_hand.is_empty() {
        return read.into_iter().map(|(_, line)| line).collect();
    }
    let mut last = 0;
    let mut all: Vec<(usize, Line)> = Vec::with_capacity(read.len() + by_hand.len());
    for (place, line) in read {
        // What is found on a line that was hidden is its rim.
        if place.is_none_or(|place| by_hand.iter().all(|(at, _)| *at != place)) {
            last = place.unwrap_or(last);
            all.push((last, line));
        }
    }
    all.extend(by_hand.into_iter().filter(|(_, line)| line.text.is_some()));
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, line)| line).collect()
}

/// Is the whole picture one line of text?
fn is_single_line(placement: &Placement, whole: &Rect, laid: &[Line]) -> bool {
    if whole.width() < LINE_ASPECT * whole.height() {
        return false;
    }
    // Stacked lines show that it is a wide clipping of a page; dots and accents are no lines.
    let mut below = f64::MIN;
    let mut stacked = 0;
    for rect in laid.iter().map(|l| placement.page_rect(&l.outline)) {
        if rect.height() >= STACKED * whole.height() && rect.top >= below {
            (stacked, below) = (stacked + 1, rect.bottom);
        }
    }
    stacked <= 1
}
