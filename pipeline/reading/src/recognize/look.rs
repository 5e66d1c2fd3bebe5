//! One look at a mark: it is cut out, scaled to a height the models read well, its greys are spread out, and one of
//! them reads it. Not for what several looks say together: see [`super::corner_vote`] and [`super::figures`].

use image::GrayImage;
use register::geometry::Rect;

use super::{
    Reader, RecognizeError,
    crop::Crop,
    patch::{Patch, grey_at},
    recognizer::{FoundWord, Segmentation},
};

/// How a mark is shown to the engine once.
pub(super) struct Look {
    /// Which model reads it, and as what.
    pub(super) with: With,
    /// Height the mark is scaled to, pixels.
    pub(super) height: f64,
    /// Paper around it, pixels.
    pub(super) border: u32,
    /// In black and white, without greys between?
    pub(super) black_and_white: bool,
}

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum With {
    /// The model for figures, which sees nothing but figures.
    Figures,
    /// The model for figures, which sees letters too.
    FiguresAndLetters,
    /// The register's languages.
    Languages,
}

/// Page left around the mark, share of its height.
const AROUND: f64 = 0.1;
/// Shares of the pixels of a cut that are darker than what becomes black, and than what becomes white: ink covers a
/// quarter of it at most.
const BLACK: f64 = 0.005;
const WHITE: f64 = 0.75;

impl Look {
    /// The one word that is read at `mark`, a box of `seen`; nothing where there is none or more than one.
    pub(super) fn at(
        &self,
        reader: &mut Reader<'_>,
        seen: &GrayImage,
        mark: &Rect,
    ) -> Result<Option<FoundWord>, RecognizeError> {
        let area = mark.grown(AROUND * mark.height());
        let Some(mut crop) = Crop::cut(seen, &area, self.height / mark.height(), self.border) else {
            return Ok(None);
        };
        spread_out(&mut crop.picture, self.black_and_white);
        let lines = match self.with {
            With::Figures => reader.ask_figures(&crop.picture, Segmentation::Figures)?,
            With::FiguresAndLetters => reader.ask_figures(&crop.picture, Segmentation::Line)?,
            With::Languages => reader.ask(&crop.picture, Segmentation::Line)?,
        };
        let mut words = lines.into_iter().next().map(|line| line.words).unwrap_or_default().into_iter();
        Ok(words.next().filter(|_| words.next().is_none()))
    }
}

/// Spreads the greys of a picture out from black ink to white paper.
fn spread_out(picture: &mut GrayImage, black_and_white: bool) {
    let whole = Rect::new(0.0, 0.0, picture.width().into(), picture.height().into());
    let Some((black, white)) = ink_and_paper(picture, &whole) else { return };
    let range = (white - black).max(1.0);
    for grey in picture.pixels_mut().map(|pixel| &mut pixel.0[0]) {
        let spread = ((f64::from(*grey) - black) / range).clamp(0.0, 1.0);
        let spread = if black_and_white { spread.round() } else { spread };
        *grey = (spread * 255.0) as u8;
    }
}

/// The greys of ink and of paper in a box of a picture; nothing where it lies outside.
pub(super) fn ink_and_paper(picture: &GrayImage, area: &Rect) -> Option<(f64, f64)> {
    let counts = Patch::of(picture, area)?.counts(picture);
    Some((f64::from(grey_at(&counts, BLACK)), f64::from(grey_at(&counts, WHITE))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faint_grey_ink_becomes_black_on_white() {
        let mut picture = GrayImage::from_pixel(20, 20, image::Luma([180]));
        (8..12).for_each(|x| (4..16).for_each(|y| picture.put_pixel(x, y, image::Luma([140]))));
        spread_out(&mut picture, false);
        assert_eq!((picture.get_pixel(10, 10).0[0], picture.get_pixel(0, 0).0[0]), (0, 255));
        let mut plain = GrayImage::from_pixel(4, 4, image::Luma([90]));
        spread_out(&mut plain, true);
        assert!(plain.pixels().all(|pixel| pixel.0 == plain.get_pixel(0, 0).0));
    }
}
