//! Series and numbers of certificates and passports. Not for whom they were given to.

use crate::number::roman;

/// The document with a Roman series in Latin capitals and one space on either side of `№`: `I-ТБ №
/// 123456`; what has no such series stays as written.
pub(super) fn document(text: &str) -> String {
    let Some((series, number)) = text.split_once('№') else { return text.to_owned() };
    let number = number.trim();
    let Some((numeral, letters)) = series.trim().split_once('-') else {
        return format!("{} № {number}", series.trim()).trim().to_owned();
    };
    match roman(numeral.trim()) {
        Some(n) if letters.trim().chars().count() == 2 => {
            format!("{}-{} № {number}", crate::number::in_roman(n), letters.trim().to_uppercase())
        }
        _ => format!("{} № {number}", series.trim()),
    }
}
