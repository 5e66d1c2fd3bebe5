//! How couples come about: founders, and those who seek and find. Not for their children.

use rand::{Rng, seq::IndexedRandom};
use time::{Date, Duration};

use super::{Couple, Lives, Plan};
use crate::families::{
    breach::Rule,
    event::What,
    names::Surname,
    person::{MaritalStatus, PersonId},
};

/// Share of couples who have their marriage registered; the others had a religious wedding alone.
const REGISTERED: f64 = 0.85;

impl Lives {
    /// Two from elsewhere wed and begin a family.
    pub(super) fn found(&mut self, day: Date) {
        let land = self.rng.random_range(0..self.lands);
        let ethnicity = self.ethnicity();
        let (his, hers) = (self.rng.random_range(20..29), self.rng.random_range(18..24));
        let man = self.newcomer(true, ethnicity, land, his, day);
        let woman = self.newcomer(false, ethnicity, land, hers, day);
        self.wed(man, woman, day);
    }

    /// Somebody looks for a spouse among those who look too, else further away.
    pub(super) fn seek(&mut self, who: PersonId, day: Date) {
        if !self.is_free(who) {
            return;
        }
        let fitting: Vec<PersonId> = self.single.iter().copied().filter(|&o| self.fit(who, o, day)).collect();
        let wait = 20..120;
        if let Some(&other) = fitting.choose(&mut self.rng) {
            self.single.retain(|&o| o != other && o != who);
            self.plan_in(day, wait, self.pair(who, other));
        } else if !self.single.contains(&who) && self.rng.random_bool(0.4) {
            self.single.push(who);
            self.plan_in(day, 300..700, Plan::Seek(who));
        } else {
            let (male, ethnicity, land) =
                (!self.people[who].now.male, self.people[who].now.ethnicity, self.people[who].now.home.land);
            let years = (self.age(who, day) + if male { 3 } else { -2 }).max(if male { 20 } else { 18 });
            let other = self.newcomer(male, ethnicity, land, years, day);
            self.single.retain(|&o| o != who);
            self.plan_in(day, wait, self.pair(who, other));
        }
    }

    fn pair(&self, one: PersonId, other: PersonId) -> Plan {
        if self.people[one].now.male { Plan::Wed(one, other) } else { Plan::Wed(other, one) }
    }

    fn is_free(&self, who: PersonId) -> bool {
        !self.people[who].dead && self.people[who].couple.is_none()
    }

    fn fit(&self, one: PersonId, other: PersonId, day: Date) -> bool {
        let (a, b) = (&self.people[one], &self.people[other]);
        let kin = [(a.mother, b.mother), (a.father, b.father)].iter().any(|(a, b)| a.is_some() && a == b);
        let apart = (self.age(one, day) - self.age(other, day)).abs();
        self.is_free(other)
            && a.now.male != b.now.male
            && a.now.ethnicity == b.now.ethnicity
            && !kin
            && apart <= 12
    }

    /// They wed, if nothing came between.
    pub(super) fn wed(&mut self, man: PersonId, woman: PersonId, day: Date) {
        if self.is_free(man) && self.is_free(woman) {
            let registered = self.rng.random_bool(REGISTERED);
            let couple = self.join(man, woman, day, registered);
            let wished = self.rng.random_range(2..=5);
            self.plan_in(day, 280..800, Plan::Bear(couple, wished));
            if registered && self.rng.random_bool(0.16) {
                self.plan_in(day, 900..4500, Plan::Part(couple));
            }
        }
    }

    fn join(&mut self, man: PersonId, woman: PersonId, day: Date, registered: bool) -> usize {
        let takes = registered && self.rng.random_bool(0.7);
        let before = self.people[woman].now.surname;
        let after = if takes { self.people[man].now.surname } else { before };
        let act = registered.then(|| self.marriage_act(man, woman, after, day));
        self.people[woman].now.surname = after;
        self.couples.push(Couple { man, woman, since: day, act, together: true });
        for who in [man, woman] {
            self.people[who].couple = Some(self.couples.len() - 1);
            self.people[who].marriage = act.or(self.people[who].marriage);
        }
        self.couples.len() - 1
    }

    fn marriage_act(&mut self, man: PersonId, woman: PersonId, bride_after: Surname, day: Date) -> usize {
        let mut ties = Vec::new();
        for who in [man, woman] {
            ties.extend(self.people[who].birth.map(|act| (act, "birth")));
            ties.extend(self.people[who].divorce.map(|act| (act, "divorce")));
        }
        let statuses = [self.people[man].status, self.people[woman].status];
        let land = self.people[man].now.home.land;
        let what = What::Marriage { groom: self.who(man), bride: self.who(woman), statuses, bride_after };
        self.register(day, 0..1, land, what, ties)
    }

    /// The couple parts; before that, where the breach is wanted, the husband weds another.
    pub(super) fn part(&mut self, couple: usize, day: Date) {
        let Couple { man, woman, since, act, together } = self.couples[couple].clone();
        if !together {
            return;
        }
        let early = day - Duration::days(150);
        if early > since && early.year() == day.year() && self.take(Rule::RemarriedBeforeEnd) {
            self.wed_twice(man, early);
        }
        let before = self.people[woman].now.surname;
        let maiden = self.rng.random_bool(0.4).then(|| act.map(|act| self.bride_before(act))).flatten();
        let wife_after = maiden.unwrap_or(before);
        let what = What::Divorce { husband: self.who(man), wife: self.who(woman), wife_after, marriage: act };
        let ties = act.map(|act| (act, "marriage")).into_iter().collect();
        let land = self.people[man].now.home.land;
        let divorce = self.register(day, 0..20, land, what, ties);
        self.people[woman].now.surname = wife_after;
        self.couples[couple].together = false;
        for who in [man, woman] {
            self.people[who].divorce = Some(divorce);
            self.release(who, MaritalStatus::Divorced, day);
        }
    }

    fn bride_before(&self, act: usize) -> Surname {
        match &self.events[act].what {
            What::Marriage { bride, .. } => bride.surname,
            _ => unreachable!("a couple's act is a marriage"),
        }
    }

    /// Free again, and perhaps ready for another marriage.
    pub(super) fn release(&mut self, who: PersonId, status: MaritalStatus, day: Date) {
        self.people[who].couple = None;
        self.people[who].status = status;
        if self.age(who, day) < 50 && self.rng.random_bool(0.5) {
            self.plan_in(day, 200..1500, Plan::Seek(who));
        }
    }

    /// The breach: a second marriage while the first one stands. The second wife is heard of no more.
    fn wed_twice(&mut self, man: PersonId, day: Date) {
        let (ethnicity, land) = (self.people[man].now.ethnicity, self.people[man].now.home.land);
        let years = (self.age(man, day) - 2).max(18);
        let woman = self.newcomer(false, ethnicity, land, years, day);
        let after = self.people[woman].now.surname;
        let act = self.marriage_act(man, woman, after, day);
        self.events[act].breach = Some(Rule::RemarriedBeforeEnd);
    }
}
