//! The whole main job on the samples: init, ingest, run, search, export; in a folder and on an S3 server.

use crate::{
    hand::{Said, Table},
    schema,
};

/// Brings in two registers, reads them, and gives the export.
fn walk(table: &Table) -> Said {
    table.ingests("births-1");
    table.ingests("deaths-1");
    let run = table.does(&["run", "-C", "archive", "--jobs", "2"]);
    assert!(run.err.contains("[time] start registers=2 scans=5 readers=2"), "{run:?}");
    assert!(run.err.contains("[time] done read=5 "), "{run:?}");
    let status = table.does(&["status", "-C", "archive", "--json"]).json();
    schema::check("status", &status);
    for register in status["registers"].as_array().unwrap() {
        assert_eq!(register["scans"]["waiting"], 0, "{register}");
        assert!(register["acts"]["machine"].as_u64().unwrap() > 0, "{register}");
    }
    let export = table.does(&["export", "-C", "archive", "--format", "jsonl"]);
    for line in export.out.lines() {
        schema::check("act", &serde_json::from_str(line).unwrap());
    }
    export
}

fn search_finds_what_was_read(table: &Table, export: &Said) {
    let act: serde_json::Value = serde_json::from_str(export.out.lines().next().unwrap()).unwrap();
    let surname = act["fields"]["child.surname"]["value"].as_str().unwrap();
    let answer = table.does(&["search", "-C", "archive", "--json", "--register", "births-1", surname]).json();
    schema::check("search", &answer);
    assert!(answer["hits"].as_array().unwrap().iter().any(|hit| hit["id"] == act["id"]), "{answer}");
}

#[test]
fn scans_become_acts_that_can_be_found() {
    let table = Table::with_archive();
    let export = walk(&table);
    search_finds_what_was_read(&table, &export);

    let again = table.does(&["run", "-C", "archive"]);
    assert!(again.err.contains("done read=0 "), "{again:?}");
    table.does(&["run", "-C", "archive", "--renew", "extract"]);
    assert_eq!(table.does(&["export", "-C", "archive", "--format", "jsonl"]).out, export.out);
}

#[test]
fn a_register_is_exported_in_capture_order_alone() {
    let table = Table::with_archive();
    table.ingests("births-1");
    table.does(&["run", "-C", "archive", "--no-second-look", "--no-alternatives"]);
    let out = table.does(&["export", "-C", "archive", "--format", "jsonl", "--register", "births-1"]).out;
    let scans: Vec<String> = out
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["id"].as_str().unwrap().to_owned()
        })
        .collect();
    let mut sorted = scans.clone();
    sorted.sort();
    assert!(!scans.is_empty() && scans == sorted, "{scans:?}");
}

#[test]
fn a_withdrawn_scan_leaves_search_and_export() {
    let table = Table::with_archive();
    table.ingests("births-1");
    table.does(&["run", "-C", "archive"]);
    table.does(&["withdraw", "-C", "archive", "births-1/000001"]);
    table.does(&["run", "-C", "archive"]);
    let out = table.does(&["export", "-C", "archive", "--format", "jsonl"]).out;
    assert!(!out.contains("births-1/000001-"), "{out}");
}

fn named(variable: &str) -> String {
    std::env::var(variable)
        .unwrap_or_else(|_| panic!("{variable} is not set: run scripts/test, it starts the S3 server"))
}

#[test]
fn the_journey_is_the_same_on_an_s3_server() {
    let (endpoint, bucket) = (named("DAFTAR_TEST_S3_ENDPOINT"), named("DAFTAR_TEST_S3_BUCKET"));
    let table = Table::with_archive();
    let settings = format!(
        "[store]\nkind = 's3'\nendpoint = '{endpoint}'\nbucket = '{bucket}'\nprefix = 'journey {}'\n",
        std::process::id()
    );
    table.write("archive/daftar.toml", settings);
    let export = walk(&table);
    search_finds_what_was_read(&table, &export);

    let folder = Table::with_archive();
    assert_eq!(export.out, walk(&folder).out);
}
