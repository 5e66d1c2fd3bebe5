//! Rules of dates: an event comes before its registration, the registration into its book, a birth before a marriage. Not
//! for ages: see `ages`.

use crate::{
    act::{Act, Doubt, Severity},
    form::ActType,
};

use super::{BookFacts, Day, Rule, seen};

/// Whose birth dates a marriage tells.
const SPOUSES: [&str; 2] = ["groom.birth_date", "bride.birth_date"];

pub(super) fn breaches(act: &Act, book: &BookFacts) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    doubts.extend(after_registration(act));
    doubts.extend(outside_book(act, book));
    doubts.extend(in_future(act, book));
    doubts.extend(registered_late(act));
    doubts.extend(birth_year_far(act, book));
    doubts.extend(SPOUSES.iter().filter_map(|key| born_after(act, key)));
    doubts
}

/// An event cannot be later than its registration.
fn after_registration(act: &Act) -> Option<Doubt> {
    let registered = seen::day(act, "reg_date")?;
    let late = |key: &&&str| seen::day(act, key).is_some_and(|day| day > registered);
    let event = act.kind.event_dates().iter().find(late)?;
    let values = [("event", seen::shown(act, event)), ("registered", seen::shown(act, "reg_date"))];
    Some(Rule::EventAfterRegistration.broken(&[event, "reg_date"], &values))
}

/// A book holds acts of its years.
fn outside_book(act: &Act, book: &BookFacts) -> Option<Doubt> {
    let (first, last) = book.years?;
    seen::day(act, "reg_date").filter(|day| !(first..=last).contains(&day.year))?;
    let values = [
        ("registered", seen::shown(act, "reg_date")),
        ("first", first.to_string()),
        ("last", last.to_string()),
    ];
    Some(Rule::EventOutsideBook.broken(&["reg_date"], &values))
}

/// Nothing is registered that is yet to come.
fn in_future(act: &Act, book: &BookFacts) -> Option<Doubt> {
    let today = Day::of(book.today.as_deref()?)?;
    let mut dates = act.kind.event_dates().iter().copied().chain(["reg_date"]);
    let key = dates.find(|key| seen::day(act, key).is_some_and(|day| day > today))?;
    Some(Rule::EventInFuture.broken(&[key], &[("event", seen::shown(act, key))]))
}

/// A birth is to be registered within three months; a year later it was restored, or registered for a reason of its own.
fn registered_late(act: &Act) -> Option<Doubt> {
    let rule = Rule::RegisteredLate;
    let key = match act.kind {
        ActType::Birth => "child.birth_date",
        ActType::Death => "death.date",
        _ => return None,
    };
    let (event, registered) = (seen::day(act, key)?, seen::day(act, "reg_date")?);
    let months = event.months_to(registered);
    let long = months >= rule.limit("info-from-months");
    let late = months >= rule.limit("months") && registered > event;
    if !(long || late && act.kind == ActType::Birth) {
        return None;
    }
    let values = [("event", seen::shown(act, key)), ("registered", seen::shown(act, "reg_date"))];
    let severity = if long { Severity::Info } else { Severity::Warning };
    Some(rule.broken_as(severity, &[key, "reg_date"], &values))
}

/// A child is born about the year of its book.
fn birth_year_far(act: &Act, book: &BookFacts) -> Option<Doubt> {
    let born = (act.kind == ActType::Birth).then(|| seen::day(act, "child.birth_date")).flatten()?;
    let year = seen::day(act, "reg_date").map(|day| day.year).or(book.years.map(|(_, last)| last))?;
    let far = (born.year - year).abs() > Rule::BirthYearFarFromBook.limit("years");
    let values = [("born", seen::shown(act, "child.birth_date")), ("year", year.to_string())];
    far.then(|| Rule::BirthYearFarFromBook.broken(&["child.birth_date"], &values))
}

/// Nobody marries before birth.
fn born_after(act: &Act, key: &str) -> Option<Doubt> {
    let born = (act.kind == ActType::Marriage).then(|| seen::day(act, key)).flatten()?;
    let (of, _) = seen::event(act).filter(|(_, event)| born > *event)?;
    let values = [("born", seen::shown(act, key)), ("event", seen::shown(act, of))];
    Some(Rule::BornAfterEvent.broken(&[key, of], &values))
}
