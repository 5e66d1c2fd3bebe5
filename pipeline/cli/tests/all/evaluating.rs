//! `daftar evaluate`: known texts against a real engine.

use std::{fs, path::Path};

use serde_json::Value;

use crate::{
    hand::{Said, Table},
    schema,
};

/// Pictures of lines among the samples, and what stands on them.
const LINES: [(&str, &str); 3] = [
    ("tajik-serif", "Қодирова Ҷамила, зодрӯз 7 марти соли 1956"),
    ("russian-typed", "Рахимов Джамшед, Пенджикент, 1956 г."),
    ("russian-serif", "Запись акта о рождении № 12"),
];

fn samples() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

/// A table with the lines as group `lines` of the folder `truth`.
fn with_lines() -> Table {
    let table = Table::empty();
    for (name, text) in LINES {
        table.write(&format!("truth/lines/{name}.gt.txt"), text);
        let picture = samples().join("lines").join(format!("{name}.png"));
        table.write(&format!("truth/lines/{name}.png"), fs::read(picture).unwrap());
    }
    table.write("truth/lines/group.toml", "languages = ['tgk', 'rus']\n");
    table
}

fn evaluated(table: &Table, words: &[&str]) -> Value {
    table.does(&[&["evaluate", "truth", "--json"], words].concat()).json()
}

#[test]
fn known_lines_are_measured_and_the_run_keeps_to_its_schema() {
    let table = with_lines();
    let run = evaluated(&table, &["--run", "run.json", "--html", "report.html", "--words", "words.tsv"]);
    schema::check("evaluation", &run);
    let group = &run["groups"][0];
    assert_eq!((&group["name"], &group["images"]), (&"lines".into(), &3.into()));
    assert!(group["cer"].as_f64().is_some_and(|cer| cer < 0.1), "{group}");
    assert!(
        run["models"].get("tesseract/tgk").is_some() && run["models"].get("lines/cyrillic").is_some(),
        "{run}"
    );
    let kept: Value = serde_json::from_str(&fs::read_to_string(table.path("run.json")).unwrap()).unwrap();
    assert_eq!(kept, run);
    assert!(fs::read_to_string(table.path("report.html")).unwrap().contains("lines"));
    let words = fs::read_to_string(table.path("words.tsv")).unwrap();
    assert!(words.lines().count() > 10 && words.lines().all(|row| row.split('\t').count() == 10), "{words}");
}

#[test]
fn the_table_names_groups_hands_and_scripts() {
    let said = with_lines().does(&["evaluate", "truth"]);
    for part in ["lines", "all", "printed", "Cyrl", "tesseract"] {
        assert!(said.out.contains(part), "{part}: {said:?}");
    }
}

#[test]
fn one_reader_or_two_measure_the_same() {
    let table = with_lines();
    assert_eq!(evaluated(&table, &["--jobs", "1"]), evaluated(&table, &["--jobs", "2"]));
}

fn against(table: &Table, words: &[&str]) -> Said {
    table.does(&["evaluate", "truth", "--run", "run.json"]);
    table.says(&[&["evaluate", "truth", "--against", "run.json"], words].concat())
}

#[test]
fn the_same_run_again_is_as_before() {
    let said = against(&with_lines(), &[]);
    assert_eq!(said.code, Some(0), "{said:?}");
    assert!(said.out.contains("as before: 1 of 1"), "{said:?}");
}

#[test]
fn a_group_that_got_worse_is_named_and_the_exit_code_says_so() {
    let said = against(&with_lines(), &["--lang", "eng"]);
    assert_eq!(said.code, Some(3), "{said:?}");
    assert!(said.out.contains("lines: worse, CER"), "{said:?}");
}

#[test]
fn the_same_truths_are_compared_from_whichever_folder_they_are_named() {
    let table = with_lines();
    table.does(&["evaluate", "truth", "--run", "run.json"]);
    let said = table.says(&["evaluate", "truth/lines", "--against", "run.json"]);
    assert!(said.code == Some(0) && said.out.contains("as before: 1 of 1"), "{said:?}");
}

#[test]
fn a_truth_that_is_gone_is_named_and_something_remains() {
    let table = with_lines();
    table.does(&["evaluate", "truth", "--run", "run.json"]);
    let one = "truth/lines/russian-typed.gt.txt";
    let said = table.says(&["evaluate", one, "--against", "run.json"]);
    assert_eq!(said.code, Some(3), "{said:?}");
    assert!(said.out.contains("no more measured as they were: truth/lines/"), "{said:?}");
}

#[test]
fn a_run_that_cannot_be_written_down_is_told_before_anything_is_read() {
    let said = with_lines().says(&["evaluate", "truth", "--run", "nosuch/run.json"]);
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(
        said.err.contains("its folder is not there") && said.err.contains("nothing was read"),
        "{said:?}"
    );
}

#[test]
fn what_changed_stands_in_the_json_too() {
    let said = against(&with_lines(), &["--lang", "eng", "--json"]);
    schema::check("evaluation", &said.json());
    assert_eq!(said.json()["changes"][0]["verdict"], "worse");
}

#[test]
fn a_text_without_image_is_named_and_the_rest_is_measured() {
    let table = with_lines();
    table.write("truth/lines/lost.gt.txt", "Запись");
    let said = table.says(&["evaluate", "truth", "--json"]);
    assert_eq!(said.code, Some(3), "{said:?}");
    let run = said.json();
    assert_eq!(
        (&run["groups"][0]["images"], &run["failed"][0]["truth"]),
        (&3.into(), &"truth/lines/lost.gt.txt".into())
    );
}

#[test]
fn an_image_that_is_none_is_named_with_the_reason() {
    let table = Table::empty();
    table.write("truth/1.gt.txt", "Запись");
    table.write("truth/1.png", "no picture");
    let said = table.says(&["evaluate", "truth", "--lang", "rus"]);
    assert_eq!(said.code, Some(3), "{said:?}");
    assert!(said.out.contains("not measured: 1\n  truth/1.gt.txt: "), "{said:?}");
}

#[test]
fn where_no_text_is_nothing_is_read() {
    let table = Table::empty();
    table.write("truth/1.png", "");
    let said = table.says(&["evaluate", "truth"]);
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.err.contains("no known text was found"), "{said:?}");
}

#[test]
fn a_run_that_is_none_cannot_be_compared_with() {
    let table = with_lines();
    table.write("run.json", "{}");
    let said = table.says(&["evaluate", "truth", "--against", "run.json"]);
    assert_eq!(said.code, Some(2), "{said:?}");
    assert!(said.err.contains("the earlier run cannot be used"), "{said:?}");
}

#[test]
fn a_written_page_is_measured_by_its_alto() {
    let table = Table::empty();
    let scan = fs::read(crate::hand::scans("real-1").join("notary-1.jpg")).unwrap();
    table.write("truth/notary-1.jpg", scan);
    table.write("truth/notary-1.alto.xml", fs::read(samples().join("truth/notary-1.alto.xml")).unwrap());
    table.write("truth/group.toml", "hand = 'handwritten'\n");
    let run = evaluated(&table, &["--lang", "fra", "--html", "report.html"]);
    assert!(run["total"]["cer"].as_f64().is_some_and(|cer| cer < 0.3), "{}", run["total"]);
    assert!(
        run["hands"]["handwritten"]["letters"].as_u64().is_some_and(|letters| letters > 500),
        "{}",
        run["hands"]
    );
    assert!(fs::read_to_string(table.path("report.html")).unwrap().contains("data:image/jpeg;base64,"));
}

/// A table with a made-up register and the truth of its acts as `truth/divorces-1`.
fn with_register() -> Table {
    let table = Table::empty();
    for (from, to) in [
        ("scans/divorces-1/register.toml", "register.toml"),
        ("scans/divorces-1/0001.jpg", "0001.jpg"),
        ("truth/divorces-1.jsonl", "truth.jsonl"),
    ] {
        table.write(&format!("truth/divorces-1/{to}"), fs::read(samples().join(from)).unwrap());
    }
    table
}

#[test]
fn known_acts_are_measured_and_the_run_keeps_to_its_schema() {
    let table = with_register();
    let run = evaluated(&table, &["--run", "run.json", "--html", "report.html", "--fields", "fields.tsv"]);
    schema::check("evaluation", &run);
    let fields = &run["fields"];
    let (total, book) = (&fields["total"], &fields["books"][0]);
    assert_eq!(book["truth"], "truth/divorces-1/truth.jsonl");
    assert_eq!((&book["acts"], &book["acts_found"]), (&1.into(), &1.into()));
    assert!(total["right"].as_u64() > total["wrong"].as_u64(), "{total}");
    assert!(
        fields["kinds"].get("given").is_some() && fields["reliability"][0]["ece"].is_number(),
        "{fields}"
    );
    assert!(run["stages"].get("extract").is_some(), "{run}");
    let rows = fs::read_to_string(table.path("fields.tsv")).unwrap();
    assert!(rows.lines().count() > 10 && rows.lines().all(|row| row.split('\t').count() == 22), "{rows}");
    assert!(fs::read_to_string(table.path("report.html")).unwrap().contains("Acts of registers"));
}

#[test]
fn a_register_read_again_is_as_before_and_one_that_is_gone_is_told() {
    let table = with_register();
    table.does(&["evaluate", "truth", "--run", "run.json"]);
    let again = table.says(&["evaluate", "truth", "--against", "run.json"]);
    assert!(again.code == Some(0) && again.out.contains("as before: 1 of 1"), "{again:?}");
    table.write("lines/1.gt.txt", LINES[2].1);
    table.write("lines/1.png", fs::read(samples().join("lines/russian-serif.png")).unwrap());
    let gone = table.says(&["evaluate", "lines", "--against", "run.json"]);
    assert!(gone.code == Some(3) && gone.out.contains("truth.jsonl: no more measured as it was"), "{gone:?}");
}
