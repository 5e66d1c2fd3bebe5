//! What years do to paper besides bleed-through: foxing, a water stain, a fold, faded ink and the shadow
//! of the gutter. Not for the camera: see `paper`.

use image::RgbImage;
use rand::Rng;

use crate::paper::mix;

/// Ages a page by `wear`, 0 to 1; `open` books have their gutter in the middle.
pub(super) fn age(rng: &mut impl Rng, image: &mut RgbImage, wear: f32, open: bool) {
    fade(image, 0.18 * wear * rng.random::<f32>());
    for _ in 0..(wear * rng.random_range(0.0..60.0)) as u32 {
        let (x, y) = (rng.random_range(0..image.width()), rng.random_range(0..image.height()));
        let reach = rng.random_range(2.0..12.0);
        blot(image, (x as f32, y as f32), reach, [150.0, 108.0, 62.0], 0.45 * wear, false);
    }
    if rng.random_bool(f64::from(wear * 0.4)) {
        let middle =
            (rng.random::<f32>() * image.width() as f32, rng.random::<f32>() * image.height() as f32);
        let reach = rng.random_range(150.0..420.0);
        blot(image, middle, reach, [156.0, 124.0, 78.0], 0.4 * wear, true);
    }
    if rng.random_bool(f64::from(wear * 0.5)) {
        fold(image, rng.random_range(0.3..0.7), wear);
    }
    gutter(image, if open { 0.5 } else { 0.0 }, 0.6 * wear * rng.random::<f32>());
}

fn each(
    image: &mut RgbImage,
    (x0, x1): (u32, u32),
    (y0, y1): (u32, u32),
    mut paint: impl FnMut(f32, f32, &mut [f32; 3]),
) {
    for y in y0..y1.min(image.height()) {
        for x in x0..x1.min(image.width()) {
            let pixel = image.get_pixel_mut(x, y);
            let mut tone = pixel.0.map(f32::from);
            paint(x as f32, y as f32, &mut tone);
            pixel.0 = tone.map(|t| t.clamp(0.0, 255.0) as u8);
        }
    }
}

/// Ink pales towards the paper.
fn fade(image: &mut RgbImage, share: f32) {
    let (w, h) = image.dimensions();
    each(image, (0, w), (0, h), |_, _, tone| mix(tone, [226.0, 212.0, 182.0], share));
}

/// A spot; `rimmed` as water leaves one, darkest at its edge.
fn blot(image: &mut RgbImage, (cx, cy): (f32, f32), reach: f32, ink: [f32; 3], share: f32, rimmed: bool) {
    let span = |c: f32| ((c - reach).max(0.0) as u32, (c + reach + 1.0).max(0.0) as u32);
    each(image, span(cx), span(cy), |x, y, tone| {
        let turn = (y - cy).atan2(x - cx);
        // Neither foxing nor water keeps to a circle.
        let edge = reach * (0.86 + 0.09 * (turn * 3.0 + cx).sin() + 0.05 * (turn * 7.0 + cy).sin());
        let depth = (x - cx).hypot(y - cy) / edge;
        let dark = match (depth > 1.0, rimmed) {
            (true, _) => 0.0,
            (false, true) => 0.35 + 0.65 * depth.powi(12),
            (false, false) => 1.0 - depth * depth,
        };
        mix(tone, ink, dark * share);
    });
}

/// A fold across the page: a light line beside a dark one.
fn fold(image: &mut RgbImage, at: f32, wear: f32) {
    let (width, y) = (image.width(), (image.height() as f32 * at) as u32);
    each(image, (0, width), (y, y + 3), |_, _, tone| mix(tone, [96.0, 84.0, 66.0], 0.3 * wear));
    each(image, (0, width), (y + 3, y + 6), |_, _, tone| mix(tone, [252.0, 246.0, 230.0], 0.4 * wear));
}

/// The shadow beside the binding, darkest in it.
fn gutter(image: &mut RgbImage, at: f32, depth: f32) {
    let (width, height) = image.dimensions();
    let (middle, reach) = (at * width as f32, 130.0);
    let span = ((middle - reach).max(0.0) as u32, (middle + reach) as u32);
    each(image, span, (0, height), |x, _, tone| {
        let near = 1.0 - ((x - middle).abs() / reach).min(1.0);
        mix(tone, [58.0, 50.0, 40.0], depth * near * near);
    });
}

#[cfg(test)]
mod tests {
    use image::Rgb;
    use rand::SeedableRng;
    use rand_chacha::ChaCha8Rng;

    use super::*;

    fn aged(wear: f32) -> RgbImage {
        let mut image = RgbImage::from_pixel(300, 300, Rgb([236, 228, 206]));
        age(&mut ChaCha8Rng::seed_from_u64(3), &mut image, wear, false);
        image
    }

    #[test]
    fn fresh_paper_does_not_age() {
        assert!(aged(0.0).pixels().all(|p| p.0 == [236, 228, 206]));
    }

    #[test]
    fn worn_paper_is_darker_beside_the_binding() {
        let image = aged(1.0);
        assert!(image.get_pixel(1, 150).0[0] < image.get_pixel(290, 150).0[0]);
    }
}
