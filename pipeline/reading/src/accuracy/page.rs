//! A reading measured against the truth of its scan. Not for sums over scans: [`register::evaluation`].

use register::{
    evaluation::{JudgedWord, Stretch, Tally},
    geometry::{Outline, Rect},
    language::NO_SCRIPT,
    layout::{Hand, Line},
};

use super::{
    judging::judge,
    laying::{Laid, Piece, lay, pieces},
    letters::{edits, plain, stretches},
    overlap::Shape,
};
use crate::recognize::script::of_text;

/// What was counted on a scan.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Measured {
    /// All of it; what was read where the truth has no line counts as inserted, but no scan has more edits than letters.
    pub tally: Tally,
    /// Lines of the truth in their order.
    pub lines: Vec<MeasuredLine>,
    /// Words that were read on them.
    pub words: Vec<JudgedWord>,
}

/// A line of the truth, and what was read of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MeasuredLine {
    /// Where it stands, pixels of the scan.
    pub outline: Outline,
    /// How it is written: as was told, or as the truth says; none where nobody says it.
    pub hand: Option<Hand>,
    /// ISO 15924 script of most of its letters.
    pub script: String,
    /// What was counted on it alone.
    pub tally: Tally,
    /// Where the reading differs.
    pub stretches: Vec<Stretch>,
}

/// Measures what was `read` of a scan against its `truth`, both with outlines in pixels of the scan. Lines of the truth
/// without text are left out. `hand`: how all of it is written, where that is known.
pub fn measure(truth: &[Line], read: &[Line], hand: Option<Hand>) -> Measured {
    let truth: Vec<(&Line, String)> = truth
        .iter()
        .map(|line| (line, plain(line.text.as_deref().unwrap_or_default())))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    let all: String = truth.iter().map(|(_, text)| text.as_str()).collect();
    let pieces = pieces(read);
    let shapes: Vec<Shape> = truth.iter().map(|(line, _)| Shape::of(&line.outline)).collect();
    let from_right = matches!(of_text(&all), Some("Arab" | "Hebr"));
    counted(&truth, &pieces, &lay(&pieces, &shapes, from_right), hand)
}

/// The same for the picture of a single line, of a `size` (width, height) in pixels: whatever was read on it, in the order it was read, stands on the line.
pub fn measure_line(truth: &str, read: &[Line], size: (u32, u32), hand: Option<Hand>) -> Measured {
    let pieces = pieces(read);
    let outline = Rect::new(0.0, 0.0, size.0.into(), size.1.into()).corners();
    let line = Line { outline, ..Line::default() };
    let laid = Laid { lines: vec![(0..pieces.len()).collect()], beside: Vec::new() };
    counted(&[(&line, plain(truth))], &pieces, &laid, hand)
}

fn counted(truth: &[(&Line, String)], pieces: &[Piece<'_>], laid: &Laid, hand: Option<Hand>) -> Measured {
    let mut measured = Measured::default();
    let hands = hands_of(truth, hand);
    for (((line, text), places), hand) in truth.iter().zip(&laid.lines).zip(hands) {
        let on_line: Vec<&Piece<'_>> = places.iter().map(|place| &pieces[*place]).collect();
        let line = measured_line(line, text, &on_line, hand);
        measured.tally += line.tally;
        measured.lines.push(line);
        measured.words.extend(judge(&on_line, text));
    }
    let beside: Vec<&str> = laid.beside.iter().map(|place| pieces[*place].text).collect();
    let tally = &mut measured.tally;
    tally.letter_edits += beside.iter().map(|text| text.chars().count()).sum::<usize>();
    tally.letter_edits = tally.letter_edits.min(tally.letters);
    tally.word_edits += beside.iter().map(|text| text.split_whitespace().count()).sum::<usize>();
    tally.word_edits = tally.word_edits.min(tally.words);
    tally.words_found =
        found(pieces.iter().map(|piece| piece.text), truth.iter().map(|(_, text)| text.as_str()));
    (tally.neighbours, tally.in_order) = order(&laid.lines);
    measured
}

fn measured_line(line: &Line, truth: &str, pieces: &[&Piece<'_>], hand: Option<Hand>) -> MeasuredLine {
    let read = plain(&pieces.iter().map(|piece| piece.text).collect::<Vec<_>>().join(" "));
    let letters = |text: &str| text.chars().collect::<Vec<char>>();
    let words = |text: &str| text.split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    MeasuredLine {
        outline: line.outline.clone(),
        hand,
        script: of_text(truth).unwrap_or(NO_SCRIPT).to_owned(),
        tally: Tally {
            letters: truth.chars().count(),
            letter_edits: edits(&letters(&read), &letters(truth)),
            words: words(truth).len(),
            word_edits: edits(&words(&read), &words(truth)),
            words_found: found(std::iter::once(read.as_str()), std::iter::once(truth)),
            ..Tally::default()
        },
        stretches: stretches(truth, &read),
    }
}

/// How the lines of a truth are written. One that says nothing says printed, so it is believed only where it calls some
/// line something else. How a line was read is not asked: lines that were read badly are taken for all kinds of writing,
/// and a kind would be judged by what was mistaken for it.
fn hands_of(truth: &[(&Line, String)], told: Option<Hand>) -> Vec<Option<Hand>> {
    let says = truth.iter().any(|(line, _)| line.hand != Hand::default());
    truth.iter().map(|(line, _)| told.or_else(|| says.then_some(line.hand))).collect()
}

/// Words of the truth that were read, each as often as in both, whether in capitals or not.
fn found<'t>(read: impl Iterator<Item = &'t str>, truth: impl Iterator<Item = &'t str>) -> usize {
    let sorted = |texts: Vec<&str>| {
        let text = plain(&texts.join(" ")).to_lowercase();
        let mut words: Vec<String> = text.split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let (read, truth) = (sorted(read.collect()), sorted(truth.collect()));
    let (mut i, mut j, mut found) = (0, 0, 0);
    while let (Some(r), Some(t)) = (read.get(i), truth.get(j)) {
        match r.cmp(t) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, found) = (i + 1, j + 1, found + 1),
        }
    }
    found
}

/// Neighbouring lines that were both read, and those of them whose first pieces were read in the same order.
fn order(lines: &[Vec<usize>]) -> (usize, usize) {
    let firsts: Vec<Option<usize>> = lines.iter().map(|places| places.iter().min().copied()).collect();
    let both = firsts.windows(2).filter_map(|pair| Some((pair[0]?, pair[1]?)));
    both.fold((0, 0), |(all, right), (a, b)| (all + 1, right + usize::from(a < b)))
}

#[cfg(test)]
mod tests;
