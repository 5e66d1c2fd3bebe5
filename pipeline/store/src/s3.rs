//! A bucket of an S3 server as store. Every object carries our own SHA-256 in its metadata, and is asked for
//! again after the upload. Not for locking: servers differ in what they make of conditional puts.

mod client;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use aws_sdk_s3::{
    Client,
    operation::head_object::HeadObjectOutput,
    primitives::ByteStream,
    types::{CompletedMultipartUpload, CompletedPart},
};

use crate::{Digest, Error, S3Settings, key::Key};

use client::client;

/// Name of our metadata entry (sent as `x-amz-meta-sha256`).
const SHA256: &str = "sha256";
/// Bytes from which on an object goes in parts; servers take up to 5 GB in one, but a broken connection
/// then costs all of it.
const IN_PARTS_FROM: usize = 64 << 20;
/// Bytes of a part; S3 demands at least 5 MiB.
const PART: usize = 16 << 20;
/// An open bucket.
#[derive(Debug, Clone)]
pub struct S3 {
    client: Client,
    /// What the settings say, for paths and for messages.
    pub(crate) settings: Arc<S3Settings>,
    /// Empty, or ending in `/`.
    prefix: Arc<str>,
}

impl S3 {
    /// Connects and asks the bucket for one key, so that wrong settings show at once.
    ///
    /// # Errors
    /// [`Error::Setting`] when server, region, credentials or bucket are not right.
    pub async fn open(settings: &S3Settings) -> Result<Self, Error> {
        let s3 = Self {
            client: client(settings).await,
            settings: Arc::new(settings.clone()),
            prefix: folder_of(&settings.prefix)?.into(),
        };
        let asked =
            s3.client.list_objects_v2().bucket(s3.bucket()).prefix(&*s3.prefix).max_keys(1).send().await;
        asked.map_err(|e| s3.trouble("list", "the bucket", e))?;
        Ok(s3)
    }

    pub(crate) async fn put(&self, key: &Key, bytes: Vec<u8>, digest: &Digest) -> Result<(), Error> {
        let length = bytes.len() as u64;
        if key.digest().is_some() && self.holds(key, length, digest).await? {
            return Ok(());
        }
        if bytes.len() < IN_PARTS_FROM {
            self.put_whole(key, bytes, digest).await?;
        } else {
            self.put_in_parts(key, &bytes, digest).await?;
        }
        if self.holds(key, length, digest).await? {
            return Ok(());
        }
        Err(Error::fault("put", key, "the server took it, but does not have it as it was sent".to_owned()))
    }

    async fn put_whole(&self, key: &Key, bytes: Vec<u8>, digest: &Digest) -> Result<(), Error> {
        let request = self.client.put_object().bucket(self.bucket()).key(self.path(key));
        let request = request.metadata(SHA256, digest.to_string()).body(ByteStream::from(bytes));
        request.send().await.map(|_| ()).map_err(|e| self.trouble("put", &key.path(), e))
    }

    async fn put_in_parts(&self, key: &Key, bytes: &[u8], digest: &Digest) -> Result<(), Error> {
        let request = self.client.create_multipart_upload().bucket(self.bucket()).key(self.path(key));
        let begun = request.metadata(SHA256, digest.to_string()).send().await;
        let begun = begun.map_err(|e| self.trouble("put", &key.path(), e))?;
        let upload = begun.upload_id.unwrap_or_default();
        let sent = self.send_parts(key, bytes, &upload).await;
        if sent.is_err() {
            let request = self.client.abort_multipart_upload().bucket(self.bucket()).key(self.path(key));
            if let Err(e) = request.upload_id(&upload).send().await {
                tracing::warn!(key = key.path(), error = %e, "an upload that failed could not be taken back");
            }
        }
        sent
    }

    async fn send_parts(&self, key: &Key, bytes: &[u8], upload: &str) -> Result<(), Error> {
        let mut parts = Vec::new();
        for (number, part) in (1..).zip(bytes.chunks(PART)) {
            let request = self.client.upload_part().bucket(self.bucket()).key(self.path(key));
            let request = request.upload_id(upload).part_number(number).body(ByteStream::from(part.to_vec()));
            let sent = request.send().await.map_err(|e| self.trouble("put", &key.path(), e))?;
            parts.push(CompletedPart::builder().part_number(number).set_e_tag(sent.e_tag).build());
        }
        let parts = CompletedMultipartUpload::builder().set_parts(Some(parts)).build();
        let request = self.client.complete_multipart_upload().bucket(self.bucket()).key(self.path(key));
        let done = request.upload_id(upload).multipart_upload(parts).send().await;
        done.map(|_| ()).map_err(|e| self.trouble("put", &key.path(), e))
    }

    /// Does the server have these bytes, by length and metadata? That they arrived as sent, it has checked
    /// itself: the request's signature covers their SHA-256.
    async fn holds(&self, key: &Key, length: u64, digest: &Digest) -> Result<bool, Error> {
        let head = self.head(key).await?;
        let sha256 = head.as_ref().and_then(|h| h.metadata.as_ref()?.get(SHA256));
        let noted = head.as_ref().and_then(|h| h.content_length);
        Ok(sha256 == Some(&digest.to_string()) && noted.and_then(|n| u64::try_from(n).ok()) == Some(length))
    }

    /// The bytes, and the SHA-256 that was noted when they were put.
    pub(crate) async fn get(&self, key: &Key) -> Result<(Vec<u8>, Option<Digest>), Error> {
        let asked = self.client.get_object().bucket(self.bucket()).key(self.path(key)).send().await;
        let object = match asked {
            Err(e) if e.as_service_error().is_some_and(|e| e.is_no_such_key()) => {
                return Err(Error::missing(key));
            }
            asked => asked.map_err(|e| self.trouble("get", &key.path(), e))?,
        };
        let noted = object.metadata.as_ref().and_then(|m| m.get(SHA256)?.parse().ok());
        let bytes = object.body.collect().await.map_err(|e| self.unreachable(Box::new(e)))?;
        Ok((bytes.to_vec(), noted))
    }

    pub(crate) async fn size(&self, key: &Key) -> Result<Option<u64>, Error> {
        let head = self.head(key).await?;
        Ok(head.map(|h| h.content_length.and_then(|n| u64::try_from(n).ok()).unwrap_or_default()))
    }

    async fn head(&self, key: &Key) -> Result<Option<HeadObjectOutput>, Error> {
        match self.client.head_object().bucket(self.bucket()).key(self.path(key)).send().await {
            Err(e) if e.as_service_error().is_some_and(|e| e.is_not_found()) => Ok(None),
            asked => asked.map(Some).map_err(|e| self.trouble("look for", &key.path(), e)),
        }
    }

    pub(crate) async fn delete(&self, key: &Key) -> Result<(), Error> {
        let asked = self.client.delete_object().bucket(self.bucket()).key(self.path(key)).send().await;
        asked.map(|_| ()).map_err(|e| self.trouble("delete", &key.path(), e))
    }

    /// Paths (without our prefix) of all objects below a folder, however many.
    pub(crate) async fn list(&self, folder: &str) -> Result<Vec<String>, Error> {
        let request = self.client.list_objects_v2().bucket(self.bucket());
        let mut pages = request.prefix(format!("{}{folder}", self.prefix)).into_paginator().send();
        let mut paths = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|e| self.trouble("list", folder, e))?;
            let keys = page.contents().iter().filter_map(|object| object.key());
            paths.extend(keys.filter_map(|key| key.strip_prefix(&*self.prefix)).map(str::to_owned));
        }
        Ok(paths)
    }

    /// Names of the folders in a folder (which ends in `/`).
    pub(crate) async fn names(&self, folder: &str) -> Result<Vec<String>, Error> {
        let start = format!("{}{folder}", self.prefix);
        let request = self.client.list_objects_v2().bucket(self.bucket()).prefix(&start).delimiter("/");
        let mut pages = request.into_paginator().send();
        let mut names = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.map_err(|e| self.trouble("list", folder, e))?;
            let folders = page.common_prefixes().iter().filter_map(|folder| folder.prefix());
            let found = folders.filter_map(|path| path.strip_prefix(&start)?.strip_suffix('/'));
            names.extend(found.map(str::to_owned));
        }
        Ok(names)
    }

    fn bucket(&self) -> &str {
        &self.settings.bucket
    }

    fn path(&self, key: &Key) -> String {
        format!("{}{}", self.prefix, key.path())
    }
}

/// The prefix of the settings as a folder: empty, or ending in `/`.
fn folder_of(prefix: &str) -> Result<String, Error> {
    let parts: Vec<&str> = prefix.split('/').filter(|part| !part.is_empty()).collect();
    if parts.iter().any(|part| matches!(*part, "." | "..")) {
        return Err(Error::Setting {
            what: format!("prefix = {prefix:?} climbs out of the bucket"),
            remedy: "set prefix at [store] to a plain path, as in archive/daftar".to_owned(),
            source: None,
        });
    }
    Ok(parts.iter().map(|part| format!("{part}/")).collect())
}
