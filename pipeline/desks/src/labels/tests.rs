//! Printed labels as screens show them. Not for finding them on a page.

use register::form;

use super::*;

fn check(kind: ActType, key: &str, tongue: FormTongue, bare: &str) {
    assert_eq!(of(form::field(kind, key).unwrap(), tongue).bare, bare, "{key}");
}

#[test]
fn under_a_section_the_owner_is_left_out() {
    check(ActType::Birth, "father.surname", FormTongue::Tajik, "Насаб");
    check(ActType::Birth, "father.given", FormTongue::Tajik, "Ном");
    check(ActType::Birth, "father.patronymic", FormTongue::Tajik, "Номи падар");
    check(ActType::Birth, "mother.ethnicity", FormTongue::Russian, "Национальность");
    check(ActType::Birth, "mother.residence", FormTongue::Tajik, "Ҷойи истиқомат");
    check(ActType::Marriage, "groom.given", FormTongue::Russian, "Имя");
    check(ActType::Marriage, "groom.surname_after", FormTongue::Tajik, "Насаб баъди ақди никоҳ");
}

#[test]
fn a_label_without_owner_stays_whole() {
    check(ActType::Birth, "child.sex", FormTongue::Tajik, "Ҷинс");
    check(ActType::Birth, "act_no", FormTongue::Russian, "Запись акта №");
}

#[test]
fn a_form_is_labelled_in_the_language_of_its_book() {
    let tongue = |languages: &[&str]| {
        let mut card = RegisterCard::bare("b".parse().unwrap());
        card.languages = languages.iter().map(|l| (*l).to_owned()).collect();
        FormTongue::of(&card)
    };
    assert_eq!(tongue(&[]), FormTongue::Tajik);
    assert_eq!(tongue(&["rus", "tgk"]), FormTongue::Russian);
    assert_eq!(tongue(&["uzb_cyrl", "tgk"]), FormTongue::Tajik);
    assert_eq!(tongue(&["fra"]), FormTongue::Russian);
}

#[test]
fn letters_tell_the_language_of_a_value() {
    assert_eq!(language_of("Раҳмонов", "ru"), "tg");
    assert_eq!(language_of("قربانوف", "ru"), "fa");
    assert_eq!(language_of("Курбонов", "ru"), "ru");
}
