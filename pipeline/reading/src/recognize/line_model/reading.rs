//! Lines of a picture read by a line model: cut out, shown together, laid back. Not for choosing which lines.

use image::GrayImage;
use register::geometry::Rect;

use super::{LineModelError, LineModels, LinePicture, words::line_of};
use crate::recognize::{crop::Crop, recognizer::FoundLine};

/// Picture left beside a line, share of its height: strokes swing over its ends.
const BESIDE: f64 = 0.1;

/// A line as it was cut out, and what was read on the cut; nothing where no letter stands.
pub(in crate::recognize) type ReadLine = (Crop, Option<FoundLine>);

/// Reads the lines at `rects` of `picture` (its pixels), in their order; none where no model knows the languages. A
/// box that lies outside the picture is left out: each answer tells its place among `rects`.
///
/// # Errors
/// Where the model is damaged or stops.
pub(in crate::recognize) fn read_lines(
    models: &LineModels,
    languages: &[String],
    picture: &GrayImage,
    rects: &[Rect],
) -> Result<Vec<(usize, ReadLine)>, LineModelError> {
    let cut = |(place, rect): (usize, &Rect)| {
        let beside = BESIDE * rect.height();
        let area = Rect::new(rect.left - beside, rect.top, rect.right + beside, rect.bottom);
        Some((place, Crop::cut(picture, &area, 1.0, 0)?))
    };
    let crops: Vec<(usize, Crop)> = rects.iter().enumerate().filter_map(cut).collect();
    let model = if crops.is_empty() { None } else { models.of(languages)? };
    let Some(model) = model else { return Ok(Vec::new()) };
    let shown: Vec<LinePicture<'_>> =
        crops.iter().map(|(_, crop)| LinePicture { picture: &crop.picture, stretch: 1.0 }).collect();
    let read = model.read(&shown)?;
    let language = languages.first().map(String::as_str);
    let lines = crops.into_iter().zip(read).map(|((place, crop), letters)| {
        let line = line_of(&letters, crop.picture.dimensions(), language);
        (place, (crop, line))
    });
    Ok(lines.collect())
}
