//! Ditto marks: in table spreads a clerk does not write again what stands in the row above. Not for forms
//! with one act a page.

use rand::Rng;
use rand_chacha::ChaCha8Rng;

use super::{book::Form, bound::Holdings, place::ROWS};

/// What is written instead.
pub(crate) const DITTO: &str = "—»—";
/// Fields that are the same from row to row often enough.
const OFTEN: [&str; 5] = ["ethnicity", "residence", "birth_place", "occupation", "live_birth"];
/// Share of repeated values that are not written again.
const SHARE: f64 = 0.6;

/// Writes the marks; values stay what they are.
pub(crate) fn write(rng: &mut ChaCha8Rng, holdings: &mut Holdings) {
    let mut row = 0;
    for at in 1..holdings.acts.len() {
        let (before, here) = holdings.acts.split_at_mut(at);
        let (before, here) = (&before[at - 1], &mut here[0]);
        row = if before.book == here.book { row + 1 } else { 0 };
        if holdings.books[here.book].form != Form::Spread || row % ROWS == 0 {
            continue;
        }
        for entry in &mut here.record.entries {
            let often = OFTEN.iter().any(|part| entry.spec.key.ends_with(part));
            let same = before.value(&entry.spec.key) == Some(entry.value.as_str());
            if often && same && rng.random_bool(SHARE) {
                entry.written = DITTO.to_owned();
            }
        }
    }
}
