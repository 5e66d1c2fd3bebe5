//! Scans on which nothing stands, told before anything is looked for: of one tone, or with too few pixels for a letter.
//! Not for blank pages that show their paper, as that has grain: those are measured with the page.

use image::GrayImage;

/// Letters of fewer pixels cannot be read: a scan with a shorter side holds none.
const LETTER: u32 = 8;
/// Grey values by which pixels of one tone differ at most: what compression adds. Grain of paper and noise of sensors
/// are stronger.
const ONE_TONE: u8 = 8;
/// Grey from which one tone is paper, nine tenths of full light: scanners and converters to black and white take the
/// grain from paper and make it white. A lid, a lens cap, an empty desk and a broken picture are darker.
const WHITE: u8 = 230;

/// Why nothing stands on a scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nothing {
    /// It shows nothing, not even paper.
    Shown,
    /// It shows paper made white without a stroke on it: the blank side of a leaf.
    Written,
}

/// Does nothing stand on the scan, whatever was shot?
pub(super) fn on(scan: &GrayImage) -> Option<Nothing> {
    if scan.width().min(scan.height()) < LETTER {
        return Some(Nothing::Shown);
    }
    let darkest = one_tone(scan)?;
    Some(if darkest >= WHITE { Nothing::Written } else { Nothing::Shown })
}

/// The darkest grey of a scan of one tone. Row by row, as all but a few scans show more in their first rows.
fn one_tone(scan: &GrayImage) -> Option<u8> {
    let (mut darkest, mut lightest) = (u8::MAX, u8::MIN);
    let same = scan.as_raw().chunks((scan.width() as usize).max(1)).all(|row| {
        darkest = row.iter().fold(darkest, |a, &b| a.min(b));
        lightest = row.iter().fold(lightest, |a, &b| a.max(b));
        lightest - darkest <= ONE_TONE
    });
    same.then_some(darkest)
}

#[cfg(test)]
mod tests {
    use image::Luma;

    use super::*;

    /// A picture of that size, each pixel as far from grey as `off` says.
    fn check((width, height): (u32, u32), grey: u8, off: impl Fn(u32, u32) -> u8, expected: Option<Nothing>) {
        let scan = GrayImage::from_fn(width, height, |x, y| Luma([grey.saturating_add(off(x, y))]));
        assert_eq!(on(&scan), expected, "{width} by {height} of grey {grey}");
    }

    #[test]
    fn one_dark_or_grey_tone_shows_nothing() {
        for grey in [0, 40, 128, 200] {
            check((640, 900), grey, |_, _| 0, Some(Nothing::Shown));
            check((640, 900), grey, |x, y| ((x ^ y) % 4) as u8, Some(Nothing::Shown));
        }
    }

    #[test]
    fn one_tone_near_white_is_paper_without_a_stroke() {
        for grey in [235, 245, 255] {
            check((640, 900), grey, |_, _| 0, Some(Nothing::Written));
            check((640, 900), grey, |x, y| ((x ^ y) % 4) as u8, Some(Nothing::Written));
        }
    }

    #[test]
    fn paper_with_grain_and_one_stroke_anywhere_show() {
        check((640, 900), 200, |x, y| ((x * 7 + y * 13) % 12) as u8, None);
        check((640, 900), 0, |x, y| if (x, y) == (639, 899) { 200 } else { 0 }, None);
        check((640, 900), 55, |x, y| if (x, y) == (639, 899) { 0 } else { 200 }, None);
    }

    #[test]
    fn where_no_letter_has_room_nothing_shows() {
        let stripes = |x: u32, _: u32| if x.is_multiple_of(2) { 200 } else { 0 };
        check((1, 1), 0, stripes, Some(Nothing::Shown));
        check((4000, 7), 0, stripes, Some(Nothing::Shown));
        check((4000, 7), 255, |_, _| 0, Some(Nothing::Shown));
        check((4000, 8), 0, stripes, None);
    }
}
