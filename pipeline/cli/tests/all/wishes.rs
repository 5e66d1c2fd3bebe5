//! What a desk asks a register to learn: noticed by a run that follows, told when it fails, not tried without end, and never
//! twice at a time. Not for what is learned: see `learning`.

use std::{
    io::{BufRead as _, BufReader},
    process::Stdio,
};

use archive::{Archive, Viewer};
use register::id::RegisterId;

use crate::{
    hand::Table,
    learned_hand::{runs, with_archive},
    schema,
};

/// A register of which there is nothing to read, and nothing to learn from.
fn table() -> (Table, RegisterId) {
    let table = Table::with_archive();
    table.write("scan.jpg", "no picture");
    table.ingests_files(&["scan.jpg"]);
    (table, "b".parse().unwrap())
}

fn asks(table: &Table, register: &RegisterId) {
    let asked = async |archive: Archive, viewer: Viewer| archive.ask_to_learn(&viewer, register).await;
    assert!(with_archive(table, asked).unwrap());
}

/// Runs once: does it try to learn, and with which exit code does it end?
fn check(table: &Table, tries: bool, code: i32) {
    let run = runs(table, &[]);
    assert_eq!((run.err.contains("not-learned register=b "), run.code), (tries, Some(code)), "{run:?}");
}

#[test]
fn what_failed_is_told_once_and_tried_again_when_somebody_asks_again() {
    let (table, register) = table();
    asks(&table, &register);
    check(&table, true, 3);
    check(&table, false, 0);
    asks(&table, &register);
    check(&table, true, 3);
}

#[test]
fn what_failed_at_the_command_line_is_not_tried_by_the_run_again() {
    let (table, register) = table();
    asks(&table, &register);
    let learn = table.says(&["learn", "-C", "archive", "b"]);
    assert_eq!(learn.code, Some(2), "{learn:?}");
    check(&table, false, 0);
}

#[test]
fn status_tells_what_could_not_be_learned() {
    let (table, register) = table();
    asks(&table, &register);
    check(&table, true, 3);
    let status = table.does(&["status", "-C", "archive", "--json"]).json();
    schema::check("status", &status);
    let told = &status["registers"][0]["not_learned"];
    assert_eq!(told["why"], serde_json::json!({"too_few": {"lines": 0}}));
    let words = table.does(&["status", "-C", "archive"]).out;
    assert!(words.contains("asked to learn, and could not") && words.contains("/transcribe/b"), "{words}");
}

#[test]
fn a_run_that_follows_learns_what_is_asked_for_while_it_waits() {
    let (table, register) = table();
    let mut run = table
        .command(&["run", "-C", "archive", "--jobs", "1", "--follow"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = BufReader::new(run.stderr.take().unwrap()).lines().map(Result::unwrap);
    // What was asked for before is learned before this is told.
    assert!(told.any(|line| line.contains(" start ")));
    asks(&table, &register);
    assert!(told.any(|line| line.contains("not-learned register=b ")));
    run.kill().unwrap();
    run.wait().unwrap();
}

#[test]
fn a_register_that_learns_is_not_let_learn_a_second_time() {
    let (table, register) = table();
    asks(&table, &register);
    let says = async |archive: Archive, viewer: Viewer| {
        let turn = archive.begin_learning(&viewer, &register).await.unwrap();
        let said = (table.says(&["learn", "-C", "archive", "b"]), runs(&table, &[]));
        archive.end_learning(&turn).await.unwrap();
        said
    };
    let (learn, run) = with_archive(&table, says);
    assert_eq!(learn.code, Some(2), "{learn:?}");
    let process = format!("process {}", std::process::id());
    for part in ["the register b learns already (nigora, since ", process.as_str(), "wait until that ends"] {
        assert!(learn.err.contains(part), "{part}: {learn:?}");
    }
    assert!(run.code == Some(0) && !run.err.contains("not-learned"), "{run:?}");
    check(&table, true, 3);
}
