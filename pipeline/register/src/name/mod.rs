//! Names across scripts and spellings: folds and search keys (domain reference §2). Search only;
//! stored values keep their letters, and nothing here decides what a name *is*.
//!
//! From narrow to wide: [`plain`] (letter for letter), [`k1`] (one script), [`k2`] (one spelling),
//! [`spelling_key`] (K2 after well-known variants), [`stem_key`] (without endings), and
//! [`alike::cost`] for single letters. [`Keys`] holds them all for one word.

pub mod alike;
mod ending;
mod fold;
mod full;
mod how;
mod keys;
pub mod persian;
mod script;
mod split;
mod variants;

pub use ending::{Part, likely_part, stem_key};
pub use fold::{k1, k2, plain, spelling_key};
pub use full::parts;
pub use how::How;
pub use keys::{Keys, MOST_LETTERS, agreement};
pub use script::{is_perso_arabic, readings};
pub use split::{PersonName, join_pairs, split, words};
