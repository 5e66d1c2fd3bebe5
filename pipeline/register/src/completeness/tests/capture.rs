//! The capture of single pages: against the book's usual page, and against floors.

use crate::page::Side;

use super::*;

fn with(mut book: Book, nth: usize, change: impl Fn(&mut Quality)) -> Book {
    for page in &mut book.scans[nth - 1].pages {
        change(&mut page.quality);
    }
    book
}

fn whole() -> Book {
    spreads("1 2 3 4 5 6 7 8")
}

#[test]
fn each_fault_of_capture_is_told_once_a_scan() {
    finds(&with(whole(), 3, |q| q.sharpness = Some(2.0)), &["out_of_focus scans 3"]);
    finds(&with(whole(), 3, |q| q.paper = Some(31.0)), &["too_dark scans 3"]);
    finds(&with(whole(), 3, |q| q.glare = Some(0.3)), &["too_bright scans 3"]);
    finds(&with(whole(), 3, |q| q.clipped = vec![Side::Left]), &["clipped scans 3"]);
    finds(&with(whole(), 3, |q| q.covered = vec![Vec::new()]), &["covered scans 3"]);
    finds(&with(whole(), 3, |q| q.blank = Some(true)), &["blank scans 3"]);
}

#[test]
fn the_half_is_told_where_the_other_is_good() {
    let mut book = whole();
    book.scans[2].pages[1].quality.sharpness = Some(2.0);
    assert_eq!(check(&book).findings[0].half, Some(Half::Right));
}

#[test]
fn a_book_of_soft_type_gives_no_alarm_of_every_page() {
    let mut soft = whole();
    for nth in 1..=8 {
        soft = with(soft, nth, |q| q.sharpness = Some(2.0));
    }
    finds(&soft, &[]);
    finds(&with(soft, 5, |q| q.sharpness = Some(0.7)), &["out_of_focus scans 5"]);
}

#[test]
fn a_book_that_is_dark_throughout_is_said_once() {
    let mut dark = whole();
    for nth in 1..=8 {
        dark = with(dark, nth, |q| q.paper = Some(40.0));
    }
    finds(&dark, &["too_dark"]);
}

#[test]
fn a_dark_page_is_not_told_for_its_contrast_too() {
    let dark = with(whole(), 3, |q| {
        q.paper = Some(31.0);
        q.contrast = Some(9.0);
    });
    finds(&dark, &["too_dark scans 3"]);
}

#[test]
fn a_book_of_one_page_is_judged_by_floors_alone() {
    let one = || singles("1:1");
    finds(&one(), &[]);
    finds(&with(one(), 1, |q| q.paper = Some(20.0)), &["too_dark scans 1"]);
    finds(&with(one(), 1, |q| q.x_height = Some(4.0)), &["low_resolution scans 1"]);
}

#[test]
fn the_resolution_files_tell_counts_where_letters_were_not_measured() {
    let at = |ppi: f64| with(singles("1:1"), 1, |q| q.ppi = Some(ppi));
    finds(&at(300.0), &[]);
    finds(&at(150.0), &["low_resolution"]);
    finds(&at(72.0), &[]);
}

#[test]
fn a_side_at_which_all_pages_are_cut_is_how_the_book_was_framed() {
    let mut framed = whole();
    for nth in 1..=8 {
        framed = with(framed, nth, |q| q.clipped = vec![Side::Bottom]);
    }
    finds(&framed, &["clipped"]);
    finds(&with(framed, 4, |q| q.clipped = vec![Side::Bottom, Side::Left]), &["clipped scans 4", "clipped"]);
}

#[test]
fn blank_pages_at_the_ends_and_blank_backs_are_usual() {
    finds(&with(with(whole(), 1, |q| q.blank = Some(true)), 8, |q| q.blank = Some(true)), &[]);
    let mut fronts_only = whole();
    for scan in &mut fronts_only.scans {
        scan.pages[0].quality.blank = Some(true);
    }
    finds(&fronts_only, &[]);
}

#[test]
fn a_blank_page_is_not_blurred() {
    let blank = with(whole(), 3, |q| {
        q.blank = Some(true);
        q.sharpness = Some(0.1);
    });
    finds(&blank, &["blank scans 3"]);
}

#[test]
fn a_page_shot_from_far_is_told_for_that_and_not_for_blur_and_contrast_that_follow() {
    let lettered = |height: f64| {
        let mut book = whole();
        for nth in 1..=8 {
            book = with(book, nth, |q| (q.x_height, q.contrast) = (Some(18.0), Some(110.0)));
        }
        for page in &mut book.scans[3].pages {
            page.height = height;
        }
        with(book, 4, |q| (q.x_height, q.contrast, q.sharpness) = (Some(8.0), Some(45.0), Some(3.0)))
    };
    finds(&lettered(1000.0), &["low_resolution scans 4"]);
    finds(&lettered(2400.0), &["out_of_focus scans 4"]);
}

#[test]
fn letters_of_another_size_on_a_page_of_the_usual_size_are_no_fault() {
    let mut book = whole();
    for nth in 1..=8 {
        book = with(book, nth, |q| q.x_height = Some(20.0));
    }
    finds(&with(book, 4, |q| q.x_height = Some(11.0)), &[]);
}

#[test]
fn paper_gone_white_is_burnt_out_where_the_book_was_not_made_white() {
    let white = |mut book: Book, pages: std::ops::RangeInclusive<usize>| {
        for nth in pages {
            book = with(book, nth, |q| (q.paper, q.contrast) = (Some(255.0), Some(50.0)));
        }
        book
    };
    finds(&white(whole(), 3..=3), &["too_bright scans 3"]);
    finds(&white(whole(), 1..=8), &[]);
    finds(&with(white(whole(), 3..=3), 3, |q| q.blank = Some(true)), &["too_bright scans 3"]);
}

/// Eight spreads of paper made white, on the halves of which `bare` says nothing stands.
fn whitened(bare: impl Fn(usize, Half) -> bool) -> Book {
    let mut book = whole();
    for (nth, scan) in (1..).zip(&mut book.scans) {
        for page in &mut scan.pages {
            let half = page.half;
            let quality = &mut page.quality;
            quality.paper = Some(255.0);
            if bare(nth, half) {
                // As an all but white page is measured by itself.
                (quality.glare, quality.sharpness, page.labels) = (Some(0.99), None, Vec::new());
            } else {
                (quality.glare, quality.contrast) = (Some(0.0), Some(200.0));
            }
        }
    }
    book
}

#[test]
fn backs_without_a_stroke_in_a_book_made_white_are_blank_and_not_burnt_out() {
    finds(&whitened(|_, half| half == Half::Left), &[]);
    finds(&whitened(|nth, half| nth == 3 && half == Half::Left), &["blank scans 3"]);
}

#[test]
fn a_white_page_in_a_book_that_shows_its_paper_is_burnt_out() {
    let mut book = whole();
    book.scans[2].pages = whitened(|_, _| true).scans[2].pages.clone();
    finds(&book, &["too_bright scans 3"]);
}

#[test]
fn a_book_written_on_one_side_of_its_white_leaves_is_whole() {
    let mut book = singles("1:1 - 2:2 - 3:3 - 4:4 - 5:5");
    for back in (1..9).step_by(2) {
        let quality = &mut book.scans[back].pages[0].quality;
        (quality.paper, quality.blank, quality.sharpness) = (Some(255.0), Some(true), None);
    }
    finds(&book, &[]);
}

#[test]
fn sharpness_is_weighed_by_how_much_it_differs_from_page_to_page() {
    let sharpness = |values: [f64; 8]| {
        let mut book = whole();
        for (nth, value) in (1..).zip(values) {
            book = with(book, nth, |q| q.sharpness = Some(value));
        }
        book
    };
    finds(&sharpness([11.1, 9.9, 13.8, 12.2, 5.3, 10.6, 11.4, 12.5]), &["out_of_focus scans 5"]);
    finds(&sharpness([11.1, 7.9, 15.8, 18.2, 5.3, 8.6, 11.4, 12.5]), &[]);
}

#[test]
fn a_page_lower_than_the_others_that_begins_where_the_scan_does_is_cut_off() {
    let shown = |top: f64, height: f64, width: f64| {
        let mut book = singles("1 - 2 - 3 - 4 -");
        let page = &mut book.scans[3].pages[0];
        (page.top, page.height, page.width) = (top, height, width);
        book
    };
    finds(&shown(0.0, 2280.0, 1700.0), &["clipped scans 4"]);
    finds(&shown(0.0, 2390.0, 1700.0), &[]);
    finds(&shown(60.0, 2280.0, 1700.0), &[]);
    finds(&shown(0.0, 2280.0, 1300.0), &[]);
}

#[test]
fn letters_smeared_to_bits_are_out_of_focus_though_nothing_could_be_measured() {
    let mut usual = whole();
    for nth in 1..=8 {
        usual = with(usual, nth, |q| (q.x_height, q.ink, q.contrast) = (Some(16.0), Some(0.02), Some(110.0)));
    }
    let bits = |ink: f64| {
        with(usual.clone(), 3, move |q| (q.x_height, q.sharpness, q.ink) = (Some(6.0), None, Some(ink)))
    };
    finds(&usual, &[]);
    finds(&bits(0.03), &["out_of_focus scans 3"]);
    finds(&bits(0.002), &[]);
}

/// A book of spreads, the fourth of which was not parted into pages: little ink, in these columns of its look.
fn with_faint_spread(columns: std::ops::Range<usize>) -> Book {
    let mut book = spreads("1:1 2:2 3:3 -: 4:4 5:5 6:6");
    for scan in &mut book.scans {
        scan.pages.iter_mut().for_each(|page| page.quality.ink = Some(0.03));
    }
    let spread = &mut book.scans[3].pages;
    spread.truncate(1);
    spread[0].half = Half::Whole;
    let cell =
        |nth: usize| (columns.contains(&(nth % signature::COLUMNS)) && nth.is_multiple_of(3)).then_some(0.05);
    let cells = (0..signature::COLUMNS * signature::ROWS).map(|nth| cell(nth).unwrap_or(0.0));
    let quality = &mut spread[0].quality;
    quality.signature = Some(Signature::of(&cells.collect::<Vec<_>>()));
    (quality.ink, quality.sharpness) = (Some(0.008), None);
    book
}

const GUTTER: std::ops::Range<usize> = 16..20;

#[test]
fn a_spread_whose_gutter_was_taken_for_ink_is_blank() {
    let contrast = |q: &mut Quality| q.contrast = Some(20.0);
    let book = with(with_faint_spread(GUTTER), 4, contrast);
    finds(&book, &["blank scans 4"]);
    finds(&with(book, 4, |q| q.ink = Some(0.03)), &["low_contrast scans 4"]);
}

#[test]
fn a_spread_with_faint_ink_beside_the_gutter_is_faint_and_not_blank() {
    let faded = with_faint_spread(0..signature::COLUMNS);
    finds(&faded, &["low_contrast scans 4"]);
    finds(&with(faded, 4, |q| q.contrast = Some(15.0)), &["low_contrast scans 4"]);
    finds(&with(with_faint_spread(GUTTER), 4, |q| q.signature = None), &["low_contrast scans 4"]);
}

#[test]
fn a_faint_spread_with_another_fault_is_told_for_that() {
    let faded = with_faint_spread(0..signature::COLUMNS);
    finds(&with(faded, 4, |q| q.clipped = vec![Side::Left]), &["clipped scans 4"]);
}
