//! Readers: child processes that turn file bytes into pages, so that a hostile or monstrous scan costs one
//! child and never the run. They are given neither addresses, database nor keys.
//!
//! [`protocol`] is what parent and child say to each other, [`child`] the child's whole life, [`taught`] the learned line
//! model it holds, [`parent`] a child as its parent holds it, [`scan`] one file put to a reader. Not for the order of the work: that is `run`.

pub(crate) mod child;
pub(crate) mod parent;
pub(crate) mod protocol;
pub(crate) mod scan;
mod taught;
