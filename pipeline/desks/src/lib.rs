//! The desks: HTTP and HTML. Shelf for archivists, act for verifiers, search for clerks, made on the
//! server from templates, with as little script as the keyboard needs.
//!
//! Everything shown comes from [`archive`], asked as a signed-in viewer, who is written to the audit log
//! before anything leaves. This crate never knows engines, masters' pixels, SQL or the index.

use archive::Archive;
use axum::{Router, routing::get};

pub mod password;
mod settings;

pub use settings::DeskSettings;

/// The desks of one open archive.
pub fn router(archive: Archive, settings: DeskSettings) -> Router {
    let _ = (archive, settings);
    Router::new().route("/health", get(async || "ok"))
}
