//! The surer of two readings of a line or word, the other kept beside it. Not for whether a line is read twice.

use register::layout::Engine;

use super::{
    Reader, RecognizeError, lexicon,
    recognizer::{FoundLine, FoundWord},
    second_look::{confidence, letters},
};

/// How much surer our reading must be: confidences of two readings differ by less at random.
pub(super) const SURER: f64 = 0.04;
/// How much surer a word is for standing in a word list, where the other reading does not.
const KNOWN: f64 = 0.3;
/// Share of one reading's letters that the other must have to be taken for it: half a line is often surer than a whole one.
pub(super) const WHOLE: f64 = 0.8;
/// Share of the narrower of two words that must lie beside the other for both to be the same.
const SAME: f64 = 0.5;

/// The surer of two readings of one line: word by word where both see the same words, else as a whole. A reading that
/// stands in a word list is the surer one.
pub(super) fn surer(
    reader: &mut Reader<'_>,
    own: FoundLine,
    theirs: FoundLine,
) -> Result<FoundLine, RecognizeError> {
    if same_words(&theirs, &own) {
        let mut words = Vec::with_capacity(own.words.len());
        for (own, theirs) in own.words.iter().zip(&theirs.words) {
            let known = [lexicon::knows(reader, &own.text)?, lexicon::knows(reader, &theirs.text)?];
            let lead = f64::from(u8::from(known[1])) * KNOWN - f64::from(u8::from(known[0])) * KNOWN;
            words.push(surer_word(own, theirs, lead));
        }
        return Ok(FoundLine { words, ..own });
    }
    let longer = letters(&theirs) as f64 >= WHOLE * letters(&own) as f64;
    Ok(if longer && confidence(&theirs) > confidence(&own) + SURER { theirs } else { own })
}

/// Do two readings of a line see the same words, whatever they read in them?
pub(super) fn same_words(theirs: &FoundLine, own: &FoundLine) -> bool {
    let mut pairs = theirs.words.iter().zip(&own.words);
    let together = |(a, b): (&FoundWord, &FoundWord)| {
        let shared = a.rect.right.min(b.rect.right) - a.rect.left.max(b.rect.left);
        shared > SAME * a.rect.width().min(b.rect.width())
    };
    theirs.words.len() == own.words.len() && pairs.all(together)
}

/// The surer of two readings of a word, theirs ahead by `lead`; the other stands beside it.
pub(super) fn surer_word(own: &FoundWord, theirs: &FoundWord, lead: f64) -> FoundWord {
    if plain(&own.text) == plain(&theirs.text) {
        let confidence = own.confidence.max(theirs.confidence);
        FoundWord { confidence, engine: Some(Engine::Both), ..theirs.clone() }
    } else if own.confidence > theirs.confidence + SURER + lead {
        FoundWord { rect: theirs.rect, alternatives: with_other(own, theirs), ..own.clone() }
    } else {
        FoundWord { alternatives: with_other(theirs, own), ..theirs.clone() }
    }
}

/// The readings of the word that was taken, and that of the other reader.
fn with_other(taken: &FoundWord, other: &FoundWord) -> Vec<(String, f64)> {
    let mut readings = taken.alternatives.clone();
    if readings.is_empty() {
        readings.push((taken.text.clone(), taken.confidence));
    }
    if readings.iter().all(|(text, _)| *text != other.text) {
        readings.push((other.text.clone(), other.confidence.min(readings[0].1)));
    }
    readings
}

/// A word with one sign for all apostrophes, which readers write as they were taught.
fn plain(text: &str) -> String {
    text.replace('’', "'")
}
