//! Dates as registers of 1918 to 2000 write them, row by row. Not for what holds of all dates: see `properties`.

mod digits;
mod partial;
mod words;

use super::to_edtf;

fn check(book: Option<(i32, i32)>, rows: &[(&str, &str)]) {
    for (written, edtf) in rows {
        let expected = (!edtf.is_empty()).then_some(*edtf);
        assert_eq!(to_edtf(written, book).as_deref(), expected, "{written}");
    }
}
