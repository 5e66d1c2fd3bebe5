//! The words of the trade: what a register, a scan, a page, an act and a decision are, and the pure
//! rules that hold between them.
//!
//! Everything here is plain data that can be written down and read back, and functions of that data
//! alone. This crate never knows files, pixels, SQL, HTTP, S3, engines or today's date; whoever needs
//! the date passes it in.

pub mod access;
pub mod act;
pub mod annotation;
pub mod asking;
pub mod bend;
pub mod completeness;
pub mod date;
pub mod decision;
pub mod evaluation;
pub mod finding;
pub mod form;
pub mod geometry;
pub mod id;
pub mod language;
pub mod layout;
pub mod learned;
pub mod links;
pub mod name;
pub mod number;
pub mod page;
pub mod publication;
pub mod rules;
pub mod signature;
pub mod teaching;
pub mod unsure;
pub mod value;
pub mod volume;
