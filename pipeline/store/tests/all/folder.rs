//! The folder store: the promises of every store, and what only a folder can show.

use std::{fs, path::Path};

use store::{Error, FolderSettings, Prefix, Store, StoreSettings};
use tempfile::TempDir;

use crate::contract::{decisions, master, promises, register};

async fn open_in(path: &Path) -> Result<Store, Error> {
    Store::create(&StoreSettings::Folder(FolderSettings { path: path.to_owned() })).await
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_no_empty_store() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("not/mounted");
    let settings = StoreSettings::Folder(FolderSettings { path: path.clone() });
    let error = Store::open(&settings).await.unwrap_err();
    assert!(matches!(&error, Error::Setting { .. }) && error.to_string().contains("mount"), "{error}");
    assert!(!path.exists());
}

async fn open(_test: &str) -> (Store, TempDir) {
    let folder = TempDir::new().unwrap();
    let store = open_in(&folder.path().join("deep/store")).await.unwrap();
    (store, folder)
}

promises!(open);

#[tokio::test]
async fn what_a_killed_writer_left_is_not_listed() {
    let (store, folder) = open("").await;
    store.put(&decisions(1), b"x".to_vec()).await.unwrap();
    let beside = folder.path().join("deep/store/registers/b/decisions/.arriving-Ab12");
    fs::write(beside, b"half of it").unwrap();
    let listed = store.list(&Prefix::Decisions { register: register("b") }).await.unwrap();
    assert_eq!(listed, [decisions(1)]);
}

#[tokio::test]
async fn a_master_that_rotted_is_reported_and_can_be_put_again() {
    let (store, folder) = open("").await;
    let path = folder.path().join("deep/store").join(master(b"one").path());
    store.put(&master(b"one"), b"one".to_vec()).await.unwrap();
    fs::write(path, b"0ne").unwrap();
    let error = store.get(&master(b"one")).await.unwrap_err();
    assert!(matches!(&error, Error::Damaged { .. }), "{error}");
    assert!(error.to_string().contains("backup"), "{error}");
    store.put(&master(b"one"), b"one".to_vec()).await.unwrap();
    assert_eq!(store.get(&master(b"one")).await.unwrap(), b"one");
}

#[tokio::test]
async fn a_master_that_stands_is_not_written_again() {
    let (store, folder) = open("").await;
    let path = folder.path().join("deep/store").join(master(b"one").path());
    store.put(&master(b"one"), b"one".to_vec()).await.unwrap();
    let before = fs::metadata(&path).unwrap().modified().unwrap();
    store.put(&master(b"one"), b"one".to_vec()).await.unwrap();
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), before);
}

#[tokio::test]
async fn a_folder_tells_how_much_still_fits() {
    let (store, _folder) = open("").await;
    assert!(store.free_bytes().await.unwrap().unwrap() > 0);
}

#[tokio::test]
async fn a_file_in_place_of_the_folder_is_a_setting() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("store"), b"").unwrap();
    let error = open_in(&folder.path().join("store")).await.unwrap_err();
    assert!(matches!(&error, Error::Setting { .. }), "{error}");
    assert!(error.to_string().contains("[store]"), "{error}");
}
