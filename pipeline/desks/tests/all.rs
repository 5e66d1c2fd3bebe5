//! The desks as a browser meets them: over a real archive in a folder of its own, through the router, and
//! once in a real browser. Not for templates' details: screenshots are looked at by people.

#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

mod acting;
mod book;
mod browser;
mod client;
mod door;
mod forms;
mod keeping;
mod learning;
mod line_keys;
mod own_fields;
mod searching;
mod shelf;
mod transcribing;
mod tying;
mod wishes;
