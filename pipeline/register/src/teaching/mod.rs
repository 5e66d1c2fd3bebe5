//! What people write down line by line so that the machine learns a hand, and what it learned. Not for corrections of
//! fields: those are decisions, and [`crate::learned`] offers them again.

mod course;
mod lineage;
mod transcription;

pub use course::{ModelStep, in_force};
pub use lineage::{Judged, Lineage};
pub use transcription::{LineSpot, Said, Transcription, standing};
