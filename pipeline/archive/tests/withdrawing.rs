//! Scans leave; a stop in between leaves nothing half done.

use catalogue::Catalogue;
use register::access::Role;

use crate::workshop::{Workshop, archivist, scan};

const FILES: [(&str, &str); 2] =
    [("1.jpg", "birth 1956-03-07 Рахмонов"), ("2.jpg", "birth 1956-03-08 Бобоев")];

async fn ids(workshop: &Workshop) -> Vec<String> {
    workshop.export(Role::Archivist).await.into_iter().map(|act| act.id.0).collect()
}

#[tokio::test]
async fn acts_of_a_scan_leave_though_a_stop_came_after_its_facts() {
    let workshop = Workshop::with(&FILES).await;
    let facts = Catalogue::open(&workshop.archive.settings().catalogue).await.unwrap();
    facts.withdraw(&scan(1), Some("blurred"), None).await.unwrap();
    assert_eq!(workshop.search(Role::Archivist, "Рахмонов").await, Vec::<String>::new());
    assert_eq!(ids(&workshop).await, ["births/000002-w1"]);
}

#[tokio::test]
async fn a_withdrawal_that_was_stopped_is_told_by_the_store_too() {
    let workshop = Workshop::with(&FILES).await;
    let facts = Catalogue::open(&workshop.archive.settings().catalogue).await.unwrap();
    facts.withdraw(&scan(1), Some("blurred"), None).await.unwrap();
    workshop.archive.follow().await.unwrap();
    let archive = workshop.without_catalogue().await;
    archive.rebuild_catalogue().await.unwrap();
    assert_eq!(archive.progress().await.unwrap()[0].scans.withdrawn, 1);
}

#[tokio::test]
async fn a_scan_that_was_withdrawn_before_keeps_its_reason() {
    let workshop = Workshop::with(&FILES).await;
    for because in ["blurred", "another reason"] {
        workshop.archive.withdraw(&archivist(), &[scan(1)], Some(because), None).await.unwrap();
    }
    let record = std::fs::read_to_string(scan_record(&workshop)).unwrap();
    assert!(record.contains("blurred") && !record.contains("another"), "{record}");
}

fn scan_record(workshop: &Workshop) -> std::path::PathBuf {
    let key = store::Key::Scan { register: scan(1).register, number: 1 };
    workshop.folder.path().join("store").join(key.path())
}
