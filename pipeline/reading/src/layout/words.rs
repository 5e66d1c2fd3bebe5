//! The words of a page before they are read: ink along its lines between white as wide as a space. Not for letters.

use image::GrayImage;
use register::{geometry::Rect, page::Page};

use super::{
    place::body_lines,
    seam::{darkness, is_ink},
};

/// What of a line's box lies above and below its small letters.
const LETTERS: (f64, f64) = (0.35, 0.2);
/// White this wide ends a word, heights of small letters: narrower than a space, so that columns set close are told
/// apart.
const SPACE: f64 = 0.5;
/// White between columns is at least this wide, heights of the words' boxes: a letter and a half; between words it is
/// narrower.
const WIDE: f64 = 0.9;

/// Boxes of the words of a page's body, pixels of the straight page.
pub(super) fn words(page: &Page, straight: &GrayImage) -> Vec<Rect> {
    let whole = Rect::new(0.0, 0.0, f64::from(straight.width()), f64::from(straight.height()));
    let dark = darkness(straight, &whole);
    body_lines(page)
        .flat_map(|line| of_line(&page.placement.page_rect(&line.outline), straight, dark))
        .collect()
}

fn of_line(line: &Rect, straight: &GrayImage, dark: u8) -> Vec<Rect> {
    let (top, bottom) = (line.top + LETTERS.0 * line.height(), line.bottom - LETTERS.1 * line.height());
    let inked = |x: i64| (top as i64..bottom as i64).any(|y| is_ink(straight, x as f64, y as f64, dark));
    let space = (SPACE * (bottom - top)).max(1.0);
    let mut words: Vec<Rect> = Vec::new();
    for x in (line.left as i64..line.right as i64).filter(|&x| inked(x)) {
        let (left, right) = (x as f64, x as f64 + 1.0);
        match words.last_mut() {
            Some(word) if left - word.right < space => word.right = right,
            _ => words.push(Rect::new(left, line.top, right, line.bottom)),
        }
    }
    words
}

/// Part of the rows with words to both sides of a place that leave it wide white.
pub(super) fn parted(x: f64, rows: &[Vec<Rect>]) -> f64 {
    let white = |row: &Vec<Rect>| {
        let before = row.iter().filter(|w| w.centre().x < x).map(|w| w.right).max_by(f64::total_cmp)?;
        let behind = row.iter().filter(|w| w.centre().x >= x).map(|w| w.left).min_by(f64::total_cmp)?;
        Some(behind - before >= WIDE * row[0].height())
    };
    let whites: Vec<bool> = rows.iter().filter_map(white).collect();
    whites.iter().filter(|wide| **wide).count() as f64 / whites.len().max(1) as f64
}

/// Words in rows of text: those that stand beside each other are in one.
pub(super) fn rows(words: &[Rect]) -> Vec<Vec<Rect>> {
    let mut sorted = words.to_vec();
    sorted.sort_by(|a, b| a.centre().y.total_cmp(&b.centre().y));
    let mut rows: Vec<Vec<Rect>> = Vec::new();
    for word in sorted {
        let beside = |last: &Rect| word.centre().y - last.centre().y <= 0.5 * word.height();
        match rows.last_mut() {
            Some(row) if row.last().is_some_and(beside) => row.push(word),
            _ => rows.push(vec![word]),
        }
    }
    rows
}
