//! One date, in whichever calendar. Not for intervals and alternatives: see `phrase`.

use super::{
    Dated,
    eastern::{Own, eastern},
    parse::{self, Found},
    reckoning::{Calendar, Ymd, gregorian},
    style::{double, without_style},
};

/// The date; `None` where too little is written or there is no such day.
pub(super) fn single(text: &str, years: Option<(i32, i32)>) -> Option<Dated> {
    if let Some(own) = eastern(text) {
        return converted(own);
    }
    let (text, old) = without_style(text);
    if let Some((year, month, day)) = double(&text, years) {
        return converted(Own { calendar: Calendar::Julian, year, month: Some(month), day: Some(day) });
    }
    if let Some(own) = julian(&text, years).filter(|_| old) {
        return converted(own);
    }
    let edtf = parse::parse(&text, years)?.to_string();
    Some(Dated { own: edtf.clone(), edtf, calendar: Calendar::Gregorian })
}

/// The date as one of the old style. 29 February 1900 was one.
fn julian(text: &str, years: Option<(i32, i32)>) -> Option<Own> {
    let found = parse::parse_julian(text, years)?;
    let Found { year, month, day } = found;
    Some(Own { calendar: Calendar::Julian, year, month, day })
}

/// With what it is today: a day, or the days from the first to the last of its month or year.
fn converted(own: Own) -> Option<Dated> {
    let (first, last) = ends(own)?;
    let today = |day: Ymd| own.calendar.day_number(day).map(gregorian).map(written);
    let (from, to) = (today(first)?, today(last)?);
    let edtf = if from == to { from } else { format!("{from}/{to}") };
    Some(Dated { edtf, own: as_dated(own), calendar: own.calendar })
}

/// The first and last day of what is written.
fn ends(own: Own) -> Option<(Ymd, Ymd)> {
    let last_of = |month: u32| own.calendar.days_in(own.year, month);
    match (own.month, own.day) {
        (Some(month), Some(day)) => Some(((own.year, month, day), (own.year, month, day))),
        (Some(month), None) => Some(((own.year, month, 1), (own.year, month, last_of(month)?))),
        (None, _) => {
            let months = own.calendar.months_of(own.year);
            let (first, last) = (*months.first()?, *months.last()?);
            Some(((own.year, first, 1), (own.year, last, last_of(last)?)))
        }
    }
}

fn written((year, month, day): Ymd) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

fn as_dated(own: Own) -> String {
    match (own.month, own.day) {
        (Some(month), Some(day)) => written((own.year, month, day)),
        (Some(month), None) => format!("{:04}-{month:02}", own.year),
        (None, _) => format!("{:04}", own.year),
    }
}
