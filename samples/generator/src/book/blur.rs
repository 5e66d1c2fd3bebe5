//! Blur of lens and motion. Not for light: see `camera`.

use image::RgbImage;

/// Blurs with a normal distribution of `sigma` pixels.
pub(super) fn gaussian(picture: &RgbImage, sigma: f32) -> RgbImage {
    let reach = (sigma * 2.7).ceil() as i64;
    let weights: Vec<f32> =
        (-reach..=reach).map(|d| (-(d * d) as f32 / (2.0 * sigma * sigma)).exp()).collect();
    let across: Vec<_> = (-reach..=reach).map(|d| (d, 0)).zip(weights.iter().copied()).collect();
    let down: Vec<_> = (-reach..=reach).map(|d| (0, d)).zip(weights).collect();
    mean(&mean(picture, &across), &down)
}

/// Smears over `length` pixels in the direction `degrees`.
pub(super) fn motion(picture: &RgbImage, length: f32, degrees: f32) -> RgbImage {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let half = length / 2.0;
    let steps: Vec<_> = (-half as i64..=half as i64)
        .map(|d| (((d as f32 * cos).round() as i64, (d as f32 * sin).round() as i64), 1.0))
        .collect();
    mean(picture, &steps)
}

/// The weighted mean of the pixels at these steps from each pixel; the border repeats outside.
fn mean(picture: &RgbImage, steps: &[((i64, i64), f32)]) -> RgbImage {
    let (w, h) = (picture.width() as usize, picture.height() as usize);
    let total: f32 = steps.iter().map(|s| s.1).sum();
    let samples = picture.as_raw();
    let mut out = Vec::with_capacity(samples.len());
    let mut row = vec![0.0_f32; w * 3];
    for y in 0..h {
        row.fill(0.0);
        for &((dx, dy), weight) in steps {
            let source = (y as i64 + dy).clamp(0, h as i64 - 1) as usize * w * 3;
            let line = &samples[source..source + w * 3];
            add(&mut row, line, dx, weight / total);
        }
        out.extend(row.iter().map(|&v| (v + 0.5) as u8));
    }
    RgbImage::from_raw(picture.width(), picture.height(), out).expect("as many samples as before")
}

/// Adds `weight` of a line, moved by `dx` pixels, to a row.
fn add(row: &mut [f32], line: &[u8], dx: i64, weight: f32) {
    let pixels = (row.len() / 3) as i64;
    let (from, to) = ((-dx).clamp(0, pixels), (pixels - dx).clamp(0, pixels));
    let (from, to) = (from as usize * 3, to as usize * 3);
    let moved = (from as i64 + dx * 3) as usize;
    for (r, &v) in row[from..to].iter_mut().zip(&line[moved..]) {
        *r += f32::from(v) * weight;
    }
    for at in (0..from).chain(to..row.len()) {
        let edge = if at < from { at % 3 } else { row.len() - 3 + at % 3 };
        row[at] += f32::from(line[edge]) * weight;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    #[test]
    fn even_light_stays_even() {
        let even = RgbImage::from_pixel(9, 7, Rgb([10, 120, 250]));
        assert_eq!(gaussian(&even, 1.5), even);
        assert_eq!(motion(&even, 6.0, 30.0), even);
    }

    #[test]
    fn a_smear_goes_one_way() {
        let dot = RgbImage::from_fn(11, 11, |x, y| Rgb([if (x, y) == (5, 5) { 250 } else { 0 }; 3]));
        let smeared = motion(&dot, 4.0, 0.0);
        assert_eq!([smeared[(3, 5)].0[0], smeared[(7, 5)].0[0], smeared[(5, 3)].0[0]], [50, 50, 0]);
    }
}
