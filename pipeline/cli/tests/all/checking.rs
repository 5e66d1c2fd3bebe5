//! `daftar check` as people and scripts meet it: words, JSON, the report, the exit code. Not for the rules: those are
//! tested on books written down where they stand.

use crate::{
    hand::{Said, Table},
    schema,
};

/// A register of three leaves, as read.
fn read() -> Table {
    let table = Table::with_archive();
    table.ingests("births-1");
    table.does(&["run", "-C", "archive", "--no-second-look", "--no-alternatives"]);
    table
}

fn checks(table: &Table, more: &[&str]) -> Said {
    table.says(&[&["check", "-C", "archive", "births-1"], more].concat())
}

fn kinds(said: &Said) -> Vec<String> {
    let json = said.json();
    schema::check("check", &json);
    let findings = json["findings"].as_array().unwrap();
    findings.iter().map(|finding| finding["kind"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_whole_book_is_complete_and_a_withdrawn_page_is_missed() {
    let table = read();
    let whole = checks(&table, &["--json"]);
    assert_eq!(
        (whole.code, kinds(&whole).contains(&"missing_act".to_owned())),
        (Some(0), false),
        "{whole:?}"
    );
    assert_eq!(whole.json()["acts"], serde_json::json!({"found": 3, "expected": 3}));
    assert!(checks(&table, &[]).out.contains("Complete."));

    table.does(&["withdraw", "-C", "archive", "births-1/000003"]);
    table.does(&["run", "-C", "archive"]);
    let lacking = checks(&table, &["--json", "--html", "report.html"]);
    let told = ["missing_act", "unchecked"].map(str::to_owned);
    assert_eq!((lacking.code, kinds(&lacking)), (Some(3), told.to_vec()), "{lacking:?}");
    assert_eq!(lacking.json()["findings"][1]["unchecked"], serde_json::json!(["leaves", "capture"]));
    assert_eq!(lacking.json()["findings"][0]["acts"], serde_json::json!(["3"]));
    let report = std::fs::read_to_string(table.path("report.html")).unwrap();
    assert!(report.contains("Act 3 not found") && report.contains("data:image/jpeg;base64,"));
    assert!(checks(&table, &["--lang", "ru"]).out.contains("Не найден акт 3"));
}

#[test]
fn a_book_that_still_waits_is_judged_as_far_as_it_is_known() {
    let table = Table::with_archive();
    table.ingests("births-1");
    let said = checks(&table, &["--json"]);
    assert_eq!((said.code, kinds(&said)), (Some(3), vec!["waiting".to_owned()]), "{said:?}");
    assert_eq!(said.json()["findings"][0]["scans"].as_array().unwrap().len(), 3);
    let files = said.json()["findings"][0]["files"].clone();
    assert!(files.as_array().is_some_and(|files| files.len() == 3), "{files}");
    let file = files[0].as_str().unwrap();
    assert!(checks(&table, &[]).out.contains(file), "{file}");
}

#[test]
fn a_look_is_written_down_and_a_report_nowhere_is_refused() {
    let table = Table::with_archive();
    table.ingests("births-1");
    checks(&table, &[]);
    assert!(table.does(&["audit", "-C", "archive"]).out.contains("check"));
    let said = checks(&table, &["--html", "no/such/folder/report.html"]);
    assert!(said.code == Some(2) && said.err.contains("the report cannot be written"), "{said:?}");
    let unknown = table.says(&["check", "-C", "archive", "nobody"]);
    assert_eq!(unknown.code, Some(2), "{unknown:?}");
}
