//! Work, its claims and its ends.

use archive::work::{Died, Finished, Stage, Work};
use register::{access::Role, decision::Verdict};

use crate::{
    deciding::{decide, value},
    workshop::{Workshop, scan},
};

const LINES: &str = "birth 1956-03-07 Рахмонов\nbirth 1956-03-08 Бобоев";

#[tokio::test]
async fn what_is_read_can_be_found() {
    let workshop = Workshop::with(&[("1.jpg", LINES), ("2.jpg", "birth 1956-03-09 Юсупов")]).await;
    assert!(workshop.search(Role::Archivist, "Юсупов").await.contains(&"births/000002-w1".to_owned()));
    let progress = &workshop.archive.progress().await.unwrap()[0];
    assert_eq!((progress.scans.read, progress.acts.machine, progress.due), (2, 3, false));
    assert!(progress.last_read_at.is_some() && progress.read_lately.len() == 2);
}

#[tokio::test]
async fn a_scan_that_kills_readers_is_set_aside_and_the_run_goes_on() {
    let workshop = Workshop::new().await;
    workshop.ingest(&[("1.jpg", LINES), ("2.jpg", "birth 1956-03-09 Юсупов")]).await;
    for expected in [Died::Again, Died::SetAside] {
        let Some(Work::Prepare(work)) = workshop.next().await else { panic!("a scan waits") };
        assert_eq!(work.scan, scan(1));
        assert_eq!(workshop.archive.reader_died(&work.claim, "signal 6").await.unwrap(), expected);
    }
    workshop.read().await;
    let progress = &workshop.archive.progress().await.unwrap()[0];
    assert_eq!((progress.scans.read, progress.scans.set_aside), (1, 1));
    assert_eq!(progress.set_aside[0].reason, "its reader died twice: signal 6");
}

#[tokio::test]
async fn who_gave_a_claim_back_writes_no_more() {
    let workshop = Workshop::new().await;
    workshop.ingest(&[("1.jpg", LINES)]).await;
    let Some(Work::Prepare(work)) = workshop.next().await else { panic!("a scan waits") };
    workshop.archive.release(&work.claim).await.unwrap();
    let finished = workshop.archive.finish_prepare(&work.claim, vec![], vec![], "1").await.unwrap();
    assert_eq!((finished, workshop.archive.heartbeat(&work.claim).await.unwrap()), (Finished::Stale, false));
    workshop.read().await;
}

#[tokio::test]
async fn reading_again_gives_the_same_acts() {
    let workshop = Workshop::with(&[("1.jpg", LINES), ("2.jpg", "birth 1956-03-09 Юсупов")]).await;
    let before = workshop.export(Role::Archivist).await;
    for stage in [Stage::Extract, Stage::Recognize, Stage::Prepare] {
        assert!(workshop.archive.renew(stage, None).await.unwrap() > 0);
        workshop.read().await;
        assert_eq!(workshop.export(Role::Archivist).await, before, "{stage:?}");
    }
}

#[tokio::test]
async fn decisions_survive_another_reading() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    let id = "births/000001-w1";
    decide(&workshop, id, "child.surname", Verdict::Corrected, Some("Раҳмонов")).await;
    workshop.archive.renew(Stage::Prepare, None).await.unwrap();
    workshop.read().await;
    assert_eq!(value(&workshop, id, "child.surname").await.as_deref(), Some("Раҳмонов"));
}

#[tokio::test]
async fn an_act_with_decisions_stands_when_another_reading_loses_it() {
    let workshop = Workshop::with(&[("1.jpg", LINES)]).await;
    decide(&workshop, "births/000001-w2", "child.surname", Verdict::Corrected, Some("Бобоева")).await;
    workshop.archive.renew(Stage::Extract, None).await.unwrap();
    let Some(Work::Extract(work)) = workshop.next().await else { panic!("extraction waits") };
    workshop.archive.finish_extract(&work.claim, vec![], "2").await.unwrap();
    let left: Vec<_> = workshop.export(Role::Archivist).await.into_iter().map(|act| act.id.0).collect();
    assert_eq!(left, ["births/000001-w2"]);
}

#[tokio::test]
async fn scans_that_come_later_join_the_others() {
    let apart = Workshop::with(&[("1.jpg", LINES)]).await;
    apart.ingest(&[("2.jpg", "birth 1956-03-09 Юсупов")]).await;
    apart.read().await;
    let together = Workshop::with(&[("1.jpg", LINES), ("2.jpg", "birth 1956-03-09 Юсупов")]).await;
    assert_eq!(apart.export(Role::Archivist).await, together.export(Role::Archivist).await);
}

/// Files of the workshop's store below the births, whose paths end so.
pub(crate) fn kept(workshop: &Workshop, ending: &str) -> Vec<std::path::PathBuf> {
    let mut folders = vec![workshop.folder.path().join("store")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_str().unwrap().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found
}

/// After `harm` to files with this ending, reading the acts again brings everything back.
async fn check_made_again(ending: &str, harm: impl Fn(&std::path::Path)) {
    let workshop = Workshop::with(&[("1.jpg", LINES), ("2.jpg", "birth 1956-03-09 Юсупов")]).await;
    let before = workshop.export(Role::Archivist).await;
    let files = kept(&workshop, ending);
    assert!(!files.is_empty());
    harm(&files[0]);
    workshop.archive.renew(Stage::Recognize, None).await.unwrap();
    workshop.read().await;
    assert_eq!(workshop.export(Role::Archivist).await, before);
}

#[tokio::test]
async fn a_finding_that_is_gone_is_made_again() {
    check_made_again("layout.json", |file| std::fs::remove_file(file).unwrap()).await;
}

#[tokio::test]
async fn a_damaged_finding_is_made_again() {
    check_made_again("layout.json", |file| std::fs::write(file, "{\"value\": [").unwrap()).await;
}

#[tokio::test]
async fn a_register_whose_agreement_is_gone_agrees_again() {
    check_made_again("agreement.json", |file| std::fs::remove_file(file).unwrap()).await;
}

#[tokio::test]
async fn a_text_that_is_gone_is_read_again_for_extraction() {
    let workshop = Workshop::with(&[("1.jpg", LINES), ("2.jpg", "birth 1956-03-09 Юсупов")]).await;
    let before = workshop.export(Role::Archivist).await;
    std::fs::remove_file(&kept(&workshop, "recognize.json")[1]).unwrap();
    workshop.archive.renew(Stage::Extract, None).await.unwrap();
    workshop.read().await;
    assert_eq!(workshop.export(Role::Archivist).await, before);
}

#[tokio::test]
async fn a_master_that_is_gone_is_named_with_what_to_bring_back() {
    let workshop = Workshop::new().await;
    workshop.ingest(&[("1.jpg", LINES)]).await;
    let file = &kept(&workshop, ".jpg")[0];
    std::fs::remove_file(file).unwrap();
    let Some(Work::Prepare(work)) = workshop.next().await else { panic!("a scan waits") };
    let error = workshop.archive.master(&work.scan, &work.info).await.unwrap_err();
    assert_eq!(error.kind(), archive::Trouble::Material);
    let name = file.file_name().unwrap().to_str().unwrap();
    assert!(error.to_string().contains(name) && error.to_string().contains("backup"));
}
