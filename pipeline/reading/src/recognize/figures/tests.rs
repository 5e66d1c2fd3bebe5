//! Numbers looked at again, with an engine that says what a test has it say. Not for how a real engine reads.

use super::{
    super::{
        answering::{line, with_reader},
        signs::drawn::{FIVE, SMALL, STOP, Sign, THREE, picture},
    },
    *,
};

/// What `take` makes of a mark that was read as `before` when looks then give `answers`; and how many looks it took.
fn taken(
    before: Option<(&str, f64)>,
    answers: &[(&'static str, f64)],
    figures: Option<usize>,
) -> (Option<Number>, usize) {
    let (seen, mark) = (picture(&[FIVE, THREE]), Rect::new(6.0, 10.0, 36.0, 30.0));
    let before =
        before.map(|(text, confidence)| FoundWord { text: text.into(), confidence, ..FoundWord::default() });
    let before: Vec<&FoundWord> = before.iter().collect();
    let act = |reader: &mut Reader<'_>| take(reader, &seen, &mark, &before, figures).unwrap();
    let (number, asked) = with_reader(answers, act);
    assert!(number.as_ref().is_none_or(|number| number.word.rect == mark && number.word.confidence <= 1.0));
    (number, asked)
}

fn text(number: Option<Number>) -> Option<String> {
    number.map(|number| number.word.text)
}

#[test]
fn a_number_is_believed_of_one_sure_look_or_of_two_that_agree() {
    let check = |answers: &[(&'static str, f64)], expected: Option<&str>, looks: usize| {
        let (read, asked) = taken(None, answers, None);
        assert_eq!((text(read).as_deref(), asked), (expected, looks), "{answers:?}");
    };
    check(&[("53", 0.95)], Some("53"), 1);
    check(&[("53", 0.5), ("53", 0.4)], Some("53"), 2);
    check(&[("58", 0.6), ("53", 0.7), ("53", 0.6)], Some("53"), 3);
    check(&[("58", 0.6), ("53", 0.6), ("63", 0.6)], None, 3);
}

#[test]
fn of_two_sure_looks_that_disagree_neither_is_believed_until_a_third_agrees_with_one() {
    let check = |before, answers: &[(&'static str, f64)], expected: Option<&str>, looks: usize| {
        let (read, asked) = taken(Some(before), answers, None);
        assert_eq!((text(read).as_deref(), asked), (expected, looks), "{before:?} {answers:?}");
    };
    check(("58", 0.95), &[("53", 0.95), ("53", 0.9)], Some("53"), 2);
    check(("58", 0.95), &[("53", 0.95), ("58", 0.9)], Some("58"), 2);
    check(("58", 0.95), &[("53", 0.95), ("63", 0.9), ("13", 0.9)], None, 3);
    check(("58", 0.95), &[("", 0.0), ("58", 0.3)], Some("58"), 2);
    check(("58", 0.95), &[("5)", 0.95)], None, 3);
    check(("58", 0.6), &[("53", 0.95)], Some("53"), 1);
    check(("58", 0.8), &[("53", 0.95)], None, 3);
    check(("Ез", 0.95), &[("53", 0.95), ("53", 0.9)], Some("53"), 2);
}

#[test]
fn a_look_that_is_sure_of_letters_ends_the_vote_and_unsure_or_like_figures_it_does_not() {
    let check = |answers: &[(&'static str, f64)], expected: Option<&str>, looks: usize| {
        let (read, asked) = taken(None, answers, None);
        assert_eq!((text(read).as_deref(), asked), (expected, looks), "{answers:?}");
    };
    check(&[("12a", 0.95), ("12", 0.95)], None, 1);
    check(&[("5/1", 0.6), ("5/1", 0.92), ("511", 0.95)], None, 2);
    check(&[("Sв", 0.5), ("53", 0.95)], Some("53"), 2);
    check(&[("S3", 0.95), ("53", 0.95)], Some("53"), 2);
    check(&[("5)", 0.95), ("53", 0.95)], Some("53"), 2);
    check(&[("53.", 0.95)], Some("53"), 1);
}

#[test]
fn what_none_sees_but_the_look_at_figures_alone_is_forced() {
    let check = |answers: &[(&'static str, f64)], forced: Option<bool>| {
        assert_eq!(taken(None, answers, None).0.map(|number| number.forced), forced, "{answers:?}");
    };
    check(&[("3A", 0.5), ("3A", 0.4), ("34", 0.95)], None);
    check(&[("3A", 0.5), ("", 0.0), ("34", 0.95)], Some(true));
    check(&[("34", 0.5), ("", 0.0), ("34", 0.95)], Some(false));
}

#[test]
fn a_number_has_as_many_figures_as_there_are_blobs() {
    assert_eq!(text(taken(None, &[("513", 0.95), ("53", 0.95)], Some(2)).0).as_deref(), Some("53"));
}

#[test]
fn what_few_looks_saw_stands_beside_the_number() {
    let word = taken(Some(("63", 0.2)), &[("58", 0.6), ("53", 0.7), ("53", 0.6)], None).0.unwrap().word;
    let beside: Vec<&str> = word.alternatives.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!(beside, ["53", "58", "63"]);
    assert!((word.confidence - 1.3 / 2.1).abs() < 1e-9, "{word:?}");
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
    check(&[FIVE, THREE], ("дня", "55", 0.96), &[("53", 0.2), ("53", 0.2)], ("53", 2));
    check(&[FIVE, THREE], ("дня", "55", 0.96), &[], ("55", 3));
    check(&[FIVE, THREE], ("дня", "55", 0.96), &[("55", 0.95)], ("55", 1));
    check(&[FIVE, FIVE], ("дня", "55", 0.96), &[("53", 0.95)], ("55", 0));
}

#[test]
fn figures_are_looked_at_between_their_stops_and_once() {
    check(&[FIVE, STOP, THREE, FIVE], ("дня", "5.55", 0.9), &[("35", 0.95)], ("5.35", 1));
    check(&[THREE, THREE], ("дня", "55", 0.9), &[("33", 0.95)], ("33", 1));
    check(&[THREE, STOP, THREE], ("дня", "5.5", 0.9), &[("3", 0.95), ("5", 0.95)], ("3.5", 2));
}

#[test]
fn more_figures_than_a_number_has_are_not_looked_at() {
    check(
        &[FIVE, FIVE, FIVE, FIVE, FIVE, FIVE, THREE],
        ("дня", "5555555", 0.6),
        &[("5", 0.95)],
        ("5555555", 0),
    );
}

#[test]
fn a_word_whose_letters_are_not_the_signs_one_by_one_is_left() {
    check(&[THREE, THREE], ("дня", "555", 0.9), &[("333", 0.95)], ("555", 0));
}

#[test]
fn what_is_no_sure_number_behind_its_sign_is_looked_at_again() {
    check(&[FIVE, THREE], ("№", "Ез", 0.6), &[("53", 0.95)], ("53", 1));
    check(&[FIVE, FIVE], ("№", "50", 0.6), &[("55", 0.95)], ("55", 1));
    check(&[THREE], ("N", "5", 0.95), &[("3", 0.95)], ("3", 1));
    check(&[FIVE, FIVE], ("№", "55", 0.95), &[], ("55", 0));
    check(&[FIVE, FIVE, STOP], ("№", "55.", 0.95), &[("55", 0.95)], ("55.", 1));
    check(&[FIVE, FIVE], ("№", "п/п", 0.6), &[("nn", 0.9)], ("п/п", 1));
    check(&[FIVE, FIVE], ("мо", "дня", 0.6), &[("55", 0.95)], ("дня", 0));
}

#[test]
fn a_sure_number_gives_way_to_one_of_its_length_alone() {
    check(&[FIVE, THREE, FIVE], ("№", "53", 0.95), &[("535", 0.95)], ("53", 3));
    check(&[FIVE, THREE, FIVE], ("№", "58", 0.92), &[("53", 0.95), ("53", 0.9)], ("53", 2));
    check(&[FIVE, THREE, SMALL], ("№", "53", 0.95), &[("535", 0.95)], ("53", 0));
}

#[test]
fn a_number_that_the_look_at_figures_alone_sees_is_not_taken_behind_its_sign() {
    let unsure = [("", 0.0), ("", 0.0), ("64", 0.95)];
    check(&[FIVE, FIVE], ("№", "б/н", 0.5), &unsure, ("б/н", 3));
    check(&[FIVE, FIVE], ("№", "5/1", 0.9), &[("5/1", 0.7), ("5/1", 0.7), ("511", 0.95)], ("5/1", 3));
    check(&[FIVE, FIVE], ("№", "12а", 0.9), &[("12a", 0.95)], ("12а", 1));
}

/// The readings of a word behind another that was read off two fives, after the model for figures gave `answers`.
fn beside(
    before: &str,
    (read, confidence): (&str, f64),
    signs: &[Sign],
    answers: &[(&'static str, f64)],
) -> Vec<String> {
    let seen = picture(signs);
    let rect = Rect::new(5.0, 9.0, 41.0, 31.0);
    let mut found = [line(&[(before, 0.9, Rect::default()), (read, confidence, rect)])];
    found[0].words[1].alternatives = vec![(read.into(), 0.6), ("7?".into(), 0.4)];
    with_reader(answers, |reader| look_again(reader, &seen, &mut found).unwrap());
    let word = found[0].words.pop().unwrap();
    assert!(word.confidence <= 0.95 && word.alternatives[0].0 == word.text, "{word:?}");
    word.alternatives.into_iter().map(|(text, _)| text).collect()
}

#[test]
fn what_was_read_before_a_number_stays_beside_it() {
    assert_eq!(beside("№", ("50", 0.6), &[FIVE, FIVE], &[("55", 0.95)]), ["55", "50", "7?"]);
    assert_eq!(beside("дня", ("55", 0.6), &[FIVE, THREE], &[("53", 0.95)]), ["53", "55", "7?"]);
}
