//! Numbers as registers write them: digits, words, Roman. Not for dates.
