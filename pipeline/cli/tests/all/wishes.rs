//! What a desk asks a register to learn: noticed by a run that follows, told when it fails, not tried without end, and never
//! twice at a time. Not for what is learned: see `learning`.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

use archive::{Archive, Viewer};
use register::id::RegisterId;

use crate::{
    hand::Table,
    learned_hand::{runs, with_archive},
    schema,
};

/// Longest wait for a line, many times what a slow machine takes: a run that never tells it fails the test.
const LONGEST: Duration = Duration::from_secs(180);

/// So many lines are told before it at most.
const MOST: usize = 1000;

/// A run that follows, and the lines it tells; it ends with the test, however that ends.
struct Following {
    run: Child,
    told: Receiver<String>,
}

impl Following {
    fn of(table: &Table) -> Self {
        let mut command = table.command(&["run", "-C", "archive", "--jobs", "1", "--follow"]);
        let mut run = command.stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(run.stderr.take().unwrap()).lines().map_while(Result::ok);
        let (tell, told) = channel();
        // Ends when the run does, or when nobody listens.
        thread::spawn(move || lines.map(|line| tell.send(line)).take_while(Result::is_ok).count());
        Self { run, told }
    }

    fn waits_for(&mut self, part: &str) {
        let mut before = Vec::new();
        while before.len() < MOST {
            match self.told.recv_timeout(LONGEST) {
                Ok(line) if line.contains(part) => return,
                Ok(line) => before.push(line),
                Err(error) => panic!("{part}: {error} after {before:#?}"),
            }
        }
        panic!("{part} is not among {before:#?}");
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        // One that ended by itself cannot be killed.
        let _ = self.run.kill();
        let _ = self.run.wait();
    }
}

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
    let mut run = Following::of(&table);
    // What was asked for before is learned before this is told.
    run.waits_for(" start ");
    asks(&table, &register);
    run.waits_for("not-learned register=b ");
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
    // A log names no person.
    assert!(!run.err.contains("nigora"), "{run:?}");
    check(&table, true, 3);
}
