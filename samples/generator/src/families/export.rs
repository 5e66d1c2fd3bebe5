//! What is told of all acts as JSON lines: acts in the shape of an export, links between them, breaches
//! and notes. Not for the truth of one register on paper: see `truth`.

use serde_json::{Map, Value, json};

use super::{
    act::access,
    bound::{Bound, Holdings},
    breach::Breach,
    land::LANDS,
    place::Places,
};
use crate::record::Entry;

/// Acts as `daftar export --format jsonl` gives them: every value right, nothing doubted.
pub(crate) fn acts(holdings: &Holdings, places: &Places) -> String {
    let line = |(nth, act): (usize, &Bound)| {
        let mut fields = Map::new();
        let number = act.record.number.to_string();
        fields.insert("act_no".into(), json!({"as_written": number, "value": number}));
        for entry in &act.record.entries {
            fields.insert(entry.spec.key.clone(), field(entry));
        }
        json!({"id": places.id(nth), "register": holdings.books[act.book].id, "type": act.record.kind,
            "status": "verified", "access": access(act.record.kind), "fields": fields, "doubts": [], "links": []})
    };
    lines(holdings.acts.iter().enumerate().map(line))
}

fn field(entry: &Entry) -> Value {
    if entry.value.is_empty() {
        return json!({"as_written": entry.written, "mark": "dash"});
    }
    json!({"as_written": entry.written, "value": entry.value})
}

/// Links between acts: from the one that follows to the one it follows from, and from second copies to first ones.
pub(crate) fn links(holdings: &Holdings, places: &Places) -> String {
    let mut all = Vec::new();
    for (nth, act) in holdings.acts.iter().enumerate() {
        if holdings.books[act.book].copy > 1 {
            if let Some(first) = holdings.of_event(act.event) {
                let differs = differing(&act.record.entries, &holdings.acts[first].record.entries);
                all.push(json!({"from": key(holdings, places, nth), "to": key(holdings, places, first),
                    "kind": "copy", "differs": differs}));
            }
            continue;
        }
        for (to, kind) in &holdings.events[act.event].ties {
            if let Some(to) = holdings.of_event(*to) {
                all.push(json!({"from": key(holdings, places, nth), "to": key(holdings, places, to), "kind": kind}));
            }
        }
    }
    lines(all.into_iter())
}

/// Keys of fields whose meaning is not the same in both copies.
fn differing(here: &[Entry], there: &[Entry]) -> Vec<String> {
    let other = |entry: &Entry| there.iter().find(|e| e.spec.key == entry.spec.key).map(|e| e.value.clone());
    let differs = |entry: &&Entry| other(entry).is_some_and(|value| value != entry.value);
    here.iter().filter(differs).map(|e| e.spec.key.clone()).collect()
}

/// What names an act: the number alone does not, since each year counts anew.
fn key(holdings: &Holdings, places: &Places, nth: usize) -> Value {
    let act = &holdings.acts[nth];
    json!({"register": holdings.books[act.book].id, "act_no": act.record.number.to_string(),
        "year": act.registered.year(), "id": places.id(nth)})
}

/// Breaches with the act and the scan they stand on.
pub(crate) fn breaches(holdings: &Holdings, places: &Places, breaches: &[Breach]) -> String {
    lines(breaches.iter().map(|breach| {
        let act = &holdings.acts[breach.act];
        let mut line = key(holdings, places, breach.act);
        line["scan"] = json!(places.file(breach.act));
        line["type"] = json!(act.record.kind);
        line["rule"] = json!(breach.rule);
        line["fields"] = json!(breach.fields);
        line["also"] = json!(breach.also);
        line
    }))
}

/// Margin notes with what they tell and the act they refer to.
pub(crate) fn notes(holdings: &Holdings, places: &Places) -> String {
    let acts = holdings.acts.iter().enumerate();
    lines(acts.flat_map(|(nth, act)| act.notes.iter().map(move |note| (nth, note))).map(|(nth, note)| {
        let mut line = key(holdings, places, nth);
        line["text"] = json!(note.text);
        line["kind"] = json!(note.kind);
        line["date"] = json!(note.date);
        let to = note.of.and_then(|event| holdings.of_event(event));
        line["reference"] = to.map_or(Value::Null, |to| {
            let mut reference = key(holdings, places, to);
            reference["date"] = json!(super::person::edtf(holdings.acts[to].registered));
            reference
        });
        line
    }))
}

/// The card of each register, as its register.toml has it.
pub(crate) fn registers(holdings: &Holdings) -> String {
    lines(holdings.books.iter().map(|book| {
        let tajik = book.language.tajik_entries();
        json!({"id": book.id, "type": book.kind, "languages": book.language.tesseract(), "years": book.years,
            "authority": LANDS[book.office].office(tajik, book.years.1), "copy": book.copy})
    }))
}

fn lines(of: impl Iterator<Item = Value>) -> String {
    of.map(|line| format!("{line}\n")).collect()
}
