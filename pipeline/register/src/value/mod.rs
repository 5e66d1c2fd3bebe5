//! Normal forms of what is written, by kind of field. Not for guessing: what cannot be brought to a
//! normal form has none.

pub mod age;
mod cited;
mod confusions;
mod document;
pub mod marks;
mod normal;
mod place_terms;
pub mod places;
mod plain;
mod shape;
mod trimmed;
mod vocabulary;

pub use age::{Age, age_in_years};
pub use confusions::{confused_with, looks_like, one_letter_apart};
pub use marks::{Corrected, corrected, is_dash, is_ditto};
pub use normal::normal_form;
pub use place_terms::Term;
pub use places::{PlaceRef, places, places_under_all_names};
pub use plain::plain_letters;
pub(crate) use plain::small_letters;
pub use shape::is_well_formed;
pub use trimmed::trimmed;
pub use vocabulary::{ethnicities, ethnicity_code, sexes};

use crate::form::FieldKind;

/// What a gazetteer or vocabulary says of a value, beside it: the name of today of a place in the year of the act, the code
/// of an ethnicity.
#[must_use]
pub fn known_as(kind: FieldKind, value: &str, year: Option<i32>) -> Option<String> {
    match kind {
        FieldKind::Place => places::of(value, year).map(|place| place.today.to_owned()),
        FieldKind::Ethnicity => ethnicity_code(value).map(str::to_owned),
        _ => None,
    }
}
