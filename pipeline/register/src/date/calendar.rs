//! Which days there are, and which century a two-digit year means. Not for reading text.

use std::ops::RangeInclusive;

use super::{month::is_western, tokens::Token};

/// Years an act can name: birth years of the oldest dead of 1918 to the last Soviet-style books.
pub(super) const PLAUSIBLE_YEARS: RangeInclusive<i32> = 1780..=2050;

/// Without a book's years, two digits from here on mean the 1900s: registers of civil status begin in 1918.
const FIRST_REGISTER_YEAR: i32 = 18;

/// Years from which registers of the west are: a date with a month in Latin, French or German may be as old.
const FIRST_PARISH_YEAR: i32 = 1500;

/// No one in a book is born longer before its first year than this.
const LIFETIME: i32 = 120;

/// The years a date can be of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    first: i32,
    last: i32,
}

impl Bounds {
    /// Those of registers of civil status; earlier where the book is, or the month is named in a western tongue.
    pub(super) fn of(tokens: &[Token], years: Option<(i32, i32)>) -> Self {
        let (mut first, last) = (*PLAUSIBLE_YEARS.start(), *PLAUSIBLE_YEARS.end());
        if let Some((book, _)) = years {
            first = first.min(book.saturating_sub(LIFETIME));
        }
        if tokens.iter().any(|t| t.word.is_some() && is_western(&t.raw)) {
            first = first.min(FIRST_PARISH_YEAR);
        }
        Self { first: first.max(FIRST_PARISH_YEAR), last }
    }

    /// Is the year one of them?
    pub(super) fn hold(self, year: i32) -> bool {
        (self.first..=self.last).contains(&year)
    }
}

/// Is there such a day?
pub(super) fn exists(year: i32, month: u32, day: u32) -> bool {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// The year meant by two digits: the one in the book's years, else the last one before the book ends.
pub(super) fn full_year(two_digits: i32, years: Option<(i32, i32)>) -> Option<i32> {
    let Some((first, last)) = years else {
        return (two_digits >= FIRST_REGISTER_YEAR).then_some(1900 + two_digits);
    };
    let candidates = [1800, 1900, 2000].map(|century| century + two_digits);
    let inside = candidates.into_iter().find(|y| (first..=last).contains(y));
    inside.or_else(|| candidates.into_iter().rev().find(|&y| y <= last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_two_digit_year_means_the_book_s_or_the_last_before_it() {
        assert_eq!(full_year(56, Some((1956, 1957))), Some(1956));
        assert_eq!(full_year(31, Some((1956, 1957))), Some(1931));
        assert_eq!(full_year(80, Some((1920, 1920))), Some(1880));
        assert_eq!(full_year(2, Some((2002, 2003))), Some(2002));
        assert_eq!(full_year(56, None), Some(1956));
        assert_eq!(full_year(5, None), None);
    }

    #[test]
    fn february_has_29_days_in_leap_years_only() {
        assert!(exists(1956, 2, 29) && !exists(1957, 2, 29) && !exists(1900, 2, 29));
    }
}
