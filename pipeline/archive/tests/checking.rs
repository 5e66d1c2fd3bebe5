//! A register as its check needs it: every scan with its state, and nothing the viewer may not see.

use register::{
    access::Role,
    completeness::{ScanState, check},
};

use crate::workshop::{Workshop, archivist, viewer};

fn id() -> register::id::RegisterId {
    crate::workshop::BIRTHS.parse().unwrap()
}

#[tokio::test]
async fn every_scan_is_there_with_its_state_and_its_acts() {
    let workshop = Workshop::with(&[
        ("1.jpg", "birth 1956-03-07 Рахмонов"),
        ("2.jpg", "BROKEN"),
        ("3.jpg", "birth 1956-03-09 Бобоев"),
    ])
    .await;
    workshop.ingest(&[("4.jpg", "birth 1956-03-10 Каримов")]).await;
    let book = workshop.archive.book(&archivist(), &id()).await.unwrap();
    let states: Vec<ScanState> = book.scans.iter().map(|scan| scan.state).collect();
    assert_eq!(states, [ScanState::Read, ScanState::SetAside, ScanState::Read, ScanState::Waiting]);
    assert_eq!(book.scans[0].pages.len(), 1);
    assert_eq!(book.acts.iter().map(|act| act.scan.number).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(check(&book).scans, 4);
}

#[tokio::test]
async fn sealed_acts_are_counted_and_not_given_and_their_pages_have_no_picture() {
    let workshop =
        Workshop::with(&[("1.jpg", "birth 1956-03-07 Рахмонов"), ("2.jpg", "adoption 1956-03-07 Каримов")])
            .await;
    let book = workshop.archive.book(&archivist(), &id()).await.unwrap();
    assert_eq!((book.acts.len(), book.sealed), (1, 1));
    let mut sheet = workshop.archive.contact_sheet(&archivist(), &id()).await.unwrap();
    let mut seen = Vec::new();
    while let Some((scan, _, view)) = sheet.next().await.unwrap() {
        seen.push((scan.number, view.is_some()));
    }
    assert_eq!(seen, [(1, true), (2, false)]);
}

#[tokio::test]
async fn who_sees_open_acts_only_is_given_those_only() {
    let workshop =
        Workshop::with(&[("1.jpg", "death 1912-03-07 Юсупов"), ("2.jpg", "birth 1956-03-07 Рахмонов")]).await;
    let book = workshop.archive.book(&viewer(Role::Agency), &id()).await.unwrap();
    assert_eq!((book.acts.len(), book.sealed), (1, 1));
}

#[tokio::test]
async fn each_look_is_written_down_first() {
    let workshop = Workshop::with(&[("1.jpg", "birth 1956-03-07 Рахмонов")]).await;
    workshop.archive.book(&archivist(), &id()).await.unwrap();
    workshop.archive.contact_sheet(&archivist(), &id()).await.unwrap();
    let (entries, _) = workshop.archive.audit(Some(2)).await.unwrap();
    assert_eq!(entries.iter().map(|e| e.action.as_str()).collect::<Vec<_>>(), ["check", "contact sheet"]);
}
