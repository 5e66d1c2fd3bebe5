//! Our own output against the schemas we promise. The schemas are the contract's shapes, additive.

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
