//! Cells drawn with rules, dashes and strokes of letters. Not for cells of real pages.

use super::*;

/// A cell of 100 x 60 with rules two pixels wide along its edges.
fn ruled() -> GrayImage {
    GrayImage::from_fn(100, 60, |x, y| {
        let rule = !(2..98).contains(&x) || !(2..58).contains(&y);
        Luma([if rule { 30 } else { 220 }])
    })
}

#[test]
fn rules_at_the_edges_are_left_out() {
    let inside = inside_rules(&ruled(), &Rect::new(0.0, 0.0, 100.0, 60.0), 20.0);
    assert_eq!(inside, Rect::new(3.0, 3.0, 97.0, 57.0));
}

#[test]
fn the_stem_of_a_first_letter_is_no_rule() {
    let mut page = ruled();
    (14..46).for_each(|y| (9..12).for_each(|x| page.put_pixel(x, y, Luma([30]))));
    let inside = inside_rules(&page, &Rect::new(0.0, 0.0, 100.0, 60.0), 20.0);
    assert_eq!(inside.left, 3.0);
}

#[test]
fn an_empty_cell_has_no_ink() {
    let page = ruled();
    let inside = inside_rules(&page, &Rect::new(0.0, 0.0, 100.0, 60.0), 20.0);
    assert_eq!(written(&page, &inside, 20.0), None);
}

#[test]
fn a_stroke_along_the_edge_is_a_remnant_and_a_letter_is_none() {
    let mut page = GrayImage::from_pixel(100, 60, Luma([220]));
    (0..60).for_each(|y| page.put_pixel(1, y, Luma([60])));
    (20..34).for_each(|y| (40..43).for_each(|x| page.put_pixel(x, y, Luma([60]))));
    let area = Rect::new(0.0, 0.0, 100.0, 60.0);
    without_remnants(&mut page, &area, 12.0);
    assert_eq!(page.get_pixel(1, 30).0, [220]);
    assert_eq!(page.get_pixel(41, 30).0, [60]);
}

#[test]
fn short_pieces_of_rules_that_meet_in_a_corner_are_remnants_too() {
    let mut page = GrayImage::from_pixel(100, 160, Luma([220]));
    (80..100).for_each(|x| page.put_pixel(x, 59, Luma([60])));
    (40..60).for_each(|y| (98..100).for_each(|x| page.put_pixel(x, y, Luma([60]))));
    (50..60).for_each(|y| (40..44).for_each(|x| page.put_pixel(x, y, Luma([60]))));
    without_remnants(&mut page, &Rect::new(0.0, 0.0, 100.0, 60.0), 16.0);
    let ink = |x: u32, y: u32| page.get_pixel(x, y).0[0] < 220;
    assert!(!ink(85, 59) && !ink(99, 45) && !ink(99, 59), "a corner is left");
    assert!(ink(41, 55) && ink(41, 59), "a letter that stands on the edge is gone");
}

#[test]
fn a_cell_of_half_a_page_keeps_what_stands_on_its_edges() {
    let mut page = GrayImage::from_pixel(100, 160, Luma([220]));
    (80..100).for_each(|x| page.put_pixel(x, 119, Luma([60])));
    without_remnants(&mut page, &Rect::new(0.0, 0.0, 100.0, 120.0), 16.0);
    assert_eq!(page.get_pixel(85, 119).0, [60]);
}

#[test]
fn a_level_stroke_alone_is_a_dash_and_a_letter_is_none() {
    let mut page = ruled();
    let area = Rect::new(3.0, 3.0, 97.0, 57.0);
    (40..52).for_each(|x| (29..32).for_each(|y| page.put_pixel(x, y, Luma([40]))));
    assert_eq!(dash(&page, &area, 20.0), Some(Rect::new(40.0, 29.0, 52.0, 32.0)));
    (60..63).for_each(|x| (20..34).for_each(|y| page.put_pixel(x, y, Luma([40]))));
    assert_eq!(dash(&page, &area, 20.0), None);
}

#[test]
fn a_stroke_at_the_edge_is_what_a_rule_left() {
    let mut page = ruled();
    (10..90).for_each(|x| (5..7).for_each(|y| page.put_pixel(x, y, Luma([40]))));
    assert_eq!(dash(&page, &Rect::new(3.0, 3.0, 97.0, 57.0), 20.0), None);
}

#[test]
fn a_dash_is_ink() {
    let mut page = ruled();
    (40..60).for_each(|x| (29..32).for_each(|y| page.put_pixel(x, y, Luma([40]))));
    let found = written(&page, &Rect::new(3.0, 3.0, 97.0, 57.0), 20.0);
    assert_eq!(found, Some(Rect::new(30.0, 19.0, 70.0, 42.0)));
}
