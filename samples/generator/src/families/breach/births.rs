//! Breaches in acts of birth: days, names that do not fit the parents, sex. Not for other acts.

use rand::Rng;
use register::form::ActType;
use time::Duration;

use super::{
    Rule,
    sow::{Written, touching},
};
use crate::families::{
    bound::Holdings,
    event::What,
    names::{self, Stock},
    person::{Identity, edtf},
};

/// A birth that nothing later refers to, so that no other act contradicts it.
fn child(holdings: &Holdings, event: usize) -> Option<(Identity, Option<Identity>, Identity)> {
    match &holdings.events[event].what {
        What::Birth { child, father, mother, count: 1, .. } if !holdings.is_referred_to(event) => {
            Some((child.clone(), father.clone(), mother.clone()))
        }
        _ => None,
    }
}

/// Writes the breach, if the act is one it can be put into.
pub(super) fn write(rng: &mut impl Rng, holdings: &mut Holdings, at: usize, rule: Rule) -> Option<Written> {
    let act = &holdings.acts[at];
    let (event, book) = (act.event, act.book);
    if act.record.kind != ActType::Birth {
        return None;
    }
    let (child, father, mother) = child(holdings, event)?;
    let tajik = holdings.clerks[book].tajik;
    match rule {
        Rule::EventAfterRegistration | Rule::RegisteredLate | Rule::BirthYearFarFromBook => {
            days(rng, holdings, at, rule)
        }
        Rule::SexName => {
            let (written, value) = match (tajik, child.male) {
                (true, true) => ("духтар", "female"),
                (true, false) => ("писар", "male"),
                (false, true) => ("женский", "female"),
                (false, false) => ("мужской", "male"),
            };
            holdings.acts[at].put("child.sex", written, value);
            touching(&["child.sex", "child.patronymic"])
        }
        Rule::ChildSurname => {
            let (father, near) = (father.clone()?, [father?.surname.stem, mother.surname.stem]);
            let other =
                (0..40).map(|_| names::surname(rng, Stock::North)).find(|s| !near.contains(&s.stem))?;
            let _ = father;
            let text = other.spelled(tajik, child.male);
            holdings.acts[at].put("child.surname", text.clone(), text);
            touching(&["child.surname", "father.surname"])
        }
        Rule::ChildPatronymic => {
            let father = father?;
            let stock = if father.ethnicity < 4 { Stock::North } else { Stock::East };
            let text = names::given(rng, stock, true).patronymic(tajik, child.male);
            holdings.acts[at].put("child.patronymic", text.clone(), text);
            touching(&["child.patronymic", "father.given"])
        }
        _ => None,
    }
}

fn days(rng: &mut impl Rng, holdings: &mut Holdings, at: usize, rule: Rule) -> Option<Written> {
    let act = &holdings.acts[at];
    let (born, registered) = (holdings.events[act.event].day, act.registered);
    let (key, day) = match rule {
        Rule::EventAfterRegistration => {
            let early = born - Duration::days(rng.random_range(3..15));
            ("reg_date", (early.year() == registered.year()).then_some(early)?)
        }
        Rule::RegisteredLate => ("child.birth_date", registered - Duration::days(rng.random_range(120..300))),
        _ => ("child.birth_date", born - Duration::days(365 * 26)),
    };
    let text = holdings.clerks[act.book].day(day);
    holdings.acts[at].put(key, text, edtf(day));
    match rule {
        Rule::BirthYearFarFromBook => {
            Some(Written { fields: vec!["child.birth_date"], also: vec![Rule::RegisteredLate] })
        }
        _ => touching(&["child.birth_date", "reg_date"]),
    }
}
