//! What acts say of one of their fields, on small acts. Not for whole registers: see the tests beside `candidates`.

use register::form::{self, ActType};

use super::{super::super::evidence::tests::act, *};

/// What an act of these fields expects of one of them: its last text, and whether the reading fits.
fn check(
    kind: ActType,
    fields: &[(&str, &str)],
    (key, reading): (&str, &str),
    text: Option<&str>,
    fits: bool,
) {
    let mut act = act(fields);
    act.kind = kind;
    let of = form::field(kind, key).unwrap().kind;
    let asked = Asked { act: &act, key, kind: of, years: Some((1956, 1957)) };
    let expected = asked.expected(reading);
    assert_eq!(expected.texts.last().map(String::as_str), text, "{expected:?}");
    let value = normal_form(of, reading, asked.years).unwrap_or_default();
    assert_eq!(expected.fits(&value), fits, "{expected:?}");
}

#[test]
fn a_father_s_name_makes_the_patronymic() {
    let birth = [("father.given", "Карим"), ("child.sex", "female")];
    check(ActType::Birth, &birth, ("child.patronymic", "Карнмовна"), Some("Каримовна"), false);
    check(ActType::Birth, &birth, ("child.patronymic", "Каримовна"), Some("Каримовна"), true);
}

#[test]
fn a_surname_ends_as_the_sex_asks() {
    check(ActType::Marriage, &[], ("bride.surname", "Саидов"), Some("Саидова"), false);
    check(ActType::Marriage, &[], ("groom.surname", "Саидов"), Some("Саидов"), true);
    check(ActType::Death, &[], ("deceased.surname", "Саидов"), None, false);
}

#[test]
fn a_child_has_its_father_s_surname() {
    let birth = [("father.surname", "Саидов"), ("child.sex", "female")];
    check(ActType::Birth, &birth, ("child.surname", "Саилова"), Some("Саидова"), false);
}

#[test]
fn an_ethnicity_has_the_form_of_the_sex() {
    check(ActType::Birth, &[], ("mother.ethnicity", "узбек"), Some("узбечка"), false);
    check(ActType::Birth, &[], ("father.ethnicity", "узбек"), Some("узбек"), true);
}

#[test]
fn an_age_tells_the_year_of_birth() {
    let death = [("deceased.age", "20"), ("death.date", "1956-03-07")];
    check(ActType::Death, &death, ("deceased.birth_date", "7.III.1986"), Some("7.III.1936"), false);
    check(ActType::Death, &death, ("deceased.birth_date", "7.III.1936"), None, true);
}

#[test]
fn a_registration_is_of_the_book_s_years() {
    check(ActType::Birth, &[], ("reg_date", "7.III.1936"), Some("7.III.1956"), false);
    check(ActType::Birth, &[], ("reg_date", "7.III.1956"), None, true);
}
