//! Normal forms of what is written, by kind of field. Not for guessing: what cannot be brought to a
//! normal form has none.

pub mod age;
mod cited;
mod confusions;
mod document;
pub mod marks;
mod place_terms;
pub mod places;
mod plain;
pub mod reference;
mod vocabulary;

use unicode_normalization::UnicodeNormalization;

pub use age::{Age, age_in_years};
pub use confusions::{confused_with, looks_like, one_letter_apart};
pub use marks::{Corrected, corrected, is_dash, is_ditto};
pub use place_terms::Term;
pub use places::{PlaceRef, places, places_under_all_names};
pub use plain::plain_letters;
pub use reference::Reference;
pub use vocabulary::{ethnicities, ethnicity_code, sexes};

use crate::{
    form::FieldKind,
    name::{Part, likely_part},
    number,
};

/// The normal form of `written`: dates EDTF, sex `male|female`, numbers in ASCII digits, names in NFC
/// with their own letters. `years` are the first and last year of the book, for two-digit years.
pub fn normal_form(kind: FieldKind, written: &str, years: Option<(i32, i32)>) -> Option<String> {
    if let Some(corrected) = marks::corrected_in_words(written) {
        return normal_form(kind, &corrected.valid, years);
    }
    let text = trimmed(written);
    if text.is_empty() {
        return None;
    }
    let value = match kind {
        FieldKind::Date => crate::date::to_edtf(written.trim(), years),
        FieldKind::Number => {
            number::act_number(&text).or_else(|| number::parse(&text).map(|n| n.to_string()))
        }
        FieldKind::Sex => vocabulary::sex(&text).map(str::to_owned),
        FieldKind::Age => Some(age(&text)),
        FieldKind::Surname | FieldKind::Given | FieldKind::Patronymic => Some(name(&text)),
        FieldKind::Ethnicity => Some(vocabulary::ethnicity(&text)),
        FieldKind::Document => Some(document::document(&text)),
        FieldKind::Text | FieldKind::Reference => Some(cited::apart(&text)),
        _ => Some(text),
    };
    value.filter(|v| !v.is_empty())
}

/// Has a value in normal form the shape of its kind? A name begins with a capital and has no other signs than letters, a
/// father's name one of its endings, a date its day, an ethnicity is one of the vocabulary; other texts begin and end as
/// texts do and hold no lone letter. Not whether it is true.
#[must_use]
pub fn is_well_formed(kind: FieldKind, value: &str) -> bool {
    match kind {
        FieldKind::Patronymic => is_name(value) && likely_part(value) == Some(Part::Patronymic),
        FieldKind::Surname | FieldKind::Given => is_name(value),
        FieldKind::Date => crate::date::is_whole(value),
        FieldKind::Number | FieldKind::Age => value.starts_with(|c: char| c.is_ascii_digit() && c != '0'),
        FieldKind::Sex => !value.is_empty(),
        FieldKind::Ethnicity => vocabulary::is_ethnicity(value),
        _ => is_phrase(value),
    }
}

/// Words of letters, hyphens and apostrophes: each with a capital at its head alone, or all of capitals.
fn is_name(value: &str) -> bool {
    let is_word = |word: &str| {
        let (head, rest) = (word.chars().next(), word.chars().skip(1));
        let small = rest.clone().all(|c| !c.is_uppercase());
        let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
        letters && head.is_some_and(char::is_uppercase) && (small || rest.clone().all(|c| !c.is_lowercase()))
    };
    !value.is_empty() && value.split([' ', '-']).all(is_word)
}

/// Begins with a letter, a digit, a quote or a number's sign, ends with one or a full stop or a bracket; a letter that
/// stands alone is an abbreviation.
fn is_phrase(value: &str) -> bool {
    let opened = value.starts_with(|c: char| is_content(c) || matches!(c, '«' | '"'));
    let closed = value.ends_with(|c: char| is_content(c) || matches!(c, '.' | ')' | '»' | '"'));
    let lone = |word: &str| word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    opened && closed && !value.split_whitespace().any(lone)
}

/// Spaces made single, NFC, and without the form's leaders, rules and stray quotes at either end. A
/// closing full stop stays where it ends an abbreviation (`г.`) and goes after a word.
pub fn trimmed(written: &str) -> String {
    let composed: String = written.nfc().collect();
    let words: Vec<&str> = composed.split_whitespace().filter(|w| w.chars().any(is_content)).collect();
    let last = words.len().saturating_sub(1);
    let words: Vec<&str> =
        words.iter().enumerate().map(|(i, w)| if i < last { without_leader_dot(w) } else { w }).collect();
    let text = words.join(" ");
    let text = text.trim_start_matches(|c: char| !is_content(c) && !matches!(c, '(' | '«' | '"'));
    let mut text =
        text.trim_end_matches(|c: char| !is_content(c) && !matches!(c, ')' | '»' | '"' | '.' | '?'));
    while let Some(shorter) = text.strip_suffix('.').filter(|s| !ends_with_abbreviation(s)) {
        text = shorter.trim_end_matches(|c: char| c == '_' || c == ',' || c.is_whitespace());
    }
    unquoted(text).to_owned()
}

fn is_content(c: char) -> bool {
    c.is_alphanumeric() || c == '№'
}

/// Longest abbreviation whose full stop is kept: г., обл., отд.
const LONGEST_ABBREVIATION: usize = 4;

/// A dot of a leader at the end of a word within a text: no abbreviation of so many letters ends in a vowel.
fn without_leader_dot(word: &str) -> &str {
    let stem = word.trim_end_matches('.');
    let long = stem.chars().count() >= LONGEST_ABBREVIATION && stem.chars().all(char::is_alphabetic);
    let vowel = stem.chars().next_back().is_some_and(|c| !is_consonant(c));
    if long && vowel { stem } else { word }
}

fn ends_with_abbreviation(text: &str) -> bool {
    let last = text.rsplit(|c: char| c.is_whitespace() || c == '.').next().unwrap_or_default();
    let letters = last.chars().count();
    letters > 0
        && letters <= LONGEST_ABBREVIATION
        && last.chars().all(char::is_alphabetic)
        && (letters == 1 || !last.chars().all(char::is_uppercase))
        && (letters <= 2 || last.chars().next_back().is_some_and(is_consonant))
}

fn is_consonant(c: char) -> bool {
    !"аеёиоуыэюяӣӯьй".contains(c.to_lowercase().next().unwrap_or(c))
}

/// A quote that opens and never closes, or the reverse, is dirt.
fn unquoted(text: &str) -> &str {
    let mut text = text;
    for (open, close) in [('«', '»'), ('(', ')')] {
        if text.contains(open) != text.contains(close) {
            text = text.trim_matches([open, close]).trim();
        }
    }
    if text.matches('"').count() % 2 == 1 { text.trim_matches('"').trim() } else { text }
}

/// A name with its own letters: the full stop after a whole name goes, initials keep theirs.
fn name(text: &str) -> String {
    let letters = |c: char| c.is_alphabetic() || matches!(c, ')' | '?');
    let ends_in_initial =
        text.strip_suffix('.').and_then(|t| t.chars().rev().nth(1)).is_none_or(|c| !c.is_alphabetic());
    let text = text.trim_start_matches(|c: char| !c.is_alphabetic() && c != '(');
    if text.ends_with('.') && ends_in_initial {
        text.to_owned()
    } else {
        text.trim_end_matches(|c| !letters(c)).to_owned()
    }
}

/// An age in its normal form; what is none stays as written.
fn age(text: &str) -> String {
    Age::parse(text).map_or_else(|| text.to_owned(), |age| age.normal())
}

/// What a gazetteer or vocabulary says of a value, beside it: the name of today of a place in the year of the act, the code
/// of an ethnicity.
#[must_use]
pub fn known_as(kind: FieldKind, value: &str, year: Option<i32>) -> Option<String> {
    match kind {
        FieldKind::Place => places::of(value, year).map(|place| place.today.to_owned()),
        FieldKind::Ethnicity => ethnicity_code(value).map(str::to_owned),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: FieldKind, rows: &[(&str, &str)]) {
        for (written, value) in rows {
            let expected = (!value.is_empty()).then_some(*value);
            assert_eq!(normal_form(kind, written, None).as_deref(), expected, "{written}");
        }
    }

    #[test]
    fn names_keep_their_letters_and_lose_the_form_s_dots() {
        check(
            FieldKind::Surname,
            &[
                ("Ходжиевъ", "Ходжиевъ"),
                ("Раҳмонов ......", "Раҳмонов"),
                ("....... Раҳмонов", "Раҳмонов"),
                ("| Раҳмонов |", "Раҳмонов"),
                ("Раҳмонов.", "Раҳмонов"),
                ("Раҳмонов,", "Раҳмонов"),
                ("_Раҳмонов_", "Раҳмонов"),
                ("И\u{306}улдошев", "Йулдошев"),
                ("Мирзо-заде", "Мирзо-заде"),
                ("Саид Ахмад", "Саид Ахмад"),
                ("“Рахимов", "Рахимов"),
                ("Ким.", "Ким"),
                ("......", ""),
                ("1)", ""),
            ],
        );
    }

    #[test]
    fn sexes_are_male_and_female() {
        check(
            FieldKind::Sex,
            &[
                ("муж.", "male"),
                ("мужской", "male"),
                ("М", "male"),
                ("писар", "male"),
                ("мард", "male"),
                ("мальчик", "male"),
                ("жен.", "female"),
                ("женский", "female"),
                ("женекий", "female"),
                ("духтар", "female"),
                ("зан", "female"),
                ("девочка", "female"),
                ("таджик", ""),
            ],
        );
    }

    #[test]
    fn numbers_and_ages_are_in_digits() {
        check(
            FieldKind::Number,
            &[("№ 12а", "12а"), ("второй", "2"), ("3-й", "3"), ("один", "1"), ("нет", "")],
        );
        check(
            FieldKind::Age,
            &[("34 года", "34"), ("34 сола", "34"), ("тридцать", "30"), ("5 мес.", "5 мес.")],
        );
    }

    #[test]
    fn of_corrected_text_what_holds_is_the_value() {
        check(
            FieldKind::Surname,
            &[
                ("зачёркнутое «Рахимов» читать «Каримов»", "Каримов"),
                ("Каримов (исправленному верить)", "Каримов"),
            ],
        );
        check(FieldKind::Date, &[("7 марта 1956 г. исправленному верить", "1956-03-07")]);
    }

    #[test]
    fn ethnicities_are_written_out() {
        check(
            FieldKind::Ethnicity,
            &[
                ("тадж.", "таджик"),
                ("узб.", "узбек"),
                ("таджичка", "таджичка"),
                ("Узбек", "Узбек"),
                ("тоҷик", "тоҷик"),
            ],
        );
    }

    #[test]
    fn places_keep_their_abbreviations_and_lose_leaders() {
        check(
            FieldKind::Place,
            &[
                ("г. Ленинабад.....", "г. Ленинабад"),
                ("Ленинабадская обл.", "Ленинабадская обл."),
                ("к. Варзоб, Сталинабадский р-н,", "к. Варзоб, Сталинабадский р-н"),
                ("колхоз «Москва»", "колхоз «Москва»"),
                ("ш. Душанбе |", "ш. Душанбе"),
                ("„Пенджикентское райбюро ЗАГС.", "Пенджикентское райбюро ЗАГС"),
                ("деҳаи. Сарихосор", "деҳаи Сарихосор"),
            ],
        );
    }

    #[test]
    fn certificates_have_a_roman_part_in_latin_letters() {
        check(FieldKind::Document, &[("1-ТБ № 123456", "I-ТБ № 123456"), ("П-ТБ №123456", "II-ТБ № 123456")]);
    }

    fn shaped(kind: FieldKind, value: &str, expected: bool) {
        assert_eq!(is_well_formed(kind, value), expected, "{value}");
    }

    #[test]
    fn a_name_has_the_shape_of_one() {
        shaped(FieldKind::Surname, "Раҳимов", true);
        shaped(FieldKind::Surname, "РАҲИМОВ-САИДИ", true);
        shaped(FieldKind::Surname, "уҳаммадов", false);
        shaped(FieldKind::Given, "СКарим", false);
        shaped(FieldKind::Given, "Кари1м", false);
        shaped(FieldKind::Patronymic, "Каримовна", true);
        shaped(FieldKind::Patronymic, "Каримовн", false);
    }

    #[test]
    fn other_values_have_the_shape_of_their_kind() {
        shaped(FieldKind::Date, "1956-03-07", true);
        shaped(FieldKind::Date, "1956-03-XX", false);
        shaped(FieldKind::Ethnicity, "таджик", true);
        shaped(FieldKind::Ethnicity, "таджих", false);
        shaped(FieldKind::Number, "0", false);
        shaped(FieldKind::Place, "г. Душанбе", true);
        shaped(FieldKind::Place, "Ф г. Душанбе", false);
        shaped(FieldKind::Place, ": Душанбе", false);
        shaped(FieldKind::Place, "", false);
    }
}
