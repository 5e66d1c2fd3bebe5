//! What is asked, as addresses carry it. Not for answers.

use super::*;

#[test]
fn one_part_of_the_question_changes_and_the_rest_stays() {
    let asked = Asked { q: "Курбонов 1937".into(), from: "50".into(), ..Asked::default() };
    assert_eq!(
        asked.with("type", "birth"),
        format!("/search?q={}&type=birth", "%D0%9A%D1%83%D1%80%D0%B1%D0%BE%D0%BD%D0%BE%D0%B2%201937")
    );
    assert_eq!(asked.offset(), 50);
}

#[test]
fn years_are_a_range_or_one_year() {
    assert_eq!(years_of("1935..1939"), Some((1935, 1939)));
    assert_eq!(years_of("1937"), Some((1937, 1937)));
    assert_eq!(years_of("soon"), None);
}

#[test]
fn an_empty_question_asks_nothing() {
    assert!(!Asked { exact: "1".into(), ..Asked::default() }.asks());
    assert!(Asked { status: "verified".into(), ..Asked::default() }.asks());
}
