//! From a scan to straight pages: quarter turn, spread, skew, crop, quality; and, when asked for, the picture
//! people see.
//! Not for what stands on the page: [`crate::layout`] finds that.
//!
//! Unsure means left alone: a turn, a split, an angle or a crop needs evidence, and what was seen without
//! being acted on is written down as a doubt. All geometry is one placement a page.

use image::GrayImage;
use register::{
    geometry::{Outline, Rect},
    page::{Half, Page, SkewEstimate},
    unsure::Unsure,
};

use crate::decode::DecodedScan;

mod bands;
mod bend;
pub(crate) mod binarize;
mod dips;
mod edges;
mod frame;
mod gap;
mod ground;
mod halves;
mod look;
mod nothing;
mod picture;
mod quality;
mod sampling;
mod shade;
pub(crate) mod shrink;
mod skew;
mod spread;
mod straight;
mod strip;
pub(crate) mod transpose;
mod turn;
mod turned;

use nothing::Nothing;
pub use picture::EncodedImage;
pub use straight::straighten;
pub use turn::{Arbiter, Opinion};
use turned::Turned;

/// Scans with a shorter side than this, pixels, are single lines or clippings: they pass as they are.
pub(crate) const SMALLEST_PAGE: u32 = 300;
/// Confidence from which an angle is taken out (measured on the skew cases: below, angles are chance).
const SURE_OF_SKEW: f64 = 0.5;
/// Smallest angle worth resampling for, degrees: half a pixel over a page of 2,000.
const LEAST_SKEW: f64 = 0.015;

/// A page cut from its scan, and its straight pixels.
#[derive(Debug, Clone)]
pub struct PreparedPage {
    /// The page; tables and lines are still to be found.
    pub page: Page,
    /// The straight page at the scan's resolution.
    pub straight: GrayImage,
}

impl PreparedPage {
    /// The straight page in its colours, for people, scaled down; `scan` is the one it was cut from. Made
    /// apart, as it takes a fifth of the time and only a register's pages are kept for people to see.
    pub fn picture(&self, scan: &DecodedScan) -> EncodedImage {
        picture::for_people(scan, &self.straight, &self.page.placement)
    }
}

/// The pages of a scan, left before right; always at least one.
pub fn prepare(scan: &DecodedScan) -> Vec<PreparedPage> {
    prepare_asking(scan, &mut |_| None)
}

/// As [`prepare`]; where pixels leave a doubt about which end of a page is up, `arbiter` is asked.
pub fn prepare_asking(scan: &DecodedScan, arbiter: Arbiter<'_>) -> Vec<PreparedPage> {
    let (width, height) = scan.gray.dimensions();
    let as_it_is = |doubts| {
        let whole = Rect::new(0.0, 0.0, f64::from(width), f64::from(height)).corners();
        finish(scan, Half::Whole, &whole, Found::default(), doubts)
    };
    match nothing::on(&scan.gray) {
        Some(Nothing::Shown) => return vec![as_it_is(vec![Unsure::NothingShows])],
        Some(Nothing::Written) => return vec![blank(as_it_is(Vec::new()))],
        None => {}
    }
    if width.min(height) < SMALLEST_PAGE {
        return vec![as_it_is(Vec::new())];
    }
    let Turned { pages, doubts } = turned::find(scan, arbiter);
    pages
        .into_iter()
        .map(|(half, outline, found)| finish(scan, half, &outline, found, doubts.clone()))
        .collect()
}

/// A page known to be blank: measured by itself, paper made white is burnt out, and nobody can tell.
fn blank(mut prepared: PreparedPage) -> PreparedPage {
    prepared.page.quality.blank = Some(true);
    prepared
}

/// What was found out about one page's position.
#[derive(Debug, Default)]
struct Found {
    turned: u16,
    skew: SkewEstimate,
    /// How letters stand ([`turn::standing`]).
    standing: Option<f64>,
    /// Feet of what is written, pixels of the upright page, `factor` times smaller.
    feet: Vec<skew::Foot>,
    factor: f64,
}

impl Found {
    /// The angle to take out beside the turn, degrees.
    fn lean(&self) -> f64 {
        let sure = self.skew.confidence >= SURE_OF_SKEW && self.skew.degrees.abs() >= LEAST_SKEW;
        if sure { self.skew.degrees } else { 0.0 }
    }
}

fn finish(
    scan: &DecodedScan,
    half: Half,
    outline: &Outline,
    found: Found,
    mut doubts: Vec<Unsure>,
) -> PreparedPage {
    let skew_degrees = found.lean();
    if skew_degrees == 0.0 && found.skew.degrees.abs() > 0.3 && found.skew.confidence > 0.2 {
        doubts.push(Unsure::Lean { degrees: found.skew.degrees });
    }
    let mut placement = straight::place(outline, f64::from(found.turned) + skew_degrees);
    if found.skew.confidence >= SURE_OF_SKEW {
        let upright = straight::place(outline, f64::from(found.turned));
        placement = bend::taken_out(placement, &found.feet, &upright, found.factor);
    }
    let straight = straighten(&scan.gray, &placement);
    let cut = quality::Cut { half, outline, placement: &placement, straight: &straight };
    let quality = quality::measure(scan, &cut);
    let mut page = Page {
        half,
        outline: outline.clone(),
        turned: found.turned,
        skew_degrees,
        skew_estimate: found.skew,
        quality,
        doubts: Vec::new(),
        unsure: Vec::new(),
        placement,
        tables: None,
        lines: None,
    };
    for unsure in doubts {
        page.doubt(unsure);
    }
    PreparedPage { page, straight }
}

#[cfg(test)]
mod tests;
