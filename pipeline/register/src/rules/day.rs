//! A day that was surely read, and how far two of them lie apart. Not for dates as written.

use crate::date;

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    pub(crate) year: i32,
    month: i32,
    day: i32,
}

impl Day {
    /// Of an EDTF date of one day; a partial, uncertain or approximate date is none.
    pub(crate) fn of(edtf: &str) -> Option<Self> {
        if !date::is_whole(edtf) {
            return None;
        }
        let mut parts = edtf.splitn(3, '-').map(str::parse);
        let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
        Some(Self { year, month, day })
    }

    /// Days since the first of March of the year 0 (Howard Hinnant, "chrono-compatible low-level date algorithms").
    fn number(self) -> i32 {
        let year = if self.month <= 2 { self.year - 1 } else { self.year };
        let month = (self.month + 9) % 12;
        365 * year + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (153 * month + 2) / 5
            + self.day
    }

    /// Days from this one to `other`, negative when it is earlier.
    pub(crate) fn days_to(self, other: Day) -> i32 {
        other.number() - self.number()
    }

    /// Whole months from this day to `other`.
    pub(crate) fn months_to(self, other: Day) -> i32 {
        let months = (other.year - self.year) * 12 + other.month - self.month;
        months - i32::from(other.day < self.day)
    }

    /// Whole years from this day to `other`: an age.
    pub(crate) fn years_to(self, other: Day) -> i32 {
        self.months_to(other).div_euclid(12)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::of(text).unwrap()
    }

    #[test]
    fn days_and_ages_are_counted() {
        assert_eq!(day("1956-02-28").days_to(day("1956-03-01")), 2);
        assert_eq!(day("1955-12-31").days_to(day("1956-01-01")), 1);
        assert_eq!(day("1956-01-01").days_to(day("1955-01-01")), -365);
        assert_eq!(day("1930-06-15").years_to(day("1956-06-14")), 25);
        assert_eq!(day("1930-06-15").years_to(day("1956-06-15")), 26);
        assert_eq!(day("1956-01-31").months_to(day("1956-04-30")), 2);
    }

    #[test]
    fn what_is_not_one_day_is_none() {
        assert_eq!(Day::of("1956-03-XX"), None);
        assert_eq!(Day::of("1956~"), None);
        assert_eq!(Day::of("1956-03-07?"), None);
    }
}
