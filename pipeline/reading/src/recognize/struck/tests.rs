//! Tests of words struck out, on pictures of letters with and without a stroke.

use image::{GrayImage, Luma};
use register::geometry::Point;

use super::*;

/// Eight letters of two stems each, 24 high, on a baseline at 60, from 100 to 292; and what `stroke` draws.
fn picture(stroke: impl Fn(u32, u32) -> bool) -> GrayImage {
    GrayImage::from_fn(500, 120, |x, y| {
        let letter = (100..292).contains(&x) && (36..60).contains(&y);
        let stem = letter && matches!((x - 100) % 24, 2..=4 | 14..=16);
        let bar = letter && (46..49).contains(&y) && matches!((x - 100) % 24, 2..=16);
        Luma([if stem || bar || stroke(x, y) { 60 } else { 220 }])
    })
}

fn check(stroke: impl Fn(u32, u32) -> bool, expected: bool) {
    let placement = Placement::whole(500, 120);
    let outline = placement.outline(&Rect::new(98.0, 30.0, 294.0, 66.0));
    let word = Word { outline, text: "Каримова".into(), ..Word::default() };
    let baseline = vec![Point::new(98.0, 60.0), Point::new(294.0, 60.0)];
    let mut line = Line { baseline, words: vec![word], ..Line::default() };
    mark_in(&mut line, &placement, 24.0, &picture(stroke));
    assert_eq!(line.words[0].struck, expected);
}

#[test]
fn a_stroke_through_the_word_strikes_it_out() {
    check(|x, y| (94..298).contains(&x) && (47..50).contains(&y), true);
}

#[test]
fn a_slanted_stroke_does_so_too() {
    check(|x, y| (96..296).contains(&x) && (52 - (x - 96) / 25..55 - (x - 96) / 25).contains(&y), true);
}

#[test]
fn letters_with_bars_are_not_struck_out() {
    check(|_, _| false, false);
}

#[test]
fn a_rule_that_runs_on_beside_the_word_strikes_nothing_out() {
    check(|x, y| x > 20 && x < 480 && (47..50).contains(&y), false);
}

#[test]
fn an_underline_strikes_nothing_out() {
    check(|x, y| (96..296).contains(&x) && (63..66).contains(&y), false);
}

#[test]
fn a_stroke_through_half_the_word_strikes_nothing_out() {
    check(|x, y| (96..200).contains(&x) && (47..50).contains(&y), false);
}

#[test]
fn a_dotted_leader_through_the_word_strikes_nothing_out() {
    check(|x, y| (20..480).contains(&x) && x % 9 < 3 && (52..55).contains(&y), false);
}
