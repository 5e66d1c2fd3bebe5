//! The rules as data: every one has its line, and its texts are filled. Not for what breaks them.

use std::collections::BTreeSet;

use super::*;

#[test]
fn the_table_and_the_code_name_the_same_rules() {
    let table: BTreeSet<&str> = TABLE.keys().copied().collect();
    let code: BTreeSet<&str> = Rule::ALL.iter().map(|rule| rule.as_str()).collect();
    assert_eq!(table, code);
    assert_eq!(table.len(), include_str!("../../../../../ocr-models/rules.tsv").lines().count() - 1);
}

#[test]
fn the_table_gives_the_limits_the_code_asks_for() {
    for rule in Rule::ALL {
        let table: BTreeSet<&str> = rule.line().limits.keys().copied().collect();
        let code: BTreeSet<&str> = rule.limits().iter().copied().collect();
        assert_eq!(table, code, "{}", rule.as_str());
    }
}

#[test]
fn a_text_names_the_same_things_in_every_language() {
    let places = |text: &str| -> BTreeSet<String> {
        text.split('{').skip(1).filter_map(|t| t.split_once('}')).map(|(name, _)| name.to_owned()).collect()
    };
    for rule in Rule::ALL {
        let [english, russian, tajik] = rule.line().texts.map(places);
        assert_eq!(english, russian, "{}", rule.as_str());
        assert_eq!(english, tajik, "{}", rule.as_str());
    }
}

#[test]
fn a_breach_is_said_with_its_values() {
    let doubt = Rule::EventAfterRegistration.broken(
        &["death.date", "reg_date"],
        &[("event", "1956-04-01".into()), ("registered", "1956-03-07".into())],
    );
    assert_eq!(doubt.text, "1956-04-01 comes after the registration on 1956-03-07.");
    let said = said(&doubt.rule, Speech::Russian, |name| doubt.values.get(name).cloned());
    assert_eq!(said.as_deref(), Some("Событие 1956-04-01 позже записи акта 1956-03-07."));
}
