//! A fresh catalogue of each kind, and short words for what tests put into it.

use std::sync::atomic::{AtomicU32, Ordering};

use catalogue::{ActFacts, Arrived, Catalogue, Changed, Claim, Frame, Granted, Owner, Written};
use register::{act::Act, id::RegisterId, id::ScanId, volume::RegisterCard};

/// Seconds after which a claim without heartbeat is free, in milliseconds.
pub(crate) const PATIENCE: i64 = 120_000;

/// Runs the check on a fresh SQLite catalogue, and on a fresh PostgreSQL one where there is a server.
pub(crate) async fn on_each(check: impl AsyncFn(Catalogue)) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalogue.db");
    check(Catalogue::open(path.to_str().unwrap()).await.unwrap()).await;
    if let Ok(address) = std::env::var("DAFTAR_TEST_POSTGRES") {
        check(Catalogue::open(&fresh_schema(&address).await).await.unwrap()).await;
    }
}

/// The address of an empty schema on the server.
pub(crate) async fn fresh_schema(address: &str) -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    sqlx::any::install_default_drivers();
    let name = format!("t{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let pool = sqlx::AnyPool::connect(address).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("CREATE SCHEMA {name}"))).execute(&pool).await.unwrap();
    let sign = if address.contains('?') { '&' } else { '?' };
    format!("{address}{sign}options=-csearch_path%3D{name}")
}

pub(crate) fn register() -> RegisterId {
    "births".parse().unwrap()
}

pub(crate) fn scan(number: u32) -> ScanId {
    ScanId { register: register(), number }
}

/// Brings in as many scans, at moments 1, 2, …
pub(crate) async fn with_scans(catalogue: &Catalogue, count: u32) {
    catalogue.put_card(&RegisterCard::bare(register())).await.unwrap();
    for number in 1..=count {
        catalogue.arrive(&register(), &file(number), i64::from(number)).await.unwrap();
    }
}

/// A file with one frame; others for other numbers.
pub(crate) fn file(number: u32) -> Arrived {
    Arrived {
        sha256: format!("{number:064}"),
        name: format!("{number:04}.jpg"),
        ending: "jpg".into(),
        size: 10,
        frames: vec![Frame { width: 1000, height: 1000, set_aside: None }],
        replaces: None,
    }
}

pub(crate) fn living() -> Owner {
    Owner::this_process()
}

/// A process of this machine that lives no more.
pub(crate) fn dead() -> Owner {
    Owner { started: living().started + 1, ..living() }
}

pub(crate) fn elsewhere() -> Owner {
    Owner { host: "another machine".into(), ..living() }
}

pub(crate) async fn next(catalogue: &Catalogue, owner: &Owner, now: i64) -> Option<Granted> {
    catalogue.next_work(owner, "reader 1", now, PATIENCE).await.unwrap()
}

pub(crate) async fn prepared(catalogue: &Catalogue, claim: &Claim) -> Written {
    catalogue.finish_prepare(claim, &[], "1").await.unwrap()
}

pub(crate) fn act(id: &str, place: u64) -> ActFacts {
    let text = format!(r#"{{"id":"{id}","register":"births","type":"birth","fields":{{"act_no":"1"}}}}"#);
    let machine: Act = serde_json::from_str(&text).unwrap();
    let (status, access) = (machine.status, machine.access);
    let (pages, referred) = (vec![], false);
    ActFacts { machine, place, pages, revision: 0, status, access, referred, standing: true, imported: true }
}

/// Acts of the register, made from that revision of it.
pub(crate) fn changed(revision: i64, acts: &[ActFacts]) -> Changed {
    Changed { register: register(), revision, acts: acts.to_vec() }
}

/// Puts acts in and gives the register's revision.
pub(crate) async fn with_acts(catalogue: &Catalogue, acts: &[ActFacts]) -> i64 {
    catalogue.put_card(&RegisterCard::bare(register())).await.unwrap();
    assert_eq!(catalogue.put_acts(&[changed(0, acts)]).await.unwrap(), Written::Done);
    catalogue.register(&register()).await.unwrap().unwrap().revision
}
