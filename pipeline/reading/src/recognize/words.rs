//! From what an engine found on a crop to lines and words on the scan, letters put right. Not for which
//! table or margin a line stands in: the callers know.

use register::{
    geometry::{Outline, Placement, Point, Rect},
    layout::{Line, Word, mean_confidence},
};

use super::{
    crop::Crop,
    legacy_font::{Guards, put_right},
    recognizer::{FoundLine, FoundWord},
    script,
};

/// The way from a crop, or from the straight page where there is none, to the scan; and the languages that are read.
pub(super) struct Way<'a> {
    pub(super) placement: &'a Placement,
    pub(super) crop: Option<&'a Crop>,
    pub(super) languages: &'a [String],
}

impl Way<'_> {
    /// A found line as a line of the scan; none when it has no text.
    pub(super) fn line(&self, found: &FoundLine) -> Option<Line> {
        let guards = Guards::of(self.languages);
        let kept: Vec<(Word, Option<&str>)> =
            found.words.iter().filter_map(|f| Some((self.word(f, guards)?, f.language.as_deref()))).collect();
        if kept.is_empty() {
            return None;
        }
        let read: Vec<(&str, Option<&str>)> = kept.iter().map(|(w, l)| (w.text.as_str(), *l)).collect();
        let lang = script::language(&read, self.languages).map(str::to_owned);
        let words: Vec<Word> = kept.into_iter().map(|(word, _)| word).collect();
        let text = words.iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ");
        Some(Line {
            outline: self.outline(&found.rect),
            baseline: self.baseline(found),
            script: script::of_text(&text).map(str::to_owned),
            lang,
            confidence: mean_confidence(&words),
            text: Some(text),
            words,
            ..Line::default()
        })
    }

    fn word(&self, found: &FoundWord, guards: Guards) -> Option<Word> {
        let text = put_right(found.text.trim(), guards);
        if text.is_empty() {
            return None;
        }
        Some(Word {
            outline: self.outline(&found.rect),
            confidence: found.confidence,
            engine_confidence: None,
            engine: found.engine,
            alternatives: distinct(&found.alternatives, |text| put_right(text, guards)),
            text,
            struck: false,
        })
    }

    fn outline(&self, rect: &Rect) -> Outline {
        self.placement.outline(&self.page_rect(rect))
    }

    /// A box on the straight page.
    pub(super) fn page_rect(&self, rect: &Rect) -> Rect {
        self.crop.map_or(*rect, |crop| crop.page_rect(rect))
    }

    /// The engine's baseline, or the lower edge of the line's box.
    fn baseline(&self, found: &FoundLine) -> Outline {
        let FoundLine { rect, .. } = found;
        let lower = (Point::new(rect.left, rect.bottom), Point::new(rect.right, rect.bottom));
        let (left, right) = found.baseline.unwrap_or(lower);
        self.placement.course(&[left, right].map(|p| self.crop.map_or(p, |crop| crop.to_page(p))))
    }
}

/// What layout knew of a line that was read: how it was written, and what it stands on where its reader does not say.
pub(super) fn from_layout(line: &mut Line, found: &FoundLine, laid: &Line) {
    line.hand = laid.hand;
    if found.baseline.is_none() && !laid.baseline.is_empty() {
        line.baseline.clone_from(&laid.baseline);
    }
}

/// Readings that became equal when their letters were put right are one, with the weight of all.
pub(super) fn distinct(
    alternatives: &[(String, f64)],
    put_right: impl Fn(&str) -> String,
) -> Vec<(String, f64)> {
    let mut kept: Vec<(String, f64)> = Vec::new();
    for (text, weight) in alternatives {
        let text = put_right(text);
        match kept.iter_mut().find(|(t, _)| *t == text) {
            Some(same) => same.1 = (same.1 + weight).min(1.0),
            None => kept.push((text, *weight)),
        }
    }
    if kept.len() > 1 { kept } else { Vec::new() }
}
