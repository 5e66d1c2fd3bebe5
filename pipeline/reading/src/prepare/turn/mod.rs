//! Which way a scan's content is turned: the axis of its lines, then which end of it is up. Not for small
//! angles.

use image::GrayImage;

pub(super) use axis::{Axis, LOOK_SIDE, axis};
pub(super) use standing::standing;

mod axis;
mod standing;

/// [`standing()`] beyond which pixels alone decide. Of 106 upright pages of print, type, hands and forms, looked at
/// upright and upside down, none says more than 0.07 for the wrong way, and half say 0.08 for the right one.
const SURE: f64 = 0.09;
/// What three upright pages of four reach and, of 122 pages turned upside down, one: a page below is looked into. Of
/// Cyrillic type heads pile up as sharply as feet, for it has more letters with tails than with tall stems.
const USUAL: f64 = 0.05;
/// [`standing()`] this near to nought says nothing. Below what is usual even an unsure opinion is taken: of 122 pages
/// looked at both ways it was right on all 13 upside down and all 30 upright ones it was had on.
const NOTHING: f64 = 0.02;

/// What someone who knows letters says about a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opinion {
    /// By how many degrees clockwise its content is turned: 0, 90, 180 or 270.
    pub degrees: u16,
    /// Enough to act on; otherwise it counts where pixels say the same, or less than most upright pages.
    pub sure: bool,
}

/// Gives its opinion on the turn of a picture, or none. It may take its time: it is asked only where pixels leave
/// a doubt.
pub type Arbiter<'a> = &'a mut dyn FnMut(&GrayImage) -> Option<Opinion>;

/// What is done about the turn of a scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Verdict {
    /// The turn beside the one it was looked at with: 0, 90, 180 or 270 degrees clockwise.
    pub(super) degrees: u16,
    /// It is left unsure.
    pub(super) unsure: bool,
}

const fn sure(degrees: u16) -> Verdict {
    Verdict { degrees, unsure: false }
}

/// Weighs whether the content is upright as looked at, by how lines run and letters stand; `ask` is called where
/// that is not plain.
pub(super) fn weigh(axis: Axis, standing: Option<f64>, ask: impl FnOnce() -> Option<Opinion>) -> Verdict {
    let Some(standing) = standing else {
        return Verdict { degrees: 0, unsure: axis != Axis::Across };
    };
    // Scans mostly are upright: lines across need evidence to be turned, lines down the scan could be either.
    let plain = match axis {
        Axis::Across => standing >= USUAL,
        Axis::Down => standing >= SURE,
        Axis::Unclear => false,
    };
    if plain {
        return sure(0);
    }
    match ask() {
        Some(Opinion { degrees, sure: true }) if degrees % 180 == 0 || axis == Axis::Unclear => sure(degrees),
        // Lines say one thing and letters another.
        Some(Opinion { degrees: 90 | 270, sure: true }) if axis == Axis::Across => {
            Verdict { degrees: 0, unsure: true }
        }
        Some(Opinion { degrees: 0, .. }) if standing > -plain_at_least(axis) => sure(0),
        Some(Opinion { degrees: 180, .. }) if axis != Axis::Unclear && standing < USUAL => {
            Verdict { degrees: 180, unsure: standing > -least(axis) }
        }
        _ => by_pixels(axis, standing),
    }
}

/// How plainly letters must hang to outweigh an opinion that they stand.
fn plain_at_least(axis: Axis) -> f64 {
    match axis {
        Axis::Across => SURE,
        Axis::Down => 0.0,
        Axis::Unclear => f64::NEG_INFINITY,
    }
}

/// Do letters seem to hang, if not plainly? `standing` is that of [`standing()`].
pub(super) fn hang(standing: f64) -> bool {
    standing < -NOTHING
}

/// How plainly letters must hang for an opinion to bear it out.
fn least(axis: Axis) -> f64 {
    if axis == Axis::Down { 0.0 } else { NOTHING }
}

fn by_pixels(axis: Axis, standing: f64) -> Verdict {
    match axis {
        // Letters stand on nothing where lines may run the other way.
        Axis::Unclear => Verdict { degrees: 0, unsure: true },
        _ if standing <= -SURE => sure(180),
        Axis::Across => Verdict { degrees: 0, unsure: hang(standing) },
        Axis::Down => Verdict { degrees: if standing < 0.0 { 180 } else { 0 }, unsure: true },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOBODY: Option<Opinion> = None;

    fn says(degrees: u16, sure: bool) -> Option<Opinion> {
        Some(Opinion { degrees, sure })
    }

    fn check(axis: Axis, standing: f64, opinion: Option<Opinion>, degrees: u16, unsure: bool) {
        assert_eq!(weigh(axis, Some(standing), || opinion), Verdict { degrees, unsure });
    }

    #[test]
    fn letters_that_plainly_stand_are_believed() {
        check(Axis::Across, 0.06, says(180, true), 0, false);
        check(Axis::Down, 0.1, says(180, true), 0, false);
    }

    #[test]
    fn letters_that_plainly_hang_are_turned() {
        check(Axis::Across, -0.1, NOBODY, 180, false);
        check(Axis::Down, -0.1, NOBODY, 180, false);
    }

    #[test]
    fn a_page_that_says_nothing_is_left_alone_without_a_doubt() {
        check(Axis::Across, 0.0, NOBODY, 0, false);
        assert_eq!(weigh(Axis::Across, None, || says(180, true)), Verdict { degrees: 0, unsure: false });
    }

    #[test]
    fn too_little_writing_is_turned_nowhere_and_doubted_where_lines_may_run_down() {
        for (axis, unsure) in [(Axis::Across, false), (Axis::Down, true), (Axis::Unclear, true)] {
            assert_eq!(weigh(axis, None, || NOBODY), Verdict { degrees: 0, unsure });
        }
    }

    #[test]
    fn a_page_that_may_hang_is_left_alone_with_a_doubt() {
        check(Axis::Across, -0.05, NOBODY, 0, true);
    }

    #[test]
    fn of_a_quarter_turn_the_likelier_way_is_taken_with_a_doubt() {
        check(Axis::Down, 0.05, NOBODY, 0, true);
        check(Axis::Down, -0.05, NOBODY, 180, true);
    }

    #[test]
    fn a_sure_opinion_counts_more_than_pixels() {
        check(Axis::Across, -0.1, says(0, true), 0, false);
        check(Axis::Across, -0.01, says(180, true), 180, false);
        check(Axis::Down, 0.05, says(180, true), 180, false);
    }

    #[test]
    fn an_unsure_opinion_counts_where_pixels_say_the_same() {
        check(Axis::Across, -0.05, says(180, false), 180, false);
        check(Axis::Down, 0.05, says(0, false), 0, false);
        check(Axis::Down, -0.05, says(0, false), 180, true);
    }

    #[test]
    fn where_pixels_say_less_than_usual_an_unsure_opinion_is_taken_with_a_doubt() {
        check(Axis::Across, 0.03, says(180, false), 180, true);
        check(Axis::Across, 0.03, says(0, false), 0, false);
        check(Axis::Down, 0.03, says(180, false), 180, true);
        check(Axis::Down, 0.07, says(180, false), 0, true);
    }

    #[test]
    fn an_unsure_opinion_that_a_page_stands_clears_a_doubt_but_not_what_is_plain() {
        check(Axis::Across, -0.05, says(0, false), 0, false);
        check(Axis::Across, -0.1, says(0, false), 180, false);
        check(Axis::Unclear, 0.1, says(0, false), 0, true);
    }

    #[test]
    fn lines_that_plainly_run_across_are_not_turned_by_a_quarter() {
        check(Axis::Across, -0.05, says(90, true), 0, true);
        check(Axis::Across, 0.0, says(270, true), 0, true);
    }

    #[test]
    fn lines_that_may_run_either_way_are_turned_by_a_sure_opinion_alone() {
        check(Axis::Unclear, 0.1, says(270, true), 270, false);
        check(Axis::Unclear, -0.2, says(180, false), 0, true);
        check(Axis::Unclear, -0.2, NOBODY, 0, true);
    }
}
