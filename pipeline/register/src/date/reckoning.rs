//! Days counted across calendars: Gregorian, Julian, Hijri and Rumi to a running number of days and back. Not for names
//! of months, nor for which calendar a text means.
//!
//! A day is a Julian day number, counted from 4713 BCE (Richards, Explanatory Supplement to the Astronomical Almanac,
//! 2013, section 15.11). Hijri is the tabular civil calendar with leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29
//! of 30; what was seen of the moon may differ by a day or two.

use serde::{Deserialize, Serialize};

/// The calendar a date was written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Calendar {
    /// Today's.
    #[default]
    Gregorian,
    /// The old style, where the text says so.
    Julian,
    /// Lunar years from the Hijra.
    Hijri,
    /// The Ottoman fiscal years. Months are numbered as those of the Julian year, Mart 3 to Şubat 2.
    Rumi,
}

/// Year, month and day in some calendar.
pub(super) type Ymd = (i32, u32, u32);

/// First day of the Hijri era: 16 July 622, Julian.
const HIJRA: i32 = 1_948_440;
/// Years between the Rumi and the Gregorian count from Mart to December.
const RUMI_TO_COMMON: i32 = 584;
/// First Rumi year: 1 Mart 1256 is 13 March 1840.
const RUMI_FIRST: i32 = 1256;
/// Last Rumi year: 1341 is 1925.
const RUMI_LAST: i32 = 1341;
/// The year whose Şubat ended on its 15th, when days became the Gregorian ones.
const RUMI_CUT: (i32, u32, u32) = (1332, 2, 15);

impl Calendar {
    /// Is it the one dates are counted in today?
    #[must_use]
    pub fn is_todays(&self) -> bool {
        *self == Calendar::Gregorian
    }

    /// The running number of a day; `None` where the calendar has no such day.
    pub(super) fn day_number(self, (year, month, day): Ymd) -> Option<i32> {
        if day == 0 || day > self.days_in(year, month)? {
            return None;
        }
        let (month, day) = (month as i32, day as i32);
        Some(match self {
            Calendar::Gregorian => gregorian_day(year, month, day),
            Calendar::Julian => julian_day(year, month, day),
            Calendar::Hijri => day + days_before_month(month) + days_before_year(year) + HIJRA - 1,
            Calendar::Rumi if year > RUMI_CUT.0 => gregorian_day(year + RUMI_TO_COMMON, month, day),
            Calendar::Rumi => julian_day(rumi_common_year(year, month), month, day),
        })
    }

    /// The day of a running number; `None` where the calendar was not in use.
    #[cfg(test)]
    pub(super) fn of_day(self, number: i32) -> Option<Ymd> {
        let near = match self {
            Calendar::Gregorian | Calendar::Julian => (number - 1_721_000) * 100 / 36525,
            Calendar::Hijri => (number - HIJRA) * 100 / 35437,
            Calendar::Rumi => (number - 1_721_000) * 100 / 36525 - RUMI_TO_COMMON,
        };
        let months = (near - 2..=near + 2).flat_map(|year| (1..=12).map(move |month| (year, month)));
        months.into_iter().find_map(|(year, month)| {
            let day = number - self.day_number((year, month, 1))? + 1;
            (1..=self.days_in(year, month)? as i32).contains(&day).then_some((year, month, day as u32))
        })
    }

    /// Days of a month; `None` where the calendar has no such month.
    pub(super) fn days_in(self, year: i32, month: u32) -> Option<u32> {
        let solar = |leap: bool| match month {
            2 => Some(28 + u32::from(leap)),
            4 | 6 | 9 | 11 => Some(30),
            1..=12 => Some(31),
            _ => None,
        };
        match self {
            Calendar::Gregorian => solar(is_leap(year)),
            Calendar::Julian => solar(year.rem_euclid(4) == 0),
            Calendar::Hijri => match month {
                12 if is_hijri_leap(year) => Some(30),
                1..=12 => Some(29 + month % 2),
                _ => None,
            },
            Calendar::Rumi => rumi_days_in(year, month),
        }
    }

    /// Months of a year in the order they came.
    pub(super) fn months_of(self, year: i32) -> Vec<u32> {
        match self {
            Calendar::Rumi if year < 1333 => (3..=12).chain(1..=2).collect(),
            Calendar::Rumi if year == 1333 => (3..=12).collect(),
            _ => (1..=12).collect(),
        }
    }
}

fn rumi_days_in(year: i32, month: u32) -> Option<u32> {
    if !(RUMI_FIRST..=RUMI_LAST).contains(&year) || (year == 1333 && month < 3) {
        return None;
    }
    match (year, month) {
        (1332, 2) => Some(RUMI_CUT.2),
        (..=1332, _) => Calendar::Julian.days_in(rumi_common_year(year, month as i32), month),
        _ => Calendar::Gregorian.days_in(year + RUMI_TO_COMMON, month),
    }
}

/// Until 1332 a year begins with Mart, so that January and February fall in the next.
fn rumi_common_year(year: i32, month: i32) -> i32 {
    year + RUMI_TO_COMMON + i32::from(month < 3)
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn is_hijri_leap(year: i32) -> bool {
    (11 * year + 14).rem_euclid(30) < 11
}

fn days_before_year(year: i32) -> i32 {
    (year - 1) * 354 + (3 + 11 * year).div_euclid(30)
}

fn days_before_month(month: i32) -> i32 {
    (59 * (month - 1) + 1) / 2
}

fn gregorian_day(year: i32, month: i32, day: i32) -> i32 {
    let a = (14 - month) / 12;
    let (y, m) = (year + 4800 - a, month + 12 * a - 3);
    day + (153 * m + 2) / 5 + 365 * y + y / 4 - y / 100 + y / 400 - 32045
}

fn julian_day(year: i32, month: i32, day: i32) -> i32 {
    let a = (14 - month) / 12;
    let (y, m) = (year + 4800 - a, month + 12 * a - 3);
    day + (153 * m + 2) / 5 + 365 * y + y / 4 - 32083
}

/// The Gregorian day of a running number (Richards 2013, algorithm 3).
pub(super) fn gregorian(number: i32) -> Ymd {
    let f = number + 1401 + (((4 * number + 274_277) / 146_097) * 3) / 4 - 38;
    let e = 4 * f + 3;
    let h = 5 * ((e % 1461) / 4) + 2;
    let month = (h / 153 + 2) % 12 + 1;
    (e / 1461 - 4716 + (14 - month) / 12, month as u32, ((h % 153) / 5 + 1) as u32)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Calendar::*, *};

    #[test]
    fn days_known_from_history_fall_together() {
        let rows = [
            (Julian, (1918, 1, 31), (1918, 2, 13)),
            (Julian, (1918, 2, 1), (1918, 2, 14)),
            (Julian, (1900, 2, 28), (1900, 3, 12)),
            (Julian, (1900, 2, 29), (1900, 3, 13)),
            (Julian, (1800, 2, 29), (1800, 3, 12)),
            (Julian, (1917, 10, 25), (1917, 11, 7)),
            (Hijri, (1315, 1, 1), (1897, 6, 2)),
            (Hijri, (1445, 1, 1), (2023, 7, 19)),
            (Hijri, (1, 1, 1), (622, 7, 19)),
            (Rumi, (1256, 3, 1), (1840, 3, 13)),
            (Rumi, (1332, 2, 15), (1917, 2, 28)),
            (Rumi, (1333, 3, 1), (1917, 3, 1)),
            (Rumi, (1333, 12, 31), (1917, 12, 31)),
            (Rumi, (1334, 1, 1), (1918, 1, 1)),
            (Rumi, (1341, 12, 31), (1925, 12, 31)),
        ];
        for (calendar, own, common) in rows {
            let found = calendar.day_number(own).map(gregorian);
            assert_eq!(found, Some(common), "{calendar:?} {own:?}");
        }
    }

    #[test]
    fn days_that_a_calendar_skipped_are_none() {
        for own in [(1332, 2, 16), (1333, 1, 1), (1333, 2, 1), (1342, 1, 1), (1255, 3, 1), (1330, 13, 1)] {
            assert_eq!(Rumi.day_number(own), None, "{own:?}");
        }
        assert_eq!(Hijri.day_number((1315, 2, 30)), None);
        assert_eq!(Gregorian.day_number((1900, 2, 29)), None);
    }

    /// Every day of 1800 to 2050 has one name in a calendar, and the next day the next.
    fn steps(calendar: Calendar, first: Ymd, last: Ymd) {
        let (from, to) = (calendar.day_number(first).unwrap(), calendar.day_number(last).unwrap());
        let mut before: Option<Ymd> = None;
        for number in from..=to {
            let own = calendar.of_day(number).unwrap();
            assert_eq!(calendar.day_number(own), Some(number));
            let (year, month, _) = own;
            let place = |(y, m, d): Ymd| (y, calendar.months_of(y).iter().position(|&n| n == m), d);
            assert!(before.is_none_or(|b| place(b) < place(own)), "{before:?} {year} {month}");
            before = Some(own);
        }
    }

    #[test]
    fn conversions_step_by_one_day() {
        steps(Gregorian, (1800, 1, 1), (2050, 12, 31));
        steps(Julian, (1800, 1, 1), (2050, 12, 31));
        steps(Hijri, (1214, 1, 1), (1475, 12, 29));
        steps(Rumi, (1256, 3, 1), (1341, 12, 31));
    }

    proptest! {
        #[test]
        fn a_gregorian_day_comes_back(number in 2_300_000..2_500_000i32) {
            prop_assert_eq!(Gregorian.day_number(gregorian(number)), Some(number));
        }

        #[test]
        fn no_number_makes_it_stumble(y in -9999..9999i32, m in 0..99u32, d in 0..99u32) {
            for calendar in [Gregorian, Julian, Hijri, Rumi] {
                let _ = calendar.day_number((y, m, d));
            }
        }
    }
}
