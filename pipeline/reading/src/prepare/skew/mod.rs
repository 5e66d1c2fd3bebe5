//! How far the content of a page leans, and how surely: feet of letters that pile up, baselines traced from
//! letter to letter, rules, and the edge of the sheet. Not for quarter turns.

use image::GrayImage;
use register::page::SkewEstimate;

pub(super) use baselines::courses;
pub(super) use feet::Foot;

use super::binarize::{Ink, binarize};
use feet::Feet;
use piles::{Piles, angles, peak};
use weigh::{Signs, Traced};

mod baselines;
mod feet;
mod piles;
mod sheet;
mod weigh;

/// Longer side of the picture looked at, pixels, or up to twice that: a twentieth of a degree is one pixel
/// over this length, and feet are known to parts of a pixel.
pub(super) const LOOK_SIDE: u32 = 1000;
/// Window of the threshold, pixels of the picture looked at.
const WINDOW: usize = 41;
/// Angles searched to either side, degrees.
const REACH: f64 = 15.5;
/// Fewer feet than this, of letters and rules together, are no page of text.
const FEWEST: usize = 1000;
/// Feet of letters that are enough to do without the rules: entries do not always run level with the rules,
/// and it is the text that is to be read.
const ENOUGH_TEXT: usize = 4000;
/// Rules as long as this many widths of the page, all together, make it a ruled form.
const MANY_RULES: usize = 2;
/// By how much rules that run one way pile up above the usual, as share.
const SHARP_RULES: f64 = 1.0;
/// Strips in which the page is first looked at.
const STRIPS: usize = 4;
/// Feet used for the coarse search and for the fine one.
const COARSE_FEET: usize = 20_000;
const FINE_FEET: usize = 50_000;

/// The ink of the picture looked at.
pub(super) fn ink(gray: &GrayImage) -> Ink {
    binarize(gray, WINDOW)
}

/// How the content of a page leans, and by what that was told.
#[derive(Debug, Default)]
pub(super) struct Leaning {
    /// Positive where lines run down to the right.
    pub(super) estimate: SkewEstimate,
    /// Feet of what is written, in order of columns; pixels of the picture.
    pub(super) feet: Vec<Foot>,
}

/// The angle at which the page leans, and how sure that is.
pub(super) fn estimate(gray: &GrayImage, ink: &Ink) -> Leaning {
    let Feet { mut text, rules } = feet::find(gray, ink);
    let size = (ink.width, ink.height);
    if text.len() < ENOUGH_TEXT {
        text.extend_from_slice(&rules);
        text.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    if text.len() < FEWEST {
        return Leaning::default();
    }
    let (coarse, contrast) = search(&text, size);
    let piled = refine(&text, size, coarse);
    let ruled = if rules.len() >= MANY_RULES * ink.width { along_rules(&rules, size) } else { None };
    let signs = Signs { piled, contrast, traced: trace(&text, size, piled), ruled, sheet: sheet::lean(gray) };
    Leaning { estimate: signs.weigh(), feet: text }
}

/// The angle of the rules, where they agree on one.
fn along_rules(rules: &[Foot], size: (usize, usize)) -> Option<f64> {
    let (coarse, contrast) = search(rules, size);
    (contrast >= SHARP_RULES).then(|| refine(rules, size, coarse))
}

/// The best angle of the whole range to a quarter of a degree, and by how much it beats the usual one.
fn search(feet: &[Foot], size: (usize, usize)) -> (f64, f64) {
    let all = angles(0.0, REACH, 0.25);
    let mut scores = Piles::new(feet, size, STRIPS, COARSE_FEET).scores(&all, 4.0);
    let coarse = peak(&all, &scores);
    scores.sort_by(f64::total_cmp);
    (coarse, scores[scores.len() - 1] / scores[scores.len() / 2].max(1.0) - 1.0)
}

/// The angle near `coarse`, first strip by strip, then over the whole width.
fn refine(feet: &[Foot], size: (usize, usize), coarse: f64) -> f64 {
    let near = angles(coarse, 0.5, 0.05);
    let local = Piles::new(feet, size, STRIPS, FINE_FEET).sharpest(&near, 1.5);
    Piles::new(feet, size, 1, FINE_FEET).sharpest(&angles(local, 0.2, 0.02), 1.0)
}

/// The usual slope of baselines, traced twice: the first look may be half a degree off.
fn trace(feet: &[Foot], size: (usize, usize), about: f64) -> Option<Traced> {
    let first = Traced::of(baselines::trace(feet, size, about))?;
    Traced::of(baselines::trace(feet, size, first.degrees))
}
