//! From pixels to acts: plain functions, one a stage.
