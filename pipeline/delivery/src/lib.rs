//! Copies for the outside: bytes out of data.
