//! Manners of writing a day: figures, Roman months, words. Not for reading them: `register::date`.

use register::{
    date::written::{self, RUSSIAN_MONTHS, TAJIK_MONTHS},
    number::in_roman,
};
use time::Date;

/// Ways to write a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// 07.03.1956
    Digits,
    /// 7/III-1956 г.
    Roman,
    /// 7.III.56
    RomanShort,
    /// 7 марта 1956 г.
    Month,
    /// Day, month and year in words.
    Words,
}

/// All of them.
pub(super) const MANNERS: [Manner; 5] =
    [Manner::Digits, Manner::Roman, Manner::RomanShort, Manner::Month, Manner::Words];

/// A day in that manner.
pub(super) fn written(day: Date, manner: Manner, tajik: bool) -> String {
    let (d, m, y) = (day.day(), u8::from(day.month()), day.year());
    let (nth, roman) = (usize::from(m) - 1, in_roman(m.into()));
    match (manner, tajik) {
        (Manner::Digits, _) => format!("{d:02}.{m:02}.{y}"),
        (Manner::Roman, false) => format!("{d}/{roman}-{y} г."),
        (Manner::Roman, true) => format!("{d}/{roman}-{y}"),
        (Manner::RomanShort, _) => format!("{d}.{roman}.{:02}", y % 100),
        (Manner::Month, true) => format!("{d} {} соли {y}", TAJIK_MONTHS[nth]),
        (Manner::Month, false) => format!("{d} {} {y} г.", RUSSIAN_MONTHS[nth]),
        (Manner::Words, true) => written::tajik(y.unsigned_abs(), m.into(), d.into()),
        (Manner::Words, false) => written::russian(y.unsigned_abs(), m.into(), d.into()),
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::{super::person::edtf, *};

    #[test]
    fn every_manner_of_writing_a_day_is_read_back() {
        for manner in MANNERS {
            for tajik in [true, false] {
                for day in [date!(1956 - 03 - 07), date!(1930 - 10 - 20), date!(1989 - 05 - 31)] {
                    let text = written(day, manner, tajik);
                    let read = register::date::to_edtf(&text, Some((day.year() - 3, day.year() + 3)));
                    assert_eq!(read.as_deref(), Some(edtf(day).as_str()), "{text}");
                }
            }
        }
    }
}
