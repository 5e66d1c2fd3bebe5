//! A box of whole pixels within a picture: looked at, and painted over with paper. Not for cutting pictures
//! out: see [`super::crop`].

use image::{GrayImage, Luma};
use register::geometry::Rect;

/// Columns `left..right` and rows `top..bottom` of a picture; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Patch {
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) right: u32,
    pub(super) bottom: u32,
}

impl Patch {
    /// The part of `area` that lies on the picture; nothing where that is less than a pixel.
    pub(super) fn of(picture: &GrayImage, area: &Rect) -> Option<Self> {
        let (left, top) = (area.left.max(0.0) as u32, area.top.max(0.0) as u32);
        let right = (area.right.max(0.0) as u32).min(picture.width());
        let bottom = (area.bottom.max(0.0) as u32).min(picture.height());
        (right > left && bottom > top).then_some(Self { left, top, right, bottom })
    }

    pub(super) fn width(&self) -> u32 {
        self.right - self.left
    }

    pub(super) fn height(&self) -> u32 {
        self.bottom - self.top
    }

    /// Greys of the patch with their places, row by row.
    pub(super) fn greys<'p>(&self, picture: &'p GrayImage) -> impl Iterator<Item = (u32, u32, u8)> + use<'p> {
        let Self { left, top, right, bottom } = *self;
        (top..bottom).flat_map(move |y| (left..right).map(move |x| (x, y, picture.get_pixel(x, y).0[0])))
    }

    /// How many pixels have each grey.
    pub(super) fn counts(&self, picture: &GrayImage) -> [usize; 256] {
        let mut counts = [0; 256];
        self.greys(picture).for_each(|(_, _, grey)| counts[usize::from(grey)] += 1);
        counts
    }

    /// Paints the patch with one grey.
    pub(super) fn fill(&self, picture: &mut GrayImage, paper: u8) {
        for y in self.top..self.bottom {
            (self.left..self.right).for_each(|x| picture.put_pixel(x, y, Luma([paper])));
        }
    }

    /// Paints the patch with the paper at both its sides: row by row from left and right where an upright
    /// stroke goes, else column by column from above and below.
    pub(super) fn paper_over(&self, picture: &mut GrayImage, upright: bool) {
        let (last_x, last_y) = (picture.width() - 1, picture.height() - 1);
        let lighter = |picture: &GrayImage, a: (u32, u32), b: (u32, u32)| {
            picture.get_pixel(a.0, a.1).0[0].max(picture.get_pixel(b.0, b.1).0[0])
        };
        let (before, after) = (self.left.saturating_sub(2), (self.right + 2).min(last_x));
        let (above, below) = (self.top.saturating_sub(2), (self.bottom + 2).min(last_y));
        if upright {
            for y in self.top..self.bottom {
                let paper = lighter(picture, (before, y), (after, y));
                Self { top: y, bottom: y + 1, ..*self }.fill(picture, paper);
            }
        } else {
            for x in self.left..self.right {
                let paper = lighter(picture, (x, above), (x, below));
                Self { left: x, right: x + 1, ..*self }.fill(picture, paper);
            }
        }
    }
}

/// Grey of the paper: nine tenths of the counted pixels are no brighter. Ink seldom covers a tenth of a piece, and a
/// bright speck does not decide.
pub(super) fn paper_of(counts: &[usize; 256]) -> u8 {
    grey_at(counts, 0.9)
}

/// The grey of which `share` of the counted pixels are no brighter.
pub(super) fn grey_at(counts: &[usize; 256], share: f64) -> u8 {
    let wanted = (counts.iter().sum::<usize>() as f64 * share) as usize;
    let mut seen = 0;
    let found = (0_u8..=255).zip(counts).find(|(_, n)| {
        seen += **n;
        seen > wanted
    });
    found.map_or(255, |(grey, _)| grey)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture() -> GrayImage {
        GrayImage::from_fn(20, 10, |x, _| Luma([if (8..11).contains(&x) { 20 } else { 200 }]))
    }

    #[test]
    fn a_patch_ends_where_the_picture_does() {
        let patch = Patch::of(&picture(), &Rect::new(-5.0, 4.0, 50.0, 50.0)).unwrap();
        assert_eq!((patch.width(), patch.height()), (20, 6));
        assert_eq!(Patch::of(&picture(), &Rect::new(30.0, 0.0, 40.0, 5.0)), None);
    }

    #[test]
    fn a_stroke_is_papered_over_from_its_sides() {
        let mut picture = picture();
        Patch { left: 8, top: 2, right: 11, bottom: 6 }.paper_over(&mut picture, true);
        assert_eq!([picture.get_pixel(9, 1).0[0], picture.get_pixel(9, 3).0[0]], [20, 200]);
    }

    #[test]
    fn paper_is_the_grey_most_pixels_do_not_pass() {
        let all = Patch::of(&picture(), &Rect::new(0.0, 0.0, 20.0, 10.0)).unwrap();
        let counts = all.counts(&picture());
        assert_eq!([grey_at(&counts, 0.1), grey_at(&counts, 0.75)], [20, 200]);
    }
}
