//! From file bytes to pixels: TIFF, JPEG, PNG, JPEG 2000, PDF, told apart by content and never by name.
//! Not for making the picture better: [`crate::prepare`] does that.
//!
//! Limits hold before anything is allocated, and a picture that is cut short is refused: half a page that
//! looks whole is worse than none.

use image::{GrayImage, RgbImage};
use serde::{Deserialize, Serialize};

mod jpeg;
mod jpeg2000;
mod kind;
mod orientation;
mod pdf;
mod pixels;
mod png;
mod tiff;
mod tiff_directory;
mod unreadable;

use kind::Kind;
pub use unreadable::Unreadable;

/// Most pixels a frame may have: an A1 sheet at 600 ppi has 280 million.
pub const MAX_PIXELS: u64 = 300_000_000;

/// Resolutions a register was ever scanned at, pixels per inch; what lies outside (72 by default, 1) is a
/// program's filler and not believed.
const BELIEVABLE_PPI: std::ops::RangeInclusive<f64> = 96.0..=2400.0;

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
    match kind::sniff(bytes)? {
        Kind::Jpeg => jpeg::probe(bytes).map(|frame| vec![frame]),
        Kind::Png => png::probe(bytes).map(|frame| vec![frame]),
        Kind::Jpeg2000 => jpeg2000::probe(bytes).map(|frame| vec![frame]),
        Kind::Tiff => tiff::probe(bytes),
        Kind::Pdf => pdf::probe(bytes),
    }
}

/// The pixels of frame `frame` (from 0).
///
/// # Errors
/// As [`probe`], and where damage shows only in the pixels.
pub fn decode(bytes: &[u8], frame: u32) -> Result<DecodedScan, Unreadable> {
    let frames = probe(bytes)?;
    let Some(size) = frames.get(frame as usize).copied() else {
        return Err(Unreadable::NoFrame { frame, frames: frames.len() as u32 });
    };
    match kind::sniff(bytes)? {
        Kind::Jpeg => jpeg::decode(bytes),
        Kind::Png => png::decode(bytes),
        Kind::Jpeg2000 => jpeg2000::decode(bytes),
        Kind::Tiff => tiff::decode(bytes, frame),
        Kind::Pdf => pdf::decode(bytes, frame, size),
    }
}

/// A frame of this size, if a scan may have it.
fn frame(width: u64, height: u64) -> Result<Frame, Unreadable> {
    if width == 0 || height == 0 {
        return Err(Unreadable::Damaged(format!("its header says {width} x {height} pixels")));
    }
    if width.saturating_mul(height) > MAX_PIXELS {
        return Err(Unreadable::Monstrous { width, height, limit: MAX_PIXELS });
    }
    Ok(Frame { width: width as u32, height: height as u32 })
}

/// A stated resolution, if a register could have been scanned at it.
fn believable(ppi: f64) -> Option<f64> {
    BELIEVABLE_PPI.contains(&ppi).then_some(ppi)
}

#[cfg(test)]
mod tests;
