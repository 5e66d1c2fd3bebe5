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
fn long_strips_that_may_be_pages_are_prepared() {
    for size in [(320, 3200), (3200, 320), (3600, 400), (301, 1500)] {
        check(size);
    }
}
