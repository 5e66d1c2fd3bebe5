//! The normal form of what is written, by kind of field. Not for whether it has the shape of its kind: see `shape`.

use super::{Age, cited, document, marks, trimmed, vocabulary};
use crate::{form::FieldKind, number};

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
}
