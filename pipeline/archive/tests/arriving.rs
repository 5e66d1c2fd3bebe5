//! Files arrive, byte for byte and once.

use archive::{Error, checksums::ChecksumList};
use store::{Digest, Ending, Key};

use crate::workshop::{BIRTHS, Workshop, archivist, card, probe, scan};

const LINE: &str = "birth 1956-03-07 Рахмонов";

async fn set_aside(workshop: &Workshop) -> Vec<(String, String)> {
    let progress = workshop.archive.progress().await.unwrap();
    let aside = progress.into_iter().flat_map(|register| register.set_aside);
    aside.map(|aside| (aside.scan.to_string(), aside.reason)).collect()
}

#[tokio::test]
async fn bringing_the_same_files_in_again_changes_nothing() {
    let workshop = Workshop::new().await;
    let first = workshop.ingest(&[("1.jpg", LINE), ("2.jpg", "BROKEN")]).await;
    let before = workshop.archive.progress().await.unwrap();
    let again = workshop.ingest(&[("1.jpg", LINE), ("2.jpg", "BROKEN")]).await;
    assert_eq!((first.scans, first.known, again.scans, again.known), (2, 0, 0, 2));
    assert_eq!(workshop.archive.progress().await.unwrap(), before);
}

#[tokio::test]
async fn the_same_bytes_under_another_name_are_told_and_not_doubled() {
    let workshop = Workshop::new().await;
    let report = workshop.ingest(&[("1.jpg", LINE), ("copy.jpg", LINE)]).await;
    assert_eq!((report.scans, report.doubled), (1, vec![("copy.jpg".to_owned(), scan(1))]));
}

#[tokio::test]
async fn a_picture_too_small_for_a_line_is_taken_and_told() {
    let workshop = Workshop::new().await;
    let report = workshop.ingest(&[("dot.png", "DOT"), ("1.jpg", LINE)]).await;
    assert_eq!((report.scans, report.small), (2, vec![("dot.png".to_owned(), 1, 1)]));
    assert!(set_aside(&workshop).await.is_empty());
}

#[tokio::test]
async fn bytes_of_another_register_are_told_and_taken() {
    let workshop = Workshop::new().await;
    workshop.ingest(&[("1.jpg", LINE)]).await;
    let report = workshop.ingest_into("deaths", &[("1.jpg", LINE)], None).await;
    assert_eq!((report.scans, report.elsewhere), (1, vec![("1.jpg".to_owned(), scan(1))]));
}

#[tokio::test]
async fn a_broken_file_is_kept_byte_for_byte_and_set_aside() {
    let workshop = Workshop::new().await;
    workshop.ingest(&[("1.tif", "BROKEN bytes")]).await;
    let reason = "it ends after 1 of 2 of its rows".to_owned();
    assert_eq!(set_aside(&workshop).await, [("births/000001".to_owned(), reason)]);
    let store = store::Store::open(&workshop.archive.settings().store).await.unwrap();
    let sha256 = Digest::of(b"BROKEN bytes");
    let key = Key::Master { register: BIRTHS.parse().unwrap(), sha256, ending: Ending::of_file("1.tif") };
    assert_eq!(store.get(&key).await.unwrap(), b"BROKEN bytes");
}

#[tokio::test]
async fn a_file_over_which_readers_die_is_set_aside() {
    let workshop = Workshop::new().await;
    workshop.ingest(&[("1.tif", "DEADLY"), ("2.tif", LINE)]).await;
    assert_eq!(set_aside(&workshop).await[0].1, "its reader died twice: signal 11");
    workshop.read().await;
}

#[tokio::test]
async fn a_file_with_two_frames_is_two_scans() {
    let workshop = Workshop::new().await;
    let report = workshop.ingest(&[("1.tif", "TWO"), ("2.tif", LINE)]).await;
    assert_eq!(report.scans, 3);
}

#[tokio::test]
async fn a_file_that_is_no_image_is_left_out_and_counted() {
    let workshop = Workshop::new().await;
    let report = workshop.ingest(&[("Thumbs.db", "x"), ("notes.txt", "y"), ("1.JPG", LINE)]).await;
    assert_eq!((report.left_out, report.scans), (2, 1));
}

#[tokio::test]
async fn a_delivered_list_of_checksums_is_compared() {
    let workshop = Workshop::new().await;
    let sum = Digest::of(LINE.as_bytes());
    let list = ChecksumList::parse(&format!("{sum}  a/1.jpg\n{sum}  a/2.jpg\n{sum}  a/3.jpg")).unwrap();
    let files = [("a/1.jpg", LINE), ("a/2.jpg", "other bytes"), ("a/4.jpg", "new")];
    let report = workshop.ingest_into(BIRTHS, &files, Some(&list)).await;
    assert_eq!((report.missing, report.unlisted), (vec!["a/3.jpg".to_owned()], vec!["4.jpg".to_owned()]));
    let reason = "its checksum is not the one in the delivered list: copy it again".to_owned();
    assert_eq!(set_aside(&workshop).await, [("births/000002".to_owned(), reason)]);
}

#[tokio::test]
async fn too_little_room_is_refused_before_anything_is_brought_in() {
    let workshop = Workshop::new().await;
    let archive = workshop.changed(|settings| settings.reserve_bytes = u64::MAX / 2).await;
    let files = [workshop.delivered("1.jpg", LINE)];
    let error = archive.ingest(&card(BIRTHS), &files, None, &probe, &|_| {}).await.unwrap_err();
    assert!(matches!(error, Error::NoRoom { .. }), "{error}");
    assert_eq!(archive.progress().await.unwrap(), []);
}

#[tokio::test]
async fn a_stop_between_bytes_and_facts_leaves_no_trace() {
    let workshop = Workshop::new().await;
    let files = [workshop.delivered("1.jpg", LINE)];
    let (card, never) =
        (card(BIRTHS), |_| -> archive::arriving::Probing { Box::pin(std::future::pending()) });
    let stopped = workshop.archive.ingest(&card, &files, None, &never, &|_| {});
    assert!(tokio::time::timeout(std::time::Duration::ZERO, stopped).await.is_err());
    let store = store::Store::open(&workshop.archive.settings().store).await.unwrap();
    let (register, sha256) = (card.id.clone(), Digest::of(LINE.as_bytes()));
    store
        .put(&Key::Master { register, sha256, ending: Ending::of_file("1.jpg") }, LINE.into())
        .await
        .unwrap();
    let report = workshop.ingest(&[("1.jpg", LINE)]).await;
    assert_eq!((report.scans, report.known), (1, 0));
}

#[tokio::test]
async fn a_scan_shot_again_takes_the_place_of_the_one_it_replaces() {
    let files = [("1.jpg", "birth 1956-01-01 Аҳмадов"), ("2.jpg", "birth 1956-01-02 Бобоев")];
    let workshop = Workshop::with(&files).await;
    let mut again = workshop.delivered("1a.jpg", "birth 1956-01-01 Аҳмадова");
    again.replaces = Some(scan(1));
    workshop.archive.ingest(&card(BIRTHS), &[again], None, &probe, &|_| {}).await.unwrap();
    workshop.read().await;
    let acts = workshop.export(register::access::Role::Archivist).await;
    let shown: Vec<_> =
        acts.iter().map(|act| (act.id.as_str(), act.value("child.surname").unwrap())).collect();
    assert_eq!(shown, [("births/000001-w1", "Аҳмадова"), ("births/000002-w1", "Бобоев")]);
}

#[tokio::test]
async fn a_withdrawn_scan_leaves_search_at_once_and_is_not_deleted() {
    let workshop = Workshop::with(&[("1.jpg", LINE), ("2.jpg", "birth 1956-01-02 Бобоев")]).await;
    workshop.archive.withdraw(&archivist(), &[scan(1)], Some("blurred"), None).await.unwrap();
    let acts = workshop.export(register::access::Role::Archivist).await;
    assert_eq!(acts.iter().map(|act| act.id.as_str()).collect::<Vec<_>>(), ["births/000002-w1"]);
    assert!(
        !workshop
            .search(register::access::Role::Archivist, "Рахмонов")
            .await
            .contains(&"births/000001-w1".into())
    );
    workshop.read().await;
    assert_eq!(workshop.archive.progress().await.unwrap()[0].scans.withdrawn, 1);
}
