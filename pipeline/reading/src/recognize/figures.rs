//! Numbers of few figures, which models of languages take for letters or for other figures: they are looked at in
//! black and white, in more than one size, by the model that knows figures best. Not for the labels of leaves, which
//! may bear a letter: see [`super::corner_vote`].

use image::GrayImage;
use register::geometry::Rect;

use super::{
    Reader, RecognizeError,
    look::{Look, With},
    look_alikes::{has_letters, is_number_sign},
    recognizer::{FoundLine, FoundWord},
    signs::Signs,
    threes::{like_threes, threes_for_fives, with_threes},
    vote::Vote,
};

/// Of 1115 typed act numbers the first look reads 1101 rightly and the second 1098; where both say the same, all 1086.
/// Of 551 of them the first reads 543; with greys between it is 496, and with the models of languages 476.
const LOOKS: [Look; 3] = [
    Look { with: With::FiguresAndLetters, height: 48.0, border: 24, black_and_white: true },
    Look { with: With::FiguresAndLetters, height: 30.0, border: 24, black_and_white: true },
    Look { with: With::Figures, height: 40.0, border: 24, black_and_white: true },
];
/// Weight from which a reading is believed: one look that is sure (one in a thousand is wrong) or two that say the
/// same.
const BELIEVED: f64 = 0.9;
/// By how much it outweighs the next: a look alone prevails over nothing that was read at all surely.
const LEAD: f64 = 0.3;
/// Most figures of a number.
pub(super) const MOST: usize = 6;
/// Most signs read in the place of a number.
const MOST_READ: usize = 4;
/// Signs that are lower than figures, and no blobs of their own in [`Signs`].
pub(super) const LOW: &str = ".,:;-–—_'’\"·*";

/// A number that the looks agree on.
pub(super) struct Number {
    /// It, with what else was seen beside it.
    pub(super) word: FoundWord,
    /// Did none see it but the look that makes figures of letters, too?
    pub(super) forced: bool,
}

/// The number that stands at `mark`, a box of `seen`, and was read as `before`; of so many `figures` where that is
/// known. What was read before has a vote, but a look must bear it out. Nothing where the looks do not agree on a
/// number, or one that knows letters is sure that it is none.
pub(super) fn take(
    reader: &mut Reader<'_>,
    seen: &GrayImage,
    mark: &Rect,
    before: &[&FoundWord],
    figures: Option<usize>,
) -> Result<Option<Number>, RecognizeError> {
    let mut vote = Vote::default();
    before.iter().for_each(|word| vote.add(word, |text| reading(text, figures)));
    for look in &LOOKS {
        let Some(word) = look.at(reader, seen, mark)? else { continue };
        if look.with != With::Figures && word.confidence >= BELIEVED && has_letters(plain(&word.text)) {
            return Ok(None);
        }
        let heard = vote.clone();
        vote.add(&word, |text| reading(text, figures));
        let number = vote.word(mark);
        let borne_out = number.text == plain(&word.text) && is_number(&number.text);
        if borne_out && vote.weight() >= BELIEVED && vote.lead() >= LEAD {
            let forced = look.with == With::Figures && !heard.has(&number.text);
            return Ok(Some(Number { word: number, forced }));
        }
    }
    Ok(None)
}

/// What a text counts as: a number of as many `figures` as are known, or letters. Strokes and brackets that a model
/// makes of figures say nothing.
fn reading(text: &str, figures: Option<usize>) -> Option<(String, f64)> {
    let plain = plain(text);
    let counts = figures.is_none_or(|figures| figures == plain.len());
    (is_number(plain) && counts || has_letters(plain)).then(|| (plain.to_owned(), 1.0))
}

/// A text without the low signs around it.
pub(super) fn plain(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || LOW.contains(c))
}

/// Is it a number of few figures?
pub(super) fn is_number(text: &str) -> bool {
    (1..=MOST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
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
        let behind_sign = line.words.windows(2).map(|pair| is_number_sign(&pair[0], &pair[1]));
        let signed: Vec<bool> = std::iter::once(false).chain(behind_sign).collect();
        for (word, signed) in line.words.iter_mut().zip(signed) {
            if signed && word.text.chars().count() <= MOST_READ {
                number_behind_sign(reader, seen, word)?;
            } else if word.text.contains('5') {
                threes_for_fives(reader, seen, word)?;
            }
        }
    }
    Ok(())
}

/// What was surely read as a number gives way to one of as many figures alone, and stays where its signs are not of
/// one height: something else stands among them.
fn number_behind_sign(
    reader: &mut Reader<'_>,
    seen: &GrayImage,
    word: &mut FoundWord,
) -> Result<(), RecognizeError> {
    let Some(signs) = Signs::of_word(seen, &word.rect) else { return Ok(()) };
    let sure = is_number(&word.text) && word.confidence >= BELIEVED;
    let threes = like_threes(&signs, &word.text);
    let as_read = signs.len() == word.text.len() && threes.is_empty();
    if sure && (as_read || !signs.are_level()) {
        return Ok(());
    }
    let figures = sure.then_some(word.text.len());
    let shaped = sure.then(|| with_threes(word, &threes)).filter(|shaped| shaped.text != word.text);
    let before: Vec<&FoundWord> = std::iter::once(&*word).chain(&shaped).collect();
    let number = take(reader, seen, &signs.mark(), &before, figures)?;
    if let Some(number) = number.filter(|number| !number.forced && number.word.text != plain(&word.text)) {
        *word = FoundWord { rect: word.rect, ..instead_of(word, number.word) };
    }
    Ok(())
}

/// The number in the place of what was read before, which stays beside it.
pub(super) fn instead_of(before: &FoundWord, mut number: FoundWord) -> FoundWord {
    let rest = 1.0 - number.confidence;
    if number.alternatives.is_empty() {
        number.alternatives = vec![(number.text.clone(), number.confidence)];
    }
    let first = (before.text.clone(), 1.0);
    for (text, weight) in std::iter::once(&first).chain(&before.alternatives) {
        if number.alternatives.iter().all(|(known, _)| known != text) {
            number.alternatives.push((text.clone(), weight * rest));
        }
    }
    number
}

#[cfg(test)]
mod tests;
