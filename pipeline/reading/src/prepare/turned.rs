//! The pages of a scan, each with its place, its turn and its angle. Not for cutting them out.

use std::borrow::Cow;

use image::{GrayImage, imageops};
use register::{
    geometry::{Outline, Point},
    page::Half,
    unsure::Unsure,
};

use super::{
    Found, SURE_OF_SKEW,
    ground::{self, Lying},
    halves,
    look::Look,
    shrink,
    skew::{self, Leaning},
    straight,
    turn::{self, Axis},
};
use crate::{decode::DecodedScan, middle::median};

/// Longer side of the page an arbiter is shown a part of, pixels, or up to twice that: letters of 15 to 30 pixels.
const SHOWN_SIDE: u32 = 1500;
/// Width and height of the parts that are shown one after the other until one is known to stand, pixels: a few words,
/// a few lines, some ten lines. Time goes with their letters, and most pages stand. Of 119 pages upside down 26, 70 and
/// 89 were known to hang by them, and none, none and two (old hands) taken to stand.
const PARTS: [(u32, u32); 3] = [(400, 200), (700, 350), (1000, 500)];
/// Pages that lean by more than this, degrees, are looked for again with their lean taken out.
const LEANING: f64 = 2.5;

/// The pages of a scan, left before right.
pub(super) struct Turned {
    pub(super) pages: Vec<(Half, Outline, Found)>,
    /// What was unsure.
    pub(super) doubts: Vec<Unsure>,
}

/// Finds the pages of a scan whichever way it is turned.
pub(super) fn find(scan: &DecodedScan, arbiter: turn::Arbiter<'_>) -> Turned {
    let (width, height) = scan.gray.dimensions();
    let factor = shrink::factor_to(width, height, turn::LOOK_SIDE);
    let small = Small { gray: shrink::gray(&scan.gray, factor), factor };
    let mut lying = ground::lying_on(&small.gray).unwrap_or_else(|| ground::whole(&small.gray));
    let axis = turn::axis(&levelled(&small.gray, &lying));
    let mut seen = look(scan, &small, &lying, axis.degrees());
    let verdict = turn::weigh(axis, seen.standing(), || seen.ask(scan, arbiter));
    let turned = (axis.degrees() + verdict.degrees) % 360;
    if verdict.degrees != 0 {
        // Again from the start: left and right, and what lies next to an edge, change places.
        seen = look(scan, &small, &lying, turned);
    }
    if let Some(lean) = seen.lean()
        && (lean - lying.lean).abs() > LEANING
    {
        // Edges and gutters are looked for upright or nearly so.
        lying.lean = lean;
        seen = look(scan, &small, &lying, turned);
    }
    if verdict.unsure {
        seen.doubts.push(doubt(axis, verdict.degrees));
    }
    seen
}

fn doubt(axis: Axis, degrees: u16) -> Unsure {
    match axis {
        Axis::Across if degrees == 180 => Unsure::HalfTurn,
        Axis::Across => Unsure::UpsideDown,
        Axis::Down => Unsure::QuarterTurn,
        Axis::Unclear => Unsure::LinesDown,
    }
}

/// What lies on a small scan, as it lies but for its lean.
fn levelled<'s>(small: &'s GrayImage, lying: &Lying) -> Cow<'s, GrayImage> {
    if lying.lean == 0.0 {
        return Cow::Borrowed(small);
    }
    Cow::Owned(straight::straighten(small, &straight::place(&lying.corners, lying.lean)))
}

/// A scan shrunk by `factor`.
struct Small<'s> {
    gray: Cow<'s, GrayImage>,
    factor: u32,
}

/// The pages of a scan taken to be turned by so many degrees.
fn look(scan: &DecodedScan, small: &Small, lying: &Lying, turned: u16) -> Turned {
    let look = Look::of(&small.gray, small.factor, scan.gray.dimensions(), lying, turned);
    let found = halves::find(&look);
    let closer = |(half, outline): (Half, Outline)| {
        let outline = look.to_scan(&outline);
        let found = look_closer(scan, small, &outline, turned);
        (half, outline, found)
    };
    let pages = found.pages.into_iter().map(closer).collect();
    Turned { pages, doubts: found.doubt.into_iter().collect() }
}

fn look_closer(scan: &DecodedScan, small: &Small, outline: &[Point], turned: u16) -> Found {
    let upright = straight::place(outline, f64::from(turned));
    let factor = shrink::factor_to(upright.width, upright.height, skew::LOOK_SIDE);
    // A page that fills its scan is looked at as large as the scan was.
    let page = if factor == small.factor {
        straight::straighten(&small.gray, &straight::scaled(&upright, factor))
    } else {
        straight::straighten_small(&scan.gray, &upright, skew::LOOK_SIDE)
    };
    let ink = skew::ink(&page);
    let Leaning { estimate, feet } = skew::estimate(&page, &ink);
    let mut found = Found { turned, skew: estimate, standing: None, feet, factor: f64::from(factor) };
    found.standing = turn::standing(&ink, found.lean());
    found
}

impl Turned {
    /// How the pages lean, degrees: the middle of those of which it is sure.
    fn lean(&self) -> Option<f64> {
        let sure = self.pages.iter().filter(|(_, _, found)| found.skew.confidence >= SURE_OF_SKEW);
        median(sure.map(|(_, _, found)| found.lean()))
    }

    /// How letters stand on all pages together.
    fn standing(&self) -> Option<f64> {
        let known: Vec<f64> = self.pages.iter().filter_map(|(_, _, found)| found.standing).collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    }

    /// Shows the arbiter one page after the other until it knows.
    fn ask(&self, scan: &DecodedScan, arbiter: turn::Arbiter<'_>) -> Option<turn::Opinion> {
        let written = self.pages.iter().filter(|(_, _, found)| found.standing.is_some());
        written.into_iter().find_map(|(_, outline, found)| {
            let shown = Shown::of(scan, outline, found);
            let mut opinion = None;
            for part in PARTS {
                opinion = arbiter(&shown.part(part));
                if opinion.is_some_and(|opinion| opinion.degrees == 0) {
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

    use super::*;

    /// Letters like H and h on lines 25 apart, on a page of this size.
    fn letter(x: u32, y: u32, (width, height): (u32, u32)) -> bool {
        let (line, up) = (y / 25, 19 - (y % 25) as i32);
        let (number, inside) = (x / 14, x % 14);
        let tall = if (number + line) % 3 == 0 { 15 } else { 10 };
        let stem = inside < 3 && up < tall || (7..10).contains(&inside) && up < 10;
        let written = (70..width - 70).contains(&x) && (100..height - 100).contains(&y) && number % 6 != 0;
        written && up >= 0 && (stem || inside < 10 && (4..7).contains(&up))
    }

    fn page() -> GrayImage {
        GrayImage::from_fn(800, 1100, |x, y| Luma([if letter(x, y, (800, 1100)) { 30 } else { 220 }]))
    }

    /// Two pages with the shadow of the gutter between them.
    fn spread() -> GrayImage {
        GrayImage::from_fn(1600, 1100, |x, y| {
            let paper = 220 - 110u32.saturating_sub(8 * x.abs_diff(800)) as u8;
            Luma([if letter(x % 800, y, (800, 1100)) { 30 } else { paper }])
        })
    }

    fn found(gray: GrayImage, opinion: Option<turn::Opinion>) -> (Vec<u16>, Vec<Unsure>) {
        let found = find(&DecodedScan { gray, colour: None, ppi: None }, &mut |_| opinion);
        (found.pages.iter().map(|(_, _, found)| found.turned).collect(), found.doubts)
    }

    fn check(gray: GrayImage, turned: &[u16]) {
        assert_eq!(found(gray, None), (turned.to_vec(), Vec::new()));
    }

    #[test]
    fn a_page_of_text_is_found_however_it_is_turned() {
        check(page(), &[0]);
        check(imageops::rotate90(&page()), &[90]);
        check(imageops::rotate180(&page()), &[180]);
        check(imageops::rotate270(&page()), &[270]);
    }

    #[test]
    fn a_spread_is_split_in_its_two_pages_however_it_is_turned() {
        check(spread(), &[0, 0]);
        check(imageops::rotate90(&spread()), &[90, 90]);
        check(imageops::rotate180(&spread()), &[180, 180]);
        check(imageops::rotate270(&spread()), &[270, 270]);
    }

    #[test]
    fn the_left_page_of_a_spread_upside_down_lies_right_on_the_scan() {
        let scan = DecodedScan { gray: imageops::rotate180(&spread()), colour: None, ppi: None };
        let pages = find(&scan, &mut |_| None).pages;
        let (half, outline, _) = &pages[0];
        assert_eq!(*half, Half::Left);
        assert!(outline.iter().all(|p| p.x > 700.0), "{outline:?}");
    }

    #[test]
    fn a_sheet_with_little_on_it_keeps_the_place_it_lies_in() {
        let (sin, cos) = 6f64.to_radians().sin_cos();
        let sheet = GrayImage::from_fn(1000, 1300, |x, y| {
            let (x, y) = (f64::from(x) - 500.0, f64::from(y) - 650.0);
            let (along, down) = (cos * x + sin * y, cos * y - sin * x);
            let within = along.abs() < 350.0 && down.abs() < 480.0;
            let word =
                along.abs() < 200.0 && along.rem_euclid(14.0) < 8.0 && (-300.0..-288.0).contains(&down);
            Luma([if word {
                30
            } else if within {
                215
            } else {
                60
            }])
        });
        let pages = find(&DecodedScan { gray: sheet, colour: None, ppi: None }, &mut |_| None).pages;
        let [a, b, ..] = pages[0].1[..] else { panic!("no corners") };
        assert!(((b.y - a.y) / (b.x - a.x) - sin / cos).abs() < 0.02, "{:?}", pages[0].1);
    }

    #[test]
    fn one_line_is_left_alone_upside_down_too() {
        let line = imageops::crop_imm(&page(), 0, 95, 800, 310).to_image();
        let line =
            GrayImage::from_fn(800, 310, |x, y| if y < 40 { *line.get_pixel(x, y) } else { Luma([220]) });
        check(line.clone(), &[0]);
        check(imageops::rotate180(&line), &[0]);
    }

    #[test]
    fn blank_paper_is_left_alone() {
        check(GrayImage::from_pixel(800, 1100, Luma([225])), &[0]);
        check(GrayImage::from_pixel(800, 1100, Luma([0])), &[0]);
    }

    #[test]
    fn a_turn_nobody_is_sure_of_has_its_doubt() {
        assert_eq!(doubt(Axis::Across, 0), Unsure::UpsideDown);
        assert_eq!(doubt(Axis::Across, 180), Unsure::HalfTurn);
        assert_eq!(doubt(Axis::Down, 0), Unsure::QuarterTurn);
        assert_eq!(doubt(Axis::Unclear, 0), Unsure::LinesDown);
    }

    #[test]
    fn nobody_is_asked_about_a_plain_page() {
        let wrong = Some(turn::Opinion { degrees: 180, sure: true });
        assert_eq!(found(page(), wrong).0, [0]);
    }

    #[test]
    fn a_sure_opinion_keeps_a_page_as_it_is() {
        let upright = Some(turn::Opinion { degrees: 0, sure: true });
        assert_eq!(found(imageops::rotate180(&page()), upright).0, [0]);
    }
}
