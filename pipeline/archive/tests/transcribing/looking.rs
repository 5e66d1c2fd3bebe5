//! A look at a register's lines reads no more than it must, and shows no more than it may. Not for which lines come first.

use archive::working::Stage;
use register::access::Role;

use super::{asked_of, births, texts, workshop};
use crate::{
    working::kept,
    workshop::{Workshop, archivist},
};

/// What was found on a scan, in the store.
fn findings(workshop: &Workshop) -> Vec<std::path::PathBuf> {
    kept(workshop, "recognize.json")
}

#[tokio::test]
async fn what_was_found_on_a_scan_is_read_once_and_again_only_when_it_was_read_anew() {
    let workshop = workshop().await;
    let before = texts(&workshop.archive).await;
    let files = findings(&workshop);
    let whole: Vec<Vec<u8>> = files.iter().map(|file| std::fs::read(file).unwrap()).collect();
    files.iter().for_each(|file| std::fs::remove_file(file).unwrap());
    assert_eq!(texts(&workshop.archive).await, before);
    files.iter().zip(whole).for_each(|(file, bytes)| std::fs::write(file, bytes).unwrap());
    workshop.archive.renew(Stage::Recognize, None).await.unwrap();
    assert!(texts(&workshop.archive).await.is_empty());
    workshop.read().await;
    assert_eq!(texts(&workshop.archive).await, before);
}

#[tokio::test]
async fn a_look_reads_what_was_found_on_a_few_scans_and_the_next_goes_on() {
    let names: Vec<String> = (1..=120).map(|number| format!("{number}.jpg")).collect();
    let files: Vec<(&str, String)> =
        names.iter().map(|name| (name.as_str(), format!("birth 1956-03-07 {name}"))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, bytes)| (*name, bytes.as_str())).collect();
    let workshop = Workshop::with(&files).await;
    let mut left = Vec::new();
    for _ in 0..3 {
        let looked = workshop.archive.lines_to_transcribe(&archivist(), &births(), (5, 5)).await.unwrap();
        assert!(looked.asked.is_empty());
        left.push(looked.unlooked);
    }
    assert_eq!(left, [24, 0, 0]);
}

#[tokio::test]
async fn a_scan_that_was_withdrawn_since_is_not_shown_though_its_lines_are_known() {
    let workshop = workshop().await;
    let line = asked_of(&workshop.archive, Role::Verifier).await.remove(0);
    workshop.archive.withdraw(&archivist(), std::slice::from_ref(&line.line.scan), None, None).await.unwrap();
    let asked = asked_of(&workshop.archive, Role::Verifier).await;
    assert!(!asked.is_empty() && asked.iter().all(|other| other.line.scan != line.line.scan));
}
