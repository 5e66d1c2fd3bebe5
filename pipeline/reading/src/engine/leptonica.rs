//! Leptonica, the library below Tesseract, as second door for TIFF and JPEG files that the Rust decoders
//! refuse. Not for any other work on pixels.
#![allow(unsafe_code, reason = "the C interface of leptonica; every block says why it holds")]

use std::{
    ffi::{c_int, c_uint},
    ptr,
};

use image::{DynamicImage, GrayImage, RgbImage};

/// `Pix` of leptonica; only ever behind a pointer.
#[repr(C)]
struct RawPix {
    _opaque: [u8; 0],
}

#[link(name = "lept")]
unsafe extern "C" {
    fn pixReadMemTiff(data: *const u8, size: usize, frame: c_int) -> *mut RawPix;
    fn pixReadMemJpeg(
        data: *const u8,
        size: usize,
        colour_map: c_int,
        reduction: c_int,
        warnings: *mut c_int,
        hint: c_int,
    ) -> *mut RawPix;
    fn pixConvertTo8Or32(pix: *mut RawPix, copy: c_int, warn: c_int) -> *mut RawPix;
    fn pixDestroy(pix: *mut *mut RawPix);
    fn pixGetWidth(pix: *const RawPix) -> c_int;
    fn pixGetHeight(pix: *const RawPix) -> c_int;
    fn pixGetDepth(pix: *const RawPix) -> c_int;
    fn pixGetWpl(pix: *const RawPix) -> c_int;
    fn pixGetData(pix: *mut RawPix) -> *mut c_uint;
    fn setMsgSeverity(severity: c_int) -> c_int;
}

/// `L_SEVERITY_NONE`: leptonica says nothing on stderr; we say what failed.
const SILENT: c_int = 6;
/// `L_COPY`.
const COPY: c_int = 1;

/// A picture owned by leptonica, given back when dropped.
struct Pix(*mut RawPix);

impl Pix {
    fn new(raw: *mut RawPix) -> Option<Self> {
        (!raw.is_null()).then_some(Self(raw))
    }

    /// Grey of 8 bits or colour of 32, whatever it was; colour maps are resolved.
    fn plain(&self) -> Option<Self> {
        // SAFETY: the pointer is a live Pix of ours; the result is a new Pix or null.
        Self::new(unsafe { pixConvertTo8Or32(self.0, COPY, 0) })
    }

    fn to_image(&self) -> Option<DynamicImage> {
        // SAFETY: the pointer is a live Pix of ours; these only read its fields.
        let (width, height, depth, row) =
            unsafe { (pixGetWidth(self.0), pixGetHeight(self.0), pixGetDepth(self.0), pixGetWpl(self.0)) };
        let (width, height, row) =
            (usize::try_from(width).ok()?, usize::try_from(height).ok()?, usize::try_from(row).ok()?);
        // SAFETY: leptonica keeps `height` rows of `row` words behind this pointer as long as the Pix lives,
        // and nothing writes to them while the slice is read.
        let words = unsafe {
            let data = pixGetData(self.0);
            if data.is_null() {
                return None;
            }
            std::slice::from_raw_parts(data.cast_const(), row.checked_mul(height)?)
        };
        match depth {
            8 => gray(words, row, width, height).map(DynamicImage::ImageLuma8),
            32 => colour(words, row, width, height).map(DynamicImage::ImageRgb8),
            _ => None,
        }
    }
}

impl Drop for Pix {
    fn drop(&mut self) {
        // SAFETY: the pointer is a live Pix that nobody else holds; leptonica sets it to null.
        unsafe { pixDestroy(&mut self.0) }
    }
}

/// Samples stand in words with the first in the highest byte, whatever the machine's byte order.
fn gray(words: &[c_uint], row: usize, width: usize, height: usize) -> Option<GrayImage> {
    let mut samples = Vec::with_capacity(width * height);
    for line in words.chunks_exact(row) {
        samples.extend(line.iter().flat_map(|w| w.to_be_bytes()).take(width));
    }
    GrayImage::from_raw(width as u32, height as u32, samples)
}

fn colour(words: &[c_uint], row: usize, width: usize, height: usize) -> Option<RgbImage> {
    let mut samples = Vec::with_capacity(width * height * 3);
    for line in words.chunks_exact(row) {
        for word in &line[..width] {
            samples.extend_from_slice(&word.to_be_bytes()[..3]);
        }
    }
    RgbImage::from_raw(width as u32, height as u32, samples)
}

/// The picture at place `index` of a TIFF file's chain, turned by its orientation tag; `None` where it
/// cannot be read whole.
pub(crate) fn read_tiff(bytes: &[u8], index: usize) -> Option<DynamicImage> {
    let index = c_int::try_from(index).ok()?;
    // SAFETY: pointer and length are those of a slice that outlives the call; leptonica copies from it.
    let pix = unsafe {
        setMsgSeverity(SILENT);
        Pix::new(pixReadMemTiff(bytes.as_ptr(), bytes.len(), index))?
    };
    pix.plain()?.to_image()
}

/// A JPEG file, and how many times libjpeg had to patch over broken data.
pub(crate) fn read_jpeg(bytes: &[u8]) -> Option<(DynamicImage, i32)> {
    let (pix, warnings) = jpeg(bytes, 1)?;
    Some((pix.plain()?.to_image()?, warnings))
}

/// How many times libjpeg has to patch over broken data, without making the whole picture.
pub(crate) fn jpeg_patches(bytes: &[u8]) -> Option<i32> {
    jpeg(bytes, 8).map(|(_, warnings)| warnings)
}

/// A JPEG file at one part in `reduction` (1, 2, 4, 8) of its size.
fn jpeg(bytes: &[u8], reduction: c_int) -> Option<(Pix, i32)> {
    let mut warnings: c_int = 0;
    // SAFETY: as in `read_tiff`; `warnings` lives through the call.
    let pix = unsafe {
        setMsgSeverity(SILENT);
        Pix::new(pixReadMemJpeg(bytes.as_ptr(), bytes.len(), 0, reduction, ptr::from_mut(&mut warnings), 0))?
    };
    Some((pix, warnings))
}
