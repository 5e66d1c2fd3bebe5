//! Ages as they are written. Not for numbers alone.

use super::*;

fn check(written: &str, normal: &str) {
    let expected = (!normal.is_empty()).then_some(normal);
    assert_eq!(Age::parse(written).map(|age| age.normal()).as_deref(), expected, "{written}");
}

#[test]
fn years_are_digits() {
    check("34 года", "34");
    check("34", "34");
    check("30 лет от роду", "30");
    check("34-х лет", "34");
    check("тридцать четыре года", "34");
    check("34 сола", "34");
    check("сию чор сола", "34");
    check("70 л.", "70");
    check("21 год", "21");
}

#[test]
fn parts_of_a_year_keep_their_unit() {
    check("1 г. 3 мес.", "1 г. 3 мес.");
    check("1 год и 3 месяца", "1 г. 3 мес.");
    check("5 месяцев", "5 мес.");
    check("5 моҳа", "5 мес.");
    check("5 дней", "5 дн.");
    check("3 рӯз", "3 дн.");
    check("2 недели", "2 нед.");
    check("5 мес. 12 дней", "5 мес. 12 дн.");
    check("6 часов", "6 ч.");
    check("полгода", "6 мес.");
    check("два года три месяца", "2 г. 3 мес.");
}

#[test]
fn about_is_kept_and_what_is_no_age_is_none() {
    check("около 30", "30~");
    check("тахминан 30 сола", "30~");
    check("30~", "30~");
    check("неизвестно", "");
    check("", "");
    check("1956", "");
}

#[test]
fn an_age_is_also_a_number_of_years() {
    for (value, years) in [("34", 34.0), ("3 мес.", 0.25), ("1 г. 6 мес.", 1.5), ("30~", 30.0)] {
        assert_eq!(age_in_years(value), Some(years), "{value}");
    }
    assert!(age_in_years("5 дн.").is_some_and(|years| years < 0.02));
}

#[test]
fn a_normal_form_is_its_own() {
    for value in ["34", "1 г. 3 мес.", "5 дн.", "30~", "5 мес. 12 дн."] {
        check(value, value);
    }
}
