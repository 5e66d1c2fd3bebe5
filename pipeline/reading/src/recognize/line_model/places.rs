//! Where words begin and end. The model tells a letter when it has seen enough of it, early or late by half a letter: the
//! ink tells where it stands. Not for which letters stand there.

use super::{ReadLetter, ink::InkLine};

/// Ink in a column of pixels from which something is written there: the height of a dot.
const WRITTEN: f32 = 1.2;
/// How far from where the model told it, in letters, the outer edge of a line's first and last letter may lie.
const FAR: f64 = 1.5;

/// Moves the outer edges of the first and last letter of every word to its ink.
pub(super) fn on_ink(letters: &mut [ReadLetter], line: &InkLine) {
    let written: Vec<bool> = columns(line).map(|ink| ink >= WRITTEN).collect();
    let Some(pitch) = pitch(letters, line.scale) else { return };
    let words = words(letters);
    let peak = |letter: &ReadLetter| (letter.place.0 + letter.place.1) / 2.0 / line.scale;
    for pair in words.windows(2) {
        let (last, first) = (pair[0].1, pair[1].0);
        let (from, to) = (peak(&letters[last]), peak(&letters[first]) + pitch);
        let (end, start) = widest_gap(&written, from, to).unwrap_or_else(|| {
            let middle = (peak(&letters[last]) + peak(&letters[first])) / 2.0;
            (middle, middle)
        });
        letters[last].place.1 = end * line.scale;
        letters[first].place.0 = start * line.scale;
    }
    let (Some(&(first, _)), Some(&(_, last))) = (words.first(), words.last()) else { return };
    let (from, to) = (peak(&letters[first]) - FAR * pitch, peak(&letters[last]) + FAR * pitch);
    let within: Vec<usize> =
        (0..written.len()).filter(|&x| written[x] && (from..=to).contains(&(x as f64))).collect();
    if let (Some(&start), Some(&end)) = (within.first(), within.last()) {
        letters[first].place.0 = start as f64 * line.scale;
        letters[last].place.1 = (end + 1) as f64 * line.scale;
    }
}

/// Ink in each column, in pixels.
fn columns(line: &InkLine) -> impl Iterator<Item = f32> {
    (0..line.width).map(|x| line.rows().map(|row| row[x].max(0.0)).sum())
}

/// Width of a letter, pixels of the model; none where fewer than two were read.
fn pitch(letters: &[ReadLetter], scale: f64) -> Option<f64> {
    let (first, last) = (letters.first()?, letters.last()?);
    let steps = letters.len().checked_sub(1).filter(|&steps| steps > 0)?;
    Some((last.place.0 - first.place.0) / scale / steps as f64)
}

/// First and last letter of each word.
fn words(letters: &[ReadLetter]) -> Vec<(usize, usize)> {
    let blank = |at: usize| letters[at].letter == ' ';
    let mut words = Vec::new();
    let mut start = None;
    for at in 0..=letters.len() {
        let ended = at == letters.len() || blank(at);
        match (start, ended) {
            (None, false) => start = Some(at),
            (Some(first), true) => {
                words.push((first, at - 1));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// The widest run of columns without ink between two places.
fn widest_gap(written: &[bool], from: f64, to: f64) -> Option<(f64, f64)> {
    let (from, to) = (from.max(0.0) as usize, (to.max(0.0) as usize).min(written.len()));
    let (mut widest, mut start) = ((0, 0), from);
    for run in written.get(from..to)?.chunk_by(|one, next| one == next) {
        if !run[0] && run.len() > widest.1 - widest.0 {
            widest = (start, start + run.len());
        }
        start += run.len();
    }
    (widest.1 > widest.0).then_some((widest.0 as f64, widest.1 as f64))
}

#[cfg(test)]
mod tests {
    use image::{GrayImage, Luma};

    use super::*;

    /// A line 64 px high with ink between these places, and letters told at the `peaks`.
    fn placed(ink: &[(u32, u32)], told: &str, peaks: &[f64]) -> Vec<(f64, f64)> {
        let inked = |x: u32, y: u32| (20..44).contains(&y) && ink.iter().any(|&(a, b)| (a..b).contains(&x));
        let picture = GrayImage::from_fn(200, 64, |x, y| Luma([if inked(x, y) { 30 } else { 220 }]));
        let read = |(letter, &peak): (char, &f64)| ReadLetter {
            letter,
            place: (peak - 2.0, peak + 2.0),
            confidence: 1.0,
            others: Default::default(),
        };
        let mut letters: Vec<ReadLetter> = told.chars().zip(peaks).map(read).collect();
        on_ink(&mut letters, &InkLine::of(&picture, 1.0));
        words(&letters).iter().map(|&(a, b)| (letters[a].place.0, letters[b].place.1)).collect()
    }

    fn check(found: &[(f64, f64)], expected: &[(f64, f64)]) {
        let near = |a: f64, b: f64| (a - b).abs() <= 2.0;
        let all = found.iter().zip(expected).all(|(f, e)| near(f.0, e.0) && near(f.1, e.1));
        assert!(found.len() == expected.len() && all, "{found:?}");
    }

    #[test]
    fn words_reach_from_their_first_ink_to_their_last() {
        let found =
            placed(&[(20, 36), (40, 56), (90, 106), (110, 126)], "аб вг", &[18.0, 38.0, 62.0, 84.0, 106.0]);
        check(&found, &[(20.0, 56.0), (90.0, 126.0)]);
    }

    #[test]
    fn a_word_of_one_letter_has_its_width() {
        let found = placed(&[(20, 36), (70, 86), (90, 106)], "в бю", &[12.0, 40.0, 64.0, 86.0]);
        check(&found, &[(20.0, 36.0), (70.0, 106.0)]);
    }

    #[test]
    fn where_ink_runs_on_words_part_in_the_middle() {
        let found = placed(&[(20, 126)], "аб вг", &[22.0, 42.0, 62.0, 92.0, 112.0]);
        check(&found, &[(20.0, 67.0), (67.0, 126.0)]);
    }

    #[test]
    fn a_single_letter_stays_where_it_was_told() {
        check(&placed(&[(20, 36)], "в", &[24.0]), &[(22.0, 26.0)]);
    }
}
