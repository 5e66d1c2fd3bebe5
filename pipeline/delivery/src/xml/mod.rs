//! XML as a small tree, read within bounds, and XML written. Not for what its elements mean: ALTO, PAGE and hOCR
//! know theirs.

mod element;
mod encoding;
mod parse;
mod sheet;

pub(crate) use element::{Element, Node};
pub(crate) use encoding::decoded;
pub(crate) use parse::parse;
pub(crate) use sheet::{Sheet, Tag, escaped};
