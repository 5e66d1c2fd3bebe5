//! From an event to the entries of its act, in the words of one clerk. Not for how lives go (`lives`), nor
//! for paper.

mod fields;

use register::form::ActType;

use super::{
    book::Numbered,
    clerk::{Clerk, Sheet},
    event::{Event, What},
    land::LANDS,
    person::Identity,
};
use crate::record::Record;
use fields::{adoption, birth, death, divorce, name_change, parents_told, paternity, side};

/// The act of an event; other acts are referred to by their numbers.
pub(crate) fn write(clerk: &mut Clerk, events: &[Event], numbers: &[Numbered], nth: usize) -> Record {
    let event = &events[nth];
    let year = event.registered.year();
    let mut sheet = Sheet { clerk, kind: event.kind(), year, entries: Vec::new() };
    let refer =
        |sheet: &mut Sheet, act: Option<usize>| act.map(|a| reference(sheet.clerk, events, numbers, a));
    match &event.what {
        What::Birth { child, father, mother, order, count, married } => {
            birth(&mut sheet, event, child, father.as_ref(), mother);
            let marriage = event.ties.iter().find(|t| t.1 == "parents").map(|t| t.0).filter(|_| *married);
            let basis = marriage.map(|act| short_reference(sheet.clerk, events, numbers, act));
            parents_told(&mut sheet, (*order, *count), father.is_some(), basis);
        }
        What::Marriage { groom, bride, statuses, bride_after } => {
            side(&mut sheet, "groom", groom, groom.surname, statuses[0]);
            side(&mut sheet, "bride", bride, *bride_after, statuses[1]);
            sheet.day("marriage.date", event.day);
        }
        What::Divorce { husband, wife, wife_after, marriage } => {
            divorce(&mut sheet, event, husband, wife, *wife_after);
            let text = refer(&mut sheet, *marriage);
            told(&mut sheet, "marriage_ref", text);
        }
        What::Death { person, cause } => death(&mut sheet, event, person, *cause),
        What::Paternity { child, father, mother, birth } => {
            let text = refer(&mut sheet, Some(*birth));
            paternity(&mut sheet, child, father, mother);
            told(&mut sheet, "birth_ref", text);
        }
        What::Adoption { child, adopter, given_after, birth } => {
            let text = refer(&mut sheet, Some(*birth));
            let after = Identity { surname: adopter.surname, given: *given_after, ..child.clone() };
            adoption(&mut sheet, child, &after, adopter);
            told(&mut sheet, "birth_ref", text);
        }
        What::NameChange { before, after, birth } => {
            name_change(&mut sheet, before, after);
            let text = refer(&mut sheet, *birth);
            told(&mut sheet, "birth_ref", text);
        }
    }
    finish(&mut sheet, event);
    let entries = in_order(sheet);
    Record { kind: event.kind(), number: numbers[nth].number, entries }
}

/// Number, day and office of another act, as acts and notes refer to it.
pub(crate) fn reference(clerk: &mut Clerk, events: &[Event], numbers: &[Numbered], act: usize) -> String {
    let event = &events[act];
    let office = LANDS[event.office].office(clerk.tajik, event.registered.year());
    let day = clerk.short_day(event.registered);
    let number = numbers[act].number;
    if clerk.tajik {
        format!("№ {number} аз {day}, {office}")
    } else {
        format!("№ {number} от {day}, {office}")
    }
}

/// Number and day alone, where the line is short.
fn short_reference(clerk: &mut Clerk, events: &[Event], numbers: &[Numbered], act: usize) -> String {
    let day = clerk.short_day(events[act].registered);
    let number = numbers[act].number;
    if clerk.tajik { format!("№ {number} аз {day}") } else { format!("№ {number} от {day}") }
}

/// What stands at the foot of every form.
fn finish(sheet: &mut Sheet, event: &Event) {
    sheet.day("reg_date", event.registered);
    let office = LANDS[event.office].office(sheet.clerk.tajik, sheet.year);
    sheet.plain("authority", office);
    let certificate = sheet.clerk.certificate();
    sheet.plain("cert_no", certificate);
}

/// The fields in the order of the form; those common to all forms stand at its foot, as told.
fn in_order(sheet: Sheet) -> Vec<crate::record::Entry> {
    let order: Vec<&str> = register::form::fields_of(sheet.kind).map(|f| f.key.as_str()).collect();
    let mut entries = sheet.entries;
    entries.sort_by_key(|e| {
        let place = order.iter().position(|key| *key == e.spec.key).unwrap_or_default();
        (e.spec.act_type.is_none(), place)
    });
    entries
}

fn told(sheet: &mut Sheet, key: &str, text: Option<String>) {
    match text {
        Some(text) => sheet.plain(key, text),
        None => sheet.stroke(key),
    }
}

/// Acts of adoption are shown to nobody without a decision of the court.
pub(crate) fn access(kind: ActType) -> &'static str {
    if kind == ActType::Adoption { "sealed" } else { "closed" }
}
