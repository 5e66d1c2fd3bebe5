//! Days of one calendar in another. Not for texts.

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
