//! Traits of drawn lines. The weights are judged on real pages, not here.

use super::{edges::directions, *};
use crate::layout::blobs::connected;
use register::geometry::{Point, Rect};

/// Small letters of the drawn lines, pixels.
const LETTER: f64 = 20.0;

/// A line of strokes at these places, each leaning by so many pixels over its height.
fn drawn(places: &[usize], lean: usize) -> (Ink, FoundLine) {
    let mut ink = Ink::none(700, 60);
    for &x in places {
        for y in 0..20 {
            let from = x + lean * (19 - y) / 19;
            ink.dots[(20 + y) * 700 + from..(20 + y) * 700 + from + 5].fill(1);
        }
    }
    let line = FoundLine {
        outline: Rect::new(0.0, 15.0, 700.0, 45.0).corners(),
        baseline: vec![Point::new(0.0, 40.0), Point::new(700.0, 40.0)],
        blobs: connected(&ink),
        ..FoundLine::default()
    };
    (ink, line)
}

fn every(step: usize) -> Vec<usize> {
    (0..24).map(|i| 10 + i * step).collect()
}

/// Where letters of different widths stand.
fn proportional() -> Vec<usize> {
    let advances = [19, 31, 24, 37, 22, 28, 34, 18, 26, 39, 21, 29];
    advances.iter().cycle().take(22).scan(10, |x, a| Some(std::mem::replace(x, *x + a))).collect()
}

#[test]
fn small_letters_are_as_high_as_their_rows_of_ink() {
    let (ink, line) = drawn(&every(26), 0);
    assert_eq!(Strip::cut(&ink, &line, LETTER).map(|s| s.letter()), Some(20.0));
}

#[test]
fn upright_stems_show_in_the_first_direction_and_leaning_ones_do_not() {
    let share = |lean: usize| {
        let (ink, line) = drawn(&every(26), lean);
        directions(&Strip::cut(&ink, &line, LETTER).unwrap())[0]
    };
    assert!(share(0) > 0.5, "{}", share(0));
    assert!(share(14) < 0.25, "{}", share(14));
}

fn check_advance(places: &[usize], fits: bool) {
    let (_, line) = drawn(places, 0);
    let fit = Fit::of(&line.blobs, LETTER, &pitch::advances(LETTER));
    let best = fit.at(fit.best().unwrap());
    assert_eq!(best > 0.5, fits, "{best}");
}

#[test]
fn letters_of_a_typewriter_stand_at_one_distance() {
    check_advance(&every(26), true);
}

#[test]
fn letters_of_proportional_type_do_not() {
    check_advance(&proportional(), false);
}

#[test]
fn a_line_without_ink_is_printed() {
    let (_, line) = drawn(&every(26), 0);
    let mut lines = [FoundLine { hand: Hand::Typed, ..line }];
    tell(&Ink::none(700, 60), &mut lines, &[], LETTER);
    assert_eq!(lines[0].hand, Hand::Printed);
}

#[test]
fn a_stamp_stays_a_stamp() {
    let (ink, line) = drawn(&every(26), 0);
    let mut lines = [FoundLine { hand: Hand::Stamp, ..line }];
    tell(&ink, &mut lines, &[], LETTER);
    assert_eq!(lines[0].hand, Hand::Stamp);
}
