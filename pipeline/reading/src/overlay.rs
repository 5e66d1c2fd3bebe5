//! What was found, drawn on the scan: pages, tables, cells, lines and words as outlines, notes of the margin and
//! stamps in colours of their own, and each line's place in reading order. For eyes that check a reading; nothing is
//! measured from it.

use image::{DynamicImage, ExtendedColorType, ImageEncoder as _, Rgb, RgbImage, codecs::png};
use imageproc::drawing::draw_line_segment_mut;
use register::{
    geometry::{Outline, Point},
    layout::{Hand, Line},
    page::Page,
};

use crate::decode::DecodedScan;

/// Lapis of the screens, for pages.
const PAGE: Rgb<u8> = Rgb([0x1D, 0x3F, 0x8C]);
/// Rust of the screens, for tables and their cells.
const TABLE: Rgb<u8> = Rgb([0x97, 0x33, 0x0F]);
const HEADER: Rgb<u8> = Rgb([0xD9, 0x7A, 0x2B]);
const LINE: Rgb<u8> = Rgb([0x1E, 0x8A, 0x3C]);
const HANDWRITTEN: Rgb<u8> = Rgb([0x8A, 0x2B, 0xC2]);
const BASELINE: Rgb<u8> = Rgb([0x12, 0xA5, 0xB5]);
const MARGIN: Rgb<u8> = Rgb([0xC9, 0x8A, 0x00]);
const STAMP: Rgb<u8> = Rgb([0xD6, 0x1F, 0x69]);
const WORD: Rgb<u8> = Rgb([0xB9, 0xB2, 0xA0]);

/// A stroke this share of the scan's longer side is seen when the whole scan is on a screen.
const STROKE_SHARE: f64 = 1.0 / 1600.0;
/// Digits, three wide and five high: rows from the top, the left dot of each the highest bit.
const DIGITS: [[u8; 5]; 10] = [
    [7, 5, 5, 5, 7],
    [2, 6, 2, 2, 7],
    [7, 1, 7, 4, 7],
    [7, 1, 7, 1, 7],
    [5, 5, 7, 1, 1],
    [7, 4, 7, 1, 7],
    [7, 4, 7, 5, 7],
    [7, 1, 2, 2, 2],
    [7, 5, 7, 5, 7],
    [7, 5, 7, 1, 7],
];

/// A PNG of the scan, same size, with the outlines of `pages` drawn on it.
///
/// # Errors
/// The PNG cannot be written to memory.
pub fn draw(scan: &DecodedScan, pages: &[Page]) -> image::ImageResult<Vec<u8>> {
    let mut canvas = match &scan.colour {
        Some(colour) => colour.clone(),
        None => DynamicImage::ImageLuma8(scan.gray.clone()).into_rgb8(),
    };
    let stroke = stroke_of(&canvas);
    for page in pages {
        for (place, line) in page.lines.iter().flatten().enumerate() {
            draw_line(&mut canvas, line, stroke);
            number(&mut canvas, place + 1, line, stroke);
        }
        for table in page.tables.iter().flatten() {
            for cell in &table.cells {
                closed(&mut canvas, &cell.outline, if cell.header { HEADER } else { TABLE }, stroke);
            }
            closed(&mut canvas, &table.outline, TABLE, 2 * stroke);
        }
        closed(&mut canvas, &page.outline, PAGE, 2 * stroke);
    }
    let mut bytes = Vec::new();
    png::PngEncoder::new_with_quality(&mut bytes, png::CompressionType::Fast, png::FilterType::Sub)
        .write_image(canvas.as_raw(), canvas.width(), canvas.height(), ExtendedColorType::Rgb8)?;
    Ok(bytes)
}

fn stroke_of(canvas: &RgbImage) -> i32 {
    let longer = f64::from(canvas.width().max(canvas.height()));
    ((longer * STROKE_SHARE).round() as i32).max(1)
}

fn draw_line(canvas: &mut RgbImage, line: &Line, stroke: i32) {
    for word in &line.words {
        closed(canvas, &word.outline, WORD, stroke);
    }
    closed(canvas, &line.outline, colour_of(line), stroke);
    for ends in line.baseline.windows(2) {
        segment(canvas, ends[0], ends[1], BASELINE, stroke);
    }
}

fn colour_of(line: &Line) -> Rgb<u8> {
    match line.hand {
        Hand::Stamp => STAMP,
        _ if line.margin => MARGIN,
        Hand::Handwritten => HANDWRITTEN,
        Hand::Printed | Hand::Typed => LINE,
    }
}

/// The line's place in reading order, at the first corner of its outline.
fn number(canvas: &mut RgbImage, place: usize, line: &Line, stroke: i32) {
    let Some(corner) = line.outline.first() else { return };
    let (left, top) = (corner.x as i32 + 2 * stroke, corner.y as i32 + 2 * stroke);
    for (i, digit) in place.to_string().bytes().enumerate() {
        let rows = DIGITS[usize::from(digit - b'0')];
        for (x, y) in (0..3).flat_map(|x| (0..5).map(move |y| (x, y))) {
            if rows[y as usize] >> (2 - x) & 1 == 1 {
                let at = (left + (4 * i as i32 + x) * stroke, top + y * stroke);
                dot(canvas, at, colour_of(line), stroke);
            }
        }
    }
}

/// A square; parts outside the canvas are left out.
fn dot(canvas: &mut RgbImage, (left, top): (i32, i32), colour: Rgb<u8>, side: i32) {
    for (x, y) in (left..left + side).flat_map(|x| (top..top + side).map(move |y| (x, y))) {
        let at = u32::try_from(x).ok().zip(u32::try_from(y).ok());
        if let Some(pixel) = at.and_then(|(x, y)| canvas.get_pixel_mut_checked(x, y)) {
            *pixel = colour;
        }
    }
}

fn closed(canvas: &mut RgbImage, outline: &Outline, colour: Rgb<u8>, stroke: i32) {
    for (i, from) in outline.iter().enumerate() {
        segment(canvas, *from, outline[(i + 1) % outline.len()], colour, stroke);
    }
}

/// A stroke several pixels wide, as lines side by side; parts outside the canvas are left out.
fn segment(canvas: &mut RgbImage, from: Point, to: Point, colour: Rgb<u8>, stroke: i32) {
    let steep = (to.y - from.y).abs() > (to.x - from.x).abs();
    for offset in -stroke / 2..=(stroke - 1) / 2 {
        let (dx, dy) = if steep { (offset as f32, 0.0) } else { (0.0, offset as f32) };
        let at = |p: Point| (p.x as f32 + dx, p.y as f32 + dy);
        draw_line_segment_mut(canvas, at(from), at(to), colour);
    }
}

#[cfg(test)]
mod tests {
    use image::GrayImage;

    use super::*;
    use crate::prepare;

    #[test]
    fn the_overlay_is_as_large_as_the_scan_and_shows_the_page() {
        let scan =
            DecodedScan { gray: GrayImage::from_pixel(64, 48, image::Luma([230])), colour: None, ppi: None };
        let pages: Vec<Page> = prepare::prepare(&scan).into_iter().map(|p| p.page).collect();
        let png = image::load_from_memory(&draw(&scan, &pages).unwrap()).unwrap().into_rgb8();
        assert_eq!(png.dimensions(), (64, 48));
        assert_eq!(png.pixels().any(|p| *p == PAGE), !pages.is_empty());
    }

    /// Is a line so marked drawn in its colour, with its number inside?
    fn check(hand: Hand, margin: bool, expected: Rgb<u8>) {
        let scan =
            DecodedScan { gray: GrayImage::from_pixel(64, 48, image::Luma([230])), colour: None, ppi: None };
        let outline = register::geometry::Rect::new(10.0, 10.0, 40.0, 30.0).corners().to_vec();
        let line = Line { outline, hand, margin, ..Line::default() };
        let page = Page { lines: Some(vec![line]), ..prepare::prepare(&scan).remove(0).page };
        let png = image::load_from_memory(&draw(&scan, &[page]).unwrap()).unwrap().into_rgb8();
        assert_eq!([*png.get_pixel(25, 10), *png.get_pixel(13, 12)], [expected; 2]);
    }

    #[test]
    fn handwriting_margin_and_stamps_have_their_colours() {
        check(Hand::Handwritten, false, HANDWRITTEN);
        check(Hand::Printed, true, MARGIN);
        check(Hand::Stamp, true, STAMP);
    }
}
