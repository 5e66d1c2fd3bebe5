//! Slows down guessing at passwords, name by name. Not for forgotten passwords: the archivist sets a new
//! one.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Wrong passwords before waiting begins; people mistype.
const FREE_TRIES: u32 = 5;
/// First wait; doubles with every further wrong password.
const FIRST_WAIT: Duration = Duration::from_secs(2);
/// Longest wait: slow for a machine, bearable for the person whose name is guessed at.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// After this long without a try a name starts afresh.
const FORGOTTEN: Duration = Duration::from_secs(15 * 60);

/// Wrong passwords lately, by name.
#[derive(Default)]
pub(crate) struct Throttle(Mutex<HashMap<String, Failures>>);

struct Failures {
    count: u32,
    last: Instant,
}

impl Throttle {
    /// How long the name must still wait; `None` when it may try.
    pub(crate) fn wait(&self, name: &str, now: Instant) -> Option<Duration> {
        let failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = failures.get(name)?;
        let beyond = known.count.checked_sub(FREE_TRIES)?;
        let wait = FIRST_WAIT.saturating_mul(1 << beyond.min(8)).min(LONGEST_WAIT);
        wait.checked_sub(now.duration_since(known.last)).filter(|left| !left.is_zero())
    }

    /// A wrong password.
    pub(crate) fn failed(&self, name: &str, now: Instant) {
        let mut failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failures.retain(|_, known| now.duration_since(known.last) < FORGOTTEN);
        let known = failures.entry(name.to_owned()).or_insert(Failures { count: 0, last: now });
        known.count += 1;
        known.last = now;
    }

    /// The right one.
    pub(crate) fn passed(&self, name: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_mistakes_are_free_and_the_sixth_try_waits() {
        let (throttle, start) = (Throttle::default(), Instant::now());
        for _ in 0..4 {
            throttle.failed("nigora", start);
        }
        assert_eq!(throttle.wait("nigora", start), None);
        throttle.failed("nigora", start);
        assert_eq!(throttle.wait("nigora", start), Some(FIRST_WAIT));
        assert_eq!(throttle.wait("nigora", start + FIRST_WAIT), None);
        assert_eq!(throttle.wait("firuz", start), None);
    }

    #[test]
    fn waiting_grows_to_a_minute_and_no_further() {
        let (throttle, start) = (Throttle::default(), Instant::now());
        for _ in 0..40 {
            throttle.failed("nigora", start);
        }
        assert_eq!(throttle.wait("nigora", start), Some(LONGEST_WAIT));
    }

    #[test]
    fn the_right_password_forgives_all() {
        let (throttle, start) = (Throttle::default(), Instant::now());
        for _ in 0..9 {
            throttle.failed("nigora", start);
        }
        throttle.passed("nigora");
        assert_eq!(throttle.wait("nigora", start), None);
    }
}
