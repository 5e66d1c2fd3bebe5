//! The same persons and event in two acts of one office: the act was written, or taken, twice. Who wrote it does not
//! matter. Not for second copies, which are other books: see [`super::across()`].

use std::collections::BTreeMap;

use crate::{
    act::{Act, Doubt},
    form::ActType,
    name::{spelling_key, stem_key},
};

use super::{Rule, books::Offices, same_name, seen};

/// Who an act is about: the parts of names that make it found again, and those that may not disagree.
fn names(kind: ActType) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        ActType::Birth => (
            &["child.given", "child.surname"],
            &["child.patronymic", "father.given", "mother.given", "mother.patronymic"],
        ),
        ActType::Marriage => (
            &["groom.given", "groom.surname", "bride.given", "bride.surname"],
            &["groom.patronymic", "bride.patronymic"],
        ),
        ActType::Divorce => (
            &["husband.given", "husband.surname", "wife.given", "wife.surname"],
            &["husband.patronymic", "wife.patronymic"],
        ),
        ActType::Death => (&["deceased.given", "deceased.surname"], &["deceased.patronymic"]),
        ActType::NameChange => {
            (&["person.given_before", "person.surname_before"], &["person.patronymic_before"])
        }
        ActType::Paternity => (&["child.given", "father.given"], &["father.surname", "mother.given"]),
        ActType::Adoption => (&["child.given_after", "adopter.given"], &["adopter.surname"]),
        ActType::Deed => (&[], &[]),
    }
}

/// The names as one key; nothing where one of them was not surely read.
fn key(act: &Act) -> Option<String> {
    let (telling, _) = names(act.kind);
    let fold = |key: &&str| {
        let name = seen::text(act, key)?;
        Some(if key.ends_with("surname") { stem_key(name) } else { spelling_key(name) })
    };
    let keys: Vec<String> = telling.iter().map(fold).collect::<Option<_>>()?;
    (!keys.is_empty()).then(|| keys.join("|"))
}

/// Are the names of those it is about surely read?
pub(super) fn is_named(act: &Act) -> bool {
    key(act).is_some()
}

/// Do two acts tell the same persons and, within days, the same event?
pub(super) fn is_same(one: &Act, other: &Act) -> bool {
    let (telling, agreeing) = names(one.kind);
    // What has no day of its own happened when it was registered.
    let date = one.kind.event_dates().first().copied().unwrap_or("reg_date");
    let Some((a, b)) = seen::day(one, date).zip(seen::day(other, date)) else { return false };
    let near = a.days_to(b).abs() <= Rule::DuplicateAct.limit("days");
    let pair = |key: &&&str| seen::text(one, key).zip(seen::text(other, key));
    let disagree = agreeing.iter().filter_map(|key| pair(&key)).any(|(a, b)| !same_name(a, b));
    !telling.is_empty()
        && one.kind == other.kind
        && near
        && key(one) == key(other)
        && is_named(one)
        && !disagree
}

/// Acts that an earlier one of their office tells already.
pub(super) fn twice(acts: &[Act], offices: &Offices) -> Vec<(usize, Doubt)> {
    let mut known: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
    let mut doubts = Vec::new();
    for (place, act) in acts.iter().enumerate() {
        let Some(key) = key(act) else { continue };
        let same = known.entry((offices.count(place).0, key)).or_default();
        if let Some(&first) = same.iter().find(|&&first| is_same(&acts[first], act)) {
            doubts.push((place, breach(act, &acts[first])));
        }
        same.push(place);
    }
    doubts
}

fn breach(act: &Act, first: &Act) -> Doubt {
    let fields: Vec<&str> = names(act.kind).0.iter().chain(act.kind.event_dates()).copied().collect();
    let other = seen::text(first, "act_no").map_or_else(|| first.id.to_string(), str::to_owned);
    Rule::DuplicateAct.broken(&fields, &[("other", other)])
}
