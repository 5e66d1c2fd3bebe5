//! A part of what was published is gone from the store: only what it held suffers, and it is made again.

use std::path::PathBuf;

use register::{access::Role, decision::Verdict, id::ActId};

use crate::{
    deciding::{decide, value},
    working::kept,
    workshop::{BIRTHS, Workshop, archivist, viewer},
};

const FIRST: &str = "births/000001-w1";

/// Two registers, the births decided on once.
async fn two_registers() -> Workshop {
    let workshop = Workshop::with(&[("1.jpg", "birth 1956-03-07 Рахмонов")]).await;
    let act = crate::importing::act("old-1", "old", "Саидов");
    workshop.archive.import(&archivist(), [act].into_iter()).await.unwrap();
    workshop.archive.follow().await.unwrap();
    decide(&workshop, FIRST, "child.surname", Verdict::Corrected, Some("Раҳмонов")).await;
    workshop
}

/// Parts of the births that came since `before`.
fn since(workshop: &Workshop, before: &[PathBuf]) -> Vec<PathBuf> {
    parts(workshop).into_iter().filter(|part| !before.contains(part)).collect()
}

fn parts(workshop: &Workshop) -> Vec<PathBuf> {
    let is_part = |path: &PathBuf| {
        let text = path.to_str().unwrap();
        text.contains(BIRTHS) && text.contains("/parts/")
    };
    kept(workshop, "").into_iter().filter(is_part).collect()
}

fn remove(parts: &[PathBuf]) {
    assert!(!parts.is_empty());
    for part in parts {
        std::fs::remove_file(part).unwrap();
    }
}

#[tokio::test]
async fn what_is_gone_is_published_anew_and_other_registers_are_followed() {
    let workshop = two_registers().await;
    remove(&parts(&workshop));
    let archive = workshop.changed(|settings| settings.index = workshop.folder.path().join("fresh")).await;
    archive.follow().await.unwrap();
    let fresh = Workshop { folder: tempfile::tempdir().unwrap(), archive };
    assert_eq!(fresh.search(Role::Archivist, "Раҳмонов").await, [FIRST]);
    assert_eq!(fresh.search(Role::Archivist, "Саидов").await, ["old-1"]);
}

#[tokio::test]
async fn people_go_on_deciding_though_published_texts_are_gone() {
    let workshop = two_registers().await;
    remove(&parts(&workshop));
    decide(&workshop, FIRST, "child.surname", Verdict::Corrected, Some("Юсупов")).await;
    assert_eq!(workshop.search(Role::Archivist, "Юсупов").await, [FIRST]);
}

#[tokio::test]
async fn an_index_is_made_from_the_newest_publication_that_is_whole_and_then_mended() {
    let workshop = two_registers().await;
    let before = parts(&workshop);
    decide(&workshop, FIRST, "child.surname", Verdict::Corrected, Some("Юсупов")).await;
    remove(&since(&workshop, &before));
    let rebuilt = workshop.archive.rebuild_index().await.unwrap();
    assert_eq!((rebuilt.registers, rebuilt.incomplete), (2, vec![BIRTHS.parse().unwrap()]));
    let query = index::Query { text: "Раҳмонов".into(), ..index::Query::default() };
    let older = workshop.archive.search(&viewer(Role::Archivist), &query).await.unwrap();
    assert_eq!(older.hits[0].id, FIRST);
    assert_eq!(workshop.search(Role::Archivist, "Юсупов").await, [FIRST]);
}

async fn without_catalogue(workshop: Workshop) -> (Workshop, archive::restoring::Restored) {
    let archive = workshop.without_catalogue().await;
    let restored = archive.rebuild_catalogue().await.unwrap();
    (Workshop { folder: workshop.folder, archive }, restored)
}

#[tokio::test]
async fn a_catalogue_comes_back_from_the_newest_publication_that_is_whole() {
    let workshop = two_registers().await;
    let before = parts(&workshop);
    decide(&workshop, FIRST, "child.surname", Verdict::Corrected, Some("Юсупов")).await;
    remove(&since(&workshop, &before));
    let (workshop, restored) = without_catalogue(workshop).await;
    assert_eq!((restored.registers, restored.incomplete), (2, vec![BIRTHS.parse().unwrap()]));
    workshop.read().await;
    assert_eq!(value(&workshop, FIRST, "child.surname").await.as_deref(), Some("Юсупов"));
    assert_eq!(workshop.search(Role::Archivist, "Юсупов").await, [FIRST]);
}

#[tokio::test]
async fn a_register_whose_decisions_are_damaged_is_named_and_the_others_come_back() {
    let workshop = two_registers().await;
    let segments =
        kept(&workshop, "").into_iter().filter(|path| path.to_str().unwrap().contains("/decisions/"));
    for segment in segments {
        std::fs::write(segment, "garbage\n").unwrap();
    }
    let (workshop, restored) = without_catalogue(workshop).await;
    assert_eq!((restored.registers, restored.left_out.len()), (1, 1));
    assert_eq!(restored.left_out[0].0.as_str(), BIRTHS);
    assert!(workshop.archive.act(&archivist(), &ActId("old-1".into())).await.unwrap().is_some());
}

#[tokio::test]
async fn an_export_tells_one_moment() {
    let workshop = two_registers().await;
    let before = workshop.export(Role::Archivist).await;
    let mut export = workshop.archive.export(&archivist(), None).await.unwrap();
    let mut again = export.clone();
    decide(&workshop, FIRST, "child.surname", Verdict::Corrected, Some("Юсупов")).await;
    for export in [&mut export, &mut again] {
        let mut acts = Vec::new();
        while let Some(more) = export.next().await.unwrap() {
            acts.extend(more);
        }
        assert_eq!(acts, before);
    }
}

#[tokio::test]
async fn acts_leave_though_their_part_is_gone() {
    let workshop = two_registers().await;
    let before = workshop.export(Role::Archivist).await;
    remove(&parts(&workshop));
    assert_eq!(workshop.export(Role::Archivist).await, before);
}
