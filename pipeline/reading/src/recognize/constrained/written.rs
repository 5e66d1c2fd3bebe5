//! Writes what a second look found into the words of a line: another reading in the place of the first, or beside it.
//! Not for which of them is right: see [`super::weighing`].

use std::cmp::Reverse;

use register::{
    layout::{Line, Table, Word, mean_confidence},
    page::Page,
};

use super::{
    Doubtful, staying,
    sureness::{as_before, surely, texts, with_others},
    weighing::Weighed,
};
use crate::recognize::{crop::Crop, words::Way};

/// What a second look says of a value.
pub(super) struct Answer<'a> {
    pub(super) value: &'a Doubtful,
    /// The piece of the page that was read.
    pub(super) crop: &'a Crop,
    pub(super) weighed: Weighed,
}

/// Writes answers into the lines of a page. Of a line the last value is written first: what is written may be more or
/// fewer words than stood there, and those before it keep their places.
pub(super) fn write_all(page: &mut Page, languages: &[String], mut answers: Vec<Answer<'_>>) {
    answers.sort_by_key(|answer| Reverse((answer.value.asked.line, answer.value.asked.words.0)));
    answers.iter().for_each(|answer| write(page, languages, answer));
}

fn write(page: &mut Page, languages: &[String], answer: &Answer<'_>) {
    let Answer { value, crop, weighed } = answer;
    let placement = page.placement;
    let Some(line) = page.lines.as_mut().and_then(|lines| lines.get_mut(value.asked.line)) else { return };
    let (from, to) = value.asked.words;
    let Some(before) = line.words.get(from..=to).map(<[Word]>::to_vec) else { return };
    let way = Way { placement: &placement, crop: Some(crop), languages };
    let read = weighed.instead.as_ref().and_then(|found| way.line(found)).map(|line| line.words);
    let instead = read.and_then(|read| staying::instead(&before, read, |text| value.field.allows(text)));
    let replaced = instead.is_some();
    let words = instead.map_or_else(|| as_before(&before, weighed), |words| surely(words, &before, weighed));
    line.words.splice(from..=to, with_others(words, weighed));
    if replaced {
        line.text = Some(texts(&line.words).join(" "));
        line.confidence = mean_confidence(&line.words);
        let cell = (line.table, line.row, line.column);
        rewrite_cell(page, cell);
    }
}

/// A cell's text is that of its lines.
fn rewrite_cell(page: &mut Page, place: (Option<usize>, Option<usize>, Option<usize>)) {
    let (Some(table), Some(row), Some(column)) = place else { return };
    let here = |line: &&Line| (line.table, line.row, line.column) == place;
    let texts: Vec<&str> =
        page.lines.iter().flatten().filter(here).filter_map(|line| line.text.as_deref()).collect();
    let text = texts.join("\n");
    let table: Option<&mut Table> = page.tables.as_mut().and_then(|tables| tables.get_mut(table));
    let cells = table.into_iter().flat_map(|table| &mut table.cells);
    cells
        .filter(|cell| (cell.row, cell.column) == (row, column))
        .for_each(|cell| cell.text = Some(text.clone()));
}
