//! What can be measured of a page's capture: paper, ink, sharpness, light, what is cut off or covered, and
//! the page's look. Not for judging it: what to shoot again is for whoever sees the whole register.

use std::ops::Range;

use image::GrayImage;
use register::{
    geometry::{Outline, Placement, Point},
    page::{Half, Quality},
};

use super::shrink;
use crate::decode::DecodedScan;

mod clipping;
mod covering;
mod exposure;
mod focus;
mod paper;
mod signature;
#[cfg(test)]
mod tests;
mod writing;

/// Longer side of the picture most measures are taken on, pixels, up to twice that.
const LOOK_SIDE: u32 = 900;

/// A page as it was cut from its scan.
pub(super) struct Cut<'p> {
    pub(super) half: Half,
    pub(super) outline: &'p Outline,
    pub(super) placement: &'p Placement,
    /// The straight page at the scan's resolution.
    pub(super) straight: &'p GrayImage,
}

impl Cut<'_> {
    /// Is a place of the straight page on the scan? What was turned in from outside is white and no paper.
    fn on_scan(&self, scan: &GrayImage, x: f64, y: f64) -> bool {
        let p = self.placement.to_scan(Point::new(x, y));
        p.x >= 0.0 && p.y >= 0.0 && p.x <= f64::from(scan.width()) && p.y <= f64::from(scan.height())
    }

    /// How large the page would be if it filled its scan (of an open book: its half), pixels of the look.
    fn frame(&self, scan: &GrayImage, look: &paper::Look) -> (f64, f64) {
        let [a, _, _, d, ..] = self.placement.affine;
        let (wide, high) = (f64::from(scan.width()), f64::from(scan.height()));
        let (wide, high) = if a.abs() >= d.abs() { (wide, high) } else { (high, wide) };
        let scale = look.width as f64 / f64::from(self.straight.width());
        let share = if self.half == Half::Whole { 1.0 } else { 0.5 };
        (wide * share * scale, high * scale)
    }

    /// For each row of the page made `small`, the columns that lie on the scan.
    fn shown(&self, scan: &GrayImage, small: &GrayImage) -> Vec<Range<usize>> {
        let scale = f64::from(self.straight.width()) / f64::from(small.width());
        let width = small.width() as usize;
        let shown =
            |x: usize, y: u32| self.on_scan(scan, (x as f64 + 0.5) * scale, (f64::from(y) + 0.5) * scale);
        (0..small.height())
            .map(|y| {
                let first = (0..width).find(|&x| shown(x, y)).unwrap_or(width);
                let last = (first..width).rev().find(|&x| shown(x, y)).map_or(first, |x| x + 1);
                first..last
            })
            .collect()
    }
}

/// The measures of a page. The height of letters is layout's to find.
pub(super) fn measure(scan: &DecodedScan, cut: &Cut) -> Quality {
    let small = shrink::to_side(cut.straight, LOOK_SIDE);
    let shown = cut.shown(&scan.gray, &small);
    let light = exposure::Light::of(&small, &shown);
    let look = paper::Look::at(small.into_owned(), &shown);
    let edges = focus::edges(cut.straight, &look, |x, y| cut.on_scan(&scan.gray, x, y));
    let contrast = edges.contrast();
    let glare = light.glare(contrast);
    let found = writing::find(&look);
    Quality {
        ppi: scan.ppi,
        sharpness: edges.sharpness().map(tenth),
        paper: Some(tenth(light.paper())),
        ink: Some((found.share * 1e4).round() / 1e4),
        x_height: None,
        contrast: contrast.map(tenth),
        glare: Some((glare * 1e3).round() / 1e3),
        // Where everything is burnt out nobody can tell.
        blank: Some(found.blank && glare < 0.5),
        clipped: clipping::sides(&scan.gray, cut),
        covered: covering::things(&look, cut),
        signature: Some(signature::of(&look, cut.frame(&scan.gray, &look))),
    }
}

fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
