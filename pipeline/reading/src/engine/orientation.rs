//! Which end of a picture is up, by letters that Tesseract knows in four positions. Not for reading them.
#![allow(unsafe_code, reason = "the C interface of Tesseract; each block says why it holds")]

use std::{
    ffi::{c_char, c_float, c_int, c_void},
    ptr,
};

use image::GrayImage;

use super::tesseract::{Engine, EngineTrouble, MAX_SIDE};

unsafe extern "C" {
    fn TessBaseAPIDetectOrientationScript(
        handle: *mut c_void,
        degrees: *mut c_int,
        confidence: *mut c_float,
        script: *mut *const c_char,
        script_confidence: *mut c_float,
    ) -> c_int;
}

/// How the content of a picture is turned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Orientation {
    /// 0, 90, 180 or 270, clockwise.
    pub(crate) degrees: u16,
    /// By how much the logarithm of its likelihood beats that of the next turn.
    pub(crate) confidence: f32,
}

impl Engine {
    /// How a picture's content is turned; nothing where fewer than some fifty letters are seen. For an engine
    /// started with the model `osd`.
    pub(crate) fn orientation(&mut self, picture: &GrayImage) -> Result<Option<Orientation>, EngineTrouble> {
        let (width, height) = picture.dimensions();
        if width == 0 || height == 0 || width > MAX_SIDE || height > MAX_SIDE {
            return Err(EngineTrouble::Size);
        }
        // Both sides are at most MAX_SIDE, so that they fit an i32.
        let (w, h) = (width as i32, height as i32);
        let refused = |_| EngineTrouble::Refused("the picture was not taken");
        self.api.set_image(picture.as_raw(), w, h, 1, w).map_err(refused)?;
        let found = self.detect()?;
        self.api.clear().map_err(|_| EngineTrouble::Refused("its memory was not cleared"))?;
        Ok(found)
    }

    fn detect(&self) -> Result<Option<Orientation>, EngineTrouble> {
        let (mut degrees, mut confidence, mut script_confidence) = (0, 0.0, 0.0);
        let mut script = ptr::null();
        let handle = self.api.handle.lock().map_err(|_| EngineTrouble::Refused("its lock is broken"))?;
        // SAFETY: the handle lives as long as `self.api`, is held locked, and has a picture; the four places
        // outlive the call; the name of the script is the engine's own and is not looked at.
        let code = unsafe {
            TessBaseAPIDetectOrientationScript(
                *handle,
                &mut degrees,
                &mut confidence,
                &mut script,
                &mut script_confidence,
            )
        };
        let degrees = u16::try_from(degrees).ok();
        Ok(degrees.filter(|_| code != 0).map(|degrees| Orientation { degrees, confidence }))
    }
}
