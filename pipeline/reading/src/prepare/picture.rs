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
