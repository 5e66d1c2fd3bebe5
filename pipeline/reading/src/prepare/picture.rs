//! The picture people see: the straight page in its colours, small enough for a browser. Not for machines:
//! they read the straight page itself.

use image::GrayImage;
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use register::geometry::Placement;

use super::{shrink, straight};
use crate::decode::DecodedScan;

/// Longest side, pixels: a typed A4 page stays readable at full zoom, at some 400 kB.
const LONGEST: f64 = 2000.0;
/// JPEG quality, out of 100.
const QUALITY: u8 = 80;

/// A JPEG.
#[derive(Debug, Clone)]
pub struct EncodedImage {
    /// The file.
    pub bytes: Vec<u8>,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// The page that `placement` cuts from the scan, scaled down; `page` are its grey pixels.
pub(super) fn for_people(scan: &DecodedScan, page: &GrayImage, placement: &Placement) -> EncodedImage {
    let shrunk = (f64::from(placement.width.max(placement.height)) / LONGEST).max(1.0);
    let blocks = shrunk.floor() as u32;
    match &scan.colour {
        Some(colour) => {
            let target = reduced(placement, shrunk, blocks);
            let picture = straight::straighten_colour(&shrink::colour(colour, blocks), &target);
            encode(picture.as_raw(), picture.dimensions(), ColorType::Rgb)
        }
        None => {
            let whole = Placement::whole(placement.width, placement.height);
            let target = reduced(&whole, shrunk, blocks);
            let picture = straight::straighten(&shrink::gray(page, blocks), &target);
            encode(picture.as_raw(), picture.dimensions(), ColorType::Luma)
        }
    }
}

/// The placement that cuts the page, `shrunk` times smaller, from a scan averaged in `blocks`.
fn reduced(placement: &Placement, shrunk: f64, blocks: u32) -> Placement {
    let side = |pixels: u32| ((f64::from(pixels) / shrunk).round() as u32).max(1);
    let (step, by) = (shrunk / f64::from(blocks), f64::from(blocks));
    let [a, b, c, d, e, f] = placement.affine;
    Placement {
        width: side(placement.width),
        height: side(placement.height),
        affine: [a * step, b * step, c / by, d * step, e * step, f / by],
        bend: placement.bend.map(|bend| bend.scaled(1.0 / shrunk)),
    }
}

fn encode(samples: &[u8], (width, height): (u32, u32), kind: ColorType) -> EncodedImage {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, QUALITY);
    // Colour tells stamps from ink, and needs no fine detail for that.
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    encoder
        .encode(samples, width as u16, height as u16, kind)
        .expect("a JPEG holds any picture up to 65,535 pixels a side, and nothing fails to write to memory");
    EncodedImage { bytes, width, height }
}

#[cfg(test)]
mod tests {
    use image::{Luma, Rgb, RgbImage};
    use register::geometry::Rect;

    use super::*;
    use crate::decode::decode;

    /// A scan that is dark, or red where it has colours, on its left half.
    fn scan(width: u32, height: u32, coloured: bool) -> DecodedScan {
        let left = |x: u32| x < width / 2;
        let gray = GrayImage::from_fn(width, height, |x, _| Luma([if left(x) { 40 } else { 220 }]));
        let of = |x: u32| if left(x) { Rgb([200, 30, 30]) } else { Rgb([220; 3]) };
        let colour = coloured.then(|| RgbImage::from_fn(width, height, |x, _| of(x)));
        DecodedScan { gray, colour, ppi: None }
    }

    /// What the picture of a page shows once it is opened again.
    fn seen(scan: &DecodedScan, placement: &Placement) -> DecodedScan {
        let picture = for_people(scan, &straight::straighten(&scan.gray, placement), placement);
        let seen = decode(&picture.bytes, 0).unwrap();
        assert_eq!(seen.gray.dimensions(), (picture.width, picture.height));
        seen
    }

    fn check_size(scan_size: (u32, u32), picture: (u32, u32)) {
        for coloured in [false, true] {
            let scan = scan(scan_size.0, scan_size.1, coloured);
            let seen = seen(&scan, &Placement::whole(scan_size.0, scan_size.1));
            assert_eq!(seen.gray.dimensions(), picture);
        }
    }

    #[test]
    fn a_large_page_is_made_smaller_and_a_small_one_is_left() {
        check_size((3000, 1500), (2000, 1000));
        check_size((301, 400), (301, 400));
        check_size((1, 1), (1, 1));
    }

    #[test]
    fn colours_are_kept_and_a_grey_page_has_none() {
        let whole = Placement::whole(400, 300);
        assert!(seen(&scan(400, 300, false), &whole).colour.is_none());
        let colours = seen(&scan(400, 300, true), &whole).colour.unwrap();
        let Rgb([red, green, _]) = *colours.get_pixel(100, 150);
        assert!(red > 170 && green < 60, "{red} {green}");
    }

    #[test]
    fn a_page_that_lay_on_its_side_stands_upright() {
        // The head of a page turned by a quarter clockwise lies on the right.
        let turned = straight::place(&Rect::new(0.0, 0.0, 2400.0, 1600.0).corners(), 90.0);
        for coloured in [false, true] {
            let seen = seen(&scan(2400, 1600, coloured), &turned).gray;
            assert_eq!(seen.dimensions(), (1333, 2000));
            let (head, foot) = (seen.get_pixel(600, 500)[0], seen.get_pixel(600, 1500)[0]);
            assert!(head > 200 && foot < 100, "{head} {foot}");
        }
    }
}
