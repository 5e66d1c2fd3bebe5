//! TIFF pixels: the Rust decoder for plain samples, leptonica for fax, palette, YCbCr and whatever else the
//! first refuses. Not for directories: [`super::tiff_directory`] reads those.

use std::io::Cursor;

use image::DynamicImage;
use tiff::{
    ColorType,
    decoder::{Decoder, DecodingResult, Limits},
};

use super::{
    DecodedScan, Frame, Unreadable,
    orientation::Orientation,
    pixels,
    tiff_directory::{Directory, directories},
};
use crate::engine::leptonica;

pub(super) fn probe(bytes: &[u8]) -> Result<Vec<Frame>, Unreadable> {
    let found = directories(bytes)?;
    for (number, directory) in found.iter().enumerate() {
        let (all, there) = directory.parts;
        if there < all || all == 0 {
            let of = if found.len() > 1 { format!(" of frame {}", number + 1) } else { String::new() };
            return Err(Unreadable::CutShort(format!("{there} of {all} parts{of} of its picture are there")));
        }
    }
    Ok(found.iter().map(|d| d.turn.turn_frame(d.stored)).collect())
}

pub(super) fn decode(bytes: &[u8], frame: u32) -> Result<DecodedScan, Unreadable> {
    let found = directories(bytes)?;
    let frames = found.len() as u32;
    let directory = found.get(frame as usize).ok_or(Unreadable::NoFrame { frame, frames })?;
    if !is_plain(directory) {
        return through_leptonica(bytes, directory, "");
    }
    match plain(bytes, directory) {
        Ok(scan) => Ok(scan),
        Err(why) => through_leptonica(bytes, directory, &why),
    }
}

/// Whole bytes a sample, samples side by side, grey, RGB or CMYK, no JPEG inside: what the Rust decoder
/// reads rightly.
fn is_plain(d: &Directory) -> bool {
    matches!(d.bits, 8 | 16)
        && matches!(d.photometric, 0 | 1 | 2 | 5)
        && !matches!(d.compression, 2..=4 | 6 | 7)
        && (d.planar == 1 || d.samples == 1)
}

fn plain(bytes: &[u8], directory: &Directory) -> Result<DecodedScan, String> {
    let say = |e: tiff::TiffError| e.to_string();
    let mut decoder = Decoder::new(Cursor::new(bytes)).map_err(say)?.with_limits(Limits::unlimited());
    decoder.seek_to_image(directory.index).map_err(say)?;
    let colours = decoder.colortype().map_err(say)?;
    let samples = match decoder.read_image().map_err(say)? {
        DecodingResult::U8(samples) => samples,
        DecodingResult::U16(samples) => pixels::high_bytes(&samples),
        _ => return Err("samples of a strange kind".to_owned()),
    };
    let (size, turn, ppi) = (directory.stored, directory.turn, directory.ppi);
    let scan = match colours {
        ColorType::Gray(_) => pixels::from_gray(size, samples, turn, ppi),
        ColorType::GrayA(_) => pixels::from_gray(size, pixels::on_paper(&samples, 1), turn, ppi),
        ColorType::RGB(_) => pixels::from_rgb(size, samples, turn, ppi),
        ColorType::RGBA(_) => pixels::from_rgb(size, pixels::on_paper(&samples, 3), turn, ppi),
        ColorType::CMYK(_) => pixels::from_rgb(size, pixels::cmyk_to_rgb(&samples, 4), turn, ppi),
        other => return Err(format!("samples of kind {other:?}")),
    };
    scan.map_err(|e| e.to_string())
}

/// Leptonica turns by the orientation tag itself.
fn through_leptonica(bytes: &[u8], directory: &Directory, why: &str) -> Result<DecodedScan, Unreadable> {
    let Some(image) = leptonica::read_tiff(bytes, directory.index) else {
        let reason = if why.is_empty() { String::new() } else { format!(" ({why})") };
        return Err(Unreadable::Damaged(format!("its picture data is broken or of an unknown kind{reason}")));
    };
    let size = Frame { width: image.width(), height: image.height() };
    if size != directory.turn.turn_frame(directory.stored) {
        return Err(Unreadable::Damaged("its picture is of another size than its header says".to_owned()));
    }
    match image {
        DynamicImage::ImageLuma8(i) => {
            pixels::from_gray(size, i.into_raw(), Orientation::UPRIGHT, directory.ppi)
        }
        other => pixels::from_rgb(size, other.into_rgb8().into_raw(), Orientation::UPRIGHT, directory.ppi),
    }
}
