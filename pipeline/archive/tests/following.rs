//! The index follows publications, and can be made anew from the store alone.

use archive::{Archive, work::Work};
use register::{access::Role, act::Spot, decision::Verdict, page::Half};

use crate::{
    deciding::decide,
    workshop::{Workshop, acts_of, scan, settings},
};

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
    assert_eq!(workshop.archive.rebuild_index().await.unwrap().registers, 1);
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

/// Two scans; the last act of the first runs on to the line on the second.
async fn running_on() -> Workshop {
    let workshop = Workshop::new().await;
    let first = "birth 1956-03-07 Рахмонов\nbirth 1956-03-08 Бобоев";
    workshop.ingest(&[("1.jpg", first), ("2.jpg", "записано Ширин")]).await;
    while let Some(work) = workshop.next().await {
        let Work::Extract(extract) = &work else {
            workshop.work(work).await;
            continue;
        };
        let pages = workshop.archive.pages_of(extract).await.unwrap().unwrap();
        let mut acts: Vec<_> = pages.iter().flat_map(|(id, info, p)| acts_of(id, info, &p[0])).collect();
        let outline = pages[1].2[0].lines.as_ref().unwrap()[0].outline.clone();
        let spot = Spot { scan: scan(2), file: "2.jpg".into(), frame: 0, half: Half::Whole, outline };
        acts[1].fields.get_mut("child.surname").unwrap().spots.push(spot);
        workshop.archive.finish_extract(&extract.claim, acts, "1").await.unwrap();
    }
    workshop.archive.follow().await.unwrap();
    workshop
}

#[tokio::test]
async fn lines_of_an_act_that_runs_on_are_found_after_a_correction_beside_it() {
    let workshop = running_on().await;
    let runs_on = ["births/000001-w2".to_owned()];
    assert_eq!(workshop.search(Role::Archivist, "Ширин").await, runs_on);
    decide(&workshop, "births/000001-w1", "child.surname", Verdict::Corrected, Some("Юсупов")).await;
    assert_eq!(workshop.search(Role::Archivist, "Юсупов").await, ["births/000001-w1"]);
    assert_eq!(workshop.search(Role::Archivist, "Ширин").await, runs_on);
}

#[tokio::test]
async fn an_index_that_cannot_be_opened_is_made_anew() {
    let workshop = Workshop::with(&[("1.jpg", "birth 1956-03-07 Рахмонов")]).await;
    let Workshop { folder, archive } = workshop;
    drop(archive);
    for entry in std::fs::read_dir(folder.path().join("index")).unwrap() {
        std::fs::write(entry.unwrap().path().join("meta.json"), "garbage").unwrap();
    }
    let settings = settings(&folder);
    let Err(error) = Archive::open(&settings).await else { panic!("it was opened") };
    assert!(error.to_string().contains("daftar index rebuild"), "{error}");
    assert_eq!(Archive::remake_index(&settings).await.unwrap().registers, 1);
    let workshop = Workshop { archive: Archive::open(&settings).await.unwrap(), folder };
    assert!(workshop.search(Role::Archivist, "Рахмонов").await.contains(&"births/000001-w1".to_owned()));
}
