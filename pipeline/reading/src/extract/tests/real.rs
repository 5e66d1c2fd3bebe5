//! Real handwritten registers as they were read once: an act a row or entry. Not for what is read in them.

use std::{fs, path::PathBuf};

use register::{act::Act, form::Forms, geometry::Rect, id::ScanId, page::ScanReading, volume::RegisterCard};

use crate::extract::{ScanPages, extract};

/// The acts of these recorded scans, as one register whose form nobody named.
fn acts(readings: &[&str]) -> Vec<Act> {
    let scan = |(nth, name): (usize, &&str)| {
        let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../samples/readings").join(name);
        let reading: ScanReading = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
        let id: ScanId = format!("real-1/{:06}", nth + 1).parse().unwrap();
        ScanPages { id, info: reading.scan, pages: reading.pages }
    };
    let scans: Vec<ScanPages> = readings.iter().enumerate().map(scan).collect();
    extract(&RegisterCard::from_toml("id = 'real-1'").unwrap(), &scans, &Forms::default())
}

const INDEX: &str = "real-1-birth-index-1.json";
const REPERTORY: &str = "real-1-notary-1.json";

#[test]
fn each_entry_of_a_notary_s_repertory_is_an_act() {
    let acts = acts(&[REPERTORY]);
    let numbers: Vec<&str> = acts.iter().filter_map(|act| act.value("act_no")).collect();
    assert_eq!(numbers, ["286", "287", "288", "289", "290", "291", "292", "293"]);
    assert_eq!(acts[0].value("deed.date"), Some("1850-05-21"));
}

#[test]
fn each_row_of_a_birth_index_is_an_act() {
    let acts = acts(&[INDEX]);
    // 49 by eye: one was squeezed in with a pencil and is not seen as a line.
    assert_eq!(acts.len(), 48);
    assert!(acts.iter().all(|act| act.fields.contains_key("child.surname")));
}

#[test]
fn pages_of_two_forms_in_one_register_are_each_read_by_their_own() {
    let acts = acts(&[INDEX, REPERTORY]);
    let of = |form: &str| acts.iter().filter(|act| act.form.as_deref() == Some(form)).count();
    assert_eq!((of("births-index-lyon-1903"), of("notary-repertory-paris")), (48, 8));
}

#[test]
fn the_places_of_an_act_lie_side_by_side() {
    for act in acts(&[INDEX]) {
        let spots = act.fields.values().flat_map(|field| &field.spots);
        let heights: Vec<f64> = spots.map(|spot| Rect::around(&spot.outline).centre().y).collect();
        let (top, bottom) = (
            heights.iter().copied().fold(f64::INFINITY, f64::min),
            heights.iter().copied().fold(0.0, f64::max),
        );
        // Rows of this scan stand 55 pixels apart.
        assert!(bottom - top < 55.0, "{}: {top} to {bottom}", act.id);
    }
}
