//! What most looks at one mark say: the label of a leaf is cut out in several sizes and contrasts, read as figures and
//! as text, and the readings are weighed against each other. Not for where labels stand: see [`super::corner`].

use image::GrayImage;
use register::geometry::Rect;

use super::{
    Reader, RecognizeError,
    look::{Look, With},
    look_alikes::figure_like,
    recognizer::FoundWord,
    vote::Vote,
};

/// Of 81 typed labels, greys spread out, the first look read 74 rightly, the second 76; all together 80. With the greys
/// of the page one look read 54 to 68. Of nine labels with a letter the fourth read eight, the third six.
const LOOKS: [Look; 4] = [
    Look { with: With::Figures, height: 40.0, border: 12, black_and_white: false },
    Look { with: With::Figures, height: 48.0, border: 24, black_and_white: true },
    Look { with: With::Languages, height: 36.0, border: 12, black_and_white: false },
    Look { with: With::FiguresAndLetters, height: 48.0, border: 24, black_and_white: true },
];

/// Share of the weight of a reading in which letters stand for figures, and what one more look that saw its number adds
/// to a reading with a letter.
const GUESSED: f64 = 0.5;
const BORNE_OUT: f64 = 0.2;
/// Most figures of a label.
const FIGURES: usize = 4;
/// Letters leaves are told apart by, and Latin ones for them.
const LETTERS: [(char, char); 6] = [('а', 'а'), ('a', 'а'), ('б', 'б'), ('в', 'в'), ('b', 'в'), ('г', 'г')];

/// What the looks at `mark` (a box of `seen`) say, and the words `read` there before.
pub(super) fn take<'f>(
    reader: &mut Reader<'_>,
    seen: &GrayImage,
    mark: &Rect,
    read: impl Iterator<Item = &'f FoundWord>,
) -> Result<Vote, RecognizeError> {
    let (mut vote, mut figures) = (Vote::default(), Vec::new());
    read.for_each(|word| vote.add(word, label));
    for (nth, look) in LOOKS.iter().enumerate() {
        // A speck says nothing however often one looks.
        if nth == LOOKS.len() / 2 && vote.readings().next().is_none() {
            break;
        }
        if let Some(word) = look.at(reader, seen, mark)? {
            figures.extend((look.with == With::Figures).then(|| word.text.clone()));
            vote.add(&word, label);
        }
    }
    bear_out(&mut vote, &figures);
    Ok(vote)
}

/// Who sees figures alone sees the number of a label with a letter, and is not sure of it.
fn bear_out(vote: &mut Vote, figures: &[String]) {
    vote.strengthen(|reading| {
        let number = reading.trim_end_matches(|c: char| !c.is_ascii_digit());
        let seen = figures.iter().filter(|seen| *seen == number && number.len() < reading.len());
        BORNE_OUT * seen.count() as f64
    });
}

/// What was read as a label: figures, perhaps with a letter, before which letters may stand for figures; and the share
/// of its weight such a reading has.
fn label(read: &str) -> Option<(String, f64)> {
    let plain = read.trim_matches(|c: char| !c.is_alphanumeric() && c != '|' && c != ']').to_lowercase();
    let last = plain.chars().next_back()?;
    let letter = LETTERS.iter().find(|(written, _)| *written == last).map(|(_, letter)| *letter);
    let before = if letter.is_some() { &plain[..plain.len() - last.len_utf8()] } else { plain.as_str() };
    let meant = |c: char| figure_like(c).filter(|_| letter.is_some());
    let figures: String = before.chars().map(|c| meant(c).unwrap_or(c)).collect();
    let share = if before.chars().any(|c| meant(c).is_some()) { GUESSED } else { 1.0 };
    let told = (1..=FIGURES).contains(&figures.len())
        && figures.chars().all(|c| c.is_ascii_digit())
        && !figures.starts_with('0');
    told.then(|| (figures.chars().chain(letter).collect(), share))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, confidence: f64, others: &[&str]) -> FoundWord {
        let others = others.iter().map(|other| ((*other).to_owned(), 0.3)).collect();
        FoundWord { text: text.into(), confidence, alternatives: others, ..FoundWord::default() }
    }

    /// The readings of looks that saw these words, likeliest first; figures alone were seen as `figures`.
    fn check(words: &[FoundWord], figures: &[&str], expected: &[&str]) {
        let mut vote = Vote::default();
        words.iter().for_each(|word| vote.add(word, label));
        bear_out(&mut vote, &figures.iter().map(|f| (*f).to_owned()).collect::<Vec<_>>());
        assert_eq!(vote.readings().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn letters_stand_for_figures_before_a_letter_alone() {
        check(&[word("ба", 0.9, &[])], &[], &["6а"]);
        check(&[word("7a", 0.9, &[])], &[], &["7а"]);
        check(&[word("б", 0.9, &[]), word("зло", 0.9, &[]), word("0", 0.9, &[])], &[], &[]);
    }

    #[test]
    fn a_look_at_figures_alone_bears_out_the_number_before_a_letter() {
        let looks = [word("6", 0.0, &[]), word("5а", 0.4, &[]), word("6а", 0.3, &[])];
        check(&looks, &["6"], &["6а", "5а", "6"]);
    }
}
