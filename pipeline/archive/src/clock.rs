//! The one place that asks for the time. Everything below takes it from its caller.

use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// Milliseconds since 1970 in UTC.
pub fn now() -> i64 {
    let nanos = OffsetDateTime::now_utc().unix_timestamp_nanos();
    i64::try_from(nanos / 1_000_000).expect("the year is far below 290 million")
}

/// The year of a moment.
pub fn year_of(millis: i64) -> i32 {
    moment(millis).year()
}

/// A moment as RFC 3339 in UTC, to the millisecond.
pub fn rfc3339(millis: i64) -> String {
    moment(millis).format(&Rfc3339).expect("a moment within the calendar can be written")
}

fn moment(millis: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(millis) * 1_000_000)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_in_utc() {
        assert_eq!(rfc3339(1_500), "1970-01-01T00:00:01.5Z");
        assert_eq!(year_of(0), 1970);
    }
}
