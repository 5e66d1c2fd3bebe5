//! Headings: those of records (which also carry the act's number) and those of the persons in them. Not
//! for labels of fields.

use std::sync::LazyLock;

use register::{form::ActType, geometry::Rect, number};

use super::{
    lexicon::{Label, Sense, Tongue, alternates, lexicon, plain_words, roles_of, rows},
    matching::{best_fit, is_numbering, label_at},
    sheet::{Row, Token},
};

/// The heading of a record.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Heading {
    pub(super) kind: ActType,
    /// The pieces that name the number, if it is there.
    pub(super) number: Vec<Token>,
    /// What stands behind the number in its row: a date of registration, often.
    pub(super) behind: Vec<Token>,
    /// Where, on the straight page.
    pub(super) rect: Rect,
    /// First row of the page that belongs to it, and the first behind it.
    pub(super) rows: (usize, usize),
}

struct Headings {
    kinds: Vec<ActType>,
    labels: Vec<Label>,
}

static HEADINGS: LazyLock<Headings> = LazyLock::new(|| {
    let mut all = Headings { kinds: Vec::new(), labels: Vec::new() };
    for row in rows(include_str!("../../../../ocr-models/forms/headings.tsv")) {
        let &[kind, ru, tg] = row.as_slice() else { continue };
        let Ok(kind) = kind.parse() else { continue };
        for (cell, tongue) in [(ru, Tongue::Russian), (tg, Tongue::Tajik)] {
            for text in alternates(cell) {
                let words = plain_words(text);
                let joined = words.concat().chars().collect();
                all.labels.push(Label { words, joined, tongue, ends_in_number: false, senses: Vec::new() });
                all.kinds.push(kind);
            }
        }
    }
    all
});

/// A heading may be broken over so many rows.
const HEADING_ROWS: usize = 3;
/// Letters of a heading for each that may be misread; it is long, so it can be held to more than labels.
const LETTERS_A_SLIP: usize = 8;
/// And so many words (the name of the office, a state) may stand before it in its row.
const WORDS_BEFORE: usize = 5;

/// The headings of records in the rows of a page, from top to bottom. `only` is the type of the book's
/// acts, where it is known.
pub(super) fn headings(page: &[Row], only: Option<ActType>) -> Vec<Heading> {
    let mut found: Vec<Heading> = Vec::new();
    let mut at = 0;
    while at < page.len() {
        let before = found.last().map(|h| h.kind);
        match heading_at(page, at, only).filter(|h| !is_reference(&page[at], h.kind, before)) {
            Some(heading) => {
                at = heading.rows.1.max(at + 1);
                found.push(heading);
            }
            None => at += 1,
        }
    }
    found
}

fn heading_at(page: &[Row], at: usize, only: Option<ActType>) -> Option<Heading> {
    let row = &page[at];
    // "12." numbers a label; a bare 12 may be the folio.
    if row.first().is_some_and(|t| is_numbering(t) && t.text.ends_with(['.', ')', ',', ';', ':'])) {
        return None;
    }
    (0..row.len().min(WORDS_BEFORE)).filter(|&i| !row[i].is_sign()).find_map(|start| {
        let mut tokens: Vec<&Token> = row[start..].iter().collect();
        let own = tokens.len();
        tokens.extend(page.iter().skip(at + 1).take(HEADING_ROWS - 1).flatten());
        let tokens: Vec<Token> = tokens.into_iter().cloned().collect();
        let (kind, used) = in_any_language(&tokens)?;
        // "Асоси бекор кардани ақди никоҳ" is a label, though a heading's words stand in it.
        let label = label_at(lexicon(kind), row, false).filter(|l| l.slips == 0 || start > 0);
        if label.is_some_and(|l| {
            l.used > start + 1 && !l.senses.contains(&Sense::Field("act_no")) && l.used >= start + used
        }) {
            return None;
        }
        if only.is_some_and(|o| o != kind) {
            return None;
        }
        let rect = tokens[1..used].iter().fold(tokens[0].rect, |r, t| r.union(&t.rect));
        let last = last_row(page, at, own, used);
        let number = number_behind(page, at, start, last, own, used);
        let end = number.as_ref().map_or(last + 1, |(_, row)| row + 1);
        let number = number.map(|n| n.0).unwrap_or_default();
        let behind = behind(page, end, &number);
        Some(Heading { kind, number, behind, rect, rows: (at, end) })
    })
}

/// The type that a heading names and where it ends; the same heading in the other language may follow.
fn in_any_language(tokens: &[Token]) -> Option<(ActType, usize)> {
    let (place, fit) = best_fit(&HEADINGS.labels, tokens, false)?;
    if fit.slips * LETTERS_A_SLIP > HEADINGS.labels[place].joined.len() {
        return None;
    }
    let kind = HEADINGS.kinds[place];
    let from =
        fit.used + tokens[fit.used..].iter().take_while(|t| t.is_sign() && !t.text.contains('№')).count();
    let second = best_fit(&HEADINGS.labels, &tokens[from..], false);
    let second = second.filter(|(other, _)| HEADINGS.kinds[*other] == kind && *other != place);
    Some((kind, second.map_or(fit.used, |(_, other)| from + other.used)))
}

/// The row in which the `used`-th piece counted from the heading's start stands.
fn last_row(page: &[Row], at: usize, own: usize, used: usize) -> usize {
    let (mut row, mut end) = (at, own);
    while used > end && row + 1 < page.len() {
        row += 1;
        end += page[row].len();
    }
    row
}

/// The number behind a heading: in its row, or alone in the next.
fn number_behind(
    page: &[Row],
    at: usize,
    start: usize,
    last: usize,
    own: usize,
    used: usize,
) -> Option<(Vec<Token>, usize)> {
    let rows_before: usize =
        if last == at { 0 } else { own + page[at + 1..last].iter().map(Vec::len).sum::<usize>() };
    let behind = if last == at { start + used } else { used - rows_before };
    let rest = page[last].get(behind..).unwrap_or_default();
    if let Some(number) = number_in(rest) {
        return Some((number, last));
    }
    let next = page.get(last + 1)?;
    let alone = next.iter().filter(|t| !t.is_sign()).count() <= 2;
    let signed = next.iter().any(is_number_sign);
    if alone || signed { number_in(next).map(|number| (number, last + 1)) } else { None }
}

/// The pieces behind the number in its row, the last of the heading's.
fn behind(page: &[Row], end: usize, number: &[Token]) -> Vec<Token> {
    let Some((number, row)) = number.first().zip(end.checked_sub(1).and_then(|last| page.get(last))) else {
        return Vec::new();
    };
    row.iter().filter(|t| t.rect.left >= number.rect.right).cloned().collect()
}

/// The first number among the pieces, with what stands for `№` before it.
fn number_in(tokens: &[Token]) -> Option<Vec<Token>> {
    // `N2` before a number is how engines read the sign.
    let is_sign = |i: usize| is_like_sign(&tokens[i]) && tokens[i + 1..].iter().any(is_act_number);
    let at = (0..tokens.len()).find(|&i| is_act_number(&tokens[i]) && !is_sign(i))?;
    let foreign =
        tokens[..at].iter().filter(|t| !t.is_sign() && !is_number_sign(t) && !is_like_sign(t)).count();
    (foreign <= 2).then(|| vec![tokens[at].clone()])
}

fn is_act_number(token: &Token) -> bool {
    let digits = token.plain.chars().filter(char::is_ascii_digit).count();
    let letters = token.plain.chars().count() - digits;
    let signs = token.text.matches(['.', '/', '-']).count();
    digits > 0 && digits <= 6 && letters <= 2 && signs <= 1 && number::act_number(&token.text).is_some()
}

/// `№`, or what engines read for it.
fn is_number_sign(token: &Token) -> bool {
    token.text.contains('№')
        || matches!(
            token.plain.as_str(),
            "n" | "nо" | "nе" | "no" | "ne" | "мо" | "ме" | "ле" | "хо" | "хе" | "nг"
        )
}

fn is_like_sign(token: &Token) -> bool {
    let mut letters = token.plain.chars();
    matches!(letters.next(), Some('n' | 'м' | 'л' | 'х' | 'н')) && letters.count() <= 1
}

/// Is it the label of a reference (`Запись акта о рождении №` in an act of paternity), no heading?
fn is_reference(row: &Row, kind: ActType, before: Option<ActType>) -> bool {
    let Some(before) = before.filter(|&b| b != kind) else { return false };
    let capitals =
        row.iter().flat_map(|t| t.text.chars()).filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let reference = |s: &Sense| matches!(s, Sense::Field(key) if key.ends_with("_ref"));
    !capitals && label_at(lexicon(before), row, false).is_some_and(|f| f.senses.iter().any(reference))
}

/// The person whose part of the form the pieces head, if they are such a heading and nothing else.
pub(super) fn section(kind: ActType, tokens: &[Token]) -> Option<&'static str> {
    let words: Vec<&Token> = tokens.iter().filter(|t| !t.is_sign()).collect();
    if words.is_empty() || words.len() > 10 {
        return None;
    }
    let numbered = usize::from(is_numbering(words[0]));
    let text = |from: usize| -> Vec<char> {
        words[from..].iter().flat_map(|t| t.plain.chars()).map(letter).collect()
    };
    headed(kind, &text(numbered)).or_else(|| headed(kind, &text(0)))
}

/// Capitals read as digits.
fn letter(c: char) -> char {
    match c {
        '3' => 'з',
        '0' => 'о',
        other => other,
    }
}

fn headed(kind: ActType, text: &[char]) -> Option<&'static str> {
    if text.is_empty() {
        return None;
    }
    roles_of(kind)
        .find(|role| {
            let headings: Vec<Vec<char>> = alternates(role.headings_ru)
                .chain(alternates(role.headings_tg))
                .map(|h| plain_words(h).concat().chars().collect())
                .collect();
            headings.iter().any(|h| same(h, text)) || in_two_languages(&headings, text)
        })
        .map(|role| role.section)
}

fn in_two_languages(headings: &[Vec<char>], text: &[char]) -> bool {
    headings.iter().any(|first| {
        let fits = text.len() > first.len() && same(first, &text[..first.len()]);
        fits && headings.iter().any(|second| same(second, &text[first.len()..]))
    })
}

fn same(heading: &[char], text: &[char]) -> bool {
    let limit = match heading.len() {
        0..=4 => 0,
        5..=8 => 1,
        _ => 2,
    };
    heading.len().abs_diff(text.len()) <= limit
        && strsim::generic_levenshtein(&heading.to_vec(), &text.to_vec()) <= limit
}
