//! The table of written dates in `samples/dates`, row by row. Not for what `read` must be for all dates: see the
//! properties beside it in the crate.

#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use register::date::{self, Calendar};

/// A date as registers write it and what it means.
struct Row {
    written: &'static str,
    book: Option<(i32, i32)>,
    edtf: Option<&'static str>,
    calendar: &'static str,
    own: &'static str,
}

fn rows() -> Vec<Row> {
    let table = include_str!("../../../samples/dates/written.tsv");
    table.lines().skip(1).map(row).collect()
}

fn row(line: &'static str) -> Row {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[written, book, edtf, calendar, own] = columns.as_slice() else {
        panic!("{line:?} has not five columns")
    };
    let years = |book: &str| {
        let (first, last) = book.split_once('-')?;
        Some((first.parse().unwrap(), last.parse().unwrap()))
    };
    let edtf = (!edtf.is_empty()).then_some(edtf);
    let own = if own.is_empty() { edtf.unwrap_or_default() } else { own };
    Row { written, book: years(book), edtf, calendar, own }
}

fn name(calendar: Calendar) -> String {
    format!("{calendar:?}").to_lowercase()
}

#[test]
fn the_table_is_large_and_holds_every_calendar() {
    let rows = rows();
    assert!(rows.len() >= 450, "{}", rows.len());
    for calendar in ["gregorian", "julian", "hijri", "rumi", ""] {
        assert!(rows.iter().filter(|r| r.calendar == calendar).count() >= 25, "{calendar}");
    }
}

#[test]
fn every_written_date_means_what_the_table_says() {
    let mut wrong = Vec::new();
    for row in rows() {
        let read = date::read(row.written, row.book);
        let found = read.as_ref().map(|d| (d.edtf.as_str(), name(d.calendar)));
        let expected = row.edtf.map(|edtf| (edtf, row.calendar.to_owned()));
        if found != expected {
            wrong.push(format!("{:?} {:?}: {found:?}, not {expected:?}", row.written, row.book));
        }
    }
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn dates_of_other_calendars_are_kept_as_dated() {
    for row in rows().iter().filter(|r| !matches!(r.calendar, "" | "gregorian")) {
        let own = date::read(row.written, row.book).map(|d| d.own);
        assert_eq!(own.as_deref(), Some(row.own), "{:?}", row.written);
    }
}
