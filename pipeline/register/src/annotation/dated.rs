//! Dates within the text of a note. Not for their calendar: `date` knows that.

use crate::{date, number::spelled};

use super::tokens::Token;

/// A date and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    /// EDTF, a whole date or a year.
    pub(super) edtf: String,
    /// First token.
    pub(super) from: usize,
    /// Last token.
    pub(super) to: usize,
}

/// Words and figures of the longest date: `5 майи соли 1974`.
const LONGEST: usize = 4;

/// The dates of a note, in order; tokens that are `taken` belong to numbers.
pub(super) fn dates(
    text: &str,
    tokens: &[Token<'_>],
    taken: &[usize],
    years: Option<(i32, i32)>,
) -> Vec<Dated> {
    let mut found: Vec<Dated> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let date = || whole(text, tokens, at, years).or_else(|| in_words(text, tokens, at, years));
        let date = if taken.contains(&at) { None } else { date() };
        at = date.as_ref().map_or(at + 1, |d| d.to + 1);
        found.extend(date);
    }
    if found.is_empty() {
        found.extend((0..tokens.len()).filter(|at| !taken.contains(at)).find_map(|at| year(tokens, at)));
    }
    found
}

/// A day, month and year that begin here.
fn whole(text: &str, tokens: &[Token<'_>], at: usize, years: Option<(i32, i32)>) -> Option<Dated> {
    let day = tokens[at].digits()?;
    if day.len() > 2 || !day.parse().is_ok_and(|d: u32| (1..=31).contains(&d)) {
        return None;
    }
    let words = (at + 1..tokens.len()).filter(|&t| !tokens[t].is_sign()).take(LONGEST - 1);
    words.skip(1).find_map(|to| {
        let year = tokens[to].digits().filter(|d| matches!(d.len(), 2 | 4))?;
        let open = tokens[at + 1..to].iter().all(|t| !matches!(t.text, "№" | ";" | ","));
        // Nothing may be left out between the pieces, as "12 от 5" would.
        let written = &text[tokens[at].start..tokens[to].end];
        let edtf = date::to_edtf(written, years).filter(|e| date::is_whole(e) && open)?;
        edtf[2..4].ends_with(&year[year.len() - 2..]).then_some(Dated { edtf, from: at, to })
    })
}

/// Words of the longest date in words: `бисту сеюми июли соли як ҳазору нӯҳсаду панҷоҳум`.
const LONGEST_IN_WORDS: usize = 10;
/// Words of the shortest: day, month, thousand, hundred, year.
const SHORTEST_IN_WORDS: usize = 4;

/// A date in words that begins here with its day; as many words as make a date belong to it.
fn in_words(text: &str, tokens: &[Token<'_>], at: usize, years: Option<(i32, i32)>) -> Option<Dated> {
    spelled(&[tokens[at].text])?;
    let words = (at..tokens.len()).take_while(|&t| !tokens[t].is_sign() && tokens[t].digits().is_none());
    let ends: Vec<usize> = words.take(LONGEST_IN_WORDS).skip(SHORTEST_IN_WORDS - 1).collect();
    ends.into_iter().rev().find_map(|to| {
        let last = spelled(&[tokens[to].text]).is_some_and(|number| number.ordinal);
        let edtf = date::to_edtf(&text[tokens[at].start..tokens[to].end], years);
        edtf.filter(|edtf| last && date::is_whole(edtf)).map(|edtf| Dated { edtf, from: at, to })
    })
}

/// A year alone, as `за 1974 г.`
fn year(tokens: &[Token<'_>], at: usize) -> Option<Dated> {
    let year = tokens[at].digits().filter(|d| d.len() == 4)?;
    let known = year.parse().is_ok_and(|y: i32| (1800..=2050).contains(&y));
    known.then(|| Dated { edtf: year.to_owned(), from: at, to: at })
}

/// The date that belongs to the number at `number`: behind it with no more than a word between, or right before it.
pub(super) fn next_to(dates: &[Dated], number: usize, tokens: &[Token<'_>]) -> Option<usize> {
    let between = |from: usize, to: usize| tokens[from..to].iter().filter(|t| !t.is_sign()).count();
    let behind = dates.iter().position(|d| d.from > number && between(number + 1, d.from) <= 3);
    behind.or_else(|| {
        dates.iter().position(|d| d.to < number && dates.len() > 1 && between(d.to + 1, number) <= 2)
    })
}
