//! What of a scan is the book: a photograph mounted on a larger sheet, and black borders. Not for the
//! gutter. Nothing is cropped but even darkness and bare sheet: ink is never lost.

use image::GrayImage;
use register::geometry::{Outline, Point, Rect};

use super::shrink;

/// Longer side of the picture looked at, pixels.
const LOOK_SIDE: u32 = 500;
/// Grey below which a pixel is background of a film or copy stand, never paper.
const DARK: u8 = 48;
/// Share of a row or column that must be dark to be cropped.
const EVENLY: f64 = 0.92;
/// Most that is cropped from one side, share of the scan.
const MOST: f64 = 0.3;

/// An upright part of the scan, pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Region {
    pub(super) rect: Rect,
}

impl Region {
    /// All of it.
    pub(super) fn whole(width: u32, height: u32) -> Self {
        Self { rect: Rect::new(0.0, 0.0, f64::from(width), f64::from(height)) }
    }

    pub(super) fn outline(&self) -> Outline {
        self.rect.corners()
    }

    /// The outline's corners drawn in to the region.
    pub(super) fn clip(&self, outline: &[Point]) -> Outline {
        let r = &self.rect;
        outline.iter().map(|p| Point::new(p.x.clamp(r.left, r.right), p.y.clamp(r.top, r.bottom))).collect()
    }
}

/// The photograph of a book on a larger bright sheet, where a dark surround shows one; else all of the scan.
pub(super) fn find(gray: &GrayImage) -> Region {
    let whole = Region::whole(gray.width(), gray.height());
    let factor = shrink::factor_to(gray.width(), gray.height(), LOOK_SIDE);
    let small = shrink::gray(gray, factor);
    let Some(dark) = widest_dark_part(&small) else { return whole };
    let (w, h) = (f64::from(small.width()), f64::from(small.height()));
    let share = dark.area() / (w * h);
    let mounted = (0.15..0.93).contains(&share) && dark.width() > 0.5 * w && is_bare_around(&small, &dark);
    if !mounted {
        return whole;
    }
    let by = f64::from(factor);
    let r = Rect::new(dark.left * by, dark.top * by, dark.right * by, dark.bottom * by);
    Region { rect: r.intersection(&whole.rect) }
}

/// The box of the connected dark part that reaches widest.
fn widest_dark_part(small: &GrayImage) -> Option<Rect> {
    let (w, h) = (small.width() as usize, small.height() as usize);
    let mut waiting: Vec<bool> = small.as_raw().iter().map(|&v| v < DARK).collect();
    let mut best: Option<Rect> = None;
    let mut stack = Vec::new();
    for start in 0..w * h {
        if !waiting[start] {
            continue;
        }
        let mut bounds = (w, h, 0, 0);
        stack.push(start);
        waiting[start] = false;
        while let Some(at) = stack.pop() {
            let (x, y) = (at % w, at / w);
            bounds = (bounds.0.min(x), bounds.1.min(y), bounds.2.max(x + 1), bounds.3.max(y + 1));
            let mut visit = |near: bool, to: usize| {
                if near && waiting[to] {
                    waiting[to] = false;
                    stack.push(to);
                }
            };
            visit(x > 0, at.wrapping_sub(1));
            visit(x + 1 < w, at + 1);
            visit(y > 0, at.wrapping_sub(w));
            visit(y + 1 < h, at + w);
        }
        let part = Rect::new(bounds.0 as f64, bounds.1 as f64, bounds.2 as f64, bounds.3 as f64);
        if best.is_none_or(|b| part.area() > b.area()) {
            best = Some(part);
        }
    }
    best
}

/// Is everything outside the box bright sheet, and is there a fair strip of it on at least two sides?
fn is_bare_around(small: &GrayImage, part: &Rect) -> bool {
    const STRIP: f64 = 0.01;
    let (w, h) = (f64::from(small.width()), f64::from(small.height()));
    let gaps = [part.left / w, 1.0 - part.right / w, part.top / h, 1.0 - part.bottom / h];
    let mut sum = (0.0, 0.0);
    for (x, y, p) in small.enumerate_pixels() {
        if !part.contains(Point::new(f64::from(x), f64::from(y))) {
            sum = (sum.0 + f64::from(p.0[0]), sum.1 + 1.0);
        }
    }
    gaps.iter().filter(|&&g| g > STRIP).count() >= 2 && sum.1 > 0.0 && sum.0 / sum.1 > 225.0
}

/// Which sides may be cropped.
#[derive(Clone, Copy)]
struct Sides {
    left: bool,
    right: bool,
}

/// The region without evenly dark borders.
pub(super) fn trim(gray: &GrayImage, region: &Region) -> Region {
    trim_sides(gray, region, Sides { left: true, right: true })
}

/// As [`trim`], for a left page: its right side is the gutter's.
pub(super) fn trim_left(gray: &GrayImage, region: &Region) -> Region {
    trim_sides(gray, region, Sides { left: true, right: false })
}

/// As [`trim`], for a right page.
pub(super) fn trim_right(gray: &GrayImage, region: &Region) -> Region {
    trim_sides(gray, region, Sides { left: false, right: true })
}

fn trim_sides(gray: &GrayImage, region: &Region, sides: Sides) -> Region {
    let factor = shrink::factor_to(gray.width(), gray.height(), LOOK_SIDE);
    let small = shrink::gray(gray, factor);
    let by = f64::from(factor);
    let (w, h) = (small.width() as usize, small.height() as usize);
    let r = &region.rect;
    let (left, right) = ((r.left / by) as usize, ((r.right / by) as usize).min(w));
    let (top, bottom) = ((r.top / by) as usize, ((r.bottom / by) as usize).min(h));
    let dark = |x: usize, y: usize| small.as_raw()[y * w + x] < DARK;
    let column = |x: usize| evenly((top..bottom).map(|y| dark(x, y)));
    let row = |y: usize| evenly((left..right).map(|x| dark(x, y)));
    let most = ((right - left) as f64 * MOST) as usize;
    let most_rows = ((bottom - top) as f64 * MOST) as usize;
    // The last dark block stays: the page's edge may lie in it.
    let count = |dark: usize| dark.saturating_sub(1) as f64 * by;
    let cut_left = if sides.left { (left..right).take(most).take_while(|&x| column(x)).count() } else { 0 };
    let cut_right =
        if sides.right { (left..right).rev().take(most).take_while(|&x| column(x)).count() } else { 0 };
    let cut_top = (top..bottom).take(most_rows).take_while(|&y| row(y)).count();
    let cut_bottom = (top..bottom).rev().take(most_rows).take_while(|&y| row(y)).count();
    Region {
        rect: Rect::new(
            r.left + count(cut_left),
            r.top + count(cut_top),
            r.right - count(cut_right),
            r.bottom - count(cut_bottom),
        ),
    }
}

fn evenly(dots: impl ExactSizeIterator<Item = bool>) -> bool {
    let all = dots.len();
    all > 0 && dots.filter(|&d| d).count() as f64 >= EVENLY * all as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    fn check(width: u32, height: u32, at: impl Fn(u32, u32) -> u8, expected: Rect) {
        let scan = GrayImage::from_fn(width, height, |x, y| Luma([at(x, y)]));
        let found = trim(&scan, &find(&scan)).rect;
        let near = |a: f64, b: f64| (a - b).abs() <= 6.0;
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
        check(600, 800, |_, _| 210, Rect::new(0.0, 0.0, 600.0, 800.0));
    }

    #[test]
    fn black_film_borders_are_cropped() {
        let page = |x, y| if (60..560).contains(&x) && y > 40 { 180 } else { 12 };
        check(600, 800, page, Rect::new(60.0, 40.0, 560.0, 800.0));
    }

    #[test]
    fn a_photograph_on_a_sheet_is_found() {
        let sheet = |x, y| match (x, y) {
            (50..550, 100..500) if (80..520).contains(&x) && (120..480).contains(&y) => 170,
            (50..550, 100..500) => 5,
            _ => 255,
        };
        check(600, 800, sheet, Rect::new(80.0, 120.0, 520.0, 480.0));
    }

    #[test]
    fn a_dark_stain_crops_nothing() {
        let page = |x: u32, y: u32| if x < 90 && y < 300 { 10 } else { 200 };
        check(600, 800, page, Rect::new(0.0, 0.0, 600.0, 800.0));
    }
}
