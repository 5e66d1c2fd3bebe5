//! The engines written in other languages, each behind one small safe module; the only place in the
//! project where `unsafe` stands. Not for what is made of their answers.

pub(crate) mod leptonica;
pub(crate) mod orientation;
pub(crate) mod tesseract;
