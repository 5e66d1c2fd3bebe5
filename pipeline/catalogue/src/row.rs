//! Columns of a row by place, as the few types the tables have. Not for what they mean.

use serde::de::DeserializeOwned;
use sqlx::{Row, any::AnyRow};

use crate::{Error, Result};

pub(crate) fn text(row: &AnyRow, column: usize) -> Result<String> {
    Ok(row.try_get(column)?)
}

pub(crate) fn some_text(row: &AnyRow, column: usize) -> Result<Option<String>> {
    Ok(row.try_get(column)?)
}

pub(crate) fn integer(row: &AnyRow, column: usize) -> Result<i64> {
    Ok(row.try_get(column)?)
}

pub(crate) fn some_integer(row: &AnyRow, column: usize) -> Result<Option<i64>> {
    Ok(row.try_get(column)?)
}

pub(crate) fn flag(row: &AnyRow, column: usize) -> Result<bool> {
    Ok(integer(row, column)? != 0)
}

/// A number that is never negative.
pub(crate) fn count<N: TryFrom<i64>>(row: &AnyRow, column: usize) -> Result<N> {
    let value = integer(row, column)?;
    N::try_from(value).map_err(|_| Error::Fault(format!("{value} is out of range")))
}

/// A value kept as JSON.
pub(crate) fn json<T: DeserializeOwned>(row: &AnyRow, column: usize) -> Result<T> {
    Ok(serde_json::from_str(&text(row, column)?)?)
}

/// A word of a closed set, kept as in JSON but without quotes.
pub(crate) fn word<T: DeserializeOwned>(row: &AnyRow, column: usize) -> Result<T> {
    Ok(serde_json::from_value(serde_json::Value::String(text(row, column)?))?)
}

/// The other way round of [`word`].
pub(crate) fn as_word<T: serde::Serialize>(value: T) -> Result<String> {
    match serde_json::to_value(value)? {
        serde_json::Value::String(text) => Ok(text),
        other => Err(Error::Fault(format!("{other} is no word"))),
    }
}

/// Numbers as the database keeps them.
pub(crate) fn whole(value: impl TryInto<i64>) -> i64 {
    value.try_into().unwrap_or(i64::MAX)
}
