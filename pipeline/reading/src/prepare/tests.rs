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
    for ((width, height), gray) in [((1, 1), 128), ((2000, 2700), 0), ((2700, 2000), 255)] {
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
fn long_strips_that_may_be_pages_are_prepared() {
    for size in [(320, 3200), (3200, 320), (3600, 400), (301, 1500)] {
        check(size);
    }
}
