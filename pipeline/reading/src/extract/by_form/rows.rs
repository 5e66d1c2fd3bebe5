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
    let written = first.map_or_else(Vec::new, |first| tops(form, first, texts, strips));
    let within = |strip: &Strip, y: f64| (strip.top..strip.bottom).contains(&y);
    let lost = strips.iter().filter(|strip| !written.iter().any(|y| within(strip, *y)));
    // Above the first number an act of the page before goes on, or the month is written.
    let from =
        written.iter().copied().reduce(f64::min).filter(|_| is_numbered(form)).unwrap_or(f64::NEG_INFINITY);
    let lost = lost.filter(|strip| strip.top >= from && is_filled(form, texts, strip)).map(|strip| strip.top);
    let mut edges: Vec<f64> = written.iter().copied().chain(lost).collect();
    edges.sort_by(f64::total_cmp);
    edges.dedup();
    edges.into_iter().filter_map(|y| start(y, strips)).collect()
}

fn field<'f>(form: &'f Form, text: &ColumnText) -> Option<&'f str> {
    form.columns.get(text.column)?.field.as_deref()
}

fn is_numbered(form: &Form) -> bool {
    form.begins.as_deref().is_some_and(|key| form.kind_of(key) == FieldKind::Number)
}

/// Where the lines stand that acts begin with.
fn tops(form: &Form, first: &ColumnText, texts: &[ColumnText], strips: &[Strip]) -> Vec<f64> {
    if is_numbered(form) {
        return numbers(first).into_iter().map(|line| edge(line, strips)).collect();
    }
    if strips.len() > 1 {
        let of_strip = |strip: &Strip| in_strip(form, first, texts, strip);
        return strips.iter().flat_map(of_strip).collect();
    }
    groups(&full_lines(first)).into_iter().map(|line| edge(line, strips)).collect()
}

/// The lines of a column that hold a number: as many digits as the others, or one less.
fn numbers(first: &ColumnText) -> Vec<&[Token]> {
    let digits =
        |line: &[Token]| line.iter().flat_map(|t| t.plain.chars()).filter(char::is_ascii_digit).count();
    let usual =
        median(first.lines.iter().map(|l| digits(l) as f64).filter(|d| *d > 0.0)).unwrap_or(0.0) as usize;
    let least = usual.saturating_sub(1).max(1);
    let restarted = |line: &[Token]| usual > 2 && follows(first, line);
    let lines = first.lines.iter().map(Vec::as_slice);
    lines.filter(|line| digits(line) >= least || (digits(line) > 0 && restarted(line))).collect()
}

/// Does a short number stand beside another that is one more or one less? So counting began anew.
fn follows(first: &ColumnText, line: &[Token]) -> bool {
    let value = |line: &[Token]| -> Option<u32> {
        line.iter().map(|t| t.plain.as_str()).collect::<String>().parse().ok()
    };
    let Some(own) = value(line) else { return false };
    let others = first.lines.iter().filter_map(|l| value(l));
    own > 0 && others.filter(|other| other.abs_diff(own) == 1).count() > 0
}

/// Lines with as many letters as lines of the column have, no specks and fragments.
fn full_lines(text: &ColumnText) -> Vec<&[Token]> {
    let letters = |line: &[Token]| line.iter().map(|t| t.plain.chars().count()).sum::<usize>();
    let usual = median(text.lines.iter().map(|l| letters(l) as f64)).unwrap_or(0.0);
    let least = (FULL * usual).max(LEAST_LETTERS);
    text.lines.iter().map(Vec::as_slice).filter(|l| letters(l) as f64 >= least).collect()
}

/// Letters of a line that is no speck: at least so many, and this share of the usual line's.
const LEAST_LETTERS: f64 = 3.0;
const FULL: f64 = 0.4;

/// The acts of a strip that is written in: one; or as many as lines stand in another column, where names stand beside them,
/// as when an entry was squeezed in between.
fn in_strip(form: &Form, first: &ColumnText, texts: &[ColumnText], strip: &Strip) -> Vec<f64> {
    let inside = |line: &[Token]| (strip.top..strip.bottom).contains(&rect(line).centre().y);
    let own = first.lines.iter().filter(|line| inside(line) && line.iter().any(|t| !t.is_sign())).count();
    if own == 0 {
        return Vec::new();
    }
    let kept = texts.iter().filter(|t| t.column != first.column && field(form, t).is_some());
    let lines = kept.map(|t| full_lines(t).into_iter().filter(|line| inside(line)).collect::<Vec<_>>());
    let beside = lines.max_by_key(Vec::len).filter(|lines| lines.len() <= own).unwrap_or_default();
    let middles: Vec<f64> = beside.iter().map(|line| rect(line).centre().y).collect();
    std::iter::once(strip.top).chain(middles.windows(2).map(|two| (two[0] + two[1]) / 2.0)).collect()
}

/// The first lines of names that take several: those further below the one before than lines of one name are.
fn groups<'t>(lines: &[&'t [Token]]) -> Vec<&'t [Token]> {
    let middles: Vec<f64> = lines.iter().map(|line| rect(line).centre().y).collect();
    let steps: Vec<f64> = middles.windows(2).map(|w| w[1] - w[0]).collect();
    let mut sorted = steps.clone();
    sorted.sort_by(f64::total_cmp);
    let usual = sorted.get(sorted.len() / 4).copied().unwrap_or(0.0);
    let far = |step: f64| step > APART * usual;
    let even = sorted.iter().filter(|step| far(**step)).count() * 5 < sorted.len();
    (0..lines.len()).filter(|&i| i == 0 || even || far(steps[i - 1])).map(|i| lines[i]).collect()
}

fn reach(line: &[Token]) -> f64 {
    let rect = rect(line);
    rect.top - REACH * rect.height()
}

fn rect(line: &[Token]) -> Rect {
    line.iter().map(|t| t.rect).reduce(|a, b| a.union(&b)).unwrap_or_default()
}

/// Where a line begins an act: at the edge where layout parts rows, if that is a line's height from it.
fn edge(line: &[Token], strips: &[Strip]) -> f64 {
    let (line, top) = (rect(line), reach(line));
    let above = strips.iter().map(|s| s.top).filter(|y| (y - line.top).abs() < 1.5 * line.height());
    above.min_by(|a, b| (a - line.top).abs().total_cmp(&(b - line.top).abs())).unwrap_or(top)
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
    let needed = FILLED_WITHOUT_BEGINNING.min(kept.len().saturating_sub(1)).max(1);
    filled >= needed && filled * 2 >= kept.len()
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
    let tokens: Vec<Token> = lines(text, strips, from, to).flatten().cloned().collect();
    let room = tokens.iter().map(|t| t.rect).reduce(|a, b| a.union(&b));
    (tokens, room)
}

/// The lines of a column between two starts. A line belongs where its middle lies: it stays whole.
pub(super) fn lines<'t>(
    text: &'t ColumnText,
    strips: &[Strip],
    from: Option<Start>,
    to: Option<Start>,
) -> impl Iterator<Item = &'t Vec<Token>> {
    let y = |start: Start| {
        let strip = strips.iter().find(|s| s.row == start.row);
        strip.map(|s| s.top + start.share * (s.bottom - s.top))
    };
    let (top, bottom) =
        (from.and_then(y).unwrap_or(f64::NEG_INFINITY), to.and_then(y).unwrap_or(f64::INFINITY));
    text.lines.iter().filter(move |line| (top..bottom).contains(&rect(line).centre().y))
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRIPS: [Strip; 2] =
        [Strip { row: 1, top: 100.0, bottom: 200.0 }, Strip { row: 2, top: 200.0, bottom: 400.0 }];

    #[test]
    fn a_place_on_the_page_is_a_row_and_how_far_down_in_it() {
        assert_eq!(start(300.0, &STRIPS), Some(Start { row: 2, share: 0.5 }));
        assert_eq!(start(90.0, &STRIPS), Some(Start { row: 1, share: 0.0 }));
    }
}
