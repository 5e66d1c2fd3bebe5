//! Handwritten lines, which Tesseract does not read: our own model reads each by itself, as layout found it. Not for
//! type and print, where both read: see [`super::second_reader`].

use std::collections::BTreeMap;

use image::GrayImage;
use register::{
    geometry::{Placement, Rect},
    layout::{Cell, Hand, Line},
    page::Page,
};

use super::{
    Reader, RecognizeError,
    crop::Crop,
    line_model::{LinePicture, line_of},
    patch::{Patch, grey_at},
    words::Way,
};

/// Page left beside a line, share of its height: strokes swing over its ends.
const BESIDE: f64 = 0.1;
/// Share of a line's pixels that are no brighter than its paper.
const PAPER: f64 = 0.9;

/// Lines that were read by hand's own reader, by their place among the lines of the page.
pub(super) type Hands = BTreeMap<usize, Line>;

/// Reads the handwritten lines of a page, those in tables, too; none where no model knows the script. A line in which
/// nothing was read stands for itself with no text.
pub(super) fn read_hands(
    reader: &Reader<'_>,
    page: &Page,
    straight: &GrayImage,
) -> Result<Hands, RecognizeError> {
    let Some(model) = reader.lines.of(reader.languages)? else { return Ok(Hands::new()) };
    let laid = page.lines.iter().flatten().enumerate();
    let crops: Vec<(usize, &Line, Crop)> = laid
        .filter(|(_, line)| line.hand == Hand::Handwritten)
        .filter_map(|(place, line)| Some((place, line, cut(page, straight, line)?)))
        .collect();
    let pictures: Vec<LinePicture<'_>> =
        crops.iter().map(|(.., crop)| LinePicture { picture: &crop.picture, stretch: 1.0 }).collect();
    let read = model.read(&pictures)?;
    let language = reader.languages.first().map(String::as_str);
    let lines = crops.iter().zip(read).map(|((place, laid, crop), letters)| {
        let way = Way { placement: &page.placement, crop, languages: reader.languages };
        let found = line_of(&letters, crop.picture.dimensions(), language).and_then(|found| way.line(&found));
        (*place, as_laid(found.unwrap_or_default(), laid))
    });
    Ok(lines.collect())
}

fn cut(page: &Page, straight: &GrayImage, line: &Line) -> Option<Crop> {
    let rect = page.placement.page_rect(&line.outline);
    let beside = BESIDE * rect.height();
    let area = Rect::new(rect.left - beside, rect.top, rect.right + beside, rect.bottom);
    Crop::cut(straight, &area, 1.0, 0)
}

/// What was read, where layout saw it.
fn as_laid(read: Line, laid: &Line) -> Line {
    Line {
        outline: laid.outline.clone(),
        baseline: laid.baseline.clone(),
        hand: laid.hand,
        margin: laid.margin,
        table: laid.table,
        row: laid.row,
        column: laid.column,
        ..read
    }
}

/// Puts paper over `rect` (pixels of the picture): what was read by hand's own reader is not shown again.
pub(super) fn hide(picture: &mut GrayImage, rect: &Rect) {
    if let Some(patch) = Patch::of(picture, rect) {
        let paper = grey_at(&patch.counts(picture), PAPER);
        patch.fill(picture, paper);
    }
}

/// The lines layout saw in a cell: those that hand's own reader read, as it read them, and the others.
pub(super) fn laid_in<'p>(
    page: &'p Page,
    table: usize,
    cell: &Cell,
    hands: &Hands,
) -> (Vec<Line>, Vec<&'p Line>) {
    let here = Some(table);
    let (mut by_hand, mut others) = (Vec::new(), Vec::new());
    let laid = page.lines.iter().flatten().enumerate();
    for (place, line) in
        laid.filter(|(_, l)| l.table == here && l.row == Some(cell.row) && l.column == Some(cell.column))
    {
        match hands.get(&place) {
            Some(read) => by_hand.push(read.clone()),
            None => others.push(line),
        }
    }
    (by_hand, others)
}

/// Typed and handwritten lines of a cell from above; those in which nothing was read are left out.
pub(super) fn in_order(placement: &Placement, typed: Vec<Line>, by_hand: Vec<Line>) -> Vec<Line> {
    let mut lines = typed;
    lines.extend(by_hand.into_iter().filter(|line| line.text.is_some()));
    lines.sort_by(|a, b| {
        let top = |line: &Line| placement.page_rect(&line.outline).top;
        top(a).total_cmp(&top(b))
    });
    lines
}

#[cfg(test)]
mod tests {
    use image::Luma;
    use register::geometry::Point;

    use super::*;

    fn at(top: f64, text: Option<&str>) -> Line {
        let outline = [(0.0, top), (90.0, top), (90.0, top + 20.0), (0.0, top + 20.0)];
        Line {
            outline: outline.map(|(x, y)| Point::new(x, y)).to_vec(),
            text: text.map(str::to_owned),
            ..Line::default()
        }
    }

    #[test]
    fn typed_and_written_lines_of_a_cell_stand_from_above() {
        let placement = Placement::flat(100, 100, [1.0, 0.0, 0.0, 0.0, 1.0, 0.0]);
        let typed = vec![at(0.0, Some("Насаб")), at(60.0, Some("Ном"))];
        let lines = in_order(&placement, typed, vec![at(30.0, Some("Раҳимов")), at(80.0, None)]);
        let texts: Vec<&str> = lines.iter().filter_map(|l| l.text.as_deref()).collect();
        assert_eq!(texts, ["Насаб", "Раҳимов", "Ном"]);
    }

    #[test]
    fn what_was_read_is_hidden_under_its_own_paper() {
        let mut picture = GrayImage::from_pixel(60, 40, Luma([210]));
        (10..20).for_each(|x| picture.put_pixel(x, 15, Luma([30])));
        hide(&mut picture, &Rect::new(5.0, 5.0, 40.0, 30.0));
        assert!(picture.as_raw().iter().all(|&grey| grey == 210));
    }

    #[test]
    fn a_line_read_by_hand_stays_where_layout_saw_it() {
        let laid = Line { hand: Hand::Handwritten, row: Some(2), margin: true, ..at(40.0, None) };
        let read = as_laid(at(0.0, Some("Зайнаб")), &laid);
        assert_eq!((read.row, read.margin, read.outline), (Some(2), true, laid.outline));
        assert_eq!(read.text.as_deref(), Some("Зайнаб"));
    }
}
