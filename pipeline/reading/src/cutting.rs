//! A part of a scan as a small picture, for people who look at a single line. Not for reading: engines are shown lines
//! at full size.

use image::{GenericImageView, ImageBuffer, Pixel, imageops};
use jpeg_encoder::{ColorType, Encoder};
use register::geometry::Rect;

use crate::decode::DecodedScan;

/// Widest picture, pixels: a line over a whole screen.
const WIDEST: f64 = 1100.0;
/// Highest picture, pixels: a large heading is no larger for being read badly.
const HIGHEST: f64 = 160.0;
/// Quality of the JPEG, out of 100: letters stay sharp enough to be judged.
const QUALITY: u8 = 65;

/// The part of the scan within a box (pixels of the scan) as a JPEG, in its colours, never enlarged; none where nothing
/// of the scan lies in it.
pub fn cut(scan: &DecodedScan, part: &Rect) -> Option<Vec<u8>> {
    let (width, height) = scan.gray.dimensions();
    let whole = Rect::new(0.0, 0.0, width.into(), height.into());
    let part = part.intersection(&whole);
    let (left, top) = (part.left.floor(), part.top.floor());
    let side = |from: f64, to: f64| (to.ceil() - from) as u32;
    let (wide, high) = (side(left, part.right), side(top, part.bottom));
    if part.area() <= 0.0 || wide == 0 || high == 0 {
        return None;
    }
    let place = (left as u32, top as u32, wide, high);
    match &scan.colour {
        Some(colour) => encoded(small(colour, place), ColorType::Rgb),
        None => encoded(small(&scan.gray, place), ColorType::Luma),
    }
}

fn small<V>(scan: &V, (left, top, wide, high): (u32, u32, u32, u32)) -> ImageBuffer<V::Pixel, Vec<u8>>
where
    V: GenericImageView + 'static,
    V::Pixel: Pixel<Subpixel = u8> + 'static,
{
    let part = imageops::crop_imm(scan, left, top, wide, high).to_image();
    let shrink = (WIDEST / f64::from(wide)).min(HIGHEST / f64::from(high)).min(1.0);
    let side = |pixels: u32| ((f64::from(pixels) * shrink).round() as u32).max(1);
    if shrink < 1.0 {
        imageops::resize(&part, side(wide), side(high), imageops::FilterType::Triangle)
    } else {
        part
    }
}

fn encoded<P: Pixel<Subpixel = u8>>(part: ImageBuffer<P, Vec<u8>>, kind: ColorType) -> Option<Vec<u8>> {
    let (width, height) = (u16::try_from(part.width()).ok()?, u16::try_from(part.height()).ok()?);
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, QUALITY).encode(part.as_raw(), width, height, kind).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use image::GrayImage;

    use super::*;

    /// Size of the picture of a part of a scan of 3000 x 400 pixels.
    fn check(part: Rect, expected: Option<(u32, u32)>) {
        let scan = DecodedScan { gray: GrayImage::new(3000, 400), colour: None, ppi: None };
        let size = cut(&scan, &part).map(|jpeg| {
            let frame = crate::decode::probe(&jpeg).unwrap()[0];
            (frame.width, frame.height)
        });
        assert_eq!(size, expected);
    }

    #[test]
    fn a_small_part_keeps_its_size() {
        check(Rect::new(10.0, 10.0, 310.0, 60.0), Some((300, 50)));
    }

    #[test]
    fn a_wide_line_is_made_smaller() {
        check(Rect::new(0.0, 0.0, 2200.0, 100.0), Some((1100, 50)));
    }

    #[test]
    fn what_lies_over_the_rim_is_cut_off() {
        check(Rect::new(2900.0, -50.0, 3100.0, 50.0), Some((100, 50)));
    }

    #[test]
    fn outside_the_scan_there_is_nothing_to_see() {
        check(Rect::new(3000.0, 0.0, 3100.0, 50.0), None);
        check(Rect::new(50.0, 50.0, 50.0, 50.0), None);
    }
}
