//! Who works on which act just now, so that two people are not given the same one. Not a lock: whoever
//! opens an act by its address may, and what two decide otherwise is referred. Of this process only.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use register::id::ActId;

/// An act nobody touched for so long is free again: longer than an act takes, shorter than a break.
const FREE_AFTER: Duration = Duration::from_secs(10 * 60);

/// The acts people work on, with who and when last.
#[derive(Default)]
pub(crate) struct AtWork(Mutex<HashMap<ActId, (String, Instant)>>);

impl AtWork {
    /// A person looks at an act or decides on it.
    pub(crate) fn seen(&self, act: &ActId, person: &str, now: Instant) {
        self.kept(now).insert(act.clone(), (person.to_owned(), now));
    }

    /// A person is done with an act.
    pub(crate) fn left(&self, act: &ActId, person: &str) {
        let mut acts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if acts.get(act).is_some_and(|(who, _)| who == person) {
            acts.remove(act);
        }
    }

    /// How many acts other people work on.
    pub(crate) fn of_others(&self, person: &str, now: Instant) -> usize {
        self.kept(now).values().filter(|(who, _)| who != person).count()
    }

    /// The first of these acts that nobody else works on; it is the person's from now on.
    pub(crate) fn first_free(&self, acts: &[ActId], person: &str, now: Instant) -> Option<ActId> {
        let mut taken = self.kept(now);
        let free = acts.iter().find(|act| taken.get(*act).is_none_or(|(who, _)| who == person))?;
        taken.insert(free.clone(), (person.to_owned(), now));
        Some(free.clone())
    }

    fn kept(&self, now: Instant) -> MutexGuard<'_, HashMap<ActId, (String, Instant)>> {
        let mut acts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        acts.retain(|_, (_, last)| now.duration_since(*last) < FREE_AFTER);
        acts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn acts() -> [ActId; 2] {
        [ActId("a".into()), ActId("b".into())]
    }

    fn check(at_work: &AtWork, person: &str, now: Instant, expected: Option<&str>) {
        let given = at_work.first_free(&acts(), person, now);
        assert_eq!(given.as_ref().map(ActId::as_str), expected, "{person}");
    }

    #[test]
    fn two_people_get_two_acts_and_each_keeps_their_own() {
        let (at_work, now) = (AtWork::default(), Instant::now());
        check(&at_work, "nigora", now, Some("a"));
        check(&at_work, "firuz", now, Some("b"));
        check(&at_work, "nigora", now, Some("a"));
        check(&at_work, "zarina", now, None);
        assert_eq!((at_work.of_others("nigora", now), at_work.of_others("zarina", now)), (1, 2));
    }

    #[test]
    fn an_act_is_free_when_it_is_left_or_nobody_touched_it_for_long() {
        let (at_work, now) = (AtWork::default(), Instant::now());
        check(&at_work, "nigora", now, Some("a"));
        at_work.left(&acts()[0], "firuz");
        check(&at_work, "firuz", now, Some("b"));
        check(&at_work, "zarina", now + FREE_AFTER, Some("a"));
        at_work.left(&acts()[0], "zarina");
        check(&at_work, "nigora", now + FREE_AFTER, Some("a"));
    }
}
