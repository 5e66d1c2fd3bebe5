//! The rule that a name's ending agrees with the sex: of those whose sex is written, and of those whose place on the form
//! tells it. Not for given names: their endings tell little.

use crate::act::{Act, Doubt};

use super::{
    Rule,
    alike::{sex_of_patronymic, sex_of_surname},
    seen,
};

/// Persons whose place on the form tells their sex.
const PLACED: [(&str, &str); 6] = [
    ("father.patronymic", "male"),
    ("mother.patronymic", "female"),
    ("groom.patronymic", "male"),
    ("bride.patronymic", "female"),
    ("husband.patronymic", "male"),
    ("wife.patronymic", "female"),
];

pub(super) fn breaches(act: &Act) -> Vec<Doubt> {
    let written = ["child", "deceased"].into_iter().filter_map(|person| of_written(act, person));
    let placed = PLACED.into_iter().filter_map(|(key, sex)| of_placed(act, key, sex));
    written.chain(placed).collect()
}

/// The patronymic tells; only where it does not, the surname.
fn of_written(act: &Act, person: &str) -> Option<Doubt> {
    let [sex_key, patronymic_key, surname_key] =
        ["sex", "patronymic", "surname"].map(|part| format!("{person}.{part}"));
    let sex = seen::text(act, &sex_key)?;
    let patronymic =
        seen::text(act, &patronymic_key).and_then(|name| Some((&patronymic_key, sex_of_patronymic(name)?)));
    let surname =
        || seen::text(act, &surname_key).and_then(|name| Some((&surname_key, sex_of_surname(name)?)));
    let (key, told) = patronymic.or_else(surname)?;
    (told != sex).then(|| Rule::SexName.broken(&[&sex_key, key], &[("name", seen::shown(act, key))]))
}

fn of_placed(act: &Act, key: &str, sex: &str) -> Option<Doubt> {
    let told = sex_of_patronymic(seen::text(act, key)?)?;
    (told != sex).then(|| Rule::SexName.broken(&[key], &[("name", seen::shown(act, key))]))
}
