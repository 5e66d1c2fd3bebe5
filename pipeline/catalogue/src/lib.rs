//! Facts: the only crate that speaks SQL. What we hold, where each scan stands, who claimed what, who
//! decided what, who looked at what.
//!
//! One SQL text with numbered placeholders serves SQLite and PostgreSQL. Nothing here knows pixels, S3,
//! HTML or the time: moments come from the caller, in milliseconds since 1970.

mod audit;
mod claims;
mod error;
mod owner;
mod people;

pub use audit::{AuditEntry, Chain};
pub use claims::Claim;
pub use error::{Error, Result};
pub use owner::Owner;
pub use people::{Person, Session};
