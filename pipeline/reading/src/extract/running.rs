//! Forms without cells: a label with its value behind it on a dotted line, or above or below it. Not for
//! ruled grids.

mod heads;
mod values;

use register::geometry::Rect;

use self::{
    heads::Heads,
    values::{behind, beyond, lie},
};
use super::{
    entry::{Entry, Part},
    lexicon::Lexicon,
    matching::{Parsed, is_leader, is_numbering, parse_label},
    sheet::{Row, Token},
};

/// A gap of so many line heights parts what stands side by side.
const GAP: f64 = 2.0;
/// And one of so many lets a label begin in the middle of a row.
const LABEL_GAP: f64 = 1.2;

/// A label in the rows: where it stands and where its row goes on behind it.
#[derive(Debug, Clone)]
struct Spot {
    parsed: Parsed,
    /// Row and pieces of its first row.
    row: usize,
    from: usize,
    /// Row in which it ends, and the first piece behind it there.
    last: usize,
    behind: usize,
    rect: Rect,
}

/// Where values stand as seen from their labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lie {
    Behind,
    Below,
    Above,
}

/// The parts of a form in rows, from top to bottom.
pub(super) fn parts(rows: &[Row], lexicon: &Lexicon, height: f64) -> Vec<Part> {
    let heads = Heads::of(rows, lexicon, height);
    let spots = spots(rows, lexicon, height, &heads);
    let lie = lie(rows, &spots, &heads, height);
    let mut parts: Vec<(usize, f64, Part)> = Vec::new();
    for (row, name) in heads.sections() {
        parts.push((row, 0.0, Part::Section(name)));
    }
    for (nth, spot) in spots.iter().enumerate() {
        let value = match lie {
            Lie::Behind => behind(rows, &spots, nth, &heads, height),
            Lie::Below => beyond(rows, &spots, nth, &heads, height, true),
            Lie::Above => beyond(rows, &spots, nth, &heads, height, false),
        };
        for (section, value) in heads.share(spot, value, &spots) {
            let Parsed { senses, slips, tongue, .. } = spot.parsed.clone();
            let entry = Entry { senses, section, value, room: None, tongue, slips, taken: false };
            parts.push((spot.row, spot.rect.left, Part::Entry(entry)));
        }
    }
    parts.sort_by(|a, b| (a.0, a.1).partial_cmp(&(b.0, b.1)).unwrap_or(std::cmp::Ordering::Equal));
    parts.into_iter().map(|(_, _, part)| part).collect()
}

/// Pieces of a row that stand together.
fn segments(row: &Row, height: f64) -> Vec<(usize, usize)> {
    let mut segments = Vec::new();
    let mut from = 0;
    for i in 1..=row.len() {
        let ends = i == row.len() || row[i].rect.left - row[i - 1].rect.right > GAP * height;
        if ends && from < i {
            segments.push((from, i));
            from = i;
        }
    }
    segments
}

fn spots(rows: &[Row], lexicon: &Lexicon, height: f64, heads: &Heads) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    for at in 0..rows.len() {
        if heads.is_head(at) {
            continue;
        }
        // Pieces at the front may be the rest of a label that began a row higher.
        let taken = spots.iter().filter(|s| s.last == at && s.row < at).map(|s| s.behind).max().unwrap_or(0);
        let mut from = taken;
        while from < rows[at].len() {
            let may_begin = (from == 0 || begins(&rows[at], from, height)) && !rows[at][from].is_sign();
            let spot = may_begin.then(|| spot_at(rows, at, from, lexicon, height)).flatten();
            match spot.filter(|spot| !is_answer(rows, spot, spots.last(), height)) {
                Some(spot) => {
                    from = if spot.last == at { spot.behind } else { rows[at].len() };
                    spots.push(spot);
                }
                None => from += 1,
            }
        }
    }
    spots
}

/// Is it the answer to the label before it rather than a label: right behind that label, and with more
/// words, or behind a leader without one of its own?
fn is_answer(rows: &[Row], spot: &Spot, before: Option<&Spot>, height: f64) -> bool {
    let Some(before) = before.filter(|b| b.last == spot.row && b.behind <= spot.from) else { return false };
    let between = &rows[spot.row][before.behind..spot.from];
    if between.iter().any(|t| !t.is_sign() && !is_numbering(t)) {
        return false;
    }
    // A bare number between both is the answer itself: an age, an order of birth.
    let number = between.iter().any(|t| is_numbering(t) && !t.text.ends_with(['.', ')']));
    let apart = |last: &Token| rows[spot.row][spot.from].rect.left - last.rect.right > LABEL_GAP * height;
    if number && between.last().is_some_and(apart) {
        return false;
    }
    let next = rows[spot.last].get(spot.behind).filter(|_| spot.last == spot.row);
    let last = rows[spot.row].get(spot.behind.saturating_sub(1));
    let goes_on =
        next.zip(last).is_some_and(|(n, l)| !n.is_sign() && n.rect.left - l.rect.right < LABEL_GAP * height);
    let leader = between.iter().any(is_leader);
    goes_on || (leader && !next.is_some_and(is_leader))
}

/// May a label begin at this piece: behind a leader, a colon, a slash or a gap?
fn begins(row: &Row, at: usize, height: f64) -> bool {
    let before = &row[at - 1];
    if is_leader(before) || before.text == "/" || before.text == "|" {
        return true;
    }
    if is_numbering(before) && (at == 1 || begins(row, at - 1, height)) {
        return true;
    }
    row[at].rect.left - before.rect.right > LABEL_GAP * height
}

fn spot_at(rows: &[Row], at: usize, from: usize, lexicon: &Lexicon, height: f64) -> Option<Spot> {
    let row = &rows[at];
    let end = segments(row, height).into_iter().find(|s| s.1 > from).map_or(row.len(), |s| s.1);
    let alone = end == row.len();
    let own = parse_label(lexicon, &row[from..], alone);
    let wrapped = below_left(rows, at, &row[from..end], height).and_then(|below| {
        let mut stream = row[from..end].to_vec();
        stream.extend_from_slice(below);
        let parsed = parse_label(lexicon, &stream, false)?;
        let longer = parsed.used > end - from && own.as_ref().is_none_or(|o| parsed.letters > o.letters);
        longer.then_some(parsed)
    });
    match (wrapped, own) {
        (Some(parsed), _) => {
            let behind = parsed.used - (end - from);
            let rect = around(&row[from..end]);
            Some(Spot { parsed, row: at, from, last: at + 1, behind, rect })
        }
        (None, Some(parsed)) => {
            let behind = from + parsed.used;
            let rect = around(&row[from..behind]);
            Some(Spot { parsed, row: at, from, last: at, behind, rect })
        }
        (None, None) => None,
    }
}

/// The pieces right below, where they stand as the rest of a label would.
fn below_left<'r>(rows: &'r [Row], at: usize, label: &[Token], height: f64) -> Option<&'r [Token]> {
    let below = rows.get(at + 1)?;
    let (first, own) = (below.first()?, around(label));
    let aligned = first.rect.left > own.left - height && first.rect.left < own.left + 4.0 * height;
    let close = first.rect.top - own.bottom < 1.2 * height;
    let end = segments(below, height).first()?.1;
    (aligned && close).then(|| &below[..end])
}

fn around(tokens: &[Token]) -> Rect {
    tokens.iter().map(|t| t.rect).reduce(|a, b| a.union(&b)).unwrap_or_default()
}
