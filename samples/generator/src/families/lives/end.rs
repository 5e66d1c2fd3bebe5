//! Deaths, and what they end. Not for divorces: see `marriage`.

use rand::Rng;
use time::{Date, Duration};

use super::{Lives, new_year};
use crate::families::{
    breach::Rule,
    event::What,
    person::{MaritalStatus, PersonId},
};

/// Causes of death in the vocabulary.
const CAUSES: usize = 8;

impl Lives {
    /// Somebody dies; the spouse is free again.
    pub(super) fn die(&mut self, who: PersonId, day: Date) {
        let person = self.people[who].clone();
        if person.dead {
            return;
        }
        let mut ties: Vec<_> = person.birth.map(|act| (act, "birth")).into_iter().collect();
        ties.extend(person.marriage.map(|act| (act, "marriage")));
        let cause = self.rng.random_range(0..CAUSES);
        let what = What::Death { person: self.who(who), cause };
        self.register(day, 0..8, person.now.home.land, what, ties);
        self.people[who].dead = true;
        self.single.retain(|&o| o != who);
        let Some(couple) = person.couple else { return };
        self.couples[couple].together = false;
        let (man, woman) = (self.couples[couple].man, self.couples[couple].woman);
        let spouse = if man == who { woman } else { man };
        self.release(spouse, MaritalStatus::Widowed, day);
        if let Some(act) = self.couples[couple].act {
            self.part_from_the_dead(couple, act, day);
        }
    }

    /// The breach: a divorce is registered of somebody who is dead.
    fn part_from_the_dead(&mut self, couple: usize, act: usize, day: Date) {
        let late = day + Duration::days(300);
        if late >= new_year(self.last) || !self.take(Rule::EventAfterDeath) {
            return;
        }
        let (man, woman) = (self.couples[couple].man, self.couples[couple].woman);
        let (husband, wife) = (self.who(man), self.who(woman));
        let what = What::Divorce { husband, wife_after: wife.surname, wife, marriage: Some(act) };
        let land = self.people[man].now.home.land;
        let divorce = self.register(late, 0..1, land, what, vec![(act, "marriage")]);
        self.events[divorce].breach = Some(Rule::EventAfterDeath);
    }
}
