//! The index follows publications, and can be made anew from the store alone.

use register::{access::Role, decision::Verdict};

use crate::{deciding::decide, workshop::Workshop};

/// What searches for these words find, as text.
async fn answers(workshop: &Workshop) -> String {
    let mut all = String::new();
    for text in ["Рахмонов", "Юсупов", "1956"] {
        let query = index::Query { text: text.into(), limit: 100, ..index::Query::default() };
        let viewer = crate::workshop::viewer(Role::Archivist);
        let mut answer = workshop.archive.search(&viewer, &query).await.unwrap();
        answer.hits.sort_by(|a, b| a.id.cmp(&b.id));
        all += &answer.hits.iter().map(|hit| format!("{} {:?}\n", hit.id, hit.fields)).collect::<String>();
    }
    all
}

#[tokio::test]
async fn an_index_made_anew_from_the_store_answers_like_the_one_that_followed() {
    let lines = "birth 1956-03-07 Рахмонов\nbirth 1956-03-08 Юсупов";
    let workshop = Workshop::with(&[("1.jpg", lines), ("2.jpg", "birth 1956-04-01 Рахмонова")]).await;
    decide(&workshop, "births/000001-w1", "child.surname", Verdict::Corrected, Some("Раҳмонов")).await;
    workshop.archive.follow().await.unwrap();
    let followed = answers(&workshop).await;
    assert!(followed.contains("Раҳмонов"), "{followed}");
    assert_eq!(workshop.archive.rebuild_index().await.unwrap(), 1);
    assert_eq!(answers(&workshop).await, followed);
}

#[tokio::test]
async fn an_index_that_was_deleted_comes_back() {
    let workshop = Workshop::with(&[("1.jpg", "birth 1956-03-07 Рахмонов")]).await;
    let archive = workshop.changed(|settings| settings.index = workshop.folder.path().join("fresh")).await;
    archive.follow().await.unwrap();
    let fresh = Workshop { folder: tempfile::tempdir().unwrap(), archive };
    assert!(fresh.search(Role::Archivist, "Рахмонов").await.contains(&"births/000001-w1".to_owned()));
}

#[tokio::test]
async fn a_correction_rewrites_one_part() {
    let workshop = Workshop::new().await;
    let acts = (0..250).map(|n| crate::importing::act(&format!("a{n:03}"), "elsewhere", "Рахмонов"));
    workshop.archive.import(&crate::workshop::archivist(), acts).await.unwrap();
    let before = parts(&workshop).await;
    decide(&workshop, "a120", "child.surname", Verdict::Corrected, Some("Раҳмонов")).await;
    let after = parts(&workshop).await;
    assert_eq!((before.len(), after.len()), (3, 4));
}

async fn parts(workshop: &Workshop) -> Vec<store::Key> {
    let store = store::Store::open(&workshop.archive.settings().store).await.unwrap();
    let register = "elsewhere".parse().unwrap();
    store.list(&store::Prefix::Parts { register }).await.unwrap()
}
