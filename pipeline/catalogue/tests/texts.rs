//! What the SQL texts must never say.

use std::path::Path;

/// All sources and steps of the crate, in capitals.
fn texts() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["src", "migrations"].map(|folder| std::fs::read_dir(root.join(folder)).unwrap());
    let files = folders.into_iter().flatten().map(|file| file.unwrap().path());
    files.map(|path| std::fs::read_to_string(path).unwrap().to_uppercase()).collect()
}

#[test]
fn decisions_and_audit_are_never_changed_or_deleted() {
    let texts = texts();
    assert!(texts.contains("INSERT INTO DECISIONS") && texts.contains("INSERT INTO AUDIT"));
    for table in ["DECISIONS", "AUDIT", "AUDIT_HEADS"] {
        for verb in ["UPDATE", "DELETE FROM", "DROP TABLE", "REPLACE INTO"] {
            assert!(!texts.contains(&format!("{verb} {table} ")), "{verb} {table}");
        }
    }
}

#[test]
fn no_text_speaks_a_dialect_outside_opening() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for file in std::fs::read_dir(root).unwrap().map(|file| file.unwrap().path()) {
        let text = std::fs::read_to_string(&file).unwrap().to_uppercase();
        let opening = file.ends_with("open.rs");
        for word in ["PRAGMA", "AUTOINCREMENT", "ILIKE", "JSON_EACH", "INSERT OR ", "ROWID"] {
            let only_there = opening && word == "PRAGMA";
            assert!(only_there || !text.contains(word), "{word} in {}", file.display());
        }
    }
}
