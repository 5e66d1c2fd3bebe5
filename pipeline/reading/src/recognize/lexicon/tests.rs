//! What word lists change of a reading, and what they leave. Not for which words are in them.

use register::geometry::Rect;

use super::*;
use crate::recognize::{
    LineModels, Question, RecognizeOptions, Recognizer,
    answering::{line, with_models},
};

const KNOWN: &[&str] = &["дочь", "зоо", "héritage", "печь"];

/// The readings of a word, likeliest first, as the word lists order them.
fn check(read: &[(&str, f64)], expected: &[&str]) {
    let mut found = line(&[(read[0].0, 0.9, Rect::default())]);
    found.words[0].alternatives = read.iter().map(|(text, weight)| ((*text).to_owned(), *weight)).collect();
    let spelled = with_models(&LineModels::none(), &[], KNOWN, |reader| spelled(reader, &mut found)).0;
    spelled.unwrap();
    let word = &found.words[0];
    assert_eq!(word.alternatives.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>(), expected);
    assert_eq!(word.text, expected[0], "the first of the readings is the best");
}

#[test]
fn a_likely_reading_that_is_a_word_goes_before_one_that_is_none() {
    check(&[("дочъ", 0.7), ("дочь", 0.2), ("лочъ", 0.1)], &["дочь", "дочъ", "лочъ"]);
}

#[test]
fn a_word_stays_beside_another_word() {
    check(&[("печь", 0.6), ("дочь", 0.4)], &["печь", "дочь"]);
}

#[test]
fn the_likelier_of_two_words_is_taken() {
    check(&[("пель", 0.5), ("печь", 0.3), ("дочь", 0.2)], &["печь", "пель", "дочь"]);
}

#[test]
fn an_unlikely_word_is_not_taken() {
    check(&[("дочъ", 0.97), ("дочь", 0.03)], &["дочъ", "дочь"]);
}

#[test]
fn a_name_that_no_list_knows_stays() {
    check(&[("Рахимов", 0.7), ("Рахимоз", 0.3)], &["Рахимов", "Рахимоз"]);
}

#[test]
fn a_name_is_never_made_a_word() {
    check(&[("Дочъ", 0.6), ("дочь", 0.4)], &["Дочъ", "дочь"]);
}

#[test]
fn a_number_is_never_made_a_word() {
    check(&[("300", 0.6), ("зоо", 0.4)], &["300", "зоо"]);
}

/// Is it a word?
fn check_known(text: &str, expected: bool) {
    let known = with_models(&LineModels::none(), &[], KNOWN, |reader| knows(reader, text)).0;
    assert_eq!(known.unwrap(), expected, "{text}");
}

#[test]
fn signs_around_a_word_and_an_article_before_it_are_no_part_of_it() {
    check_known("«дочь»,", true);
    check_known("d’héritage", true);
    check_known("d'héritage.", true);
}

#[test]
fn a_number_and_a_sign_are_no_words() {
    for text in ["1956", "12а", "—", "", "ъ"] {
        check_known(text, false);
    }
}

/// Knows a few words of two languages.
struct Lists;

impl Recognizer for Lists {
    fn read(&mut self, _question: &Question<'_>) -> Result<Vec<FoundLine>, RecognizeError> {
        Ok(Vec::new())
    }

    fn knows(&mut self, word: &str, languages: &[String]) -> Result<bool, RecognizeError> {
        let tajik = languages.iter().any(|l| l == "tgk") && ["зодрӯз", "соли", "акта"].contains(&word);
        let russian = languages.iter().any(|l| l == "rus") && ["Запись", "акта"].contains(&word);
        Ok(tajik || russian)
    }
}

/// The language of a line of words that our model read in a Tajik and Russian register.
fn check_language(texts: &[&str], engine: Engine, expected: Option<&str>) {
    let (languages, options) = (["tgk".to_owned(), "rus".to_owned()], RecognizeOptions::default());
    let lines = LineModels::none();
    let mut reader = Reader {
        lines: &lines,
        engine: &mut Lists,
        languages: &languages,
        options: &options,
        ppi: None,
        doubts: Vec::new(),
    };
    let words: Vec<(&str, f64, Rect)> = texts.iter().map(|&text| (text, 0.9, Rect::default())).collect();
    let mut read = [line(&words)];
    read[0].words.iter_mut().for_each(|word| word.engine = Some(engine));
    tell_languages(&mut reader, &mut read).unwrap();
    assert!(read[0].words.iter().all(|word| word.language.as_deref() == expected), "{read:?}");
}

#[test]
fn a_line_is_in_the_language_whose_lists_know_most_of_it() {
    check_language(&["Запись", "акта", "12"], Engine::LineModel, Some("rus"));
    check_language(&["зодрӯз", "соли"], Engine::LineModel, Some("tgk"));
}

#[test]
fn where_no_language_is_ahead_it_is_the_first_of_the_register() {
    check_language(&["акта"], Engine::LineModel, Some("tgk"));
    check_language(&["Рахимов"], Engine::LineModel, Some("tgk"));
}

#[test]
fn what_tesseract_read_has_the_language_it_told() {
    check_language(&["Запись"], Engine::Tesseract, None);
}
