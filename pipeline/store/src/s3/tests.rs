//! Settings and answers of a bucket. Not for a real server: see the tests of the crate.

use super::*;
use crate::Checksums;

#[test]
fn a_prefix_is_a_folder_however_it_is_written() {
    for (written, folder) in [("", ""), ("/", ""), ("a/b", "a/b/"), ("/a//b/", "a/b/")] {
        assert_eq!(folder_of(written).unwrap(), folder);
    }
}

#[tokio::test]
async fn a_server_that_hangs_is_not_waited_for_for_ever() {
    let settings = S3Settings {
        bucket: "books".into(),
        endpoint: Some("http://127.0.0.1:9".into()),
        region: None,
        path_style: None,
        prefix: String::new(),
        checksums: Checksums::WhenRequired,
    };
    let client = client(&settings).await;
    let timeouts = client.config().timeout_config().unwrap();
    assert!(timeouts.read_timeout().is_some() && timeouts.operation_attempt_timeout().is_some());
}

#[test]
fn a_prefix_that_climbs_out_is_refused() {
    assert!(folder_of("a/../b").unwrap_err().to_string().contains("[store]"));
}
