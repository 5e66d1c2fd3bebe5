//! Connected blobs of ink, and how tall letters are on this page. Not for lines.

use super::sets::Sets;
use crate::prepare::binarize::Ink;

/// Letters are at least this tall, pixels of the working picture; what is smaller is grain.
const LEAST_LETTER: usize = 5;
/// Letters are at most this tall.
const MOST_LETTER: usize = 120;
/// Blobs this many letters tall are stamps, pictures, borders.
const MOST_TALL: f64 = 7.0;
/// Blobs with a side of so many letters are long.
const LONG: f64 = 1.5;

/// A connected blob of ink; `right` and `bottom` lie outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Blob {
    pub(crate) left: u32,
    pub(crate) top: u32,
    pub(crate) right: u32,
    pub(crate) bottom: u32,
    pub(crate) dots: u32,
}

impl Blob {
    pub(crate) fn width(&self) -> u32 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> u32 {
        self.bottom - self.top
    }

    pub(crate) fn centre(&self) -> (f64, f64) {
        (f64::from(self.left + self.right) / 2.0, f64::from(self.top + self.bottom) / 2.0)
    }
}

/// The ink of a page that may be text.
#[derive(Debug, Clone, Default)]
pub(super) struct Text {
    pub(super) blobs: Vec<Blob>,
    /// Usual height of small letters, pixels; 0 where there are none.
    pub(super) letter_height: f64,
    /// Strokes longer than letters are: of flourishes, stamps and pictures too. Some are among `blobs`.
    pub(super) long: Vec<Blob>,
}

/// The blobs of a page without its rules, grain and pictures left out.
pub(super) fn find(ink: &Ink) -> Text {
    let all = connected(ink);
    let letter_height = letter_height(&all);
    let grain = (letter_height / 5.0).powi(2).max(4.0) as u32;
    let tallest = letter_height * MOST_TALL;
    let widest = 0.6 * ink.width as f64;
    let long = all.iter().filter(|b| f64::from(b.width().max(b.height())) >= LONG * letter_height);
    let long = long.copied().collect();
    let blobs = all
        .into_iter()
        .filter(|b| b.dots >= grain && f64::from(b.height()) <= tallest && f64::from(b.width()) <= widest)
        .collect();
    Text { blobs, letter_height, long }
}

/// Usual height of blobs of letter size, each counted by its ink; 0 where there are none.
pub(super) fn letter_height(blobs: &[Blob]) -> f64 {
    let mut counts = [0.0f64; MOST_LETTER + 1];
    for blob in blobs {
        let (w, h) = (blob.width() as usize, blob.height() as usize);
        if (LEAST_LETTER..=MOST_LETTER).contains(&h) && w >= LEAST_LETTER / 2 && w <= 12 * h {
            counts[h] += (w.min(3 * h) as f64).sqrt() * h as f64;
        }
    }
    // Over a window that grows with height, so that tall scripts are not split over many classes.
    let smooth = |h: usize| {
        let reach = h / 8 + 1;
        let part = &counts[h.saturating_sub(reach)..(h + reach + 1).min(counts.len())];
        part.iter().sum::<f64>() / part.len() as f64
    };
    let best = (LEAST_LETTER..=MOST_LETTER).max_by(|&a, &b| smooth(a).total_cmp(&smooth(b)));
    best.filter(|&h| smooth(h) > 0.0).map_or(0.0, |h| h as f64)
}

/// Connected blobs (eight neighbours), by runs.
pub(crate) fn connected(ink: &Ink) -> Vec<Blob> {
    let mut sets = Sets::default();
    let mut blobs: Vec<Blob> = Vec::new();
    let mut above: Vec<(u32, u32, u32)> = Vec::new();
    for y in 0..ink.height {
        let mut here = Vec::with_capacity(above.len());
        let mut first = 0;
        for (from, to) in runs(ink.row(y)) {
            while first < above.len() && above[first].1 < from {
                first += 1;
            }
            let touched = above[first..].iter().take_while(|r| r.0 <= to);
            let mine = touched.map(|r| r.2).reduce(|a, b| sets.unite(a, b)).map(|id| sets.name(id));
            let run = Blob { left: from, top: y as u32, right: to, bottom: y as u32 + 1, dots: to - from };
            match mine {
                Some(id) => grow(&mut blobs[id as usize], &run),
                None => blobs.push(run),
            }
            here.push((from, to, mine.unwrap_or_else(|| sets.add())));
        }
        above = here;
    }
    gather(&mut sets, blobs)
}

fn gather(sets: &mut Sets, mut blobs: Vec<Blob>) -> Vec<Blob> {
    let names: Vec<usize> = (0..blobs.len()).map(|i| sets.name(i as u32) as usize).collect();
    for (i, &name) in names.iter().enumerate().filter(|(i, name)| i != *name) {
        let blob = blobs[i];
        grow(&mut blobs[name], &blob);
    }
    names.iter().enumerate().filter(|(i, name)| i == *name).map(|(i, _)| blobs[i]).collect()
}

fn grow(blob: &mut Blob, by: &Blob) {
    blob.left = blob.left.min(by.left);
    blob.top = blob.top.min(by.top);
    blob.right = blob.right.max(by.right);
    blob.bottom = blob.bottom.max(by.bottom);
    blob.dots += by.dots;
}

/// Runs of ink in a row: from, to (outside).
fn runs(row: &[u8]) -> impl Iterator<Item = (u32, u32)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at + memchr::memchr(1, row.get(at..)?)?;
        let to = row[from..].iter().position(|&d| d == 0).map_or(row.len(), |n| from + n);
        at = to;
        Some((from as u32, to as u32))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_whose_parts_meet_below_is_one_blob() {
        let rows = ["#...#.", "#...#.", "#####.", "......", "..#..#"];
        let dots = rows.iter().flat_map(|r| r.bytes().map(|b| u8::from(b == b'#'))).collect();
        let blobs = connected(&Ink { width: 6, height: 5, dots });
        assert_eq!(blobs.len(), 3);
        assert_eq!(blobs[0], Blob { left: 0, top: 0, right: 5, bottom: 3, dots: 9 });
    }
}
