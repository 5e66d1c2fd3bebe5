//! Lives of families over decades, day by day from a seed: who is born, marries, parts and dies, and what
//! of it is registered. Not for paper.

mod birth;
mod end;
mod later;
mod marriage;
mod people;

use std::collections::{BTreeMap, HashSet};

use rand::Rng;
use rand_chacha::ChaCha8Rng;
use time::{Date, Duration, Month};

use super::{
    breach::Rule,
    event::{Event, What},
    names::Name,
    person::{Person, PersonId},
};

/// What will happen on a day, if those it takes still live.
#[derive(Debug, Clone, Copy)]
enum Plan {
    /// Founders of a family wed.
    Found,
    Seek(PersonId),
    Wed(PersonId, PersonId),
    /// A child of a couple; so many more are wished.
    Bear(usize, u32),
    BearAlone(PersonId),
    Part(usize),
    Die(PersonId),
    Acknowledge(PersonId),
    Adopt(PersonId),
    Rename(PersonId),
}

/// Two who live together.
#[derive(Debug, Clone)]
struct Couple {
    man: PersonId,
    woman: PersonId,
    since: Date,
    /// The marriage act; many have none.
    act: Option<usize>,
    /// Neither death nor divorce has ended it.
    together: bool,
}

/// The world of the families.
pub(crate) struct Lives {
    rng: ChaCha8Rng,
    last: i32,
    lands: usize,
    people: Vec<Person>,
    couples: Vec<Couple>,
    /// Single people who look for a spouse.
    single: Vec<PersonId>,
    plans: BTreeMap<(Date, u64), Plan>,
    planned: u64,
    /// Whole names given out: no two bear one, so that a person can be told by name.
    names: HashSet<(Name, Name, Name, bool)>,
    /// Breaches of a life that are still wanted.
    wanted: Vec<Rule>,
    events: Vec<Event>,
}

/// Lives `couples` families from the first year to the last; gives all that was registered, in order of the days. Of
/// `wanted` breaches as many are lived as lives give occasion for.
pub(crate) fn live(rng: ChaCha8Rng, couples: u32, years: (i32, i32), wanted: Vec<Rule>) -> Vec<Event> {
    let mut lives = Lives {
        rng,
        last: years.1,
        lands: (couples as usize).div_ceil(8).clamp(1, super::land::LANDS.len()),
        people: Vec::new(),
        couples: Vec::new(),
        single: Vec::new(),
        plans: BTreeMap::new(),
        planned: 0,
        names: HashSet::new(),
        wanted,
        events: Vec::new(),
    };
    let span = (years.1 - years.0).clamp(0, 20);
    for nth in 0..couples {
        let year = years.0 + (i64::from(span) * i64::from(nth) / i64::from(couples)) as i32;
        let day = lives.rng.random_range(10..300);
        lives.plan(new_year(year) + Duration::days(day), Plan::Found);
    }
    lives.run();
    lives.events
}

/// The first day of a year.
pub(super) fn new_year(year: i32) -> Date {
    Date::from_calendar_date(year, Month::January, 1).unwrap_or(Date::MAX)
}

impl Lives {
    fn run(&mut self) {
        while let Some(((day, _), plan)) = self.plans.pop_first() {
            match plan {
                Plan::Found => self.found(day),
                Plan::Seek(who) => self.seek(who, day),
                Plan::Wed(man, woman) => self.wed(man, woman, day),
                Plan::Bear(couple, wished) => self.bear(couple, wished, day),
                Plan::BearAlone(mother) => self.bear_alone(mother, day),
                Plan::Part(couple) => self.part(couple, day),
                Plan::Die(who) => self.die(who, day),
                Plan::Acknowledge(child) => self.acknowledge(child, day),
                Plan::Adopt(child) => self.adopt(child, day),
                Plan::Rename(who) => self.rename(who, day),
            }
        }
    }

    /// Plans something, unless the registration of it would come after the last year.
    fn plan(&mut self, day: Date, plan: Plan) {
        if (day + LONGEST_WAIT).year() <= self.last {
            self.plans.insert((day, self.planned), plan);
            self.planned += 1;
        }
    }

    fn plan_in(&mut self, day: Date, days: std::ops::Range<i64>, plan: Plan) {
        let wait = Duration::days(self.rng.random_range(days));
        self.plan(day + wait, plan);
    }

    /// Writes an event down some days after it happened; gives its place in the list.
    fn register(
        &mut self,
        day: Date,
        wait: std::ops::Range<i64>,
        land: usize,
        what: What,
        ties: Vec<(usize, &'static str)>,
    ) -> usize {
        let registered = day + Duration::days(self.rng.random_range(wait));
        self.events.push(Event { what, day, registered, office: land, ties, breach: None });
        self.events.len() - 1
    }

    /// Is this breach wanted? Then it is not any more.
    fn take(&mut self, rule: Rule) -> bool {
        let at = self.wanted.iter().position(|r| *r == rule);
        at.map(|at| self.wanted.swap_remove(at)).is_some()
    }
}

/// No event is registered later than this: within three months, as the law asks.
const LONGEST_WAIT: Duration = Duration::days(80);
