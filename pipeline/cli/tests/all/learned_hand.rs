//! A register that learned its hand is read by what it learned, from the store to the findings; a model that is not whole is
//! told and costs nothing. Not for learning itself.

use std::path::PathBuf;

use archive::{Archive, Settings, Viewer, settings};
use register::{
    access::Role,
    id::RegisterId,
    teaching::{Judged, Lineage},
};
use store::{Digest, FolderSettings, StoreSettings};

use crate::{
    hand::{Said, Table},
    schema,
};

const LAYERS: &[u8] = include_bytes!("../../../../ocr-models/lines/cyrillic.safetensors");
const CARD: &str = include_str!("../../../../ocr-models/lines/cyrillic.json");

/// Does something with the table's archive that no command does yet.
pub(crate) fn with_archive<T>(table: &Table, act: impl AsyncFnOnce(Archive, Viewer) -> T) -> T {
    let dir = table.path("archive");
    let settings = Settings {
        store: StoreSettings::Folder(FolderSettings { path: dir.join("store") }),
        catalogue: format!("sqlite:{}", dir.join("catalogue.sqlite").display()),
        index: dir.join("index"),
        closure: Default::default(),
        claim_seconds: settings::default_claim_seconds(),
        reserve_bytes: 0,
    };
    let viewer = Viewer { name: "nigora".into(), role: Role::Archivist, purpose: None };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async { act(Archive::open(&settings).await.unwrap(), viewer).await })
}

/// Keeps a model for a register; gives its SHA-256.
fn learns(table: &Table, register: &str, layers: &[u8], card: &str) -> String {
    let (id, sha256) = (register.parse::<RegisterId>().unwrap(), Digest::of(layers).to_string());
    let judged = Judged { lines: 40, before: 0.182, after: 0.091 };
    let lineage = Lineage {
        sha256: sha256.clone(),
        parent: Digest::of(LAYERS).to_string(),
        script: "Cyrl".to_owned(),
        register: id.clone(),
        taught: 312,
        from_fields: 0,
        hand: judged,
        others: judged,
        refused: None,
        seconds: 900,
        person: "nigora".to_owned(),
        at: "2026-01-01T00:00:00Z".to_owned(),
    };
    with_archive(table, async |archive, viewer| {
        archive.keep_model(&viewer, &id, layers.to_vec(), card.to_owned(), &lineage).await.unwrap();
    });
    sha256
}

/// The shipped model with one weight changed, and a card that takes two letters for each other, so that what it read is told
/// from what the shipped one reads.
fn another_model() -> (Vec<u8>, String) {
    let mut layers = LAYERS.to_vec();
    *layers.last_mut().unwrap() ^= 1;
    let card = CARD.replacen("абв", "вба", 1);
    assert_ne!(card, CARD);
    (layers, card)
}

fn drops(table: &Table, register: &str) {
    let id: RegisterId = register.parse().unwrap();
    let dropped = async |archive: Archive, viewer| archive.drop_model(&viewer, &id).await.unwrap();
    assert!(with_archive(table, dropped));
}

fn of_register(table: &Table, register: &str) -> PathBuf {
    table.path("archive/store/registers").join(register)
}

/// Version and text of what was read on a scan.
fn finding(table: &Table, register: &str, number: u32) -> (String, String) {
    let file = of_register(table, register).join(format!("findings/{number:06}/recognize.json"));
    let finding: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let lines = finding["value"][0]["lines"].as_array().unwrap();
    let texts: Vec<&str> = lines.iter().filter_map(|line| line["text"].as_str()).collect();
    (finding["maker"]["version"].as_str().unwrap().to_owned(), texts.join("\n"))
}

pub(crate) fn runs(table: &Table, more: &[&str]) -> Said {
    table.says(&[&["run", "-C", "archive", "--jobs", "1"], more].concat())
}

fn reads_again(table: &Table) {
    assert_eq!(runs(table, &["--renew", "recognize"]).code, Some(0));
}

#[test]
fn a_register_is_read_by_what_it_learned_until_that_is_dropped() {
    let table = Table::with_archive();
    table.ingests("divorces-1");
    assert_eq!(runs(&table, &[]).code, Some(0));
    let before = finding(&table, "divorces-1", 1);
    assert_eq!(before.0, reading::version_of_recognition(None));

    let (layers, card) = another_model();
    let sha256 = learns(&table, "divorces-1", &layers, &card);
    reads_again(&table);
    let learned = finding(&table, "divorces-1", 1);
    assert_eq!(learned.0, reading::version_of_recognition(Some(&sha256)));
    assert_ne!(learned.1, before.1);

    drops(&table, "divorces-1");
    reads_again(&table);
    assert_eq!(finding(&table, "divorces-1", 1), before);
}

#[test]
fn status_tells_what_a_register_learned() {
    let table = Table::with_archive();
    table.ingests("divorces-1");
    let status = || table.does(&["status", "-C", "archive", "--json"]).json();
    assert!(status()["registers"][0].get("line_model").is_none());
    let (layers, card) = another_model();
    let sha256 = learns(&table, "divorces-1", &layers, &card);
    let told = status();
    schema::check("status", &told);
    let expected = serde_json::json!({"sha256": sha256, "taught": 312, "before": 0.182, "after": 0.091});
    assert_eq!(told["registers"][0]["line_model"], expected);
    let words = table.does(&["status", "-C", "archive"]).out;
    assert!(words.contains("learned its hand from 312 lines: wrong letters 18.2 % → 9.1 %"), "{words}");
}

#[test]
fn a_damaged_model_is_told_and_nothing_is_lost() {
    let table = Table::with_archive();
    table.ingests("marriages-1");
    let (layers, card) = another_model();
    let sha256 = learns(&table, "marriages-1", &layers, &card);
    let file = of_register(&table, "marriages-1").join(format!("models/{sha256}.safetensors"));
    std::fs::write(&file, LAYERS).unwrap();

    let run = runs(&table, &[]);
    assert_eq!(run.code, Some(2), "{run:?}");
    for part in ["the register marriages-1 learned", "damaged", &sha256, "daftar learn marriages-1"] {
        assert!(run.err.contains(part), "{part}: {run:?}");
    }
    let status = table.does(&["status", "-C", "archive", "--json"]).json();
    let register = &status["registers"][0];
    assert_eq!((&register["scans"]["waiting"], &register["set_aside"]), (&2.into(), &serde_json::json!([])));

    std::fs::write(&file, &layers).unwrap();
    let run = runs(&table, &[]);
    assert!(run.code == Some(0) && run.err.contains("done read=2 "), "{run:?}");
    let version = reading::version_of_recognition(Some(&sha256));
    assert_eq!([1, 2].map(|number| finding(&table, "marriages-1", number).0), [version.clone(), version]);
}

#[test]
fn a_model_no_reader_can_use_is_a_setting_and_sets_no_scan_aside() {
    let table = Table::with_archive();
    table.ingests("divorces-1");
    learns(&table, "divorces-1", b"of a later daftar", CARD);
    let run = runs(&table, &[]);
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.err.contains("cannot be used") && run.err.contains("register divorces-1"), "{run:?}");
    drops(&table, "divorces-1");
    let run = runs(&table, &[]);
    assert!(run.code == Some(0) && run.err.contains("done read=1 "), "{run:?}");
}
