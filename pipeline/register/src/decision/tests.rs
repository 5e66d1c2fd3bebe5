//! Acts with decisions applied: values, doubts, states. Not for what desks show of them.

use super::{Decision, Verdict, doubt_name, rule_field, rule_of};
use crate::{
    act::{Act, By, Doubt, Field, Mark, Status},
    id::ActId,
};

/// Settled where nothing is known of the book.
fn settle(act: &Act, decisions: &[Decision]) -> Act {
    super::settle(act, decisions, None)
}

fn act() -> Act {
    serde_json::from_str(
        r#"{"id":"r/000001-w1","register":"r","type":"birth",
            "fields":{"child.surname":{"as_written":"Рахмонов","value":"Рахмонов"},"act_no":"12"}}"#,
    )
    .unwrap()
}

fn decision(field: &str, verdict: Verdict, value: Option<&str>) -> Decision {
    Decision {
        act: ActId("r/000001-w1".into()),
        field: field.into(),
        verdict,
        value: value.map(Into::into),
        person: "nigora".into(),
        at: "2026-01-01T10:00:00Z".into(),
        revision: 0,
        nonce: None,
    }
}

#[test]
fn a_correction_replaces_the_value_and_names_the_verifier() {
    let settled = settle(&act(), &[decision("child.surname", Verdict::Corrected, Some("Раҳмонов"))]);
    let field = &settled.fields["child.surname"];
    assert_eq!((field.value.as_deref(), field.by), (Some("Раҳмонов"), By::Verifier));
    assert_eq!(settled.status, Status::Machine);
}

#[test]
fn what_is_no_date_is_kept_as_written_and_in_doubt_until_it_is_put_right() {
    let wrong = decision("child.birth_date", Verdict::Corrected, Some("31.02.1952"));
    let settled = settle(&act(), std::slice::from_ref(&wrong));
    let field = &settled.fields["child.birth_date"];
    assert_eq!((field.as_written.as_deref(), field.value.as_deref()), (Some("31.02.1952"), None));
    assert_eq!(settled.doubts[0].rule, "date-not-understood");
    let right = decision("child.birth_date", Verdict::Corrected, Some("28.02.1952"));
    let settled = settle(&act(), &[wrong, right]);
    assert_eq!((settled.value("child.birth_date"), settled.doubts.len()), (Some("1952-02-28"), 0));
}

#[test]
fn what_the_machine_read_stays_as_a_candidate() {
    let settled = settle(&act(), &[decision("child.surname", Verdict::Corrected, Some("Раҳмонов"))]);
    let candidates: Vec<&str> =
        settled.fields["child.surname"].candidates.iter().map(|c| c.0.as_str()).collect();
    assert_eq!(candidates, ["Рахмонов"]);
}

#[test]
fn the_normal_form_of_a_date_is_not_what_is_written() {
    let mut act = act();
    let read = Field { as_written: Some("7 марта 1956".to_owned()), ..Field::plain("1956-03-07") };
    act.fields.insert("child.birth_date".to_owned(), read);
    let settled = settle(&act, &[decision("child.birth_date", Verdict::Corrected, Some("1956-03-07"))]);
    let field = &settled.fields["child.birth_date"];
    assert_eq!(field.as_written.as_deref(), Some("7 марта 1956"));
    assert_eq!((field.value.as_deref(), field.by), (Some("1956-03-07"), By::Verifier));
}

#[test]
fn undo_brings_the_decision_before_it_back() {
    let decisions = [
        decision("child.surname", Verdict::Corrected, Some("Раҳмонов")),
        decision("child.surname", Verdict::Dash, None),
        decision("child.surname", Verdict::Undone, None),
    ];
    assert_eq!(settle(&act(), &decisions).value("child.surname"), Some("Раҳмонов"));
}

#[test]
fn an_act_is_verified_when_every_field_is_decided() {
    let decisions = [
        decision("child.surname", Verdict::Confirmed, Some("Рахмонов")),
        decision("act_no", Verdict::Illegible, None),
    ];
    let settled = settle(&act(), &decisions);
    assert_eq!(settled.status, Status::Verified);
    assert_eq!((settled.fields["act_no"].mark, settled.value("act_no")), (Mark::Illegible, None));
}

#[test]
fn an_act_without_a_critical_field_is_not_verified_before_somebody_looked_for_it() {
    let mut act = act();
    let doubt = r#"{"rule":"missing-field","severity":"warning","text":"","fields":["child.given"]}"#;
    act.doubts.push(serde_json::from_str(doubt).unwrap());
    let mut decisions = vec![
        decision("child.surname", Verdict::Confirmed, Some("Рахмонов")),
        decision("act_no", Verdict::Confirmed, Some("12")),
    ];
    assert_eq!(settle(&act, &decisions).status, Status::Machine);
    decisions.push(decision("child.given", Verdict::Blank, None));
    assert_eq!(settle(&act, &decisions).status, Status::Verified);
}

const LATE: &str = r#"{"id":"r/000001-w1","register":"r","type":"birth",
    "fields":{"child.birth_date":"1956-04-01","reg_date":"1956-03-07","child.given":"Саид"},
    "doubts":[{"rule":"event-after-registration","severity":"error","text":"1956-04-01 comes after.",
        "fields":["child.birth_date","reg_date"]},
        {"rule":"number-out-of-sequence","severity":"warning","text":"Act 12 follows act 10.","fields":["act_no"]}]}"#;

fn rules_of(decisions: &[Decision]) -> Vec<String> {
    let act: Act = serde_json::from_str(LATE).unwrap();
    settle(&act, decisions).doubts.into_iter().map(|doubt| doubt.rule).collect()
}

#[test]
fn a_rule_is_judged_anew_on_what_a_person_decided() {
    let both = ["event-after-registration", "number-out-of-sequence"];
    assert_eq!(rules_of(&[]), both);
    assert_eq!(rules_of(&[decision("child.given", Verdict::Confirmed, Some("Саид"))]), both);
    let right = decision("child.birth_date", Verdict::Corrected, Some("01.03.1956"));
    assert_eq!(rules_of(&[right]), ["number-out-of-sequence"]);
    let other = decision("child.birth_date", Verdict::Corrected, Some("02.04.1956"));
    let act: Act = serde_json::from_str(LATE).unwrap();
    let settled = settle(&act, &[other]);
    assert_eq!(settled.doubts[1].text, "1956-04-02 comes after the registration on 1956-03-07.");
}

#[test]
fn what_a_register_told_of_another_value_goes_with_it() {
    let number = decision("act_no", Verdict::Corrected, Some("11"));
    assert_eq!(rules_of(&[number]), ["event-after-registration"]);
}

#[test]
fn a_person_may_say_that_it_is_so_and_take_it_back() {
    let act: Act = serde_json::from_str(LATE).unwrap();
    let field = rule_field("event-after-registration");
    let so = decision(&field, Verdict::Accepted, Some("the clerk wrote ahead"));
    let settled = settle(&act, std::slice::from_ref(&so));
    let word = settled.doubts[0].overridden.as_ref().unwrap();
    assert_eq!((word.by.as_str(), word.reason.as_str()), ("nigora", "the clerk wrote ahead"));
    assert!(!settled.doubts[0].stands_on("reg_date") && settled.doubts[1].overridden.is_none());
    assert!(!settled.fields.contains_key(&field));
    let back = decision(&field, Verdict::Undone, None);
    assert_eq!(settle(&act, &[so, back]), act);
}

#[test]
fn a_word_holds_for_the_rule_and_fields_it_was_said_of() {
    let act: Act = serde_json::from_str(LATE).unwrap();
    let accepted = |doubt: &Doubt| {
        let so = decision(&rule_field(&doubt_name(doubt)), Verdict::Accepted, Some("so"));
        settle(&act, &[so]).doubts[0].overridden.is_some()
    };
    assert!(accepted(&act.doubts[0]));
    let of_others = Doubt { fields: vec!["reg_date".into()], ..act.doubts[0].clone() };
    assert!(!accepted(&of_others));
    assert_eq!(rule_of(&rule_field(&doubt_name(&of_others))), Some("event-after-registration"));
}

#[test]
fn what_was_not_found_is_not_so_by_a_word() {
    let mut act: Act = serde_json::from_str(LATE).unwrap();
    act.doubts[0].rule = "missing-field".into();
    let so = decision(&rule_field("missing-field"), Verdict::Accepted, Some("so"));
    assert!(settle(&act, &[so]).doubts[0].overridden.is_none());
}

#[test]
fn decisions_of_before_are_read() {
    let text = r#"{"act":"r/1","field":"act_no","verdict":"confirmed","value":"12","person":"n","at":"t","revision":0}"#;
    let read: Decision = serde_json::from_str(text).unwrap();
    assert_eq!((read.verdict, serde_json::to_string(&read).unwrap().as_str()), (Verdict::Confirmed, text));
}

#[test]
fn notes_are_parsed_anew_when_a_person_corrects_them() {
    let noted = decision("annotations", Verdict::Corrected, Some("умер 3.II.1980 г. а/з № 45"));
    let settled = settle(&act(), &[noted]);
    assert_eq!(settled.annotations[0].date.as_deref(), Some("1980-02-03"));
}

#[test]
fn a_referred_field_is_not_decided() {
    let decisions = [
        decision("child.surname", Verdict::Confirmed, Some("Рахмонов")),
        decision("act_no", Verdict::Referred, None),
    ];
    assert_eq!(settle(&act(), &decisions).status, Status::Machine);
}

#[test]
fn a_date_of_registration_that_a_person_typed_is_judged_by_the_years_of_the_book() {
    let act = act();
    let rules = |typed: &str, years: Option<(i32, i32)>| -> Vec<String> {
        let decided = [decision("reg_date", Verdict::Corrected, Some(typed))];
        super::settle(&act, &decided, years).doubts.into_iter().map(|doubt| doubt.rule).collect()
    };
    let outside = ["event-outside-book"];
    assert!(rules("07.03.1956", Some((1956, 1956))).is_empty());
    assert_eq!(rules("07.03.1965", Some((1956, 1956))), outside);
    assert!(rules("07.03.1965", None).is_empty());
}

#[test]
fn a_book_whose_card_names_no_years_is_known_by_what_was_doubted() {
    let text = r#"{"id":"r/000001-w1","register":"r","type":"birth","fields":{"reg_date":"1965-03-07"},
        "doubts":[{"rule":"event-outside-book","severity":"error","text":"","fields":["reg_date"],
                   "values":{"registered":"1965-03-07","first":"1956","last":"1957"}}]}"#;
    let act: Act = serde_json::from_str(text).unwrap();
    let doubts =
        |typed: &str| settle(&act, &[decision("reg_date", Verdict::Corrected, Some(typed))]).doubts.len();
    assert_eq!((doubts("07.03.1956"), doubts("07.03.1966")), (0, 1));
}
