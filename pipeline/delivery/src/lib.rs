//! Copies for the outside: bytes out of data, and acts from elsewhere into ours.
//!
//! Acts go out and come in as JSON lines ([`jsonl`]) and as a table ([`csv`]); what was read of one scan goes
//! out as plain text ([`text`]). This crate never knows SQL, HTTP or engines, and it opens no file: whoever
//! calls gives it something to read from or write to.

pub mod csv;
pub mod jsonl;
mod malformed;
mod table;
pub mod text;
mod written;

pub use malformed::Malformed;
pub use written::IMPORTED;
