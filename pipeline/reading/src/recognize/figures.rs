//! Numbers of few figures, which models of languages take for letters or for other figures: they are looked at in
//! black and white, in more than one size, by the model that knows figures best. Not for the labels of leaves, which
//! may bear a letter: see [`super::corner_vote`].

use image::GrayImage;
use register::geometry::Rect;

use super::{
    Reader, RecognizeError,
    look::{Look, With},
    recognizer::{FoundLine, FoundWord},
    signs::Signs,
};

/// Of 1115 typed act numbers the first look reads 1101 rightly and the second 1098; where both say the same, all 1086.
/// Of 551 of them the first reads 543; with greys between it is 496, and with the models of languages 476.
const LOOKS: [Look; 3] = [
    Look { with: With::FiguresAndLetters, height: 48.0, border: 24, black_and_white: true },
    Look { with: With::FiguresAndLetters, height: 30.0, border: 24, black_and_white: true },
    Look { with: With::Figures, height: 40.0, border: 24, black_and_white: true },
];
/// Weight from which a reading is believed: one look that is sure (one in a thousand is wrong) or two that say the same.
const BELIEVED: f64 = 0.9;
/// Weight of a reading that a look had beside its best.
const BESIDE: f64 = 0.1;
/// Most figures of a number.
const MOST: usize = 6;
/// Most signs read in the place of a number.
const MOST_READ: usize = 4;
/// Signs that are lower than figures, and no blobs of their own in [`Signs`].
const LOW: &str = ".,:;-–—_'’\"·*";
/// How engines read `№`, in small letters.
const NUMBER_SIGNS: [&str; 10] = ["№", "n", "no", "ne", "nо", "nе", "n°", "мо", "ме", "ле"];
/// Page around the box of a word, share of its height: engines cut it close.
const AROUND: f64 = 0.1;

/// The number that stands at `mark`, a box of `seen`, of so many `figures` where their blobs were counted; nothing where
/// the looks do not agree on one.
pub(super) fn take(
    reader: &mut Reader<'_>,
    seen: &GrayImage,
    mark: &Rect,
    figures: Option<usize>,
) -> Result<Option<FoundWord>, RecognizeError> {
    let mut readings: Vec<(String, f64)> = Vec::new();
    for look in &LOOKS {
        if let Some(word) = look.at(reader, seen, mark)? {
            weigh(&mut readings, &word, figures);
        }
        if readings.first().is_some_and(|(_, weight)| *weight >= BELIEVED) {
            return Ok(Some(as_word(readings, mark)));
        }
    }
    Ok(None)
}

fn weigh(readings: &mut Vec<(String, f64)>, word: &FoundWord, figures: Option<usize>) {
    let beside =
        word.alternatives.iter().map(|(text, _)| (text, BESIDE)).filter(|(text, _)| **text != word.text);
    for (text, share) in std::iter::once((&word.text, 1.0)).chain(beside) {
        if !is_number(text) || figures.is_some_and(|figures| figures != text.len()) {
            continue;
        }
        match readings.iter_mut().find(|(known, _)| known == text) {
            Some(known) => known.1 += share * word.confidence,
            None => readings.push((text.clone(), share * word.confidence)),
        }
    }
    readings.sort_by(|a, b| b.1.total_cmp(&a.1));
}

fn is_number(text: &str) -> bool {
    (1..=MOST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The likeliest reading, the others beside it.
fn as_word(readings: Vec<(String, f64)>, mark: &Rect) -> FoundWord {
    let sum: f64 = readings.iter().map(|(_, weight)| weight).sum();
    let weight = readings.first().map_or(0.0, |(_, weight)| *weight);
    let alternatives: Vec<(String, f64)> =
        readings.into_iter().map(|(text, weight)| (text, weight / sum)).collect();
    let (text, confidence) = alternatives.first().cloned().unwrap_or_default();
    let alternatives = if alternatives.len() > 1 { alternatives } else { Vec::new() };
    FoundWord { rect: *mark, text, confidence: confidence.min(weight), language: None, alternatives }
}

/// Looks again at those numbers of `found`, lines read off `seen`, that a look at their shape contradicts: behind `№`
/// what is no number, and anywhere a five that has the shape of a three.
pub(super) fn look_again(
    reader: &mut Reader<'_>,
    seen: &GrayImage,
    found: &mut [FoundLine],
) -> Result<(), RecognizeError> {
    if !reader.options.second_look {
        return Ok(());
    }
    for line in found {
        let mut signed = false;
        for word in &mut line.words {
            if signed && word.text.chars().count() <= MOST_READ {
                number_behind_sign(reader, seen, word)?;
            } else if word.text.contains('5') {
                threes_for_fives(reader, seen, word)?;
            }
            signed = is_number_sign(word);
        }
    }
    Ok(())
}

/// Is it `№`, or what engines read for it?
pub(super) fn is_number_sign(word: &FoundWord) -> bool {
    NUMBER_SIGNS.contains(&word.text.to_lowercase().as_str())
}

fn number_behind_sign(
    reader: &mut Reader<'_>,
    seen: &GrayImage,
    word: &mut FoundWord,
) -> Result<(), RecognizeError> {
    let Some(signs) = signs_of(seen, word) else { return Ok(()) };
    let as_read = signs.len() == word.text.chars().count() && is_number(&word.text);
    if as_read && word.confidence >= BELIEVED && like_threes(&signs, &word.text).is_empty() {
        return Ok(());
    }
    if let Some(number) = take(reader, seen, &signs.mark(), None)?.filter(|number| number.text != word.text) {
        *word = instead_of(word, number);
    }
    Ok(())
}

/// The number in the place of what was read before, which stays beside it.
fn instead_of(before: &FoundWord, mut number: FoundWord) -> FoundWord {
    if number.alternatives.is_empty() {
        number.alternatives = vec![(number.text.clone(), number.confidence)];
    }
    if number.alternatives.iter().all(|(text, _)| *text != before.text) {
        number.alternatives.push((before.text.clone(), 1.0 - number.confidence));
    }
    FoundWord { rect: before.rect, ..number }
}

/// Takes fives of a word for threes where shape and figures say so.
fn threes_for_fives(
    reader: &mut Reader<'_>,
    seen: &GrayImage,
    word: &mut FoundWord,
) -> Result<(), RecognizeError> {
    let Some(signs) = signs_of(seen, word) else { return Ok(()) };
    let mut letters: Vec<char> = word.text.chars().collect();
    let high: Vec<usize> = (0..letters.len()).filter(|&at| !LOW.contains(letters[at])).collect();
    for nth in like_threes(&signs, &word.text) {
        let run = run_of_figures(&high, &letters, nth);
        let again = take(reader, seen, &signs.around(run.clone()), Some(run.len()))?;
        let again: Vec<char> = again.iter().flat_map(|number| number.text.chars()).collect();
        if again.get(nth - run.start) == Some(&'3') {
            letters[high[nth]] = '3';
        }
    }
    let text: String = letters.into_iter().collect();
    if text != word.text {
        let before = std::mem::replace(&mut word.text, text.clone());
        word.alternatives = vec![(text, word.confidence), (before, 1.0 - word.confidence)];
    }
    Ok(())
}

fn signs_of(seen: &GrayImage, word: &FoundWord) -> Option<Signs> {
    let around = AROUND * word.rect.height();
    let Rect { left, top, right, bottom } = word.rect;
    Signs::of(seen, &Rect::new(left - around, top - around, right + around, bottom + around))
}

/// The places among the signs of a word of those that were read as fives and look like threes; none where the signs
/// are not those of the word one by one.
fn like_threes(signs: &Signs, text: &str) -> Vec<usize> {
    let high: Vec<char> = text.chars().filter(|&c| !LOW.contains(c)).collect();
    if high.len() != signs.len() {
        return Vec::new();
    }
    (0..high.len()).filter(|&nth| high[nth] == '5' && signs.is_like_three(nth)).collect()
}

/// The figures side by side around the `nth` high sign of a word, by their places among the high signs.
fn run_of_figures(high: &[usize], letters: &[char], nth: usize) -> std::ops::Range<usize> {
    let joined = |a: usize, b: usize| high[a] + 1 == high[b] && letters[high[a]].is_ascii_digit();
    let start = (1..=nth).rev().take_while(|&at| joined(at - 1, at)).last().map_or(nth, |at| at - 1);
    let behind = |&at: &usize| joined(at - 1, at) && letters[high[at]].is_ascii_digit();
    let end = (nth + 1..high.len()).take_while(behind).last().map_or(nth + 1, |at| at + 1);
    start..end
}

#[cfg(test)]
mod tests;
