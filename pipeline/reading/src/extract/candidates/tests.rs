//! Candidates of whole acts. Not for single sources: each is tested where it stands.

use register::act::Act;

use super::{super::evidence::tests::act, *};

/// An act whose fields are this sure, as they were read.
fn read(fields: &[(&str, &str, f64)]) -> Act {
    let plain: Vec<(&str, &str)> = fields.iter().map(|(key, text, _)| (*key, *text)).collect();
    let mut act = act(&plain);
    for (key, text, sure) in fields {
        let field = act.fields.get_mut(*key).unwrap();
        field.as_written = Some((*text).to_owned());
        field.confidence = Some(*sure);
    }
    act
}

/// The value of a field after ranking, and its candidates.
fn check(mut acts: Vec<Act>, key: &str, value: &str, offered: &[&str]) {
    rank(&mut acts, None);
    let field = &acts[0].fields[key];
    let texts: Vec<&str> = field.candidates.iter().map(|(text, _)| text.as_str()).collect();
    assert_eq!((field.value.as_deref(), texts.as_slice()), (Some(value), offered));
    let sum: f64 = field.candidates.iter().map(|(_, weight)| weight).sum();
    assert!(sum <= 1.0 && field.confidence.is_some_and(|sure| sure <= 1.0), "{:?}", field.candidates);
}

#[test]
fn a_sure_reading_stays_and_is_offered_what_fits_better() {
    let birth = read(&[
        ("child.patronymic", "Карнмович", 0.9),
        ("father.given", "Карим", 0.95),
        ("child.sex", "male", 0.99),
    ]);
    check(vec![birth], "child.patronymic", "Карнмович", &["Карнмович", "Каримович"]);
}

#[test]
fn an_unsure_reading_against_which_two_sources_speak_gives_way_and_stays_unsure() {
    let mut birth = read(&[
        ("child.patronymic", "Юсуповнч", 0.3),
        ("father.given", "Юсуп", 0.95),
        ("child.sex", "male", 0.99),
    ]);
    birth.fields.get_mut("child.patronymic").unwrap().candidates.clear();
    check(vec![birth.clone()], "child.patronymic", "Юсупович", &["Юсупович", "Юсуповнч"]);
    rank(std::slice::from_mut(&mut birth), None);
    let field = &birth.fields["child.patronymic"];
    assert_eq!(field.as_written.as_deref(), Some("Юсупович"));
    assert!(field.confidence.is_some_and(|sure| sure <= 0.6));
}

#[test]
fn one_source_alone_moves_no_value() {
    let birth = read(&[("child.given", "Мухаммад", 0.2)]);
    check(vec![birth], "child.given", "Мухаммад", &["Мухаммад", "Муҳаммад"]);
}

#[test]
fn what_the_register_has_again_and_again_is_offered() {
    let office = |text: &str, sure: f64| read(&[("authority", text, sure)]);
    let acts =
        vec![office("ЗАГС Шахринав", 0.7), office("ЗАГС Шаҳринав", 0.95), office("ЗАГС Шаҳринав", 0.95)];
    check(acts, "authority", "ЗАГС Шахринав", &["ЗАГС Шахринав", "ЗАГС Шаҳринав"]);
}

#[test]
fn candidates_of_a_field_nothing_speaks_of_stay_as_they_were() {
    let mut birth = read(&[("act_no", "12", 0.7)]);
    birth.fields.get_mut("act_no").unwrap().candidates = vec![("12".into(), 0.7), ("17".into(), 0.2)];
    check(vec![birth], "act_no", "12", &["12", "17"]);
}

#[test]
fn the_order_of_acts_makes_no_difference() {
    let office = |text: &str, sure: f64| read(&[("authority", text, sure), ("child.given", "Мухаммад", 0.5)]);
    let acts =
        vec![office("ЗАГС Шахринав", 0.5), office("ЗАГС Шаҳринав", 0.95), office("ЗАГС Шаҳринав", 0.9)];
    let (mut forward, mut backward) = (acts.clone(), acts);
    backward.reverse();
    rank(&mut forward, None);
    rank(&mut backward, None);
    backward.reverse();
    assert_eq!(forward, backward);
}
