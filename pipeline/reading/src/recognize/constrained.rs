//! A second look at what labels ask for: a number, a date, a sex, an ethnicity, a known place. Where such words are
//! unsure, or none that may stand there, their ink is read again under that constraint, and both readings are kept. Not
//! for lone numbers in cells, which have looks of their own: see [`super::lone`].

mod aligned;
mod near_place;
mod nets;
mod staying;
mod sureness;
mod weighing;
mod written;

use image::GrayImage;
use register::{geometry::Rect, language::script_of, layout::Word, page::Page};

use self::{
    nets::FieldNet,
    weighing::weigh,
    written::{Answer, write_all},
};
use super::{
    Reader, RecognizeError,
    line_model::{AskedLine, Constraint, read_constrained},
};
use crate::extract::{Asked, asked};

/// The script of all labels that are known (ISO 15924): on pages in another nothing is looked for.
const LABELS: &str = "Cyrl";
/// Words as sure as this that may stand there are not looked at again; none gives way to another reading.
const SURE: f64 = 0.9;
/// Allowed texts weighed of a line: other figures of a date, other cases of a word.
const MOST: usize = 4;

/// A value to be looked at again.
struct Doubtful {
    asked: Asked,
    field: &'static FieldNet,
    /// What was read.
    first: String,
    line: AskedLine,
}

/// Looks again at the values on a page whose labels say what they hold.
pub(super) fn look_again(
    reader: &Reader<'_>,
    page: &mut Page,
    straight: &GrayImage,
) -> Result<(), RecognizeError> {
    let has_labels = reader.languages.iter().any(|language| script_of(language) == LABELS);
    if !reader.options.second_look || !has_labels || reader.lines.of(reader.languages)?.is_none() {
        return Ok(());
    }
    let doubtful: Vec<Doubtful> = asked(page).into_iter().filter_map(|asked| doubtful(page, asked)).collect();
    let lines: Vec<AskedLine> = doubtful.iter().map(|value| value.line).collect();
    let constraints: Vec<Constraint<'_>> =
        doubtful.iter().map(|value| Constraint { net: &value.field.net, first: &value.first }).collect();
    let asked = (lines.as_slice(), constraints.as_slice());
    let read = read_constrained(reader.lines, reader.languages, straight, asked, MOST)?;
    let answers = read.iter().filter_map(|(at, read)| {
        let value = &doubtful[*at];
        let weighed = weigh(&value.first, value.field.allows(&value.first), read)?;
        Some(Answer { value, crop: &read.crop, weighed })
    });
    write_all(page, reader.languages, answers.collect());
    Ok(())
}

/// The value with what may stand there, if it is worth a second look.
fn doubtful(page: &Page, asked: Asked) -> Option<Doubtful> {
    let field = nets::of(asked.kind)?;
    let line = page.lines.as_deref().unwrap_or_default().get(asked.line)?;
    let words = line.words.get(asked.words.0..=asked.words.1)?;
    let first = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    let sure = words.iter().all(|word| word.confidence >= SURE);
    let settled = if field.allows(&first) { sure } else { !field.may_be_meant(&first) };
    if settled || !first.contains(char::is_alphanumeric) {
        return None;
    }
    let rect = |word: &Word| page.placement.page_rect(&word.outline);
    let rect: Rect = words.iter().map(rect).reduce(|a, b| a.union(&b))?;
    Some(Doubtful { line: AskedLine::of(rect, line.hand), asked, field, first })
}

#[cfg(test)]
mod tests;
