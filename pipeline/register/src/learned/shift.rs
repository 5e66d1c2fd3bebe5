//! Candidates of a field after what people's decisions in its register taught. Not for learning it: see [`super`]; and not
//! for the value, which stays as it was read.

use super::{Learned, Lesson};
use crate::{
    act::{By, Field, MOST_CANDIDATES, Mark, rounded},
    asking::written,
    form::FieldKind,
};

impl Learned {
    /// Puts what was learned before the other candidates of a field that a machine read, and takes its probability from
    /// theirs and from the reading's, so that together they are no more than certain.
    pub fn shift(&self, kind: FieldKind, field: &mut Field) {
        if field.by != By::Machine || field.mark != Mark::Read || self.is_empty() {
            return;
        }
        let reading = written(Some(field)).to_owned();
        let mut offers = self.offers(kind, &reading);
        offers.truncate(MOST_CANDIDATES - 1);
        let learned: f64 = offers.iter().map(|offer| offer.probability).sum();
        if offers.is_empty() {
            return;
        }
        let (share, left) = (1.0 / learned.max(1.0), (1.0 - learned).max(0.0));
        let sure = field.confidence.unwrap_or(1.0);
        let known = |text: &String| offers.iter().any(|offer| offer.text == *text);
        // What was learned before the register was read again stands first already; it weighs once.
        if field.candidates.first().is_some_and(|(text, _)| *text != reading && known(text)) {
            return;
        }
        let mut others: Vec<(String, f64)> =
            field.candidates.drain(..).filter(|(text, _)| !known(text)).collect();
        if !others.iter().any(|(text, _)| *text == reading) {
            others.insert(0, (reading, sure));
        }
        let learned = offers.into_iter().map(|offer| (offer.text, rounded(offer.probability * share)));
        let others = others.into_iter().map(|(text, weight)| (text, rounded(weight * left)));
        field.candidates = learned.chain(others).take(MOST_CANDIDATES).collect();
        field.confidence = field.confidence.map(|sure| rounded(sure * left));
    }

    /// Why `text` is offered where `reading` was read, and how often people decided so; nothing where they did not.
    #[must_use]
    pub fn why(&self, kind: FieldKind, reading: &str, text: &str) -> Option<(Lesson, usize)> {
        let offer = self.offers(kind, reading).into_iter().find(|offer| offer.text == text);
        offer.map(|offer| (offer.lesson, offer.times))
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::learned, *};
    use crate::decision::Verdict::Corrected;

    fn taught() -> Learned {
        learned(&[("Рахмонов", Corrected, "Раҳмонов"), ("Рахмонов", Corrected, "Раҳмонов")])
    }

    fn field() -> Field {
        let candidates = vec![("Рахмонов".to_owned(), 0.9), ("Рахманов".to_owned(), 0.1)];
        Field { candidates, confidence: Some(0.9), ..Field::plain("Рахмонов") }
    }

    fn shifted(mut field: Field) -> Field {
        taught().shift(FieldKind::Surname, &mut field);
        field
    }

    #[test]
    fn what_people_put_comes_first_and_the_value_stays() {
        let field = shifted(field());
        let offered: Vec<&str> = field.candidates.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(offered, ["Раҳмонов", "Рахмонов", "Рахманов"]);
        assert_eq!(field.value.as_deref(), Some("Рахмонов"));
    }

    #[test]
    fn a_reading_people_corrected_is_less_sure_and_all_together_no_more_than_certain() {
        let field = shifted(field());
        assert!(field.confidence.is_some_and(|sure| sure < 0.4));
        assert!(field.candidates.iter().map(|(_, weight)| weight).sum::<f64>() <= 1.0);
    }

    #[test]
    fn without_other_readings_the_reading_stands_beside_what_was_learned() {
        let field = shifted(Field::plain("Рахмонов"));
        assert_eq!((field.candidates.len(), field.candidates[1].0.as_str()), (2, "Рахмонов"));
    }

    #[test]
    fn what_a_person_gave_and_what_nobody_read_is_left_alone() {
        for left in [Field { by: By::Verifier, ..field() }, Field { mark: Mark::Blank, ..Field::default() }] {
            assert_eq!(shifted(left.clone()), left);
        }
    }

    #[test]
    fn how_often_people_decided_so_is_known() {
        assert_eq!(taught().why(FieldKind::Surname, "Рахмонов", "Раҳмонов"), Some((Lesson::Corrected, 2)));
        assert_eq!(taught().why(FieldKind::Surname, "Рахмонов", "Рахманов"), None);
    }
}
