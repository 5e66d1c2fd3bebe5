//! EXIF and TIFF orientation: how the stored rows must be turned to stand as the camera held them. Not for
//! quarter turns of the content: [`crate::prepare`] finds those.

use image::{ImageBuffer, Pixel, imageops};

use super::Frame;

/// Orientation 1 to 8 of TIFF 6.0 tag 274, which EXIF shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Orientation(u8);

impl Orientation {
    /// As stored.
    pub(super) const UPRIGHT: Self = Self(1);

    /// From the tag's value; what is out of range means upright.
    pub(super) fn from_tag(value: u32) -> Self {
        if (1..=8).contains(&value) { Self(value as u8) } else { Self::UPRIGHT }
    }

    /// From the bytes of an EXIF block, without its `Exif\0\0`.
    pub(super) fn from_exif(block: &[u8]) -> Option<Self> {
        let read = exif::Reader::new().read_raw(block.to_vec()).ok()?;
        let field = read.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?;
        field.value.get_uint(0).map(Self::from_tag)
    }

    fn swaps_sides(self) -> bool {
        self.0 >= 5
    }

    /// The frame's size once turned.
    pub(super) fn turn_frame(self, frame: Frame) -> Frame {
        if self.swaps_sides() { Frame { width: frame.height, height: frame.width } } else { frame }
    }

    /// The picture, turned.
    pub(super) fn turn<P>(self, image: ImageBuffer<P, Vec<u8>>) -> ImageBuffer<P, Vec<u8>>
    where
        P: Pixel<Subpixel = u8> + 'static,
    {
        match self.0 {
            2 => imageops::flip_horizontal(&image),
            3 => imageops::rotate180(&image),
            4 => imageops::flip_vertical(&image),
            5 => imageops::flip_horizontal(&imageops::rotate90(&image)),
            6 => imageops::rotate90(&image),
            7 => imageops::flip_horizontal(&imageops::rotate270(&image)),
            8 => imageops::rotate270(&image),
            _ => image,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::GrayImage;

    /// A picture of three pixels in a row, 1 2 3, turned.
    fn check(tag: u32, size: (u32, u32), pixels: [u8; 3]) {
        let row = GrayImage::from_raw(3, 1, vec![1, 2, 3]).unwrap();
        let turned = Orientation::from_tag(tag).turn(row);
        assert_eq!((turned.dimensions(), turned.into_raw()), (size, pixels.to_vec()), "orientation {tag}");
    }

    #[test]
    fn every_orientation_turns_as_the_standard_draws_it() {
        check(1, (3, 1), [1, 2, 3]);
        check(2, (3, 1), [3, 2, 1]);
        check(3, (3, 1), [3, 2, 1]);
        check(5, (1, 3), [1, 2, 3]);
        check(6, (1, 3), [1, 2, 3]);
        check(7, (1, 3), [3, 2, 1]);
        check(8, (1, 3), [3, 2, 1]);
    }

    #[test]
    fn an_unknown_orientation_means_upright() {
        assert_eq!(Orientation::from_tag(9), Orientation::UPRIGHT);
    }
}
