//! JPEG: header walk, EXIF orientation, and pixels with a strict decoder first and libjpeg (through
//! leptonica) for files that bend the rules yet are whole. Not for JPEG inside TIFF.

use image::DynamicImage;
use zune_jpeg::{
    JpegDecoder,
    zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions},
};

use super::{DecodedScan, Frame, Unreadable, believable, frame, orientation::Orientation, pixels};
use crate::engine::leptonica;

/// What the markers before the picture data say.
struct Header {
    stored: Frame,
    turn: Orientation,
    ppi: Option<f64>,
    /// Where the picture data begins.
    data: usize,
}

pub(super) fn probe(bytes: &[u8]) -> Result<Frame, Unreadable> {
    let header = header(bytes)?;
    if !has_end(bytes, header.data) {
        return Err(Unreadable::CutShort(rows_there(bytes, header.stored.height)));
    }
    Ok(header.turn.turn_frame(header.stored))
}

pub(super) fn decode(bytes: &[u8]) -> Result<DecodedScan, Unreadable> {
    let header = header(bytes)?;
    match pixels_of(bytes, true).and_then(|read| whole(bytes, &header, read)) {
        Ok((ColorSpace::Luma, samples)) => pixels::from_gray(header.stored, samples, header.turn, header.ppi),
        Ok((_, samples)) => pixels::from_rgb(header.stored, samples, header.turn, header.ppi),
        Err(why) => second_look(bytes, &header, &why),
    }
}

/// Blocks that are missing before an end mark are filled in silently, with what stood above or one value:
/// where the last rows repeat, libjpeg is asked whether anything was missing.
fn whole(bytes: &[u8], header: &Header, read: Pixels) -> Result<Pixels, String> {
    if ends_in_repeats(&read.1, header.stored) && leptonica::jpeg_patches(bytes).is_none_or(|n| n > 0) {
        return Err("it breaks off before the end mark".to_owned());
    }
    Ok(read)
}

/// Does a good part of the last row stand one row, or a row of blocks, above it too?
fn ends_in_repeats(samples: &[u8], stored: Frame) -> bool {
    const REPEATS: [usize; 3] = [1, 8, 16];
    let (row, rows) = (samples.len() / stored.height as usize, stored.height as usize);
    let line = |y: usize| &samples[y * row..(y + 1) * row];
    REPEATS.iter().filter(|&&above| above < rows).any(|above| {
        let same = line(rows - 1).iter().zip(line(rows - 1 - above)).filter(|(a, b)| a == b).count();
        same * 4 > row
    })
}

/// Colours and samples, row by row.
type Pixels = (ColorSpace, Vec<u8>);

/// libjpeg counts what it had to patch over: a file it patched nowhere is whole.
fn second_look(bytes: &[u8], header: &Header, why: &str) -> Result<DecodedScan, Unreadable> {
    let Some((image, 0)) = leptonica::read_jpeg(bytes) else {
        return Err(Unreadable::Damaged(format!("its picture data is broken ({why})")));
    };
    match image {
        DynamicImage::ImageLuma8(i) => {
            pixels::from_gray(header.stored, i.into_raw(), header.turn, header.ppi)
        }
        other => pixels::from_rgb(header.stored, other.into_rgb8().into_raw(), header.turn, header.ppi),
    }
}

fn pixels_of(bytes: &[u8], strict: bool) -> Result<Pixels, String> {
    let options = DecoderOptions::default()
        .set_strict_mode(strict)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|e| e.to_string())?;
    let colours = match decoder.input_colorspace() {
        Some(ColorSpace::Luma) => ColorSpace::Luma,
        _ => ColorSpace::RGB,
    };
    decoder.set_options(options.jpeg_set_out_colorspace(colours));
    decoder.decode().map(|samples| (colours, samples)).map_err(|e| e.to_string())
}

/// Walks the markers up to the picture data (ITU T.81, annex B).
fn header(bytes: &[u8]) -> Result<Header, Unreadable> {
    let (mut at, mut stored, mut turn, mut ppi) = (2, None, Orientation::UPRIGHT, None);
    loop {
        let (marker, body, next) = segment(bytes, at)?;
        match marker {
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) && body.len() >= 5 => {
                let side = |i: usize| u64::from(body[i]) << 8 | u64::from(body[i + 1]);
                stored = Some(frame(side(3), side(1))?);
            }
            0xE0 => ppi = ppi.or(jfif_ppi(body)),
            0xE1 => turn = exif_block(body).and_then(Orientation::from_exif).unwrap_or(turn),
            0xDA => {
                let stored =
                    stored.ok_or_else(|| Unreadable::Damaged("its header names no size".to_owned()))?;
                return Ok(Header { stored, turn, ppi: ppi.and_then(believable), data: next });
            }
            0xD9 => return Err(Unreadable::CutShort("there is no picture before its end mark".to_owned())),
            _ => {}
        }
        at = next;
    }
}

/// The marker at or after `at`, its body, and where it ends.
fn segment(bytes: &[u8], at: usize) -> Result<(u8, &[u8], usize), Unreadable> {
    let cut = || Unreadable::CutShort("it ends inside its header".to_owned());
    let rest = bytes.get(at..).ok_or_else(cut)?;
    let start = rest.windows(2).position(|w| w[0] == 0xFF && !matches!(w[1], 0 | 0xFF)).ok_or_else(cut)? + at;
    let marker = bytes[start + 1];
    if matches!(marker, 0x01 | 0xD0..=0xD9) {
        return Ok((marker, &[], start + 2));
    }
    let length = bytes.get(start + 2..start + 4).ok_or_else(cut)?;
    let end = start + 2 + (usize::from(length[0]) << 8 | usize::from(length[1])).max(2);
    Ok((marker, bytes.get(start + 4..end).ok_or_else(cut)?, end))
}

fn jfif_ppi(body: &[u8]) -> Option<f64> {
    if !body.starts_with(b"JFIF\0") || body.len() < 10 {
        return None;
    }
    let density = f64::from(u16::from_be_bytes([body[8], body[9]]));
    match body[7] {
        1 => Some(density),
        2 => Some(density * 2.54),
        _ => None,
    }
}

fn exif_block(body: &[u8]) -> Option<&[u8]> {
    body.strip_prefix(b"Exif\0\0")
}

/// Is there an end mark after the picture data began?
fn has_end(bytes: &[u8], data: usize) -> bool {
    bytes.get(data..).is_some_and(|rest| rest.windows(2).rev().any(|w| w == [0xFF, 0xD9]))
}

/// How much of a picture without an end is there, by reading it leniently: rows that were never written are
/// of one value.
fn rows_there(bytes: &[u8], height: u32) -> String {
    let unknown = "the end of its picture is missing".to_owned();
    let Ok(read) = pixels_of(bytes, false) else { return unknown };
    let there = rows_of(&read, height);
    if there == height { unknown } else { format!("it ends after {there} of {height} of its rows") }
}

/// Rows up to the last that is not of one value.
fn rows_of((colours, samples): &Pixels, height: u32) -> u32 {
    let channels = if *colours == ColorSpace::Luma { 1 } else { 3 };
    let row = (samples.len() / height.max(1) as usize).max(1);
    let blank = |r: &[u8]| r.chunks_exact(channels).all(|p| p == &r[..channels]);
    samples.chunks_exact(row).rposition(|r| !blank(r)).map_or(0, |last| last as u32 + 1)
}
