//! One line and its words as ALTO has them, out and in. Not for the blocks around them.

use register::{
    geometry::{Outline, Point, Rect},
    language::Direction,
    layout::{Line, Word, mean_confidence},
};

use super::{
    tags::{Given, Kind, NOT_READ, Used},
    write::{boxed, shape},
};
use crate::{
    labels,
    malformed::Placed,
    points::{self, confidence, is_box, points, spaced},
    tongues::Tongue,
    words,
    xml::{Element, Sheet, Tag},
};

pub(super) fn write_line(sheet: &mut Sheet, tags: &mut Used, id: &str, line: &Line) {
    let tongue = Tongue::new(line.lang.as_deref(), line.script.as_deref());
    let spaces = words::spaces(line);
    let rtl = words::direction(line) == Direction::RightToLeft;
    let baseline = (!line.baseline.is_empty()).then(|| spaced(&line.baseline));
    let tag =
        Tag::new("TextLine").with("ID", id).with("TAGREFS", line_tags(tags, line, &tongue, spaces.is_some()));
    let tag =
        boxed(tag, &Rect::around(&line.outline)).maybe("BASELINE", baseline).maybe("LANG", tongue.tag());
    sheet.open(&tag.maybe("BASEDIRECTION", rtl.then_some("rtl")));
    shape(sheet, &line.outline);
    if line.words.is_empty() {
        // The schema wants a string in every line; one without an id is the line's text, not a word.
        let string = boxed(Tag::new("String"), &Rect::around(&line.outline));
        let string = string.with("CONTENT", line.text.as_deref().unwrap_or_default());
        sheet.empty(&string.maybe("WC", line.confidence.map(confidence)));
    }
    for (number, word) in line.words.iter().enumerate() {
        if number > 0 && spaces.as_ref().is_none_or(|spaces| spaces[number - 1]) {
            sheet.empty(&Tag::new("SP"));
        }
        write_word(sheet, &format!("{id}_word_{number}"), word);
    }
    sheet.close();
}

/// What is said of a line beside its attributes.
fn line_tags(tags: &mut Used, line: &Line, tongue: &Tongue, is_spaced: bool) -> String {
    let mut ids = vec![tags.refer(Kind::Hand, line.hand.as_str())];
    if line.margin {
        ids.push(tags.refer(Kind::Zone, labels::MARGIN));
    }
    match &line.text {
        None => ids.push(tags.refer(Kind::State, NOT_READ)),
        Some(text) if !is_spaced => ids.push(tags.refer(Kind::Text, text)),
        Some(_) => {}
    }
    if let Some(own) = words::own_confidence(line).filter(|_| !line.words.is_empty()) {
        ids.push(tags.refer(Kind::Confidence, own.map_or_else(|| "none".to_owned(), confidence)));
    }
    if tongue.tag().is_none() {
        ids.extend(line.lang.as_ref().map(|lang| tags.refer(Kind::Language, lang)));
        ids.extend(line.script.as_ref().map(|script| tags.refer(Kind::Script, script)));
    }
    ids.join(" ")
}

fn write_word(sheet: &mut Sheet, id: &str, word: &Word) {
    let tag = boxed(Tag::new("String").with("ID", id), &Rect::around(&word.outline));
    let tag = tag.with("CONTENT", word.text.as_str()).with("WC", confidence(word.confidence));
    let has_shape = !word.outline.is_empty() && !is_box(&word.outline);
    if !has_shape && word.alternatives.is_empty() {
        sheet.empty(&tag);
        return;
    }
    sheet.open(&tag);
    if has_shape {
        shape(sheet, &word.outline);
    }
    for (text, weight) in &word.alternatives {
        let purpose = format!("{WEIGHT} {}", confidence(*weight));
        sheet.leaf(&Tag::new("ALTERNATIVE").with("PURPOSE", purpose), text);
    }
    sheet.close();
}

/// Before the weight of an alternative, in its `PURPOSE`: ALTO has no attribute for it.
const WEIGHT: &str = "weight";

/// A line without its place in a table; its block may say hand and margin.
pub(super) fn load_line(element: &Element, tags: &Given<'_>) -> Result<Line, Placed> {
    let outline = outline(element)?;
    let mut line = Line { baseline: baseline(element, &outline)?, outline, ..Line::default() };
    let tongue = Tongue::of_tag(element.attribute("LANG").unwrap_or_default());
    line.lang = tags.label(element, Kind::Language).map(str::to_owned).or(tongue.lang);
    line.script = tags.label(element, Kind::Script).map(str::to_owned).or(tongue.script);
    let strings: Vec<&Element> = element.all("String").collect();
    let text = text(element);
    if let [string] = strings.as_slice()
        && is_whole_line(string, element)
    {
        line.confidence = string.number("WC");
    } else {
        line.words = strings.iter().map(|string| word(string)).collect::<Result<_, _>>()?;
        line.confidence = mean_confidence(&line.words).filter(|_| strings.iter().all(|s| has_confidence(s)));
    }
    line.text = match tags.label(element, Kind::State) {
        Some(NOT_READ) => None,
        _ => Some(tags.label(element, Kind::Text).map_or(text, str::to_owned)),
    };
    if let Some(own) = tags.label(element, Kind::Confidence) {
        line.confidence = own.parse().ok();
    }
    Ok(line)
}

fn has_confidence(string: &Element) -> bool {
    string.attribute("WC").is_some()
}

/// Strings with a space where `SP` stands, or everywhere where it stands nowhere, and the hyphen at the end.
fn text(line: &Element) -> String {
    let has_spaces = line.first("SP").is_some();
    let mut text = String::new();
    let mut due = false;
    for part in line.elements() {
        match part.name.as_str() {
            "SP" => due = true,
            "String" => {
                if due {
                    text.push(' ');
                }
                text.push_str(part.attribute("CONTENT").unwrap_or_default());
                due = !has_spaces;
            }
            "HYP" => text.push_str(part.attribute("CONTENT").unwrap_or_default()),
            _ => {}
        }
    }
    text
}

/// Ground truth has one string a line, with the line's box or none.
fn is_whole_line(string: &Element, line: &Element) -> bool {
    let same = |name| string.attribute(name).is_none() || string.number(name) == line.number(name);
    string.attribute("ID").is_none() && ["HPOS", "VPOS", "WIDTH", "HEIGHT"].into_iter().all(same)
}

fn word(string: &Element) -> Result<Word, Placed> {
    let weight = |purpose: &str| purpose.strip_prefix(WEIGHT)?.trim().parse().ok();
    let alternatives = string.all("ALTERNATIVE").map(|other| {
        let weight = other.attribute("PURPOSE").and_then(weight).unwrap_or_default();
        (other.text(), weight)
    });
    Ok(Word {
        outline: outline(string)?,
        text: string.attribute("CONTENT").unwrap_or_default().to_owned(),
        confidence: string.number("WC").unwrap_or_default(),
        alternatives: alternatives.collect(),
        ..Word::default()
    })
}

/// An element's polygon, else its box, else nothing.
pub(super) fn outline(element: &Element) -> Result<Outline, Placed> {
    if let Some(polygon) = element.at(&["Shape", "Polygon"]) {
        let text = polygon.attribute("POINTS").unwrap_or_default();
        return points(text).map_err(|flaw| flaw.on(polygon.line));
    }
    let side = |name| element.number(name);
    let (Some(x), Some(y), Some(width), Some(height)) =
        (side("HPOS"), side("VPOS"), side("WIDTH"), side("HEIGHT"))
    else {
        return Ok(Outline::new());
    };
    let rect = Rect::new(x, y, x + width, y + height);
    Ok(if rect == Rect::default() { Outline::new() } else { rect.corners() })
}

/// Points; before version 4.1 one number, the height all of the line stands on.
fn baseline(element: &Element, outline: &[Point]) -> Result<Outline, Placed> {
    let text = element.attribute("BASELINE").unwrap_or_default().trim();
    if let Ok(y) = text.parse::<f64>()
        && y.is_finite()
    {
        let rect = Rect::around(outline);
        return Ok(vec![Point::new(rect.left, y), Point::new(rect.right, y)]);
    }
    points::points(text).map_err(|flaw| flaw.on(element.line))
}
