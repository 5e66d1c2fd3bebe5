//! What of a scan is the book: a photograph mounted on a larger sheet, and black borders. Not for the edges
//! of pages ([`super::edges`]), nor for the gutter. Only even darkness and bare sheet go: ink is never lost.

use image::GrayImage;
use register::geometry::{Outline, Point, Rect};

use super::binarize::Ink;
use crate::{
    layout::blobs::{Blob, connected},
    middle::median,
};

/// Grey below which a pixel is background of a film or copy stand, never paper.
const DARK: u8 = 48;
/// Share of a row or column that must be dark to be cropped.
const EVENLY: f64 = 0.92;
/// Most that is cropped from one side, share of the look.
const MOST: f64 = 0.3;
/// Grey of a bare sheet at least.
const SHEET: u8 = 225;
/// How much darker than the sheet what is mounted on it is, grey values.
const MOUNTED: u8 = 25;
/// Share of the look that what is mounted on it takes.
const SHARE: std::ops::Range<f64> = 0.15..0.93;
/// Thickness of the rim that shows a photograph from a ruled frame, share of its sides: ten times a rule.
const RIM: f64 = 0.01;
/// Share of a rim that is darker than the sheet.
const FULL_RIM: f64 = 0.85;

/// A photograph of a book mounted on a larger bright sheet, as corners clockwise from top left, and the angle
/// at which it stands there, degrees.
pub(super) fn mounted(look: &GrayImage) -> Option<(Outline, f64)> {
    let (w, h) = (f64::from(look.width()), f64::from(look.height()));
    let sheet = border_grey(look);
    if sheet < SHEET {
        return None;
    }
    let darker = Ink {
        width: look.width() as usize,
        height: look.height() as usize,
        dots: look.as_raw().iter().map(|&v| u8::from(v < sheet - MOUNTED)).collect(),
    };
    let bounds = connected(&darker).into_iter().max_by_key(|b| b.width() * b.height())?;
    let share = f64::from(bounds.width() * bounds.height()) / (w * h);
    if !SHARE.contains(&share) || f64::from(bounds.width()) < 0.5 * w {
        return None;
    }
    let (corners, degrees) = quad(&darker, &bounds)?;
    is_full(&darker, &corners).then_some((corners, degrees))
}

/// Median grey along the border.
fn border_grey(look: &GrayImage) -> u8 {
    let (w, h) = look.dimensions();
    let rows = (0..w).flat_map(|x| [(x, 0), (x, h - 1)]);
    let columns = (0..h).flat_map(|y| [(0, y), (w - 1, y)]);
    let mut values: Vec<u8> = rows.chain(columns).map(|(x, y)| look.get_pixel(x, y).0[0]).collect();
    let middle = values.len() / 2;
    *values.select_nth_unstable(middle).1
}

/// The four lines along a part's sides as corners, and how far they lean, degrees.
fn quad(ink: &Ink, bounds: &Blob) -> Option<(Outline, f64)> {
    let (left, right) = (bounds.left as usize, bounds.right as usize);
    let (top, bottom) = (bounds.top as usize, bounds.bottom as usize);
    let dot = |x: usize, y: usize| ink.row(y)[x] != 0;
    let of_rows = |f: &dyn Fn(usize) -> Option<usize>| fit((top..bottom).map(f).collect(), top);
    let of_columns = |f: &dyn Fn(usize) -> Option<usize>| fit((left..right).map(f).collect(), left);
    let first = of_rows(&|y| (left..right).find(|&x| dot(x, y)))?;
    let last = of_rows(&|y| (left..right).rev().find(|&x| dot(x, y)).map(|x| x + 1))?;
    let upper = of_columns(&|x| (top..bottom).find(|&y| dot(x, y)))?;
    let lower = of_columns(&|x| (top..bottom).rev().find(|&y| dot(x, y)).map(|y| y + 1))?;
    let corners = vec![upper.meets(first), upper.meets(last), lower.meets(last), lower.meets(first)];
    let lean = (upper.slope + lower.slope - first.slope - last.slope) / 4.0;
    Some((corners, lean.atan().to_degrees()))
}

/// `slope` times the one coordinate, plus `start`, gives the other.
#[derive(Clone, Copy)]
struct Line {
    slope: f64,
    start: f64,
}

impl Line {
    /// The point shared by this line, y over x, and the other, x over y.
    fn meets(self, upright: Line) -> Point {
        let y = (self.slope * upright.start + self.start) / (1.0 - self.slope * upright.slope);
        Point::new(upright.slope * y + upright.start, y)
    }
}

/// The line through most of the places, the first of them at `from`: the median of slopes over half the
/// length (after Theil and Sen).
fn fit(places: Vec<Option<usize>>, from: usize) -> Option<Line> {
    let half = places.len() / 2;
    let value = |i: usize| places[i].map(|v| v as f64);
    let slopes = (0..half).filter_map(|i| Some((value(i + half)? - value(i)?) / half as f64));
    let slope = median(slopes)?;
    let along = |i: usize| (i + from) as f64 + 0.5;
    let starts = (0..places.len()).filter_map(|i| Some(value(i)? - slope * along(i)));
    Some(Line { slope, start: median(starts)? })
}

/// Is the rim inside the corners full all around? A ruled frame's is not.
fn is_full(ink: &Ink, corners: &[Point]) -> bool {
    const SAMPLES: usize = 200;
    let middle = Rect::around(corners).centre();
    (0..4).all(|side| {
        let (from, to) = (corners[side], corners[(side + 1) % 4]);
        let seen = (0..SAMPLES).filter(|&i| {
            let (share, depth) = ((i as f64 + 0.5) / SAMPLES as f64, RIM * (1 + i % 3) as f64 / 1.5);
            let edge = Point::new(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
            let x = edge.x + (middle.x - edge.x) * depth;
            let y = edge.y + (middle.y - edge.y) * depth;
            let inside = x >= 0.0 && y >= 0.0 && (x as usize) < ink.width && (y as usize) < ink.height;
            inside && ink.row(y as usize)[x as usize] != 0
        });
        seen.count() as f64 >= FULL_RIM * SAMPLES as f64
    })
}

/// The box of the look without evenly dark borders.
pub(super) fn trim(look: &GrayImage) -> Rect {
    let (w, h) = (look.width() as usize, look.height() as usize);
    let dark = |x: usize, y: usize| look.as_raw()[y * w + x] < DARK;
    let column = |x: usize| evenly((0..h).map(|y| dark(x, y)));
    let row = |y: usize| evenly((0..w).map(|x| dark(x, y)));
    let (most, most_rows) = ((w as f64 * MOST) as usize, (h as f64 * MOST) as usize);
    // The last dark pixel stays: the page's edge may lie in it.
    let count = |dark: usize| dark.saturating_sub(1) as f64;
    let left = (0..w).take(most).take_while(|&x| column(x)).count();
    let right = (0..w).rev().take(most).take_while(|&x| column(x)).count();
    let top = (0..h).take(most_rows).take_while(|&y| row(y)).count();
    let bottom = (0..h).rev().take(most_rows).take_while(|&y| row(y)).count();
    Rect::new(count(left), count(top), w as f64 - count(right), h as f64 - count(bottom))
}

fn evenly(dots: impl ExactSizeIterator<Item = bool>) -> bool {
    let all = dots.len();
    all > 0 && dots.filter(|&d| d).count() as f64 >= EVENLY * all as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    fn look(width: u32, height: u32, at: impl Fn(u32, u32) -> u8) -> GrayImage {
        GrayImage::from_fn(width, height, |x, y| Luma([at(x, y)]))
    }

    fn check(found: Rect, expected: Rect) {
        let near = |a: f64, b: f64| (a - b).abs() <= 3.0;
        assert!(
            near(found.left, expected.left)
                && near(found.right, expected.right)
                && near(found.top, expected.top)
                && near(found.bottom, expected.bottom),
            "{found:?} is not {expected:?}"
        );
    }

    #[test]
    fn a_page_without_borders_stays_whole() {
        check(trim(&look(600, 800, |_, _| 210)), Rect::new(0.0, 0.0, 600.0, 800.0));
    }

    #[test]
    fn black_film_borders_are_cropped() {
        let page = |x, y| if (60..560).contains(&x) && y > 40 { 180 } else { 12 };
        check(trim(&look(600, 800, page)), Rect::new(60.0, 40.0, 560.0, 800.0));
    }

    #[test]
    fn a_dark_stain_crops_nothing() {
        let page = |x: u32, y: u32| if x < 90 && y < 300 { 10 } else { 200 };
        check(trim(&look(600, 800, page)), Rect::new(0.0, 0.0, 600.0, 800.0));
    }

    #[test]
    fn a_photograph_on_a_sheet_is_found() {
        let sheet = |x, y| match (x, y) {
            (50..550, 100..500) if (80..520).contains(&x) && (120..480).contains(&y) => 170,
            (50..550, 100..500) => 5,
            _ => 255,
        };
        let (corners, degrees) = mounted(&look(600, 800, sheet)).unwrap();
        check(Rect::around(&corners), Rect::new(50.0, 100.0, 550.0, 500.0));
        assert_eq!(degrees, 0.0);
    }

    #[test]
    fn a_photograph_mounted_askew_is_found_with_its_angle() {
        let sheet = |x: u32, y: u32| {
            let (x, y) = (f64::from(x) - 300.0, f64::from(y) - 300.0);
            let (sin, cos) = 2f64.to_radians().sin_cos();
            if (cos * x + sin * y).abs() < 240.0 && (cos * y - sin * x).abs() < 190.0 { 90 } else { 255 }
        };
        let (_, degrees) = mounted(&look(600, 800, sheet)).unwrap();
        assert!((degrees - 2.0).abs() < 0.1, "{degrees}");
    }

    #[test]
    fn a_ruled_frame_is_no_photograph() {
        let frame = |x: u32, y: u32| {
            let inside = |by: u32| (50 + by..550 - by).contains(&x) && (100 + by..700 - by).contains(&y);
            if inside(0) && !inside(3) { 20 } else { 250 }
        };
        assert_eq!(mounted(&look(600, 800, frame)), None);
    }
}
