//! Breaches of numbering and of what every act carries: number, book, certificate, place names, a note of
//! annulment. Not for days of life.

use register::form::ActType;
use time::Duration;

use super::{
    Rule,
    sow::{Written, touching},
};
use crate::families::{bound::Holdings, land::LANDS, notes::Note, person::edtf};

/// Writes a breach into the last act of a year, so that the numbers behind it stay in order.
pub(super) fn write(holdings: &mut Holdings, at: usize, rule: Rule) -> Option<Written> {
    let act = &holdings.acts[at];
    let (kind, number) = (act.record.kind, act.record.number);
    if !holdings.is_last_of_year(at) || holdings.is_referred_to(act.event) {
        return None;
    }
    match (rule, kind) {
        (Rule::EventOutsideBook, ActType::Marriage | ActType::Divorce) => outside(holdings, at),
        (Rule::NumberRepeated, _) if number >= 2 => {
            holdings.acts[at].record.number -= 1;
            touching(&["act_no"])
        }
        (Rule::NumberOutOfSequence, _) if number >= 2 => {
            holdings.acts[at].record.number += 1;
            touching(&["act_no"])
        }
        (Rule::DuplicateAct, ActType::Birth) => {
            touching(&["child.surname", "child.given", "child.patronymic", "child.birth_date"])
        }
        _ => None,
    }
}

/// Registered in a year the book does not hold, in which the office has no acts of this type at all.
fn outside(holdings: &mut Holdings, at: usize) -> Option<Written> {
    let act = &holdings.acts[at];
    let book = &holdings.books[act.book];
    let busy = |year: i32| {
        let of = |a: &&crate::families::bound::Bound| {
            a.record.kind == book.kind && holdings.books[a.book].office == book.office
        };
        holdings.acts.iter().filter(of).any(|a| a.registered.year() == year)
    };
    let year = (book.years.1 + 1..2030).find(|&year| !busy(year))?;
    let day = act.registered.replace_day(15).ok()?.replace_year(year).ok()?;
    let text = holdings.clerks[act.book].day(day);
    holdings.acts[at].put("reg_date", text, edtf(day));
    touching(&["reg_date"])
}

/// Writes a breach that any act can have.
pub(super) fn write_any(holdings: &mut Holdings, at: usize, rule: Rule) -> Option<Written> {
    let act = &holdings.acts[at];
    let (book, year) = (act.book, act.registered.year());
    let tajik = holdings.clerks[book].tajik;
    match rule {
        Rule::CertificateSeries => {
            let text = format!("ТБ № {}", 10_000 + at % 80_000);
            holdings.acts[at].put("cert_no", text.clone(), text);
            touching(&["cert_no"])
        }
        Rule::PlaceNotKnownThen => {
            let key = match act.record.kind {
                ActType::Birth => "child.birth_place",
                ActType::Death => "death.place",
                _ => return None,
            };
            let own = LANDS[holdings.books[book].office].of_another_time(tajik, year);
            let text = own.or_else(|| LANDS.iter().find_map(|land| land.of_another_time(tajik, year)))?;
            holdings.acts[at].put(key, text.clone(), text);
            touching(&[key])
        }
        _ => {
            let day = act.registered + Duration::days(420);
            let clerk = &mut holdings.clerks[book];
            let written = clerk.day(day);
            let text = match tajik {
                true => format!("Сабт бекор карда шуд дар асоси ҳалномаи суд аз {written}"),
                false => format!("Запись аннулирована на основании решения суда от {written}"),
            };
            holdings.add_note(at, Note { text, kind: "cancelled", date: edtf(day), of: None });
            touching(&["annotations"])
        }
    }
}
