//! JPEG 2000, in its JP2 box or bare. Not for JPEG 2000 inside PDF.

use hayro_jpeg2000::{ColorSpace, DecodeSettings, DecoderContext, Image};

use super::{DecodedScan, Frame, Unreadable, frame, orientation::Orientation, pixels};

/// Bytes looked at for the end mark; some writers pad after it.
const END_SEARCH: usize = 64;

pub(super) fn probe(bytes: &[u8]) -> Result<Frame, Unreadable> {
    let image = open(bytes)?;
    let found = frame(u64::from(image.width()), u64::from(image.height()))?;
    let stream = code_stream(bytes).ok_or_else(cut)?;
    let tail = &stream[stream.len().saturating_sub(END_SEARCH)..];
    if tail.windows(2).any(|w| w == [0xFF, 0xD9]) { Ok(found) } else { Err(cut()) }
}

pub(super) fn decode(bytes: &[u8]) -> Result<DecodedScan, Unreadable> {
    let image = open(bytes)?;
    let size = frame(u64::from(image.width()), u64::from(image.height()))?;
    let mut context = DecoderContext::default();
    let samples = image.decode(&mut context).map_err(broken)?.data_u8();
    let channels = usize::from(image.color_space().num_channels());
    let flat = if image.has_alpha() { pixels::on_paper(&samples, channels) } else { samples };
    match (image.color_space(), channels) {
        (_, 1) => pixels::from_gray(size, flat, Orientation::UPRIGHT, None),
        (_, 3) => pixels::from_rgb(size, flat, Orientation::UPRIGHT, None),
        (ColorSpace::CMYK | ColorSpace::Icc { .. }, 4) => {
            pixels::from_rgb(size, pixels::cmyk_to_rgb(&flat, 4), Orientation::UPRIGHT, None)
        }
        (_, n) => Err(Unreadable::Damaged(format!("its {n} colours are of no kind known here"))),
    }
}

fn open(bytes: &[u8]) -> Result<Image<'_>, Unreadable> {
    Image::new(bytes, &DecodeSettings::default()).map_err(broken)
}

fn broken(error: hayro_jpeg2000::DecodeError) -> Unreadable {
    Unreadable::Damaged(format!("its JPEG 2000 data is broken ({error})"))
}

fn cut() -> Unreadable {
    Unreadable::CutShort("the end of its picture is missing".to_owned())
}

/// The code stream: all of a bare file, else the body of box `jp2c`; `None` where its box runs past the end.
fn code_stream(bytes: &[u8]) -> Option<&[u8]> {
    if bytes.starts_with(b"\xFF\x4F") {
        return Some(bytes);
    }
    let mut at = 0usize;
    loop {
        let head = bytes.get(at..at + 8)?;
        let short = u32::from_be_bytes(head[..4].try_into().ok()?) as usize;
        let (length, body) = match short {
            0 => (bytes.len() - at, 8),
            1 => {
                (usize::try_from(u64::from_be_bytes(bytes.get(at + 8..at + 16)?.try_into().ok()?)).ok()?, 16)
            }
            n => (n, 8),
        };
        let end = at.checked_add(length).filter(|_| length >= body)?;
        if &head[4..8] == b"jp2c" {
            return bytes.get(at + body..end);
        }
        at = end;
    }
}
