//! Text in two halves with bare paper between, as on a spread whose gutter casts no shadow. Not evidence
//! enough for a split: two columns of a table may stand so too.

use register::geometry::Rect;

use crate::layout::blobs::Blob;

/// Least width of the bare paper, share of the whole: two inner margins, which columns seldom keep.
const LEAST_WIDTH: f64 = 0.04;
/// Where its middle may lie, share of the width.
const MIDDLE: std::ops::Range<f64> = 0.45..0.55;
/// Rows the height is looked at in.
const ROWS: usize = 64;
/// Rows that are filled with text from end to end of either half, at least.
const LEAST_ROWS: usize = 16;
/// A row is filled where its text spans this share of the half.
const FILLED: f64 = 0.55;

/// Does text stand in two halves of the box, each filled like a page?
pub(super) fn parts_text(text: &[Blob], rect: &Rect) -> bool {
    let (width, height) = (rect.width(), rect.height());
    let mut taken = vec![false; width.max(0.0) as usize + 1];
    let last = taken.len() - 1;
    let column = |x: u32| ((f64::from(x) - rect.left).max(0.0) as usize).min(last);
    for blob in text {
        taken[column(blob.left)..=column(blob.right)].fill(true);
    }
    let Some((from, to)) = widest_bare(&taken, width) else { return false };
    let rows_filled = |left: f64, right: f64| {
        let mut spans = [(f64::MAX, f64::MIN); ROWS];
        for b in text {
            let (x, y) = b.centre();
            let row = ((y - rect.top) / height * ROWS as f64) as usize;
            if (left..right).contains(&(x - rect.left)) && row < ROWS {
                let span = &mut spans[row];
                *span = (span.0.min(f64::from(b.left)), span.1.max(f64::from(b.right)));
            }
        }
        spans.iter().filter(|s| s.1 - s.0 >= FILLED * (right - left)).count()
    };
    rows_filled(0.0, from) >= LEAST_ROWS && rows_filled(to, width) >= LEAST_ROWS
}

/// The widest run of bare columns around the middle, if it is wide enough.
fn widest_bare(taken: &[bool], width: f64) -> Option<(f64, f64)> {
    let mut best = None;
    let mut start = 0;
    for x in 0..=taken.len() {
        if x == taken.len() || taken[x] {
            let (from, to) = (start as f64, x as f64);
            let wide = to - from >= LEAST_WIDTH * width && MIDDLE.contains(&((from + to) / 2.0 / width));
            if wide && best.is_none_or(|(a, b)| to - from > b - a) {
                best = Some((from, to));
            }
            start = x + 1;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines of text from `left` to `right`, in a box of 1000 by 700.
    fn lines(left: u32, right: u32) -> Vec<Blob> {
        (0..25)
            .flat_map(|line| (left..right).step_by(30).map(move |x| (x, 50 + line * 24)))
            .map(|(x, y)| Blob { left: x, top: y, right: x + 24, bottom: y + 10, dots: 100 })
            .collect()
    }

    fn check(parts: &[(u32, u32)], expected: bool) {
        let text: Vec<Blob> = parts.iter().flat_map(|&(l, r)| lines(l, r)).collect();
        assert_eq!(parts_text(&text, &Rect::new(0.0, 0.0, 1000.0, 700.0)), expected, "{parts:?}");
    }

    #[test]
    fn two_blocks_with_two_inner_margins_between_are_parted() {
        check(&[(60, 450), (550, 940)], true);
    }

    #[test]
    fn a_block_from_side_to_side_is_not() {
        check(&[(60, 940)], false);
    }

    #[test]
    fn columns_set_close_are_not() {
        check(&[(60, 470), (500, 940)], false);
    }

    #[test]
    fn a_narrow_column_beside_a_block_is_not() {
        check(&[(60, 450), (560, 620)], false);
    }

    #[test]
    fn a_bare_page_is_not() {
        check(&[], false);
    }
}
