//! Where a grid ends and what of it counts: open sides closed, strips beside the frame and rules without a head taken
//! out, even rows filled in. Not for the cells.

use super::borders::{Border, HEAD_SHARE, frames};

/// Columns narrower than this share of the table that lie outside its frame are what shows of the page beside it.
const STRIP: f64 = 0.08;
/// Columns narrower than this share of the table must have a head of their own.
const NARROW: f64 = 0.05;
/// A row border ruled along this part of the table ends a heading.
const WHOLE: f64 = 0.85;
/// Lowest part of a heading, where heads in two rows are parted too; how much of it the rules of heads run through,
/// and those without a head.
const LOWER: f64 = 0.2;
const HEADED: f64 = 0.5;
const HEADLESS: f64 = 0.3;
/// Share of evenly spaced row rules that must be seen before the others are filled in, and their least number.
const EVEN: (f64, usize) = (0.75, 4);

/// Where borders end at either side: the outermost ends of the long ones, and of several no single one's.
fn open_ends(borders: &[Border]) -> (f64, f64) {
    let length = |b: &Border| b.to() - b.from();
    let longest = borders.iter().map(length).fold(0.0, f64::max);
    let long = || borders.iter().filter(|b| length(b) >= 0.5 * longest);
    let mut from: Vec<f64> = long().map(Border::from).collect();
    let mut to: Vec<f64> = long().map(Border::to).collect();
    from.sort_by(f64::total_cmp);
    to.sort_by(|a, b| b.total_cmp(a));
    let place = usize::from(from.len() > 2);
    (from.get(place).copied().unwrap_or(f64::MAX), to.get(place).copied().unwrap_or(f64::MIN))
}

/// Adds borders where those of the other direction run on beyond the outermost one, unless that is a frame.
pub(super) fn close(borders: &mut Vec<Border>, others: &[Border], near: f64) {
    let (Some(first), Some(last)) = (others.first(), others.last()) else { return };
    let ends = open_ends(others);
    let at = |other: &Border| other.at((ends.0 + ends.1) / 2.0);
    let span = (at(first), at(last));
    let middle = (span.0 + span.1) / 2.0;
    let frames = frames(borders, others);
    let is_open = |i: usize| !frames.get(i).copied().unwrap_or(true);
    let (before, after) = (is_open(0), is_open(borders.len().wrapping_sub(1)));
    if let Some(open) = borders.last().filter(|b| after && ends.1 > b.at(middle) + near) {
        borders.push(Border::open(span.0, span.1, ends.1, open));
    }
    if let Some(open) = borders.first().filter(|b| before && ends.0 < b.at(middle) - near) {
        borders.insert(0, Border::open(span.0, span.1, ends.0, open));
    }
}

/// Takes out what lies beside the table's frame.
pub(super) fn without_strips(columns: &mut Vec<Border>, rows: &[Border]) {
    let at = Border::middle;
    let Some((first, last)) = span(columns) else { return };
    let narrow = STRIP * (last - first);
    let frames = frames(columns, rows);
    let right = (0..columns.len()).find(|&i| frames[i] && last - at(&columns[i]) <= narrow);
    let left = (0..columns.len()).rfind(|&i| frames[i] && at(&columns[i]) - first <= narrow);
    columns.truncate(right.map_or(columns.len(), |right| right + 1));
    columns.drain(..left.unwrap_or(0));
}

/// Takes out rules that only part figures, as francs from centimes: beside a narrow column, and the heads above
/// know nothing of them.
pub(super) fn without_headless(columns: &mut Vec<Border>, rows: &[Border]) {
    let (Some((top, foot)), Some((left, right))) = (span(rows), span(columns)) else { return };
    let ends_heads =
        |b: &&Border| b.covers(left, right) >= WHOLE && b.middle() - top <= HEAD_SHARE * (foot - top);
    let Some(head) = rows.iter().skip(1).filter(ends_heads).map(Border::middle).next_back() else { return };
    let headed: Vec<f64> = columns.iter().map(|c| c.covers(head - LOWER * (head - top), head)).collect();
    let at: Vec<f64> = columns.iter().map(Border::middle).collect();
    let inner = 1..at.len().saturating_sub(1);
    let headless = |i: usize| {
        let narrow = (at[i] - at[i - 1]).min(at[i + 1] - at[i]) <= NARROW * (right - left);
        narrow && headed[i] < HEADLESS && headed[i - 1] >= HEADED && headed[i + 1] >= HEADED
    };
    let dropped: Vec<usize> = inner.filter(|&i| headless(i)).collect();
    let mut place = 0..;
    columns.retain(|_| place.next().is_none_or(|i| !dropped.contains(&i)));
}

/// Where the first and the last border stand.
fn span(borders: &[Border]) -> Option<(f64, f64)> {
    borders.first().map(Border::middle).zip(borders.last().map(Border::middle))
}

/// All row borders, those between them filled in where pale rules are evenly spaced but for a few; else none.
pub(super) fn with_even_rows(rows: &[Border], firm: &[bool]) -> Option<Vec<Border>> {
    let at = Border::middle;
    let first = firm.iter().position(|f| !f)?.saturating_sub(1);
    let mut heights: Vec<f64> = rows[first..].windows(2).map(|w| at(&w[1]) - at(&w[0])).collect();
    heights.sort_by(f64::total_cmp);
    let usual = heights[heights.len() / 2];
    let parts = |w: &[Border]| ((at(&w[1]) - at(&w[0])) / usual).round().max(1.0);
    let all: f64 = rows[first..].windows(2).map(parts).sum();
    if (heights.len() as f64) < EVEN.0 * all || heights.len() < EVEN.1 {
        return None;
    }
    let mut even: Vec<Border> = rows[..=first].to_vec();
    for pair in rows[first..].windows(2) {
        let n = parts(pair) as usize;
        even.extend((1..n).map(|i| Border::between(&pair[0], &pair[1], i as f64 / n as f64)));
        even.push(pair[1].clone());
    }
    Some(even)
}
