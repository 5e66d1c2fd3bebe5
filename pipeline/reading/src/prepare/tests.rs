//! Scans of sizes no page has. Not for what is found on pages.

use image::Luma;

use super::*;
use crate::layout::lay_out_all;

fn check((width, height): (u32, u32)) {
    for gray in [0, 255, 200] {
        let scan =
            DecodedScan { gray: GrayImage::from_pixel(width, height, Luma([gray])), colour: None, ppi: None };
        let mut pages = prepare(&scan);
        lay_out_all(&mut pages);
        assert_eq!(pages.len(), 1, "{width} by {height} of grey {gray}");
        let page = &pages[0].page;
        assert_eq!(page.tables.as_ref().map(Vec::len), Some(0));
        assert_eq!(pages[0].straight.dimensions(), (page.placement.width, page.placement.height));
    }
}

#[test]
fn strips_and_specks_are_pages_too() {
    for size in [(1, 1), (2, 1), (1, 4000), (4000, 1), (299, 6000), (6000, 299)] {
        check(size);
    }
}

#[test]
fn what_shows_nothing_is_the_scan_as_it_is_with_a_doubt() {
    for ((width, height), gray) in [((1, 1), 128), ((2000, 2700), 0), ((2700, 2000), 160)] {
        let gray = GrayImage::from_pixel(width, height, Luma([gray]));
        let mut pages = prepare(&DecodedScan { gray, colour: None, ppi: None });
        lay_out_all(&mut pages);
        let [PreparedPage { page, .. }] = &pages[..] else { panic!("{width} by {height} is one page") };
        let whole = Rect::new(0.0, 0.0, width.into(), height.into()).corners();
        assert_eq!((page.half, &page.outline, page.turned), (Half::Whole, &whole, 0));
        assert_eq!(page.unsure, [Unsure::NothingShows]);
        assert!(page.tables.as_ref().is_some_and(Vec::is_empty), "{:?}", page.tables);
        assert!(page.lines.as_ref().is_some_and(Vec::is_empty), "{:?}", page.lines);
    }
}

#[test]
fn paper_made_white_without_a_stroke_is_a_blank_page_without_a_doubt() {
    for grey in [235, 255] {
        let gray = GrayImage::from_pixel(1700, 2400, Luma([grey]));
        let mut pages = prepare(&DecodedScan { gray, colour: None, ppi: None });
        lay_out_all(&mut pages);
        let [PreparedPage { page, .. }] = &pages[..] else { panic!("one page of grey {grey}") };
        assert_eq!((page.half, page.quality.blank), (Half::Whole, Some(true)));
        assert_eq!((page.unsure.as_slice(), page.doubts.as_slice()), ([].as_slice(), [].as_slice()));
    }
}

#[test]
fn an_angle_that_is_seen_but_not_sure_is_left_with_a_doubt() {
    let gray = GrayImage::from_pixel(400, 500, Luma([215]));
    let scan = DecodedScan { gray, colour: None, ppi: None };
    let whole = Rect::new(0.0, 0.0, 400.0, 500.0).corners();
    let check = |degrees: f64, confidence: f64, taken_out: f64, doubts: &[Unsure]| {
        let skew = SkewEstimate { degrees, confidence };
        let page =
            finish(&scan, Half::Whole, &whole, Found { skew, factor: 1.0, ..Found::default() }, Vec::new())
                .page;
        assert_eq!(
            (page.skew_degrees, page.unsure.as_slice()),
            (taken_out, doubts),
            "{degrees} {confidence}"
        );
    };
    check(4.0, 0.9, 4.0, &[]);
    check(4.0, 0.3, 0.0, &[Unsure::Lean { degrees: 4.0 }]);
    check(4.0, 0.1, 0.0, &[]);
    check(0.2, 0.3, 0.0, &[]);
}

/// The doubts about a scan of 1600 by 1100 pixels, as bright there as `grey` says, that was not split.
fn doubts_of_one_page(grey: impl Fn(u32, u32) -> u8) -> Vec<Unsure> {
    let gray = GrayImage::from_fn(1600, 1100, |x, y| Luma([grey(x, y)]));
    let pages = prepare(&DecodedScan { gray, colour: None, ppi: None });
    assert_eq!(pages.len(), 1);
    pages[0].page.unsure.clone()
}

#[test]
fn a_rule_from_edge_to_edge_may_be_a_gutter() {
    let rule = |x: u32, _| if x.abs_diff(800) < 3 { 20 } else { 230 };
    assert_eq!(doubts_of_one_page(rule), [Unsure::TwoPages]);
}

#[test]
fn a_gutter_near_the_side_of_a_scan_may_show_a_part_of_another_page() {
    let gutter = |x: u32, y: u32| if x.abs_diff(1010 + y / 50) < 12 { 120 } else { 215 };
    assert_eq!(doubts_of_one_page(gutter), [Unsure::PartOfAnother]);
}

#[test]
fn long_strips_that_may_be_pages_are_prepared() {
    for size in [(320, 3200), (3200, 320), (3600, 400), (301, 1500)] {
        check(size);
    }
}
