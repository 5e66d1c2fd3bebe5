//! Lines of a picture read by a line model: cut out, shown together, laid back. Not for choosing which lines.

use image::GrayImage;
use register::{geometry::Rect, layout::Hand};

use super::{LineModelError, LineModels, LinePicture, ReadLetter, words::line_of};
use crate::recognize::{crop::Crop, recognizer::FoundLine};

/// Picture left beside a line, share of its height: strokes swing over its ends.
const BESIDE: f64 = 0.1;

/// Picture left above and below type and print, share of the line's height: layout's boxes end at the ink, those of the
/// lines the models learned from do not.
const ABOVE: f64 = 0.1;
/// Widths of lines when they are read, as shares of those they have at the model's height. Type and print read better
/// a little smaller (on 18 pages of old print .044 wrong letters instead of .048, on 4 of type .033 instead of .043 with
/// both), and quicker.
const TYPED: f64 = 0.75;
const PRINTED: f64 = 0.85;

/// A line to read.
#[derive(Debug, Clone, Copy)]
pub(in crate::recognize) struct AskedLine {
    rect: Rect,
    stretch: f64,
    /// Picture left above and below, share of its height.
    above: f64,
}

impl AskedLine {
    /// The line at `rect` of a picture, as wide as lines of its hand are read.
    pub(in crate::recognize) fn of(rect: Rect, hand: Hand) -> Self {
        match hand {
            Hand::Typed => Self { rect, stretch: TYPED, above: ABOVE },
            Hand::Printed => Self { rect, stretch: PRINTED, above: ABOVE },
            Hand::Handwritten | Hand::Stamp => Self::as_it_is(rect),
        }
    }

    /// The line at `rect` as wide as it is: one that is hard to read.
    pub(in crate::recognize) fn as_it_is(rect: Rect) -> Self {
        Self { rect, stretch: 1.0, above: 0.0 }
    }

    /// Letters that were read on its cut, as words of the cut.
    pub(super) fn as_words(
        &self,
        letters: &[ReadLetter],
        crop: &Crop,
        language: Option<&str>,
    ) -> Option<FoundLine> {
        let Self { rect, above, .. } = *self;
        // At the edge of the picture less is left above than asked for.
        let top = (above * rect.height()).min(rect.top.max(0.0));
        let height = f64::from(crop.picture.height());
        let between = (top, (top + rect.height()).min(height));
        line_of(letters, crop.picture.width().into(), between, language)
    }
}

/// A line as it was cut out, and what was read on the cut; nothing where no letter stands.
pub(in crate::recognize) type ReadLine = (Crop, Option<FoundLine>);

/// Cuts lines out of a picture; each with its place among those asked for, without those that lie outside.
pub(super) fn cut(picture: &GrayImage, asked: &[AskedLine]) -> Vec<(usize, Crop)> {
    let cut = |(place, line): (usize, &AskedLine)| {
        let rect = line.rect;
        let (beside, above) = (BESIDE * rect.height(), line.above * rect.height());
        let area = Rect::new(rect.left - beside, rect.top - above, rect.right + beside, rect.bottom + above);
        Some((place, Crop::cut(picture, &area, 1.0, 0)?))
    };
    asked.iter().enumerate().filter_map(cut).collect()
}

/// Cuts as the model is shown them.
pub(super) fn shown<'c>(crops: &'c [(usize, Crop)], asked: &[AskedLine]) -> Vec<LinePicture<'c>> {
    let shown = |(place, crop): &'c (usize, Crop)| LinePicture {
        picture: &crop.picture,
        stretch: asked[*place].stretch,
    };
    crops.iter().map(shown).collect()
}

/// Reads lines of `picture`, in the order they are `asked` for; none where no model knows the languages. A
/// box that lies outside the picture is left out: each answer tells its place among those asked for.
///
/// # Errors
/// Where the model is damaged or stops.
pub(in crate::recognize) fn read_lines(
    models: &LineModels,
    languages: &[String],
    picture: &GrayImage,
    asked: &[AskedLine],
) -> Result<Vec<(usize, ReadLine)>, LineModelError> {
    let crops = cut(picture, asked);
    let model = if crops.is_empty() { None } else { models.of(languages)? };
    let Some(model) = model else { return Ok(Vec::new()) };
    let read = model.read(&shown(&crops, asked))?;
    let language = languages.first().map(String::as_str);
    let lines = crops.into_iter().zip(read).map(|((place, crop), letters)| {
        let line = asked[place].as_words(&letters, &crop, language);
        (place, (crop, line))
    });
    Ok(lines.collect())
}
