//! Days written out, Russian and Tajik, as clerks did: for pages that are made up, and for tests. Not for reading them: that
//! goes by tables of its own (`ocr-models/words/months.tsv`), so that one does not copy the other's mistakes.

use crate::number::in_words;

/// Names of the months behind a day, Russian.
pub const RUSSIAN_MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];
/// The same, Tajik.
pub const TAJIK_MONTHS: [&str; 12] = [
    "январи",
    "феврали",
    "марти",
    "апрели",
    "майи",
    "июни",
    "июли",
    "августи",
    "сентябри",
    "октябри",
    "ноябри",
    "декабри",
];

/// седьмого марта тысяча девятьсот пятьдесят шестого года
///
/// # Panics
/// There is no such month.
#[must_use]
pub fn russian(year: u32, month: usize, day: u32) -> String {
    let (day, year) = (in_words::russian_ordinal(day), in_words::russian_year(year));
    format!("{day} {} {year} года", RUSSIAN_MONTHS[month - 1])
}

/// ҳафтуми марти соли як ҳазору нӯҳсаду панҷоҳу шашум
///
/// # Panics
/// There is no such month.
#[must_use]
pub fn tajik(year: u32, month: usize, day: u32) -> String {
    let (day, year) = (in_words::tajik_ordinal(day), in_words::tajik_year(year));
    format!("{day}и {} соли {year}", TAJIK_MONTHS[month - 1])
}
