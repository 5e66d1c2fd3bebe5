//! Rules of ages: of parents at a birth, of spouses at a marriage, of the dead. Not for the order of dates: see `dates`.

use crate::{
    act::{Act, Doubt, Severity},
    form::ActType,
};

use super::{Day, Rule, seen};

pub(super) fn breaches(act: &Act) -> Vec<Doubt> {
    match act.kind {
        ActType::Birth => mother(act).into_iter().chain(father(act)).collect(),
        ActType::Marriage => spouse(act, "bride", "bride.birth_date")
            .into_iter()
            .chain(spouse(act, "groom", "groom.birth_date"))
            .collect(),
        ActType::Death => {
            death_before_birth(act).into_iter().chain(age_differs(act)).chain(improbable(act)).collect()
        }
        _ => Vec::new(),
    }
}

/// The age of a parent at the child's birth, as stated or by dates, with the fields that tell it.
fn age_of_parent(act: &Act, stated: &'static str, born: &'static str) -> Option<(i32, Vec<&'static str>)> {
    const CHILD: &str = "child.birth_date";
    if let Some(age) = seen::years(act, stated) {
        return Some((age, vec![stated]));
    }
    let (born_on, child) = (seen::day(act, born)?, seen::day(act, CHILD)?);
    Some((born_on.years_to(child), vec![born, CHILD]))
}

fn mother(act: &Act) -> Option<Doubt> {
    let rule = Rule::MotherAge;
    let (age, fields) = age_of_parent(act, "mother.age", "mother.birth_date")?;
    let within = |least, most| (rule.limit(least)..=rule.limit(most)).contains(&age);
    if within("least", "most") {
        return None;
    }
    let severity = if within("error-below", "error-above") { Severity::Warning } else { Severity::Error };
    Some(rule.broken_as(severity, &fields, &[("age", age.to_string())]))
}

fn father(act: &Act) -> Option<Doubt> {
    let rule = Rule::FatherAge;
    let (age, fields) = age_of_parent(act, "father.age", "father.birth_date")?;
    let fits = (rule.limit("least")..=rule.limit("most")).contains(&age);
    (!fits).then(|| rule.broken(&fields, &[("age", age.to_string())]))
}

/// Law: women 16 before the Family Code of 1939-40, 17 until 2010, 18 since January 2011; men 18.
fn spouse(act: &Act, person: &str, born: &str) -> Option<Doubt> {
    let rule = Rule::MarriageAge;
    let (of, event) = seen::event(act)?;
    let age = seen::day(act, born).filter(|born| *born <= event)?.years_to(event);
    let limit = match (person, event.year) {
        ("groom", _) => "groom",
        (_, ..=1939) => "bride-until-1939",
        (_, ..=2010) => "bride-until-2010",
        _ => "bride",
    };
    if age >= rule.limit(limit) {
        return None;
    }
    let severity = if age < rule.limit("error-below") { Severity::Error } else { Severity::Warning };
    let values = [("age", age.to_string()), ("event", seen::shown(act, of))];
    Some(rule.broken_as(severity, &[born, of], &values))
}

const BORN: &str = "deceased.birth_date";
const DIED: &str = "death.date";
const AGE: &str = "deceased.age";

fn life(act: &Act) -> Option<(Day, Day)> {
    Some((seen::day(act, BORN)?, seen::day(act, DIED)?))
}

fn death_before_birth(act: &Act) -> Option<Doubt> {
    life(act).filter(|(born, died)| died < born)?;
    let values = [("born", seen::shown(act, BORN)), ("died", seen::shown(act, DIED))];
    Some(Rule::DeathBeforeBirth.broken(&[BORN, DIED], &values))
}

/// The age stated is the one the dates give, or a year off.
fn age_differs(act: &Act) -> Option<Doubt> {
    let (born, died) = life(act).filter(|(born, died)| born <= died)?;
    let (age, computed) = (seen::years(act, AGE)?, born.years_to(died));
    let differs = (age - computed).abs() > Rule::AgeDiffers.limit("years");
    let values = [("age", age.to_string()), ("computed", computed.to_string())];
    differs.then(|| Rule::AgeDiffers.broken(&[AGE, BORN, DIED], &values))
}

fn improbable(act: &Act) -> Option<Doubt> {
    let stated = seen::years(act, AGE).map(|age| (age, vec![AGE]));
    let (age, fields) =
        stated.or_else(|| life(act).map(|(born, died)| (born.years_to(died), vec![BORN, DIED])))?;
    (age > Rule::AgeImprobable.limit("most"))
        .then(|| Rule::AgeImprobable.broken(&fields, &[("age", age.to_string())]))
}
