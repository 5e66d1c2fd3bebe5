//! What is measured of pages drawn here: lines of letters on paper, and what may go wrong in their capture. Not for
//! judging the measures: those rules are tested in `register`.

use image::{GrayImage, Luma, imageops};
use register::{
    geometry::{Placement, Rect},
    page::{Half, Quality, Side},
    signature,
};

use super::{Cut, measure};
use crate::decode::DecodedScan;

const WIDTH: u32 = 1000;
const HEIGHT: u32 = 1400;
const PAPER: u8 = 220;
const INK: u8 = 50;
/// Height of a letter, pixels.
const LETTER: u32 = 16;

fn paper() -> GrayImage {
    GrayImage::from_pixel(WIDTH, HEIGHT, Luma([PAPER]))
}

fn fill(picture: &mut GrayImage, (x, y, w, h): (i64, i64, i64, i64), tone: u8) {
    for (x, y) in (y..y + h).flat_map(|y| (x..x + w).map(move |x| (x, y))) {
        if (0..i64::from(picture.width())).contains(&x) && (0..i64::from(picture.height())).contains(&y) {
            picture.put_pixel(x as u32, y as u32, Luma([tone]));
        }
    }
}

/// Lines of letters like H from `left` on; `salt` decides which places are left out, as between words.
fn write(picture: &mut GrayImage, left: i64, salt: u32) {
    let high = i64::from(LETTER);
    for (line, y) in (160..i64::from(HEIGHT) - 160).step_by(48).enumerate() {
        for (place, x) in (left..i64::from(WIDTH) - 120).step_by(14).enumerate() {
            let word = (place as u32 / 4 + 31 * line as u32 + 17).wrapping_mul(salt + 0x9E37_79B9) >> 16;
            if !word.is_multiple_of(3) {
                fill(picture, (x, y, 3, high), INK);
                fill(picture, (x + 7, y, 3, high), INK);
                fill(picture, (x, y + high / 2, 8, 3), INK);
            }
        }
    }
}

fn written() -> GrayImage {
    let mut page = paper();
    write(&mut page, 120, 1);
    page
}

fn toned(page: &GrayImage, tone: impl Fn(f32) -> f32) -> GrayImage {
    GrayImage::from_fn(page.width(), page.height(), |x, y| {
        Luma([tone(page.get_pixel(x, y).0[0].into()).clamp(0.0, 255.0) as u8])
    })
}

fn of_half(page: &GrayImage, half: Half) -> Quality {
    let (w, h) = page.dimensions();
    let scan = DecodedScan { gray: page.clone(), colour: None, ppi: Some(300.0) };
    let outline = Rect::new(0.0, 0.0, w.into(), h.into()).corners();
    measure(&scan, &Cut { half, outline: &outline, placement: &Placement::whole(w, h), straight: page })
}

fn of(page: &GrayImage) -> Quality {
    of_half(page, Half::Whole)
}

fn sharpness(page: &GrayImage) -> f64 {
    of(page).sharpness.unwrap()
}

#[test]
fn blur_lowers_sharpness_and_less_light_or_resolution_does_not() {
    let sharp = sharpness(&written());
    assert!(sharpness(&imageops::blur(&written(), 1.6)) < 0.75 * sharp);
    let dark = sharpness(&toned(&written(), |v| v * 0.5));
    assert!((dark / sharp - 1.0).abs() < 0.2, "{dark} {sharp}");
    let smaller = sharpness(&imageops::thumbnail(&written(), WIDTH * 3 / 4, HEIGHT * 3 / 4));
    assert!(smaller > 0.6 * sharp, "{smaller} {sharp}");
}

#[test]
fn contrast_is_the_grey_between_paper_and_ink() {
    let contrast = of(&written()).contrast.unwrap();
    assert!((contrast - f64::from(PAPER - INK)).abs() < 25.0, "{contrast}");
    let faint = of(&toned(&written(), |v| PAPER as f32 - (PAPER as f32 - v) * 0.25)).contrast.unwrap();
    assert!(faint < 0.35 * contrast, "{faint}");
}

#[test]
fn the_tone_of_paper_is_its_own_however_much_is_written() {
    assert_eq!(of(&written()).paper, Some(PAPER.into()));
    assert_eq!(of(&toned(&written(), |v| v * 0.3)).paper, Some(66.0));
}

#[test]
fn burnt_out_paper_is_glare_and_paper_made_white_is_not() {
    let glare = |page: &GrayImage| of(page).glare.unwrap();
    assert_eq!(glare(&written()), 0.0);
    assert!(glare(&toned(&written(), |v| v * 1.6 + 120.0)) > 0.8);
    assert_eq!(glare(&toned(&written(), |v| if v > 100.0 { 255.0 } else { v })), 0.0);
    let mut flash = written();
    fill(&mut flash, (300, 400, 400, 400), 255);
    assert!((glare(&flash) - 400.0 * 400.0 / f64::from(WIDTH * HEIGHT)).abs() < 0.02);
}

#[test]
fn a_page_is_blank_with_specks_and_not_with_a_line() {
    let mut page = paper();
    assert_eq!(of(&page).blank, Some(true));
    fill(&mut page, (500, 700, 5, 5), INK);
    assert_eq!(of(&page).blank, Some(true));
    assert_eq!(of(&written()).blank, Some(false));
    assert_eq!(of(&GrayImage::from_pixel(WIDTH, HEIGHT, Luma([255]))).blank, Some(false));
}

#[test]
fn white_paper_with_specks_has_no_ink_to_measure() {
    let white = || GrayImage::from_pixel(WIDTH, HEIGHT, Luma([255]));
    let mut specks = white();
    for (x, y) in [(120, 300), (480, 900), (800, 1100)] {
        fill(&mut specks, (x, y, 3, 3), 0);
    }
    let mut border = white();
    fill(&mut border, (0, 0, i64::from(WIDTH), 8), 0);
    for page in [white(), specks, border] {
        let quality = of(&page);
        assert_eq!((quality.contrast, quality.paper), (None, Some(255.0)));
    }
    let made_white = of(&toned(&written(), |v| if v > 100.0 { 255.0 } else { 0.0 }));
    assert!(made_white.contrast.is_some_and(|contrast| contrast > 150.0), "{made_white:?}");
}

#[test]
fn writing_that_runs_into_the_border_is_clipped_and_a_margin_is_not() {
    assert_eq!(of(&written()).clipped, []);
    let mut cut = paper();
    write(&mut cut, -15, 1);
    assert_eq!(of(&cut).clipped, [Side::Left]);
    assert_eq!(of(&imageops::flip_horizontal(&cut)).clipped, [Side::Right]);
}

/// A round bar from outside to `tip`, `width` pixels wide.
fn lay(page: &mut GrayImage, root: (f64, f64), tip: (f64, f64), width: f64, tone: u8) {
    let (dx, dy) = (tip.0 - root.0, tip.1 - root.1);
    for (x, y, pixel) in page.enumerate_pixels_mut() {
        let (px, py) = (f64::from(x) - root.0, f64::from(y) - root.1);
        let along = ((px * dx + py * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
        if (px - along * dx).hypot(py - along * dy) < width / 2.0 {
            pixel.0 = [tone];
        }
    }
}

fn with_finger(root: (f64, f64), tip: (f64, f64)) -> GrayImage {
    let mut page = written();
    lay(&mut page, root, tip, 80.0, 140);
    page
}

#[test]
fn a_finger_covers_the_page_straight_or_aslant() {
    let things = |page: &GrayImage| of(page).covered.len();
    assert_eq!(things(&written()), 0);
    assert_eq!(things(&with_finger((-900.0, 700.0), (200.0, 700.0))), 1);
    assert_eq!(things(&with_finger((-900.0, 250.0), (330.0, 700.0))), 1);
    assert_eq!(things(&with_finger((300.0, 2400.0), (550.0, 1150.0))), 1);
}

#[test]
fn a_finger_over_the_fold_covers_both_pages() {
    let page = with_finger((1000.0, 2400.0), (980.0, 1200.0));
    assert_eq!(of_half(&page, Half::Left).covered.len(), 1);
    let mirrored = imageops::flip_horizontal(&page);
    assert_eq!(of_half(&mirrored, Half::Right).covered.len(), 1);
}

#[test]
fn ground_beside_the_page_a_shadow_and_a_stamp_cover_nothing() {
    let mut ground = written();
    fill(&mut ground, (0, 0, 50, i64::from(HEIGHT)), 40);
    let mut stamp = written();
    lay(&mut stamp, (500.0, 700.0), (560.0, 700.0), 150.0, 120);
    let mut shadow = written();
    for (x, _, pixel) in shadow.enumerate_pixels_mut() {
        let light = 1.0 - 0.5 * (-f64::from(x) / 36.0).exp();
        pixel.0 = pixel.0.map(|v| (f64::from(v) * light) as u8);
    }
    for page in [ground, stamp, shadow] {
        assert_eq!(of(&page).covered, Vec::<Vec<_>>::new());
    }
}

#[test]
fn a_second_shot_looks_like_the_first_and_other_entries_do_not() {
    let look = |left: i64, salt: u32| {
        let mut page = paper();
        write(&mut page, left, salt);
        of(&page).signature.unwrap()
    };
    let looks = [look(120, 1), look(126, 1), look(120, 2), look(120, 3)];
    let named: Vec<_> = looks.iter().enumerate().collect();
    let pairs: Vec<_> = signature::doubled(&named).into_iter().map(|d| (d.first, d.second)).collect();
    assert_eq!(pairs, [(0, 1)]);
}

#[test]
fn pictures_without_a_page_are_measured_too() {
    for tone in [0, 255] {
        for (w, h) in [(1, 1), (3, 900), (640, 480)] {
            let quality = of(&GrayImage::from_pixel(w, h, Luma([tone])));
            assert_eq!((quality.sharpness, quality.clipped.len()), (None, 0), "{w}x{h} of {tone}");
        }
    }
}
