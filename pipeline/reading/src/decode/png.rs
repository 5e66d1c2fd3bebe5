//! PNG: size and completeness from its chunks, pixels from the `image` crate. Not for repairing.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, Limits, codecs::png::PngDecoder};

use super::{DecodedScan, Frame, Unreadable, believable, frame, orientation::Orientation, pixels};

/// Bytes of a chunk besides its body: length, name, checksum.
const CHUNK_FRAME: usize = 12;

pub(super) fn probe(bytes: &[u8]) -> Result<Frame, Unreadable> {
    let cut = |what: &str| Unreadable::CutShort(what.to_owned());
    let size = bytes.get(16..24).ok_or_else(|| cut("it ends inside its header"))?;
    let side = |i: usize| u64::from(u32::from_be_bytes([size[i], size[i + 1], size[i + 2], size[i + 3]]));
    let found = frame(side(0), side(4))?;
    if !chunks(bytes).any(|(name, _)| name == b"IEND") {
        return Err(cut("the end of its picture is missing"));
    }
    Ok(found)
}

pub(super) fn decode(bytes: &[u8]) -> Result<DecodedScan, Unreadable> {
    let broken = |e: image::ImageError| Unreadable::Damaged(format!("its picture data is broken ({e})"));
    let mut decoder = PngDecoder::new(Cursor::new(bytes)).map_err(broken)?;
    decoder.set_limits(Limits::no_limits()).map_err(broken)?;
    let image = DynamicImage::from_decoder(decoder).map_err(broken)?;
    pixels::from_dynamic(image, Orientation::UPRIGHT, ppi(bytes))
}

/// Chunks that lie whole in the file: name and body.
fn chunks(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut at = 8;
    std::iter::from_fn(move || {
        let head = bytes.get(at..at + 8)?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let end = at.checked_add(length)?.checked_add(CHUNK_FRAME)?;
        let body = bytes.get(at + 8..end - 4)?;
        bytes.get(end - 1)?;
        at = end;
        Some((&head[4..8], body))
    })
}

/// From the chunk `pHYs`, which counts pixels a metre.
fn ppi(bytes: &[u8]) -> Option<f64> {
    let (_, body) = chunks(bytes).find(|(name, _)| name == b"pHYs")?;
    let a_metre = u32::from_be_bytes(body.get(..4)?.try_into().ok()?);
    if body.get(8) == Some(&1) { believable((f64::from(a_metre) * 0.0254).round()) } else { None }
}
