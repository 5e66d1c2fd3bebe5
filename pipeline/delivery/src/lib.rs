//! Copies for the outside: bytes out of data, and data from elsewhere into ours.
//!
//! Acts go out and come in as JSON lines ([`jsonl`]) and as a table ([`csv`]). What was read of one scan goes out and
//! comes in as ALTO ([`alto`]), PAGE ([`page_xml`]), hOCR ([`hocr`]) and plain text ([`text`]); [`transcript`] tells
//! which of them a file is. This crate never knows SQL, HTTP or engines, and it opens no file: whoever calls gives it
//! something to read from or write to.

pub mod alto;
mod blocks;
pub mod csv;
mod draft;
pub mod hocr;
pub mod jsonl;
mod labels;
mod malformed;
pub mod page_xml;
mod points;
mod table;
pub mod text;
mod tongues;
pub mod transcript;
mod words;
mod written;
mod xml;

pub use malformed::Malformed;
pub use written::IMPORTED;

/// The program as the formats name it.
const SOFTWARE: &str = "Daftar";

/// Its version, as all crates of the workspace have it.
const VERSION: &str = env!("CARGO_PKG_VERSION");
