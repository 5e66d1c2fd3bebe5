//! Correct acts of made-up registers break no rule. Not for reading: the acts are as their truth files have them.

use std::collections::BTreeMap;

use crate::{
    act::{Act, Severity},
    rules::{BookFacts, of_act, of_register},
};

/// Registers of known acts.
const TRUTH: [&str; 5] = [
    include_str!("../../../../../samples/truth/births-1.jsonl"),
    include_str!("../../../../../samples/truth/births-2.jsonl"),
    include_str!("../../../../../samples/truth/deaths-1.jsonl"),
    include_str!("../../../../../samples/truth/divorces-1.jsonl"),
    include_str!("../../../../../samples/truth/marriages-1.jsonl"),
];

fn acts(text: &str) -> Vec<Act> {
    let act = |(place, line): (usize, &str)| {
        let truth: serde_json::Value = serde_json::from_str(line).unwrap();
        let shape = serde_json::json!({"id": format!("r/{place}"), "register": truth["register"],
            "type": truth["type"], "fields": truth["fields"]});
        serde_json::from_value(shape).unwrap()
    };
    text.lines().enumerate().map(act).collect()
}

#[test]
fn known_acts_raise_no_false_alarm() {
    let (mut all, mut alarms) = (0, BTreeMap::<String, usize>::new());
    for acts in TRUTH.map(acts) {
        let book = BookFacts::default();
        let alone = acts.iter().flat_map(|act| of_act(act, &book));
        let doubts = alone.chain(of_register(&acts, &book).into_iter().flatten());
        for doubt in doubts.filter(|doubt| doubt.severity != Severity::Info) {
            *alarms.entry(doubt.text).or_default() += 1;
        }
        all += acts.len();
    }
    // These books of 1952 do name Душанбе, which was Сталинабад then: two finds, no false alarms.
    let found = BTreeMap::from([("The place was not called Душанбе in 1952.".to_owned(), 2)]);
    assert_eq!((all, alarms), (18, found));
}
