//! Rules of one act. Not for several acts: see `registers` and `tied`.

use crate::{
    act::{Act, Field, Severity},
    annotation,
    rules::{BookFacts, of_act},
};

pub(super) fn act(kind: &str, fields: &[(&str, &str)]) -> Act {
    let shape = format!(r#"{{"id":"a","register":"r","type":"{kind}","fields":{{}}}}"#);
    let mut act: Act = serde_json::from_str(&shape).unwrap();
    act.fields = fields.iter().map(|(key, text)| ((*key).to_owned(), Field::plain(*text))).collect();
    let noted = act.value("annotations").map(|text| annotation::annotations(text, None));
    act.annotations = noted.unwrap_or_default();
    act
}

fn book() -> BookFacts {
    BookFacts { years: Some((1956, 1957)), today: Some("2026-01-01".into()), ..BookFacts::default() }
}

/// What the act breaks, each with its severity's letter.
fn broken(act: &Act, book: &BookFacts) -> Vec<String> {
    let letter = |severity| match severity {
        Severity::Error => "E",
        Severity::Warning => "W",
        Severity::Info => "I",
    };
    of_act(act, book).iter().map(|doubt| format!("{} {}", letter(doubt.severity), doubt.rule)).collect()
}

fn check(kind: &str, fields: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(broken(&act(kind, fields), &BookFacts::default()), expected, "{fields:?}");
}

fn check_in_book(kind: &str, fields: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(broken(&act(kind, fields), &book()), expected, "{fields:?}");
}

#[test]
fn an_event_comes_before_its_registration() {
    check(
        "birth",
        &[("child.birth_date", "1956-04-01"), ("reg_date", "1956-03-07")],
        &["E event-after-registration"],
    );
    check("birth", &[("child.birth_date", "1956-03-01"), ("reg_date", "1956-03-07")], &[]);
    check(
        "death",
        &[("death.date", "1956-04-01"), ("reg_date", "1956-03-07")],
        &["E event-after-registration"],
    );
}

#[test]
fn a_partial_uncertain_or_unsure_date_breaks_nothing() {
    check("birth", &[("child.birth_date", "1956-04-XX"), ("reg_date", "1956-03-07")], &[]);
    check("birth", &[("child.birth_date", "1956-04-01?"), ("reg_date", "1956-03-07")], &[]);
    let mut unsure = act("birth", &[("child.birth_date", "1956-04-01"), ("reg_date", "1956-03-07")]);
    unsure.fields.get_mut("reg_date").unwrap().confidence = Some(0.49);
    assert_eq!(broken(&unsure, &BookFacts::default()), [""; 0]);
    unsure.fields.get_mut("reg_date").unwrap().confidence = Some(0.5);
    assert_eq!(broken(&unsure, &BookFacts::default()), ["E event-after-registration"]);
}

#[test]
fn a_book_holds_acts_of_its_years() {
    check_in_book("birth", &[("reg_date", "1958-01-02")], &["E event-outside-book"]);
    check_in_book("birth", &[("reg_date", "1957-12-31")], &[]);
    check_in_book("marriage", &[("marriage.date", "2027-01-01")], &["E event-in-future"]);
}

#[test]
fn a_birth_is_registered_within_three_months() {
    check("birth", &[("child.birth_date", "1956-01-01"), ("reg_date", "1956-03-31")], &[]);
    check("birth", &[("child.birth_date", "1956-01-01"), ("reg_date", "1956-04-02")], &["W registered-late"]);
    check("birth", &[("child.birth_date", "1955-01-01"), ("reg_date", "1956-04-02")], &["I registered-late"]);
    check("death", &[("death.date", "1956-01-01"), ("reg_date", "1956-04-02")], &[]);
}

#[test]
fn a_child_is_born_about_the_year_of_the_book() {
    check(
        "birth",
        &[("child.birth_date", "1930-01-01"), ("reg_date", "1956-01-02")],
        &["I registered-late", "W birth-year-far-from-book"],
    );
    check_in_book("birth", &[("child.birth_date", "1930-01-01")], &["W birth-year-far-from-book"]);
}

#[test]
fn parents_have_an_age_to_be_parents() {
    for (age, expected) in
        [("9", "E mother-age"), ("11", "W mother-age"), ("56", "W mother-age"), ("61", "E mother-age")]
    {
        check("birth", &[("mother.age", age)], &[expected]);
    }
    check("birth", &[("mother.age", "12")], &[]);
    check("birth", &[("father.age", "13")], &["W father-age"]);
    check(
        "birth",
        &[("mother.birth_date", "1950-01-01"), ("child.birth_date", "1956-01-01")],
        &["E mother-age"],
    );
    check("birth", &[("mother.birth_date", "1930-01-01"), ("child.birth_date", "1956-01-01")], &[]);
}

#[test]
fn spouses_have_an_age_to_marry() {
    let bride = |born, date, expected: &[&str]| {
        check("marriage", &[("bride.birth_date", born), ("marriage.date", date)], expected);
    };
    bride("1945-01-01", "1960-12-31", &["E marriage-age"]);
    bride("1944-01-01", "1960-12-31", &["W marriage-age"]);
    bride("1943-01-01", "1960-12-31", &[]);
    bride("1916-01-01", "1932-12-31", &[]);
    bride("1994-01-01", "2011-12-31", &["W marriage-age"]);
    check(
        "marriage",
        &[("groom.birth_date", "1943-01-01"), ("marriage.date", "1960-12-31")],
        &["W marriage-age"],
    );
    check(
        "marriage",
        &[("groom.birth_date", "1963-01-01"), ("marriage.date", "1960-12-31")],
        &["E born-after-event"],
    );
}

#[test]
fn a_life_ends_after_it_begins_and_lasts_as_long_as_is_written() {
    let death = |born, died, age, expected: &[&str]| {
        check(
            "death",
            &[("deceased.birth_date", born), ("death.date", died), ("deceased.age", age)],
            expected,
        );
    };
    death("1956-01-01", "1955-01-01", "0", &["E death-before-birth"]);
    death("1900-01-01", "1956-06-01", "56", &[]);
    death("1900-01-01", "1956-06-01", "57", &[]);
    death("1900-01-01", "1956-06-01", "60", &["W age-differs"]);
    check("death", &[("deceased.age", "106")], &["W age-improbable"]);
    check("death", &[("deceased.age", "3 мес.")], &[]);
}

#[test]
fn a_childs_surname_is_a_parents() {
    let child = |child, father, expected: &[&str]| {
        check(
            "birth",
            &[("child.surname", child), ("father.surname", father), ("father.given", "Саид")],
            expected,
        );
    };
    child("Каримова", "Каримов", &[]);
    child("Раҳмонзода", "Рахмонов", &[]);
    child("Саидзода", "Каримов", &[]);
    child("Хакимов", "Каримов", &["W child-surname"]);
    check(
        "birth",
        &[("child.surname", "Хакимов"), ("mother.surname", "Хакимова"), ("father.surname", "Каримов")],
        &[],
    );
    check("birth", &[("child.surname", "Хакимов"), ("mother.surname", "Саидова")], &[]);
}

#[test]
fn a_patronymic_is_of_the_father() {
    check("birth", &[("child.patronymic", "Рустамович"), ("father.given", "Рустам")], &[]);
    check("birth", &[("child.patronymic", "Рустамзода"), ("father.given", "Рустам")], &[]);
    check("birth", &[("child.patronymic", "Саидович"), ("father.given", "Рустам")], &["W child-patronymic"]);
    check("birth", &[("child.patronymic", "Саидович")], &[]);
}

#[test]
fn names_agree_with_the_sex() {
    check("birth", &[("child.sex", "male"), ("child.patronymic", "Саидовна")], &["W sex-name"]);
    check("birth", &[("child.sex", "female"), ("child.surname", "Саидов")], &["W sex-name"]);
    check(
        "birth",
        &[("child.sex", "female"), ("child.surname", "Саидов"), ("child.patronymic", "Каримовна")],
        &[],
    );
    check("death", &[("deceased.sex", "male"), ("deceased.patronymic", "Карим қизи")], &["W sex-name"]);
    check("death", &[("deceased.sex", "male"), ("deceased.patronymic", "Карим")], &[]);
    check("marriage", &[("bride.patronymic", "Саидович")], &["W sex-name"]);
}

#[test]
fn a_childs_ethnicity_is_a_parents() {
    let child = |child, expected: &[&str]| {
        let parents = [("father.ethnicity", "таджик"), ("mother.ethnicity", "узбечка")];
        check("birth", &[&[("child.ethnicity", child)], &parents[..]].concat(), expected);
    };
    child("таджичка", &[]);
    child("русская", &["I ethnicity-of-parents"]);
    check("birth", &[("child.ethnicity", "русская"), ("father.ethnicity", "таджик")], &[]);
}

#[test]
fn a_certificate_has_a_series_and_six_digits() {
    let check_of = |year: &str, document: &str, expected: &[&str]| {
        check("birth", &[("cert_no", document), ("reg_date", &format!("{year}-01-01"))], expected);
    };
    for good in ["I-ТБ № 123456", "II-ТБ 123456", "XIV-ТБ №123456", "№ 123456", "123456", "получено"]
    {
        check_of("1956", good, &[]);
    }
    for bad in ["I-ТБ № 12345", "I-ТБ № 1234567", "I-ТБК № 123456", "IIX-ТБ № 123456", "I-Т № 123456"]
    {
        check_of("1956", bad, &["W certificate-series"]);
    }
    check_of("2012", "А № 0123456", &[]);
    check_of("2012", "А № 01234", &["W certificate-series"]);
}

#[test]
fn a_divorce_names_its_marriage_and_comes_after_it() {
    let mut divorce = act("divorce", &[("divorce.date", "1974-05-05")]);
    assert_eq!(broken(&divorce, &BookFacts::default()), [""; 0]);
    let dash = Field { mark: crate::act::Mark::Dash, ..Field::default() };
    divorce.fields.insert("marriage_ref".into(), dash);
    assert_eq!(broken(&divorce, &BookFacts::default()), ["W divorce-without-marriage"]);
    let named = |marriage: &str, expected: &[&str]| {
        check("divorce", &[("divorce.date", "1974-05-05"), ("marriage_ref", marriage)], expected);
    };
    named("№ 12 от 5.VI.1974 г. горЗАГС", &["E divorce-before-marriage"]);
    named("№ 12 от 5.VI.1970 г. горЗАГС", &[]);
    named("№ 12", &[]);
}

#[test]
fn an_annulled_act_is_told_and_that_it_was_used_since() {
    check("birth", &[("annotations", "Запись аннулирована 5.V.1970")], &["I record-annulled"]);
    check(
        "birth",
        &[(
            "annotations",
            "Запись аннулирована 5.V.1970; выдано повторное свидетельство I-ТБ № 123456 6.V.1971",
        )],
        &["I record-annulled", "E issued-though-annulled"],
    );
    check("birth", &[("annotations", "выдано повторное свидетельство I-ТБ № 123456 6.V.1971")], &[]);
}

#[test]
fn what_cannot_be_read_is_told_apart_from_what_is_not_written() {
    let marked = |mark, expected: &[&str]| {
        let mut act = act("birth", &[]);
        act.fields.insert("child.given".into(), Field { mark, ..Field::default() });
        assert_eq!(broken(&act, &BookFacts::default()), expected);
    };
    marked(crate::act::Mark::Illegible, &["I not-readable"]);
    marked(crate::act::Mark::NotCaptured, &["I not-captured"]);
    marked(crate::act::Mark::Dash, &[]);
    marked(crate::act::Mark::Blank, &[]);
}
