//! From an event to the entries of its act, in the words of one clerk. Not for how lives go (`lives`), nor
//! for paper.

use register::form::ActType;

use super::{
    book::Numbered,
    clerk::{Clerk, Sheet},
    event::{Event, What},
    land::LANDS,
    names::Surname,
    person::{Identity, MaritalStatus, age},
    vocabulary,
};
use crate::record::Record;

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
            let basis = refer(&mut sheet, marriage);
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
    let day = clerk.day(event.registered);
    let number = numbers[act].number;
    if clerk.tajik {
        format!("№ {number} аз {day}, {office}")
    } else {
        format!("№ {number} от {day}, {office}")
    }
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

fn birth(sheet: &mut Sheet, event: &Event, child: &Identity, father: Option<&Identity>, mother: &Identity) {
    sheet.name("child", child);
    sheet.sex("child.sex", child.male, true);
    sheet.day("child.birth_date", event.day);
    sheet.home("child.birth_place", child.home);
    sheet.plain("child.live_birth", if sheet.clerk.tajik { "зинда" } else { "живым" });
    match father {
        Some(father) => parent(sheet, "father", father),
        None => {
            for part in ["surname", "given", "patronymic", "ethnicity", "residence", "occupation"] {
                sheet.stroke(&format!("father.{part}"));
            }
        }
    }
    parent(sheet, "mother", mother);
}

fn parent(sheet: &mut Sheet, section: &str, who: &Identity) {
    sheet.name(section, who);
    sheet.ethnicity(&format!("{section}.ethnicity"), who);
    sheet.home(&format!("{section}.residence"), who.home);
    sheet.work(&format!("{section}.occupation"), who);
}

fn parents_told(sheet: &mut Sheet, (order, count): (u32, u32), father: bool, marriage: Option<String>) {
    let tajik = sheet.clerk.tajik;
    let (one, two) = if tajik { ("як", "ду") } else { ("один", "двое") };
    sheet.entry("birth.count", if count == 1 { one } else { two }.to_owned(), count.to_string());
    sheet.plain("birth.order", order.to_string());
    let basis = match (marriage, father, tajik) {
        (Some(marriage), _, true) => format!("шаҳодатномаи никоҳ {marriage}"),
        (Some(marriage), _, false) => format!("свидетельство о браке {marriage}"),
        (None, true, true) => "аризаи падару модар".into(),
        (None, true, false) => "заявление родителей".into(),
        (None, false, true) => "аризаи модар".into(),
        (None, false, false) => "заявление матери".into(),
    };
    sheet.plain("father_basis", basis);
}

fn side(sheet: &mut Sheet, section: &str, who: &Identity, after: Surname, status: MaritalStatus) {
    sheet.name(section, who);
    sheet.plain(&format!("{section}.surname_after"), after.spelled(sheet.clerk.tajik, who.male));
    sheet.day(&format!("{section}.birth_date"), who.born);
    sheet.ethnicity(&format!("{section}.ethnicity"), who);
    sheet.home(&format!("{section}.residence"), who.home);
    let status = vocabulary::status(status, who.male, sheet.clerk.tajik);
    sheet.plain(&format!("{section}.marital_status"), status);
}

fn divorce(sheet: &mut Sheet, event: &Event, husband: &Identity, wife: &Identity, wife_after: Surname) {
    let tajik = sheet.clerk.tajik;
    sheet.name("husband", husband);
    sheet.name("wife", wife);
    sheet.plain("husband.surname_after", husband.surname.spelled(tajik, true));
    sheet.plain("wife.surname_after", wife_after.spelled(tajik, false));
    let basis = if tajik {
        "ҳалномаи суди халқӣ"
    } else {
        "решение народного суда"
    };
    sheet.plain("divorce.basis", basis);
    sheet.day("divorce.date", event.day);
}

fn death(sheet: &mut Sheet, event: &Event, person: &Identity, cause: usize) {
    let years = age(person.born, event.day);
    sheet.name("deceased", person);
    sheet.sex("deceased.sex", person.male, false);
    sheet.day("deceased.birth_date", person.born);
    sheet.age("deceased.age", person.born, event.day);
    sheet.ethnicity("deceased.ethnicity", person);
    sheet.home("deceased.residence", person.home);
    sheet.day("death.date", event.day);
    sheet.home("death.place", person.home);
    sheet.plain("death.cause", vocabulary::cause(cause, years, sheet.clerk.tajik));
}

fn paternity(sheet: &mut Sheet, child: &Identity, father: &Identity, mother: &Identity) {
    let tajik = sheet.clerk.tajik;
    sheet.plain("child.surname_before", child.surname.spelled(tajik, child.male));
    sheet.plain("child.surname_after", father.surname.spelled(tajik, child.male));
    sheet.plain("child.given", child.given.spelled(tajik));
    for (section, who) in [("father", father), ("mother", mother)] {
        sheet.plain(&format!("{section}.surname"), who.surname.spelled(tajik, who.male));
        sheet.plain(&format!("{section}.given"), who.given.spelled(tajik));
    }
    sheet.plain(
        "paternity.basis",
        if tajik {
            "аризаи якҷояи падару модар"
        } else {
            "совместное заявление родителей"
        },
    );
}

fn adoption(sheet: &mut Sheet, before: &Identity, after: &Identity, adopter: &Identity) {
    let tajik = sheet.clerk.tajik;
    for (when, who) in [("before", before), ("after", after)] {
        sheet.plain(&format!("child.surname_{when}"), who.surname.spelled(tajik, who.male));
        sheet.plain(&format!("child.given_{when}"), who.given.spelled(tajik));
    }
    sheet.plain("adopter.surname", adopter.surname.spelled(tajik, true));
    sheet.plain("adopter.given", adopter.given.spelled(tajik));
    sheet.plain("adoption.basis", if tajik { "қарори комиҷроия" } else { "решение исполкома" });
}

fn name_change(sheet: &mut Sheet, before: &Identity, after: &Identity) {
    let tajik = sheet.clerk.tajik;
    for (when, who) in [("before", before), ("after", after)] {
        sheet.plain(&format!("person.surname_{when}"), who.surname.spelled(tajik, who.male));
        sheet.plain(&format!("person.given_{when}"), who.given.spelled(tajik));
        sheet.plain(&format!("person.patronymic_{when}"), who.father.patronymic(tajik, who.male));
    }
    sheet.plain(
        "name_change.basis",
        if tajik {
            "хулосаи шӯъбаи САҲШ"
        } else {
            "заключение отдела ЗАГС"
        },
    );
}

/// Acts of adoption are shown to nobody without a decision of the court.
pub(crate) fn access(kind: ActType) -> &'static str {
    if kind == ActType::Adoption { "sealed" } else { "closed" }
}
