//! Black borders of films and copy stands around the book. Not for the edges of pages ([`super::edges`]), nor for what
//! lies askew ([`super::ground`]). Only even darkness goes: ink is never lost.

use image::GrayImage;
use register::geometry::Rect;

/// Grey below which a pixel is background of a film or copy stand, never paper.
const DARK: u8 = 48;
/// Share of a row or column that must be dark to be cropped.
const EVENLY: f64 = 0.92;
/// Most that is cropped from one side, share of the look.
const MOST: f64 = 0.3;
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
}
