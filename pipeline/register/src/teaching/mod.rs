//! What people write down line by line, and what verified fields say of lines, so that the machine learns a hand; and what it
//! learned. Not for offering corrections of fields again: that is [`crate::learned`].

mod choice;
mod course;
mod lineage;
mod needed;
mod transcription;
mod verified;
mod wish;

pub use choice::{ReadLine, choose};
pub use course::{ModelStep, in_force};
pub use lineage::{Judged, Lineage, Refused};
pub use needed::{LEAST, Needed, RECOMMENDED, needed};
pub use transcription::{LineSpot, Said, Source, Transcription, beside, standing};
pub use verified::verified;
pub use wish::{Failure, NotLearned, Tried, Wish, wish};
