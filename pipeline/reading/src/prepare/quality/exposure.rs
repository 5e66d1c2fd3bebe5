//! Light on the page: the paper's tone, and what is burnt out. Not for sharpness: contrast is measured at
//! the ink's edges, in `focus`.

use std::ops::Range;

use image::GrayImage;

use super::paper::rank;

/// Share of the page that is darker than its paper: a page shot on dark ground still shows its paper.
const PAPER_RANK: f64 = 0.75;
/// Grey from which a place is burnt out: nothing of the paper's grain is left.
const BURNT: u8 = 252;
/// Paper darker than this is no white-clipped background, so that burnt places are flashes of light.
const WHITENED: f64 = 246.0;
/// Grey of ink up to which print on burnt-out paper is still whole: a scan whose paper was whitened.
const WHOLE_INK: f64 = 170.0;

/// How often each grey stands on a page.
pub(super) struct Light {
    counts: [u32; 256],
    all: u32,
}

impl Light {
    /// The light on a small picture, of which these columns of each row are shown on the scan.
    pub(super) fn of(small: &GrayImage, shown: &[Range<usize>]) -> Self {
        let mut counts = [0u32; 256];
        for (line, shown) in small.as_raw().chunks_exact((small.width() as usize).max(1)).zip(shown) {
            for &v in &line[shown.clone()] {
                counts[usize::from(v)] += 1;
            }
        }
        Self { counts, all: counts.iter().sum() }
    }

    /// Grey of the paper: the tone that a quarter of the page is brighter than.
    pub(super) fn paper(&self) -> f64 {
        rank(&self.counts, (f64::from(self.all) * PAPER_RANK) as u32).into()
    }

    /// Share of the page that is burnt out to white so that print would be lost there: none on a scan whose
    /// paper was made white while its ink stayed dark.
    pub(super) fn glare(&self, contrast: Option<f64>) -> f64 {
        let paper = self.paper();
        let whitened = paper >= WHITENED && contrast.is_some_and(|c| paper - c <= WHOLE_INK);
        if whitened || self.all == 0 {
            return 0.0;
        }
        let burnt: u32 = self.counts[usize::from(BURNT)..].iter().sum();
        f64::from(burnt) / f64::from(self.all)
    }
}
