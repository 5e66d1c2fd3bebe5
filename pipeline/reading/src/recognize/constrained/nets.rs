//! What may stand in a field of each kind: figures, dates as registers write them, words of the closed vocabularies, known
//! places. Not for values: a text may be allowed and mean nothing (31 февраля). Figures are any figures: no list and no
//! year of the book speaks for one.

use std::sync::LazyLock;

use register::{
    date::month_names,
    form::FieldKind,
    number,
    value::{ethnicities, places, sexes},
};

use super::near_place::near_a_place;
use crate::recognize::line_model::{Net, Part};

/// Figures of an act number at most, and letters that stand behind some. Alternates are parted by bars.
const LONGEST_NUMBER: usize = 6;
const NUMBER_LETTERS: &str = "|а|б|в|г";
/// What may stand behind an age, and behind a year.
const AGE_UNITS: &str = "| л.| лет| год| года| г.| сол| сола| мес.| месяцев| дней| моҳ| моҳа| рӯза";
const YEAR_ENDINGS: &str = "|г.| г.| г| год| года";
/// What parts day, month and year in figures; and a Roman month from them.
const SIGNS: &str = ".|/|-";
const ROMAN_SIGNS: &str = ".|/|-| |. ";
/// What the name of a place may have before it.
const PLACE_TERMS: &str = "|г. |г.|гор. |город |ш. |ш.|шаҳри |ноҳияи |н. |к. |кишлак |пос. |посёлок |с. |д. |деҳаи \
                           |шаҳраки |вилояти ";
/// Figures of a Soviet certificate; letters of its series with the Roman numeral, run together, at most; those of the
/// republic.
const DOCUMENT_FIGURES: &str = "######";
const LONGEST_SERIES: usize = 6;
const CAPITALS: std::ops::RangeInclusive<char> = 'А'..='Я';
/// What may stand in a field.
pub(super) struct FieldNet {
    kind: FieldKind,
    pub(super) net: Net,
}

impl FieldNet {
    fn of(kind: FieldKind, sequences: &[Vec<Part>]) -> Self {
        Self { kind, net: Net::of(sequences) }
    }

    /// May a text stand there? Numbers may be written in words, too.
    pub(super) fn allows(&self, text: &str) -> bool {
        let in_words = || {
            matches!(self.kind, FieldKind::Number | FieldKind::Age)
                && !text.contains(|c: char| c.is_ascii_digit())
                && number::parse(text).is_some()
        };
        self.net.allows(text) || in_words()
    }

    /// Can what was read be one of the texts, misread? Most places are in no list, and many papers have no series.
    pub(super) fn may_be_meant(&self, text: &str) -> bool {
        match self.kind {
            FieldKind::Place => near_a_place(text),
            // Papers of other kinds have other numbers.
            FieldKind::Document => {
                text.chars().filter(char::is_ascii_digit).count() >= DOCUMENT_FIGURES.len()
                    && !text
                        .split(|c: char| !c.is_alphabetic())
                        .any(|word| word.chars().count() > LONGEST_SERIES)
            }
            _ => true,
        }
    }
}

/// What may stand in a field of a kind; nothing where that can be anything.
pub(super) fn of(kind: FieldKind) -> Option<&'static FieldNet> {
    static NUMBER: LazyLock<FieldNet> = LazyLock::new(|| FieldNet::of(FieldKind::Number, &[number()]));
    static AGE: LazyLock<FieldNet> = LazyLock::new(|| FieldNet::of(FieldKind::Age, &[age()]));
    static DATE: LazyLock<FieldNet> = LazyLock::new(|| FieldNet::of(FieldKind::Date, &dates()));
    static SEX: LazyLock<FieldNet> =
        LazyLock::new(|| FieldNet::of(FieldKind::Sex, &[vec![cases(sexes()), part("|.")]]));
    static ETHNICITY: LazyLock<FieldNet> =
        LazyLock::new(|| FieldNet::of(FieldKind::Ethnicity, &[vec![cases(ethnicities())]]));
    static PLACE: LazyLock<FieldNet> =
        LazyLock::new(|| FieldNet::of(FieldKind::Place, &[vec![part(PLACE_TERMS), names()]]));
    static DOCUMENT: LazyLock<FieldNet> = LazyLock::new(|| FieldNet::of(FieldKind::Document, &[document()]));
    match kind {
        FieldKind::Number => Some(&NUMBER),
        FieldKind::Age => Some(&AGE),
        FieldKind::Date => Some(&DATE),
        FieldKind::Sex => Some(&SEX),
        FieldKind::Ethnicity => Some(&ETHNICITY),
        FieldKind::Place => Some(&PLACE),
        FieldKind::Document => Some(&DOCUMENT),
        _ => None,
    }
}

/// `12`, `№ 12а`.
fn number() -> Vec<Part> {
    let figures = (1..=LONGEST_NUMBER).map(|figures| "#".repeat(figures)).collect();
    vec![part("|№ |№"), figures, part(NUMBER_LETTERS), part("|.")]
}

/// `II-ТБ № 152291`.
fn document() -> Vec<Part> {
    let capital: Part = CAPITALS.map(String::from).collect();
    let roman = (1..=12).map(number::in_roman).collect();
    vec![roman, part("-"), capital.clone(), capital, part(" № | №|№ "), part(DOCUMENT_FIGURES)]
}

/// `34`, `34 года`.
fn age() -> Vec<Part> {
    vec![part("#|##|###"), part(AGE_UNITS)]
}

/// `07.03.1956`, `7/III-56`, `7 марта 1956 г.`, `март 1956`, `7 марти соли 1956`, `1956`.
fn dates() -> Vec<Vec<Part>> {
    let (day, year, ending) = (part("#|##"), part("####|##"), part(YEAR_ENDINGS));
    let (signs, roman_signs) = (part(SIGNS), part(ROMAN_SIGNS));
    let roman = (1..=12).map(number::in_roman).collect();
    let names = cases(month_names().map(|(name, _)| name));
    vec![
        vec![day.clone(), signs.clone(), day.clone(), signs, year.clone(), ending.clone()],
        vec![day, roman_signs.clone(), roman, roman_signs, year.clone(), ending.clone()],
        vec![part("|# |## "), names, part(" | соли "), year, ending.clone()],
        vec![part("####"), ending],
    ]
}

fn names() -> Part {
    let mut names: Part = places().flat_map(|name| [name.to_owned(), name.to_uppercase()]).collect();
    names.sort();
    names.dedup();
    names
}

fn part(alternates: &str) -> Part {
    alternates.split('|').map(str::to_owned).collect()
}

/// Words in small letters, with a capital, and in capitals.
fn cases(words: impl Iterator<Item = impl AsRef<str>>) -> Part {
    let cases = |word: &str| {
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        [word.to_owned(), first + letters.as_str(), word.to_uppercase()]
    };
    let mut all: Part = words.flat_map(|word| cases(word.as_ref())).collect();
    all.sort();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: FieldKind, allowed: &[&str], others: &[&str]) {
        let field = of(kind).unwrap();
        allowed.iter().for_each(|text| assert!(field.allows(text), "{text} may stand there"));
        others.iter().for_each(|text| assert!(!field.allows(text), "{text} may not"));
    }

    #[test]
    fn dates_stand_as_registers_write_them() {
        let dates = [
            "07.03.1956",
            "7/III-56",
            "7/III-1956 г.",
            "12-XII-1956",
            "7 марта 1956 г.",
            "7 МАРТА 1956",
            "7 марти соли 1956",
            "31 августи соли 1961",
            "Март 1956",
            "1956",
            "1956 г.",
            "7.3.56г.",
        ];
        check(FieldKind::Date, &dates, &["", "7 нарта 1956", "09 11 1946", "7/ШI-56", "7 марта", "19566"]);
    }

    #[test]
    fn any_year_may_stand_in_a_date() {
        check(FieldKind::Date, &["7 марта 1056 г.", "07.03.9956"], &[]);
    }

    #[test]
    fn certificates_have_a_series_and_six_figures() {
        check(FieldKind::Document, &["II-ТБ № 152291", "XII-ЖА №000001"], &["№ 152291", "II-ТБ № 15229"]);
        let document = of(FieldKind::Document).unwrap();
        assert!(document.may_be_meant("ЗЕБИ 152297") && document.may_be_meant("11-ТБ Ж 130940"));
        assert!(!document.may_be_meant("справка № 123456") && !document.may_be_meant("№ 12"));
    }

    #[test]
    fn numbers_are_figures_or_words() {
        check(FieldKind::Number, &["5", "№ 12а", "1234", "второй"], &["В", "Н Р", "б", "12345678"]);
        check(FieldKind::Age, &["34", "34 года", "5 мес.", "тридцать"], &["З4", "34 голя"]);
    }

    #[test]
    fn sexes_and_ethnicities_stand_in_any_case() {
        check(FieldKind::Sex, &["муж.", "Мужской", "ЖЕН", "духтар"], &["нуж", "таджик"]);
        check(FieldKind::Ethnicity, &["таджик", "Ӯзбек", "ТАДЖИЧКА", "тадж."], &["тадхик", "муж."]);
    }

    #[test]
    fn known_places_stand_with_what_they_are_or_without() {
        check(FieldKind::Place, &["г. Хорог", "ш. Ӯротеппа", "ДУШАНБЕ"], &["г. Москва", "ш. Уротеппа"]);
    }

    #[test]
    fn only_what_is_near_a_known_place_may_be_meant_for_one() {
        let may_be_meant = |kind: FieldKind, text: &str| of(kind).unwrap().may_be_meant(text);
        assert!(may_be_meant(FieldKind::Place, "ш. Хоруг") && !may_be_meant(FieldKind::Place, "г. Москва"));
        assert!(may_be_meant(FieldKind::Date, "г. Москва"));
    }

    #[test]
    fn names_are_not_constrained() {
        assert!(of(FieldKind::Surname).is_none() && of(FieldKind::Text).is_none());
    }
}
