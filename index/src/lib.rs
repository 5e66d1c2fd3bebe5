//! From publications to answers.
