//! Dotted leaders, the lines of dots forms are filled in on: taken off the picture before an engine
//! sees it, because engines read letters into them and lose the words that stand on them. Not for rules:
//! layout finds those.

use image::{GrayImage, Luma};

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
    dots.sort_by(|a, b| a.centre().0.total_cmp(&b.centre().0));
    let (level, gap) = ((LEVEL * x_height).max(1.5), GAP * x_height);
    let mut open: Vec<Vec<Blob>> = Vec::new();
    let mut done = Vec::new();
    for dot in dots {
        let (x, y) = dot.centre();
        let (near, far): (Vec<_>, Vec<_>) =
            open.into_iter().partition(|row| row.last().is_some_and(|l| x - l.centre().0 <= gap));
        done.extend(far);
        open = near;
        let level_with = |row: &Vec<Blob>| row.last().is_some_and(|l| (l.centre().1 - y).abs() <= level);
        match open.iter_mut().find(|row| level_with(row)) {
            Some(row) => row.push(dot),
            None => open.push(vec![dot]),
        }
    }
    done.extend(open);
    done.retain(|row| row.len() >= LEAST_DOTS);
    done
}

/// Paints the paper beside a dot over it and its soft edge.
fn paint_over(clean: &mut GrayImage, picture: &GrayImage, dot: &Blob) {
    let (right, bottom) = (picture.width() - 1, picture.height() - 1);
    let (x0, y0) = (dot.left.saturating_sub(1), dot.top.saturating_sub(1));
    let (x1, y1) = ((dot.right).min(right), (dot.bottom).min(bottom));
    let above = picture.get_pixel((x0 + x1) / 2, y0.saturating_sub(1)).0[0];
    let below = picture.get_pixel((x0 + x1) / 2, (y1 + 1).min(bottom)).0[0];
    let paper = Luma([above.max(below)]);
    for y in y0..=y1 {
        for x in x0..=x1 {
            clean.put_pixel(x, y, paper);
        }
    }
}

#[cfg(test)]
mod tests {
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
