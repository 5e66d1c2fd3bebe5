//! How far the sheet itself leans, by its edges against a darker or brighter ground. Not for cropping, and
//! only a sign beside the text's: sheets are cut, bound and laid down aslant.

use image::GrayImage;

use super::super::shrink;
use crate::middle::median;

/// Longer side of the picture looked at, pixels, or up to twice that.
const LOOK_SIDE: u32 = 400;
/// Step of grey at the edge of a sheet.
const STEP: i32 = 40;
/// Pixels to either side that a step is seen over.
const REACH: usize = 3;
/// Outermost pixels of the picture, in which no edge is looked for.
const BORDER: usize = 2;
/// How far in from the border of the picture an edge is looked for, share of its breadth.
const DEPTH: f64 = 0.3;
/// Share of a side along which the edge must show, on one straight line.
const SHOWN: f64 = 0.5;
/// Most the edge strays from that line, pixels.
const STRAY: f64 = 1.5;
/// Most the edges of one sheet lean differently, degrees.
const SQUARE: f64 = 0.6;

/// The angle of the sheet, degrees, where at least two of its edges show and lean alike.
pub(super) fn lean(gray: &GrayImage) -> Option<f64> {
    let small = shrink::to_side(gray, LOOK_SIDE);
    let (width, height) = (small.width() as usize, small.height() as usize);
    let at = |x: usize, y: usize| i32::from(small.as_raw()[y * width + x]);
    // Edges down the sheet lean to the left where lines run down to the right.
    let mut leans = [
        edge(height, width, |along, deep| at(deep, along)).map(|slope| -slope),
        edge(height, width, |along, deep| at(width - 1 - deep, along)),
        edge(width, height, at),
        edge(width, height, |along, deep| at(along, height - 1 - deep)).map(|slope| -slope),
    ]
    .map(|slope| slope.map_or(f64::NAN, |slope| slope.atan().to_degrees()));
    leans.sort_by(f64::total_cmp);
    let pairs = leans.windows(2).filter(|pair| pair[1] - pair[0] <= SQUARE);
    pairs.min_by(|a, b| (a[1] - a[0]).total_cmp(&(b[1] - b[0]))).map(|pair| (pair[0] + pair[1]) / 2.0)
}

/// The slope, depth against length, of the first step of grey in from one border of the picture.
fn edge(length: usize, breadth: usize, at: impl Fn(usize, usize) -> i32) -> Option<f64> {
    let most = (breadth as f64 * DEPTH) as usize;
    let step = |along: usize, deep: usize| (at(along, deep + REACH) - at(along, deep)).abs();
    // A step at the very border is the border's.
    let first = |along: usize| (BORDER..most.saturating_sub(REACH)).find(|&deep| step(along, deep) >= STEP);
    let points: Vec<(f64, f64)> =
        (0..length).filter_map(|along| first(along).map(|deep| (along as f64, deep as f64))).collect();
    straight(&points, SHOWN * length as f64)
}

/// The slope of the line most points lie on, if at least `least` do.
fn straight(points: &[(f64, f64)], least: f64) -> Option<f64> {
    let apart = points.len() / 3;
    let pairs = points.iter().zip(points.iter().skip(apart.max(1)));
    let slope = median(pairs.map(|(from, to)| (to.1 - from.1) / (to.0 - from.0)))?;
    let start = median(points.iter().map(|p| p.1 - slope * p.0))?;
    let near = |p: &&(f64, f64)| (p.1 - slope * p.0 - start).abs() <= STRAY;
    let on_line: Vec<&(f64, f64)> = points.iter().filter(near).collect();
    let count = on_line.len() as f64;
    let mean = |of: &dyn Fn(&(f64, f64)) -> f64| on_line.iter().map(|p| of(p)).sum::<f64>() / count;
    let (along, deep) = (mean(&|p| p.0), mean(&|p| p.1));
    let run = mean(&|p| (p.0 - along).powi(2));
    (count >= least.max(2.0) && run > 0.0).then(|| mean(&|p| (p.0 - along) * (p.1 - deep)) / run)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    /// A sheet on a ground, leaning by `degrees`.
    fn check(degrees: f64, ground: u8, paper: u8, expected: Option<f64>) {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let scan = GrayImage::from_fn(700, 1000, |x, y| {
            let (x, y) = (f64::from(x) - 350.0, f64::from(y) - 500.0);
            let (across, down) = (x * cos + y * sin, y * cos - x * sin);
            Luma([if across.abs() < 280.0 && down.abs() < 400.0 { paper } else { ground }])
        });
        match (lean(&scan), expected) {
            (Some(found), Some(expected)) => {
                assert!((found - expected).abs() < 0.3, "{found}, not {expected}")
            }
            (found, expected) => assert_eq!(found, expected),
        }
    }

    #[test]
    fn a_sheet_on_a_dark_ground_leans_with_its_edges() {
        for degrees in [0.0, 2.0, -5.0] {
            check(degrees, 20, 210, Some(degrees));
        }
    }

    #[test]
    fn a_sheet_on_a_bright_ground_leans_with_its_edges() {
        check(-1.5, 250, 190, Some(-1.5));
    }

    #[test]
    fn a_picture_without_edges_tells_nothing() {
        check(3.0, 200, 200, None);
        assert_eq!(lean(&GrayImage::new(1, 1)), None);
    }
}
