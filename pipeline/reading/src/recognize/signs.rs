//! Signs side by side in a box: blobs of ink, left to right, without the small ones (stops, accents, specks). Their
//! shape tells whether they may be figures, and whether what was read as a five may be a three. Not for reading them.

use image::GrayImage;
use register::geometry::Rect;

use super::{look::ink_and_paper, patch::Patch};
use crate::{
    layout::blobs::{Blob, connected},
    prepare::binarize::Ink,
};

/// Page around the box of a word, share of its height: engines cut it close.
const AROUND: f64 = 0.1;
/// Least height of a sign, share of the highest.
const SIGN: f64 = 0.5;
/// Figures are of one height, and no wider than high unless two run into each other: tops and feet differ by no more
/// than this share of it, and the pixel at which a soft edge ends.
const LEVEL: f64 = 0.15;
const SOFT: f64 = 1.0;
const JOINED: u32 = 2;
/// Height of figures, heights of small letters: those are lower.
const FIGURE: std::ops::Range<f64> = 1.1..2.6;
/// Height of what is no speck, share of the highest sign.
const SPECK: f64 = 0.12;
/// Figures that stand alone in a cell; longer numbers are read as lines.
const FEW: std::ops::RangeInclusive<usize> = 1..=4;
/// The rows between the upper stroke and the middle of a figure, shares of its height. There a five has ink on the
/// left and a three on the right.
const UPPER: (f64, f64) = (0.2, 0.4);
/// Where the ink of those rows lies at least in a three, share of its width. Of 209 typed fives it lay at 0.45 or
/// less in 207, of 210 threes at 0.49 or more in 207.
const THREE: f64 = 0.47;

/// The signs in a box of a picture.
pub(super) struct Signs {
    patch: Patch,
    ink: Ink,
    signs: Vec<Blob>,
    /// Blobs too low for a sign that are no specks.
    low: usize,
}

impl Signs {
    /// The signs in `area`; nothing where it lies outside the picture, or all is of one grey.
    pub(super) fn of(picture: &GrayImage, area: &Rect) -> Option<Self> {
        let patch = Patch::of(picture, area)?;
        let (black, white) = ink_and_paper(picture, area).filter(|(black, white)| black < white)?;
        let mut ink = Ink::none(patch.width() as usize, patch.height() as usize);
        for (dot, (_, _, grey)) in ink.dots.iter_mut().zip(patch.greys(picture)) {
            *dot = u8::from(f64::from(grey) < f64::midpoint(black, white));
        }
        let mut signs = connected(&ink);
        let highest = f64::from(signs.iter().map(Blob::height).max()?);
        let height = |blob: &Blob| f64::from(blob.height()) / highest;
        let low = signs.iter().filter(|blob| (SPECK..SIGN).contains(&height(blob))).count();
        signs.retain(|blob| height(blob) >= SIGN);
        signs.sort_by_key(|blob| (blob.left, blob.top));
        Some(Self { patch, ink, signs, low })
    }

    /// The signs of a word in its box, and a little around it; nothing where there are none.
    pub(super) fn of_word(picture: &GrayImage, rect: &Rect) -> Option<Self> {
        let mut signs = Self::of(picture, &rect.grown(AROUND * rect.height()))?;
        let left = f64::from(signs.patch.left);
        let middle = |blob: &Blob| left + f64::midpoint(blob.left.into(), blob.right.into());
        signs.signs.retain(|blob| (rect.left..rect.right).contains(&middle(blob)));
        (!signs.signs.is_empty()).then_some(signs)
    }

    /// How many.
    pub(super) fn len(&self) -> usize {
        self.signs.len()
    }

    /// The box around all of them, on the picture.
    pub(super) fn mark(&self) -> Rect {
        self.around(0..self.signs.len())
    }

    /// The box around some of them, on the picture.
    pub(super) fn around(&self, some: std::ops::Range<usize>) -> Rect {
        let (left, top) = (f64::from(self.patch.left), f64::from(self.patch.top));
        let boxes = self.signs.get(some).unwrap_or_default().iter().map(|blob| {
            let [l, t, r, b] = [blob.left, blob.top, blob.right, blob.bottom].map(f64::from);
            Rect::new(left + l, top + t, left + r, top + b)
        });
        boxes.reduce(|a, b| a.union(&b)).unwrap_or_default()
    }

    /// May they be a short number and nothing else? Figures are higher than small letters.
    pub(super) fn may_be_figures(&self, x_height: f64) -> bool {
        self.low == 0
            && FEW.contains(&self.signs.len())
            && FIGURE.contains(&(self.mark().height() / x_height))
            && self.are_level()
    }

    /// Are they of one height, as figures are?
    pub(super) fn are_level(&self) -> bool {
        let mark = self.mark();
        let slack = LEVEL * mark.height() + SOFT;
        self.signs.iter().all(|blob| {
            f64::from(blob.height()) >= mark.height() - slack
                && f64::from(self.patch.top + blob.top) <= mark.top + slack
                && blob.width() <= JOINED * blob.height()
        })
    }

    /// How many figures they are; nothing where some may run into each other.
    pub(super) fn figures(&self) -> Option<usize> {
        self.signs.iter().all(|blob| blob.width() <= blob.height()).then_some(self.signs.len())
    }

    /// Has a sign the shape of a three rather than of a five?
    pub(super) fn is_like_three(&self, nth: usize) -> bool {
        let Some(sign) = self.signs.get(nth) else { return false };
        let row = |share: f64| (sign.top + (share * f64::from(sign.height())).round() as u32) as usize;
        let (mut dots, mut sum) = (0_u32, 0.0);
        for y in row(UPPER.0)..row(UPPER.1) {
            let across = self.ink.row(y).get(sign.left as usize..sign.right as usize).unwrap_or_default();
            for (x, _) in across.iter().enumerate().filter(|(_, dot)| **dot == 1) {
                (dots, sum) = (dots + 1, sum + x as f64 + 0.5);
            }
        }
        dots > 0 && sum / f64::from(dots) >= THREE * f64::from(sign.width())
    }
}

/// Signs drawn for tests, of 3 x 5 squares of four pixels each.
#[cfg(test)]
pub(super) mod drawn {
    use image::{GrayImage, Luma};

    use super::Patch;

    pub(crate) type Sign = [&'static str; 5];
    pub(crate) const THREE: Sign = ["###", "  #", " ##", "  #", "###"];
    pub(crate) const FIVE: Sign = ["###", "#  ", "###", "  #", "###"];
    pub(crate) const SMALL: Sign = ["   ", "   ", "###", "# #", "###"];
    pub(crate) const LONG: Sign = ["############", "#", "#", "#", "############"];
    pub(crate) const JOINED: Sign = ["######", "#", "######", "#", "######"];
    pub(crate) const STOP: Sign = ["   ", "   ", "   ", "   ", "#  "];

    /// Paper of 100 x 40, or as wide as they are, with `signs` in boxes of 12 x 20, the first at 6, 10, each 18 right
    /// of the one before.
    pub(crate) fn picture(signs: &[Sign]) -> GrayImage {
        let width = (6 + 18 * signs.len() as u32).max(100);
        let mut picture = GrayImage::from_pixel(width, 40, Luma([220]));
        for (left, sign) in (6..).step_by(18).zip(signs) {
            for (top, row) in (10..).step_by(4).zip(sign) {
                for (left, _) in (left..).step_by(4).zip(row.chars()).filter(|(_, c)| *c == '#') {
                    Patch { left, top, right: left + 4, bottom: top + 4 }.fill(&mut picture, 40);
                }
            }
        }
        picture
    }
}

#[cfg(test)]
mod tests;
