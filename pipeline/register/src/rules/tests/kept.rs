//! Acts of made-up families, some with a breach: each breach is found where it was made, and correct acts raise hardly any
//! alarm. Not for reading: the acts are as they were written.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    act::{Act, Severity},
    annotation::annotations,
    rules::{BookFacts, across, of_act, of_register},
};

const ACTS: &str = include_str!("../../../../../samples/families/acts.jsonl");
const BREACHES: &str = include_str!("../../../../../samples/families/breaches.jsonl");
const REGISTERS: &str = include_str!("../../../../../samples/families/registers.jsonl");

/// An act and a rule.
type Told = BTreeSet<(String, String)>;

fn acts() -> Vec<Act> {
    let act = |line: &str| {
        let mut act: Act = serde_json::from_str(line).unwrap();
        let written = act.fields.get("annotations").and_then(|field| field.as_written.as_deref());
        act.annotations = written.map(|written| annotations(written, None)).unwrap_or_default();
        act
    };
    ACTS.lines().map(act).collect()
}

fn books() -> BTreeMap<String, BookFacts> {
    let book = |line: &str| {
        let card: serde_json::Value = serde_json::from_str(line).unwrap();
        let years = serde_json::from_value(card["years"].clone()).unwrap();
        (card["id"].as_str().unwrap().to_owned(), BookFacts { years, ..BookFacts::default() })
    };
    REGISTERS.lines().map(book).collect()
}

/// What the rules tell of the acts, but for what is only worth knowing.
fn told(acts: &[Act]) -> (Told, Told) {
    let (books, mut doubts) = (books(), Vec::new());
    for (id, book) in &books {
        let of_book: Vec<Act> = acts.iter().filter(|act| act.register.as_str() == id).cloned().collect();
        let together = of_register(&of_book, book);
        let alone = of_book.iter().map(|act| of_act(act, book));
        let both = alone.zip(together).map(|(alone, together)| [alone, together].concat());
        doubts.extend(
            of_book
                .iter()
                .zip(both)
                .flat_map(|(act, doubts)| doubts.into_iter().map(|d| (act.id.clone(), d))),
        );
    }
    doubts.extend(across(acts, |_| None).into_iter().map(|breach| (breach.act, breach.doubt)));
    let grave = |(_, doubt): &&(_, crate::act::Doubt)| doubt.severity != Severity::Info;
    let names = |(id, doubt): &(crate::id::ActId, crate::act::Doubt)| (id.to_string(), doubt.rule.clone());
    (doubts.iter().map(names).collect(), doubts.iter().filter(grave).map(names).collect())
}

/// The breaches that were made, and what else may be told of these acts for it.
fn made() -> (Told, Told) {
    let (mut made, mut also) = (Told::new(), Told::new());
    for line in BREACHES.lines() {
        let breach: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
        made.insert((text(&breach["id"]), text(&breach["rule"])));
        also.extend(breach["also"].as_array().unwrap().iter().map(|rule| (text(&breach["id"]), text(rule))));
    }
    (made, also)
}

#[test]
fn every_breach_that_was_made_is_found() {
    let ((told, _), (made, _)) = (told(&acts()), made());
    let missed: Vec<_> = made.difference(&told).collect();
    assert!(made.len() >= 40 && missed.is_empty(), "{missed:?}");
}

#[test]
fn correct_acts_raise_at_most_one_alarm_in_two_hundred() {
    let acts = acts();
    let ((_, told), (made, also)) = (told(&acts), made());
    let alarms: Vec<_> = told.iter().filter(|told| !made.contains(told) && !also.contains(told)).collect();
    assert!(acts.len() > 300 && alarms.len() * 200 <= acts.len(), "{alarms:?} of {} acts", acts.len());
}
