//! How likely two persons of two acts are one, by what agrees. Not for which persons are compared: see `pairs`.

use crate::{
    name::agreement,
    rules::{same_name, same_patronymic},
};

use super::Person;

/// What agreement weighs. Names repeat in a village, days of birth hardly do; a score of 0.7 needs all three names, or
/// two and the day of birth.
const GIVEN: f64 = 2.0;
const SURNAME: f64 = 2.0;
const PATRONYMIC: f64 = 3.0;
const BORN: f64 = 6.0;
/// A score is 1 - exp(-weight / this).
const SCALE: f64 = 5.5;

/// May a surname differ, as a woman's before and after marriage?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Surname {
    Same,
    MayDiffer,
}

/// What speaks for two persons being one; `None` where something speaks against it.
pub(super) fn same_person(one: &Person, other: &Person, surname: Surname) -> Option<f64> {
    if one.born.zip(other.born).is_some_and(|(a, b)| a != b) {
        return None;
    }
    agreement(&one.given_keys, &other.given_keys)?;
    let mut weight = GIVEN;
    let shared = one.surnames.iter().any(|a| other.surnames.iter().any(|b| same_name(a, b)));
    match (shared, one.surnames.is_empty() || other.surnames.is_empty(), surname) {
        (true, ..) => weight += SURNAME,
        (false, true, _) | (false, false, Surname::MayDiffer) => {}
        (false, false, Surname::Same) => return None,
    }
    if let (Some(a), Some(b)) = (&one.patronymic, &other.patronymic) {
        if !same_patronymic(a, b) && !same_patronymic(b, a) {
            return None;
        }
        weight += PATRONYMIC;
    }
    if one.born.is_some() && other.born.is_some() {
        weight += BORN;
    }
    Some(weight)
}

/// A score of 0 to 1 of what speaks for a tie, in hundredths.
pub(super) fn score(weight: f64) -> f64 {
    ((1.0 - (-weight / SCALE).exp()) * 100.0).round() / 100.0
}
