//! Children: of couples, and of mothers alone. Not for marriages.

use rand::Rng;
use time::Date;

use super::{Lives, Plan};
use crate::families::{
    event::What,
    names,
    person::{Person, PersonId},
};

/// A mother's age at her last child, full years.
const LAST_CHILD: i32 = 44;

impl Lives {
    /// A couple's child is born; now and then two.
    pub(super) fn bear(&mut self, couple: usize, wished: u32, day: Date) {
        let (man, woman, act) = {
            let couple = &self.couples[couple];
            (couple.man, couple.woman, couple.act)
        };
        if !self.couples[couple].together || self.age(woman, day) > LAST_CHILD {
            return;
        }
        let count = if self.rng.random_bool(0.02) { 2 } else { 1 };
        let wait = self.rng.random_range(1..60);
        for _ in 0..count {
            self.child(Some(man), woman, act, count, day, wait);
        }
        if wished > 1 {
            self.plan_in(day, 420..1300, Plan::Bear(couple, wished - 1));
        }
    }

    /// A child whose father is not told.
    pub(super) fn bear_alone(&mut self, mother: PersonId, day: Date) {
        let free = !self.people[mother].dead && self.people[mother].couple.is_none();
        if !free {
            return;
        }
        let wait = self.rng.random_range(3..60);
        let child = self.child(None, mother, None, 1, day, wait);
        if self.rng.random_bool(0.55) {
            self.plan_in(day, 150..900, Plan::Acknowledge(child));
        } else {
            self.plan_in(day, 300..1500, Plan::Adopt(child));
        }
    }

    fn child(
        &mut self,
        father: Option<PersonId>,
        mother: PersonId,
        marriage: Option<usize>,
        count: u32,
        day: Date,
        wait: i64,
    ) -> PersonId {
        let male = self.rng.random();
        let of = self.who(father.unwrap_or(mother));
        // Without a father the mother says whose name the child bears.
        let stock = super::people::stock(of.ethnicity);
        let named_after = father.map_or_else(|| names::given(&mut self.rng, stock, true), |_| of.given);
        let identity =
            self.named(male, of.surname, named_after, of.ethnicity, self.people[mother].now.home, day);
        let mut person = Person::new(identity);
        (person.father, person.mother) = (father, Some(mother));
        let child = self.add(person);
        self.people[mother].children += 1;
        let ties = self.ties_of_birth(father, mother, marriage);
        let what = What::Birth {
            child: self.who(child),
            father: father.map(|f| self.who(f)),
            mother: self.who(mother),
            order: self.people[mother].children,
            count,
            married: marriage.is_some(),
        };
        let land = self.people[mother].now.home.land;
        let act = self.register(day, wait..wait + 1, land, what, ties);
        self.people[child].birth = Some(act);
        self.plan_life(child, day);
        child
    }

    fn ties_of_birth(
        &self,
        father: Option<PersonId>,
        mother: PersonId,
        marriage: Option<usize>,
    ) -> Vec<(usize, &'static str)> {
        let mut ties: Vec<_> = marriage.map(|act| (act, "parents")).into_iter().collect();
        ties.extend(father.and_then(|f| self.people[f].birth).map(|act| (act, "father")));
        ties.extend(self.people[mother].birth.map(|act| (act, "mother")));
        ties
    }
}
