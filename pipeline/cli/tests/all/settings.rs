//! Usage and settings: wrong ones stop everything before anything is read, with exit code 2.

use expect_test::{Expect, expect};

use crate::hand::Table;

fn check(table: &Table, words: &[&str], expected: Expect) {
    let said = table.says(words);
    assert_eq!(said.code, Some(2), "{said:?}");
    assert_eq!(said.out, "");
    expected.assert_eq(&said.err);
}

#[test]
fn a_folder_without_archive_is_named_with_what_to_do() {
    check(
        &Table::empty(),
        &["status"],
        expect![[r#"
        error: there is no archive here
          where  ./daftar.toml
          so     nothing was read or changed
          do     name its folder with -C DIR, or make one: daftar init .
        exit 2: a setting is wrong; nothing was read or changed
    "#]],
    );
}

#[test]
fn an_archive_is_not_made_over_another() {
    check(
        &Table::with_archive(),
        &["init", "archive"],
        expect![[r#"
        error: there is an archive here already
          where  archive/daftar.toml
          so     nothing was changed
          do     use it as it is, or name another folder
        exit 2: a setting is wrong; nothing was read or changed
    "#]],
    );
}

#[test]
fn an_unknown_setting_is_named_with_its_line() {
    let table = Table::with_archive();
    table.write("archive/daftar.toml", "[read]\nsecond_lok = false\n");
    check(
        &table,
        &["run", "-C", "archive"],
        expect![[r#"
        error: there is no setting "second_lok" in [read]
          where  archive/daftar.toml, line 2: second_lok = false
          do     write second_look, or take the line out
        exit 2: a setting is wrong; nothing was read or changed
    "#]],
    );
}

#[test]
fn an_unknown_key_of_a_register_file_is_named_with_the_nearest() {
    let table = Table::with_archive();
    table.write("r.toml", "id = 'b'\nlanguage = ['tgk']\n");
    table.write("0001.png", "");
    check(
        &table,
        &["ingest", "-C", "archive", "--register", "r.toml", "0001.png"],
        expect![[r#"
        error: the register file cannot be used
          what   line 2: unknown key "language"; did you mean "languages"?
          where  r.toml
          so     nothing was taken
          do     put it right and ingest again
        exit 2: a setting is wrong; nothing was read or changed
    "#]],
    );
}

#[test]
fn scans_that_are_not_there_are_a_matter_of_usage() {
    let table = Table::with_archive();
    table.write("r.toml", "id = 'b'\n");
    check(
        &table,
        &["ingest", "-C", "archive", "--register", "r.toml", "no-such-folder"],
        expect![[r#"
        error: a file or folder cannot be read
          what   IO error for operation on no-such-folder: No such file or directory (os error 2)
          where  no-such-folder
          so     nothing was taken
        exit 2: a setting is wrong; nothing was read or changed
    "#]],
    );
}

#[test]
fn a_language_without_model_stops_the_run_before_it_starts() {
    let table = Table::with_archive();
    table.write("r.toml", "id = 'b'\nlanguages = ['xxx']\n");
    let scan = crate::hand::scans("divorces-1").join("0001.jpg");
    table.does(&["ingest", "-C", "archive", "--register", "r.toml", scan.to_str().unwrap()]);
    let said = table.says(&["run", "-C", "archive"]);
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.err.contains("the register file of b: languages"), "{said:?}");
    let status = table.does(&["status", "-C", "archive", "--json"]).json();
    assert_eq!(status["registers"][0]["scans"]["waiting"], 1);
}

#[test]
fn the_text_of_what_is_not_read_yet_is_refused() {
    let table = Table::empty();
    table.write("scan.png", "");
    check(
        &table,
        &["read", "scan.png", "--until", "layout", "--format", "text"],
        expect![[r#"
        error: there is no text after --until layout
          so     the scan was not read
          do     take --until text with --format text,
                 or --format json, which holds pages and lines
        exit 2: a setting is wrong; nothing was read or changed
    "#]],
    );
}

#[test]
fn the_doctor_names_registers_whose_languages_have_no_model() {
    let table = Table::with_archive();
    table.write("r.toml", "id = 'b'\nlanguages = ['xxx']\n");
    table.write("0001.png", "");
    table.says(&["ingest", "-C", "archive", "--register", "r.toml", "0001.png"]);
    let said = table.says(&["doctor", "-C", "archive"]);
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(
        said.out.contains("amiss  languages  register b: ") && said.out.contains("tesseract-ocr-xxx"),
        "{said:?}"
    );
}

#[test]
fn the_reader_is_no_command_for_people() {
    let help = Table::empty().does(&["--help"]).out;
    assert!(!help.lines().any(|line| line.trim_start().starts_with("reader")), "{help}");
}

#[test]
fn a_well_made_archive_is_well() {
    let table = Table::with_archive();
    let said = table.says(&["doctor", "-C", "archive"]);
    for name in ["settings", "models", "reader", "store", "catalogue", "index"] {
        assert!(said.out.contains(&format!("well   {name}")), "{said:?}");
    }
}

#[test]
fn the_output_may_end_in_a_closed_pipe() {
    use std::process::Stdio;
    let table = Table::with_archive();
    let mut child = table
        .command(&["status", "-C", "archive"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}
