//! The scan seen small and upright: the one picture on which book, pages and gutter are found. Not for what
//! is read later, which is cut from the scan itself.

use image::GrayImage;
use register::geometry::{Outline, Placement, Point};

use super::{
    binarize::{Ink, binarize},
    ground::Lying,
    straight,
};
use crate::layout::blobs::{Blob, connected};

/// Window of the threshold, pixels of the look.
const WINDOW: usize = 31;
/// Text is at least this tall and at most that, share of the look's longer side; what is larger is a
/// picture, a border or a cover, what is smaller is grain.
const TEXT_HEIGHT: std::ops::Range<f64> = 0.003..0.04;
/// Text is at most this many times taller than wide: page edges in a pile are slivers.
const MOST_UPRIGHT: u32 = 4;

/// A part of a scan, small and upright.
#[derive(Debug, Clone)]
pub(super) struct Look {
    /// Its pixels.
    pub(super) gray: GrayImage,
    /// From pixels of the look to pixels of the shrunk scan.
    placement: Placement,
    /// Pixels of the scan in one of the shrunk scan.
    by: f64,
    /// Size of the scan.
    scan: (u32, u32),
}

impl Look {
    /// What lies on a scan of size `scan`, which was shrunk `by` times to `small`, levelled and turned back by
    /// `turned` degrees.
    pub(super) fn of(small: &GrayImage, by: u32, scan: (u32, u32), lying: &Lying, turned: u16) -> Self {
        let placement = straight::place(&lying.corners, f64::from(turned) + lying.lean);
        Self { gray: straight::straighten(small, &placement), placement, by: f64::from(by), scan }
    }

    /// An outline on the look as an outline on the scan; what ends within a pixel of the look at the scan's
    /// border ends at the border.
    pub(super) fn to_scan(&self, outline: &[Point]) -> Outline {
        let snap = |v: f64, side: u32| {
            let side = f64::from(side);
            if v < 1.5 * self.by {
                0.0
            } else if v > side - 2.5 * self.by {
                side
            } else {
                v
            }
        };
        let up = |p: Point| Point::new(p.x * self.by, p.y * self.by);
        let on_scan = |p: &Point| up(self.placement.to_scan(*p));
        outline
            .iter()
            .map(on_scan)
            .map(|p| Point::new(snap(p.x, self.scan.0), snap(p.y, self.scan.1)))
            .collect()
    }

    /// Blobs of ink that may be letters or words.
    pub(super) fn text(&self) -> Vec<Blob> {
        text(&binarize(&self.gray, WINDOW))
    }
}

fn text(ink: &Ink) -> Vec<Blob> {
    let side = ink.width.max(ink.height) as f64;
    connected(ink).into_iter().filter(|blob| may_be_text(blob, side)).collect()
}

/// May a blob be a letter or a word of a picture whose longer side is `side`?
pub(super) fn may_be_text(blob: &Blob, side: f64) -> bool {
    let (width, height) = (blob.width(), blob.height());
    TEXT_HEIGHT.contains(&(f64::from(height) / side)) && height <= MOST_UPRIGHT * width && blob.dots >= height
}
