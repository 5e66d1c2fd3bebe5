//! Signs that stand for a value: ditto marks and dashes; and text that was struck out or corrected. Not for finding them
//! on a page.

#[cfg(test)]
mod tests;

use super::{plain_letters, small_letters};

/// Words for what stands above, in plain letters: Russian, Tajik, Latin of the French and German registers.
const DITTO: [&str; 24] = [
    "то же",
    "тоже",
    "тот же",
    "та же",
    "те же",
    "того же",
    "той же",
    "он же",
    "она же",
    "там же",
    "тогда же",
    "хамон",
    "хамон чо",
    "хамин",
    "хамчунин",
    "dud",
    "idem",
    "id",
    "ditto",
    "do",
    "dito",
    "dto",
    "même",
    "ibid",
];

/// Does the text say that what stands above holds here, too: `„`, `"`, `-"-`, `〃`, `то же`, `там же`, `ҳамон ҷо`, `idem`?
#[must_use]
pub fn is_ditto(text: &str) -> bool {
    let signs: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let quote = |c: &char| matches!(c, '"' | '„' | '“' | '”' | '〃' | '″' | '«' | '»' | 'ˮ' | '‟');
    let around = |c: &char| is_stroke(*c) || matches!(c, '\'' | ',' | '.' | '’' | '‘' | '′' | '´' | '`');
    let pair = |c: char| signs.iter().filter(|s| **s == c).count() == 2;
    let quoted = signs.iter().any(quote) || pair('\'') || pair('’') || pair('′') || pair('´');
    if !signs.is_empty() && signs.iter().all(|c| quote(c) || around(c)) {
        return quoted;
    }
    let plain = plain_letters(text);
    let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    DITTO.iter().any(|ditto| plain_letters(ditto) == words.join(" "))
}

fn is_stroke(c: char) -> bool {
    matches!(c, '-' | '—' | '–' | '―' | '−' | '‒' | '_' | '~')
}

/// Strokes longer than this are leaders, not the clerk's dash.
const LONGEST_DASH: usize = 6;

/// Does the text say that nothing is to be written here: a dash, `прочерк`, a Z over the empty place?
#[must_use]
pub fn is_dash(text: &str) -> bool {
    let text = text.trim();
    let length = text.chars().count();
    let strokes = text.chars().filter(|c| is_stroke(*c) && !matches!(c, '_' | '~')).count();
    let letters = text.chars().any(char::is_alphanumeric);
    if letters {
        return matches!(plain_letters(text).as_str(), "прочерк" | "z" | "не имеет" | "не имеется");
    }
    strokes > 0 && length <= LONGEST_DASH && strokes * 2 >= length && !is_ditto(text)
}

/// A text with what in it was struck out, and what holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// What was struck out, if it can be read.
    pub struck: Option<String>,
    /// What holds.
    pub valid: String,
}

/// What attests a correction and is no part of the value, in small letters.
const ATTESTED: [&str; 8] = [
    "исправленному верить",
    "исправленному верно",
    "исправлено верно",
    "исправленному на",
    "верить",
    "зачёркнутому не верить",
    "зачеркнутому не верить",
    "ба ислоҳшуда бовар кунед",
];

/// Struck and valid text: `зачёркнутое «Рахимов» читать «Каримов»`, `[Рахимов] Каримов`, `~~Рахимов~~ Каримов`,
/// `Каримов исправленному верить`. `None` where nothing says that something was corrected.
#[must_use]
pub fn corrected(text: &str) -> Option<Corrected> {
    let small = small_letters(text);
    let is_struck = |word: &str| small.find(word).map(|at| at + word.len());
    if let Some(from) =
        is_struck("зачёркнутое").or_else(|| is_struck("зачеркнутое")).or_else(|| is_struck("вместо"))
    {
        let read = small[from..].find("читать").map(|at| from + at)?;
        let struck = text[from..read].trim();
        return said(Some(struck), &text[read + "читать".len()..]);
    }
    let bracketed = between(text, "~~", "~~").or_else(|| between(text, "[", "]"));
    if let Some((struck, rest)) = bracketed.filter(|(_, rest)| !rest.trim().is_empty()) {
        return said(Some(struck).filter(|s| s.chars().any(char::is_alphanumeric)), &rest);
    }
    ATTESTED.iter().any(|words| small.contains(words)).then(|| said(None, text)).flatten()
}

/// A correction that words attest, and not signs alone, which may be dirt.
pub(super) fn corrected_in_words(text: &str) -> Option<Corrected> {
    let found = corrected(text).filter(|_| !text.contains(['[', '~']))?;
    (corrected(&found.valid).is_none()).then_some(found)
}

/// Both, without quotes and without what attests them.
fn said(struck: Option<&str>, valid: &str) -> Option<Corrected> {
    let mut valid = valid.to_owned();
    for words in ATTESTED {
        if let Some(at) = small_letters(&valid).find(words) {
            valid.replace_range(at..at + words.len(), " ");
        }
    }
    let bare = |text: &str| {
        let sign = |c: char| {
            c.is_whitespace() || matches!(c, '«' | '»' | '"' | '„' | '“' | '”' | ':' | ',' | ';' | '(' | ')')
        };
        text.trim_matches(sign).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let valid = bare(&valid);
    let struck = struck.map(bare).filter(|s| !s.is_empty());
    (!valid.is_empty()).then_some(Corrected { struck, valid })
}

/// What stands between two signs, and the text without it.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<(&'t str, String)> {
    let from = text.find(open)? + open.len();
    let to = from + text[from..].find(close)?;
    let rest = format!("{} {}", &text[..from - open.len()], &text[to + close.len()..]);
    Some((&text[from..to], rest))
}
