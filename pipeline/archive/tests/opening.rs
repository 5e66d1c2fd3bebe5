//! Store and catalogue are opened together: one without the other is told, and nothing is lost.

use archive::{Archive, Settings};
use register::{access::Role, decision::Verdict};

use crate::{
    deciding::{decide, value},
    workshop::{Workshop, archivist},
};

const LINES: &str = "birth 1956-03-07 Рахмонов\nbirth 1956-03-08 Бобоев";
const FIRST: &str = "births/000001-w1";
const SECOND: &str = "births/000001-w2";

async fn refusal(workshop: &Workshop) -> String {
    match workshop.opened().await {
        Ok(_) => panic!("it was opened"),
        Err(error) => error.to_string(),
    }
}

/// The archive with its catalogue brought back from a backup, and what was done since that.
async fn after_backup(since: impl AsyncFnOnce(&Workshop)) -> Workshop {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    decide(&workshop, FIRST, "child.surname", Verdict::Corrected, Some("Раҳмонов")).await;
    let backup = workshop.folder.path().join("backup");
    std::fs::create_dir(&backup).unwrap();
    for name in ["catalogue.db", "catalogue.db-wal"] {
        let _ = std::fs::copy(workshop.folder.path().join(name), backup.join(name));
    }
    since(&workshop).await;
    let catalogue = backup.join("catalogue.db").to_str().unwrap().to_owned();
    let archive = workshop.changed(|settings| settings.catalogue = catalogue).await;
    Workshop { archive, ..workshop }
}

#[tokio::test]
async fn a_store_whose_disk_is_not_mounted_is_no_empty_store() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    let (store, away) = (workshop.folder.path().join("store"), workshop.folder.path().join("away"));
    std::fs::rename(&store, &away).unwrap();
    assert!(refusal(&workshop).await.contains("mount"));
    assert!(!store.exists());
    std::fs::create_dir(&store).unwrap();
    assert!(refusal(&workshop).await.contains("is its disk mounted"));
    std::fs::remove_dir(&store).unwrap();
    std::fs::rename(&away, &store).unwrap();
    assert!(workshop.opened().await.is_ok());
}

#[tokio::test]
async fn a_catalogue_that_is_lost_is_told_with_what_to_do() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    drop(workshop.without_catalogue().await);
    assert!(refusal(&workshop).await.contains("daftar catalogue rebuild"));
}

#[tokio::test]
async fn an_ingest_that_stopped_at_its_card_leaves_no_trace() {
    let workshop = Workshop::new().await;
    let card = workshop.folder.path().join("store/registers/births/card.json");
    std::fs::create_dir_all(card.parent().unwrap()).unwrap();
    std::fs::write(card, r#"{"id":"births"}"#).unwrap();
    assert!(workshop.opened().await.is_ok());
}

#[tokio::test]
async fn a_catalogue_older_than_the_store_destroys_no_decision() {
    let workshop = after_backup(async |workshop: &Workshop| {
        decide(workshop, SECOND, "child.surname", Verdict::Corrected, Some("Бобоева")).await;
    })
    .await;
    let verifier = crate::workshop::viewer(Role::Verifier);
    let draft = archive::deciding::Draft {
        act: register::id::ActId(FIRST.into()),
        field: "child.given".into(),
        verdict: Verdict::Corrected,
        value: Some("Ҷамшед".into()),
        revision: 1,
        nonce: None,
    };
    let error = workshop.archive.decide(&verifier, draft).await.unwrap_err().to_string();
    assert!(error.contains("daftar catalogue rebuild"), "{error}");
    let anew = workshop.folder.path().join("anew.db").to_str().unwrap().to_owned();
    let settings = Settings { catalogue: anew, ..workshop.archive.settings().clone() };
    let archive = Archive::open_to_rebuild(&settings).await.unwrap();
    assert_eq!(archive.rebuild_catalogue().await.unwrap().decisions, 2);
    let workshop = Workshop { archive, ..workshop };
    assert_eq!(value(&workshop, SECOND, "child.surname").await.as_deref(), Some("Бобоева"));
}

#[tokio::test]
async fn generations_count_on_from_those_in_the_store() {
    let workshop = after_backup(async |workshop: &Workshop| {
        for surname in ["А", "Б", "В"] {
            let act = crate::importing::act("a1", "births", surname);
            workshop.archive.import(&archivist(), [act].into_iter()).await.unwrap();
        }
        workshop.archive.follow().await.unwrap();
    })
    .await;
    decide(&workshop, SECOND, "child.surname", Verdict::Corrected, Some("Юсупов")).await;
    assert_eq!(workshop.search(Role::Archivist, "Юсупов").await, [SECOND]);
    let newest = workshop.archive.rebuild_index().await.unwrap();
    assert_eq!(
        (newest.registers, workshop.search(Role::Archivist, "Юсупов").await),
        (1, vec![SECOND.to_owned()])
    );
}
