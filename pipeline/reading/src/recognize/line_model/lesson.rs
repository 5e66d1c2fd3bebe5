//! Lines as they are kept to learn from: cut as they are read, at the model's height, in their own greys. Not for reading them.

use image::GrayImage;
use register::{geometry::Rect, layout::Hand};

use super::{
    ink::{self, HEIGHT, InkLine},
    reading::{AskedLine, cut},
};

/// A line at the model's height is as wide as the model sees it: at 64 pixels of height it would be wider by a third.
pub(in crate::recognize) const AS_TAUGHT: f64 = HEIGHT as f64 / ink::REFERENCE;

/// The line at `rect` of a straight page, 48 pixels high, cut as hands are; none where it lies outside.
pub(in crate::recognize) fn taught_cut(straight: &GrayImage, rect: Rect) -> Option<GrayImage> {
    let (_, crop) = cut(straight, &[AskedLine::of(rect, Hand::Handwritten)]).pop()?;
    Some(ink::small(&crop.picture, 1.0))
}

/// Ink of such a line, row by row, and pixels a row.
pub(in crate::recognize) fn shown_as(line: &GrayImage) -> (Vec<f32>, usize) {
    let ink = InkLine::of(line, AS_TAUGHT);
    let width = ink.width;
    (ink.into_values(), width)
}

#[cfg(test)]
mod tests {
    use image::Luma;

    use super::*;

    #[test]
    fn a_line_is_kept_at_the_height_and_in_the_width_the_model_sees() {
        let page =
            GrayImage::from_fn(600, 200, |x, y| Luma([if (y / 4 + x / 9) % 5 == 0 { 30 } else { 220 }]));
        let kept = taught_cut(&page, Rect::new(50.0, 60.0, 350.0, 100.0)).unwrap();
        assert_eq!(kept.height() as usize, HEIGHT);
        let (values, width) = shown_as(&kept);
        assert_eq!((width, values.len()), (kept.width() as usize, HEIGHT * width));
    }

    #[test]
    fn outside_the_page_nothing_is_kept() {
        assert!(taught_cut(&GrayImage::new(50, 50), Rect::new(90.0, 0.0, 120.0, 20.0)).is_none());
    }
}
