//! Days counted across calendars: Gregorian, Julian, Hijri and Rumi to a running number of days and back. Not for names
//! of months, nor for which calendar a text means.
//!
//! A day is a Julian day number, counted from 4713 BCE (Richards, Explanatory Supplement to the Astronomical Almanac,
//! 2013, section 15.11). Hijri is the tabular civil calendar with leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29
//! of 30; what was seen of the moon may differ by a day or two.

#[cfg(test)]
mod tests;

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
