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
    Reader, RecognizeError, USUAL_X_HEIGHT,
    line_model::{AskedLine, read_lines},
    patch::{Patch, paper_of},
    strokes::gathered,
    words::Way,
};

/// On a page of type a line narrower than this, x-heights, that layout took for a hand is a number (four typed figures)
/// or a sign: those have readers of their own.
const SHORT: f64 = 5.0;
/// A line not wider than this many times its height stands upright, or is a sign.
const UPRIGHT: f64 = 0.7;

/// Lines that hand's own reader read, by their place among the lines of the page. Pieces of a line that was read stand
/// with no text.
pub(super) type Hands = BTreeMap<usize, Line>;

/// Reads the handwritten lines of a page, those in tables, too; none where no model knows its languages. A line in
/// which nothing was read is left to the others.
pub(super) fn read_hands(
    reader: &Reader<'_>,
    page: &Page,
    straight: &GrayImage,
) -> Result<Hands, RecognizeError> {
    let written = written(page);
    let mut hands = Hands::new();
    let whole = whole_lines(page, &written);
    let asked: Vec<AskedLine> =
        whole.iter().map(|(_, rect, _)| AskedLine::of(*rect, Hand::Handwritten)).collect();
    for (at, (crop, found)) in read_lines(reader.lines, reader.languages, straight, &asked)? {
        let way = Way { placement: &page.placement, crop: Some(&crop), languages: reader.languages };
        let Some(line) = found.and_then(|found| way.line(&found)) else { continue };
        let (place, _, pieces) = &whole[at];
        let laid = |place: usize| written.iter().find(|(at, _)| *at == place).map(|(_, line)| *line);
        for piece in pieces {
            hands.extend(laid(*piece).map(|laid| (*piece, as_laid(Line::default(), laid))));
        }
        hands.extend(laid(*place).map(|laid| (*place, as_laid(line, laid))));
    }
    Ok(hands)
}

/// The lines of a page that are written by hand and lie as they are read.
fn written(page: &Page) -> Vec<(usize, &Line)> {
    let lines = page.lines.iter().flatten();
    let by_hand = |line: &&Line| line.hand == Hand::Handwritten;
    let mostly = 2 * lines.clone().filter(by_hand).count() > lines.clone().count();
    let least = if mostly { 0.0 } else { SHORT * page.quality.x_height.unwrap_or(USUAL_X_HEIGHT) };
    let lies = |line: &Line| {
        let rect = page.placement.page_rect(&line.outline);
        rect.width() >= least && rect.width() > UPRIGHT * rect.height()
    };
    lines.enumerate().filter(|(_, line)| by_hand(line) && lies(line)).collect()
}

/// Lines to read: their place, the box to read each in (page pixels) and the places of its pieces. Cells hold short
/// lines close to each other, which would be taken for pieces of one another.
fn whole_lines(page: &Page, written: &[(usize, &Line)]) -> Vec<(usize, Rect, Vec<usize>)> {
    let rect = |line: &Line| page.placement.page_rect(&line.outline);
    let (open, tabled): (Vec<_>, Vec<_>) = written.iter().partition(|(_, line)| line.table.is_none());
    let rects: Vec<Rect> = open.iter().map(|(_, line)| rect(line)).collect();
    let open = gathered(&rects).into_iter().map(|whole| {
        let pieces = whole.pieces.iter().map(|&piece| open[piece].0).collect();
        (open[whole.place].0, whole.area, pieces)
    });
    open.chain(tabled.iter().map(|(place, line)| (*place, rect(line), Vec::new()))).collect()
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
        let paper = paper_of(&patch.counts(picture));
        patch.fill(picture, paper);
    }
}

/// The same for all that lies in `area`, a cell: hands swing over the rules of their neighbours.
pub(super) fn hide_within(picture: &mut GrayImage, placement: &Placement, area: &Rect, hands: &Hands) {
    for line in hands.values() {
        hide(picture, &placement.page_rect(&line.outline).intersection(area));
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

/// Typed lines of a cell in their order, and handwritten ones among them: each before the first that begins below it, or
/// beside it to the right.
pub(super) fn in_order(placement: &Placement, typed: Vec<Line>, by_hand: Vec<Line>) -> Vec<Line> {
    let mut lines = typed;
    let rect = |line: &Line| placement.page_rect(&line.outline);
    for hand in by_hand.into_iter().filter(|line| line.text.is_some()) {
        let at = rect(&hand);
        let after = |line: &Line| {
            let other = rect(line);
            let apart = other.centre().y - at.centre().y;
            let beside = apart.abs() < 0.5 * other.height().min(at.height());
            if beside { other.left > at.left } else { apart > 0.0 }
        };
        let place = lines.iter().position(after).unwrap_or(lines.len());
        lines.insert(place, hand);
    }
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
