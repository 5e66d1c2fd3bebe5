//! Which persons of two acts may be one, and what that makes of the acts: a birth and its death, a marriage and its
//! divorce, parents and their children, two copies of one act. Not for acts that name each other: see `named`.

use crate::{act::LinkState, form::ActType, rules::same_patronymic};

use super::{
    Known, LEAST, Person, Role, blocks, offices,
    weight::{Surname, same_person, score},
};

/// A tie between two acts, by place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tie {
    /// The first.
    pub from: usize,
    /// The second.
    pub to: usize,
    /// What the second is to the first.
    pub kind: &'static str,
    /// What the first is to the second.
    pub back: &'static str,
    /// Asserted or suggested.
    pub state: LinkState,
    /// Of a suggestion, 0 to 1.
    pub score: Option<f64>,
}

/// The ties that are likely, each once.
#[must_use]
pub fn ties(acts: &[Known]) -> Vec<Tie> {
    blocks::pairs(acts).into_iter().filter_map(|(a, b)| tie(acts, a, b)).collect()
}

fn tie(acts: &[Known], a: usize, b: usize) -> Option<Tie> {
    // Types in order of the forms decree: a birth comes first.
    let (from, to) = if acts[a].kind <= acts[b].kind { (a, b) } else { (b, a) };
    let (kind, back, weight) = likely(&acts[from], &acts[to])?;
    let score = score(weight);
    (score >= LEAST).then_some(Tie { from, to, kind, back, state: LinkState::Suggested, score: Some(score) })
}

type Likely = (&'static str, &'static str, f64);

/// What the second act may be to the first, and the reverse, with what speaks for it.
fn likely(one: &Known, other: &Known) -> Option<Likely> {
    if let Some(weight) = copies(one, other) {
        return Some(("copy", "copy", weight));
    }
    let of_child = |role, surname| same(&child(one)?, other.person(role)?, surname);
    match (one.kind, other.kind) {
        (ActType::Birth, ActType::Birth) => parent_and_child(one, other),
        (ActType::Birth, ActType::Marriage) => {
            let grown = of_child(Role::Groom, Surname::Same).or_else(|| of_child(Role::Bride, Surname::Same));
            let own = grown.map(|weight| ("marriage", "birth", weight));
            own.or_else(|| couple(one, other, PARENTS, SPOUSES).map(|weight| ("parents", "children", weight)))
        }
        (ActType::Birth, ActType::Death) => {
            Some(("death", "birth", of_child(Role::Deceased, Surname::MayDiffer)?))
        }
        (ActType::Birth, ActType::Paternity) => {
            Some(("paternity", "birth", of_child(Role::Child, Surname::MayDiffer)?))
        }
        (ActType::Birth, ActType::NameChange) => {
            Some(("name_change", "birth", of_child(Role::Person, Surname::MayDiffer)?))
        }
        (ActType::Marriage, ActType::Divorce) => {
            Some(("divorce", "marriage", couple(one, other, SPOUSES, PARTED)?))
        }
        (ActType::Marriage, ActType::Death) => {
            let spouse = |role| same(one.person(role)?, other.person(Role::Deceased)?, Surname::Same);
            Some(("death", "marriage", spouse(Role::Groom).or_else(|| spouse(Role::Bride))?))
        }
        (ActType::Marriage, ActType::Marriage) => {
            let (first, second) = one.event.zip(other.event)?;
            (first != second && !same_entry(one, other)).then_some(())?;
            let again = |role, surname| same(one.person(role)?, other.person(role)?, surname);
            let weight =
                again(Role::Groom, Surname::Same).or_else(|| again(Role::Bride, Surname::MayDiffer))?;
            Some(("marriage", "marriage", weight))
        }
        _ => None,
    }
}

type Couple = (Role, Role);
const PARENTS: Couple = (Role::Father, Role::Mother);
const SPOUSES: Couple = (Role::Groom, Role::Bride);
const PARTED: Couple = (Role::Husband, Role::Wife);

fn same(one: &Person, other: &Person, surname: Surname) -> Option<f64> {
    same_person(one, other, surname)
}

/// Two persons who both are the two others: the man keeps his surname, the woman's may change.
pub(super) fn couple(one: &Known, other: &Known, ours: Couple, theirs: Couple) -> Option<f64> {
    let man = same(one.person(ours.0)?, other.person(theirs.0)?, Surname::Same)?;
    let woman = same(one.person(ours.1)?, other.person(theirs.1)?, Surname::MayDiffer)?;
    Some(man + woman)
}

/// The child of a birth with the day it was born.
fn child(birth: &Known) -> Option<Person> {
    let child = birth.person(Role::Child)?;
    Some(Person { born: child.born.or(birth.event), ..child.clone() })
}

/// Years between a parent's birth and a child's.
const GENERATION: std::ops::RangeInclusive<i32> = 14..=65;

/// A child of one birth who is a parent in another: the earlier act is the parent's.
fn parent_and_child(one: &Known, other: &Known) -> Option<Likely> {
    let (earlier, later) = (one.event?, other.event?);
    let (elder, younger, swapped) = if earlier <= later { (one, other, false) } else { (other, one, true) };
    let years = elder.event?.years_to(younger.event?);
    GENERATION.contains(&years).then_some(())?;
    let parent = |role, surname| same(elder.person(Role::Child)?, younger.person(role)?, surname);
    let weight = parent(Role::Father, Surname::Same).or_else(|| parent(Role::Mother, Surname::Same))?;
    Some(if swapped { ("parents", "children", weight) } else { ("children", "parents", weight) })
}

/// Does what the tie says come in the order of life: birth, marriage, divorce, death? Unknown days say nothing.
pub(super) fn is_in_order(tie: &Tie, acts: &[Known]) -> bool {
    let later =
        matches!(tie.kind, "marriage" | "divorce" | "death") && acts[tie.from].kind != acts[tie.to].kind;
    !later || acts[tie.from].event.zip(acts[tie.to].event).is_none_or(|(a, b)| a <= b)
}

/// Is the person of one role in one act surely enough that of another role in the other?
pub(crate) fn is_person(one: &Known, role: Role, other: &Known, of: Role) -> bool {
    let met = one.person(role).zip(other.person(of));
    met.and_then(|(a, b)| same_person(a, b, Surname::MayDiffer)).is_some_and(|weight| score(weight) >= LEAST)
}

/// Number, year and office of one act in two books.
fn same_entry(one: &Known, other: &Known) -> bool {
    let same_number = one.kind == other.kind && one.number.is_some() && one.number == other.number;
    let same_year = one.year.is_some() && one.year == other.year;
    one.register != other.register && same_number && same_year && offices::alike(&one.office, &other.office)
}

/// The same entry, and its persons: the second copy.
fn copies(one: &Known, other: &Known) -> Option<f64> {
    if !same_entry(one, other) {
        return None;
    }
    let met = one.persons.iter().filter_map(|a| Some((a, other.person(a.role)?)));
    let weights: Vec<Option<f64>> = met.map(|(a, b)| same_person(a, b, Surname::MayDiffer)).collect();
    let agree = weights.iter().flatten().count();
    (agree > 0 && agree * 2 > weights.len())
        .then(|| OFFICE_AND_NUMBER + weights.iter().flatten().sum::<f64>())
}

/// What a number, year and office that are the same weigh.
const OFFICE_AND_NUMBER: f64 = 8.0;

/// Do the persons of two acts not speak against each other? Some given name must be found in both.
pub(super) fn share_a_person(one: &Known, other: &Known) -> bool {
    let same = |a: &Person, b: &Person| {
        let fathers = a.patronymic.as_ref().zip(b.patronymic.as_ref());
        crate::rules::same_name(&a.given, &b.given)
            && fathers.is_none_or(|(x, y)| same_patronymic(x, y) || same_patronymic(y, x))
    };
    let unknown = one.persons.is_empty() || other.persons.is_empty();
    unknown || one.persons.iter().any(|a| other.persons.iter().any(|b| same(a, b)))
}
