//! Series and numbers of certificates and passports. Not for whom they were given to.

use crate::number::{in_roman, roman};

/// Signs for number and what engines read for them, longest first.
const NUMBER_SIGNS: [&str; 10] = ["№", "No.", "No", "Nо", "Nе", "Ле", "Ме", "Ж", "N", "#"];
/// Digits of the numbers of Soviet certificates and passports.
const DIGITS: usize = 6;
/// Letters of a series: of a republic, two.
const LETTERS: usize = 2;

/// The document with a Roman series in Latin capitals and one space on either side of `№`: `I-ТБ № 123456`; what has no
/// such series stays as written.
pub(super) fn document(text: &str) -> String {
    match text.split_once('№').or_else(|| without_sign(text)) {
        Some((series, number)) => {
            let (kind, series) = apart(series.trim());
            let number = number.trim_start_matches(|c: char| c == '№' || c.is_whitespace());
            // `5-го № 12` is no series.
            let plain = series.starts_with(|c: char| c.is_ascii_digit()) && digits(number) != DIGITS;
            let series = normal_series(series).filter(|_| !plain).unwrap_or_else(|| series.to_owned());
            format!("{kind} {series} № {}", number.trim_end()).trim().to_owned()
        }
        None => text.to_owned(),
    }
}

/// Series and number where another sign than № stands between them, or none: `II-ТБ N 123456`, `1-ТБ 123456`.
fn without_sign(text: &str) -> Option<(&str, &str)> {
    let number = text.trim_end().rfind(|c: char| !c.is_ascii_digit() && c != ' ')?;
    let begins = number + text[number..].chars().next()?.len_utf8();
    let digits = digits(&text[begins..]);
    let before = text[..begins].trim_end();
    let series = NUMBER_SIGNS.iter().find_map(|sign| before.strip_suffix(sign)).unwrap_or(before);
    let is_series = normal_series(apart(series.trim()).1).is_some();
    (digits == DIGITS && is_series).then(|| (series, &text[begins..]))
}

fn digits(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}

/// Words before the series, as `паспорт` and `серия`, and the series.
fn apart(text: &str) -> (&str, &str) {
    let dash = text.rfind('-').unwrap_or(text.len());
    let begins = text[..dash].trim_end().rfind(char::is_whitespace);
    begins.map_or(("", text), |at| (text[..at].trim_end(), text[at..].trim_start()))
}

/// `II-ТБ` of `П-тб`, `11-ТБ`.
fn normal_series(series: &str) -> Option<String> {
    let (numeral, letters) = series.split_once(['-', '–', '—'])?;
    let letters = letters.trim();
    let fits = letters.chars().count() == LETTERS && letters.chars().all(char::is_alphabetic);
    let numeral = roman(numeral.trim()).filter(|_| fits)?;
    Some(format!("{}-{}", in_roman(numeral), letters.to_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::document;

    fn check(text: &str, expected: &str) {
        assert_eq!(document(text), expected, "{text}");
    }

    #[test]
    fn a_series_has_roman_digits_in_latin_capitals() {
        check("I-ТБ № 123456", "I-ТБ № 123456");
        check("1-ТБ № 123456", "I-ТБ № 123456");
        check("П-ТБ №123456", "II-ТБ № 123456");
        check("Ш-тб № 123456", "III-ТБ № 123456");
        check("1У-ЖА № 123456", "IV-ЖА № 123456");
        check("УП - ТБ № 123456", "VII-ТБ № 123456");
        check("ХП-ТБ № 123456", "XII-ТБ № 123456");
    }

    #[test]
    fn another_sign_or_none_stands_for_the_number_s() {
        check("II-ТБ N 123456", "II-ТБ № 123456");
        check("1-ТБ 123456", "I-ТБ № 123456");
        check("1-ТБ No 123456", "I-ТБ № 123456");
        check("11-ТБ Ж 130940", "II-ТБ № 130940");
        check("II-ТБ № № 484719", "II-ТБ № 484719");
    }

    #[test]
    fn words_before_the_series_stay() {
        check("паспорт 1-ЖА № 123456", "паспорт I-ЖА № 123456");
        check("серия П-ТБ № 123456", "серия II-ТБ № 123456");
    }

    #[test]
    fn what_has_no_series_stays_as_written() {
        check("справка № 12", "справка № 12");
        check("5-го № 12", "5-го № 12");
        check("№ 12", "№ 12");
        check("справка сельсовета", "справка сельсовета");
        check("справка 123456", "справка 123456");
        check("", "");
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_stumble(text in "[IVX1ПШУТБтб№N0-9 –-]{0,24}|\\PC{0,24}") {
            let _ = document(&text);
        }
    }
}
