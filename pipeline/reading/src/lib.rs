//! From pixels to acts: plain functions, one a stage.
//!
//! Bytes become a picture ([`decode`]), the picture becomes straight pages ([`prepare`]), pages get
//! tables and lines ([`layout`]), lines get text ([`recognize`]), texts become acts ([`extract`]).
//! Every stage gives a value and doubts; bad material is no error, only a file that shows no picture is.
//! Geometry is one mapping back to the scan, never a chain of altered images.
//!
//! This crate never knows where anything is kept, people, the network or async, and opens no files but
//! the engines' models.

pub mod accuracy;
mod curves;
pub mod cutting;
pub mod decode;
mod engine;
pub mod extract;
mod gate_curves;
pub mod layout;
pub mod learning;
mod middle;
pub mod overlay;
pub mod prepare;
pub mod recognize;
mod version;

pub use version::{is_of_forms, models, version, version_of_extraction, version_of_recognition};
