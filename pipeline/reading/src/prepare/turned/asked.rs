//! Someone who knows letters is asked how a page is turned, on parts of it that grow. Not for what is made of the
//! answer: see [`turn::weigh`].

use image::{GrayImage, imageops};
use register::geometry::Point;

use super::{Found, Turned, skew, straight, turn};
use crate::{decode::DecodedScan, middle::median};

/// Longer side of the page an arbiter is shown a part of, pixels, or up to twice that: letters of 15 to 30 pixels.
const SHOWN_SIDE: u32 = 1500;
/// Width and height of the parts that are shown one after the other until one is known to stand, pixels: a few words,
/// a few lines, some ten lines. Time goes with their letters, and most pages stand. Of 119 pages upside down 26, 70 and
/// 89 were known to hang by them, and none, none and two (old hands) taken to stand.
const PARTS: [(u32, u32); 3] = [(400, 200), (700, 350), (1000, 500)];

impl Turned {
    /// Shows the arbiter one page after the other until it knows.
    pub(super) fn ask(&self, scan: &DecodedScan, arbiter: turn::Arbiter<'_>) -> Option<turn::Opinion> {
        let hang = self.standing().is_some_and(turn::hang);
        let written = self.pages.iter().filter(|(_, _, found)| found.standing.is_some());
        written.into_iter().find_map(|(_, outline, found)| {
            let shown = Shown::of(scan, outline, found);
            let mut opinion = None;
            for (nth, part) in PARTS.into_iter().enumerate() {
                opinion = arbiter(&shown.part(part));
                // That a few words stand, if not surely, is no answer where letters seem to hang.
                let stands = |said: turn::Opinion| said.degrees == 0 && (said.sure || nth > 0 || !hang);
                if opinion.is_some_and(stands) {
                    break;
                }
            }
            opinion
        })
    }
}

/// A page as an arbiter is shown it: a few hundred letters around the middle of what is written tell as much as all.
struct Shown {
    picture: GrayImage,
    middle: Point,
}

impl Shown {
    fn of(scan: &DecodedScan, outline: &[Point], found: &Found) -> Self {
        let placement = straight::place(outline, f64::from(found.turned) + found.lean());
        let picture = straight::straighten_small(&scan.gray, &placement, SHOWN_SIDE);
        let upright = straight::place(outline, f64::from(found.turned));
        let middle = |of: fn(&skew::Foot) -> f32| {
            median(found.feet.iter().map(|foot| f64::from(of(foot)))).unwrap_or(0.0) * found.factor
        };
        let written = Point::new(middle(|foot| foot.x), middle(|foot| foot.y));
        let centre = placement.to_page(upright.to_scan(written));
        let scale = f64::from(picture.width()) / f64::from(placement.width);
        Self { picture, middle: Point::new(centre.x * scale, centre.y * scale) }
    }

    /// The part of it so wide and high, as far as it goes.
    fn part(&self, (width, height): (u32, u32)) -> GrayImage {
        let span = |centre: f64, shown: u32, side: u32| {
            let shown = shown.min(side);
            ((centre - f64::from(shown) / 2.0).clamp(0.0, f64::from(side - shown)) as u32, shown)
        };
        let (left, width) = span(self.middle.x, width, self.picture.width());
        let (top, height) = span(self.middle.y, height, self.picture.height());
        imageops::crop_imm(&self.picture, left, top, width, height).to_image()
    }
}

#[cfg(test)]
mod tests {
    use image::Luma;
    use register::{geometry::Rect, page::Half};

    use super::*;

    /// A page whose letters stand so, shown to one who says `first` to a few words and is sure of a half turn on more:
    /// how wide the parts were that he was shown.
    fn check(standing: f64, first: turn::Opinion, widths: &[u32]) {
        let gray = GrayImage::from_pixel(1200, 1600, Luma([220]));
        let scan = DecodedScan { gray, colour: None, ppi: None };
        let outline = Rect::new(0.0, 0.0, 1200.0, 1600.0).corners();
        let found = Found { standing: Some(standing), factor: 1.0, ..Found::default() };
        let turned = Turned { pages: vec![(Half::Whole, outline, found)], doubts: Vec::new() };
        let mut shown = Vec::new();
        turned.ask(&scan, &mut |part| {
            shown.push(part.width());
            Some(if part.width() == PARTS[0].0 { first } else { turn::Opinion { degrees: 180, sure: true } })
        });
        assert_eq!(shown, widths, "{standing} {first:?}");
    }

    const STANDS: turn::Opinion = turn::Opinion { degrees: 0, sure: true };
    const MAY_STAND: turn::Opinion = turn::Opinion { degrees: 0, sure: false };
    const HANGS: turn::Opinion = turn::Opinion { degrees: 180, sure: true };

    #[test]
    fn a_few_words_that_surely_stand_are_enough() {
        check(0.03, STANDS, &[400]);
        check(-0.06, STANDS, &[400]);
    }

    #[test]
    fn a_few_words_that_may_stand_are_enough_where_letters_do_not_seem_to_hang() {
        check(0.03, MAY_STAND, &[400]);
        check(-0.01, MAY_STAND, &[400]);
        check(-0.06, MAY_STAND, &[400, 700, 1000]);
    }

    #[test]
    fn that_words_hang_is_looked_at_on_a_larger_part() {
        check(0.03, HANGS, &[400, 700, 1000]);
    }
}
