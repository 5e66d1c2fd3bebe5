//! The numbers a note names: of another act, of a certificate; that of a court's decision is neither. Not for dates.

use crate::number;

use super::{cues::begins_with_any, tokens::Token};

/// The number of an act where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ActNumber {
    /// In normal form.
    pub(super) number: String,
    /// Its token.
    pub(super) token: usize,
}

/// What numbers a note names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Numbers {
    /// Of another act.
    pub(super) act: Option<ActNumber>,
    /// Of a certificate, series and number in normal form.
    pub(super) document: Option<String>,
    /// Tokens that belong to numbers, and to no date.
    pub(super) taken: Vec<usize>,
}

/// Words before the number of an act.
const ACT: [&str; 9] = ["акт", "зап", "з", "сабт", "каид", "азап", "аз", "а", "актов"];
/// Words before the number of what is no act.
const OTHER: [&str; 10] =
    ["решен", "суд", "заключ", "приказ", "протокол", "карор", "халном", "хукм", "хулос", "дело"];
/// Words before the number of a certificate.
const CERTIFICATE: [&str; 4] = ["свидет", "шаходатном", "сери", "силсил"];
/// How many words before its number are looked at.
const BEFORE: usize = 4;

/// The numbers of a note.
pub(super) fn numbers(tokens: &[Token<'_>]) -> Numbers {
    let mut found = Numbers::default();
    for at in signed(tokens) {
        let Some(digits) = tokens[at].digits() else { continue };
        found.taken.push(at);
        let before = before(tokens, at);
        if let Some(series) = series(tokens, at).filter(|_| digits.len() >= 5) {
            found.document = found.document.or(Some(format!("{series} № {digits}")));
        } else if digits.len() >= 6 || begins_any(&before, &CERTIFICATE) {
            found.document = found.document.or(Some(format!("№ {digits}")));
        } else if !begins_any(&before, &OTHER) && found.act.is_none() {
            found.act = act_number(tokens, at);
        }
    }
    found
}

/// Numbers that follow a `№`, or the word for an act.
fn signed(tokens: &[Token<'_>]) -> Vec<usize> {
    let is_after = |at: usize| {
        let Some(before) = at.checked_sub(1).map(|b| &tokens[b]) else { return false };
        let word = |t: &Token<'_>| matches!(t.plain.as_str(), "з" | "зап" | "акта" | "акти" | "акт" | "азап");
        let stop =
            at >= 2 && before.text == "." && (word(&tokens[at - 2]) || tokens[at - 2].is_number_sign());
        before.is_number_sign() || word(before) || stop
    };
    (0..tokens.len())
        .filter(|&at| tokens[at].digits().is_some() && (is_after(at) || series(tokens, at).is_some()))
        .collect()
}

/// The words before a number, nearest first, up to another number.
fn before<'t>(tokens: &'t [Token<'t>], at: usize) -> Vec<&'t str> {
    let words =
        tokens[..at].iter().rev().take_while(|t| t.digits().is_none() && !matches!(t.text, "," | ";"));
    words.filter(|t| !t.is_sign()).take(BEFORE).map(|t| t.plain.as_str()).collect()
}

/// The nearest telling word counts.
fn begins_any(before: &[&str], stems: &[&str]) -> bool {
    let telling = |word: &&&str| {
        ACT.contains(*word)
            || begins_with_any(word, &ACT[..1])
            || begins_with_any(word, &OTHER)
            || begins_with_any(word, &CERTIFICATE)
    };
    before.iter().find(telling).is_some_and(|word| begins_with_any(word, stems))
}

/// The series before a certificate's number, as `I-ТБ`: a Roman number and two letters, with or without stroke and sign.
fn series(tokens: &[Token<'_>], at: usize) -> Option<String> {
    let words: Vec<&Token<'_>> = tokens[..at].iter().rev().filter(|t| !t.is_number_sign()).take(3).collect();
    let (letters, roman) = match words.as_slice() {
        [letters, stroke, roman, ..] if matches!(stroke.text, "-" | "–" | "—") => (letters, roman),
        [letters, roman, ..] => (letters, roman),
        _ => return None,
    };
    let two = letters.text.chars().count() == 2 && letters.text.chars().all(|c| c.is_alphabetic());
    let capitals = letters.text.chars().all(char::is_uppercase);
    let numeral = number::roman(roman.text).filter(|_| two && capitals)?;
    Some(format!("{}-{}", number::in_roman(numeral), letters.text))
}

/// The number with the letter that stands close behind it, as `12а`.
fn act_number(tokens: &[Token<'_>], at: usize) -> Option<ActNumber> {
    let close = tokens.get(at + 1).filter(|t| t.start == tokens[at].end && t.text.chars().count() == 1);
    let letter = close.filter(|t| t.text.chars().all(char::is_alphabetic)).map_or("", |t| t.text);
    let number = number::act_number(&format!("{}{letter}", tokens[at].text))?;
    Some(ActNumber { number, token: at })
}

/// The first number of a field that holds a reference without any sign: not a day's.
pub(super) fn first_number(tokens: &[Token<'_>]) -> Option<ActNumber> {
    let first = tokens.iter().position(|t| t.digits().is_some())?;
    let dated = tokens
        .get(first + 1)
        .is_some_and(|t| matches!(t.text, "." | "/" | "-") && t.start == tokens[first].end);
    if dated || tokens[first].text.len() == 4 { None } else { act_number(tokens, first) }
}
