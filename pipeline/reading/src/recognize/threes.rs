//! Fives that have the shape of threes, which models of languages take for one another: the figures around them are
//! looked at again. Not for other figures: see [`super::figures`].

use image::GrayImage;
use register::geometry::Rect;

use super::{
    Reader, RecognizeError,
    figures::{LOW, MOST, Number, instead_of, take},
    recognizer::FoundWord,
    signs::Signs,
};

/// Takes fives of a word for threes where shape and figures say so. Figures side by side are asked for once.
pub(super) fn threes_for_fives(
    reader: &mut Reader<'_>,
    seen: &GrayImage,
    word: &mut FoundWord,
) -> Result<(), RecognizeError> {
    let Some(signs) = Signs::of_word(seen, &word.rect) else { return Ok(()) };
    let threes = like_threes(&signs, &word.text);
    let letters: Vec<char> = word.text.chars().collect();
    let mut again = FoundWord { text: String::new(), alternatives: Vec::new(), ..word.clone() };
    let mut end = 0;
    for part in letters.chunk_by(|a, b| a.is_ascii_digit() && b.is_ascii_digit()) {
        let start = end;
        end += part.iter().filter(|&&c| !LOW.contains(c)).count();
        let here = |nth: &usize| (start..end).contains(nth).then(|| nth - start);
        let threes: Vec<usize> = threes.iter().filter_map(here).collect();
        let text = part.iter().collect();
        let mut part = FoundWord { text, confidence: word.confidence, ..FoundWord::default() };
        if !threes.is_empty() && part.text.len() <= MOST {
            part = looked_at(reader, seen, &signs.around(start..end), part, &threes)?;
        }
        again.text.push_str(&part.text);
        again.confidence = again.confidence.min(part.confidence);
    }
    if again.text != word.text {
        *word = instead_of(word, again);
    }
    Ok(())
}

/// The `figures` at `mark` with threes in those of the `places` where the looks see them, as sure as those are. The
/// shape of the signs votes too: it weighs as much as the reading it contradicts.
fn looked_at(
    reader: &mut Reader<'_>,
    seen: &GrayImage,
    mark: &Rect,
    figures: FoundWord,
    places: &[usize],
) -> Result<FoundWord, RecognizeError> {
    let before = [&figures, &with_threes(&figures, places)];
    let number = take(reader, seen, mark, &before, Some(figures.text.len()))?;
    let Some(Number { word: number, forced: false }) = number else { return Ok(figures) };
    let is_three = |nth: &&usize| number.text.as_bytes().get(**nth) == Some(&b'3');
    let threes: Vec<usize> = places.iter().filter(is_three).copied().collect();
    let again = with_threes(&figures, &threes);
    Ok(if threes.is_empty() { figures } else { FoundWord { confidence: number.confidence, ..again } })
}

/// Figures with threes in some places.
pub(super) fn with_threes(figures: &FoundWord, places: &[usize]) -> FoundWord {
    let each = figures.text.chars().enumerate();
    let text = each.map(|(nth, c)| if places.contains(&nth) { '3' } else { c }).collect();
    FoundWord { text, alternatives: Vec::new(), ..figures.clone() }
}

/// The places among the signs of a word of those that were read as fives and look like threes; none where the signs
/// are not those of the word one by one.
pub(super) fn like_threes(signs: &Signs, text: &str) -> Vec<usize> {
    let high: Vec<char> = text.chars().filter(|&c| !LOW.contains(c)).collect();
    if high.len() != signs.len() {
        return Vec::new();
    }
    (0..high.len()).filter(|&nth| high[nth] == '5' && signs.is_like_three(nth)).collect()
}
