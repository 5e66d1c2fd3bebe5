//! Every kind of file is read, and every broken one is named. Not for what pages look like.

use super::*;
use std::{io::Cursor, path::Path};

fn sample(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/formats");
    std::fs::read(folder.join(name)).unwrap()
}

/// Mean difference in grey from the same picture as JPEG 2000.
fn difference(scan: &DecodedScan) -> f64 {
    let right = decode(&sample("jpeg2000.jp2"), 0).unwrap().gray;
    let sum: u32 =
        scan.gray.as_raw().iter().zip(right.as_raw()).map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
    f64::from(sum) / right.as_raw().len() as f64
}

fn check(name: &str, coloured: bool, tolerance: f64) {
    let bytes = sample(name);
    assert_eq!(probe(&bytes), Ok(vec![Frame { width: 96, height: 48 }]), "{name}");
    let scan = decode(&bytes, 0).unwrap();
    assert_eq!((scan.gray.dimensions(), scan.colour.is_some()), ((96, 48), coloured), "{name}");
    assert!(difference(&scan) < tolerance, "{name}: {} grey values off", difference(&scan));
}

fn refused(bytes: &[u8], says: &str) {
    let told = probe(bytes).err().or_else(|| decode(bytes, 0).err()).map(|e| e.to_string());
    assert!(told.as_deref().is_some_and(|t| t.contains(says)), "{told:?} does not say {says:?}");
}

fn picture() -> image::DynamicImage {
    image::DynamicImage::ImageRgb8(decode(&sample("jpeg2000.jp2"), 0).unwrap().colour.unwrap())
}

fn png() -> Vec<u8> {
    let mut bytes = Vec::new();
    picture().write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
    bytes
}

#[test]
fn palette_ycbcr_and_cmyk_are_read_from_tiff() {
    check("palette.tif", true, 8.0);
    check("ycbcr-jpeg.tif", true, 4.0);
    check("cmyk.tif", true, 4.0);
}

#[test]
fn fax_pages_are_read_black_on_white() {
    check("group3.tif", false, 60.0);
    check("group4.tif", false, 60.0);
    let fax = decode(&sample("group4.tif"), 0).unwrap().gray;
    assert!(fax.as_raw().iter().filter(|&&v| v == 255).count() > fax.as_raw().len() / 2);
}

#[test]
fn progressive_and_cmyk_jpeg_are_read() {
    check("progressive.jpg", true, 4.0);
    check("cmyk.jpg", true, 4.0);
}

#[test]
fn a_pdf_page_is_read_at_the_resolution_of_its_image() {
    check("page.pdf", true, 4.0);
    assert_eq!(decode(&sample("page.pdf"), 0).unwrap().ppi, Some(150.0));
}

#[test]
fn orientation_is_taken_out() {
    for name in ["turned.jpg", "orientation6.tif"] {
        let bytes = sample(name);
        assert_eq!(probe(&bytes), Ok(vec![Frame { width: 48, height: 96 }]), "{name}");
        assert_eq!(decode(&bytes, 0).unwrap().gray.dimensions(), (48, 96), "{name}");
    }
}

#[test]
fn a_png_of_sixteen_bits_is_read() {
    let mut bytes = Vec::new();
    image::DynamicImage::ImageLuma16(picture().into_luma16())
        .write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png)
        .unwrap();
    assert!(difference(&decode(&bytes, 0).unwrap()) < 4.0);
}

#[test]
fn every_frame_of_a_tiff_is_counted_and_read() {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = ::tiff::encoder::TiffEncoder::new(&mut bytes).unwrap();
    encoder.write_image::<::tiff::encoder::colortype::Gray8>(2, 1, &[1, 2]).unwrap();
    encoder.write_image::<::tiff::encoder::colortype::Gray16>(1, 3, &[256, 512, 65_535]).unwrap();
    let bytes = bytes.into_inner();
    let frames = [(2, 1), (1, 3)].map(|(width, height)| Frame { width, height });
    assert_eq!(probe(&bytes), Ok(frames.to_vec()));
    assert_eq!(decode(&bytes, 1).unwrap().gray.into_raw(), [1, 2, 255]);
    assert_eq!(decode(&bytes, 2).unwrap_err(), Unreadable::NoFrame { frame: 2, frames: 2 });
}

#[test]
fn a_file_that_ends_early_is_called_cut_short() {
    for bytes in
        [png(), sample("jpeg2000.jp2"), sample("cmyk.tif"), sample("turned.jpg"), sample("progressive.jpg")]
    {
        refused(&bytes[..bytes.len() * 6 / 10], "cut short");
    }
    let jpeg = sample("cmyk.jpg");
    refused(&jpeg[..jpeg.len() * 7 / 10], "of 48 of its rows");
}

#[test]
fn a_jpeg_with_a_hole_in_it_is_not_shown_grey() {
    let mut bytes = sample("turned.jpg");
    let middle = bytes.len() * 6 / 10;
    bytes.splice(middle..bytes.len() - 2, []);
    refused(&bytes, "broken");
}

#[test]
fn a_bomb_is_refused_by_its_header() {
    let mut bytes = png();
    bytes[16..24].copy_from_slice(&[0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60]);
    refused(&bytes, "60000 x 60000 pixels: more than the 300 million");
}
