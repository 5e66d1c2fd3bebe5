//! Pages found on scans drawn here, turned and asked about. Not for how letters are weighed: see [`super::turn`].

use image::{Luma, imageops};

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
        let word = along.abs() < 200.0 && along.rem_euclid(14.0) < 8.0 && (-300.0..-288.0).contains(&down);
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
    let line = GrayImage::from_fn(800, 310, |x, y| if y < 40 { *line.get_pixel(x, y) } else { Luma([220]) });
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
