//! The fields of each type of act, section by section. Not for what stands on every form: see the module
//! above.

use super::super::{
    clerk::Sheet,
    event::Event,
    names::Surname,
    person::{Identity, MaritalStatus, age},
    vocabulary,
};

/// The child and its parents.
pub(super) fn birth(
    sheet: &mut Sheet,
    event: &Event,
    child: &Identity,
    father: Option<&Identity>,
    mother: &Identity,
) {
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

/// What is told of the mother's children, and whence the father is known.
pub(super) fn parents_told(
    sheet: &mut Sheet,
    (order, count): (u32, u32),
    father: bool,
    marriage: Option<String>,
) {
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

/// The groom or the bride.
pub(super) fn side(sheet: &mut Sheet, section: &str, who: &Identity, after: Surname, status: MaritalStatus) {
    sheet.name(section, who);
    sheet.plain(&format!("{section}.surname_after"), after.spelled(sheet.clerk.tajik, who.male));
    sheet.day(&format!("{section}.birth_date"), who.born);
    sheet.ethnicity(&format!("{section}.ethnicity"), who);
    sheet.home(&format!("{section}.residence"), who.home);
    let status = vocabulary::status(status, who.male, sheet.clerk.tajik);
    sheet.plain(&format!("{section}.marital_status"), status);
}

/// Both sides of a divorce.
pub(super) fn divorce(
    sheet: &mut Sheet,
    event: &Event,
    husband: &Identity,
    wife: &Identity,
    wife_after: Surname,
) {
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

/// The deceased.
pub(super) fn death(sheet: &mut Sheet, event: &Event, person: &Identity, cause: usize) {
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

/// The child before and after, and its parents.
pub(super) fn paternity(sheet: &mut Sheet, child: &Identity, father: &Identity, mother: &Identity) {
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

/// The child before and after, and who takes it in.
pub(super) fn adoption(sheet: &mut Sheet, before: &Identity, after: &Identity, adopter: &Identity) {
    let tajik = sheet.clerk.tajik;
    for (when, who) in [("before", before), ("after", after)] {
        sheet.plain(&format!("child.surname_{when}"), who.surname.spelled(tajik, who.male));
        sheet.plain(&format!("child.given_{when}"), who.given.spelled(tajik));
    }
    sheet.plain("adopter.surname", adopter.surname.spelled(tajik, true));
    sheet.plain("adopter.given", adopter.given.spelled(tajik));
    sheet.plain("adoption.basis", if tajik { "қарори комиҷроия" } else { "решение исполкома" });
}

/// The names before and after.
pub(super) fn name_change(sheet: &mut Sheet, before: &Identity, after: &Identity) {
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
