//! Lines and words as PAGE has them, out and in. Not for the regions around them.

use register::{
    geometry::Outline,
    language::Direction,
    layout::{Hand, Line, Word},
};

use super::custom::{Custom, OURS, property};
use crate::{
    labels::{hand_of, is_margin},
    malformed::Placed,
    points::{self, confidence, pairs, points},
    tongues::Tongue,
    words,
    xml::{Element, Sheet, Tag},
};

/// Writes a line; `place` is its place in the reading order of its page, where the regions do not keep it.
pub(super) fn write_line(sheet: &mut Sheet, id: &str, place: Option<usize>, line: &Line) {
    let tongue = Tongue::new(line.lang.as_deref(), line.script.as_deref());
    let rtl = words::direction(line) == Direction::RightToLeft;
    let tag = Tag::new("TextLine").with("id", id).maybe("primaryLanguage", tongue.page_language());
    let tag = tag.maybe("primaryScript", tongue.page_script());
    let tag = tag
        .maybe("readingDirection", rtl.then_some("right-to-left"))
        .with("production", production(line.hand));
    sheet.open(&tag.maybe("custom", said_beside(line, place, &tongue).written()));
    sheet.empty(&Tag::new("Coords").with("points", pairs(&line.outline)));
    if !line.baseline.is_empty() {
        sheet.empty(&Tag::new("Baseline").with("points", pairs(&line.baseline)));
    }
    for (number, word) in line.words.iter().enumerate() {
        sheet.open(&Tag::new("Word").with("id", format!("{id}_word_{number}")));
        sheet.empty(&Tag::new("Coords").with("points", pairs(&word.outline)));
        write_word(sheet, word);
        sheet.close();
    }
    if let Some(text) = &line.text {
        equivalent(sheet, None, line.confidence, text);
    }
    sheet.close();
}

/// What PAGE has no attribute for; the hand, too, as it knows no stamps and Transkribus shows the structure.
fn said_beside(line: &Line, place: Option<usize>, tongue: &Tongue) -> Custom {
    let named = Tongue::of_page(tongue.page_language(), tongue.page_script());
    let custom = Custom::default().with("structure", "type", line.hand.as_str());
    let custom = custom.maybe(OURS, "place", place.map(|place| place.to_string()));
    let custom = custom.maybe(OURS, "margin", line.margin.then_some("true"));
    let custom = custom.maybe(OURS, "lang", line.lang.as_ref().filter(|_| named != *tongue));
    let custom = custom.maybe(OURS, "script", line.script.as_ref().filter(|_| named != *tongue));
    let given = line.text.is_none().then_some(line.confidence).flatten();
    custom.maybe(OURS, "confidence", given.map(confidence))
}

fn production(hand: Hand) -> &'static str {
    match hand {
        Hand::Printed => "printed",
        Hand::Typed => "typewritten",
        Hand::Handwritten => "handwritten-cursive",
        Hand::Stamp => "other",
    }
}

/// The best reading at index 0 and every alternative after it, the first of which is the best one once more with its
/// own weight.
fn write_word(sheet: &mut Sheet, word: &Word) {
    let index = (!word.alternatives.is_empty()).then_some(0);
    equivalent(sheet, index, Some(word.confidence), &word.text);
    for (number, (text, weight)) in word.alternatives.iter().enumerate() {
        equivalent(sheet, Some(number + 1), Some(*weight), text);
    }
}

/// A reading of something.
pub(super) fn equivalent(sheet: &mut Sheet, index: Option<usize>, sure: Option<f64>, text: &str) {
    let tag = Tag::new("TextEquiv").maybe("index", index.map(|index| index.to_string()));
    sheet.open(&tag.maybe("conf", sure.map(confidence)));
    sheet.leaf(&Tag::new("Unicode"), text);
    sheet.close();
}

/// A line and what it says of its place in the reading order and its hand.
pub(super) struct Loaded {
    pub(super) line: Line,
    pub(super) rank: Option<f64>,
    pub(super) hand: Option<Hand>,
}

/// A line without its place in a table.
pub(super) fn load_line(element: &Element) -> Result<Loaded, Placed> {
    let custom = element.attribute("custom").unwrap_or_default();
    let ours = |key| property(custom, OURS, key);
    let structure = property(custom, "structure", "type").unwrap_or_default();
    let tongue = Tongue::of_page(element.attribute("primaryLanguage"), element.attribute("primaryScript"));
    let best = equivalents(element).into_iter().next();
    let line = Line {
        outline: coords(element)?,
        baseline: element.first("Baseline").map(of_points).transpose()?.unwrap_or_default(),
        hand: Hand::default(),
        margin: ours("margin").is_some() || is_margin(&structure),
        script: ours("script").or(tongue.script),
        lang: ours("lang").or(tongue.lang),
        confidence: match &best {
            Some(best) => best.confidence,
            None => ours("confidence").and_then(|given| given.parse().ok()),
        },
        text: best.map(|best| best.text),
        words: element.all("Word").map(load_word).collect::<Result<_, _>>()?,
        ..Line::default()
    };
    let rank = ours("place").and_then(|place| place.parse().ok()).filter(|place: &f64| place.is_finite());
    let hand = hand_of(&structure).or_else(|| element.attribute("production").and_then(hand_of));
    Ok(Loaded { line, rank, hand })
}

fn load_word(element: &Element) -> Result<Word, Placed> {
    let mut readings = equivalents(element).into_iter();
    let best = readings.next().unwrap_or_default();
    let alternatives = readings.map(|other| (other.text, other.confidence.unwrap_or_default()));
    Ok(Word {
        outline: coords(element)?,
        text: best.text,
        confidence: best.confidence.unwrap_or_default(),
        alternatives: alternatives.collect(),
        ..Word::default()
    })
}

#[derive(Default)]
struct Equivalent {
    text: String,
    confidence: Option<f64>,
}

/// Readings, the one with the lowest index first, which is the one meant.
fn equivalents(element: &Element) -> Vec<Equivalent> {
    let mut all: Vec<(usize, Equivalent)> = Vec::new();
    for equivalent in element.all("TextEquiv") {
        let text = equivalent.first("Unicode").map(Element::text).unwrap_or_default();
        let confidence = equivalent.number("conf");
        let index = equivalent.index("index").unwrap_or(all.len());
        all.push((index, Equivalent { text, confidence }));
    }
    all.sort_by_key(|(index, _)| *index);
    all.into_iter().map(|(_, equivalent)| equivalent).collect()
}

/// The text of a region that has no lines.
pub(super) fn region_text(element: &Element) -> Option<String> {
    equivalents(element).into_iter().next().map(|best| best.text)
}

/// An element's outline; nothing where it has none.
pub(super) fn coords(element: &Element) -> Result<Outline, Placed> {
    let outline = element.first("Coords").map(of_points).transpose()?.unwrap_or_default();
    Ok(points::unless_nothing(outline))
}

/// Points of an attribute, or of elements, as until 2010.
fn of_points(element: &Element) -> Result<Outline, Placed> {
    let within = element
        .all("Point")
        .filter_map(|point| Some(format!("{} {}", point.attribute("x")?, point.attribute("y")?)));
    let text = match element.attribute("points") {
        Some(text) => text.to_owned(),
        None => within.collect::<Vec<_>>().join(" "),
    };
    points(&text).map_err(|flaw| flaw.on(element.line))
}
