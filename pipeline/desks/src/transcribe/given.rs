//! Which lines people have before them just now, so that two are not given the same ones. Not a lock: what both say of a line is
//! kept, and the last word stands. Of this process only.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use register::teaching::LineSpot;

/// Lines of somebody who said nothing for so long are free again: longer than a line takes, shorter than a break.
const FREE_AFTER: Duration = Duration::from_secs(10 * 60);

/// The lines each person was given last, and when the person was last heard of.
#[derive(Default)]
pub(crate) struct Given(Mutex<HashMap<String, (Vec<LineSpot>, Instant)>>);

impl Given {
    /// How many lines other people have before them.
    pub(super) fn to_others(&self, person: &str, now: Instant) -> usize {
        let given = self.kept(now);
        given.iter().filter(|(who, _)| *who != person).map(|(_, (lines, _))| lines.len()).sum()
    }

    /// The first `most` of these that nobody else has before them, those of others where there are no more; from now on they are
    /// the person's.
    pub(super) fn first_free<T>(
        &self,
        asked: Vec<T>,
        spot: impl Fn(&T) -> &LineSpot,
        (person, most): (&str, usize),
        now: Instant,
    ) -> Vec<T> {
        let mut given = self.kept(now);
        let taken = |line: &T| {
            let mut others = given.iter().filter(|(who, _)| *who != person);
            others.any(|(_, (lines, _))| lines.iter().any(|other| other.is(spot(line))))
        };
        let (others, free): (Vec<T>, Vec<T>) = asked.into_iter().partition(taken);
        let mut first = if free.is_empty() { others } else { free };
        first.truncate(most);
        given.insert(person.to_owned(), (first.iter().map(|line| spot(line).clone()).collect(), now));
        first
    }

    /// The person said something.
    pub(super) fn heard(&self, person: &str, now: Instant) {
        if let Some((_, last)) = self.kept(now).get_mut(person) {
            *last = now;
        }
    }

    fn kept(&self, now: Instant) -> MutexGuard<'_, HashMap<String, (Vec<LineSpot>, Instant)>> {
        let mut given = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        given.retain(|_, (_, last)| now.duration_since(*last) < FREE_AFTER);
        given
    }
}

#[cfg(test)]
mod tests {
    use register::{geometry::Rect, page::Half};

    use super::*;

    fn lines() -> Vec<LineSpot> {
        let line = |n: u32| LineSpot {
            scan: format!("b/{n:06}").parse().unwrap(),
            half: Half::Whole,
            outline: Rect::new(0.0, 0.0, 100.0, 20.0).corners(),
        };
        (1..=3).map(line).collect()
    }

    fn check(given: &Given, person: &str, now: Instant, scans: &[u32]) {
        let lines = given.first_free(lines(), |line| line, (person, 2), now);
        assert_eq!(lines.iter().map(|line| line.scan.number).collect::<Vec<_>>(), scans, "{person}");
    }

    #[test]
    fn two_people_get_other_lines_and_each_keeps_their_own() {
        let (given, now) = (Given::default(), Instant::now());
        check(&given, "nigora", now, &[1, 2]);
        check(&given, "firuz", now, &[3]);
        check(&given, "nigora", now, &[1, 2]);
        assert_eq!((given.to_others("nigora", now), given.to_others("zarina", now)), (1, 3));
    }

    #[test]
    fn where_others_have_all_lines_the_first_are_given_all_the_same() {
        let (given, now) = (Given::default(), Instant::now());
        check(&given, "nigora", now, &[1, 2]);
        check(&given, "firuz", now, &[3]);
        check(&given, "zarina", now, &[1, 2]);
    }

    #[test]
    fn lines_are_free_when_nothing_was_heard_for_long() {
        let (given, now) = (Given::default(), Instant::now());
        check(&given, "nigora", now, &[1, 2]);
        given.heard("nigora", now + FREE_AFTER / 2);
        check(&given, "firuz", now + FREE_AFTER, &[3]);
        check(&given, "zarina", now + 2 * FREE_AFTER, &[1, 2]);
    }
}
