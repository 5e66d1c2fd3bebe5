//! What a register learned is kept, and is in force or not. Not for reading by it.

mod flowing;
mod wishes;

use archive::{Viewer, working::Stage};
use register::{
    access::Role,
    id::RegisterId,
    teaching::{Judged, Lineage, Refused},
};
use store::Digest;

use crate::{
    working::kept,
    workshop::{BIRTHS, Workshop, archivist, viewer},
};

const LINES: &str = "birth 1956-03-07 Рахмонов";
const CARD: &str = r#"{"alphabet": "абв"}"#;

fn births() -> RegisterId {
    BIRTHS.parse().unwrap()
}

fn lineage(layers: &[u8], refused: Option<Refused>) -> Lineage {
    let judged = Judged { lines: 40, before: 0.2, after: 0.1 };
    Lineage {
        sha256: Digest::of(layers).to_string(),
        parent: Digest::of(b"shipped").to_string(),
        script: "Cyrl".to_owned(),
        register: births(),
        taught: 300,
        from_fields: 0,
        hand: judged,
        others: judged,
        refused,
        seconds: 900,
        person: "nigora".to_owned(),
        at: "2026-01-01T00:00:00Z".to_owned(),
    }
}

/// Keeps a model with these layers.
async fn keep(workshop: &Workshop, layers: &[u8], refused: Option<Refused>) -> archive::Result<()> {
    keep_as(workshop, &archivist(), layers, &lineage(layers, refused)).await
}

/// The same by that person, and with any lineage.
async fn keep_as(
    workshop: &Workshop,
    viewer: &Viewer,
    layers: &[u8],
    lineage: &Lineage,
) -> archive::Result<()> {
    workshop.archive.keep_model(viewer, &births(), layers.to_vec(), CARD.to_owned(), lineage).await
}

/// The layers of the model the births are read by.
async fn layers(workshop: &Workshop) -> Option<Vec<u8>> {
    workshop.archive.model_in_force(&births()).await.unwrap().map(|model| model.layers)
}

#[tokio::test]
async fn a_register_is_read_by_what_it_learned_last() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    assert_eq!(layers(&workshop).await, None);
    keep(&workshop, b"first", None).await.unwrap();
    keep(&workshop, b"second", None).await.unwrap();
    let model = workshop.archive.model_in_force(&births()).await.unwrap().unwrap();
    assert_eq!((model.layers.as_slice(), model.card.as_str()), (b"second".as_slice(), CARD));
    assert_eq!((model.sha256, model.script), (Digest::of(b"second").to_string(), "Cyrl".to_owned()));
    assert_eq!(workshop.archive.lineages(&births()).await.unwrap().len(), 2);
}

#[tokio::test]
async fn of_a_refused_model_the_lineage_is_kept_and_no_bytes() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    keep(&workshop, b"first", None).await.unwrap();
    keep(&workshop, b"worse", Some(Refused::NoBetter)).await.unwrap();
    assert_eq!(layers(&workshop).await.as_deref(), Some(b"first".as_slice()));
    let last = workshop.archive.lineage(&births()).await.unwrap().unwrap();
    assert_eq!(last.refused, Some(Refused::NoBetter));
    assert_eq!(kept(&workshop, ".safetensors").len(), 1);
}

#[tokio::test]
async fn a_dropped_model_gives_way_to_the_shipped_one_and_nothing_is_deleted() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    assert!(!workshop.archive.drop_model(&archivist(), &births()).await.unwrap());
    keep(&workshop, b"first", None).await.unwrap();
    assert!(workshop.archive.drop_model(&archivist(), &births()).await.unwrap());
    assert_eq!(layers(&workshop).await, None);
    assert!(workshop.archive.lineages_in_force().await.unwrap().is_empty());
    assert_eq!(workshop.archive.lineages(&births()).await.unwrap().len(), 1);
    assert_eq!(kept(&workshop, ".safetensors").len(), 1);
    keep(&workshop, b"first", None).await.unwrap();
    assert_eq!(layers(&workshop).await.as_deref(), Some(b"first".as_slice()));
}

#[tokio::test]
async fn learning_and_dropping_are_in_the_audit_log() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    keep(&workshop, b"first", None).await.unwrap();
    workshop.archive.drop_model(&archivist(), &births()).await.unwrap();
    let (entries, _) = workshop.archive.audit(Some(2)).await.unwrap();
    let told: Vec<String> = entries.iter().map(|e| format!("{} {}", e.action, e.subject)).collect();
    let sha256 = Digest::of(b"first");
    assert_eq!(told, [format!("learn births {sha256} taken"), format!("drop-model births {sha256}")]);
}

#[tokio::test]
async fn only_an_archivist_changes_what_a_register_is_read_by() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    let verifier = viewer(Role::Verifier);
    let error = keep_as(&workshop, &verifier, b"first", &lineage(b"first", None)).await.unwrap_err();
    assert_eq!(error.kind(), archive::Trouble::Setting);
    assert!(workshop.archive.drop_model(&verifier, &births()).await.is_err());
    assert_eq!(layers(&workshop).await, None);
}

#[tokio::test]
async fn a_lineage_of_another_model_is_refused() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    let other = lineage(b"other", None);
    let error = keep_as(&workshop, &archivist(), b"first", &other).await.unwrap_err();
    assert_eq!(error.kind(), archive::Trouble::Fault);
    assert!(kept(&workshop, ".safetensors").is_empty());
}

#[tokio::test]
async fn a_register_that_is_not_there_learns_nothing() {
    let workshop = Workshop::new().await;
    assert!(keep(&workshop, b"first", None).await.unwrap_err().to_string().contains(BIRTHS));
}

/// After `harm` to a file of the model, what is wrong is told with what to do, and mends when the file comes back.
async fn check_told(ending: &str, harm: impl Fn(&std::path::Path), why: &str) {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    keep(&workshop, b"first", None).await.unwrap();
    let mut files = kept(&workshop, ending);
    files.retain(|path| path.parent().unwrap().ends_with("models"));
    let file = files.remove(0);
    let whole = std::fs::read(&file).unwrap();
    harm(&file);
    let error = workshop.archive.model_in_force(&births()).await.unwrap_err();
    assert_eq!(error.kind(), archive::Trouble::Setting);
    let name = file.file_name().unwrap().to_str().unwrap();
    for part in [BIRTHS, why, name, "backup", "daftar learn births"] {
        assert!(error.to_string().contains(part), "{part} is not in {error}");
    }
    std::fs::write(&file, whole).unwrap();
    assert_eq!(layers(&workshop).await.as_deref(), Some(b"first".as_slice()));
}

#[tokio::test]
async fn a_model_that_is_gone_is_told() {
    check_told(".safetensors", |file| std::fs::remove_file(file).unwrap(), "missing").await;
}

#[tokio::test]
async fn a_damaged_model_is_told() {
    check_told(".safetensors", |file| std::fs::write(file, b"fjrst").unwrap(), "damaged").await;
}

#[tokio::test]
async fn a_damaged_card_is_told() {
    check_told(".json", |file| std::fs::write(file, CARD.replace('а', "б")).unwrap(), "damaged").await;
}

#[tokio::test]
async fn one_register_alone_is_read_again() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    workshop.ingest_into("other", &[("2.jpg", LINES)], None).await;
    workshop.read().await;
    assert_eq!(workshop.archive.renew(Stage::Recognize, Some(&births())).await.unwrap(), 1);
    let waiting: Vec<usize> =
        workshop.archive.progress().await.unwrap().iter().map(|register| register.scans.waiting).collect();
    assert_eq!(waiting, [1, 0]);
    workshop.read().await;
}
