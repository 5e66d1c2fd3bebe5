//! What people write down line by line so that the machine learns a hand, and what it learned. Not for corrections of
//! fields: those are decisions, and [`crate::learned`] offers them again.

mod choice;
mod course;
mod lineage;
mod needed;
mod transcription;
mod wish;

pub use choice::{ReadLine, choose};
pub use course::{ModelStep, in_force};
pub use lineage::{Judged, Lineage, Refused};
pub use needed::{LEAST, Needed, RECOMMENDED, needed};
pub use transcription::{LineSpot, Said, Transcription, standing};
pub use wish::{Failure, NotLearned, Tried, Wish, wish};
