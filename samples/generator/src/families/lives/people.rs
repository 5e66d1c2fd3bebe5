//! How people come into the lives: from elsewhere, or as children. Not for what happens to them.

use rand::Rng;
use time::{Date, Duration};

use super::{Lives, Plan};
use crate::families::{
    land::Home,
    names::{self, Name, Stock, Surname},
    person::{Identity, NORTHERN, Person, PersonId, age},
};

/// Weights of the ethnicities in the vocabulary's order: Tajik, Uzbek, Kirghiz, Tatar, Russian, Ukrainian.
const SHARES: [u32; 6] = [60, 18, 4, 4, 10, 4];
/// Occupations in the vocabulary.
const WORKS: usize = 12;

impl Lives {
    /// An ethnicity, as often as it is met.
    pub(super) fn ethnicity(&mut self) -> usize {
        let mut left = self.rng.random_range(0..SHARES.iter().sum());
        SHARES
            .iter()
            .position(|&share| left.checked_sub(share).map(|rest| left = rest).is_none())
            .unwrap_or(0)
    }

    /// Somebody born elsewhere, whose birth act is not held; has an age in full years on `day`.
    pub(super) fn newcomer(
        &mut self,
        male: bool,
        ethnicity: usize,
        land: usize,
        years: i32,
        day: Date,
    ) -> PersonId {
        let stock = stock(ethnicity);
        let back = i64::from(years) * 365 + self.rng.random_range(20..340);
        let father = names::given(&mut self.rng, stock, true);
        let surname = names::surname(&mut self.rng, stock);
        let home = Home::any(&mut self.rng, land);
        let identity = self.named(male, surname, father, ethnicity, home, day - Duration::days(back));
        let who = self.add(Person::new(identity));
        self.plan_death(who, day);
        who
    }

    /// A person of these parents' names with a given name that makes the whole name nobody else's.
    pub(super) fn named(
        &mut self,
        male: bool,
        surname: Surname,
        father: Name,
        ethnicity: usize,
        home: Home,
        born: Date,
    ) -> Identity {
        let stock = stock(ethnicity);
        let mut given = names::given(&mut self.rng, stock, male);
        // The table is long enough that some name is free; were it not, a namesake is no fault.
        for _ in 0..60 {
            if given != father && self.names.insert((surname.stem, given, father, male)) {
                break;
            }
            given = names::given(&mut self.rng, stock, male);
        }
        let work = self.rng.random_range(0..WORKS);
        Identity { who: self.people.len(), male, surname, given, father, ethnicity, home, born, work }
    }

    pub(super) fn add(&mut self, mut person: Person) -> PersonId {
        let who = self.people.len();
        person.now.who = who;
        self.people.push(person);
        who
    }

    /// When somebody grown up will die, after `day`.
    pub(super) fn plan_death(&mut self, who: PersonId, day: Date) {
        let old = self.rng.random_range(0..10) < 8;
        let years = if old { self.rng.random_range(58..94) } else { self.rng.random_range(30..58) };
        let death = self.people[who].now.born
            + Duration::days(i64::from(years) * 365 + self.rng.random_range(0..365));
        if death > day + Duration::days(700) {
            self.plan(death, Plan::Die(who));
        }
    }

    /// What a child's life will bring, told at its birth.
    pub(super) fn plan_life(&mut self, who: PersonId, born: Date) {
        let male = self.people[who].now.male;
        if self.rng.random_bool(0.07) {
            return self.plan_in(born, 2..900, Plan::Die(who));
        }
        self.plan_death(who, born);
        if self.rng.random_bool(0.85) {
            let years = if male { 20..29 } else { 18..25 };
            let wait = i64::from(self.rng.random_range(years)) * 366;
            self.plan_in(born, wait..wait + 360, Plan::Seek(who));
        }
        if self.rng.random_bool(0.05) {
            self.plan_in(born, 18 * 366..38 * 365, Plan::Rename(who));
        }
        if !male && self.rng.random_bool(0.08) {
            self.plan_in(born, 20 * 366..27 * 365, Plan::BearAlone(who));
        }
    }

    pub(super) fn age(&self, who: PersonId, day: Date) -> i32 {
        age(self.people[who].now.born, day)
    }

    /// Who somebody is today.
    pub(super) fn who(&self, who: PersonId) -> Identity {
        self.people[who].now.clone()
    }
}

pub(super) fn stock(ethnicity: usize) -> Stock {
    if NORTHERN.contains(&ethnicity) { Stock::North } else { Stock::East }
}
