//! One archive, open: store, catalogue and index together.
