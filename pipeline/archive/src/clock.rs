//! The one place that asks for the time. Everything below takes it from its caller.

use std::time::Duration;

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

/// How long before `now` (milliseconds since 1970) a moment was that [`rfc3339`] wrote; what it did not write was very long ago.
pub fn passed(moment: &str, now: i64) -> Duration {
    let Ok(moment) = OffsetDateTime::parse(moment, &Rfc3339) else { return Duration::MAX };
    let millis = i128::from(now) - moment.unix_timestamp_nanos() / 1_000_000;
    u64::try_from(millis.max(0)).map_or(Duration::MAX, Duration::from_millis)
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

    #[test]
    fn it_is_known_how_long_ago_a_written_moment_was() {
        assert_eq!(passed(&rfc3339(1_500), 4_000), Duration::from_millis(2_500));
        assert_eq!(passed(&rfc3339(1_500), 1_000), Duration::ZERO);
        assert_eq!(passed("last week", 1_000), Duration::MAX);
    }
}
