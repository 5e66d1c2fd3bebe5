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

impl Failures {
    /// How long to wait still; `None` when one may try.
    fn wait(&self, now: Instant) -> Option<Duration> {
        let beyond = self.count.checked_sub(FREE_TRIES)?;
        let wait = FIRST_WAIT.saturating_mul(1 << beyond.min(8)).min(LONGEST_WAIT);
        wait.checked_sub(now.duration_since(self.last)).filter(|left| !left.is_zero())
    }
}

impl Throttle {
    /// Counts a try of the name as a wrong password; the right one takes it back ([`Throttle::passed`]).
    ///
    /// # Errors
    /// The name must wait this long before it may try; nothing was counted.
    pub(crate) fn attempt(&self, name: &str, now: Instant) -> Result<(), Duration> {
        let mut failures = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failures.retain(|_, known| now.duration_since(known.last) < FORGOTTEN);
        let known = failures.entry(name.to_owned()).or_insert(Failures { count: 0, last: now });
        if let Some(wait) = known.wait(now) {
            return Err(wait);
        }
        known.count += 1;
        known.last = now;
        Ok(())
    }

    /// The right one.
    pub(crate) fn passed(&self, name: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tries `count` times, each as soon as it may.
    fn tried(count: u32) -> (Throttle, Instant) {
        let (throttle, mut now) = (Throttle::default(), Instant::now());
        for _ in 0..count {
            if let Err(wait) = throttle.attempt("nigora", now) {
                now += wait;
                throttle.attempt("nigora", now).unwrap();
            }
        }
        (throttle, now)
    }

    #[test]
    fn five_mistakes_are_free_and_the_sixth_try_waits() {
        let (throttle, now) = tried(5);
        assert_eq!(throttle.attempt("nigora", now), Err(FIRST_WAIT));
        assert_eq!(throttle.attempt("firuz", now), Ok(()));
        assert_eq!(throttle.attempt("nigora", now + FIRST_WAIT), Ok(()));
    }

    #[test]
    fn tries_sent_at_once_all_count_before_any_is_checked() {
        let (throttle, now) = (Throttle::default(), Instant::now());
        let passed = (0..100).filter(|_| throttle.attempt("nigora", now).is_ok()).count();
        assert_eq!(passed, FREE_TRIES as usize);
    }

    #[test]
    fn waiting_grows_to_a_minute_and_no_further() {
        let (throttle, now) = tried(40);
        assert_eq!(throttle.attempt("nigora", now), Err(LONGEST_WAIT));
    }

    #[test]
    fn the_right_password_makes_a_fresh_start() {
        let (throttle, now) = tried(6);
        throttle.passed("nigora");
        assert_eq!(throttle.attempt("nigora", now), Ok(()));
    }
}
