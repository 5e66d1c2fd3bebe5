//! Breaches in acts of marriage, divorce and death: ages, order of days, a marriage that is not told. Not
//! for births.

use time::{Date, Duration};

use super::{
    Rule,
    sow::{Written, touching},
};
use crate::families::{
    bound::Holdings,
    clerk::STROKE,
    event::What,
    person::{age, edtf},
};

/// Writes the breach, if the act is one it can be put into.
pub(super) fn write(holdings: &mut Holdings, at: usize, rule: Rule) -> Option<Written> {
    let event = holdings.acts[at].event;
    let day = holdings.events[event].day;
    match (rule, holdings.events[event].what.clone()) {
        (Rule::BornAfterEvent, What::Marriage { .. }) => {
            put_day(holdings, at, "groom.birth_date", day + Duration::days(800));
            touching(&["groom.birth_date", "marriage.date"])
        }
        (Rule::MarriageAge, What::Marriage { .. }) => {
            put_day(holdings, at, "bride.birth_date", day - Duration::days(14 * 365 + 100));
            touching(&["bride.birth_date", "marriage.date"])
        }
        (Rule::DivorceWithoutMarriage, What::Divorce { marriage: Some(_), .. }) => {
            holdings.acts[at].put("marriage_ref", STROKE, "");
            touching(&["marriage_ref"])
        }
        (Rule::DivorceBeforeMarriage, What::Divorce { marriage: Some(marriage), .. }) => {
            let wed = holdings.events[marriage].day;
            put_day(holdings, at, "divorce.date", wed - Duration::days(210));
            touching(&["divorce.date", "marriage_ref"])
        }
        _ => None,
    }
}

/// Writes a breach into an act of death.
pub(super) fn write_death(holdings: &mut Holdings, at: usize, rule: Rule) -> Option<Written> {
    let event = holdings.acts[at].event;
    let What::Death { person, .. } = holdings.events[event].what.clone() else { return None };
    let (died, years) = (holdings.events[event].day, age(person.born, holdings.events[event].day));
    match rule {
        Rule::DeathBeforeBirth => {
            put_day(holdings, at, "deceased.birth_date", died + Duration::days(400));
            // An age would contradict it as well.
            holdings.acts[at].put("deceased.age", STROKE, "");
            touching(&["deceased.birth_date", "death.date"])
        }
        Rule::AgeDiffers if (5..80).contains(&years) => {
            let text = (years + 7).to_string();
            holdings.acts[at].put("deceased.age", text.clone(), text);
            touching(&["deceased.age", "deceased.birth_date", "death.date"])
        }
        Rule::AgeImprobable if years > 60 => {
            let born = Date::from_calendar_date(died.year() - 109, person.born.month(), 1).ok()?;
            put_day(holdings, at, "deceased.birth_date", born);
            let text = age(born, died).to_string();
            holdings.acts[at].put("deceased.age", text.clone(), text);
            touching(&["deceased.age"])
        }
        _ => None,
    }
}

fn put_day(holdings: &mut Holdings, at: usize, key: &str, day: Date) {
    let text = holdings.clerks[holdings.acts[at].book].day(day);
    holdings.acts[at].put(key, text, edtf(day));
}
