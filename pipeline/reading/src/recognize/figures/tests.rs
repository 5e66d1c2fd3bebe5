//! Numbers looked at again, with an engine that says what a test has it say. Not for how a real engine reads.

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
        assert_eq!((read.as_ref().map(|word| word.text.as_str()), asked), (expected, looks), "{answers:?}");
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

#[test]
fn what_was_read_before_a_number_stays_beside_it() {
    let seen = picture(&[FIVE, FIVE]);
    let rect = Rect::new(5.0, 9.0, 41.0, 31.0);
    let mut found = [line(&[("№", 0.9, Rect::default()), ("50", 0.6, rect)])];
    with_reader(&[("55", 0.95)], |reader| look_again(reader, &seen, &mut found).unwrap());
    let beside: Vec<&str> = found[0].words[1].alternatives.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(beside, ["55", "50"]);
}
