//! Tesseract behind plain data: a picture goes in, lines and words come out, and no iterator or handle
//! ever leaves this file. Not for choosing what is read and how: that is [`crate::recognize`].
//!
//! The traps this module keeps its callers out of: an iterator used after its engine is dropped aborts
//! the process; a picture whose sizes overflow crashes it; recognition has no deadline of its own; what
//! was read before can colour what is read next.
#![allow(unsafe_code, reason = "the C interface of Tesseract; each block says why it holds")]

use std::{
    ffi::{CStr, CString, c_char, c_int, c_void},
    path::Path,
    ptr,
    time::{Duration, Instant},
};

use image::GrayImage;
use register::geometry::{Point, Rect};
use tesseract_rs::{ResultIterator, TessPageIteratorLevel as Level, TesseractAPI};

/// Tesseract keeps coordinates in 16 bits (`TDimension`); one more pixel and it refuses or wraps.
pub(crate) const MAX_SIDE: u32 = 32_767;

/// What went wrong inside the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum EngineTrouble {
    /// It did not start with these models.
    Start,
    /// The picture has no pixels or a side over [`MAX_SIDE`].
    Size,
    /// It was still at it when the time was up.
    Deadline,
    /// It gave up for a reason of its own.
    Refused(&'static str),
}

/// How the engine is to look at a picture; the numbers are Tesseract's page segmentation modes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    /// Page segmentation mode.
    pub(crate) segmentation: c_int,
    /// Pixels per inch; absent: the engine guesses from the height of what it sees.
    pub(crate) ppi: Option<u32>,
    /// Signs that may be read; empty: all.
    pub(crate) signs: &'static str,
}

/// A line as the engine saw it, in pixels of the picture it was given.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct SeenLine {
    pub(crate) rect: Rect,
    pub(crate) baseline: Option<(Point, Point)>,
    pub(crate) words: Vec<SeenWord>,
}

/// A word as the engine saw it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct SeenWord {
    pub(crate) rect: Rect,
    pub(crate) text: String,
    /// 0 to 100.
    pub(crate) confidence: f32,
    pub(crate) language: Option<String>,
    /// For each letter the readings the engine considered, its own first, each with its cost: about minus the
    /// logarithm of its likelihood, 0 to 100, lower is better.
    pub(crate) letters: Vec<Vec<(String, f32)>>,
}

/// One started engine with its models in memory.
pub(crate) struct Engine {
    pub(super) api: TesseractAPI,
    choices: bool,
}

/// Settings that models take when they are loaded; those of a second language never take them later.
type Settings = [(&'static CStr, &'static CStr)];

/// Its remarks ("Estimating resolution as …") are no business of the archivist's terminal.
const QUIET: &Settings = &[(c"debug_file", c"/dev/null")];
/// As [`QUIET`], with other readings of each letter. Their costs are cut off at 100 / coefficient; the standard
/// 5 loses nearly all of them.
const WITH_CHOICES: &Settings =
    &[(c"debug_file", c"/dev/null"), (c"lstm_choice_mode", c"2"), (c"lstm_rating_coefficient", c"1")];
/// `OEM_DEFAULT` of Tesseract's `publictypes.h`: what the models are made for.
const USUAL_MODE: c_int = 3;

unsafe extern "C" {
    fn TessBaseAPIInit4(
        handle: *mut c_void,
        folder: *const c_char,
        languages: *const c_char,
        mode: c_int,
        configs: *const *const c_char,
        config_count: c_int,
        names: *const *const c_char,
        values: *const *const c_char,
        count: usize,
        only_non_debug: c_int,
    ) -> c_int;
    fn TessBaseAPIRecognize(handle: *mut c_void, monitor: *mut c_void) -> c_int;
    fn TessMonitorCreate() -> *mut c_void;
    fn TessMonitorDelete(monitor: *mut c_void);
    fn TessMonitorSetDeadlineMSecs(monitor: *mut c_void, deadline: c_int);
    fn TessResultIteratorGetPageIterator(iterator: *mut c_void) -> *mut c_void;
    fn TessResultIteratorGetUTF8Text(iterator: *mut c_void, level: c_int) -> *mut c_char;
    fn TessPageIteratorIsAtBeginningOf(iterator: *mut c_void, level: c_int) -> c_int;
    fn TessPageIteratorIsAtFinalElement(iterator: *mut c_void, level: c_int, element: c_int) -> c_int;
    fn TessPageIteratorBoundingBox(
        iterator: *mut c_void,
        level: c_int,
        left: *mut c_int,
        top: *mut c_int,
        right: *mut c_int,
        bottom: *mut c_int,
    ) -> c_int;
    fn TessPageIteratorBaseline(
        iterator: *mut c_void,
        level: c_int,
        x1: *mut c_int,
        y1: *mut c_int,
        x2: *mut c_int,
        y2: *mut c_int,
    ) -> c_int;
    fn TessDeleteText(text: *mut c_char);
}

impl Engine {
    /// Starts with the models `languages` (Tesseract names joined by `+`) of `folder`, which the caller
    /// has seen to be there; with `choices` it gives other readings of each letter too.
    pub(crate) fn start(folder: &Path, languages: &str, choices: bool) -> Result<Self, EngineTrouble> {
        let folder = folder.to_str().and_then(|f| CString::new(f).ok()).ok_or(EngineTrouble::Start)?;
        let languages = CString::new(languages).map_err(|_| EngineTrouble::Start)?;
        let settings = if choices { WITH_CHOICES } else { QUIET };
        let names: Vec<*const c_char> = settings.iter().map(|s| s.0.as_ptr()).collect();
        let values: Vec<*const c_char> = settings.iter().map(|s| s.1.as_ptr()).collect();
        let api = TesseractAPI::new();
        let code = {
            let handle = api.handle.lock().map_err(|_| EngineTrouble::Start)?;
            // SAFETY: the handle is alive and held locked; all texts end in 0 and, like both lists, outlive
            // the call, which copies what it keeps; no config files are named, so that list may be null.
            unsafe {
                TessBaseAPIInit4(
                    *handle,
                    folder.as_ptr(),
                    languages.as_ptr(),
                    USUAL_MODE,
                    ptr::null(),
                    0,
                    names.as_ptr(),
                    values.as_ptr(),
                    names.len(),
                    0,
                )
            }
        };
        if code == 0 { Ok(Self { api, choices }) } else { Err(EngineTrouble::Start) }
    }

    /// Reads a picture. The answer depends on the picture and `look` alone, not on what was read before.
    pub(crate) fn read(
        &mut self,
        picture: &GrayImage,
        look: Look,
        deadline: Option<Duration>,
    ) -> Result<Vec<SeenLine>, EngineTrouble> {
        let (width, height) = picture.dimensions();
        if width == 0 || height == 0 || width > MAX_SIDE || height > MAX_SIDE {
            return Err(EngineTrouble::Size);
        }
        self.forget()?;
        self.api
            .set_variable("tessedit_char_whitelist", look.signs)
            .map_err(|_| EngineTrouble::Refused("it cannot be held to some signs"))?;
        let refused = |_| EngineTrouble::Refused("the picture was not taken");
        self.api
            .set_variable("tessedit_pageseg_mode", &look.segmentation.to_string())
            .map_err(|_| EngineTrouble::Refused("no such way to look at a page"))?;
        // Both sides are at most MAX_SIDE, so that the sizes and their product fit an i32.
        let (w, h) = (width as i32, height as i32);
        self.api.set_image(picture.as_raw(), w, h, 1, w).map_err(refused)?;
        if let Some(ppi) = look.ppi {
            self.api.set_source_resolution(ppi as i32).map_err(refused)?;
        }
        let outcome = self.recognize(deadline).map(|()| self.lines());
        self.api.clear().map_err(|_| EngineTrouble::Refused("its memory was not cleared"))?;
        outcome
    }

    /// Does the word stand in the word list of the first of the engine's languages?
    pub(crate) fn knows(&self, word: &str) -> bool {
        !word.contains('\0') && self.api.is_valid_word(word).unwrap_or(false)
    }

    /// Drops what the engine learned from earlier pictures (letter shapes and document words).
    fn forget(&self) -> Result<(), EngineTrouble> {
        self.api
            .clear_adaptive_classifier()
            .map_err(|_| EngineTrouble::Refused("what it learned was not cleared"))
    }

    fn recognize(&mut self, deadline: Option<Duration>) -> Result<(), EngineTrouble> {
        let monitor = deadline.map(Monitor::with_deadline);
        let started = Instant::now();
        let handle = self.api.handle.lock().map_err(|_| EngineTrouble::Refused("its lock is broken"))?;
        // SAFETY: the handle lives as long as `self.api`, is held locked, and has a picture; the monitor
        // is null (allowed) or lives to the end of this function.
        let code =
            unsafe { TessBaseAPIRecognize(*handle, monitor.as_ref().map_or(ptr::null_mut(), |m| m.0)) };
        match (code, deadline) {
            (0, _) => Ok(()),
            (_, Some(limit)) if started.elapsed() >= limit => Err(EngineTrouble::Deadline),
            _ => Err(EngineTrouble::Refused("it gave the picture up")),
        }
    }

    /// Walks over what was recognized. The iterator is dropped here, before anything else may touch the
    /// engine (`&mut self` in `read` keeps everybody else away meanwhile).
    fn lines(&self) -> Vec<SeenLine> {
        // No iterator means an empty page.
        let Ok(iterator) = self.api.get_iterator() else { return Vec::new() };
        Walk { iterator: &iterator, choices: self.choices }.lines()
    }
}

/// A clock the engine looks at between two words.
struct Monitor(*mut c_void);

impl Monitor {
    fn with_deadline(limit: Duration) -> Self {
        let milliseconds = c_int::try_from(limit.as_millis()).unwrap_or(c_int::MAX);
        // SAFETY: create gives a fresh monitor, which only this value owns.
        unsafe {
            let monitor = TessMonitorCreate();
            TessMonitorSetDeadlineMSecs(monitor, milliseconds);
            Self(monitor)
        }
    }
}

impl Drop for Monitor {
    fn drop(&mut self) {
        // SAFETY: created in `with_deadline`, deleted once.
        unsafe { TessMonitorDelete(self.0) }
    }
}

/// One pass over the words of a recognized picture.
struct Walk<'e> {
    iterator: &'e ResultIterator,
    choices: bool,
}

impl Walk<'_> {
    fn lines(&self) -> Vec<SeenLine> {
        let mut lines: Vec<SeenLine> = Vec::new();
        loop {
            if lines.is_empty() || self.begins(Level::RIL_TEXTLINE) {
                lines.push(self.line());
            }
            if let (Some(word), Some(line)) = (self.word(), lines.last_mut()) {
                line.words.push(word);
            }
            if !self.iterator.next(Level::RIL_WORD).unwrap_or(false) {
                break;
            }
        }
        lines.retain(|l| !l.words.is_empty());
        lines
    }

    fn line(&self) -> SeenLine {
        SeenLine {
            rect: self.rect(Level::RIL_TEXTLINE).unwrap_or_default(),
            baseline: self.baseline(),
            words: Vec::new(),
        }
    }

    /// The word here, unless it is empty. Leaves the iterator on the word's last letter.
    fn word(&self) -> Option<SeenWord> {
        let rect = self.rect(Level::RIL_WORD)?;
        let text = self.text(Level::RIL_WORD)?;
        if text.trim().is_empty() {
            return None;
        }
        let confidence = self.iterator.confidence(Level::RIL_WORD).unwrap_or(0.0);
        let language = self.iterator.word_recognition_language().ok();
        let letters = if self.choices { self.letters() } else { Vec::new() };
        Some(SeenWord { rect, text: text.trim().to_owned(), confidence, language, letters })
    }

    fn letters(&self) -> Vec<Vec<(String, f32)>> {
        let mut letters = vec![self.letter()];
        while !self.ends_word() && self.iterator.next(Level::RIL_SYMBOL).unwrap_or(false) {
            letters.push(self.letter());
        }
        letters
    }

    /// The readings of the letter here, the engine's own first.
    fn letter(&self) -> Vec<(String, f32)> {
        let own = self.text(Level::RIL_SYMBOL).unwrap_or_default();
        let mut others: Vec<(String, f32)> = Vec::new();
        if let Ok(choices) = self.iterator.get_choice_iterator() {
            loop {
                if let (Ok(text), Ok(confidence)) = (choices.get_utf8_text(), choices.confidence()) {
                    others.push((text, 100.0 - confidence));
                }
                if !choices.next().unwrap_or(false) {
                    break;
                }
            }
        }
        let least = others.iter().map(|o| o.1).fold(100.0, f32::min);
        let cost = others.iter().find(|o| o.0 == own).map_or(least, |o| o.1);
        others.retain(|o| o.0 != own);
        others.insert(0, (own, cost));
        others
    }

    /// Runs `ask` on the iterator's handle.
    fn ask<T>(&self, ask: impl FnOnce(*mut c_void) -> T) -> Option<T> {
        self.iterator.handle.lock().ok().map(|handle| ask(*handle))
    }

    fn text(&self, level: Level) -> Option<String> {
        self.ask(|handle| {
            // SAFETY: the iterator is alive and its engine still holds the result; the text it gives is
            // ours to delete and is copied first. Bytes that are no UTF-8 are replaced, not trusted.
            unsafe {
                let text = TessResultIteratorGetUTF8Text(handle, level as c_int);
                if text.is_null() {
                    return None;
                }
                let copy = CStr::from_ptr(text).to_string_lossy().into_owned();
                TessDeleteText(text);
                Some(copy)
            }
        })?
    }

    fn begins(&self, level: Level) -> bool {
        // SAFETY: the iterator is alive; the page iterator is the same object seen as its base class.
        self.ask(|handle| unsafe {
            TessPageIteratorIsAtBeginningOf(TessResultIteratorGetPageIterator(handle), level as c_int) != 0
        })
        .unwrap_or(false)
    }

    fn ends_word(&self) -> bool {
        // SAFETY: as in `begins`.
        self.ask(|handle| unsafe {
            let page = TessResultIteratorGetPageIterator(handle);
            TessPageIteratorIsAtFinalElement(page, Level::RIL_WORD as c_int, Level::RIL_SYMBOL as c_int) != 0
        })
        .unwrap_or(true)
    }

    fn rect(&self, level: Level) -> Option<Rect> {
        let [mut left, mut top, mut right, mut bottom] = [0; 4];
        // SAFETY: as in `begins`; the four places outlive the call.
        let found = self.ask(|handle| unsafe {
            let page = TessResultIteratorGetPageIterator(handle);
            TessPageIteratorBoundingBox(page, level as c_int, &mut left, &mut top, &mut right, &mut bottom)
        })?;
        (found != 0).then(|| Rect::new(left.into(), top.into(), right.into(), bottom.into()))
    }

    fn baseline(&self) -> Option<(Point, Point)> {
        let [mut x1, mut y1, mut x2, mut y2] = [0; 4];
        // SAFETY: as in `rect`.
        let found = self.ask(|handle| unsafe {
            let page = TessResultIteratorGetPageIterator(handle);
            TessPageIteratorBaseline(page, Level::RIL_TEXTLINE as c_int, &mut x1, &mut y1, &mut x2, &mut y2)
        })?;
        (found != 0).then(|| (Point::new(x1.into(), y1.into()), Point::new(x2.into(), y2.into())))
    }
}
