//! One line and its words as hOCR has them, out and in. Not for the blocks around them.

use register::{
    geometry::{Outline, Point, Rect},
    language::Direction,
    layout::{Line, mean_confidence},
};

use super::{
    title::{Title, listed, outline, property},
    word::{EXACTLY, collapsed, is_of, load_word, percent, said, written_word},
};
use crate::{
    malformed::Placed,
    points::{points, trimmed, whole},
    tongues::Tongue,
    words,
    xml::{Element, Tag, escaped},
};

/// A line as markup; `place` is its place in reading order, where the blocks do not keep it.
pub(super) fn written_line(id: &str, place: Option<usize>, line: &Line) -> String {
    let (mut content, mut plain) = (String::new(), String::new());
    let spaces = words::spaces(line);
    for (number, word) in line.words.iter().enumerate() {
        if number > 0 && spaces.as_ref().is_none_or(|spaces| spaces[number - 1]) {
            content.push(' ');
            plain.push(' ');
        }
        content.push_str(&written_word(&format!("{id}_word_{number}"), word));
        plain.push_str(&word.text);
    }
    let text = line.text.as_deref();
    if line.words.is_empty() {
        plain = text.unwrap_or_default().to_owned();
        content = escaped(&plain);
    }
    let exactly = text.filter(|text| collapsed(&plain) != *text);
    let tongue = Tongue::new(line.lang.as_deref(), line.script.as_deref());
    let rtl = words::direction(line) == Direction::RightToLeft;
    let title = Title::default().placed(&line.outline).maybe("baseline", straight(line));
    let title = title.maybe("order", place.map(|place| place.to_string())).written();
    let tag = Tag::new("span").with("class", "ocr_line").with("id", id).with("title", title);
    let tag = tag.maybe("lang", tongue.tag()).maybe("dir", rtl.then_some("rtl"));
    said_beside(tag, line, &tongue).maybe(EXACTLY, exactly).around(&content)
}

/// What hOCR has no property for.
fn said_beside(tag: Tag, line: &Line, tongue: &Tongue) -> Tag {
    let all = (!line.baseline.is_empty()).then(|| listed(&whole(&line.baseline)));
    let none = (!line.words.is_empty()).then(|| "none".to_owned());
    let tag = tag.maybe("data-baseline", all).maybe("data-conf", line.confidence.map(percent).or(none));
    let tag = tag.with("data-hand", line.hand.as_str());
    let tag = tag.maybe("data-margin", line.margin.then_some("true"));
    let tag = tag.maybe("data-unread", line.text.is_none().then_some("true"));
    let untold = |name: &Option<String>| name.clone().filter(|_| tongue.tag().is_none());
    tag.maybe("data-lang", untold(&line.lang)).maybe("data-script", untold(&line.script))
}

/// Slope and height of the line through the ends of a baseline, from the bottom left corner of the line's box; nothing
/// where it stands upright.
fn straight(line: &Line) -> Option<String> {
    let (first, last) = (line.baseline.first()?, line.baseline.last()?);
    let rect = Rect::around(&whole(&line.outline));
    if first.x == last.x {
        return None;
    }
    let slope = (last.y - first.y) / (last.x - first.x);
    let height = first.y + (rect.left - first.x) * slope - rect.bottom;
    Some(format!("{} {}", trimmed(format!("{slope:.4}")), trimmed(format!("{height:.1}"))))
}

/// A line without its hand and its place in a table; `tongue` is what the elements around it say.
pub(super) fn load_line(element: &Element, tongue: &Tongue) -> Result<Line, Placed> {
    let outline = outline(element)?;
    let mut found = Vec::new();
    words_within(element, &mut found);
    let words = found.iter().map(|word| load_word(word)).collect::<Result<Vec<_>, _>>()?;
    let weighed = !found.is_empty() && found.iter().all(|word| property(word, "x_wconf").is_some());
    let mean = mean_confidence(&words).filter(|_| weighed);
    let tongue = match element.attribute("lang") {
        Some(tag) => Tongue::of_tag(tag),
        None => tongue.clone(),
    };
    Ok(Line {
        baseline: baseline(element, &outline)?,
        margin: element.attribute("data-margin").is_some(),
        lang: element.attribute("data-lang").map(str::to_owned).or(tongue.lang),
        script: element.attribute("data-script").map(str::to_owned).or(tongue.script),
        text: element.attribute("data-unread").is_none().then(|| said(element)),
        confidence: match element.attribute("data-conf") {
            Some(_) => element.number("data-conf").map(|percent| percent / 100.0),
            None => mean,
        },
        outline,
        words,
        ..Line::default()
    })
}

fn words_within<'a>(element: &'a Element, into: &mut Vec<&'a Element>) {
    for inner in element.elements() {
        if is_of(inner, &["ocrx_word", "ocr_word"]) {
            into.push(inner);
        } else {
            words_within(inner, into);
        }
    }
}

/// All points where they are ours, else the ends of the straight line.
fn baseline(element: &Element, outline: &[Point]) -> Result<Outline, Placed> {
    if let Some(text) = element.attribute("data-baseline") {
        return points(text).map_err(|flaw| flaw.on(element.line));
    }
    let Some(text) = property(element, "baseline") else { return Ok(Outline::new()) };
    let numbers: Vec<f64> = text.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let rect = Rect::around(outline);
    let [slope, height] = numbers[..] else { return Ok(Outline::new()) };
    if !slope.is_finite() || !height.is_finite() {
        return Ok(Outline::new());
    }
    let at = |x: f64| Point::new(x, rect.bottom + height + (x - rect.left) * slope);
    Ok(vec![at(rect.left), at(rect.right)])
}
