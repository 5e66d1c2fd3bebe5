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
        *word = FoundWord { rect: word.rect, ..number };
    }
    Ok(())
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
mod tests {
    use super::{
        super::signs::drawn::{FIVE, STOP, Sign, THREE, picture},
        *,
    };
    use crate::recognize::{Question, RecognizeOptions, Recognizer};

    /// Gives one answer after another.
    struct Says {
        answers: Vec<(&'static str, f64)>,
        asked: usize,
    }

    impl Recognizer for Says {
        fn read(&mut self, question: &Question<'_>) -> Result<Vec<FoundLine>, RecognizeError> {
            let (width, height) = question.picture.dimensions();
            let rect = Rect::new(0.0, 0.0, width.into(), height.into());
            let answer = self.answers.get(self.asked).copied();
            self.asked += 1;
            Ok(answer.map(|(text, confidence)| line(&[(text, confidence, rect)])).into_iter().collect())
        }
    }

    fn line(words: &[(&str, f64, Rect)]) -> FoundLine {
        let word = |&(text, confidence, rect): &(&str, f64, Rect)| FoundWord {
            rect,
            text: text.into(),
            confidence,
            ..FoundWord::default()
        };
        FoundLine { words: words.iter().map(word).collect(), ..FoundLine::default() }
    }

    fn with_reader<T>(answers: &[(&'static str, f64)], act: impl FnOnce(&mut Reader<'_>) -> T) -> (T, usize) {
        let mut engine = Says { answers: answers.to_vec(), asked: 0 };
        let (languages, options) = (["rus".to_owned()], RecognizeOptions::default());
        let mut reader = Reader {
            engine: &mut engine,
            languages: &languages,
            options: &options,
            ppi: None,
            doubts: Vec::new(),
        };
        let outcome = act(&mut reader);
        (outcome, engine.asked)
    }

    #[test]
    fn a_number_is_believed_of_one_sure_look_or_of_two_that_agree() {
        let check = |answers: &[(&'static str, f64)], expected: Option<&str>, looks: usize| {
            let mark = Rect::new(6.0, 10.0, 36.0, 30.0);
            let seen = picture(&[FIVE, THREE]);
            let (read, asked) = with_reader(answers, |reader| take(reader, &seen, &mark, None).unwrap());
            assert_eq!(
                (read.as_ref().map(|word| word.text.as_str()), asked),
                (expected, looks),
                "{answers:?}"
            );
            assert!(read.is_none_or(|word| word.rect == mark && word.confidence <= 0.95));
        };
        check(&[("53", 0.95)], Some("53"), 1);
        check(&[("53", 0.5), ("53", 0.4)], Some("53"), 2);
        check(&[("58", 0.6), ("53", 0.7), ("53", 0.6)], Some("53"), 3);
        check(&[("58", 0.6), ("53", 0.6), ("63", 0.6)], None, 3);
        check(&[("Sв", 0.95), ("S3", 0.95), ("", 0.0)], None, 3);
    }

    #[test]
    fn a_number_has_as_many_figures_as_there_are_blobs() {
        let (seen, mark) = (picture(&[FIVE, THREE]), Rect::new(6.0, 10.0, 36.0, 30.0));
        let answers = [("513", 0.95), ("53", 0.95)];
        let (read, _) = with_reader(&answers, |reader| take(reader, &seen, &mark, Some(2)).unwrap());
        assert_eq!(read.unwrap().text, "53");
    }

    #[test]
    fn what_few_looks_saw_stands_beside_the_number() {
        let seen = picture(&[FIVE, THREE]);
        let mark = Rect::new(6.0, 10.0, 36.0, 30.0);
        let answers = [("58", 0.6), ("53", 0.7), ("53", 0.6)];
        let (word, _) = with_reader(&answers, |reader| take(reader, &seen, &mark, None).unwrap().unwrap());
        let beside: Vec<&str> = word.alternatives.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(beside, ["53", "58"]);
        assert!((word.confidence - 1.3 / 1.9).abs() < 1e-9, "{word:?}");
    }

    /// What becomes of a word read off `signs` behind another, when the model for figures then gives `answers`.
    fn check(
        signs: &[Sign],
        (before, read, confidence): (&str, &str, f64),
        answers: &[(&'static str, f64)],
        (expected, looks): (&str, usize),
    ) {
        let seen = picture(signs);
        let rect = Rect::new(5.0, 9.0, 5.0 + 18.0 * signs.len() as f64, 31.0);
        let mut found = [line(&[(before, 0.9, Rect::default()), (read, confidence, rect)])];
        let (_, asked) = with_reader(answers, |reader| look_again(reader, &seen, &mut found).unwrap());
        assert_eq!((found[0].words[1].text.as_str(), asked), (expected, looks));
        assert_eq!(found[0].words[1].rect, rect);
    }

    #[test]
    fn a_five_with_the_shape_of_a_three_is_one_where_the_model_for_figures_says_so() {
        check(&[FIVE, THREE], ("дня", "55", 0.96), &[("53", 0.95)], ("53", 1));
        check(&[FIVE, THREE], ("дня", "55", 0.96), &[("55", 0.95)], ("55", 1));
        check(&[FIVE, FIVE], ("дня", "55", 0.96), &[("53", 0.95)], ("55", 0));
    }

    #[test]
    fn figures_are_looked_at_between_their_stops() {
        check(&[FIVE, STOP, THREE, FIVE], ("дня", "5.55", 0.9), &[("35", 0.95)], ("5.35", 1));
    }

    #[test]
    fn a_word_whose_letters_are_not_the_signs_one_by_one_is_left() {
        check(&[THREE, THREE], ("дня", "555", 0.9), &[("333", 0.95)], ("555", 0));
    }

    #[test]
    fn what_is_no_sure_number_behind_its_sign_is_looked_at_again() {
        check(&[FIVE, THREE], ("№", "Ез", 0.95), &[("53", 0.95)], ("53", 1));
        check(&[FIVE, FIVE], ("№", "50", 0.6), &[("55", 0.95)], ("55", 1));
        check(&[THREE], ("№", "35", 0.95), &[("3", 0.95)], ("3", 1));
        check(&[THREE], ("N", "5", 0.95), &[("3", 0.95)], ("3", 1));
        check(&[FIVE, FIVE], ("№", "55", 0.95), &[], ("55", 0));
        check(&[FIVE, FIVE], ("№", "п/п", 0.6), &[("nn", 0.9)], ("п/п", 3));
    }
}
