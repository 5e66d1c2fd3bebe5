//! What most looks at one mark say: the label of a leaf is cut out in several sizes and contrasts, read as figures and
//! as text, and the readings are weighed against each other. Not for where labels stand: see [`super::corner`].

use image::GrayImage;
use register::geometry::Rect;

use super::{
    Reader, RecognizeError,
    look::{Look, With},
    recognizer::{FoundLine, FoundWord},
};

/// Of 81 typed labels, greys spread out, the first look read 74 rightly, the second 76; all together 80. With the greys
/// of the page one look read 54 to 68. Of nine labels with a letter the fourth read eight, the third six.
const LOOKS: [Look; 4] = [
    Look { with: With::Figures, height: 40.0, border: 12, black_and_white: false },
    Look { with: With::Figures, height: 48.0, border: 24, black_and_white: true },
    Look { with: With::Languages, height: 36.0, border: 12, black_and_white: false },
    Look { with: With::FiguresAndLetters, height: 48.0, border: 24, black_and_white: true },
];

/// Weight of a reading the engine is not sure of at all, and of one that it had beside its best.
const LEAST: f64 = 0.05;
const BESIDE: f64 = 0.1;
/// Share of the weight of a reading in which letters stand for figures, and what one more look that saw its number adds
/// to a reading with a letter.
const GUESSED: f64 = 0.5;
const BORNE_OUT: f64 = 0.2;
/// Most figures of a label.
const FIGURES: usize = 4;
/// Letters leaves are told apart by, and Latin ones for them.
const LETTERS: [(char, char); 6] = [('а', 'а'), ('a', 'а'), ('б', 'б'), ('в', 'в'), ('b', 'в'), ('г', 'г')];
/// Letters that figures before a letter are read for.
const LIKE_FIGURES: [(char, char); 10] = [
    ('б', '6'),
    ('з', '3'),
    ('э', '3'),
    ('о', '0'),
    ('т', '7'),
    ('j', '7'),
    ('l', '1'),
    ('|', '1'),
    (']', '1'),
    ('ч', '4'),
];

/// What the looks at `mark` (a box of `seen`) say, and the words `read` there before.
pub(super) fn take<'f>(
    reader: &mut Reader<'_>,
    seen: &GrayImage,
    mark: &Rect,
    read: impl Iterator<Item = &'f FoundWord>,
) -> Result<Vote, RecognizeError> {
    let (mut vote, mut figures) = (Vote::default(), Vec::new());
    read.for_each(|word| vote.add(word));
    for (nth, look) in LOOKS.iter().enumerate() {
        // A speck says nothing however often one looks.
        if nth == LOOKS.len() / 2 && vote.readings.is_empty() {
            break;
        }
        if let Some(word) = look.at(reader, seen, mark)? {
            figures.extend((look.with == With::Figures).then(|| word.text.clone()));
            vote.add(&word);
        }
    }
    vote.bear_out(&figures);
    Ok(vote)
}

/// Readings of a mark with their weight, that of the most weight first.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Vote {
    readings: Vec<(String, f64)>,
}

impl Vote {
    fn add(&mut self, word: &FoundWord) {
        let best = label(&word.text);
        let others = word.alternatives.iter().filter_map(|(text, _)| label(text));
        let others: Vec<(String, f64)> =
            others.filter(|(other, _)| best.as_ref().is_none_or(|(best, _)| best != other)).collect();
        if let Some((best, share)) = best {
            self.weigh(best, share * word.confidence.max(LEAST));
        }
        for (other, share) in others {
            self.weigh(other, share * BESIDE * word.confidence);
        }
    }

    /// Who sees figures alone sees the number of a label with a letter, and is not sure of it.
    fn bear_out(&mut self, figures: &[String]) {
        for (reading, weight) in &mut self.readings {
            let number = reading.trim_end_matches(|c: char| !c.is_ascii_digit());
            if number.len() < reading.len() {
                *weight += BORNE_OUT * figures.iter().filter(|seen| *seen == number).count() as f64;
            }
        }
        self.readings.sort_by(|a, b| b.1.total_cmp(&a.1));
    }

    fn weigh(&mut self, reading: String, weight: f64) {
        match self.readings.iter_mut().find(|(known, _)| *known == reading) {
            Some(known) => known.1 += weight,
            None => self.readings.push((reading, weight)),
        }
        self.readings.sort_by(|a, b| b.1.total_cmp(&a.1));
    }

    /// Weight of the best reading: about as many sure looks.
    pub(super) fn weight(&self) -> f64 {
        self.readings.first().map_or(0.0, |(_, weight)| *weight)
    }

    /// The best reading as a line in the place of the mark, the others beside it.
    pub(super) fn line(&self, mark: &Rect) -> FoundLine {
        let sum: f64 = self.readings.iter().map(|(_, weight)| weight).sum();
        let share = |(text, weight): &(String, f64)| (text.clone(), weight / sum);
        let alternatives: Vec<(String, f64)> = self.readings.iter().map(share).collect();
        let (text, confidence) = alternatives.first().cloned().unwrap_or_default();
        let confidence = confidence.min(self.weight());
        let word = FoundWord { rect: *mark, text, confidence, language: None, alternatives };
        FoundLine { rect: *mark, baseline: None, words: vec![word] }
    }
}

/// What was read as a label: figures, perhaps with a letter, before which letters may stand for figures; and the share
/// of its weight such a reading has.
fn label(read: &str) -> Option<(String, f64)> {
    let plain = read.trim_matches(|c: char| !c.is_alphanumeric() && c != '|' && c != ']').to_lowercase();
    let last = plain.chars().next_back()?;
    let letter = LETTERS.iter().find(|(written, _)| *written == last).map(|(_, letter)| *letter);
    let before = if letter.is_some() { &plain[..plain.len() - last.len_utf8()] } else { plain.as_str() };
    let meant =
        |c: char| LIKE_FIGURES.iter().find(|(read, _)| *read == c && letter.is_some()).map(|(_, f)| *f);
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
        words.iter().for_each(|word| vote.add(word));
        vote.bear_out(&figures.iter().map(|f| (*f).to_owned()).collect::<Vec<_>>());
        let readings: Vec<&str> = vote.readings.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(readings, expected);
    }

    #[test]
    fn what_most_looks_say_stands_before_what_one_is_sure_of() {
        check(&[word("5", 0.97, &[]), word("3", 0.6, &[]), word("3", 0.6, &["8"])], &[], &["3", "5", "8"]);
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

    #[test]
    fn the_best_reading_becomes_a_line_with_the_others_beside_it() {
        let mut vote = Vote::default();
        vote.add(&word("12", 0.9, &[]));
        vote.add(&word("42", 0.6, &[]));
        let mark = Rect::new(10.0, 20.0, 40.0, 50.0);
        let line = vote.line(&mark);
        let [word] = line.words.as_slice() else { panic!("{line:?}") };
        assert_eq!((word.text.as_str(), word.rect), ("12", mark));
        assert!((word.confidence - 0.6).abs() < 1e-9 && word.alternatives.len() == 2, "{word:?}");
    }
}
