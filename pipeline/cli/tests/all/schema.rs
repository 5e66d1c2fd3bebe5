//! Our own output against the schemas we promise. The schemas are the contract's shapes, additive.

use register::{page::Page, unsure::Unsure};
use serde_json::Value;

use crate::hand::Table;

/// Fails with every place where `instance` breaks the schema `schemas/<name>.schema.json`.
pub(crate) fn check(name: &str, instance: &Value) {
    let file = format!("{}/schemas/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let broken: Vec<String> =
        validator.iter_errors(instance).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(broken.is_empty(), "{name}: {broken:#?}");
}

#[test]
fn the_register_files_of_the_samples_keep_to_their_schema() {
    for folder in std::fs::read_dir(crate::hand::scans("")).unwrap() {
        let file = folder.unwrap().path().join("register.toml");
        let card: toml::Table = toml::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        check("register", &serde_json::to_value(card).unwrap());
    }
}

/// A page of which everything is unsure.
fn doubtful() -> Page {
    let placement = serde_json::json!({"width": 10, "height": 10, "affine": [1, 0, 0, 0, 1, 0]});
    let mut page: Page = serde_json::from_value(serde_json::json!({
        "half": "whole", "outline": [[0, 0], [10, 0], [10, 10], [0, 10]], "turned": 0, "skew_degrees": 0,
        "skew_estimate": {"degrees": 0.8, "confidence": 0.3}, "quality": {}, "doubts": [], "placement": placement,
    }))
    .unwrap();
    Unsure::ALL.into_iter().for_each(|unsure| page.doubt(unsure));
    page
}

#[test]
fn the_schema_knows_every_kind_of_doubt_and_no_other() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/read.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let kinds = schema.pointer("/$defs/page/properties/unsure/items/properties/kind/enum");
    let raised = Unsure::ALL.map(|unsure| serde_json::to_value(unsure).unwrap()["kind"].clone());
    assert_eq!(kinds, Some(&Value::from(raised.to_vec())));
}

#[test]
fn a_page_nobody_is_sure_of_keeps_to_the_schema() {
    let scan =
        serde_json::json!({"file": "1.jpg", "frame": 0, "width": 10, "height": 10, "sha256": "a".repeat(64)});
    check("read", &serde_json::json!({"scan": scan, "pages": [doubtful()]}));
}

#[test]
fn an_empty_archive_keeps_to_the_schemas() {
    let table = Table::with_archive();
    check("status", &table.does(&["status", "-C", "archive", "--json"]).json());
    check("search", &table.does(&["search", "-C", "archive", "--json", "Рахимов"]).json());
}

#[test]
fn an_answer_that_lacks_a_word_keeps_to_the_schema() {
    let table = Table::with_archive();
    let act = r#"{"id":"a","type":"birth","fields":{"child.surname":"Рахимов","child.given":"Ҷамшед"}}"#;
    table.write("acts.jsonl", act);
    table.does(&["import", "-C", "archive", "acts.jsonl"]);
    let answer = table.does(&["search", "-C", "archive", "--json", "Рахимов Ҷамшед Зззқққ"]).json();
    assert_eq!((&answer["total"], &answer["understood"]["lacking"]), (&1.into(), &1.into()), "{answer}");
    check("search", &answer);
}
