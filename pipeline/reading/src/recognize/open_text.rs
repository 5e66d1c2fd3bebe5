//! Text outside tables: the engine is shown the page with its tables covered, and its lines take the
//! place of those layout saw. Not for cells: see [`super::cells`].

use image::GrayImage;
use register::{
    geometry::{Placement, Rect},
    layout::Line,
    page::Page,
};

use super::{
    Reader, RecognizeError, USUAL_X_HEIGHT,
    corner::read_corners,
    crop::{Crop, paper},
    figures,
    patch::Patch,
    recognizer::{FoundLine, Segmentation},
    second_look::look_again,
    unread::read_unread,
    words::Way,
};

/// A picture at least this many times as wide as high may be a single line.
const LINE_ASPECT: f64 = 3.0;
/// Least height of one of several lines, as share of a wide picture's height.
const STACKED: f64 = 0.2;
/// Paper around a single line, as share of its height; Tesseract cuts letters that touch the edge.
const LINE_BORDER: f64 = 0.25;
/// Share of a layout line's box that found lines must cover for it to count as read.
const COVERED: f64 = 0.3;

/// Reads everything outside `tables` (page pixels) and gives its lines in the engine's reading order.
pub(super) fn read_open_text(
    reader: &mut Reader<'_>,
    page: &Page,
    straight: &GrayImage,
    tables: &[Option<Rect>],
) -> Result<Vec<Line>, RecognizeError> {
    let tables: Vec<Rect> = tables.iter().flatten().copied().collect();
    let laid: Vec<Line> =
        page.lines.iter().flatten().filter(|l| !stands_in(l, page, &tables)).cloned().collect();
    let whole = Rect::new(0.0, 0.0, straight.width().into(), straight.height().into());
    let single = tables.is_empty() && is_single_line(&page.placement, &whole, &laid);
    let crop = if single {
        Crop::cut(straight, &whole, 1.0, (whole.height() * LINE_BORDER).ceil() as u32)
    } else if tables.is_empty() {
        Crop::cut(straight, &whole, 1.0, 0)
    } else {
        Crop::cut(&covered(straight, &tables), &whole, 1.0, 0)
    };
    let Some(crop) = crop else { return Ok(Vec::new()) };
    let segmentation = if single { Segmentation::Line } else { Segmentation::Page };
    let mut found = reader.ask(&crop.picture, segmentation)?;
    if reader.options.second_look && !single {
        look_again(reader, &crop.picture, &mut found)?;
        // The crop is the whole page as it is, so that page boxes are boxes on it.
        let boxes: Vec<Rect> = laid.iter().map(|l| page.placement.page_rect(&l.outline)).collect();
        read_unread(reader, &crop.picture, &boxes, &mut found)?;
        figures::look_again(reader, &crop.picture, &mut found)?;
        let x_height = page.quality.x_height.unwrap_or(USUAL_X_HEIGHT);
        read_corners(reader, &crop.picture, &page.placement, x_height, &boxes, &mut found)?;
    }
    Ok(on_the_scan(reader, &page.placement, &crop, &found, &laid))
}

/// Does a line stand in one of the tables that are read cell by cell?
fn stands_in(line: &Line, page: &Page, tables: &[Rect]) -> bool {
    let centre = page.placement.page_rect(&line.outline).centre();
    tables.iter().any(|t| t.contains(centre))
}

/// Found lines as lines of the scan, with what layout knew of them.
fn on_the_scan(
    reader: &Reader<'_>,
    placement: &Placement,
    crop: &Crop,
    found: &[FoundLine],
    laid: &[Line],
) -> Vec<Line> {
    let way = Way { placement, crop, languages: reader.languages };
    let laid: Vec<(Rect, &Line)> = laid.iter().map(|l| (placement.page_rect(&l.outline), l)).collect();
    found
        .iter()
        .filter_map(|f| {
            let mut line = way.line(f)?;
            let rect = crop.page_rect(&f.rect);
            let nearest = laid
                .iter()
                .map(|(r, l)| (r.intersection(&rect).area(), l))
                .max_by(|a, b| a.0.total_cmp(&b.0))
                .filter(|(area, _)| *area > COVERED * rect.area());
            if let Some((_, laid)) = nearest {
                line.hand = laid.hand;
                line.margin = laid.margin;
            }
            Some(line)
        })
        .collect()
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

/// The page with its tables under paper.
fn covered(straight: &GrayImage, tables: &[Rect]) -> GrayImage {
    let mut page = straight.clone();
    let paper = paper(straight);
    for patch in tables.iter().filter_map(|table| Patch::of(straight, table)) {
        patch.fill(&mut page, paper);
    }
    page
}
