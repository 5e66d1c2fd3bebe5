//! A family of failing readers: crash, hang, garbage, no memory. Each costs its scan and never the run.

use crate::hand::{Table, scans};

/// An archive with one scan of one page.
fn one_scan() -> Table {
    let table = Table::with_archive();
    table.ingests("divorces-1");
    table
}

/// Runs with a reader of these lines; the one scan is then set aside for a reason that names `why`.
fn check(table: &Table, lines: &str, why: &str) {
    let reader = table.program("reader.sh", lines);
    let run = table.says_with_reader(&reader, &["run", "-C", "archive", "--jobs", "2"]);
    assert_eq!(run.code, Some(3), "{run:?}");
    let status = table.does(&["status", "-C", "archive", "--json"]).json();
    let aside = &status["registers"][0]["set_aside"][0];
    assert_eq!(aside["file"], "0001.jpg");
    assert!(aside["reason"].as_str().unwrap().contains(why), "{aside}");
    assert!(run.err.contains(" aside register="), "{run:?}");
}

#[test]
fn a_reader_that_crashes() {
    check(&one_scan(), "kill -SEGV $$", "signal 11");
}

#[test]
fn a_reader_that_is_killed_for_want_of_memory() {
    check(&one_scan(), "kill -KILL $$", "signal 9");
}

#[test]
fn a_reader_whose_memory_does_not_suffice() {
    let daftar = env!("CARGO_BIN_EXE_daftar");
    check(&one_scan(), &format!("exec {daftar} reader --memory-mib 60"), "memory over 1500 MiB");
}

#[test]
fn a_reader_that_hangs() {
    let table = one_scan();
    table.write("archive/daftar.toml", "[read]\nseconds_a_scan = 1\n");
    check(&table, "exec sleep 1000", "took over 1 s");
}

#[test]
fn a_reader_that_answers_garbage() {
    check(&one_scan(), "echo Segmentation fault, but kindly; cat > /dev/null", "garbled");
}

#[test]
fn a_reader_that_breaks_off_in_the_middle_of_its_answer() {
    check(&one_scan(), r"printf 'DFTR\377\0\0\0{'", "exit code 0");
}

#[test]
fn a_reader_that_panics_is_quoted() {
    check(
        &one_scan(),
        "echo \"thread 'main' panicked at a.rs:1:2:\" >&2; echo row 7 of 6 >&2; exit 101",
        "row 7 of 6",
    );
}

#[test]
fn a_reader_that_crashes_once_gets_a_second_chance() {
    let table = one_scan();
    let daftar = env!("CARGO_BIN_EXE_daftar");
    let reader = table
        .program("reader.sh", &format!("mkdir $0.once 2>/dev/null && kill -SEGV $$\nexec {daftar} \"$@\""));
    let run = table.says_with_reader(&reader, &["run", "-C", "archive", "--jobs", "1"]);
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn a_reader_program_that_is_not_there_is_our_fault_and_not_the_scans() {
    let table = one_scan();
    let run = table.says_with_reader(&table.path("no-such-program"), &["run", "-C", "archive"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    let status = table.does(&["status", "-C", "archive", "--json"]).json();
    assert_eq!(status["registers"][0]["scans"]["waiting"], 1);
}

#[test]
fn a_scan_whose_reader_died_is_read_by_a_later_run_that_renews() {
    let table = one_scan();
    check(&table, "kill -SEGV $$", "signal 11");
    table.does(&["run", "-C", "archive", "--renew", "prepare"]);
    let status = table.does(&["status", "-C", "archive", "--json"]).json();
    assert_eq!(status["registers"][0]["scans"]["read"], 1);
}

#[test]
fn read_says_why_a_reader_gave_no_answer() {
    let table = Table::empty();
    let reader = table.program("reader.sh", "kill -SEGV $$");
    let scan = scans("divorces-1").join("0001.jpg");
    let said = table.says_with_reader(&reader, &["read", scan.to_str().unwrap()]);
    assert_eq!(said.code, Some(3), "{said:?}");
    assert!(said.json()["set_aside"].as_str().unwrap().contains("signal 11"));
}

#[test]
fn a_reader_is_given_no_keys() {
    let table = one_scan();
    let seen = table.path("seen");
    let reader = table.program("reader.sh", &format!("env > {}; exit 1", seen.display()));
    let mut run = table.command(&["run", "-C", "archive"]);
    run.env("DAFTAR_READER", reader).env("AWS_SECRET_ACCESS_KEY", "very secret").env("PGPASSWORD", "also");
    run.output().unwrap();
    let seen = std::fs::read_to_string(seen).unwrap();
    assert!(seen.contains("OMP_THREAD_LIMIT=1"), "{seen}");
    assert!(!seen.contains("SECRET") && !seen.contains("PGPASSWORD") && !seen.contains("HOME="), "{seen}");
}
