//! Where the acts of a form begin on a page: where the column that every act fills is written in, whether rules part it from
//! the act above or nothing does. Not for which column asks for what: see `fit`.

use register::form::{FieldKind, Form};

use super::lines::{ColumnText, Height, Line, Strip};
use crate::middle::median;

/// Columns filled without the one acts begin with, that make a row one nevertheless: a number may be lost or stand in
/// the margin, and what runs over fills the text and what it cost.
const FILLED_WITHOUT_BEGINNING: usize = 3;
/// How far above its first line an act may reach, share of the line's height: writing leans and climbs.
const REACH: f64 = 0.5;
/// Lines further apart than this many times the usual distance of lines belong to two acts.
const APART: f64 = 1.8;
/// A line lower than this share of the lines beside it is dirt.
const TALL: f64 = 0.5;
/// A line so many times its height below the edge of its row is no longer at its head.
const AT_HEAD: f64 = 1.5;

/// Where acts begin on a page that says it itself, from top to bottom.
pub(super) fn starts(form: &Form, texts: &[ColumnText], strips: &[Strip]) -> Vec<Height> {
    let first = texts.iter().find(|t| form.begins.is_some() && field(form, t) == form.begins.as_deref());
    let mut all = first.map_or_else(Vec::new, |first| written(form, first, texts, strips));
    // Above the first number an act of the page before goes on, or the month is written.
    let from = all.first().map(|at| at.row).filter(|_| is_numbered(form));
    let lost = strips.iter().filter(|strip| !all.iter().any(|at| at.row == strip.row));
    let lost =
        lost.filter(|strip| from.is_none_or(|row| strip.row > row) && is_filled(form, texts, strip.row));
    let lost: Vec<Height> = lost.map(|strip| Height { row: strip.row, share: 0.0 }).collect();
    all.extend(lost);
    all.sort_by(|a, b| a.row.cmp(&b.row).then(a.share.total_cmp(&b.share)));
    all.dedup();
    all
}

fn field<'f>(form: &'f Form, text: &ColumnText) -> Option<&'f str> {
    form.columns.get(text.column)?.field.as_deref()
}

fn is_numbered(form: &Form) -> bool {
    form.begins.as_deref().is_some_and(|key| form.kind_of(key) == FieldKind::Number)
}

/// Where the column that acts begin with is written in.
fn written(form: &Form, first: &ColumnText, texts: &[ColumnText], strips: &[Strip]) -> Vec<Height> {
    let at = |line: &Line| begin(line, first, strips);
    if is_numbered(form) {
        return numbers(first).into_iter().map(at).collect();
    }
    if strips.len() > 1 {
        return strips.iter().flat_map(|strip| in_row(form, first, texts, strip)).collect();
    }
    let Some(strip) = strips.first() else { return Vec::new() };
    let begun = heads(&first.full_lines(), &beside(form, first, texts));
    begun.into_iter().map(|y| Height { row: strip.row, share: strip.share(y) }).collect()
}

/// Does an act of the page before go on above the first that begins here? Where no rule parts acts, a year, a month or a
/// folio over them is none: an entry goes on in full lines.
pub(super) fn goes_on(form: &Form, texts: &[ColumnText], strips: &[Strip], first: Option<Height>) -> bool {
    let begins = texts.iter().find(|t| form.begins.is_some() && field(form, t) == form.begins.as_deref());
    let Some((first, begins)) = first.zip(begins) else { return true };
    let beside = beside(form, begins, texts);
    strips.len() != 1 || is_numbered(form) || beside.is_empty() || beside.iter().any(|line| line.at < first)
}

/// The full lines of the column with the most letters beside the one acts begin with.
fn beside<'t>(form: &Form, first: &ColumnText, texts: &'t [ColumnText]) -> Vec<&'t Line> {
    let kept = texts.iter().filter(|t| t.column != first.column && field(form, t).is_some());
    let letters = |text: &&ColumnText| text.lines.iter().map(Line::letters).sum::<usize>();
    kept.max_by_key(letters).map(ColumnText::full_lines).unwrap_or_default()
}

/// How far down acts begin where no rule parts them: at the first of each group of lines that an entry stands beside. Lines
/// much lower than those of the entries are dirt, and a year or a folio over the first of them is no name.
fn heads(lines: &[&Line], beside: &[&Line]) -> Vec<f64> {
    let usual = median(beside.iter().map(|line| line.rect.height())).unwrap_or(0.0);
    let written: Vec<&Line> =
        lines.iter().filter(|line| line.rect.height() >= TALL * usual).copied().collect();
    let groups = groups(&written);
    let above = |line: &Line| line.rect.top - REACH * line.rect.height();
    if beside.is_empty() {
        return groups.iter().map(|group| above(group[0])).collect();
    }
    let ends = groups.iter().skip(1).map(|next| next[0].rect.top).chain([f64::INFINITY]);
    let head = |(group, end): (&Vec<&Line>, f64)| {
        let reach = above(group[0])..end;
        let entry = beside.iter().find(|line| reach.contains(&line.rect.centre().y))?;
        let is_head = |line: &&&Line| line.rect.centre().y >= entry.rect.top;
        let line = group.iter().find(is_head).or(group.last())?;
        Some(above(line).min(entry.rect.centre().y - 1.0))
    };
    groups.iter().zip(ends).filter_map(head).collect()
}

/// Where an act begins with a line: at the head of its row, where it stands there or alone in it; else a little above it.
fn begin(line: &Line, first: &ColumnText, strips: &[Strip]) -> Height {
    let head = Height { row: line.at.row, share: 0.0 };
    let Some(strip) = strips.iter().find(|s| s.row == line.at.row) else { return head };
    let alone = first.lines.iter().filter(|l| l.at.row == line.at.row && l.is_written()).count() == 1;
    if alone || line.rect.top - strip.top < AT_HEAD * line.rect.height() {
        return head;
    }
    Height { share: strip.share(line.rect.top - REACH * line.rect.height()), ..head }
}

/// The lines of a column that hold a number: as many digits as the others, or one less, or one of a count begun anew.
fn numbers(first: &ColumnText) -> Vec<&Line> {
    let usual = median(first.lines.iter().map(|l| l.digits() as f64).filter(|d| *d > 0.0)).unwrap_or(0.0);
    let least = (usual as usize).saturating_sub(1).max(1);
    // A short number beside which another stands that is one more or one less.
    let follows =
        |own: u32| first.lines.iter().filter_map(Line::number).any(|other| other.abs_diff(own) == 1);
    let is_number =
        |line: &&Line| line.digits() >= least || line.number().is_some_and(|n| n > 0 && follows(n));
    first.lines.iter().filter(is_number).collect()
}

/// The acts of a row that is written in: one; or as many as lines stand in another column, where names stand beside them,
/// as when an entry was squeezed in between.
fn in_row(form: &Form, first: &ColumnText, texts: &[ColumnText], strip: &Strip) -> Vec<Height> {
    let own = first.lines.iter().filter(|l| l.at.row == strip.row && l.is_written()).count();
    if own == 0 {
        return Vec::new();
    }
    let kept = texts.iter().filter(|t| t.column != first.column && field(form, t).is_some());
    let lines =
        kept.map(|t| t.full_lines().into_iter().filter(|l| l.at.row == strip.row).collect::<Vec<_>>());
    let beside = lines.max_by_key(Vec::len).filter(|lines| lines.len() <= own).unwrap_or_default();
    let shares: Vec<f64> = beside.iter().map(|line| line.at.share).collect();
    let later = shares.windows(2).map(|two| (two[0] + two[1]) / 2.0);
    std::iter::once(0.0).chain(later).map(|share| Height { row: strip.row, share }).collect()
}

/// The lines of each name: those further below the one before than lines of one name are begin another.
fn groups<'t>(lines: &[&'t Line]) -> Vec<Vec<&'t Line>> {
    let middles: Vec<f64> = lines.iter().map(|line| line.rect.centre().y).collect();
    let steps: Vec<f64> = middles.windows(2).map(|w| w[1] - w[0]).collect();
    let mut sorted = steps.clone();
    sorted.sort_by(f64::total_cmp);
    let usual = sorted.get(sorted.len() / 4).copied().unwrap_or(0.0);
    let far = |step: f64| step > APART * usual;
    let even = sorted.iter().filter(|step| far(**step)).count() * 5 < sorted.len();
    let mut groups: Vec<Vec<&Line>> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        match groups.last_mut().filter(|_| !even && !far(steps[i - 1])) {
            Some(group) => group.push(line),
            None => groups.push(vec![line]),
        }
    }
    groups
}

/// Is so much written in a row that an act stands there, though what it begins with is missing?
fn is_filled(form: &Form, texts: &[ColumnText], row: usize) -> bool {
    let kept = texts.iter().filter(|t| field(form, t).is_some());
    let kept: Vec<&ColumnText> = kept.filter(|t| field(form, t) != form.begins.as_deref()).collect();
    let written = |t: &&&ColumnText| t.lines.iter().any(|l| l.at.row == row && l.is_written());
    let filled = kept.iter().filter(written).count();
    if form.begins.is_none() {
        return filled > 0;
    }
    let needed = FILLED_WITHOUT_BEGINNING.min(kept.len());
    filled >= needed && filled * 2 >= kept.len()
}
