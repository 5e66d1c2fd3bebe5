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

/// The tables as they were before acts had keys.
const BEFORE_KEYS: [&str; 4] = [
    include_str!("../migrations/001_facts.sql"),
    include_str!("../migrations/002_referred.sql"),
    include_str!("../migrations/003_restand_classed.sql"),
    include_str!("../migrations/004_locks.sql"),
];

const AN_ACT: &str = "INSERT INTO registers (id, card, generation, published, revision, changes, agree_due, extract_due, \
     publish_due, signed_off) VALUES ('births', '{\"id\":\"births\"}', 0, 0, 0, 0, 0, 0, 0, 0); \
     INSERT INTO acts (id, register, place, machine, spots, revision, status, access, unpublished, standing, imported) \
     VALUES ('a', 'births', 0, '{\"id\":\"a\",\"register\":\"births\",\"type\":\"birth\",\"fields\":{}}', '[]', 0, \
     'machine', 'open', 0, 1, 1);";

async fn check_keys_of_before(address: &str, url: &str) {
    let pool = sqlx::AnyPool::connect(url).await.unwrap();
    sqlx::raw_sql("CREATE TABLE steps (step BIGINT PRIMARY KEY)").execute(&pool).await.unwrap();
    for (step, text) in (0i64..).zip(BEFORE_KEYS) {
        sqlx::raw_sql(text).execute(&pool).await.unwrap();
        sqlx::query("INSERT INTO steps (step) VALUES ($1)").bind(step).execute(&pool).await.unwrap();
    }
    sqlx::raw_sql(AN_ACT).execute(&pool).await.unwrap();
    pool.close().await;
    let due = Catalogue::open(address).await.unwrap().keys_due(10).await.unwrap();
    assert_eq!(due.iter().map(|(act, _)| act.machine.id.as_str()).collect::<Vec<_>>(), ["a"]);
}

#[tokio::test]
async fn keys_of_the_acts_of_an_older_catalogue_are_due() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalogue.db").to_str().unwrap().to_owned();
    sqlx::any::install_default_drivers();
    check_keys_of_before(&path, &format!("sqlite:{path}?mode=rwc")).await;
    if let Ok(address) = std::env::var("DAFTAR_TEST_POSTGRES") {
        let schema = fresh_schema(&address).await;
        check_keys_of_before(&schema, &schema).await;
    }
}
