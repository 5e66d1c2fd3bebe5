//! Acts in and out without scans: import, export, search, people, audit.

use expect_test::expect;

use crate::{hand::Table, schema};

const ACTS: &str = r#"{"id":"a1","register":"names","type":"birth","fields":{"act_no":"12","child.surname":"Раҳимов","child.given":"Ҷамшед","child.birth_date":"1937-03-07"}}
{"id":"a2","register":"names","type":"birth","fields":{"act_no":"13","child.surname":"Каримова","child.given":"Зайнаб"}}
"#;

fn with_acts() -> Table {
    let table = Table::with_archive();
    table.write("acts.jsonl", ACTS);
    table.does(&["import", "-C", "archive", "acts.jsonl"]);
    table
}

#[test]
fn imported_acts_keep_their_ids_and_come_out_again() {
    let table = with_acts();
    let out = table.does(&["export", "-C", "archive", "--format", "jsonl"]).out;
    let acts: Vec<serde_json::Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    acts.iter().for_each(|act| schema::check("act", act));
    assert_eq!(acts.iter().map(|act| act["id"].as_str().unwrap()).collect::<Vec<_>>(), ["a1", "a2"]);
}

#[test]
fn importing_again_changes_nothing() {
    let table = with_acts();
    let said = table.does(&["import", "-C", "archive", "acts.jsonl"]);
    expect![[r#"
        taken  0 new, 0 changed, 2 known; 0 registers
    "#]]
    .assert_eq(&said.out);
}

#[test]
fn a_table_is_a_row_an_act() {
    let said = with_acts().does(&["export", "-C", "archive", "--format", "csv"]);
    expect![[r#"
        id,register,type,status,act_no,child.surname,child.given,child.birth_date
        a1,names,birth,machine,12,Раҳимов,Ҷамшед,1937-03-07
        a2,names,birth,machine,13,Каримова,Зайнаб,
    "#]]
    .assert_eq(&said.out);
}

#[test]
fn a_russian_spelling_finds_the_tajik_act_and_says_why() {
    let table = with_acts();
    let answer = table.does(&["search", "-C", "archive", "--json", "Рахимов Джамшед"]).json();
    schema::check("search", &answer);
    assert_eq!(answer["hits"][0]["id"], "a1");
    assert!(answer["hits"][0]["why"].as_array().is_some_and(|why| !why.is_empty()));
}

#[test]
fn hits_are_told_to_people_with_their_reason() {
    let said = with_acts().does(&["search", "-C", "archive", "Зайнаб"]);
    assert!(said.out.contains("a2") && said.out.contains("child.given"), "{said:?}");
}

#[test]
fn no_hits_is_an_answer() {
    let said = with_acts().does(&["search", "-C", "archive", "Тутанхамон"]);
    assert!(said.out.starts_with("Nothing found."), "{said:?}");
}

#[test]
fn filters_narrow() {
    let table = with_acts();
    let total = |words: &[&str]| {
        let words = [&["search", "-C", "archive", "--json"], words].concat();
        table.does(&words).json()["total"].as_u64().unwrap()
    };
    assert_eq!(total(&["--years", "1930..1940", "Рахимов"]), 1);
    assert_eq!(total(&["--years", "1950..1960", "Рахимов"]), 0);
    assert_eq!(total(&["--type", "death", "Рахимов"]), 0);
    assert_eq!(total(&["--register", "names", "--status", "machine", "Рахимов"]), 1);
    assert_eq!(total(&["--exact", "Рахимов"]), 0);
}

#[test]
fn the_public_does_not_see_closed_acts() {
    let table = with_acts();
    let seen = |role: &str| {
        table.does(&["export", "-C", "archive", "--format", "jsonl", "--as", role, "--purpose", "test"]).out
    };
    assert_eq!(seen("public"), "");
    assert_eq!(seen("clerk").lines().count(), 2);
}

#[test]
fn every_look_stands_in_the_audit_log() {
    let table = with_acts();
    table.does(&["search", "-C", "archive", "--as", "clerk", "--purpose", "inheritance", "Зайнаб"]);
    let said = table.does(&["audit", "-C", "archive"]);
    assert!(
        said.out.contains("(clerk)") && said.out.contains("inheritance") && said.out.contains("Зайнаб"),
        "{said:?}"
    );
    assert!(said.out.contains("whole: "), "{said:?}");
}

#[test]
fn the_index_comes_back_from_the_store_alone() {
    let table = with_acts();
    std::fs::remove_dir_all(table.path("archive/index")).unwrap();
    table.does(&["index", "rebuild", "-C", "archive"]);
    let answer = table.does(&["search", "-C", "archive", "--json", "Рахимов"]).json();
    assert_eq!(answer["total"], 1);
}

#[test]
fn lines_that_are_no_acts_are_named_and_the_others_taken() {
    let table = Table::with_archive();
    table.write("acts.jsonl", format!("{ACTS}no act\n"));
    let said = table.says(&["import", "-C", "archive", "acts.jsonl"]);
    assert_eq!(said.code, Some(3));
    assert!(said.err.contains("acts.jsonl line 3"), "{said:?}");
    assert_eq!(table.does(&["export", "-C", "archive", "--format", "jsonl"]).out.lines().count(), 2);
}

#[test]
fn a_person_is_added_with_a_password_from_a_file() {
    let table = Table::with_archive();
    table.write("secret", "чил духтарон\n");
    let add = ["people", "add", "-C", "archive", "nigora", "--role", "verifier", "--password-file", "secret"];
    assert!(table.does(&add).out.contains("nigora (verifier)"));
    assert_eq!(table.says(&add).code, Some(2), "the name is taken");
}

#[test]
fn people_are_listed_get_new_passwords_and_leave() {
    let table = Table::with_archive();
    table.write("secret", "чил духтарон\n");
    for name in ["somon", "nigora"] {
        table.does(&["people", "add", "-C", "archive", name, "--role", "clerk", "--password-file", "secret"]);
    }
    let said = table.does(&["people", "password", "-C", "archive", "nigora", "--password-file", "secret"]);
    assert!(said.out.contains("nigora"), "{said:?}");
    table.does(&["people", "remove", "-C", "archive", "somon"]);
    assert_eq!(table.does(&["people", "list", "-C", "archive"]).out, "clerk       nigora\n");
    assert_eq!(table.says(&["people", "remove", "-C", "archive", "somon"]).code, Some(2), "gone already");
    let audit = table.does(&["audit", "-C", "archive"]).out;
    for entry in ["add person  somon clerk", "set password  nigora", "remove person  somon", "list people"] {
        assert!(audit.contains(entry), "{entry}: {audit}");
    }
}

#[test]
fn a_short_password_is_refused() {
    let table = Table::with_archive();
    table.write("secret", "abc\n");
    let said =
        table.says(&["people", "add", "-C", "archive", "n", "--role", "clerk", "--password-file", "secret"]);
    assert!(said.code == Some(2) && said.err.contains("too short"), "{said:?}");
}
