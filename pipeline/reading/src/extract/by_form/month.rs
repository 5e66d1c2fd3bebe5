//! The month and year that stand above the entries of a page, for dates that name the day alone. Not for dates that are
//! whole.

use register::date::to_edtf;

use super::super::sheet::Token;

/// A month as it is written over entries: `An 1850 mois de Mai`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Month {
    name: String,
    year: String,
}

/// First year registers are kept from, and the last.
const YEARS: std::ops::RangeInclusive<u32> = 1500..=2050;

impl Month {
    /// The month that some pieces name, if a month and a year are among them and hardly more.
    pub(super) fn of(tokens: &[Token]) -> Option<Self> {
        let words: Vec<&str> = tokens.iter().filter(|t| !t.is_sign()).map(|t| t.text.as_str()).collect();
        if words.len() > MOST_WORDS {
            return None;
        }
        let digits = |word: &&str| word.trim_matches(|c: char| !c.is_ascii_digit()).to_owned();
        let is_year = |word: &String| word.len() == 4 && word.parse().is_ok_and(|year| YEARS.contains(&year));
        let year = words.iter().map(digits).find(is_year)?;
        let names =
            |word: &&&str| to_edtf(&format!("1 {word} {year}"), None).is_some_and(|d| d.ends_with("-01"));
        let is_word = |word: &&&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 3;
        let name = words.iter().filter(is_word).find(names)?;
        Some(Self { name: (*name).to_owned(), year })
    }

    /// The date of a day of it, as EDTF.
    pub(super) fn day(&self, written: &str) -> Option<String> {
        let day: String = written.chars().filter(char::is_ascii_digit).collect();
        let alone = !day.is_empty() && day.len() <= 2 && written.chars().count() <= day.len() + 2;
        alone.then(|| to_edtf(&format!("{day} {} {}", self.name, self.year), None)).flatten()
    }
}

/// Words of a line that names a month: `An 1903, mois de Décembre`.
const MOST_WORDS: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: Option<&str>) {
        let month = Month { name: "Mai".into(), year: "1850".into() };
        assert_eq!(month.day(written).as_deref(), expected, "{written}");
    }

    #[test]
    fn a_day_alone_is_one_of_the_month_above() {
        check("21", Some("1850-05-21"));
        check("21.", Some("1850-05-21"));
        check("32", None);
        check("21 Juin", None);
        check("dud", None);
    }
}
