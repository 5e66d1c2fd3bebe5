//! Scans that show nothing that could be read: of one tone, or with too few pixels for a letter. Not for blank pages:
//! those show paper, and paper has grain.

use image::GrayImage;

/// Letters of fewer pixels cannot be read: a scan with a shorter side holds none.
const LETTER: u32 = 8;
/// Grey values by which pixels of one tone differ at most: what compression adds. Grain of paper and noise of sensors
/// are stronger.
const ONE_TONE: u8 = 8;

/// Is there nothing on the scan that could be read, whatever was shot?
pub(super) fn is_all(scan: &GrayImage) -> bool {
    scan.width().min(scan.height()) < LETTER || is_of_one_tone(scan)
}

/// Row by row, as all but a few scans show more in their first rows.
fn is_of_one_tone(scan: &GrayImage) -> bool {
    let (mut darkest, mut lightest) = (u8::MAX, u8::MIN);
    scan.as_raw().chunks((scan.width() as usize).max(1)).all(|row| {
        darkest = row.iter().fold(darkest, |a, &b| a.min(b));
        lightest = row.iter().fold(lightest, |a, &b| a.max(b));
        lightest - darkest <= ONE_TONE
    })
}

#[cfg(test)]
mod tests {
    use image::Luma;

    use super::*;

    /// A picture of that size, each pixel as far from grey as `off` says.
    fn check((width, height): (u32, u32), grey: u8, off: impl Fn(u32, u32) -> u8, expected: bool) {
        let scan = GrayImage::from_fn(width, height, |x, y| Luma([grey.saturating_add(off(x, y))]));
        assert_eq!(is_all(&scan), expected, "{width} by {height} of grey {grey}");
    }

    #[test]
    fn one_tone_shows_nothing_be_it_black_white_or_between() {
        for grey in [0, 40, 200, 255] {
            check((640, 900), grey, |_, _| 0, true);
            check((640, 900), grey, |x, y| ((x ^ y) % 4) as u8, true);
        }
    }

    #[test]
    fn paper_with_grain_and_one_stroke_anywhere_show() {
        check((640, 900), 200, |x, y| ((x * 7 + y * 13) % 12) as u8, false);
        check((640, 900), 0, |x, y| if (x, y) == (639, 899) { 200 } else { 0 }, false);
    }

    #[test]
    fn where_no_letter_has_room_nothing_shows() {
        let stripes = |x: u32, _: u32| if x.is_multiple_of(2) { 200 } else { 0 };
        check((1, 1), 0, stripes, true);
        check((4000, 7), 0, stripes, true);
        check((4000, 8), 0, stripes, false);
    }
}
