//! Rules that acts of civil status keep (domain reference §4), as small functions over acts. Each breach is a doubt, which
//! a person may override with a reason. Not for correcting anything, and not for leaves and gaps of a book as a whole: see
//! [`crate::completeness`].
//!
//! Names, severities, limits and texts are data (`ocr-models/rules.tsv`, read by `table`). A rule judges one act
//! ([`of_act`]), the acts of a register ([`of_register`]), or acts of several registers ([`across()`]). What was not read,
//! was read unsurely, or is uncertain by its own word breaks no rule (`seen`).

mod across;
mod ages;
mod alike;
mod books;
mod dates;
mod day;
mod documents;
mod duplicates;
mod marks;
mod numbers;
mod persons;
mod places;
mod seen;
mod sexes;
mod table;
#[cfg(test)]
mod tests;

use crate::act::{Act, Doubt};

pub use across::{Breach, across};
pub use table::{Rule, Scope, Speech, is_of_several_registers, said};

pub(crate) use alike::{same_name, same_patronymic};
pub(crate) use day::Day;

/// What is known of the book an act stands in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BookFacts {
    /// First and last year, where the card names them.
    pub years: Option<(i32, i32)>,
    /// The office that kept it, where the card names it.
    pub authority: Option<String>,
    /// 1 for the first copy, 2 for the second.
    pub copy: Option<u32>,
    /// Today, EDTF, where it is known.
    pub today: Option<String>,
}

/// What an act breaks by itself.
#[must_use]
pub fn of_act(act: &Act, book: &BookFacts) -> Vec<Doubt> {
    let of_dates = dates::breaches(act, book);
    let of_ages = ages::breaches(act);
    let of_persons = persons::breaches(act).into_iter().chain(sexes::breaches(act));
    let of_papers = documents::breaches(act).into_iter().chain(places::breaches(act));
    of_dates
        .into_iter()
        .chain(of_ages)
        .chain(of_persons)
        .chain(of_papers)
        .chain(marks::breaches(act))
        .collect()
}

/// What the acts of a register (in capture order) break together: for each of them its doubts.
#[must_use]
pub fn of_register(acts: &[Act], book: &BookFacts) -> Vec<Vec<Doubt>> {
    let offices = books::Offices::of_acts(acts, book);
    let mut doubts = numbers::out_of_sequence(acts, &offices);
    for (place, doubt) in
        numbers::repeated(acts, &offices).into_iter().chain(duplicates::twice(acts, &offices))
    {
        doubts[place].push(doubt);
    }
    doubts
}

/// The numbers alone of [`of_register`]: gaps and jumps of the sequence.
#[must_use]
pub fn of_sequence(acts: &[Act], book: &BookFacts) -> Vec<Vec<Doubt>> {
    numbers::out_of_sequence(acts, &books::Offices::of_acts(acts, book))
}
