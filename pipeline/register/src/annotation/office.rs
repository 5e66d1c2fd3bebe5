//! The office a note names: the words around one that only offices have. Not for which office of the archive it is.

use super::{cues::begins_with_any, kind::telling, tokens::Token};

/// Words only offices have, stems in plain letters; `горЗАГС` and `райбюро` hold them within.
const OFFICES: [&str; 10] =
    ["загс", "сахш", "бюро", "шуъба", "шуба", "исполком", "совет", "чамоат", "комичроия", "отдел"];
/// Words before an office's name that are not of it.
const NOT_OF_IT: [&str; 26] = [
    "г",
    "с",
    "от",
    "аз",
    "в",
    "дар",
    "года",
    "год",
    "сол",
    "соли",
    "за",
    "по",
    "санаи",
    "на",
    "нет",
    "и",
    "акта",
    "акти",
    "запись",
    "зап",
    "сабти",
    "н",
    "выдано",
    "дода",
    "шуд",
    "шудааст",
];

/// The office, as written.
pub(super) fn office(text: &str, tokens: &[Token<'_>]) -> Option<String> {
    let at = tokens.iter().position(|t| is_office(&t.plain))?;
    let ends = |t: &Token<'_>| t.digits().is_some() || matches!(t.text, "," | ";" | "№" | "(" | ")");
    let first = tokens[..at].iter().rposition(&ends).map_or(0, |before| before + 1);
    let last = tokens[at..].iter().position(ends).map_or(tokens.len(), |behind| at + behind);
    let begin = (first..=at).find(|&t| !is_not_of_it(&tokens[t]))?;
    let of_kind = (begin..at).rev().find(|&t| telling(&tokens[t].plain).is_some()).map_or(begin, |t| t + 1);
    let name = &text[tokens[of_kind].start..tokens[last - 1].end];
    let name = name.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.').trim_end_matches('.');
    Some(name.to_owned()).filter(|name| !name.is_empty())
}

fn is_office(plain: &str) -> bool {
    begins_with_any(plain, &OFFICES) || OFFICES[..3].iter().any(|office| plain.contains(office))
}

fn is_not_of_it(token: &Token<'_>) -> bool {
    token.is_sign() || NOT_OF_IT.contains(&token.plain.as_str())
}
