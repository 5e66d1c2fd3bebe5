//! `kill -9` costs nothing but the stage in work: the one test that waits on a clock, because what it shows
//! is what happens at any moment.

use std::{process::Stdio, thread::sleep, time::Duration};

use crate::hand::Table;

const KILLS: usize = 20;

/// Moments between 0.2 and 2 s, the same in every run of the test (xorshift, Marsaglia 2003).
fn moments() -> impl Iterator<Item = Duration> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        Duration::from_millis(200 + state % 1800)
    })
}

fn archive() -> Table {
    let table = Table::with_archive();
    table.ingests("births-1");
    table.ingests("deaths-1");
    table
}

/// Starts a run and kills it after a while; true when it had already ended by itself.
fn killed(table: &Table, words: &[&str], after: Duration) -> bool {
    let mut run = table.command(words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    sleep(after);
    let ended = run.try_wait().unwrap().is_some();
    run.kill().unwrap();
    run.wait().unwrap();
    ended
}

#[test]
fn a_run_killed_twenty_times_ends_as_an_undisturbed_one() {
    let undisturbed = archive();
    undisturbed.does(&["run", "-C", "archive", "--jobs", "2"]);
    let expected = undisturbed.does(&["export", "-C", "archive", "--format", "jsonl"]).out;
    assert!(!expected.is_empty());

    let table = archive();
    let mut all_was_read = false;
    for after in moments().take(KILLS) {
        let mut words = vec!["run", "-C", "archive", "--jobs", "2"];
        if all_was_read {
            words.extend(["--renew", "prepare"]);
        }
        all_was_read = killed(&table, &words, after);
    }
    table.does(&["run", "-C", "archive", "--jobs", "2"]);

    assert_eq!(table.does(&["export", "-C", "archive", "--format", "jsonl"]).out, expected);
    let status = table.does(&["status", "-C", "archive", "--json"]).json();
    for register in status["registers"].as_array().unwrap() {
        assert_eq!((&register["scans"]["set_aside"], &register["scans"]["waiting"]), (&0.into(), &0.into()));
    }
}

#[test]
fn readers_end_with_their_parent() {
    let table = archive();
    let readers = table.path("readers");
    let daftar = env!("CARGO_BIN_EXE_daftar");
    let reader =
        table.program("reader.sh", &format!("echo $$ >> {}\nexec {daftar} \"$@\"", readers.display()));
    let mut run = table
        .command(&["run", "-C", "archive", "--jobs", "1"])
        .env("DAFTAR_READER", reader)
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while !readers.exists() {
        assert!(run.try_wait().unwrap().is_none(), "the run ended before its reader began");
        sleep(Duration::from_millis(20));
    }
    run.kill().unwrap();
    run.wait().unwrap();
    let pids = std::fs::read_to_string(readers).unwrap();
    for pid in pids.split_whitespace() {
        while lives(pid) {
            sleep(Duration::from_millis(20));
        }
    }
}

/// A process that is there and no zombie.
fn lives(pid: &str) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(')').is_some_and(|(_, rest)| !rest.trim_start().starts_with('Z'))
}

#[test]
fn ctrl_c_finishes_what_is_in_work_and_says_that_more_remains() {
    let table = archive();
    let run = table.command(&["run", "-C", "archive", "--jobs", "1"]).stderr(Stdio::piped()).spawn().unwrap();
    let pid = rustix::process::Pid::from_raw(i32::try_from(run.id()).unwrap()).unwrap();
    // Until the run listens, a signal would end it like any program.
    wait_until_it_listens(run.id());
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    let output = run.wait_with_output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(130), "{err}");
    assert!(err.contains("stopping why=") && err.contains("stopped read="), "{err}");
    table.does(&["run", "-C", "archive"]);
}

/// SIGINT (bit 1) among the signals the process catches, as the kernel tells.
fn wait_until_it_listens(pid: u32) {
    loop {
        let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
        let caught = status.lines().find_map(|l| l.strip_prefix("SigCgt:")).unwrap_or("0");
        if u64::from_str_radix(caught.trim(), 16).unwrap_or(0) & 0b10 != 0 {
            return;
        }
        sleep(Duration::from_millis(5));
    }
}
