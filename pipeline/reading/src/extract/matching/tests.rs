//! Tests of labels found at the start of pieces.

use register::{form::ActType, geometry::Rect};

use super::*;
use crate::extract::lexicon::lexicon;

pub(crate) fn tokens(text: &str) -> Vec<Token> {
    text.split(' ')
        .enumerate()
        .map(|(i, word)| Token {
            text: word.to_owned(),
            plain: super::super::lexicon::plain_words(word).concat(),
            rect: Rect::new(i as f64 * 100.0, 0.0, i as f64 * 100.0 + 90.0, 30.0),
            confidence: 0.9,
            score: 0.9,
            alternatives: Vec::new(),
            engine: None,
            line: 0,
            word: i,
            glued: false,
            struck: false,
        })
        .collect()
}

fn check(kind: ActType, text: &str, used: usize, sense: Sense) {
    let found = label_at(lexicon(kind), &tokens(text), false).unwrap_or_else(|| panic!("{text}"));
    assert_eq!((found.used, found.senses[0]), (used, sense), "{text}");
}

#[test]
fn a_label_is_found_in_front_of_its_value() {
    check(ActType::Birth, "Фамилия Рахимов", 1, Sense::Bare("surname"));
    check(ActType::Birth, "ФАМИЛИЯ РЕБЕНКА Рахимов", 2, Sense::Field("child.surname"));
    check(ActType::Birth, "Номи падари падар Саид", 3, Sense::Field("father.patronymic"));
}

#[test]
fn letters_read_wrongly_are_forgiven() {
    check(ActType::Birth, "Фамнлия отпа Рахимов", 2, Sense::Field("father.surname"));
    check(ActType::Birth, "Haционaльнocть матepи таджичка", 2, Sense::Field("mother.ethnicity"));
    check(ActType::Birth, "Чойи таваллуд Хуҷанд", 2, Sense::Bare("birth_place"));
}

#[test]
fn words_run_together_or_cut_apart_are_still_a_label() {
    check(ActType::Birth, "Фамилияотца Рахимов", 1, Sense::Field("father.surname"));
    check(ActType::Birth, "Националь ность отца таджик", 3, Sense::Field("father.ethnicity"));
}

#[test]
fn a_value_like_a_label_s_second_word_is_not_taken_for_it() {
    check(ActType::Birth, "Имя Матвей", 1, Sense::Bare("given"));
    check(ActType::Birth, "Имя Отар", 1, Sense::Bare("given"));
}

#[test]
fn prose_has_no_label() {
    assert_eq!(label_at(lexicon(ActType::Birth), &tokens("Въ лѣто отъ сотворенія міра"), false), None);
}

#[test]
fn labels_in_two_languages_keep_what_both_say() {
    let padar = [Sense::Bare("patronymic"), Sense::Field("father.given")];
    assert_eq!(in_common(&padar, &[Sense::Bare("patronymic")]), [Sense::Bare("patronymic")]);
    assert_eq!(in_common(&padar, &[Sense::Field("father.given")]), [Sense::Field("father.given")]);
}
