//! Where the acts of a form stand in a table: an act begins where the column that every act fills is written in, whether
//! rules part it from the act above or nothing does. Not for which column asks for what: see `fit`.

use register::{
    form::{FieldKind, Form},
    geometry::Rect,
};

use super::{
    super::sheet::{CellText, Token, rows_of},
    fit::Fit,
};
use crate::middle::median;

/// The lines of one of the form's columns, below the heading.
#[derive(Debug, Clone)]
pub(super) struct ColumnText {
    /// Place among the form's columns.
    pub(super) column: usize,
    pub(super) lines: Vec<Vec<Token>>,
}

/// A strip of the page from one edge to the next, as layout parts the rows of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Strip {
    /// Its row in the table.
    pub(super) row: usize,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

/// Where an act begins: in which strip, and how far down in it, a share of its height.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Start {
    pub(super) row: usize,
    pub(super) share: f64,
}

/// Columns filled without the one acts begin with, that make a row one nevertheless: a number may be lost or stand in
/// the margin, and what runs over fills the text and what it cost.
const FILLED_WITHOUT_BEGINNING: usize = 3;
/// How far above its first line an act may reach, share of the line's height: writing leans and climbs.
const REACH: f64 = 0.5;
/// Lines further apart than this many times the usual distance of lines belong to two acts.
const APART: f64 = 1.8;

/// The lines that stand in the form's columns of a table.
pub(super) fn texts(fit: &Fit, cells: &[CellText<'_>], height: f64) -> Vec<ColumnText> {
    let body = |at: usize| cells.iter().filter(move |c| c.cell.column == at && c.cell.row >= fit.heads);
    let lines = |at: usize| rows_of(body(at).flat_map(CellText::tokens).collect(), height);
    fit.columns.iter().map(|&(column, at)| ColumnText { column, lines: lines(at) }).collect()
}

/// The strips of a table below its heading.
pub(super) fn strips(fit: &Fit, cells: &[CellText<'_>]) -> Vec<Strip> {
    let last = cells.iter().map(|c| c.cell.row + 1).max().unwrap_or(0);
    let strip = |row: usize| {
        let here = || cells.iter().filter(move |c| c.cell.row == row && c.cell.row_span <= 1);
        let (top, bottom) = (median(here().map(|c| c.rect.top))?, median(here().map(|c| c.rect.bottom))?);
        Some(Strip { row, top, bottom })
    };
    (fit.heads..last).filter_map(strip).collect()
}

/// Where acts begin on a page that says it itself.
pub(super) fn starts(form: &Form, texts: &[ColumnText], strips: &[Strip]) -> Vec<Start> {
    let first = texts.iter().find(|t| form.begins.is_some() && field(form, t) == form.begins.as_deref());
    let written: Vec<f64> = match first {
        Some(first) => tops(form, first).into_iter().map(|top| edge(top, strips)).collect(),
        None => Vec::new(),
    };
    let within = |strip: &Strip, y: f64| (strip.top..strip.bottom).contains(&y);
    let lost = strips.iter().filter(|strip| !written.iter().any(|y| within(strip, *y)));
    let lost = lost.filter(|strip| is_filled(form, texts, strip)).map(|strip| strip.top);
    let mut edges: Vec<f64> = written.iter().copied().chain(lost).collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup();
    edges.into_iter().filter_map(|y| start(y, strips)).collect()
}

fn field<'f>(form: &'f Form, text: &ColumnText) -> Option<&'f str> {
    form.columns.get(text.column)?.field.as_deref()
}

/// The tops of the lines that acts begin with. A number is one line; a name may take several.
fn tops(form: &Form, first: &ColumnText) -> Vec<f64> {
    let kind = form.begins.as_deref().map(|key| form.kind_of(key));
    let rects = first.lines.iter().filter(|line| line.iter().any(|t| !t.is_sign()));
    if kind == Some(FieldKind::Number) {
        let numbered =
            rects.filter(|line| line.iter().any(|t| t.plain.contains(|c: char| c.is_ascii_digit())));
        return numbered.map(|line| reach(line)).collect();
    }
    let lines: Vec<&Vec<Token>> = rects.collect();
    let middles: Vec<f64> = lines.iter().map(|line| rect(line).centre().y).collect();
    let steps: Vec<f64> = middles.windows(2).map(|w| w[1] - w[0]).collect();
    let mut sorted = steps.clone();
    sorted.sort_by(f64::total_cmp);
    // The lines of one name are the nearest there are; where all are as far apart, each is a name.
    let usual = sorted.get(sorted.len() / 4).copied().unwrap_or(0.0);
    let even = sorted.get(sorted.len() / 2).is_some_and(|half| *half < APART * usual);
    let begins = |i: usize| i == 0 || even || steps[i - 1] > APART * usual;
    (0..lines.len()).filter(|&i| begins(i)).map(|i| reach(lines[i])).collect()
}

fn reach(line: &[Token]) -> f64 {
    let rect = rect(line);
    rect.top - REACH * rect.height()
}

fn rect(line: &[Token]) -> Rect {
    line.iter().map(|t| t.rect).reduce(|a, b| a.union(&b)).unwrap_or_default()
}

/// Where layout parts rows near the top of a line, the act begins there.
fn edge(top: f64, strips: &[Strip]) -> f64 {
    let near = strips
        .iter()
        .map(|s| (s.top, s.bottom - s.top))
        .min_by(|a, b| (a.0 - top).abs().total_cmp(&(b.0 - top).abs()));
    near.filter(|(y, height)| (y - top).abs() < height / 2.0).map_or(top, |(y, _)| y)
}

/// Is so much written in a strip that an act stands there, though what it begins with is missing?
fn is_filled(form: &Form, texts: &[ColumnText], strip: &Strip) -> bool {
    let kept: Vec<&ColumnText> = texts.iter().filter(|t| field(form, t).is_some()).collect();
    let written = |t: &&&ColumnText| {
        let tokens = t.lines.iter().flatten().filter(|t| !t.is_sign());
        tokens.map(|t| t.rect.centre().y).any(|y| (strip.top..strip.bottom).contains(&y))
    };
    let filled = kept.iter().filter(written).count();
    if form.begins.is_none() {
        return filled > 0;
    }
    filled >= FILLED_WITHOUT_BEGINNING && filled * 2 >= kept.len()
}

fn start(y: f64, strips: &[Strip]) -> Option<Start> {
    let strip = strips.iter().rfind(|s| s.top <= y).or(strips.first())?;
    let share = (y - strip.top) / (strip.bottom - strip.top).max(1.0);
    Some(Start { row: strip.row, share: share.clamp(0.0, 1.0) })
}

/// What stands in a column between two starts, or before the first (`None`) or behind the last.
pub(super) fn part(
    text: &ColumnText,
    strips: &[Strip],
    from: Option<Start>,
    to: Option<Start>,
) -> (Vec<Token>, Option<Rect>) {
    let y = |start: Start| {
        let strip = strips.iter().find(|s| s.row == start.row);
        strip.map(|s| s.top + start.share * (s.bottom - s.top))
    };
    let (top, bottom) =
        (from.and_then(y).unwrap_or(f64::NEG_INFINITY), to.and_then(y).unwrap_or(f64::INFINITY));
    // A line belongs where its middle lies: it stays whole.
    let lines = text.lines.iter().filter(|line| (top..bottom).contains(&rect(line).centre().y));
    let tokens: Vec<Token> = lines.flatten().cloned().collect();
    let room = tokens.iter().map(|t| t.rect).reduce(|a, b| a.union(&b));
    (tokens, room)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRIPS: [Strip; 2] =
        [Strip { row: 1, top: 100.0, bottom: 200.0 }, Strip { row: 2, top: 200.0, bottom: 400.0 }];

    #[test]
    fn an_act_begins_at_the_row_s_edge_or_where_its_line_stands() {
        assert_eq!(edge(190.0, &STRIPS), 200.0);
        assert_eq!(edge(330.0, &STRIPS), 330.0);
        assert_eq!(start(300.0, &STRIPS), Some(Start { row: 2, share: 0.5 }));
        assert_eq!(start(90.0, &STRIPS), Some(Start { row: 1, share: 0.0 }));
    }
}
