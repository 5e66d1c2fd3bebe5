//! The pages of a scan, each with its place, its turn and its angle. Not for cutting them out.

use std::borrow::Cow;

use image::GrayImage;
use register::{
    geometry::{Outline, Point},
    page::Half,
    unsure::Unsure,
};

use super::{
    Found, SURE_OF_SKEW,
    ground::{self, Lying},
    halves,
    look::Look,
    shrink,
    skew::{self, Leaning},
    straight,
    turn::{self, Axis},
};
use crate::{decode::DecodedScan, middle::median};

mod asked;

/// Pages that lean by more than this, degrees, are looked for again with their lean taken out.
const LEANING: f64 = 2.5;

/// The pages of a scan, left before right.
pub(super) struct Turned {
    pub(super) pages: Vec<(Half, Outline, Found)>,
    /// What was unsure.
    pub(super) doubts: Vec<Unsure>,
}

/// Finds the pages of a scan whichever way it is turned.
pub(super) fn find(scan: &DecodedScan, arbiter: turn::Arbiter<'_>) -> Turned {
    let (width, height) = scan.gray.dimensions();
    let factor = shrink::factor_to(width, height, turn::LOOK_SIDE);
    let small = Small { gray: shrink::gray(&scan.gray, factor), factor };
    let mut lying = ground::lying_on(&small.gray).unwrap_or_else(|| ground::whole(&small.gray));
    let axis = turn::axis(&levelled(&small.gray, &lying));
    let mut seen = look(scan, &small, &lying, axis.degrees());
    let verdict = turn::weigh(axis, seen.standing(), || seen.ask(scan, arbiter));
    let turned = (axis.degrees() + verdict.degrees) % 360;
    if verdict.degrees != 0 {
        // Again from the start: left and right, and what lies next to an edge, change places.
        seen = look(scan, &small, &lying, turned);
    }
    if let Some(lean) = seen.lean()
        && (lean - lying.lean).abs() > LEANING
    {
        // Edges and gutters are looked for upright or nearly so.
        lying.lean = lean;
        seen = look(scan, &small, &lying, turned);
    }
    if verdict.unsure {
        seen.doubts.push(doubt(axis, verdict.degrees));
    }
    seen
}

fn doubt(axis: Axis, degrees: u16) -> Unsure {
    match axis {
        Axis::Across if degrees == 180 => Unsure::HalfTurn,
        Axis::Across => Unsure::UpsideDown,
        Axis::Down => Unsure::QuarterTurn,
        Axis::Unclear => Unsure::LinesDown,
    }
}

/// What lies on a small scan, as it lies but for its lean.
fn levelled<'s>(small: &'s GrayImage, lying: &Lying) -> Cow<'s, GrayImage> {
    if lying.lean == 0.0 {
        return Cow::Borrowed(small);
    }
    Cow::Owned(straight::straighten(small, &straight::place(&lying.corners, lying.lean)))
}

/// A scan shrunk by `factor`.
struct Small<'s> {
    gray: Cow<'s, GrayImage>,
    factor: u32,
}

/// The pages of a scan taken to be turned by so many degrees.
fn look(scan: &DecodedScan, small: &Small, lying: &Lying, turned: u16) -> Turned {
    let look = Look::of(&small.gray, small.factor, scan.gray.dimensions(), lying, turned);
    let found = halves::find(&look);
    let closer = |(half, outline): (Half, Outline)| {
        let outline = look.to_scan(&outline);
        let found = look_closer(scan, small, &outline, turned);
        (half, outline, found)
    };
    let pages = found.pages.into_iter().map(closer).collect();
    Turned { pages, doubts: found.doubt.into_iter().collect() }
}

fn look_closer(scan: &DecodedScan, small: &Small, outline: &[Point], turned: u16) -> Found {
    let upright = straight::place(outline, f64::from(turned));
    let factor = shrink::factor_to(upright.width, upright.height, skew::LOOK_SIDE);
    // A page that fills its scan is looked at as large as the scan was.
    let page = if factor == small.factor {
        straight::straighten(&small.gray, &straight::scaled(&upright, factor))
    } else {
        straight::straighten_small(&scan.gray, &upright, skew::LOOK_SIDE)
    };
    let ink = skew::ink(&page);
    let Leaning { estimate, feet } = skew::estimate(&page, &ink);
    let mut found = Found { turned, skew: estimate, standing: None, feet, factor: f64::from(factor) };
    found.standing = turn::standing(&ink, found.lean());
    found
}

impl Turned {
    /// How the pages lean, degrees: the middle of those of which it is sure.
    fn lean(&self) -> Option<f64> {
        let sure = self.pages.iter().filter(|(_, _, found)| found.skew.confidence >= SURE_OF_SKEW);
        median(sure.map(|(_, _, found)| found.lean()))
    }

    /// How letters stand on all pages together.
    fn standing(&self) -> Option<f64> {
        let known: Vec<f64> = self.pages.iter().filter_map(|(_, _, found)| found.standing).collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    }
}

#[cfg(test)]
mod tests;
