//! Why a register's lines taught nothing. Not for why what they taught is refused: that is [`register::teaching::Refused`].

use register::teaching::LEAST;

use crate::{learning::LearnError, recognize::LineModelError};

/// Why a register's lines taught nothing.
#[derive(Debug, thiserror::Error)]
pub enum TeachError {
    /// Too few to learn from and to judge by.
    #[error(
        "{lines} of its lines can be learned from; {LEAST} are the fewest worth it{}",
        of_strange(strange)
    )]
    TooFew {
        /// Lines whose letters the model knows.
        lines: usize,
        /// Letters of the others that it does not.
        strange: String,
    },
    /// No line model writes the register's languages.
    #[error("no line model reads {0}")]
    NoModel(String),
    /// The model of before stopped.
    #[error(transparent)]
    Model(#[from] LineModelError),
    /// Learning stopped.
    #[error(transparent)]
    Learn(#[from] LearnError),
}

/// Letters that keep lines from being learned from, where there are some.
fn of_strange(letters: &str) -> String {
    if letters.is_empty() {
        String::new()
    } else {
        format!(" (lines with these are left out, no model knows them: {letters})")
    }
}
