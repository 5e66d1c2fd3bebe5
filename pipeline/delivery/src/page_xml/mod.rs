//! PAGE, <https://github.com/PRImA-Research-Lab/PAGE-XML>: written as of 2019-07-15, read as of 2013 to 2019 and with
//! the table cells of Transkribus. Not for several scans: a file is one.
//!
//! The page is the scan, in its pixels, rounded to whole ones and none negative, as the schema wants it. Tables are
//! `TableRegion`s whose cells are `TextRegion`s with a `TableCellRole`. The halves of a spread are named by a
//! `CustomRegion` each, and the reading order groups their regions, left before right. What PAGE has no attribute for
//! stands in `custom` as `daftar {…}`. Confidences have four decimals.
//!
//! PAGE wants to know when a file was made. As the same scan is to give the same file, that is always 1970-01-01, and
//! the comment beside it says so.

mod custom;
mod load;
mod order;
mod region;
mod text;
mod write;

pub use load::load;
pub(crate) use load::reading;
pub use write::write;
