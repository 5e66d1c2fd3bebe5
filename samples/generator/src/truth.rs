//! The truth of a made-up register, as scorers read it: `truth.jsonl` with one act a line, and the
//! register file for ingest. Not for the product's own output.

use register::form::ActType;
use serde_json::{Map, Value, json};

use crate::{paper::Capture, record::Record, words::Language};

/// One line an act: register, scan (file name), type, fields in normal form, and boxes on the scan as
/// `[left, top, right, bottom]`. A field stands only where it was typed on the page.
pub(crate) fn lines(
    register: &str,
    file: &str,
    kind: ActType,
    records: &[Record],
    scan: &Capture,
) -> Vec<String> {
    records
        .iter()
        .enumerate()
        .map(|(act, record)| {
            let mut fields = Map::new();
            let mut written = Map::new();
            let mut boxes = Map::new();
            for placed in scan.placed.iter().filter(|p| p.act == act) {
                let entry = record.entries.iter().find(|e| e.spec.key == placed.key);
                let number = record.number.to_string();
                let (text, value) =
                    entry.map_or((number.clone(), number), |e| (e.written.clone(), e.value.clone()));
                let r = placed.rect;
                boxes.insert(
                    placed.key.clone(),
                    json!([r.left.round(), r.top.round(), r.right.round(), r.bottom.round()]),
                );
                written.insert(placed.key.clone(), Value::String(text));
                if !value.is_empty() {
                    fields.insert(placed.key.clone(), Value::String(value));
                }
            }
            let line = json!({"register": register, "scan": file, "type": kind, "skew": scan.skew,
                "fields": fields, "written": written, "boxes": boxes});
            format!("{line}\n")
        })
        .collect()
}

/// The register file of loose pages with acts 1 to `acts`.
pub(crate) fn card(register: &str, kind: ActType, language: Language, year: i32, acts: u32) -> String {
    format!("{}acts = [1, {acts}]\n", book_card(register, kind, language, year))
}

/// The register file of a book, in which every authority numbers its acts anew.
pub(crate) fn book_card(register: &str, kind: ActType, language: Language, year: i32) -> String {
    let languages: Vec<String> = language.tesseract().iter().map(|l| format!("\"{l}\"")).collect();
    format!(
        "id = \"{register}\"\ntitle = \"Made up: {kind}, {year}\"\ntype = \"{kind}\"\nlanguages = [{}]\n\
         years = [{year}, {year}]\n",
        languages.join(", ")
    )
}
