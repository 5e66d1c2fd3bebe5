//! What was found, drawn on the scan: pages, tables, cells, lines and words as outlines. For eyes that
//! check a reading; nothing is measured from it.

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
const WORD: Rgb<u8> = Rgb([0xB9, 0xB2, 0xA0]);

/// A stroke this share of the scan's longer side is seen when the whole scan is on a screen.
const STROKE_SHARE: f64 = 1.0 / 1600.0;

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
        for line in page.lines.iter().flatten() {
            draw_line(&mut canvas, line, stroke);
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
    let colour = if line.hand == Hand::Handwritten { HANDWRITTEN } else { LINE };
    closed(canvas, &line.outline, colour, stroke);
    for ends in line.baseline.windows(2) {
        segment(canvas, ends[0], ends[1], BASELINE, stroke);
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
}
