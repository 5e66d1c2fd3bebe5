//! What is offered after some decisions. Not for candidates of a field: see `shift`.

use super::*;
use crate::id::ActId;

fn decided(read: &str, verdict: Verdict, value: &str) -> (Act, Vec<Decision>) {
    let mut act: Act =
        serde_json::from_str(r#"{"id":"a","register":"r","type":"birth","fields":{}}"#).unwrap();
    act.fields.insert("child.surname".to_owned(), crate::act::Field::plain(read));
    let decision = Decision {
        act: ActId("a".into()),
        field: "child.surname".into(),
        verdict,
        value: Some(value.to_owned()),
        person: "nigora".into(),
        at: "2026-01-01T10:00:00Z".into(),
        revision: 0,
        nonce: None,
    };
    (act, vec![decision])
}

pub(super) fn learned(decisions: &[(&str, Verdict, &str)]) -> Learned {
    let pairs: Vec<_> =
        decisions.iter().map(|(read, verdict, value)| decided(read, *verdict, value)).collect();
    Learned::of(pairs.iter().map(|(act, decisions)| (act, decisions.as_slice())))
}

/// What is offered for a surname, with how often people decided so.
fn check(decisions: &[(&str, Verdict, &str)], reading: &str, expected: &[(&str, usize)]) {
    let offers = learned(decisions).offers(FieldKind::Surname, reading);
    let found: Vec<(&str, usize)> = offers.iter().map(|o| (o.text.as_str(), o.times)).collect();
    assert_eq!(found, expected);
    assert!(offers.iter().all(|o| o.probability > 0.0 && o.probability < 1.0));
}

use Verdict::{Blank, Confirmed, Corrected, Undone};

const TWICE: [(&str, Verdict, &str); 2] =
    [("Рахмонов", Corrected, "Раҳмонов"), ("Рахмонов", Corrected, "Раҳмонов")];

#[test]
fn a_reading_that_was_corrected_is_offered_what_was_put_in_its_place() {
    check(&TWICE, "Рахмонов", &[("Раҳмонов", 2)]);
    check(&TWICE[..1], "Рахмонов", &[("Раҳмонов", 1)]);
}

#[test]
fn a_letter_put_twice_is_offered_in_other_words() {
    check(&TWICE, "Рахимов", &[("Раҳимов", 2)]);
    check(&TWICE[..1], "Рахимов", &[]);
}

#[test]
fn capitals_stay_capitals() {
    check(&TWICE, "Хакимов", &[("Ҳакимов", 2)]);
}

#[test]
fn a_value_people_settled_on_is_offered_where_it_looks_alike() {
    check(&[("Қодиров", Confirmed, "Қодиров")], "Кодиров", &[("Қодиров", 1)]);
    check(&[("Қодиров", Confirmed, "Қодиров")], "Назаров", &[]);
}

#[test]
fn what_was_let_stand_weighs_against_a_correction() {
    let sure = learned(&TWICE).offers(FieldKind::Surname, "Рахмонов")[0].probability;
    let both = [TWICE[0], ("Рахмонов", Confirmed, "Рахмонов")];
    assert!(learned(&both).offers(FieldKind::Surname, "Рахмонов")[0].probability < sure);
}

#[test]
fn what_was_taken_back_or_is_another_kind_teaches_nothing() {
    check(&[("Рахмонов", Undone, "Раҳмонов"), ("Рахмонов", Blank, "")], "Рахмонов", &[]);
    assert!(learned(&TWICE).offers(FieldKind::Place, "Рахмонов").is_empty());
    assert!(Learned::default().is_empty() && !learned(&TWICE).is_empty());
}
