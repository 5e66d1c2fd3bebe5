//! Opening a catalogue: several programs at once, and one that is newer than this program.

use catalogue::Catalogue;

use crate::workshop::fresh_schema;

async fn check_opened_at_once(address: &str) {
    let mut openings = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let address = address.to_owned();
        openings.spawn(async move { Catalogue::open(&address).await.unwrap().registers().await.unwrap() });
    }
    assert_eq!(openings.join_all().await.len(), 4);
}

#[tokio::test]
async fn programs_that_begin_at_once_make_the_tables_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalogue.db").to_str().unwrap().to_owned();
    Catalogue::open(&path).await.unwrap().close().await;
    check_opened_at_once(&path).await;
    if let Ok(address) = std::env::var("DAFTAR_TEST_POSTGRES") {
        check_opened_at_once(&fresh_schema(&address).await).await;
    }
}

#[tokio::test]
async fn a_catalogue_of_a_newer_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalogue.db").to_str().unwrap().to_owned();
    Catalogue::open(&path).await.unwrap().close().await;
    let pool = sqlx::AnyPool::connect(&format!("sqlite:{path}")).await.unwrap();
    sqlx::raw_sql("INSERT INTO steps (step) VALUES (100)").execute(&pool).await.unwrap();
    let Err(error) = Catalogue::open(&path).await else { panic!("it was opened") };
    assert!(error.to_string().contains("newer daftar") && !error.is_fault(), "{error}");
}
