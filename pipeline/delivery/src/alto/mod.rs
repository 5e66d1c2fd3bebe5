//! ALTO, <https://www.loc.gov/standards/alto/>: written in version 4.4, read in versions 2 to 4. Not for METS, which
//! binds ALTO files together.
//!
//! A scan is a `Page` in pixels of the scan. All lines stand in `TextBlock`s directly in its `PrintSpace`, as kraken
//! looks for them nowhere else. The halves of a spread are `ComposedBlock`s of type `page`, left before right, tables
//! `ComposedBlock`s of type `table`; what belongs to them follows and says so in its tags, a cell with its row and
//! column. What ALTO has no attribute for stands in tags: halves, tables and cells in `StructureTag`s, hand, margin
//! and the like in `OtherTag`s, which eScriptorium shows as types of lines. Points keep a tenth of a pixel, confidences four decimals. Doubts, quality and the page's
//! placement are not written; a lean and quarter turns are, as `ROTATION`.

mod head;
mod line;
mod load;
mod tags;
mod write;

pub use load::load;
pub(crate) use load::readings;
pub use write::write;
