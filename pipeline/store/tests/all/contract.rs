//! What every store promises. Not for what only one of them can do: see `folder` and `bucket`.

use register::id::RegisterId;
use store::{Digest, Ending, Error, Key, Prefix, Stage, Store};

pub(crate) fn register(id: &str) -> RegisterId {
    id.parse().unwrap()
}

pub(crate) fn decisions(segment: u64) -> Key {
    Key::Decisions { register: register("b"), segment }
}

pub(crate) fn master(bytes: &[u8]) -> Key {
    Key::Master { register: register("b"), sha256: Digest::of(bytes), ending: Ending::of_file("1.tif") }
}

pub(crate) async fn what_was_put_is_got_again(store: Store) {
    let bytes = vec![7; 100_000];
    let digest = store.put(&master(&bytes), bytes.clone()).await.unwrap();
    assert_eq!(digest, Digest::of(&bytes));
    assert_eq!(store.get(&master(&bytes)).await.unwrap(), bytes);
    assert_eq!(store.size(&master(&bytes)).await.unwrap(), Some(100_000));
}

pub(crate) async fn what_was_never_put_is_missing(store: Store) {
    let error = store.get(&decisions(1)).await.unwrap_err();
    assert!(error.is_missing(), "{error}");
    assert_eq!(store.size(&decisions(1)).await.unwrap(), None);
    assert_eq!(store.list(&Prefix::Scans { register: register("b") }).await.unwrap(), []);
    assert_eq!(store.registers().await.unwrap(), []);
}

pub(crate) async fn an_empty_file_is_kept(store: Store) {
    store.put(&master(b""), Vec::new()).await.unwrap();
    assert_eq!(store.get(&master(b"")).await.unwrap(), b"");
    assert_eq!(store.size(&master(b"")).await.unwrap(), Some(0));
}

pub(crate) async fn a_plain_key_takes_the_newest_bytes(store: Store) {
    let card = Key::Card { register: register("b") };
    store.put(&card, b"longer than what follows".to_vec()).await.unwrap();
    store.put(&card, b"new".to_vec()).await.unwrap();
    assert_eq!(store.get(&card).await.unwrap(), b"new");
}

pub(crate) async fn a_key_that_names_other_bytes_is_refused(store: Store) {
    let error = store.put(&master(b"one"), b"two".to_vec()).await.unwrap_err();
    assert!(matches!(error, Error::Fault { .. }), "{error}");
    assert_eq!(store.size(&master(b"one")).await.unwrap(), None);
}

pub(crate) async fn the_same_master_twice_stands_once(store: Store) {
    store.put(&master(b"one"), b"one".to_vec()).await.unwrap();
    store.put(&master(b"one"), b"one".to_vec()).await.unwrap();
    assert_eq!(store.list(&Prefix::Masters { register: register("b") }).await.unwrap(), [master(b"one")]);
}

pub(crate) async fn a_listing_is_of_one_kind_and_in_order(store: Store) {
    let manifest = |generation| Key::Manifest { register: register("b"), generation };
    let finding = Key::Finding { register: register("b"), number: 1, stage: Stage::Layout };
    for key in [&manifest(10), &finding, &manifest(9), &decisions(1)] {
        store.put(key, b"{}".to_vec()).await.unwrap();
    }
    let elsewhere = Key::Manifest { register: register("b2"), generation: 1 };
    store.put(&elsewhere, b"{}".to_vec()).await.unwrap();
    let listed = store.list(&Prefix::Manifests { register: register("b") }).await.unwrap();
    assert_eq!(listed, [manifest(9), manifest(10)]);
    let all = store.list(&Prefix::Register { register: register("b") }).await.unwrap();
    assert_eq!(all, [decisions(1), finding, manifest(9), manifest(10)]);
}

pub(crate) async fn registers_are_named_in_any_script(store: Store) {
    for id in ["таваллуд-1956", "births_1"] {
        store.put(&Key::Card { register: register(id) }, b"{}".to_vec()).await.unwrap();
    }
    assert_eq!(store.registers().await.unwrap(), [register("births_1"), register("таваллуд-1956")]);
    let listed = store.list(&Prefix::Register { register: register("таваллуд-1956") }).await.unwrap();
    assert_eq!(listed, [Key::Card { register: register("таваллуд-1956") }]);
}

/// S3 servers give a listing in pages of a thousand.
pub(crate) async fn a_listing_goes_on_past_a_thousand(store: Store) {
    let mut writing = tokio::task::JoinSet::new();
    for worker in 0..16 {
        let store = store.clone();
        writing.spawn(async move {
            for segment in (worker..1010).step_by(16) {
                store.put(&decisions(segment), b"x".to_vec()).await.unwrap();
            }
        });
    }
    writing.join_all().await;
    let listed = store.list(&Prefix::Decisions { register: register("b") }).await.unwrap();
    assert_eq!(listed, (0..1010).map(decisions).collect::<Vec<_>>());
}

pub(crate) async fn only_what_can_be_made_again_is_deleted(store: Store) {
    store.put(&master(b"one"), b"one".to_vec()).await.unwrap();
    assert!(matches!(store.delete(&master(b"one")).await, Err(Error::Fault { .. })));
    assert_eq!(store.get(&master(b"one")).await.unwrap(), b"one");
    let part = Key::Part { register: register("b"), sha256: Digest::of(b"part") };
    store.put(&part, b"part".to_vec()).await.unwrap();
    store.delete(&part).await.unwrap();
    store.delete(&part).await.unwrap();
    assert_eq!(store.size(&part).await.unwrap(), None);
}

/// More than fits one request of S3: it goes in parts.
pub(crate) async fn a_large_scan_is_kept_whole(store: Store) {
    let bytes: Vec<u8> = (0..(64 << 20) + 12_345_u32).map(|i| (i >> 16) as u8).collect();
    store.put(&master(&bytes), bytes.clone()).await.unwrap();
    assert!(store.get(&master(&bytes)).await.unwrap() == bytes);
}

pub(crate) async fn of_two_writers_one_wins_whole(store: Store) {
    let card = Key::Card { register: register("b") };
    let (left, right) = (vec![b'l'; 300_000], vec![b'r'; 200_000]);
    let (a, b) = tokio::join!(store.put(&card, left.clone()), store.put(&card, right.clone()));
    assert!(a.is_ok() || b.is_ok());
    let standing = store.get(&card).await.unwrap();
    assert!(standing == left || standing == right);
}

/// Makes a test of each promise, for the store that `open` gives.
macro_rules! promises {
    ($open:path: $($promise:ident)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $promise() {
            let (store, _kept) = $open(stringify!($promise)).await;
            crate::contract::$promise(store).await;
        }
    )*};
    ($open:path) => {
        $crate::contract::promises! { $open:
            what_was_put_is_got_again
            what_was_never_put_is_missing
            an_empty_file_is_kept
            a_plain_key_takes_the_newest_bytes
            a_key_that_names_other_bytes_is_refused
            the_same_master_twice_stands_once
            a_listing_is_of_one_kind_and_in_order
            registers_are_named_in_any_script
            a_listing_goes_on_past_a_thousand
            only_what_can_be_made_again_is_deleted
            a_large_scan_is_kept_whole
            of_two_writers_one_wins_whole
        }
    };
}
pub(crate) use promises;
