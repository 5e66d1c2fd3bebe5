//! Days in figures, the month in Arabic or Roman ones, in any order. Not for months by name.

use super::{
    super::{calendar::Bounds, reckoning::Calendar, tokens::Token},
    Found, Years, stands, year_at,
};
use crate::number::roman;

/// `7/III-56`, `07.03.1956`, `«07» 03 19 56`, `1956.03.07`, `III.1956`, `07031956`.
pub(super) fn in_digits(tokens: &[Token], years: Years) -> Option<Found> {
    if let Some(found) = tokens.iter().find_map(|t| eight_digits(t.digits.as_deref()?, years)) {
        return Some(found);
    }
    // A date begins with the first number: what stands before it may be dirt, but no digits.
    let first = tokens.iter().position(|t| t.digits.is_some()).unwrap_or(0);
    (0..=first.min(tokens.len().saturating_sub(1))).find_map(|i| {
        let rest = tokens.get(i..)?;
        year_first(rest)
            .or_else(|| year_and_day_first(rest))
            .or_else(|| day_first(rest, years))
            .or_else(|| month_first(rest))
    })
}

fn eight_digits(digits: &str, years: Years) -> Option<Found> {
    if digits.len() != 8 {
        return None;
    }
    let found = Found {
        year: digits[4..].parse().ok()?,
        month: digits[2..4].parse().ok(),
        day: digits[..2].parse().ok(),
    };
    stands(found, Calendar::Gregorian, Bounds::of(&[], years)).then_some(found)
}

fn day_first(tokens: &[Token], years: Years) -> Option<Found> {
    let day = tokens.first()?.number(2)?;
    let month = month_in_digits(tokens.get(1)?)?;
    let year = year_at(tokens.get(2..)?, years)?;
    Some(Found { year, month: Some(month), day: Some(day) })
}

fn year_first(tokens: &[Token]) -> Option<Found> {
    let year = tokens.first()?.year()?;
    let month = month_in_digits(tokens.get(1)?)?;
    let day = tokens.get(2)?.number(2)?;
    Some(Found { year, month: Some(month), day: Some(day) })
}

/// `1956 г. 7/III`: the month, last, is in Roman digits.
fn year_and_day_first(tokens: &[Token]) -> Option<Found> {
    let year = tokens.first()?.year()?;
    let day = tokens.get(1)?.number(2)?;
    let month = tokens.get(2).filter(|t| t.digits.is_none()).and_then(month_in_digits)?;
    Some(Found { year, month: Some(month), day: Some(day) })
}

fn month_first(tokens: &[Token]) -> Option<Found> {
    let month = month_in_digits(tokens.first()?)?;
    let year = tokens.get(1)?.year()?;
    Some(Found { year, month: Some(month), day: None })
}

/// A month in Arabic or Roman digits.
fn month_in_digits(token: &Token) -> Option<u32> {
    let arabic = token.number(2).filter(|m| (1..=12).contains(m));
    arabic.or_else(|| roman(&token.raw)).filter(|m| (1..=12).contains(m))
}
