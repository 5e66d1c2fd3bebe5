//! Rules of families: a child's names agree with the parents'. A child without a father is no breach: nothing is then
//! compared. Not for sexes: see `sexes`.

use crate::{
    act::{Act, Doubt},
    form::ActType,
    value::plain_letters,
};

use super::{Rule, same_name, same_patronymic, seen};

pub(super) fn breaches(act: &Act) -> Vec<Doubt> {
    if act.kind != ActType::Birth {
        return Vec::new();
    }
    [surname(act), patronymic(act), ethnicity(act)].into_iter().flatten().collect()
}

/// The surname is the father's or the mother's, or made of a name of the father (post-2016, and of old).
fn surname(act: &Act) -> Option<Doubt> {
    let (child, father) = (seen::text(act, "child.surname")?, seen::text(act, "father.surname")?);
    let others = ["mother.surname", "father.given", "father.patronymic"];
    let of_others = others.iter().filter_map(|key| seen::text(act, key)).any(|name| same_name(child, name));
    let agrees = same_name(child, father) || of_others;
    let values = [("child", child.to_owned()), ("father", father.to_owned())];
    (!agrees).then(|| Rule::ChildSurname.broken(&["child.surname", "father.surname"], &values))
}

/// The patronymic is made of the father's given name.
fn patronymic(act: &Act) -> Option<Doubt> {
    let (child, father) = (seen::text(act, "child.patronymic")?, seen::text(act, "father.given")?);
    let values = [("patronymic", child.to_owned()), ("father", father.to_owned())];
    let agrees = same_patronymic(child, father);
    (!agrees).then(|| Rule::ChildPatronymic.broken(&["child.patronymic", "father.given"], &values))
}

/// Letters by which two forms of an ethnicity agree: таджик, таджичка.
const TELLING: usize = 4;

/// The ethnicity is a parent's; both must be read.
fn ethnicity(act: &Act) -> Option<Doubt> {
    const KEYS: [&str; 3] = ["child.ethnicity", "father.ethnicity", "mother.ethnicity"];
    let stem =
        |key: &str| Some(plain_letters(seen::text(act, key)?).chars().take(TELLING).collect::<String>());
    let [child, father, mother] = KEYS.map(stem);
    let child =
        child.filter(|child| father.is_some() && mother.is_some() && father != Some(child.clone()))?;
    (mother.as_ref() != Some(&child))
        .then(|| Rule::EthnicityOfParents.broken(&KEYS, &[("child", seen::shown(act, KEYS[0]))]))
}
