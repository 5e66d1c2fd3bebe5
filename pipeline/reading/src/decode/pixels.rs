//! From the sample layouts of decoders to luminance and colour. Not for files.

use fearless_simd::{Level, dispatch};
use image::{DynamicImage, GrayImage, RgbImage};

use super::{DecodedScan, Frame, Unreadable, orientation::Orientation};

/// Luminance of a colour: Rec. 601 weights in 1/256, as TIFF and JPEG use.
fn luma([r, g, b]: [u8; 3]) -> u8 {
    // At most 255 * 256 + 128, which 16 bits hold.
    ((77 * u16::from(r) + 150 * u16::from(g) + 29 * u16::from(b) + 128) >> 8) as u8
}

/// A scan of grey samples.
pub(super) fn from_gray(
    size: Frame,
    samples: Vec<u8>,
    turn: Orientation,
    ppi: Option<f64>,
) -> Result<DecodedScan, Unreadable> {
    let gray = GrayImage::from_raw(size.width, size.height, samples).ok_or_else(too_few)?;
    Ok(DecodedScan { gray: turn.turn(gray), colour: None, ppi })
}

/// A scan of interleaved red, green, blue. Where all three are alike everywhere the scan has no colour.
pub(super) fn from_rgb(
    size: Frame,
    samples: Vec<u8>,
    turn: Orientation,
    ppi: Option<f64>,
) -> Result<DecodedScan, Unreadable> {
    if samples.len() < size.width as usize * size.height as usize * 3 {
        return Err(too_few());
    }
    let (places, _) = samples.as_chunks::<3>();
    let gray = dispatch!(Level::new(), _ => places.iter().map(|&place| luma(place)).collect::<Vec<u8>>());
    // Where red, green and blue are one, so is their luminance.
    if places.iter().all(|[r, g, b]| r == g && g == b) {
        return from_gray(size, gray, turn, ppi);
    }
    let gray = GrayImage::from_raw(size.width, size.height, gray).ok_or_else(too_few)?;
    let colour = RgbImage::from_raw(size.width, size.height, samples).ok_or_else(too_few)?;
    Ok(DecodedScan { gray: turn.turn(gray), colour: Some(turn.turn(colour)), ppi })
}

/// Ink shares of `CMYK` (0 no ink) to red, green, blue, without a colour profile.
pub(super) fn cmyk_to_rgb(samples: &[u8], channels: usize) -> Vec<u8> {
    let mut rgb = Vec::with_capacity(samples.len() / channels * 3);
    for p in samples.chunks_exact(channels) {
        let white = 255 - u32::from(p[3]);
        rgb.extend(p[..3].iter().map(|&ink| ((255 - u32::from(ink)) * white / 255) as u8));
    }
    rgb
}

/// Drops an alpha channel by laying the picture on white paper.
pub(super) fn on_paper(samples: &[u8], colours: usize) -> Vec<u8> {
    let mut flat = Vec::with_capacity(samples.len() / (colours + 1) * colours);
    for p in samples.chunks_exact(colours + 1) {
        let alpha = u32::from(p[colours]);
        flat.extend(p[..colours].iter().map(|&v| ((u32::from(v) * alpha + 255 * (255 - alpha)) / 255) as u8));
    }
    flat
}

/// The high bytes of 16-bit samples.
pub(super) fn high_bytes(samples: &[u16]) -> Vec<u8> {
    samples.iter().map(|s| (s >> 8) as u8).collect()
}

/// A scan of whatever layout the `image` crate decoded to.
pub(super) fn from_dynamic(
    image: DynamicImage,
    turn: Orientation,
    ppi: Option<f64>,
) -> Result<DecodedScan, Unreadable> {
    let size = Frame { width: image.width(), height: image.height() };
    match image {
        DynamicImage::ImageLuma8(i) => from_gray(size, i.into_raw(), turn, ppi),
        DynamicImage::ImageRgb8(i) => from_rgb(size, i.into_raw(), turn, ppi),
        DynamicImage::ImageLumaA8(i) => from_gray(size, on_paper(i.as_raw(), 1), turn, ppi),
        DynamicImage::ImageRgba8(i) => from_rgb(size, on_paper(i.as_raw(), 3), turn, ppi),
        DynamicImage::ImageLuma16(i) => from_gray(size, high_bytes(i.as_raw()), turn, ppi),
        DynamicImage::ImageRgb16(i) => from_rgb(size, high_bytes(i.as_raw()), turn, ppi),
        other => from_rgb(size, on_paper(other.into_rgba8().as_raw(), 3), turn, ppi),
    }
}

fn too_few() -> Unreadable {
    Unreadable::Damaged("it holds fewer pixels than its header says".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Frame = Frame { width: 1, height: 1 };

    #[test]
    fn rgb_with_equal_channels_is_grey() {
        let scan = from_rgb(ONE, vec![9, 9, 9], Orientation::UPRIGHT, None).unwrap();
        assert!(scan.colour.is_none());
        assert_eq!(scan.gray.as_raw(), &[9]);
    }

    #[test]
    fn ink_of_four_colours_becomes_light() {
        assert_eq!(cmyk_to_rgb(&[0, 255, 255, 0], 4), [255, 0, 0]);
        assert_eq!(cmyk_to_rgb(&[0, 0, 0, 255], 4), [0, 0, 0]);
    }

    #[test]
    fn what_is_transparent_shows_paper() {
        assert_eq!(on_paper(&[10, 20, 30, 0, 10, 20, 30, 255], 3), [255, 255, 255, 10, 20, 30]);
    }
}
