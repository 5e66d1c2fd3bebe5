//! Dotted leaders, the lines of dots forms are filled in on: taken off the picture before an engine
//! sees it, because engines read letters into them and lose the words that stand on them. Not for rules:
//! layout finds those.

use std::collections::HashMap;

use image::GrayImage;

use super::patch::Patch;
use crate::{
    layout::blobs::{Blob, connected},
    prepare::binarize::binarize,
};

/// Side of the window ink is judged in, x-heights.
const WINDOW: f64 = 2.5;
/// A leader's dot is at most this wide and high, x-heights.
const DOT: f64 = 0.34;
/// Dots of one leader lie this level, x-heights.
const LEVEL: f64 = 0.14;
/// Dots of one leader follow each other within this, x-heights.
const GAP: f64 = 1.1;
/// Fewer dots than this in a row are punctuation (an ellipsis has three).
const LEAST_DOTS: usize = 7;

/// More dots than this on a page are grain or a screened picture.
const MOST_DOTS: usize = 200_000;

/// The picture without its leaders; nothing where there are none.
pub(super) fn without_leaders(picture: &GrayImage, x_height: f64) -> Option<GrayImage> {
    let ink = binarize(picture, (WINDOW * x_height) as usize);
    let largest = (DOT * x_height).max(3.0);
    let small = |b: &Blob| f64::from(b.width()) <= largest && f64::from(b.height()) <= largest;
    let dots: Vec<Blob> = connected(&ink).into_iter().filter(small).collect();
    let leaders = leaders(dots, x_height);
    if leaders.is_empty() {
        return None;
    }
    let mut clean = picture.clone();
    for dot in leaders.iter().flatten() {
        paint_over(&mut clean, picture, dot);
    }
    Some(clean)
}

/// Rows of dots long enough to be leaders.
fn leaders(mut dots: Vec<Blob>, x_height: f64) -> Vec<Vec<Blob>> {
    if dots.len() > MOST_DOTS {
        return Vec::new();
    }
    dots.sort_by(|a, b| a.centre().0.total_cmp(&b.centre().0));
    let (level, gap) = ((LEVEL * x_height).max(1.5), GAP * x_height);
    let mut rows: Vec<Vec<Blob>> = Vec::new();
    // The row that ended last in each band as high as dots of one row may differ.
    let mut latest: HashMap<i64, usize> = HashMap::new();
    for dot in dots {
        let (x, y) = dot.centre();
        let band = (y / level) as i64;
        let goes_on = |&row: &usize| {
            rows[row].last().is_some_and(|l| {
                let (last_x, last_y) = l.centre();
                x - last_x <= gap && (last_y - y).abs() <= level
            })
        };
        let row = [band, band - 1, band + 1].iter().filter_map(|b| latest.get(b).copied()).find(goes_on);
        let row = row.unwrap_or_else(|| {
            rows.push(Vec::new());
            rows.len() - 1
        });
        rows[row].push(dot);
        latest.insert(band, row);
    }
    rows.retain(|row| row.len() >= LEAST_DOTS);
    rows
}

/// Paints the paper above or below a dot over it and its soft edge.
fn paint_over(clean: &mut GrayImage, picture: &GrayImage, dot: &Blob) {
    let (width, height) = picture.dimensions();
    let soft = Patch {
        left: dot.left.saturating_sub(1),
        top: dot.top.saturating_sub(1),
        right: (dot.right + 1).min(width),
        bottom: (dot.bottom + 1).min(height),
    };
    let x = (soft.left + soft.right - 1) / 2;
    let above = picture.get_pixel(x, soft.top.saturating_sub(1)).0[0];
    let below = picture.get_pixel(x, soft.bottom.min(height - 1)).0[0];
    soft.fill(clean, above.max(below));
}

#[cfg(test)]
mod tests {
    use image::Luma;

    use super::*;

    const X_HEIGHT: f64 = 17.0;

    fn paper_with_dots(count: u32, step: u32) -> GrayImage {
        let mut page = GrayImage::from_pixel(400, 60, Luma([220]));
        for nth in 0..count {
            for (x, y) in [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1), (0, 2), (1, 2), (2, 2)] {
                page.put_pixel(20 + nth * step + x, 40 + y, Luma([60]));
            }
        }
        page
    }

    #[test]
    fn a_row_of_dots_is_taken_off() {
        let clean = without_leaders(&paper_with_dots(30, 9), X_HEIGHT).unwrap();
        assert!(clean.pixels().all(|p| p.0[0] > 200));
    }

    #[test]
    fn an_ellipsis_stays() {
        assert!(without_leaders(&paper_with_dots(3, 9), X_HEIGHT).is_none());
    }

    #[test]
    fn full_stops_far_apart_stay() {
        assert!(without_leaders(&paper_with_dots(9, 40), X_HEIGHT).is_none());
    }
}
