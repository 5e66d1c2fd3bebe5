//! The truth of one family's register: what stands in each act and where, on every scan it stands on. Not
//! for loose pages: see `crate::truth`.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{super::book::Book, Leaf};
use crate::paper::Capture;

/// Boxes of entries as scans are captured.
#[derive(Default)]
pub(super) struct Truth {
    /// Act, then scan, then field key to box.
    boxes: BTreeMap<usize, BTreeMap<u32, Map<String, Value>>>,
    skew: BTreeMap<u32, f64>,
}

impl Truth {
    /// Adds what stands on a scan.
    pub(super) fn add(&mut self, scan: u32, capture: &Capture) {
        self.skew.insert(scan, capture.skew);
        for placed in &capture.placed {
            let r = placed.rect;
            let rect = json!([r.left.round(), r.top.round(), r.right.round(), r.bottom.round()]);
            let of_act = self.boxes.entry(placed.act).or_default();
            of_act.entry(scan).or_default().insert(placed.key.clone(), rect);
        }
    }

    /// One line an act, as for loose pages; an act that runs over the end of a page has the boxes of the next scan
    /// under `continues`.
    pub(super) fn lines(&self, book: &Book, leaves: &[Leaf]) -> String {
        leaves.iter().enumerate().map(|(nth, leaf)| format!("{}\n", self.line(book, nth, leaf))).collect()
    }

    fn line(&self, book: &Book, nth: usize, leaf: &Leaf) -> Value {
        let (mut fields, mut written) = (Map::new(), Map::new());
        let scans = self.boxes.get(&nth).cloned().unwrap_or_default();
        let drawn = |key: &str| scans.values().any(|boxes| boxes.contains_key(key));
        let number = leaf.record.number.to_string();
        fields.insert("act_no".into(), json!(number));
        written.insert("act_no".into(), json!(number));
        for entry in leaf.act.record.entries.iter().filter(|e| drawn(&e.spec.key)) {
            written.insert(entry.spec.key.clone(), json!(entry.written));
            if !entry.value.is_empty() {
                fields.insert(entry.spec.key.clone(), json!(entry.value));
            }
        }
        let first = leaf.place.scan;
        let mut line = json!({"register": book.id, "scan": format!("{first:04}.jpg"), "type": book.kind,
            "skew": self.skew.get(&first), "fields": fields, "written": written, "boxes": scans.get(&first)});
        if let Some((scan, boxes)) = scans.iter().find(|(scan, _)| **scan > first) {
            line["continues"] = json!({"scan": format!("{scan:04}.jpg"), "boxes": boxes});
        }
        line
    }
}
