//! Words as hOCR has them, out and in, with what else they may be read as. Not for lines.

use register::layout::Word;

use super::title::{Title, number_of, outline, property};
use crate::{
    malformed::Placed,
    points::trimmed,
    xml::{Element, Node, Tag, escaped},
};

/// The attribute that has a text exactly, where spaces are more than HTML keeps.
pub(super) const EXACTLY: &str = "data-text";

/// A word as markup.
pub(super) fn written_word(id: &str, word: &Word) -> String {
    let title = Title::default().placed(&word.outline).with("x_wconf", &percent(word.confidence)).written();
    let exactly = (collapsed(&word.text) != word.text).then_some(word.text.as_str());
    let tag = Tag::new("span").with("class", "ocrx_word").with("id", id).with("title", title);
    tag.maybe(EXACTLY, exactly).around(&alternatives(word))
}

/// The word, among its alternatives where there are any: what was taken as an insertion, the others as deletions, with
/// the negative logarithms of their weights.
fn alternatives(word: &Word) -> String {
    if word.alternatives.is_empty() {
        return escaped(&word.text);
    }
    let weighed = |tag: &'static str, weight: Option<f64>| {
        let title = weight
            .filter(|weight| *weight > 0.0)
            .map(|weight| format!("nlp {}", trimmed(format!("{:.5}", -weight.ln()))));
        Tag::new(tag).with("class", "alt").maybe("title", title)
    };
    // The best alternative is the word itself, once more with its own weight.
    let (best, others) = match word.alternatives.split_first() {
        Some(((text, weight), others)) if *text == word.text => (Some(*weight), others),
        _ => (None, word.alternatives.as_slice()),
    };
    let mut inner = weighed("ins", best).maybe("data-best", best.map(|_| "1")).around(&escaped(&word.text));
    for (text, weight) in others {
        inner.push_str(&weighed("del", Some(*weight)).around(&escaped(text)));
    }
    Tag::new("span").with("class", "alternatives").around(&inner)
}

/// A confidence as hOCR has it.
pub(super) fn percent(confidence: f64) -> String {
    let within = if confidence.is_nan() { 0.0 } else { confidence.clamp(0.0, 1.0) };
    trimmed(format!("{:.2}", within * 100.0))
}

/// Is an element of one of these classes?
pub(super) fn is_of(element: &Element, classes: &[&str]) -> bool {
    element.attribute("class").unwrap_or_default().split_whitespace().any(|class| classes.contains(&class))
}

/// A word with its other readings.
pub(super) fn load_word(element: &Element) -> Result<Word, Placed> {
    let mut alternatives = Vec::new();
    if let Some(all) = element.elements().find(|inner| is_of(inner, &["alternatives"])) {
        for other in all.elements() {
            // Of ours the taken one counts only where it is an alternative itself.
            if other.name == "del"
                || other.attribute("data-best").is_some()
                || property(other, "nlp").is_some()
            {
                let weight = number_of(other, "nlp").map_or(0.0, |cost| (-cost).exp().min(1.0));
                alternatives.push((other.text(), weight));
            }
        }
    }
    Ok(Word {
        outline: outline(element)?,
        text: said(element),
        confidence: number_of(element, "x_wconf").unwrap_or_default() / 100.0,
        alternatives,
        ..Word::default()
    })
}

/// The text of an element without readings that were not taken; spaces as HTML counts them.
pub(super) fn said(element: &Element) -> String {
    fn gather(element: &Element, into: &mut String) {
        for node in &element.content {
            match node {
                Node::Text(text) => into.push_str(text),
                Node::Element(inner) if inner.name == "del" => {}
                Node::Element(inner) => gather(inner, into),
            }
        }
    }
    if let Some(text) = element.attribute(EXACTLY) {
        return text.to_owned();
    }
    let mut text = String::new();
    gather(element, &mut text);
    collapsed(&text)
}

/// Spaces as HTML counts them: one between words, none around; a no-break space is a letter.
pub(super) fn collapsed(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
