//! The catalogue's contract, on SQLite always and on PostgreSQL where `DAFTAR_TEST_POSTGRES` names one. Not for
//! the archive's rules.

mod audit;
mod decisions;
mod people;
mod queue;
mod texts;
mod workshop;
