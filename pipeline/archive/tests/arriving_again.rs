//! Files come a second time: known, withdrawn, set aside, or copied again.

use archive::{
    Error,
    arriving::{IngestReport, Probed, Probing},
    checksums::ChecksumList,
};
use register::access::Role;

use crate::workshop::{BIRTHS, Workshop, archivist, card, probe, scan};

const FIRST: &str = "birth 1956-03-07 Рахмонов";
const SECOND: &str = "birth 1956-03-08 Бобоев";

async fn surnames(workshop: &Workshop) -> Vec<String> {
    let acts = workshop.export(Role::Archivist).await;
    acts.iter().map(|act| act.value("child.surname").unwrap().to_owned()).collect()
}

/// What an ingest says of these files when every reader gives this answer.
async fn with_answer(workshop: &Workshop, files: &[(&str, &str)], answer: Probed) -> IngestReport {
    let files: Vec<_> = files.iter().map(|(name, bytes)| workshop.delivered(name, bytes)).collect();
    let reader = move |_| -> Probing {
        let answer = answer.clone();
        Box::pin(async move { answer })
    };
    workshop.archive.ingest(&card(BIRTHS), &files, None, &reader, &|_| {}).await.unwrap()
}

#[tokio::test]
async fn a_file_whose_reader_died_for_want_of_memory_is_read_when_it_comes_again() {
    let workshop = Workshop::new().await;
    let files = [("1.jpg", FIRST), ("2.jpg", SECOND)];
    let died = with_answer(&workshop, &files[..1], Probed::Died("signal 9".into())).await;
    assert_eq!((died.set_aside.len(), died.is_whole()), (1, false));
    let again = workshop.ingest(&files).await;
    assert_eq!((again.scans, again.woken), (1, vec![("1.jpg".to_owned(), scan(1))]));
    workshop.read().await;
    assert_eq!(surnames(&workshop).await, ["Рахмонов", "Бобоев"]);
}

#[tokio::test]
async fn a_file_that_differed_from_a_wrong_list_is_read_when_it_comes_without() {
    let workshop = Workshop::new().await;
    let list = ChecksumList::parse(&format!("{}  1.jpg", "0".repeat(64))).unwrap();
    let first = workshop.ingest_into(BIRTHS, &[("1.jpg", FIRST)], Some(&list)).await;
    assert_eq!(first.set_aside.len(), 1);
    assert!(workshop.ingest(&[("1.jpg", FIRST)]).await.is_whole());
    workshop.read().await;
    assert_eq!(surnames(&workshop).await, ["Рахмонов"]);
}

#[tokio::test]
async fn frames_found_the_second_time_follow_their_first() {
    let workshop = Workshop::new().await;
    let files = [("1.tif", FIRST), ("2.jpg", SECOND)];
    with_answer(&workshop, &files[..1], Probed::Died("signal 9".into())).await;
    workshop.ingest(&files[1..]).await;
    with_answer(&workshop, &files[..1], Probed::Frames(vec![(1000, 1000), (1000, 1000)])).await;
    workshop.read().await;
    // The plain reader sees the same lines in either frame.
    assert_eq!(surnames(&workshop).await, ["Рахмонов", "Рахмонов", "Бобоев"]);
}

#[tokio::test]
async fn a_file_that_cannot_be_read_still_is_named_again() {
    let workshop = Workshop::new().await;
    workshop.ingest(&[("1.jpg", "BROKEN")]).await;
    let again = workshop.ingest(&[("1.jpg", "BROKEN")]).await;
    assert_eq!((again.scans, again.known, again.is_whole()), (0, 1, false));
    assert_eq!(again.still_aside[0].reason, "it ends after 1 of 2 of its rows");
}

#[tokio::test]
async fn a_withdrawn_scan_stays_so_and_is_named() {
    let workshop = Workshop::with(&[("1.jpg", FIRST)]).await;
    workshop.archive.withdraw(&archivist(), &[scan(1)], None, None).await.unwrap();
    let again = workshop.ingest(&[("1.jpg", FIRST)]).await;
    assert_eq!((again.known, again.withdrawn), (1, vec![("1.jpg".to_owned(), scan(1))]));
}

#[tokio::test]
async fn a_file_copied_again_takes_the_place_of_the_one_set_aside() {
    let workshop = Workshop::with(&[("1.jpg", "BROKEN"), ("2.jpg", SECOND)]).await;
    let copied = workshop.ingest(&[("1.jpg", FIRST), ("2.jpg", SECOND)]).await;
    assert_eq!((copied.scans, copied.instead), (1, vec![("1.jpg".to_owned(), scan(1))]));
    workshop.read().await;
    assert_eq!(surnames(&workshop).await, ["Рахмонов", "Бобоев"]);
    let births = &workshop.archive.progress().await.unwrap()[0];
    assert_eq!((births.scans.withdrawn, births.set_aside.len()), (1, 0));
}

#[tokio::test]
async fn a_name_that_two_files_have_replaces_nothing() {
    let workshop = Workshop::new().await;
    let report = workshop.ingest(&[("a/1.jpg", "BROKEN"), ("b/1.jpg", FIRST), ("c/2.jpg", SECOND)]).await;
    assert_eq!((report.scans, report.instead.len()), (3, 0));
    let later = workshop.ingest(&[("a/1.jpg", "birth 1956-03-09 Юсупов")]).await;
    assert_eq!((later.scans, later.instead.len()), (1, 0));
}

#[tokio::test]
async fn a_file_that_cannot_be_opened_is_named_and_the_others_come_in() {
    let workshop = Workshop::new().await;
    let files = [workshop.delivered("1.jpg", FIRST), workshop.delivered("2.jpg", SECOND)];
    std::fs::remove_file(&files[0].path).unwrap();
    let report = workshop.archive.ingest(&card(BIRTHS), &files, None, &probe, &|_| {}).await.unwrap();
    assert_eq!((report.scans, report.unopened.len(), report.is_whole()), (1, 1, false));
    assert_eq!(report.unopened[0].0, "1.jpg");
}

#[tokio::test]
async fn a_reader_that_cannot_be_started_says_nothing_of_the_file() {
    let workshop = Workshop::new().await;
    let (card, files) = (card(BIRTHS), [workshop.delivered("1.jpg", FIRST)]);
    let none = |_| -> Probing { Box::pin(async { Probed::NotStarted("no such program".into()) }) };
    let error = workshop.archive.ingest(&card, &files, None, &none, &|_| {}).await.unwrap_err();
    assert!(matches!(&error, Error::Fault(why) if why.contains("no such program")), "{error}");
    assert_eq!(workshop.ingest(&[("1.jpg", FIRST)]).await.scans, 1);
}
