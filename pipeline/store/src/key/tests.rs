//! Keys and their paths, there and back. Not for what is kept under them.

use proptest::prelude::*;
use register::id::RegisterId;

use super::{Ending, Key, Stage};
use crate::Digest;

fn register() -> RegisterId {
    "births-1956".parse().unwrap()
}

fn check(key: Key, path: &str) {
    assert_eq!(key.path(), path);
    assert_eq!(Key::of_path(path), Some(key));
}

#[test]
fn every_key_has_one_path_and_is_found_again_by_it() {
    let sha256 = Digest::of(b"abc");
    let register = register();
    check(Key::Card { register: register.clone() }, "registers/births-1956/card.json");
    check(Key::Scan { register: register.clone(), number: 12 }, "registers/births-1956/scans/000012.json");
    check(
        Key::Master { register: register.clone(), sha256, ending: Ending::of_file("0001.JPG") },
        &format!("registers/births-1956/masters/{sha256}.jpg"),
    );
    check(
        Key::PageImage { register: register.clone(), sha256 },
        &format!("registers/births-1956/images/{sha256}.jpg"),
    );
    check(
        Key::Finding { register: register.clone(), number: 12, stage: Stage::Layout },
        "registers/births-1956/findings/000012/layout.json",
    );
    check(Key::Agreement { register: register.clone() }, "registers/births-1956/agreement.json");
    check(
        Key::Decisions { register: register.clone(), segment: 3 },
        "registers/births-1956/decisions/000000000003.jsonl",
    );
    check(
        Key::LineModel { register: register.clone(), sha256 },
        &format!("registers/births-1956/models/{sha256}.safetensors"),
    );
    check(
        Key::LineModelCard { register: register.clone(), sha256 },
        &format!("registers/births-1956/models/{sha256}.json"),
    );
    check(
        Key::LineModelStep { register: register.clone(), number: 2 },
        "registers/births-1956/lineages/000002.json",
    );
    check(
        Key::Transcriptions { register: register.clone(), segment: 3 },
        "registers/births-1956/transcriptions/000000000003.jsonl",
    );
    check(
        Key::Manifest { register: register.clone(), generation: 41 },
        "registers/births-1956/manifests/000000000041.json",
    );
    check(Key::Part { register, sha256 }, &format!("registers/births-1956/parts/{sha256}.json"));
}

#[test]
fn paths_that_are_not_ours_are_no_keys() {
    for path in [
        "",
        "registers",
        "registers/births-1956/scans/12.json",
        "registers/births-1956/scans/000012.txt",
        "registers/births-1956/scans/+00012.json",
        "registers/../card.json",
        "registers/births-1956/findings/000012/guess.json",
        "registers/births-1956/models/000001.json",
        "registers/births-1956/lineages/1.json",
        "registers/births-1956/.arriving-x",
        "elsewhere/births-1956/card.json",
    ] {
        assert_eq!(Key::of_path(path), None, "{path}");
    }
}

#[test]
fn a_file_without_a_usable_ending_is_bin() {
    for name in ["scan", "scan.", "scan.../../x", "scan.verylongending", "скан.тиф"] {
        assert_eq!(Ending::of_file(name).as_str(), "bin", "{name}");
    }
    assert_eq!(Ending::of_file("a.b.TIFF").as_str(), "tiff");
}

#[test]
fn masters_cards_and_what_people_say_are_not_derived() {
    assert!(!Key::Card { register: register() }.is_derived());
    assert!(!Key::Decisions { register: register(), segment: 1 }.is_derived());
    assert!(!Key::Transcriptions { register: register(), segment: 1 }.is_derived());
    let sha256 = Digest::of(b"");
    assert!(!Key::LineModel { register: register(), sha256 }.is_derived());
    assert!(!Key::LineModelCard { register: register(), sha256 }.is_derived());
    assert!(!Key::LineModelStep { register: register(), number: 1 }.is_derived());
    let ending = Ending::of_file("a.tif");
    assert!(!Key::Master { register: register(), sha256: Digest::of(b""), ending }.is_derived());
}

proptest! {
    #[test]
    fn no_file_name_climbs_out_of_the_store(name in ".{0,40}") {
        let key = Key::Master { register: register(), sha256: Digest::of(b""), ending: Ending::of_file(&name) };
        let path = key.path();
        prop_assert!(path.starts_with("registers/births-1956/masters/") && !path.contains(".."));
        prop_assert_eq!(path.matches('/').count(), 3);
    }

    #[test]
    fn reading_any_path_never_panics(path in ".{0,80}") {
        let _ = Key::of_path(&path);
    }
}
