//! Leptonica, the library below Tesseract, as second door for TIFF files that the Rust decoder refuses.
//! Not for any other work on pixels.
