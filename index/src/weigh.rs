//! What a match is worth: closer agreement above wider, the asked part of a name above another, the
//! person an act is about above its parents. Not for whether words agree: that is `register::name`.

use register::name::{How, Part};

use crate::schema::Slot;

/// Worth of agreement in the right place. Steps are wide enough that no place turns exact below
/// spelling in the same place; sixteenths stay exact in sums of `f32`.
fn base(how: How, cost: f64) -> f64 {
    match how {
        How::Exact => 10.0,
        How::Script => 9.0,
        How::Spelling => 8.0,
        How::Patronymic => 6.5,
        How::UncertainLetter => 6.0,
        How::Phonetic => 5.75 - cost,
        How::Typo => 5.5 - 2.0 * cost,
        How::Swapped => 5.0,
    }
}

/// The part of a name a word was taken for, and whether its ending tells so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Guess {
    pub(crate) part: Part,
    pub(crate) sure: bool,
}

/// Share of the worth that remains in this place.
fn place(guess: Option<Guess>, is_place: bool, slot: Slot) -> f64 {
    let part = |found: Part| match guess {
        Some(g) if g.part != found && g.sure => 0.6,
        Some(g) if g.part != found => 0.8,
        _ => 1.0,
    };
    match slot {
        Slot::Main(found) => part(found) * if is_place { 0.9 } else { 1.0 },
        Slot::Other(found) => part(found) * 0.85,
        Slot::Number | Slot::Date => 1.0,
        Slot::Place => {
            if is_place || guess.is_none() {
                1.0
            } else {
                0.7
            }
        }
        Slot::OtherPlace => {
            if is_place || guess.is_none() {
                0.9
            } else {
                0.6
            }
        }
        Slot::Document => 0.8,
        Slot::Text => 0.6,
        Slot::Page => 0.45,
    }
}

/// The worth of a match.
pub(crate) fn worth(how: How, cost: f64, guess: Option<Guess>, is_place: bool, slot: Slot) -> f32 {
    let worth = base(how, cost) * place(guess, is_place, slot);
    ((worth * 16.0).round() / 16.0) as f32
}

/// What to call a match that stands in another part of the name than asked.
pub(crate) fn shown_how(how: How, guess: Option<Guess>, slot: Slot) -> How {
    let (Slot::Main(found) | Slot::Other(found)) = slot else { return how };
    let elsewhere = guess.is_some_and(|g| g.part != found);
    if elsewhere && matches!(how, How::Exact | How::Script | How::Spelling) { How::Swapped } else { how }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closer_agreement_is_worth_more() {
        let hows = [
            How::Exact,
            How::Script,
            How::Spelling,
            How::Patronymic,
            How::UncertainLetter,
            How::Phonetic,
            How::Typo,
        ];
        let worths: Vec<f32> =
            hows.iter().map(|h| worth(*h, 0.3, None, false, Slot::Main(Part::Given))).collect();
        assert!(worths.is_sorted_by(|a, b| a > b), "{worths:?}");
    }

    #[test]
    fn a_name_in_another_place_is_called_swapped() {
        let asked = Some(Guess { part: Part::Surname, sure: false });
        assert_eq!(shown_how(How::Script, asked, Slot::Main(Part::Given)), How::Swapped);
        assert_eq!(shown_how(How::Script, asked, Slot::Main(Part::Surname)), How::Script);
    }
}
