//! The samples through the real engine, against their truth: tolerant by share, so that another version
//! of the engine does not fail for a letter. Not for speed.

use std::{collections::HashMap, fs, path::Path};

use serde_json::Value;

use crate::hand::{Table, scans};

/// Truth of a made-up register, one act a line, in capture order.
fn truth(register: &str) -> Vec<Value> {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/truth").join(format!("{register}.jsonl"));
    fs::read_to_string(file).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Reads a register and looks how many of the fields it should have are exact; acts stand in order.
fn check(register: &str, least: f64) {
    let table = Table::with_archive();
    table.ingests(register);
    table.does(&["run", "-C", "archive"]);
    let export = table.does(&["export", "-C", "archive", "--format", "jsonl"]);
    let acts: Vec<Value> = export.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let truth = truth(register);
    assert_eq!(acts.len(), truth.len(), "acts of {register}");
    let (mut exact, mut all, mut wrong) = (0, 0, Vec::new());
    for (act, truth) in acts.iter().zip(&truth) {
        assert_eq!(act["type"], truth["type"]);
        let fields: HashMap<String, String> = serde_json::from_value(truth["fields"].clone()).unwrap();
        for (key, value) in fields {
            all += 1;
            if act["fields"][&key]["value"] == value.as_str() {
                exact += 1;
            } else {
                wrong.push(format!("{key}: {value} read {}", act["fields"][&key]["as_written"]));
            }
        }
    }
    let share = f64::from(exact) / f64::from(all);
    assert!(share >= least, "{register}: {share:.3} of {all} exact; {}", wrong.join("; "));
}

#[test]
fn a_ruled_bilingual_birth_form_is_read() {
    check("births-1", 0.93);
}

#[test]
fn a_ledger_gives_one_act_a_row() {
    check("births-2", 0.90);
}

#[test]
fn two_acts_on_dotted_lines_are_read() {
    check("deaths-1", 0.88);
}

#[test]
fn bare_labels_belong_to_the_person_above_them() {
    check("marriages-1", 0.88);
}

#[test]
fn labels_above_their_boxes_are_read() {
    check("divorces-1", 0.80);
}

#[test]
fn a_real_double_page_is_split_once_and_its_rules_give_tables() {
    let scan = scans("real-1").join("birth-index-1.png");
    let table = Table::empty();
    let said = table.does(&["read", scan.to_str().unwrap(), "--until", "layout", "--format", "json"]).json();
    let pages = said["pages"].as_array().unwrap();
    let halves: Vec<&str> = pages.iter().map(|page| page["half"].as_str().unwrap()).collect();
    assert_eq!(halves, ["left", "right"]);
    for page in pages {
        let columns = widest_table(page);
        assert!((2..=5).contains(&columns), "{columns} columns on the {} page", page["half"]);
    }
}

fn widest_table(page: &Value) -> u64 {
    page["tables"].as_array().unwrap().iter().map(|t| t["columns"].as_u64().unwrap()).max().unwrap_or(0)
}

#[test]
fn a_real_repertory_is_one_page_with_a_table_of_seven_columns() {
    let scan = scans("real-1").join("notary-1.jpg");
    let table = Table::empty();
    let said = table.does(&["read", scan.to_str().unwrap(), "--until", "layout", "--format", "json"]).json();
    assert_eq!(said["pages"].as_array().unwrap().len(), 1);
    let columns = widest_table(&said["pages"][0]);
    assert!((6..=9).contains(&columns), "{columns} columns");
}
