//! Second copies: the same acts in another clerk's hand, now and then with a slip. Not for acts that were
//! registered twice: see `breach`.

use rand::Rng;
use rand_chacha::ChaCha8Rng;

use super::{
    bound::{Bound, Holdings},
    clerk::Clerk,
};

/// Share of books whose second copy is held as well.
const HELD: f64 = 0.35;
/// Share of acts in which the copyist wrote one field differently.
const SLIPS: f64 = 0.08;

/// Adds second copies behind the first ones.
pub(crate) fn add(rng: &mut ChaCha8Rng, holdings: &mut Holdings) {
    for first in 0..holdings.books.len() {
        let broken = holdings.books[first].acts.iter().any(|&e| holdings.events[e].breach.is_some());
        if !rng.random_bool(HELD) || broken {
            continue;
        }
        let mut book = holdings.books[first].clone();
        (book.copy, book.seed) = (2, rng.random());
        book.id.push_str("-copy-2");
        let mut clerk = Clerk::new(book.rng(1), book.language.tajik_entries(), book.years);
        let nth = holdings.books.len();
        let acts: Vec<Bound> = holdings.acts.iter().filter(|a| a.book == first).cloned().collect();
        for mut act in acts {
            act.record = super::act::write(&mut clerk, &holdings.events, &holdings.numbers, act.event);
            act.notes.clear();
            act.book = nth;
            same_certificate(holdings, &mut act);
            if rng.random_bool(SLIPS) {
                slip(&mut act);
            }
            holdings.acts.push(act);
        }
        holdings.books.push(book);
        holdings.clerks.push(clerk);
    }
}

/// The certificate, strokes and addresses are the first copy's: only the clerk's manner is another.
fn same_certificate(holdings: &Holdings, act: &mut Bound) {
    let Some(first) = holdings.of_event(act.event) else { return };
    for entry in &holdings.acts[first].record.entries {
        let told = matches!(
            entry.spec.key.rsplit('.').next(),
            Some("occupation" | "residence" | "birth_place" | "place")
        );
        if told || entry.spec.key == "cert_no" {
            act.put(&entry.spec.key, entry.written.clone(), entry.value.clone());
        }
    }
}

/// A letter is left out of somebody's given name.
fn slip(act: &mut Bound) {
    let given =
        act.record.entries.iter_mut().find(|e| e.spec.key.contains(".given") && e.value.chars().count() > 4);
    if let Some(entry) = given {
        let letters: Vec<char> = entry.value.chars().collect();
        let text: String = letters.iter().enumerate().filter(|(nth, _)| *nth != 3).map(|(_, c)| c).collect();
        (entry.written, entry.value) = (text.clone(), text);
    }
}

#[cfg(test)]
mod tests {
    use crate::families::{make, tests::order};

    #[test]
    fn a_second_copy_has_the_numbers_of_the_first() {
        let (holdings, _) = make(&order(9, 10));
        let copies: Vec<_> = holdings.acts.iter().filter(|a| holdings.books[a.book].copy == 2).collect();
        assert!(!copies.is_empty());
        for act in copies {
            let first = &holdings.acts[holdings.of_event(act.event).unwrap()];
            assert_eq!(
                (first.record.number, first.value("reg_date")),
                (act.record.number, act.value("reg_date"))
            );
        }
    }
}
