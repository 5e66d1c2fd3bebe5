//! Facts: the only crate that speaks SQL. What we hold, where each scan stands, who claimed what, who
//! decided what, who looked at what.
//!
//! One SQL text with numbered placeholders serves SQLite and PostgreSQL. Nothing here knows pixels, S3,
//! HTML or the time: moments come from the caller, in milliseconds since 1970. Results are written in one
//! transaction under the token of a claim.

mod acts;
mod arrivals;
mod audit;
mod chain;
mod claims;
mod classing;
mod decisions;
mod error;
mod keys;
mod leafing;
mod learnings;
mod leaving;
mod line_models;
mod locks;
mod open;
mod owner;
mod pages;
mod people;
mod publications;
mod queue;
mod registers;
mod renewing;
mod restoring;
mod results;
mod row;
mod scans;
mod second_looks;
mod segments;
mod standing;
mod transcriptions;
mod visible;

pub use acts::{ActFacts, PageOf};
pub use arrivals::{Arrived, Frame};
pub use audit::{AuditEntry, NewEntry};
pub use chain::Chain;
pub use claims::Claim;
pub use classing::Classing;
pub use decisions::{Appended, Settled};
pub use error::{Error, Result};
pub use keys::Keyed;
pub use learnings::{Learner, Now, Turn};
pub use open::Catalogue;
pub use owner::Owner;
pub use pages::PageFacts;
pub use people::{Person, Session};
pub use publications::{Draft, PartKind, Publication};
pub use queue::{Granted, Stage};
pub use registers::{Counts, Register};
pub use restoring::{ToldRegister, ToldScan};
pub use results::{Died, Written};
pub use scans::{Scan, State};
pub use segments::Log;
pub use standing::{ActKept, Changed};
