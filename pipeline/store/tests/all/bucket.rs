//! The S3 store against a real server: the promises of every store, and what only a server can show.

use std::env;

use aws_sdk_s3::{Client, primitives::ByteStream};
use store::{Checksums, Error, S3Settings, Store, StoreSettings};

use crate::contract::{decisions, promises};

fn named(variable: &str) -> String {
    env::var(variable)
        .unwrap_or_else(|_| panic!("{variable} is not set: run scripts/test, it starts the S3 server"))
}

/// Every test has a place of its own in the bucket, also when the server runs on between two test runs.
fn settings(test: &str) -> S3Settings {
    S3Settings {
        bucket: named("DAFTAR_TEST_S3_BUCKET"),
        endpoint: Some(named("DAFTAR_TEST_S3_ENDPOINT")),
        region: env::var("AWS_REGION").ok(),
        path_style: None,
        prefix: format!("test {}/{test}", std::process::id()),
        checksums: Checksums::default(),
    }
}

async fn open(test: &str) -> (Store, ()) {
    (Store::open(&StoreSettings::S3(settings(test))).await.unwrap(), ())
}

promises!(open);

async fn check_setting(settings: S3Settings, expected: &str) {
    let error = Store::open(&StoreSettings::S3(settings)).await.unwrap_err();
    assert!(matches!(&error, Error::Setting { .. }), "{error:?}");
    assert!(error.to_string().contains(expected), "{error}");
}

#[tokio::test]
async fn a_bucket_that_is_not_there_is_named() {
    let right = settings("");
    check_setting(S3Settings { bucket: "no-such-bucket".into(), ..right }, "no-such-bucket").await;
}

#[tokio::test]
async fn a_wrong_region_is_named() {
    check_setting(S3Settings { region: Some("moon-1".into()), ..settings("") }, "region").await;
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_named() {
    // Port 9 (discard) is below those that services are given, and nobody listens there.
    let right = settings("");
    let dead = "http://127.0.0.1:9".to_owned();
    check_setting(S3Settings { endpoint: Some(dead), ..right }, "http://127.0.0.1:9 cannot be reached").await;
}

#[tokio::test]
async fn a_server_may_tell_nothing_of_free_room() {
    assert_eq!(open("").await.0.free_bytes().await.unwrap(), None);
}

#[tokio::test]
async fn checksums_of_the_server_can_be_asked_for() {
    let settings = S3Settings { checksums: Checksums::WhenSupported, ..settings("checksums") };
    let store = Store::open(&StoreSettings::S3(settings)).await.unwrap();
    store.put(&decisions(1), b"one".to_vec()).await.unwrap();
    assert_eq!(store.get(&decisions(1)).await.unwrap(), b"one");
}

#[tokio::test]
async fn an_object_that_is_not_what_was_noted_is_reported() {
    let settings = settings("damaged");
    let store = Store::open(&StoreSettings::S3(settings.clone())).await.unwrap();
    store.put(&decisions(1), b"one".to_vec()).await.unwrap();
    overwrite(&settings, &decisions(1).path(), b"0ne").await;
    let error = store.get(&decisions(1)).await.unwrap_err();
    assert!(matches!(&error, Error::Damaged { .. }), "{error}");
}

/// Puts other bytes under a path, with the SHA-256 of the old ones.
async fn overwrite(settings: &S3Settings, path: &str, bytes: &'static [u8]) {
    use aws_smithy_http_client::{Builder, tls};
    let provider = tls::Provider::Rustls(tls::rustls_provider::CryptoMode::Ring);
    let loader = aws_config::defaults(aws_config::BehaviorVersion::v2026_01_12());
    let loader = loader.http_client(Builder::new().tls_provider(provider).build_https());
    let usual = loader.endpoint_url(settings.endpoint.as_deref().unwrap()).load().await;
    let config = aws_sdk_s3::config::Builder::from(&usual).force_path_style(true).build();
    let request = Client::from_conf(config).put_object().bucket(&settings.bucket);
    let request = request.key(format!("{}/{path}", settings.prefix));
    let noted = store::Digest::of(b"one").to_string();
    request.metadata("sha256", noted).body(ByteStream::from_static(bytes)).send().await.unwrap();
}
