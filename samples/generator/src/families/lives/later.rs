//! What changes a name later: paternity, adoption, a change of name. Not for marriages.

use rand::{Rng, seq::IndexedRandom};
use time::Date;

use super::Lives;
use crate::families::{
    event::What,
    names::{self, Ending, Surname},
    person::PersonId,
};

impl Lives {
    /// A father acknowledges a child that was born without one.
    pub(super) fn acknowledge(&mut self, child: PersonId, day: Date) {
        let Some((mother, birth)) = self.held(child) else { return };
        let (ethnicity, land) = (self.people[mother].now.ethnicity, self.people[mother].now.home.land);
        let years = (self.age(mother, day) + 3).max(20);
        let father = self.newcomer(true, ethnicity, land, years, day);
        // The mother had named the child after him.
        let called = self.people[child].now.father;
        self.people[father].now.given = called;
        let what = What::Paternity {
            child: self.who(child),
            father: self.who(father),
            mother: self.who(mother),
            birth,
        };
        self.register(day, 0..10, land, what, vec![(birth, "birth")]);
        let surname = self.people[father].now.surname;
        let person = &mut self.people[child];
        person.father = Some(father);
        person.now.surname = surname;
    }

    /// A couple takes in a child that has no father.
    pub(super) fn adopt(&mut self, child: PersonId, day: Date) {
        let Some((mother, birth)) = self.held(child) else { return };
        let (ethnicity, land) = (self.people[child].now.ethnicity, self.people[child].now.home.land);
        let fit = |couple: &&super::Couple| {
            let man = &self.people[couple.man].now;
            couple.together
                && couple.woman != mother
                && man.ethnicity == ethnicity
                && self.age(couple.man, day) >= 25
        };
        let couples: Vec<_> = self.couples.iter().filter(fit).map(|c| (c.man, c.woman)).collect();
        let Some(&(man, woman)) = couples.choose(&mut self.rng) else { return };
        let before = self.who(child);
        let stock = super::people::stock(ethnicity);
        let given_after =
            if self.rng.random() { before.given } else { names::given(&mut self.rng, stock, before.male) };
        let adopter = self.who(man);
        let now = &mut self.people[child].now;
        (now.surname, now.given, now.father, now.home) =
            (adopter.surname, given_after, adopter.given, adopter.home);
        (self.people[child].father, self.people[child].mother) = (Some(man), Some(woman));
        let what = What::Adoption { child: before, adopter, given_after, birth };
        self.register(day, 0..10, land, what, vec![(birth, "birth")]);
    }

    /// The mother and the birth act of a child that lives.
    fn held(&self, child: PersonId) -> Option<(PersonId, usize)> {
        let person = &self.people[child];
        let mother = person.mother.filter(|_| !person.dead)?;
        (!self.people[mother].dead).then_some((mother, person.birth?))
    }

    /// Somebody takes another family name, or another given name.
    pub(super) fn rename(&mut self, who: PersonId, day: Date) {
        let person = &self.people[who];
        if person.dead {
            return;
        }
        let (birth, before) = (person.birth, self.who(who));
        let mut after = before.clone();
        let stock = super::people::stock(before.ethnicity);
        if self.rng.random() {
            while after.given == before.given {
                after.given = names::given(&mut self.rng, stock, before.male);
            }
        } else if before.surname.ending == Ending::Ov && stock == names::Stock::East {
            after.surname = Surname { ending: Ending::Zoda, ..before.surname };
        } else {
            while after.surname == before.surname {
                after.surname = names::surname(&mut self.rng, stock);
            }
        }
        self.people[who].now = after.clone();
        let ties = birth.map(|act| (act, "birth")).into_iter().collect();
        let land = before.home.land;
        self.register(day, 0..15, land, What::NameChange { before, after, birth }, ties);
    }
}
