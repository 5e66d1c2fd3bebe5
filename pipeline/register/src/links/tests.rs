//! Ties between made-up acts. Not for the rules over them.
