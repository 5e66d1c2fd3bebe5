//! Names written in one piece, taken apart: words, and which word is surname, given name and
//! patronymic. Not for what stands in fields of its own.

use super::{Part, likely_part};

/// The words of a text: letters and digits with what may stand inside a word (apostrophes, hyphens,
/// ZWNJ). Other signs part words.
pub fn words(text: &str) -> Vec<String> {
    let inside = |c: char| {
        c.is_alphanumeric()
            || "'’ʼ‘`ʻʺʹʿʾ·-‐‑\u{200C}\u{0301}\u{0304}\u{0306}\u{0327}\u{0331}\u{0323}".contains(c)
            || matches!(c, '\u{064B}'..='\u{0652}')
    };
    text.split(|c| !inside(c))
        .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Words next to each other, joined: Абдул Ғафур is also Абдулғафур.
pub fn join_pairs(words: &[String]) -> Vec<String> {
    words.windows(2).map(|pair| pair.concat()).collect()
}

/// A person's name, as far as it could be taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonName {
    /// Family name.
    pub surname: Option<String>,
    /// Given name.
    pub given: Option<String>,
    /// Father's name.
    pub patronymic: Option<String>,
}

/// Takes a name apart: by endings first, then by the usual order surname, given name, father's name.
/// A lone word without a telling ending is a given name.
pub fn split(text: &str) -> PersonName {
    let mut name = PersonName::default();
    let mut rest = Vec::new();
    for word in words(text) {
        match likely_part(&word) {
            Some(Part::Surname) if name.surname.is_none() => name.surname = Some(word),
            Some(Part::Patronymic) if name.patronymic.is_none() => name.patronymic = Some(word),
            _ => rest.push(word),
        }
    }
    let surname_open = name.surname.is_none() && rest.len() > 1;
    let mut rest = rest.into_iter();
    if surname_open {
        name.surname = rest.next();
    }
    name.given = rest.next();
    if name.patronymic.is_none() {
        name.patronymic = rest.next();
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: [Option<&str>; 3]) {
        let name = split(text);
        let got = [name.surname.as_deref(), name.given.as_deref(), name.patronymic.as_deref()];
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn endings_tell_before_order() {
        check("Рустам Курбонов", [Some("Курбонов"), Some("Рустам"), None]);
        check("Курбонов Рустам Каримович", [Some("Курбонов"), Some("Рустам"), Some("Каримович")]);
    }

    #[test]
    fn without_endings_the_usual_order_holds() {
        check("Раҳмон Ҷамшед Карим", [Some("Раҳмон"), Some("Ҷамшед"), Some("Карим")]);
        check("Ҷамшед", [None, Some("Ҷамшед"), None]);
        check("", [None, None, None]);
    }

    #[test]
    fn words_keep_what_stands_inside_them() {
        assert_eq!(words("г. Ура-Тюбе, Ne’mat (12а)"), ["г", "Ура-Тюбе", "Ne’mat", "12а"]);
    }
}
