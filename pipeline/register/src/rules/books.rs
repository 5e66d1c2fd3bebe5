//! Which count of a register an act's number belongs to: numbers begin anew with each office, type and year. Not for the
//! numbers.

use crate::{act::Act, completeness::Offices as Names, form::ActType};

use super::{BookFacts, seen};

/// One count: an office, what it records, and the year.
pub(super) type Count = (usize, ActType, Option<i32>);

/// The count of every act.
pub(super) struct Offices {
    counts: Vec<Count>,
}

impl Offices {
    /// An act whose office or year was not read belongs to those of the act before it.
    pub(super) fn of_acts(acts: &[Act], book: &BookFacts) -> Self {
        let of_book = book.authority.as_deref().unwrap_or_default();
        let names = Names::of_names(acts.iter().map(|act| act.value("authority").unwrap_or(of_book)));
        let mut year = None;
        let count = |(place, act): (usize, &Act)| {
            year = seen::day(act, "reg_date").map(|day| day.year).or(year);
            (names.of(place), act.kind, year)
        };
        Self { counts: acts.iter().enumerate().map(count).collect() }
    }

    /// The count of the act at this place.
    pub(super) fn count(&self, place: usize) -> Count {
        self.counts[place]
    }
}
