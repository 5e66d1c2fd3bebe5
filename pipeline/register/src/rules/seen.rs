//! What of an act a rule may lean on: values that were read, surely enough, and are not uncertain by their own word. Not
//! for judging.

use crate::act::{Act, Field, Mark};

use super::day::Day;

/// The least probability of being right with which a value may break a rule: below it, it is as likely wrong.
const SURE: f64 = 0.5;

/// The value of a field, if it may break a rule.
pub(super) fn text<'a>(act: &'a Act, key: &str) -> Option<&'a str> {
    let field = act.fields.get(key)?;
    let value = field.value.as_deref()?.trim();
    (is_sure(field) && !value.is_empty() && !value.contains('?')).then_some(value)
}

fn is_sure(field: &Field) -> bool {
    field.mark == Mark::Read && field.confidence.is_none_or(|confidence| confidence >= SURE)
}

/// The day of a field.
pub(super) fn day(act: &Act, key: &str) -> Option<Day> {
    Day::of(text(act, key)?)
}

/// An age in whole years; that of an infant in months or days is none.
pub(super) fn years(act: &Act, key: &str) -> Option<i32> {
    text(act, key)?.parse().ok().filter(|age| (0..=200).contains(age))
}

/// The day of the event, else of the registration, with the field that tells it.
pub(super) fn event(act: &Act) -> Option<(&'static str, Day)> {
    let dates = act.kind.event_dates().iter().copied().chain(["reg_date"]);
    dates.filter_map(|key| Some((key, day(act, key)?))).next()
}

/// What stands in a field, for a rule's text.
pub(super) fn shown(act: &Act, key: &str) -> String {
    act.value(key).unwrap_or_default().to_owned()
}
