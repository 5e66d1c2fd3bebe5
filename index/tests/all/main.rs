//! What the index promises, through its public face. Not for keys of names: `register::name` has those.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail loudly")]

mod finding;
mod replacing;
mod seeing;

use index::{Answer, Index, Query};
use register::{access::Access, act::Act, id::RegisterId};
use serde_json::{Value, json};

/// An act of register `r`, type birth, open, with these fields; `more` overrides.
fn act(id: &str, fields: Value, more: Value) -> Act {
    let mut act = json!({"id": id, "register": "r", "type": "birth", "access": "open", "fields": fields});
    for (key, value) in more.as_object().into_iter().flatten() {
        act[key] = value.clone();
    }
    serde_json::from_value(act).unwrap()
}

fn child(id: &str, surname: &str, given: &str) -> Act {
    act(id, json!({"child.surname": surname, "child.given": given}), json!({}))
}

fn register() -> RegisterId {
    "r".parse().unwrap()
}

/// An index of these acts.
fn holding(acts: &[Act]) -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    index.update(&register(), 1, acts, &[]).unwrap();
    (folder, index)
}

fn ask(index: &Index, text: &str) -> Answer {
    index.search(&Query::of(text, &[Access::Open, Access::Closed])).unwrap()
}

fn ids(answer: &Answer) -> Vec<&str> {
    answer.hits.iter().map(|h| h.id.as_str()).collect()
}
