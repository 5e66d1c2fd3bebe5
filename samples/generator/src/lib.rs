//! Realistic register pages with their whole truth.
