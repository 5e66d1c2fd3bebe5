//! Names across scripts and spellings: folds and search keys. Search only; stored values keep their
//! letters.
