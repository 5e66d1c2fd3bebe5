//! The catalogue is lost, the store is there: everything but people and audit comes back.

use register::{access::Role, act::Act, decision::Verdict, id::ActId};

use crate::{
    deciding::{decide, value},
    workshop::{BIRTHS, Workshop, archivist, card, scan},
};

const LINES: &str = "birth 1956-03-07 Рахмонов\nbirth 1956-03-08 Бобоев";
const FIRST: &str = "births/000001-w1";

/// The same archive after its catalogue was lost and rebuilt.
async fn rebuilt(workshop: Workshop) -> Workshop {
    let archive = workshop.without_catalogue().await;
    archive.rebuild_catalogue().await.unwrap();
    archive.follow().await.unwrap();
    Workshop { folder: workshop.folder, archive }
}

fn imported() -> Act {
    serde_json::from_str(
        r#"{"id":"old-1","register":"old","type":"death","fields":{"deceased.surname":"Саидов"}}"#,
    )
    .unwrap()
}

/// An archive in which everything happened: three scans read, one broken, one withdrawn, one imported act,
/// decisions on an act that stands and on one that went with its scan.
async fn full() -> Workshop {
    let files =
        [("1.jpg", LINES), ("2.jpg", "birth 1956-03-09 Юсупов"), ("3.jpg", "BROKEN"), ("4.jpg", "TWO\n")];
    let workshop = Workshop::with(&files).await;
    decide(&workshop, FIRST, "child.surname", Verdict::Corrected, Some("Раҳмонов")).await;
    decide(&workshop, "births/000002-w1", "child.surname", Verdict::Blank, None).await;
    workshop.archive.withdraw(&archivist(), &[scan(2)], Some("a slip lies on it"), None).await.unwrap();
    workshop.archive.import(&archivist(), [imported()].into_iter()).await.unwrap();
    workshop.read().await;
    workshop
}

#[tokio::test]
async fn scans_acts_and_decisions_come_back_from_the_store() {
    let workshop = full().await;
    let acts = workshop.export(Role::Archivist).await;
    let progress = workshop.archive.progress().await.unwrap();
    let workshop = rebuilt(workshop).await;
    workshop.read().await;
    assert_eq!(workshop.export(Role::Archivist).await, acts);
    for (back, before) in workshop.archive.progress().await.unwrap().iter().zip(&progress) {
        assert_eq!((&back.card, &back.scans, &back.acts), (&before.card, &before.scans, &before.acts));
        assert_eq!(back.set_aside, before.set_aside);
    }
    assert_eq!(workshop.search(Role::Archivist, "Раҳмонов").await, [FIRST]);
}

#[tokio::test]
async fn what_was_read_is_not_read_again() {
    let workshop = rebuilt(full().await).await;
    let births = &workshop.archive.progress().await.unwrap()[0];
    assert_eq!((births.scans.waiting, births.scans.withdrawn, births.due), (0, 1, true));
}

#[tokio::test]
async fn a_decision_can_be_undone_after_the_rebuilding() {
    let workshop = rebuilt(full().await).await;
    workshop.read().await;
    decide(&workshop, FIRST, "child.surname", Verdict::Undone, None).await;
    assert_eq!(value(&workshop, FIRST, "child.surname").await.as_deref(), Some("Рахмонов"));
}

#[tokio::test]
async fn files_that_arrived_are_known_after_the_rebuilding() {
    let workshop = rebuilt(full().await).await;
    let report = workshop.ingest(&[("1.jpg", LINES), ("5.jpg", "birth 1956-03-10 Назаров")]).await;
    assert_eq!((report.scans, report.known), (1, 1));
    workshop.read().await;
    assert_eq!(workshop.search(Role::Archivist, "Назаров").await, ["births/000006-w1"]);
}

#[tokio::test]
async fn a_register_of_which_nothing_was_published_waits() {
    let workshop = Workshop::new().await;
    workshop.ingest(&[("1.jpg", LINES)]).await;
    let workshop = rebuilt(workshop).await;
    assert_eq!(workshop.archive.progress().await.unwrap()[0].scans.waiting, 1);
    workshop.read().await;
    assert_eq!(workshop.export(Role::Archivist).await.len(), 2);
}

#[tokio::test]
async fn a_catalogue_that_holds_something_is_left_alone() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    let error = workshop.archive.rebuild_catalogue().await.unwrap_err().to_string();
    assert!(error.contains(BIRTHS) && error.contains("empty"), "{error}");
    assert_eq!(workshop.archive.progress().await.unwrap()[0].card, card(BIRTHS));
    assert!(workshop.archive.act(&archivist(), &ActId(FIRST.into())).await.unwrap().is_some());
}
