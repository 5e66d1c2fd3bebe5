//! The names of a person that stand in one cell. Not for telling a name from other words.

use register::form::Form;

use super::super::sheet::Token;

/// Languages whose registers write a father's name behind the given one (Tesseract names).
const WITH_PATRONYMIC: [&str; 7] = ["rus", "tgk", "uzb_cyrl", "uzb", "ukr", "bel", "kir"];

/// Parts of the key, and the pieces of each. Where a stroke stands between them it parts surname and given names.
pub(super) fn parts(form: &Form, given_first: bool, tokens: &[Token]) -> Vec<(&'static str, Vec<Token>)> {
    let words: Vec<Token> = tokens.iter().filter(|t| !t.is_sign()).cloned().collect();
    if given_first {
        let last = words.len().saturating_sub(1);
        return vec![("given", words[..last].to_vec()), ("surname", words[last..].to_vec())];
    }
    let patronymic = form.languages.iter().any(|l| WITH_PATRONYMIC.contains(&l.as_str()));
    let stroke = tokens.iter().position(|t| t.is_sign() && t.text.contains(['-', '—', '–', '_']));
    let first = match stroke.map(|at| tokens[..at].iter().filter(|t| !t.is_sign()).count()) {
        Some(before) if before > 0 && before < words.len() => before,
        _ => words.len().min(1),
    };
    let second = if patronymic { words.len().min(first + 1) } else { words.len() };
    let mut parts = vec![("surname", words[..first].to_vec()), ("given", words[first..second].to_vec())];
    if patronymic {
        parts.push(("patronymic", words[second..].to_vec()));
    }
    parts
}
