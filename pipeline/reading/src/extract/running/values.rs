//! The values of labels in rows: behind them, above or below, and what runs over to rows without a label. Not for finding
//! labels.

use super::{
    super::{
        matching::{is_leader, is_numbering, is_short_sign},
        sheet::{Row, Token},
    },
    GAP, Lie, Spot, around,
    heads::Heads,
    segments,
};

/// The pieces between a label and the next one in its rows.
fn in_row(rows: &[Row], spots: &[Spot], nth: usize, height: f64) -> Vec<Token> {
    let spot = &spots[nth];
    let mut value = Vec::new();
    if spot.last > spot.row {
        let end = segments(&rows[spot.row], height).into_iter().find(|s| s.1 > spot.from).map_or(0, |s| s.1);
        value.extend(until_label(rows, spots, nth, spot.row, end));
    }
    value.extend(until_label(rows, spots, nth, spot.last, spot.behind));
    let label = spot.behind.checked_sub(1).and_then(|i| rows[spot.last].get(i));
    without_tail(value, label.map_or(spot.rect.right, |t| t.rect.right), height)
}

fn until_label(rows: &[Row], spots: &[Spot], nth: usize, row: usize, from: usize) -> Vec<Token> {
    let others = spots.iter().enumerate().filter(|(i, s)| *i != nth && s.row == row && s.from >= from);
    let end = others.map(|(_, s)| s.from).min().unwrap_or(rows[row].len());
    let own = rows[row].get(from..end).unwrap_or_default();
    // The number before the next label belongs to that label, unless it is all there is: an age, a year's end.
    match own.split_last() {
        Some((number, rest)) if end < rows[row].len() && is_numbering(number) => {
            let marked = number.text.ends_with(['.', ')']);
            if marked || has_words(rest) { rest.to_vec() } else { own.to_vec() }
        }
        _ => own.to_vec(),
    }
}

/// Words of one label stand nearer to each other than this, line heights.
const WORD_GAP: f64 = 1.2;

/// Leaves out the rest of a label we do not know wholly: words in brackets, words before a colon or a
/// leader that the value follows, small words right behind the label (which ends at `label`) before a wide gap.
fn without_tail(value: Vec<Token>, label: f64, height: f64) -> Vec<Token> {
    let value = without_brackets(value);
    let slash = value.first().is_some_and(|t| t.text == "/");
    let content = |tokens: &[Token]| tokens.iter().any(|t| !t.is_sign());
    let ends = (1..value.len()).find(|&i| {
        let gap = value[i].rect.left - value[i - 1].rect.right > GAP * height;
        is_leader(&value[i - 1]) || gap
    });
    let Some(end) = ends else { return value };
    let (tail, rest) = value.split_at(end);
    let goes_on = tail[0].rect.left - label < WORD_GAP * height;
    let words: Vec<&Token> = tail.iter().filter(|t| !t.is_sign()).collect();
    let small = words.iter().all(|t| t.text.chars().all(|c| !c.is_ascii_digit() && !c.is_uppercase()));
    let is_tail = slash
        || (small && words.len() <= 4 && is_leader(&tail[tail.len() - 1]))
        || (small && words.len() <= 3 && goes_on);
    if is_tail && content(rest) { rest.to_vec() } else { value }
}

fn without_brackets(value: Vec<Token>) -> Vec<Token> {
    let opens =
        value.iter().position(|t| !t.is_sign() || t.text == "(").filter(|&i| value[i].text.starts_with('('));
    let Some(open) = opens else { return value };
    let Some(close) = value.iter().position(|t| t.text.contains(')')) else { return value };
    let hint = value[open..=close.max(open)].iter().all(|t| !t.text.chars().any(|c| c.is_ascii_digit()));
    if hint && close + 1 < value.len() { value[close + 1..].to_vec() } else { value }
}

fn has_words(tokens: &[Token]) -> bool {
    tokens.iter().any(|t| !t.is_sign())
}

/// Do most values stand behind their labels, below or above them?
pub(super) fn lie(rows: &[Row], spots: &[Spot], heads: &Heads, height: f64) -> Lie {
    let behind = (0..spots.len()).filter(|&i| has_words(&in_row(rows, spots, i, height))).count();
    let below = (0..spots.len()).filter(|&i| has_words(&beyond(rows, spots, i, heads, height, true))).count();
    if behind * 2 >= below || below < 2 {
        return Lie::Behind;
    }
    let above =
        (0..spots.len()).filter(|&i| has_words(&beyond(rows, spots, i, heads, height, false))).count();
    let nearer_above = distance(rows, spots, heads, false) < 0.7 * distance(rows, spots, heads, true);
    if above >= below && nearer_above { Lie::Above } else { Lie::Below }
}

/// Mean gap between labels and the unlabelled row on one side, pixels.
fn distance(rows: &[Row], spots: &[Spot], heads: &Heads, below: bool) -> f64 {
    let gaps: Vec<f64> = spots
        .iter()
        .filter_map(|spot| {
            let at = if below { spot.last + 1 } else { spot.row.checked_sub(1)? };
            let row = rows.get(at).filter(|_| !heads.is_head(at) && !spots.iter().any(|s| s.row == at))?;
            let other = around(row);
            Some(if below { other.top - spot.rect.bottom } else { spot.rect.top - other.bottom }.max(0.0))
        })
        .collect();
    if gaps.is_empty() { f64::MAX } else { gaps.iter().sum::<f64>() / gaps.len() as f64 }
}

/// The value behind a label, and what runs over to rows without a label.
pub(super) fn behind(rows: &[Row], spots: &[Spot], nth: usize, heads: &Heads, height: f64) -> Vec<Token> {
    let spot = &spots[nth];
    let mut value = in_row(rows, spots, nth, height);
    let last_in_row =
        !spots.iter().enumerate().any(|(i, s)| i != nth && s.row == spot.last && s.from > spot.behind);
    if !last_in_row {
        return value;
    }
    let free = |at: usize| !heads.is_head(at) && !spots.iter().any(|s| s.row == at || s.last == at);
    let (mut at, mut bottom) = (spot.last + 1, around(&rows[spot.last]).bottom);
    let (start, empty) = (value.first().map_or(spot.rect.left, |t| t.rect.left), !has_words(&value));
    while let Some(row) = rows.get(at).filter(|_| free(at)) {
        let rect = around(row);
        let aligned =
            (rect.left - start).abs() < 4.0 * height || rect.left < spot.rect.left + 8.0 * height || empty;
        // A row with a number in front is a field of its own, even where its label was not read.
        let numbered = row.first().is_some_and(|t| is_numbering(t) && t.text.ends_with(['.', ')']));
        let far = rect.top - bottom > RUN_OVER * height || at - spot.last > RUN_OVER_ROWS;
        if far || !aligned || numbered {
            break;
        }
        value.extend(row.iter().cloned());
        (at, bottom) = (at + 1, rect.bottom);
    }
    value
}

/// A value runs over to a row that begins within so many line heights below.
const RUN_OVER: f64 = 1.6;
/// And to so many rows at most.
const RUN_OVER_ROWS: usize = 2;

/// The pieces below (or above) a label up to the next label there, as wide as its own column.
pub(super) fn beyond(
    rows: &[Row],
    spots: &[Spot],
    nth: usize,
    heads: &Heads,
    height: f64,
    below: bool,
) -> Vec<Token> {
    let spot = &spots[nth];
    let right = spots.iter().filter(|s| s.row == spot.row && s.from > spot.from).map(|s| s.rect.left);
    let right = right.fold(f64::INFINITY, f64::min) - 0.5 * height;
    let first = !spots.iter().any(|s| s.row == spot.row && s.from < spot.from);
    let left = if first { f64::NEG_INFINITY } else { spot.rect.left - height };
    let mut value: Vec<Vec<Token>> = Vec::new();
    let mut at = if below { Some(spot.last + 1) } else { spot.row.checked_sub(1) };
    while let Some(row) = at.and_then(|a| rows.get(a)) {
        let here = at.unwrap_or_default();
        let labelled = spots
            .iter()
            .any(|s| (s.row == here || s.last == here) && s.rect.left < right && s.rect.right > left);
        if labelled || heads.is_head(here) || value.len() >= RUN_OVER_ROWS {
            break;
        }
        let inside = row.iter().filter(|t| t.rect.centre().x >= left && t.rect.centre().x < right);
        value.push(inside.cloned().collect());
        at = if below { Some(here + 1) } else { here.checked_sub(1) };
    }
    if !below {
        value.reverse();
    }
    let own = in_row(rows, spots, nth, height);
    own.into_iter().filter(|t| !is_short_sign(t)).chain(value.into_iter().flatten()).collect()
}
