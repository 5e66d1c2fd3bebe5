//! Reports of runs written down here: what must be in them.

use register::evaluation::{
    Book, Failed, FieldTally, Fields, Group, JudgedField, JudgedWord, ReadBy, reliability,
    reliability_of_fields,
};

use super::*;

fn tally(letters: usize, letter_edits: usize) -> Tally {
    Tally { letters, letter_edits, words: 10, word_edits: 2, words_found: 8, ..Tally::default() }
}

fn run() -> Run {
    let read_by = ReadBy {
        engine: Some("line_model".into()),
        script: Some("Cyrl".into()),
        hand: Some("handwritten".into()),
        kind: None,
    };
    let word = |n: usize| JudgedWord {
        read_by: read_by.clone(),
        confidence: 0.9,
        score: 0.9,
        letters: 5,
        right: n.is_multiple_of(2),
        ..JudgedWord::default()
    };
    let words: Vec<JudgedWord> = (0..60).map(word).collect();
    Run {
        program: "daftar 0".into(),
        groups: vec![Group { name: "Births & <1956>".into(), images: 3, tally: tally(1000, 25) }],
        total: tally(1000, 25),
        hands: [("handwritten".to_owned(), tally(1000, 25))].into(),
        scripts: [("Cyrl".to_owned(), tally(1000, 25))].into(),
        reliability: reliability(&words),
        failed: vec![Failed { truth: "a/1.xml".into(), why: "its image is not there (1.*)".into() }],
        models: [("lines/cyrillic".to_owned(), "ab12".to_owned())].into(),
        ..Run::default()
    }
}

fn worst() -> WorstLine {
    let stretch = |truth: &str, read: &str| Stretch { truth: truth.into(), read: read.into() };
    WorstLine {
        truth: "births/7.xml".into(),
        script: "Cyrl".into(),
        tally: tally(14, 3),
        stretches: vec![stretch("Ра", "Ра"), stretch("ҳ", "х"), stretch(" ", "")],
        picture: b"jpeg".to_vec(),
        ..WorstLine::default()
    }
}

fn written(changes: Option<&[Change]>, tongue: Tongue) -> String {
    let confusions = [Confusion { stretch: Stretch { truth: "ҳ".into(), read: "х".into() }, times: 7 }];
    html(&Edition {
        run: &run(),
        changes,
        book_changes: &[],
        worst: &[worst()],
        confusions: &confusions,
        tongue,
        at: ("2026-11-26", "10:00"),
    })
}

fn check(html: &str, parts: &[&str]) {
    for part in parts {
        assert!(html.contains(part), "{part} is not in the report");
    }
}

#[test]
fn groups_stand_with_their_rates() {
    check(&written(None, Tongue::English), &["Births &amp; &lt;1956&gt;", "2.50\u{a0}%", "26 Nov 2026"]);
}

#[test]
fn the_worst_lines_show_what_differs() {
    let html = written(None, Tongue::English);
    check(
        &html,
        &[
            "data:image/jpeg;base64,anBlZw==",
            "<mark>ҳ</mark>",
            "<mark>х</mark>",
            "<mark>␣</mark>",
            "births&#x2f;7.xml",
        ],
    );
}

#[test]
fn a_dishonest_confidence_is_said_to_be_one() {
    check(&written(None, Tongue::English), &["0.400", "class=\"rust\""]);
}

#[test]
fn what_could_not_be_measured_is_named() {
    check(&written(None, Tongue::English), &["a&#x2f;1.xml", "its image is not there (1.*)"]);
}

#[test]
fn a_group_that_got_worse_stands_first() {
    let change = Change {
        group: "Deaths".into(),
        verdict: Verdict::Worse,
        before: tally(100, 1),
        now: tally(100, 9),
        other_truths: vec!["deaths/3.xml".into()],
        gone_truths: vec!["deaths/4.xml".into()],
    };
    check(
        &written(Some(&[change]), Tongue::English),
        &["Deaths", "1.00\u{a0}%", "9.00\u{a0}%", "deaths&#x2f;3.xml", "deaths&#x2f;4.xml"],
    );
}

#[test]
fn a_truth_that_is_gone_is_told_apart_from_one_that_is_new() {
    let change = Change {
        group: "Deaths".into(),
        verdict: Verdict::Same,
        before: tally(100, 1),
        now: tally(100, 1),
        other_truths: vec!["deaths/3.xml".into()],
        gone_truths: vec!["deaths/4.xml".into()],
    };
    let html = written(Some(&[change]), Tongue::English);
    check(&html, &["they may be read worse: deaths&#x2f;4.xml", "both runs: deaths&#x2f;3.xml"]);
}

#[test]
fn fields_of_acts_stand_with_their_kinds_and_curves() {
    let tally = FieldTally { fields: 60, right: 57, wrong: 2, missing: 1, added: 0 };
    let field = |_: usize| JudgedField {
        read_by: ReadBy { kind: Some("patronymic".into()), ..ReadBy::default() },
        confidence: 0.9,
        right: true,
        ..JudgedField::default()
    };
    let judged: Vec<JudgedField> = (0..60).map(field).collect();
    let fields = Fields {
        books: vec![Book {
            truth: "births/truth.jsonl".into(),
            acts: 4,
            acts_found: 3,
            tally,
            ..Book::default()
        }],
        kinds: [("patronymic".to_owned(), tally)].into(),
        total: tally,
        reliability: reliability_of_fields(&judged),
        ..Fields::default()
    };
    let run = Run { fields, ..Run::default() };
    let edition = Edition {
        run: &run,
        changes: None,
        book_changes: &[],
        worst: &[],
        confusions: &[],
        tongue: Tongue::English,
        at: ("", ""),
    };
    check(&html(&edition), &["births&#x2f;truth.jsonl", "95.00\u{a0}%", "patronymic", "60 fields", "0.100"]);
}

#[test]
fn every_language_writes_its_own_numbers() {
    check(&written(None, Tongue::Russian), &["2,50\u{a0}%", "lang=\"ru\""]);
    check(&written(None, Tongue::Tajik), &["lang=\"tg\""]);
}

#[test]
fn a_report_needs_nothing_from_elsewhere() {
    let html = written(None, Tongue::English);
    assert!(!html.contains("http://") && !html.contains("https://"), "an address is in the report");
}

#[test]
fn of_nothing_there_is_a_report_too() {
    let run = Run::default();
    let edition = Edition {
        run: &run,
        changes: None,
        book_changes: &[],
        worst: &[],
        confusions: &[],
        tongue: Tongue::English,
        at: ("", ""),
    };
    assert!(html(&edition).contains("</html>"));
}
