//! Notes written upright beside the text, turned by a quarter: their letters look like a pile of short lines, which
//! become one line of the margin. Not for pages that lie on their side: preparing turns those.

use register::{
    geometry::{Point, Rect},
    layout::Hand,
};

use super::{cells::FoundTable, lines::FoundLine};

/// Pieces of an upright line are at most this wide, letter heights.
const NARROW: f64 = 6.0;
/// White between them is at most this, own heights or letter heights: a gap between words.
const NEXT: f64 = 1.6;
/// Pieces on each other share this part of the narrower one's width.
const BESIDE: f64 = 0.4;
/// Share of the height of an upright line that ink takes up; lines below each other leave nearly half of it white.
const INKED: f64 = 0.68;
/// Least pieces of an upright line, and its least height, own widths.
const LEAST: (usize, f64) = (5, 2.0);
/// Lines of text that may run through it, share of its pieces: loops between lines lie on each other too.
const CROSSED: f64 = 0.34;
/// Pieces that follow each other at this distance or more, usual heights of a table's rows, are marks beside them.
const MARKS: f64 = 0.6;
/// Pieces so near the page's side and so narrow, letter heights, are edges of leaves.
const SIDE: f64 = 1.5;

/// A line that may be a piece of an upright one, and the box of its ink.
struct Piece {
    line: FoundLine,
    ink: Rect,
}

/// Puts piles together, `letter` being the height of small letters and `width` the page's; piles of edges of leaves
/// are left out. Says how many notes there are.
pub(super) fn put_together(
    lines: &mut Vec<FoundLine>,
    tables: &[FoundTable],
    letter: f64,
    width: f64,
) -> usize {
    let (mut pieces, mut others) = (Vec::new(), Vec::new());
    for line in lines.drain(..) {
        let open = line.cell.is_none() && line.hand != Hand::Stamp;
        match ink_of(&line).filter(|ink| open && ink.width() <= NARROW * letter) {
            Some(ink) => pieces.push(Piece { line, ink }),
            None => others.push(line),
        }
    }
    pieces.sort_by(|a, b| a.ink.top.total_cmp(&b.ink.top));
    let (mut notes, mut left) = (Vec::new(), Vec::new());
    for pile in piles(pieces, letter) {
        let around = around(&pile);
        if !is_upright(&pile, &around)
            || is_crossed(&pile, &around, &others)
            || marks_rows(&pile, &around, tables)
        {
            left.extend(pile);
        } else if !pile.iter().all(|piece| is_edge(&piece.ink, letter, width)) {
            notes.push((note(&pile, &around), around));
        }
    }
    left.retain(|piece| notes.iter().all(|(_, around)| !around.contains(piece.ink.centre())));
    others.extend(left.into_iter().map(|piece| piece.line));
    let count = notes.len();
    others.extend(notes.into_iter().map(|(note, _)| note));
    *lines = others;
    count
}

/// Pieces, which go down, that stand on each other.
fn piles(pieces: Vec<Piece>, letter: f64) -> Vec<Vec<Piece>> {
    let mut piles: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match piles.iter_mut().rev().find(|pile| follows(pile, &piece.ink, letter)) {
            Some(pile) => pile.push(piece),
            None => piles.push(vec![piece]),
        }
    }
    piles
}

fn is_edge(ink: &Rect, letter: f64, width: f64) -> bool {
    let near = ink.left.min(width - ink.right);
    near < SIDE * letter && ink.width() < SIDE * letter
}

/// Is each of the pieces a mark beside another row of a table?
fn marks_rows(pile: &[Piece], around: &Rect, tables: &[FoundTable]) -> bool {
    let step = around.height() / pile.len() as f64;
    tables.iter().any(|table| {
        let beside = around.bottom > table.bounds.top && around.top < table.bounds.bottom;
        beside && step >= MARKS * table.bounds.height() / table.rows.max(1) as f64
    })
}

/// Do lines of text run through the pile?
fn is_crossed(pile: &[Piece], around: &Rect, lines: &[FoundLine]) -> bool {
    let middle = around.centre().x;
    let through = |l: &&FoundLine| {
        let line = Rect::around(&l.outline);
        let beside = (around.top..around.bottom).contains(&line.centre().y);
        line.left < middle && line.right > middle && beside
    };
    lines.iter().filter(through).count() as f64 > CROSSED * pile.len() as f64
}

/// The box of a line's ink; none where it has none.
fn ink_of(line: &FoundLine) -> Option<Rect> {
    let boxes =
        line.blobs.iter().map(|b| Rect::new(b.left.into(), b.top.into(), b.right.into(), b.bottom.into()));
    boxes.reduce(|all, one| all.union(&one))
}

/// Does the piece stand on the pile's last ones?
fn follows(pile: &[Piece], here: &Rect, letter: f64) -> bool {
    pile.iter().rev().take(3).any(|Piece { ink: last, .. }| {
        let shared = last.right.min(here.right) - last.left.max(here.left);
        shared >= BESIDE * last.width().min(here.width())
            && here.top - last.bottom <= NEXT * letter.max(last.height().min(here.height()))
    })
}

fn is_upright(pile: &[Piece], around: &Rect) -> bool {
    let written = pile.iter().filter(|piece| piece.line.hand == Hand::Handwritten).count();
    pile.len() >= LEAST.0
        && 2 * written > pile.len()
        && around.height() >= LEAST.1 * around.width()
        && inked(pile) >= INKED * around.height()
}

/// Height that the ink of the pieces, which go down, takes up.
fn inked(pile: &[Piece]) -> f64 {
    let mut end = f64::MIN;
    let mut sum = 0.0;
    for Piece { ink, .. } in pile {
        sum += (ink.bottom - ink.top.max(end)).max(0.0);
        end = end.max(ink.bottom);
    }
    sum
}

fn around(pile: &[Piece]) -> Rect {
    pile.iter().map(|piece| piece.ink).reduce(|all, one| all.union(&one)).unwrap_or_default()
}

/// Upright notes are read from below, as a rule: the foot of their letters is on the right.
fn note(pile: &[Piece], around: &Rect) -> FoundLine {
    FoundLine {
        outline: around.corners(),
        baseline: vec![Point::new(around.right, around.bottom), Point::new(around.right, around.top)],
        margin: true,
        hand: Hand::Handwritten,
        blobs: pile.iter().flat_map(|piece| piece.line.blobs.iter().copied()).collect(),
        ..FoundLine::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::blobs::Blob;

    const LETTER: f64 = 20.0;

    fn piece(left: u32, top: u32, width: u32, height: u32) -> FoundLine {
        let blob = Blob { left, top, right: left + width, bottom: top + height, dots: 100 };
        FoundLine { blobs: vec![blob], hand: Hand::Handwritten, ..FoundLine::default() }
    }

    fn check(pieces: impl Iterator<Item = FoundLine>, lines: usize, notes: usize) -> Vec<FoundLine> {
        let mut found: Vec<FoundLine> = pieces.collect();
        assert_eq!(put_together(&mut found, &[], LETTER, 1000.0), notes);
        assert_eq!(found.len(), lines);
        found
    }

    #[test]
    fn letters_on_top_of_each_other_are_one_line_of_the_margin() {
        let found = check((0..8).map(|i| piece(100, 100 + 20 * i, 25, 20)), 1, 1);
        assert_eq!((found[0].margin, found[0].hand), (true, Hand::Handwritten));
        assert_eq!(Rect::around(&found[0].outline), Rect::new(100.0, 100.0, 125.0, 260.0));
    }

    #[test]
    fn two_upright_lines_beside_each_other_are_two() {
        check((0..16).map(|i| piece(100 + 40 * (i % 2), 100 + 20 * (i / 2), 25, 20)), 2, 2);
    }

    #[test]
    fn numbers_below_each_other_stay_lines() {
        check((0..8).map(|i| piece(100, 100 + 40 * i, 40, 20)), 8, 0);
    }

    #[test]
    fn long_lines_stay_lines() {
        check((0..8).map(|i| piece(100, 100 + 20 * i, 400, 20)), 8, 0);
    }

    #[test]
    fn loops_between_lines_of_text_are_no_note() {
        let text = (0..4).map(|i| {
            let outline = Rect::new(0.0, 90.0 + 40.0 * f64::from(i), 500.0, 120.0 + 40.0 * f64::from(i));
            FoundLine { outline: outline.corners().to_vec(), ..piece(0, 90 + 40 * i, 500, 30) }
        });
        check((0..8).map(|i| piece(100, 100 + 20 * i, 25, 20)).chain(text), 12, 0);
    }

    #[test]
    fn marks_beside_the_rows_of_a_table_stay_lines() {
        let bounds = Rect::new(200.0, 0.0, 900.0, 500.0);
        let table = FoundTable {
            rows: 20,
            columns: 1,
            outline: bounds.corners(),
            bounds,
            cells: Vec::new(),
            row_courses: Vec::new(),
        };
        let mut marks: Vec<FoundLine> = (0..8).map(|i| piece(100, 100 + 25 * i, 25, 22)).collect();
        assert_eq!(put_together(&mut marks, &[table], LETTER, 1000.0), 0);
        assert_eq!(marks.len(), 8);
    }

    #[test]
    fn edges_of_leaves_at_the_side_of_the_page_are_no_lines() {
        check((0..8).map(|i| piece(3, 100 + 20 * i, 25, 20)), 0, 0);
    }
}
