//! Which part of a page image each view shows: the lit line never moves, the page does. Not for drawing:
//! templates write these boxes as view boxes.

use register::{geometry::Rect, publication::PageImage};
use serde::Serialize;

use crate::spot::Box;

/// The page view, CSS pixels (design notes: left 884, image 394 high).
const VIEW: (f64, f64) = (884.0, 394.0);
/// Middle of the lit line under the top bar.
const LIT_MIDDLE: f64 = 212.0;
/// The whole page is as wide as this in the page view, CSS pixels: the picture shows 73 of 100 of it.
const PAGE_WIDTH: f64 = 1211.0;
/// Paper left of what is printed, of the page's width; the view begins there.
const PAGE_MARGIN: f64 = 0.02;
/// The snippet over the input, CSS pixels.
const SNIPPET: (f64, f64) = (536.0, 112.0);
/// The snippet is this much larger than the page view: 1.3 times a page image of 2000 pixels.
const SNIPPET_ZOOM: f64 = 2.15;
/// The next field's snippet, CSS pixels.
const NEXT: (f64, f64) = (118.0, 38.0);
/// Ink kept from a snippet's left edge, CSS pixels.
const INDENT: f64 = 40.0;

/// What the page view and the snippets show for one field, in pixels of the page image.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Frame {
    /// The page view.
    pub(crate) view: Box,
    /// The lit line.
    pub(crate) lit: Box,
    /// The outline round the value.
    pub(crate) spot: Box,
    /// The snippet.
    pub(crate) snippet: Box,
    /// The small snippet while the field is next.
    pub(crate) next: Box,
}

/// The frame of a field at `spot` of a page image.
pub(crate) fn frame(spot: &Rect, image: &PageImage) -> Frame {
    let scale = PAGE_WIDTH / f64::from(image.width.max(1));
    let pad = 6.0 / scale;
    let outline = Rect::new(spot.left - pad, spot.top - pad, spot.right + pad, spot.bottom + pad);
    let middle = spot.centre().y;
    let half_line = (spot.height() * 0.5 + 12.0 / scale).max(30.0 / scale);
    let (width, height) = (VIEW.0 / scale, VIEW.1 / scale);
    let left = view_left(spot, width, scale, image);
    let top = middle - LIT_MIDDLE / scale;
    Frame {
        view: Rect::new(left, top, left + width, top + height).into(),
        lit: Rect::new(left - width, middle - half_line, left + 2.0 * width, middle + half_line).into(),
        spot: outline.into(),
        snippet: cutting(spot, SNIPPET, scale * SNIPPET_ZOOM, INDENT).into(),
        next: cutting(spot, NEXT, scale, 14.0).into(),
    }
}

/// The view's left edge: the page's own, where labels stand, unless the spot lies too far to the right.
fn view_left(spot: &Rect, width: f64, scale: f64, image: &PageImage) -> f64 {
    let (margin, page) = (24.0 / scale, f64::from(image.width));
    let usual = page * PAGE_MARGIN;
    if spot.right + margin <= usual + width {
        return usual.min((page - width).max(0.0));
    }
    (spot.right + margin - width).min(spot.left - margin).min((page - width).max(0.0))
}

/// The cutting of `size` CSS pixels at `scale` with the spot in it: smaller where the spot would not fit.
pub(crate) fn cutting(spot: &Rect, size: (f64, f64), scale: f64, indent: f64) -> Rect {
    let fits = (size.0 - 2.0 * indent.min(12.0)) / spot.width().max(1.0);
    let fits = fits.min((size.1 - 6.0) / spot.height().max(1.0));
    let scale = scale.min(fits);
    let (width, height) = (size.0 / scale, size.1 / scale);
    let left = spot.left - (indent / scale).min((width - spot.width()).max(0.0) / 2.0);
    let top = spot.centre().y - height / 2.0;
    Rect::new(left, top, left + width, top + height)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn image() -> PageImage {
        PageImage { sha256: String::new(), width: 2018, height: 2900 }
    }

    #[test]
    fn the_lit_line_stands_still() {
        for top in [200.0, 1300.0, 2700.0] {
            let frame = frame(&Rect::new(900.0, top, 1150.0, top + 50.0), &image());
            let scale = VIEW.0 / frame.view.w;
            let middle = (top + 25.0 - frame.view.y) * scale;
            assert!((middle - LIT_MIDDLE).abs() < 0.5, "{middle}");
        }
    }

    #[test]
    fn a_long_value_fits_its_snippet() {
        let spot = Rect::new(200.0, 300.0, 1800.0, 340.0);
        let frame = frame(&spot, &image());
        assert!(frame.snippet.x <= spot.left && frame.snippet.x + frame.snippet.w >= spot.right);
    }

    #[test]
    fn a_value_at_the_right_of_a_wide_page_is_brought_into_view() {
        let spot = Rect::new(1800.0, 300.0, 1950.0, 340.0);
        let view = frame(&spot, &image()).view;
        assert!(view.x <= spot.left && view.x + view.w >= spot.right);
    }
}
