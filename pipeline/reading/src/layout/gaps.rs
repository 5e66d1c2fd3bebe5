//! Lines of neighbouring columns that run into each other, parted where white runs down between them over several
//! lines. Not for columns that rules part.

use super::blobs::Blob;

/// White between columns is at least this wide, letter heights: wider than between words.
const WIDE: f64 = 1.5;
/// White that several lines share is at least this wide, letter heights.
const SHARED: f64 = 1.2;
/// So many lines one below the other must share it.
const LINES: usize = 4;
/// So many do where it is this wide, letter heights.
const WIDER: (usize, f64) = (3, 2.4);
/// The next line is at most this far away, letter heights.
const NEXT: f64 = 5.0;

/// White inside a line: from, to.
type Gap = (f64, f64);

/// Ink of one line along it and its height on the page.
struct Row {
    gaps: Vec<Gap>,
    left: f64,
    right: f64,
    middle: f64,
}

/// The blobs of lines, those of each column by themselves; with the place of the line they come from.
pub(super) fn part(lines: &[Vec<Blob>], letter: f64) -> Vec<(usize, Vec<Blob>)> {
    let rows: Vec<Option<Row>> = lines.iter().map(|blobs| Row::of(blobs, letter)).collect();
    let mut order: Vec<usize> = (0..rows.len()).filter(|&i| rows[i].is_some()).collect();
    let middle = |i: usize| rows[i].as_ref().map_or(0.0, |r| r.middle);
    order.sort_by(|&a, &b| middle(a).total_cmp(&middle(b)));
    let sorted: Vec<(usize, &Row)> =
        order.iter().filter_map(|&i| rows[i].as_ref().map(|row| (i, row))).collect();
    let mut parts = Vec::new();
    for (at, (line, row)) in sorted.iter().enumerate() {
        let rows: Vec<&Row> = sorted.iter().map(|s| s.1).collect();
        let cuts: Vec<f64> = row
            .gaps
            .iter()
            .filter(|gap| is_column(**gap, at, &rows, letter))
            .map(|gap| (gap.0 + gap.1) / 2.0)
            .collect();
        let mut pieces = vec![Vec::new(); cuts.len() + 1];
        for blob in &lines[*line] {
            pieces[cuts.partition_point(|cut| *cut < blob.centre().0)].push(*blob);
        }
        parts.extend(pieces.into_iter().filter(|p| !p.is_empty()).map(|p| (*line, p)));
    }
    parts
}

impl Row {
    fn of(blobs: &[Blob], letter: f64) -> Option<Self> {
        let mut spans: Vec<(u32, u32)> = blobs.iter().map(|b| (b.left, b.right)).collect();
        spans.sort_unstable();
        let (left, mut end) = *spans.first()?;
        let mut gaps = Vec::new();
        for (from, to) in spans {
            if f64::from(from) - f64::from(end) >= SHARED * letter {
                gaps.push((f64::from(end), f64::from(from)));
            }
            end = end.max(to);
        }
        let middle = blobs.iter().map(|b| b.centre().1).sum::<f64>() / blobs.len() as f64;
        Some(Self { gaps, left: left.into(), right: end.into(), middle })
    }

    /// The part of `gap` that is white in this row too, with ink on both sides; `None` where it is not.
    fn shared(&self, gap: Gap, letter: f64) -> Option<Gap> {
        self.gaps.iter().map(|g| (g.0.max(gap.0), g.1.min(gap.1))).find(|g| g.1 - g.0 >= SHARED * letter)
    }

    /// Does the row end before the gap, or begin after it?
    fn is_beside(&self, gap: Gap) -> bool {
        self.right <= gap.1 || self.left >= gap.0
    }
}

/// Is the gap of the row at `at` one of a column: do the rows above and below share it?
fn is_column(gap: Gap, at: usize, rows: &[&Row], letter: f64) -> bool {
    if gap.1 - gap.0 < WIDE * letter {
        return false;
    }
    let mut common = gap;
    let up = follow(&mut common, rows[at].middle, &mut rows[..at].iter().rev(), letter);
    let down = follow(&mut common, rows[at].middle, &mut rows[at + 1..].iter(), letter);
    let lines = 1 + up + down;
    lines >= LINES || (lines >= WIDER.0 && common.1 - common.0 >= WIDER.1 * letter)
}

/// Counts rows that share the white, going away from it, until one does not or the next is too far.
fn follow<'r>(
    common: &mut Gap,
    from: f64,
    rows: &mut dyn Iterator<Item = &'r &'r Row>,
    letter: f64,
) -> usize {
    let (mut count, mut last) = (0, from);
    for row in rows {
        if (row.middle - last).abs() > NEXT * letter || count > 2 * LINES {
            break;
        }
        if let Some(shared) = row.shared(*common, letter) {
            *common = shared;
            last = row.middle;
            count += 1;
        } else if !row.is_beside(*common) {
            break;
        }
    }
    count
}
