//! From a scan to straight pages: quarter turn, spread, skew, crop, quality, and the picture people see.
//! Not for what stands on the page.

use image::GrayImage;
use register::{geometry::Placement, page::Page};

use crate::decode::DecodedScan;

/// A page cut from its scan, its straight pixels, and the picture for browsers.
#[derive(Debug, Clone)]
pub struct PreparedPage {
    /// The page; tables and lines are still to be found.
    pub page: Page,
    /// The straight page at the scan's resolution.
    pub straight: GrayImage,
    /// The straight page for people, scaled down.
    pub image: EncodedImage,
}

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

/// The pages of a scan, left before right; always at least one.
pub fn prepare(scan: &DecodedScan) -> Vec<PreparedPage> {
    let _ = scan;
    Vec::new()
}

/// The straight page that `placement` cuts from the scan.
pub fn straighten(gray: &GrayImage, placement: &Placement) -> GrayImage {
    let _ = placement;
    gray.clone()
}
