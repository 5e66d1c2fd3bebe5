//! Pieces of a written line that layout took for lines of their own: heads and tails that swing over its neighbours,
//! bars, dots, ends of flourishes. They are read with their line, not by themselves. Not for writing between lines,
//! which is as high as lines are.

use register::geometry::Rect;

/// A line at least this many times as wide as a piece may be the one it belongs to.
const WIDER: f64 = 2.5;
/// Share of a piece's width that must lie above, below or on its line.
const BESIDE: f64 = 0.7;
/// How far above or below its line a piece may lie, share of the line's height.
const REACH: f64 = 0.5;
/// A piece that does not touch its line is lower than this, share of the line's height.
const LOW: f64 = 0.6;
/// How far a line's cut is widened for its pieces, share of its height: more would show the next line, too.
const WIDENED: f64 = 0.2;

/// A line with its pieces, by their places.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct WholeLine {
    pub(super) place: usize,
    /// The box to read it in.
    pub(super) area: Rect,
    pub(super) pieces: Vec<usize>,
}

/// The lines among `rects`, which stand together, that are more than a piece of another.
pub(super) fn gathered(rects: &[Rect]) -> Vec<WholeLine> {
    let hosts: Vec<Option<usize>> = rects.iter().map(|piece| host(piece, rects)).collect();
    let whole = |(place, rect): (usize, &Rect)| {
        let pieces: Vec<usize> = (0..rects.len()).filter(|&piece| hosts[piece] == Some(place)).collect();
        let reach = WIDENED * rect.height();
        let (top, bottom) = pieces
            .iter()
            .map(|&piece| &rects[piece])
            .fold((rect.top, rect.bottom), |(top, bottom), piece| {
                (top.min(piece.top), bottom.max(piece.bottom))
            });
        let area = Rect { top: top.max(rect.top - reach), bottom: bottom.min(rect.bottom + reach), ..*rect };
        WholeLine { place, area, pieces }
    };
    rects.iter().enumerate().filter(|(place, _)| hosts[*place].is_none()).map(whole).collect()
}

/// The line a piece belongs to: the nearest one that is wide enough.
fn host(piece: &Rect, rects: &[Rect]) -> Option<usize> {
    let belongs = |line: &Rect| {
        let beside = piece.right.min(line.right) - piece.left.max(line.left);
        let apart = (piece.top - line.bottom).max(line.top - piece.bottom);
        let low = piece.height() < LOW * line.height();
        line.width() > WIDER * piece.width()
            && beside > BESIDE * piece.width()
            && piece.height() < 1.3 * line.height()
            && (apart < 0.0 || (low && apart < REACH * line.height()))
    };
    let from = |line: &Rect| (line.centre().y - piece.centre().y).abs();
    rects
        .iter()
        .enumerate()
        .filter(|(_, line)| belongs(line))
        .min_by(|a, b| from(a.1).total_cmp(&from(b.1)))
        .map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: Rect = Rect { left: 0.0, top: 100.0, right: 800.0, bottom: 140.0 };

    fn check(piece: Rect, belongs: bool) {
        let kept = gathered(&[LINE, piece]);
        assert_eq!(kept.len(), if belongs { 1 } else { 2 }, "{kept:?}");
    }

    #[test]
    fn the_head_of_a_letter_belongs_to_its_line() {
        check(Rect::new(200.0, 85.0, 260.0, 104.0), true);
    }

    #[test]
    fn a_word_between_lines_is_a_line() {
        check(Rect::new(200.0, 60.0, 300.0, 96.0), false);
    }

    #[test]
    fn what_stands_beside_a_line_is_a_line() {
        check(Rect::new(820.0, 105.0, 900.0, 130.0), false);
    }

    #[test]
    fn a_short_line_under_a_long_one_is_a_line() {
        check(Rect::new(0.0, 150.0, 120.0, 190.0), false);
    }

    #[test]
    fn a_line_is_cut_with_its_pieces_but_not_far() {
        let kept =
            gathered(&[LINE, Rect::new(200.0, 80.0, 260.0, 110.0), Rect::new(300.0, 138.0, 360.0, 143.0)]);
        let area = Rect { top: 92.0, bottom: 143.0, ..LINE };
        assert_eq!(kept, [WholeLine { place: 0, area, pieces: vec![1, 2] }]);
    }
}
