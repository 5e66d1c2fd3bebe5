//! Readings matched to acts that stand. Not for what is written of them.

use super::*;
use catalogue::State;
use register::page::ScanInfo;

fn scan(number: u32, place: u32, state: State) -> Scan {
    let info = ScanInfo { file: "a".into(), frame: 0, width: 1000, height: 1000, sha256: String::new() };
    let id = ScanId { register: "r".parse().unwrap(), number };
    Scan { id, place, info, state, reason: None, replaced_by: None, read_at: None }
}

fn act(id: &str, scan: u32, top: u32) -> Act {
    let (low, high) = (top, top + 100);
    let text = format!(
        r#"{{"id":"{id}","register":"r","type":"birth","fields":{{"act_no":{{"value":"1","spots":[{{"scan":"r/{scan:06}",
        "file":"a","frame":0,"half":"whole","outline":[[0,{low}],[500,{low}],[500,{high}],[0,{high}]]}}]}}}}}}"#
    );
    serde_json::from_str(&text).unwrap()
}

fn standing(act: Act, revision: u64) -> ActFacts {
    let pages = pages_of(&act);
    ActFacts { revision, ..facts_of(act, pages, None) }
}

fn check(read: Vec<Act>, before: Vec<ActFacts>, scans: &[Scan], expected: &[&str]) {
    let acts = match_acts(read, before, scans, &BTreeSet::new());
    let standing: Vec<&str> = acts.iter().filter(|a| a.standing).map(|a| a.machine.id.as_str()).collect();
    assert_eq!(standing, expected);
    assert!(acts.iter().filter(|a| a.standing).zip(0..).all(|(a, place)| a.place == place));
}

#[test]
fn a_first_reading_keeps_its_own_names() {
    let scans = [scan(1, 1, State::Read)];
    check(
        vec![act("r/000001-w1", 1, 0), act("r/000001-w2", 1, 300)],
        vec![],
        &scans,
        &["r/000001-w1", "r/000001-w2"],
    );
}

#[test]
fn an_act_found_above_does_not_take_the_name_of_the_one_below() {
    let scans = [scan(1, 1, State::Read)];
    let before = vec![standing(act("r/000001-w1", 1, 300), 0)];
    let read = vec![act("r/000001-w1", 1, 0), act("r/000001-w2", 1, 310)];
    check(read, before, &scans, &["r/000001-w2", "r/000001-w1"]);
}

#[test]
fn an_act_with_decisions_stands_when_a_reading_loses_it() {
    let scans = [scan(1, 1, State::Read)];
    let before = vec![standing(act("r/000001-w1", 1, 300), 2), standing(act("r/000001-w2", 1, 600), 0)];
    // The name of the act that is gone is not given again.
    check(vec![act("r/000001-w1", 1, 0)], before, &scans, &["r/000001-w3", "r/000001-w1"]);
}

#[test]
fn an_act_of_a_scan_shot_again_keeps_its_name() {
    let scans = [scan(1, 1, State::Withdrawn), scan(9, 1, State::Read)];
    let before = vec![standing(act("r/000001-w1", 1, 300), 1)];
    check(vec![act("r/000009-w1", 9, 320)], before, &scans, &["r/000001-w1"]);
}

#[test]
fn acts_of_a_withdrawn_scan_do_not_stand() {
    let scans = [scan(1, 1, State::Withdrawn)];
    check(vec![], vec![standing(act("r/000001-w1", 1, 300), 3)], &scans, &[]);
}
