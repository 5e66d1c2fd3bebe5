//! Dates as registers write them, brought to EDTF. Not for today's date.

mod calendar;
mod eastern;
mod edtf;
mod known_digits;
mod letters_apart;
mod month;
mod parse;
mod phrase;
mod qualifier;
mod reckoning;
mod single;
mod spelling;
mod style;
mod tokens;
pub mod written;

pub(crate) use month::is_month;
pub use month::month_names;
pub use reckoning::Calendar;

/// A date and what it was written as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The date today's calendar gives it, EDTF (ISO 8601-2 level 1; alternatives as level 2 sets, `[1930,1931]`). A month
    /// or year of another calendar is the interval of its days.
    pub edtf: String,
    /// The calendar it was written in; the Gregorian where nothing says another.
    pub calendar: Calendar,
    /// The date as dated, in that calendar: `1315-07-06` of 6 Раҷаби 1315. Rumi months are numbered as the Julian ones.
    pub own: String,
}

/// The date `written` means, as EDTF, if it can be told: `1956-03-07`, `1956-03-XX`, `1956`, with `~` for about and `?`
/// for uncertain. `years` are the first and last year of the book, by which two-digit years are resolved.
pub fn to_edtf(written: &str, years: Option<(i32, i32)>) -> Option<String> {
    Some(read(written, years)?.edtf)
}

/// The same with the calendar and the date in it. Hijri days are reckoned by the tabular calendar, a day or two off what
/// was seen. Julian dates are those that say so, by a word or by giving both styles.
#[must_use]
pub fn read(written: &str, years: Option<(i32, i32)>) -> Option<Dated> {
    let text = spelling::western_digits(without_year_word(written));
    if edtf::is_edtf(&text) {
        return Some(Dated { own: text.clone(), edtf: text, calendar: Calendar::Gregorian });
    }
    if has_lost_month(&text) {
        return None;
    }
    if let Some(dated) = known_digits::known_digits(&text) {
        let sign = qualifier::about(&text);
        return Some(edtf::qualified(dated, sign));
    }
    let (text, sign) = qualifier::qualifier(&text);
    let text = without_year_word(&text);
    let dated = phrase::phrase(text, years).or_else(|| single::single(text, years))?;
    Some(edtf::qualified(dated, sign))
}

/// The text without the word for year at its end.
fn without_year_word(text: &str) -> &str {
    let mut text = text.trim();
    loop {
        let shorter = ["г.", "г", "Г.", "Г"].iter().find_map(|word| {
            let rest = text.strip_suffix(word)?;
            rest.ends_with(|c: char| !c.is_alphabetic()).then(|| rest.trim_end())
        });
        let Some(rest) = shorter else { return text };
        text = rest;
    }
}

/// Does a lone stroke stand where the month should, as in `5/\-1957`? Then the month is not known. A stroke
/// that touches letters is the left one of a `V`.
fn has_lost_month(text: &str) -> bool {
    text.split(|c: char| c.is_alphanumeric())
        .any(|signs| signs.contains('\\') && !signs.starts_with('\\') && !signs.ends_with('\\'))
}

/// The year of an EDTF date; of alternatives the first.
pub fn year_of(edtf: &str) -> Option<i32> {
    edtf.strip_prefix('[').unwrap_or(edtf).get(..4)?.parse().ok()
}

/// Is it a date of one day, year, month and day all told, as `1956-03-07`, in normal form?
#[must_use]
pub fn is_whole(edtf: &str) -> bool {
    let mut parts = edtf.split('-');
    let digits = |part: Option<&str>, number: usize| {
        part.is_some_and(|part| part.len() == number && part.bytes().all(|b| b.is_ascii_digit()))
    };
    digits(parts.next(), 4) && digits(parts.next(), 2) && digits(parts.next(), 2) && parts.next().is_none()
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
