//! Signs drawn in squares, and what their shapes tell. Not for how they are read.

use super::{
    drawn::{FIVE, JOINED, LONG, SMALL, STOP, Sign, THREE, picture},
    *,
};

fn signs(of: &[Sign]) -> Signs {
    Signs::of(&picture(of), &Rect::new(0.0, 0.0, 100.0, 40.0)).unwrap()
}

#[test]
fn signs_stand_from_left_to_right_and_a_stop_is_none() {
    let signs = signs(&[FIVE, THREE, STOP]);
    assert_eq!(signs.len(), 2);
    assert_eq!(signs.mark(), Rect::new(6.0, 10.0, 36.0, 30.0));
    assert_eq!(signs.around(1..2), Rect::new(24.0, 10.0, 36.0, 30.0));
}

#[test]
fn the_upper_stroke_tells_a_three_from_a_five() {
    let signs = signs(&[FIVE, THREE]);
    assert_eq!([0, 1, 2].map(|nth| signs.is_like_three(nth)), [false, true, false]);
}

#[test]
fn signs_of_one_height_above_small_letters_may_be_figures() {
    let check = |of: &[Sign], x_height: f64, expected: bool| {
        assert_eq!(signs(of).may_be_figures(x_height), expected, "{} {x_height}", of.len());
    };
    check(&[FIVE, THREE], 14.0, true);
    check(&[FIVE, SMALL], 14.0, false);
    check(&[FIVE, THREE], 20.0, false);
    check(&[FIVE, THREE], 6.0, false);
    check(&[FIVE, THREE, STOP], 14.0, false);
    check(&[FIVE; 5], 14.0, false);
    check(&[LONG], 14.0, false);
    check(&[JOINED], 14.0, true);
}

#[test]
fn signs_beside_the_box_of_a_word_are_none_of_its_own() {
    let of_word = |rect: &Rect| Signs::of_word(&picture(&[FIVE, THREE, FIVE]), rect);
    let signs = of_word(&Rect::new(23.0, 0.0, 41.0, 40.0)).unwrap();
    assert_eq!(signs.mark(), Rect::new(24.0, 10.0, 36.0, 30.0));
    let cut_close = of_word(&Rect::new(8.0, 12.0, 34.0, 28.0)).unwrap();
    assert_eq!(cut_close.len(), 2);
    assert!(of_word(&Rect::new(19.0, 12.0, 23.0, 28.0)).is_none());
}

#[test]
fn signs_of_one_height_are_level_whatever_low_signs_stand_among_them() {
    let check = |of: &[Sign], expected: bool| assert_eq!(signs(of).are_level(), expected, "{}", of.len());
    check(&[FIVE, STOP, THREE], true);
    check(&[FIVE, SMALL], false);
    check(&[FIVE, LONG], false);
}

#[test]
fn figures_that_run_into_each_other_are_not_counted() {
    assert_eq!([signs(&[FIVE, THREE]).figures(), signs(&[JOINED]).figures()], [Some(2), None]);
}

#[test]
fn plain_paper_has_no_signs() {
    let paper = GrayImage::from_pixel(30, 30, image::Luma([220]));
    assert!(Signs::of(&paper, &Rect::new(0.0, 0.0, 30.0, 30.0)).is_none());
    assert!(Signs::of(&paper, &Rect::new(40.0, 0.0, 50.0, 30.0)).is_none());
}
