//! Two pages on one scan: the gutter between them, seen as a shadow or fold from the upper edge of the book
//! to the lower. Not for columns: a ruling ends with its table, a gutter does not.

use image::GrayImage;
use register::geometry::{Outline, Point, Rect};

use super::{
    bands::Bands,
    dips::{Dips, Line, TOUCHED},
    gap,
    shade::{FULL_SHADE, Shade},
};
use crate::layout::blobs::Blob;

/// Least width of an open book against its height. Two leaves of A-series or foolscap give 1.3 to 1.5.
const LEAST_ASPECT: f64 = 1.12;
/// The same where the gutter is a broad shadow: the leaves of octavo volumes are narrow.
const LEAST_SHADED_ASPECT: f64 = 0.98;
/// What is broader still is a strip of paper: two leaves of oblong books give 3.
const MOST_ASPECT: f64 = 3.2;
/// Bands at an end in which a shaded gutter may not show: bed above or below the book.
const MOST_SHORT: usize = 4;
/// The same of what else might be a rule.
const MOST_SHORT_RULED: usize = 1;
/// Share of the bands from which a line is rather a rule.
const RULED: f64 = 0.6;
/// Least falling off of the paper towards a gutter, share of it.
const LEAST_SHADE: f64 = 0.016;
/// Falling off beside what else might be a rule from edge to edge.
const RULED_SHADE: f64 = 0.025;
/// What lying half a width off the middle counts against showing in every band.
const OFF_CENTRE: f64 = 0.8;

/// The line between two pages, pixels of the look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Gutter {
    top: Point,
    bottom: Point,
}

/// What the middle of a scan shows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Fold {
    /// A single page.
    None,
    /// A line all down, or a gap in the text, that may be a gutter or not.
    Unsure,
    /// Two pages.
    Gutter(Gutter),
}

impl Gutter {
    /// The box's part left of the gutter.
    pub(super) fn left_of(&self, r: &Rect) -> Outline {
        vec![Point::new(r.left, r.top), self.top, self.bottom, Point::new(r.left, r.bottom)]
    }

    /// The box's part right of the gutter.
    pub(super) fn right_of(&self, r: &Rect) -> Outline {
        vec![self.top, Point::new(r.right, r.top), Point::new(r.right, r.bottom), self.bottom]
    }
}

/// Looks for the gutter of a spread in a box of the look.
pub(super) fn find(look: &GrayImage, text: &[Blob], rect: &Rect) -> Fold {
    let aspect = rect.width() / rect.height().max(1.0);
    if !(LEAST_SHADED_ASPECT..MOST_ASPECT).contains(&aspect) {
        return Fold::None;
    }
    let Some(bands) = Bands::of(look, rect) else { return Fold::None };
    let dips = Dips::of(&bands);
    let Some((line, shade)) = best(&dips, &bands, text, rect) else {
        let parted = aspect >= LEAST_ASPECT && gap::parts_text(text, rect);
        return if parted { Fold::Unsure } else { Fold::None };
    };
    let bent = shade.broad || shade.fall >= FULL_SHADE && line.rule < RULED;
    let sure = if line.rule >= RULED {
        shade.fall >= RULED_SHADE && line.short <= MOST_SHORT_RULED
    } else {
        (shade.broad || shade.fall >= LEAST_SHADE) && line.short <= MOST_SHORT
    };
    if !sure || aspect < LEAST_ASPECT && !bent {
        let seen = aspect >= LEAST_ASPECT && line.short <= MOST_SHORT;
        return if seen { Fold::Unsure } else { Fold::None };
    }
    let line = dips.refined(line, |line| line.touched(text, rect));
    let x = |column: f64| rect.left + column + 0.5;
    let (top, bottom) = (x(line.start), x(line.end));
    Fold::Gutter(Gutter { top: Point::new(top, rect.top), bottom: Point::new(bottom, rect.bottom) })
}

/// The line most like a gutter by its darkness, the paper beside it, its place and the text that keeps off.
fn best(dips: &Dips, bands: &Bands, text: &[Blob], rect: &Rect) -> Option<(Line, Shade)> {
    let weighed = dips.lines(rect.height()).map(|line| {
        let shade = Shade::along(bands, &line);
        let aside = ((line.start + line.end) / 2.0 / bands.width as f64 - 0.5).abs();
        let against = line.touched(text, rect) as f64 * TOUCHED + aside * OFF_CENTRE;
        (line.score + shade.weight() - against, line, shade)
    });
    weighed.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, line, shade)| (line, shade))
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    fn fold(width: u32, height: u32, at: impl Fn(u32, u32) -> u8) -> Fold {
        let scan = GrayImage::from_fn(width, height, |x, y| Luma([at(x, y)]));
        find(&scan, &[], &Rect::new(0.0, 0.0, f64::from(width), f64::from(height)))
    }

    #[test]
    fn an_open_book_is_split_at_its_shadow() {
        let book = |x: u32, y: u32| if x.abs_diff(790 + y / 50) < 12 { 120 } else { 215 };
        let Fold::Gutter(found) = fold(1600, 1100, book) else { panic!("no gutter") };
        assert!((found.top.x - 790.0).abs() < 16.0 && (found.bottom.x - 812.0).abs() < 16.0, "{found:?}");
    }

    #[test]
    fn a_table_on_a_broad_page_is_not_split_at_its_middle_rule() {
        let table = |x: u32, y: u32| if x.abs_diff(800) < 3 && (150..950).contains(&y) { 20 } else { 230 };
        assert_eq!(fold(1600, 1100, table), Fold::None);
    }

    #[test]
    fn a_rule_from_edge_to_edge_is_left_alone_with_a_doubt() {
        assert_eq!(fold(1600, 1100, |x, _| if x.abs_diff(800) < 3 { 20 } else { 230 }), Fold::Unsure);
    }

    #[test]
    fn a_pale_fold_is_preferred_to_the_black_rule_beside_it() {
        let book = |x: u32, y: u32| match x {
            ..790 => 228,
            790..793 => 205,
            793..820 if x.abs_diff(812) < 2 && (90..1010).contains(&y) => 30,
            793..820 => 216,
            _ => 228,
        };
        let Fold::Gutter(found) = fold(1600, 1100, book) else { panic!("no gutter") };
        assert!((found.top.x - 791.0).abs() < 8.0 && (found.bottom.x - 791.0).abs() < 8.0, "{found:?}");
    }

    #[test]
    fn a_strip_of_paper_is_not_split() {
        assert_eq!(fold(3200, 320, |x, _| if x.abs_diff(1600) < 8 { 100 } else { 220 }), Fold::None);
    }

    #[test]
    fn a_tall_page_with_a_fold_is_not_split() {
        assert_eq!(fold(1000, 1400, |x, _| if x.abs_diff(500) < 8 { 100 } else { 220 }), Fold::None);
    }
}
