//! Dates as registers write them, brought to EDTF. Not for today's date.

mod calendar;
mod month;
mod parse;
mod tokens;

use calendar::PLAUSIBLE_YEARS;
pub use month::month_names;

/// The date `written` means, as EDTF (ISO 8601-2 level 1), if it can be told: `1956-03-07`,
/// `1956-03-XX`, `1956`, with `~` for about and `?` for uncertain. `years` are the first and last year of
/// the book, by which two-digit years are resolved.
pub fn to_edtf(written: &str, years: Option<(i32, i32)>) -> Option<String> {
    let text = written.trim();
    if is_edtf(text) {
        return Some(text.to_owned());
    }
    if has_lost_month(text) {
        return None;
    }
    let found = parse::parse(text, years)?;
    Some(format!("{found}{}", qualifier(text)))
}

/// Does a lone stroke stand where the month should, as in `5/\-1957`? Then the month is not known. A stroke
/// that touches letters is the left one of a `V`.
fn has_lost_month(text: &str) -> bool {
    text.split(|c: char| c.is_alphanumeric())
        .any(|signs| signs.contains('\\') && !signs.starts_with('\\') && !signs.ends_with('\\'))
}

/// The year of an EDTF date.
pub fn year_of(edtf: &str) -> Option<i32> {
    edtf.get(..4)?.parse().ok()
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

fn qualifier(text: &str) -> &'static str {
    let lower = text.to_lowercase();
    let about = ["около", "приблизительно", "примерно", "тахминан", "тақрибан", "ок. ", "~"];
    if about.iter().any(|a| lower.contains(a)) {
        "~"
    } else if text.ends_with('?') {
        "?"
    } else {
        ""
    }
}

/// Is it in normal form already? What people and other archives give is kept.
fn is_edtf(text: &str) -> bool {
    let date = text.trim_end_matches(['~', '?', '%']);
    if text.len() - date.len() > 1 {
        return false;
    }
    if let Some((from, to)) = date.split_once('/') {
        return [from, to].iter().all(|side| *side == ".." || is_one_date(side));
    }
    is_one_date(date)
}

fn is_one_date(date: &str) -> bool {
    let parts: Vec<&str> = date.split('-').collect();
    let number =
        |s: &str, low: u32, high: u32| s.len() == 2 && s.parse().is_ok_and(|n: u32| n >= low && n <= high);
    let year = |s: &str| {
        let unknown = s.trim_end_matches('X').len();
        s.len() == 4 && unknown >= 2 && s[..unknown].bytes().all(|b| b.is_ascii_digit())
    };
    match parts.as_slice() {
        [y] => year(y) && y.parse().map_or(true, |y| PLAUSIBLE_YEARS.contains(&y)),
        [y, "XX"] => year(y),
        [y, m] => year(y) && number(m, 1, 12),
        [y, "XX", "XX"] => year(y),
        [y, m, "XX"] => year(y) && number(m, 1, 12),
        [y, m, d] => match (y.parse(), m.parse(), d.parse()) {
            (Ok(y), Ok(m), Ok(d)) => year(parts[0]) && number(parts[1], 1, 12) && calendar::exists(y, m, d),
            _ => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests;
