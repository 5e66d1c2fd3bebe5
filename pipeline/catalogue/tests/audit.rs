//! The audit log's chains: whole as written, broken by any change.

use catalogue::{Catalogue, Chain, NewEntry};

use crate::workshop::on_each;

async fn write(catalogue: &Catalogue, writer: &str, count: i64) {
    for at in 0..count {
        let entry = NewEntry {
            at,
            person: "nigora".into(),
            role: "clerk".into(),
            purpose: None,
            action: "search".into(),
            subject: format!("Раҳмонов {at}"),
        };
        catalogue.note(writer, entry).await.unwrap();
    }
}

/// Changes the log behind the catalogue's back, as somebody with the file in hand could.
async fn check_tampered(change: &'static str, number: u64) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalogue.db").to_str().unwrap().to_owned();
    let catalogue = Catalogue::open(&path).await.unwrap();
    write(&catalogue, "desk", 20).await;
    let pool = sqlx::AnyPool::connect(&format!("sqlite:{path}")).await.unwrap();
    sqlx::raw_sql(change).execute(&pool).await.unwrap();
    match catalogue.audit(None).await.unwrap().1 {
        Chain::Broken { writer, number: found, .. } => assert_eq!((writer.as_str(), found), ("desk", number)),
        whole @ Chain::Whole { .. } => panic!("{change}: {whole:?}"),
    }
}

#[tokio::test]
async fn an_untouched_log_is_whole_with_several_writers() {
    on_each(async |catalogue| {
        write(&catalogue, "desk", 20).await;
        write(&catalogue, "office", 3).await;
        let (entries, chain) = catalogue.audit(Some(5)).await.unwrap();
        assert_eq!((entries.len(), chain), (5, Chain::Whole { entries: 23 }));
        assert_eq!(entries[4].subject, "Раҳмонов 19");
    })
    .await;
}

#[tokio::test]
async fn a_changed_entry_breaks_the_chain() {
    check_tampered("UPDATE audit SET subject = 'nothing' WHERE number = 7", 7).await;
}

#[tokio::test]
async fn an_entry_taken_out_breaks_the_chain() {
    check_tampered("DELETE FROM audit WHERE number = 7", 7).await;
}

#[tokio::test]
async fn a_tail_cut_off_breaks_the_common_chain() {
    check_tampered("DELETE FROM audit WHERE number > 16", 17).await;
}

#[tokio::test]
async fn many_who_look_at_once_are_all_in_one_chain() {
    on_each(async |catalogue| {
        let mut looks = tokio::task::JoinSet::new();
        for writer in ["desk", "desk", "desk", "office"] {
            let catalogue = catalogue.clone();
            looks.spawn(async move { write(&catalogue, writer, 20).await });
        }
        looks.join_all().await;
        assert_eq!(catalogue.audit(None).await.unwrap().1, Chain::Whole { entries: 80 });
    })
    .await;
}
