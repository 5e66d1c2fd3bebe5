//! The same promises, kept by both stores. The S3 ones need a real server: `scripts/test` starts one.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod bucket;
mod contract;
mod folder;
