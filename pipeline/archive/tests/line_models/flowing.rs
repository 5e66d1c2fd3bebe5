//! What a register learned stands in the store, and comes back from there. Not for its bytes.

use catalogue::Catalogue;
use register::teaching::{ModelStep, Refused};

use super::{LINES, births, keep, layers};
use crate::{
    working::kept,
    workshop::{Workshop, archivist},
};

#[tokio::test]
async fn what_was_learned_comes_back_from_the_store_alone() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    keep(&workshop, b"first", None).await.unwrap();
    workshop.archive.drop_model(&archivist(), &births()).await.unwrap();
    keep(&workshop, b"second", None).await.unwrap();
    keep(&workshop, b"worse", Some(Refused::NoBetter)).await.unwrap();
    let before = workshop.archive.lineages(&births()).await.unwrap();
    let archive = workshop.without_catalogue().await;
    archive.rebuild_catalogue().await.unwrap();
    let workshop = Workshop { folder: workshop.folder, archive };
    assert_eq!(workshop.archive.lineages(&births()).await.unwrap(), before);
    assert_eq!(layers(&workshop).await.as_deref(), Some(b"second".as_slice()));
    workshop.archive.drop_model(&archivist(), &births()).await.unwrap();
    assert_eq!(kept(&workshop, "lineages/000005.json").len(), 1);
}

#[tokio::test]
async fn what_a_catalogue_of_an_older_backup_does_not_know_is_never_written_over() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    let backup = workshop.folder.path().join("backup");
    std::fs::create_dir(&backup).unwrap();
    for name in ["catalogue.db", "catalogue.db-wal"] {
        let _ = std::fs::copy(workshop.folder.path().join(name), backup.join(name));
    }
    keep(&workshop, b"first", None).await.unwrap();
    let step = std::fs::read(&kept(&workshop, "lineages/000001.json")[0]).unwrap();
    let catalogue = backup.join("catalogue.db").to_str().unwrap().to_owned();
    let archive = workshop.changed(|settings| settings.catalogue = catalogue).await;
    let workshop = Workshop { folder: workshop.folder, archive };
    let error = keep(&workshop, b"second", None).await.unwrap_err();
    assert!(error.to_string().contains("older backup"), "{error}");
    assert_eq!(std::fs::read(&kept(&workshop, "lineages/000001.json")[0]).unwrap(), step);
}

#[tokio::test]
async fn a_step_that_did_not_reach_the_store_is_put_there_by_the_next_command() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    let settings = workshop.archive.settings().clone();
    let catalogue = Catalogue::open(&settings.catalogue).await.unwrap();
    let step = ModelStep::Dropped { person: "nigora".to_owned(), at: "2026-01-01T00:00:00Z".to_owned() };
    catalogue.append_model_step(&births(), &step).await.unwrap();
    workshop.archive.follow().await.unwrap();
    assert_eq!(kept(&workshop, "lineages/000001.json").len(), 1);
    assert_eq!(catalogue.model_steps_due().await.unwrap(), []);
}

#[tokio::test]
async fn a_register_of_which_a_step_is_damaged_comes_back_without_it_and_is_named() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    workshop.ingest_into("other", &[("2.jpg", LINES)], None).await;
    keep(&workshop, b"first", None).await.unwrap();
    std::fs::write(&kept(&workshop, "lineages/000001.json")[0], "{\"learned\": {").unwrap();
    let restored = workshop.without_catalogue().await.rebuild_catalogue().await.unwrap();
    assert_eq!((restored.registers, restored.left_out.len()), (2, 0));
    assert_eq!(restored.incomplete, [births()]);
}
