//! What can be measured of a page's capture: paper, ink, sharpness, resolution. Not for judging it.

use image::GrayImage;
use register::page::Quality;

use super::{binarize::binarize, shrink};

/// Longer side of the picture ink is counted on, pixels.
const LOOK_SIDE: u32 = 800;
/// Window of the threshold there, pixels.
const WINDOW: usize = 25;
/// Only every so many rows are measured for sharpness.
const EVERY_ROW: usize = 8;
/// Share of the steepest steps between pixels that are edges of ink.
const EDGES: f64 = 0.01;

/// The measures of a straight page; `ppi` is what its file says. The height of letters is layout's to find.
pub(super) fn measure(straight: &GrayImage, ppi: Option<f64>) -> Quality {
    let small = shrink::to_side(straight, LOOK_SIDE);
    let ink = binarize(&small, WINDOW);
    let dots = ink.dots.iter().filter(|&&d| d != 0).count();
    let (sum, papers) = small
        .as_raw()
        .iter()
        .zip(&ink.dots)
        .filter(|(_, d)| **d == 0)
        .fold((0.0, 0u32), |(sum, n), (&v, _)| (sum + f64::from(v), n + 1));
    let one = |v: f64| (v * 10.0).round() / 10.0;
    Quality {
        ppi,
        sharpness: sharpness(straight).map(one),
        paper: (papers > 0).then(|| one(sum / f64::from(papers))),
        ink: Some((dots as f64 / ink.dots.len().max(1) as f64 * 1e4).round() / 1e4),
        ..Quality::default()
    }
}

/// Mean of the steepest steps from one pixel to the next, grey values a pixel.
fn sharpness(gray: &GrayImage) -> Option<f64> {
    let mut steps = [0u64; 256];
    for row in gray.as_raw().chunks_exact((gray.width() as usize).max(1)).step_by(EVERY_ROW) {
        for pair in row.windows(2) {
            steps[usize::from(pair[0].abs_diff(pair[1]))] += 1;
        }
    }
    let wanted = (steps.iter().sum::<u64>() as f64 * EDGES).ceil() as u64;
    let (mut left, mut sum) = (wanted, 0.0);
    for (step, &count) in steps.iter().enumerate().rev() {
        let taken = count.min(left);
        sum += step as f64 * taken as f64;
        left -= taken;
    }
    (wanted > 0).then(|| sum / wanted as f64)
}
