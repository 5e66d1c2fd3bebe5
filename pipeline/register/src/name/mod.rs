//! Names across scripts and spellings: folds and search keys (domain reference §2). Search only;
//! stored values keep their letters.

mod how;

pub use how::How;
