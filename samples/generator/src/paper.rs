//! Paper, wear and capture: ink on paper, bleed-through, uneven light, a turned sheet, blur, noise and
//! JPEG. Not for what is written.

use image::{DynamicImage, GrayImage, ImageEncoder, Rgb, RgbImage, codecs::jpeg::JpegEncoder, imageops};
use imageproc::geometric_transformations::{Border, Interpolation, rotate_about_center};
use rand::Rng;
use register::geometry::{Point, Rect};

use crate::canvas::{Canvas, Placed};

/// A captured sheet.
pub(crate) struct Capture {
    /// The scan's bytes.
    pub(crate) jpeg: Vec<u8>,
    /// Entries with their boxes on the scan.
    pub(crate) placed: Vec<Placed>,
    /// The angle the sheet lies at, degrees clockwise.
    pub(crate) skew: f64,
}

/// Colours of typewriter ribbons.
pub(crate) const RIBBONS: [[f32; 3]; 3] = [[32.0, 30.0, 34.0], [52.0, 40.0, 96.0], [36.0, 44.0, 92.0]];

/// Captures a sheet with `wear` from 0 (fresh) to 1 (worn).
pub(crate) fn capture(rng: &mut impl Rng, sheet: Canvas, wear: f32) -> Capture {
    capture_aged(rng, sheet, wear, |_, _| ())
}

/// Captures a sheet whose paper has aged besides: `age` works on it before it lies under the camera.
pub(crate) fn capture_aged<R: Rng>(
    rng: &mut R,
    sheet: Canvas,
    wear: f32,
    age: impl FnOnce(&mut R, &mut RgbImage),
) -> Capture {
    let ribbon = RIBBONS[rng.random_range(0..RIBBONS.len())];
    let mut image = ink_on_paper(rng, &sheet, sheet.ink.unwrap_or(ribbon), wear);
    age(rng, &mut image);
    let skew = rng.random_range(-1.6..1.6) * f64::from(wear);
    let edge = Rgb([96, 92, 84]);
    image = rotate_about_center(
        &image,
        skew.to_radians() as f32,
        Interpolation::Bilinear,
        Border::Constant(edge),
    );
    let blurred = imageops::blur(&image, 0.3 + 0.7 * wear);
    let noisy = noise(rng, blurred, 2.0 + 7.0 * wear);
    let placed = sheet.placed.into_iter().map(|p| turned(p, skew, image.width(), image.height())).collect();
    Capture { jpeg: jpeg(&noisy, (92.0 - 30.0 * wear) as u8), placed, skew }
}

fn ink_on_paper(rng: &mut impl Rng, sheet: &Canvas, ribbon: [f32; 3], wear: f32) -> RgbImage {
    let (w, h) = sheet.print.dimensions();
    let verso = imageops::blur(&imageops::flip_horizontal(&sheet.typed), 3.0);
    let through = 0.12 * wear;
    let (light, lean) = (rng.random_range(0.05..0.16) * wear, rng.random_range(-1.0..1.0_f32));
    let form = 0.85 - 0.2 * wear * rng.random::<f32>();
    let typed = 0.95 - 0.3 * wear * rng.random::<f32>();
    let mut image = RgbImage::new(w, h);
    for (x, y, pixel) in image.enumerate_pixels_mut() {
        let across = x as f32 / w as f32 - 0.5;
        let down = y as f32 / h as f32 - 0.5;
        let shade = 1.0 - light * (0.5 + across * lean + down * (1.0 - lean.abs()));
        let mut tone = [236.0 * shade, 228.0 * shade, 206.0 * shade];
        mix(&mut tone, [140.0, 124.0, 110.0], ink(&verso, x, y) * through);
        mix(&mut tone, [38.0, 34.0, 30.0], ink(&sheet.print, x, y) * form);
        mix(&mut tone, ribbon, ink(&sheet.typed, x, y) * typed);
        for over in &sheet.over {
            mix(&mut tone, over.ink, ink(&over.layer, x, y) * over.share);
        }
        *pixel = Rgb(tone.map(|t| t.clamp(0.0, 255.0) as u8));
    }
    image
}

/// Ink of a layer at a pixel, 0 to 1.
pub(crate) fn ink(layer: &GrayImage, x: u32, y: u32) -> f32 {
    f32::from(layer.get_pixel(x, y).0[0]) / 255.0
}

/// Lays a share of ink over a tone.
pub(crate) fn mix(tone: &mut [f32; 3], ink: [f32; 3], share: f32) {
    for (t, i) in tone.iter_mut().zip(ink) {
        *t += (i - *t) * share;
    }
}

fn noise(rng: &mut impl Rng, mut image: RgbImage, sigma: f32) -> RgbImage {
    for pixel in image.pixels_mut() {
        // Sum of three uniform numbers: near enough to a normal distribution for grain.
        let grain: f32 = (0..3).map(|_| rng.random_range(-1.0..1.0_f32)).sum::<f32>() * sigma;
        pixel.0 = pixel.0.map(|c| (f32::from(c) + grain).clamp(0.0, 255.0) as u8);
    }
    image
}

/// The box of an entry after the sheet was turned about its middle.
fn turned(placed: Placed, degrees: f64, width: u32, height: u32) -> Placed {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (cx, cy) = (f64::from(width) / 2.0, f64::from(height) / 2.0);
    let corners: Vec<Point> = placed
        .rect
        .corners()
        .into_iter()
        .map(|p| {
            Point::new(cx + (p.x - cx) * cos - (p.y - cy) * sin, cy + (p.x - cx) * sin + (p.y - cy) * cos)
        })
        .collect();
    Placed { rect: Rect::around(&corners), ..placed }
}

fn jpeg(image: &RgbImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = DynamicImage::ImageRgb8(image.clone());
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .write_image(picture.as_bytes(), image.width(), image.height(), image::ExtendedColorType::Rgb8)
        .expect("encoding into memory cannot fail for an image that fits in it");
    bytes
}
