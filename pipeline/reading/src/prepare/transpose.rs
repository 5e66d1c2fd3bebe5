//! Pictures with rows and columns exchanged, so that what runs down a page can be looked at along rows. Not for
//! turning pages: a transposed picture is also mirrored.

use image::GrayImage;

use super::binarize::Ink;

/// Side of the blocks that are exchanged one by one, pixels: both places stay in the nearest cache.
const BLOCK: usize = 32;

/// A grey picture with rows and columns exchanged.
pub(crate) fn transposed(gray: &GrayImage) -> GrayImage {
    let (width, height) = gray.dimensions();
    let out = exchanged(gray.as_raw(), width as usize, height as usize);
    GrayImage::from_raw(height, width, out).expect("as many pixels as before")
}

/// Ink with rows and columns exchanged.
pub(crate) fn transposed_ink(ink: &Ink) -> Ink {
    Ink { width: ink.height, height: ink.width, dots: exchanged(&ink.dots, ink.width, ink.height) }
}

fn exchanged(from: &[u8], width: usize, height: usize) -> Vec<u8> {
    let mut out = vec![0; from.len()];
    for top in (0..height).step_by(BLOCK) {
        for left in (0..width).step_by(BLOCK) {
            for x in left..(left + BLOCK).min(width) {
                let to = &mut out[x * height + top..x * height + (top + BLOCK).min(height)];
                let column = from[top * width + x..].iter().step_by(width);
                to.iter_mut().zip(column).for_each(|(to, &from)| *to = from);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Luma;

    #[test]
    fn what_ran_down_runs_along() {
        let picture = GrayImage::from_fn(70, 41, |x, y| Luma([(x * 3 + y) as u8]));
        let turned = transposed(&picture);
        assert_eq!(turned.dimensions(), (41, 70));
        assert!(turned.enumerate_pixels().all(|(x, y, p)| p == picture.get_pixel(y, x)));
        assert_eq!(transposed(&turned), picture);
    }
}
