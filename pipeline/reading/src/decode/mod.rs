//! From file bytes to pixels: TIFF, JPEG, PNG, JPEG 2000, PDF, told apart by content and never by name.
//! Not for making the picture better: [`crate::prepare`] does that.

use image::{GrayImage, RgbImage};
use serde::{Deserialize, Serialize};

mod unreadable;

pub use unreadable::Unreadable;

/// Most pixels a frame may have: an A1 sheet at 600 ppi has 280 million.
pub const MAX_PIXELS: u64 = 300_000_000;

/// Size of one frame of a file, after EXIF orientation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// The pixels of one scan.
#[derive(Debug, Clone)]
pub struct DecodedScan {
    /// Luminance.
    pub gray: GrayImage,
    /// Colour, where the scan has any.
    pub colour: Option<RgbImage>,
    /// Pixels per inch, where the file says so believably.
    pub ppi: Option<f64>,
}

/// What frames a file holds, from its headers alone.
///
/// # Errors
/// The file is empty, no picture, cut short, or larger than [`MAX_PIXELS`] a frame.
pub fn probe(bytes: &[u8]) -> Result<Vec<Frame>, Unreadable> {
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    Err(Unreadable::NoImage("not yet".into()))
}

/// The pixels of frame `frame` (from 0).
///
/// # Errors
/// As [`probe`], and where damage shows only in the pixels.
pub fn decode(bytes: &[u8], frame: u32) -> Result<DecodedScan, Unreadable> {
    let _ = frame;
    probe(bytes).map(|_| DecodedScan { gray: GrayImage::new(1, 1), colour: None, ppi: None })
}
