//! Why a file shows no picture, in words for the archivist. Not for pictures that are merely bad: those
//! are read, with doubts.

/// A file that cannot be read; every text fits after "0001.jpg: ".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Nought bytes.
    #[error("the file is empty")]
    Empty,
    /// Content of no kind that is read here.
    #[error("this is no picture: {0}")]
    NoImage(String),
    /// The file ends before its picture does.
    #[error("the file is cut short: {0}")]
    CutShort(String),
    /// More pixels than a scan can have.
    #[error("{width} x {height} pixels: more than the {} million a scan may have", limit / 1_000_000)]
    Monstrous {
        /// Width the header claims, pixels.
        width: u64,
        /// Height the header claims, pixels.
        height: u64,
        /// The limit, pixels.
        limit: u64,
    },
    /// A picture damaged inside, or of a variety nobody here can read.
    #[error("the picture cannot be read: {0}")]
    Damaged(String),
    /// A frame the file does not have.
    #[error("the file has {frames} frames, there is no frame {frame}")]
    NoFrame {
        /// Which was asked for, from 0.
        frame: u32,
        /// How many there are.
        frames: u32,
    },
}
