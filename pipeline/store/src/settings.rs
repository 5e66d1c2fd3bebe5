//! What `daftar.toml` says of the store. Secrets never stand here: they come from the environment or the
//! usual AWS files.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// `[store]`, told apart by `kind`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum StoreSettings {
    /// A folder of this machine.
    Folder(FolderSettings),
    /// A bucket of an S3 server.
    S3(S3Settings),
}

/// A folder of this machine (or mounted on it).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FolderSettings {
    /// The folder; made when it is not there.
    pub path: PathBuf,
}

/// A bucket of an S3 server. Credentials: `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, else the usual
/// AWS files and services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct S3Settings {
    /// The bucket; it has to be there.
    pub bucket: String,
    /// Address of an own server, as `http://127.0.0.1:3900`; absent: AWS.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub endpoint: Option<String>,
    /// Region; absent: what the environment says, else `us-east-1` for an own server.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub region: Option<String>,
    /// Is the bucket named in the path rather than in the host name? Absent: yes for an own server.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub path_style: Option<bool>,
    /// Everything is kept below this path in the bucket, so that it can serve other things too.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub prefix: String,
    /// Whether the checksums newer than S3 itself are sent along.
    #[serde(default)]
    pub checksums: Checksums,
}

/// When S3's own checksums are sent and checked. Ours (SHA-256) is kept in the metadata either way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Checksums {
    /// Only where the request demands it: Garage and Ceph refuse them elsewhere.
    #[default]
    WhenRequired,
    /// Wherever they can be, as AWS likes it.
    WhenSupported,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: StoreSettings) {
        assert_eq!(toml::from_str::<StoreSettings>(text).unwrap(), expected);
    }

    #[test]
    fn a_folder_store_needs_a_path() {
        check(
            "kind = 'folder'\npath = 'store'",
            StoreSettings::Folder(FolderSettings { path: "store".into() }),
        );
    }

    #[test]
    fn an_s3_store_needs_only_a_bucket() {
        check(
            "kind = 's3'\nbucket = 'books'",
            StoreSettings::S3(S3Settings {
                bucket: "books".into(),
                endpoint: None,
                region: None,
                path_style: None,
                prefix: String::new(),
                checksums: Checksums::WhenRequired,
            }),
        );
    }

    #[test]
    fn secrets_do_not_stand_in_the_settings() {
        let error = toml::from_str::<StoreSettings>("kind = 's3'\nbucket = 'b'\nsecret_access_key = 'x'")
            .unwrap_err();
        assert!(error.to_string().contains("unknown field"), "{error}");
    }
}
