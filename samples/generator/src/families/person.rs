//! One made-up person through life, and who that person is on a given day. Not for how it is written
//! down: see `clerk`.

use time::Date;

use super::{
    land::Home,
    names::{Name, Surname},
};

/// A person's place in the list of all.
pub(crate) type PersonId = usize;

/// Ethnicities, in the order of the words that name them (`vocabulary`).
pub(crate) const NORTHERN: std::ops::Range<usize> = 4..6;

/// What an act says of somebody: who they were on that day.
#[derive(Debug, Clone)]
pub(crate) struct Identity {
    pub(crate) who: PersonId,
    pub(crate) male: bool,
    pub(crate) surname: Surname,
    pub(crate) given: Name,
    /// The father's name; the patronymic is made of it.
    pub(crate) father: Name,
    /// Place in the vocabulary of ethnicities.
    pub(crate) ethnicity: usize,
    pub(crate) home: Home,
    pub(crate) born: Date,
    /// Place in the vocabulary of occupations.
    pub(crate) work: usize,
}

/// A person with what has happened to them so far.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub(crate) now: Identity,
    pub(crate) mother: Option<PersonId>,
    pub(crate) father: Option<PersonId>,
    pub(crate) dead: bool,
    /// The marriage they live in, by its place in the list of couples.
    pub(crate) couple: Option<usize>,
    pub(crate) status: MaritalStatus,
    /// Acts that are held of them, by their place in the list of events.
    pub(crate) birth: Option<usize>,
    pub(crate) marriage: Option<usize>,
    pub(crate) divorce: Option<usize>,
    /// Children borne.
    pub(crate) children: u32,
}

/// Family status before a marriage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MaritalStatus {
    NeverMarried,
    Widowed,
    Divorced,
}

impl Person {
    /// Somebody without acts so far.
    pub(crate) fn new(now: Identity) -> Self {
        Self {
            now,
            mother: None,
            father: None,
            dead: false,
            couple: None,
            status: MaritalStatus::NeverMarried,
            birth: None,
            marriage: None,
            divorce: None,
            children: 0,
        }
    }
}

/// Full years between two days.
pub(crate) fn age(born: Date, day: Date) -> i32 {
    let birthday = (u8::from(day.month()), day.day()) >= (u8::from(born.month()), born.day());
    day.year() - born.year() - i32::from(!birthday)
}

/// EDTF of a whole day: `1956-03-07`.
pub(crate) fn edtf(day: Date) -> String {
    format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day())
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_year_is_full_on_the_birthday() {
        assert_eq!(age(date!(1930 - 05 - 10), date!(1956 - 05 - 09)), 25);
        assert_eq!(age(date!(1930 - 05 - 10), date!(1956 - 05 - 10)), 26);
    }
}
