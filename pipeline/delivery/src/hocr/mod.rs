//! hOCR 1.2, <https://kba.github.io/hocr-spec/1.2/>, as well-formed XHTML: written, and read as Tesseract, ABBYY and
//! kraken write it, too. Not for showing pages to people: desks do.
//!
//! A scan is an `ocr_page`, a page of it an `ocrx_block`, a table an `ocr_table` whose cells are `ocr_carea`s. Places
//! are whole pixels, none negative (clause 4.2 of the specification knows no others): `bbox`, and `poly` where an
//! outline is no upright box. `baseline` is the straight line hOCR has, `data-baseline` all points of it. What hOCR
//! has no property for stands in attributes of our own, which begin with `data-`, as in HTML. Confidences are in percent
//! with two decimals.

mod line;
mod load;
mod title;
mod word;
mod write;

pub use load::load;
pub(crate) use load::readings;
pub use write::write;
