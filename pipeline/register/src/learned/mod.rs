//! What people's decisions in a register teach about the rest of it: what they put in the place of a reading, and what they
//! let stand. Not for deciding: no value changes by it, candidates and how sure a reading is do.

mod shift;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::{
    act::{Act, Mark},
    asking::written,
    decision::{Decision, Verdict, standing},
    form::{self, FieldKind},
    value::{looks_like, one_letter_apart},
};

/// A letter that people put in the place of another counts for other words of the register from so many corrections on.
const LETTER_SEEN: usize = 2;

/// A reading of some kind of field, as the kind is written in files.
type Reading = (&'static str, String);

/// What was learned in one register.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Learned {
    /// To a reading what it was corrected to, with how often.
    corrected: BTreeMap<Reading, BTreeMap<String, usize>>,
    /// How often a reading was let stand.
    let_stand: BTreeMap<Reading, usize>,
    /// How often a value was settled on, typed or confirmed.
    settled: BTreeMap<Reading, usize>,
    /// Letter read, letter put in its place, by kind: how often.
    letters: BTreeMap<(&'static str, char, char), usize>,
}

/// Why a value is offered for a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lesson {
    /// The reading itself was corrected so.
    Corrected,
    /// A letter of it was corrected so in other words.
    Letter,
    /// It is a letter from a value people settled on.
    Settled,
}

/// A value offered for a reading.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// As it would be written.
    pub text: String,
    /// Why.
    pub lesson: Lesson,
    /// How often people decided so.
    pub times: usize,
    /// How probable it is, by what people decided alone; 0 to 1.
    pub probability: f64,
}

impl Learned {
    /// From acts as they were read, each with all decisions on it.
    pub fn of<'a>(read: impl IntoIterator<Item = (&'a Act, &'a [Decision])>) -> Self {
        let mut learned = Self::default();
        for (act, decisions) in read {
            for (key, field) in &act.fields {
                let Some(decision) = standing(decisions, key) else { continue };
                let (reading, Some(value)) = (written(Some(field)), decision.value.as_deref()) else {
                    continue;
                };
                if field.mark == Mark::Read && teaches(act, key) && !reading.is_empty() {
                    learned.take(kind_of(act, key), reading, value, decision.verdict);
                }
            }
        }
        learned
    }

    fn take(&mut self, kind: FieldKind, reading: &str, value: &str, verdict: Verdict) {
        let named = |text: &str| (kind.as_str(), text.to_owned());
        match verdict {
            Verdict::Confirmed => *self.let_stand.entry(named(reading)).or_default() += 1,
            Verdict::Corrected => {
                *self.corrected.entry(named(reading)).or_default().entry(value.to_owned()).or_default() += 1;
                if let Some((read, put)) = one_letter_apart(reading, value) {
                    *self.letters.entry((kind.as_str(), read, put)).or_default() += 1;
                }
            }
            _ => return,
        }
        *self.settled.entry(named(value)).or_default() += 1;
    }

    /// Was nothing learned?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.corrected.is_empty() && self.settled.is_empty()
    }

    /// What people's decisions offer for a reading: what it was corrected to first, most often first.
    #[must_use]
    pub fn offers(&self, kind: FieldKind, reading: &str) -> Vec<Offer> {
        let mut offers = self.corrections(kind, reading);
        let mut more = self.by_letters(kind, reading);
        more.extend(self.near_settled(kind, reading));
        more.sort_by(|a, b| (b.times, a.lesson, &a.text).cmp(&(a.times, b.lesson, &b.text)));
        for offer in more {
            if offer.text != reading && !offers.iter().any(|known| known.text == offer.text) {
                offers.push(offer);
            }
        }
        offers
    }

    /// Of all decisions on this reading, and one more that could be otherwise, the share that put this in its place.
    fn corrections(&self, kind: FieldKind, reading: &str) -> Vec<Offer> {
        let named = (kind.as_str(), reading.to_owned());
        let Some(put) = self.corrected.get(&named) else { return Vec::new() };
        let all = put.values().sum::<usize>() + self.let_stand.get(&named).copied().unwrap_or_default() + 1;
        let offer = |(text, times): (&String, &usize)| Offer {
            text: text.clone(),
            lesson: Lesson::Corrected,
            times: *times,
            probability: *times as f64 / all as f64,
        };
        let mut offers: Vec<Offer> = put.iter().map(offer).collect();
        offers.sort_by(|a, b| b.times.cmp(&a.times).then_with(|| a.text.cmp(&b.text)));
        offers
    }

    /// The reading with one letter as people put it in other words.
    fn by_letters(&self, kind: FieldKind, reading: &str) -> Vec<Offer> {
        let letters: Vec<char> = reading.chars().collect();
        let seen = self.letters.iter().filter(|((of, ..), n)| *of == kind.as_str() && **n >= LETTER_SEEN);
        let put = seen.flat_map(|((_, read, put), times)| {
            let places = letters.iter().enumerate().filter(move |(_, c)| c.to_lowercase().eq([*read]));
            let letters = letters.clone();
            places.map(move |(at, c)| self.offered(kind, &with_letter(&letters, at, *c, *put), *times))
        });
        put.collect()
    }

    fn offered(&self, kind: FieldKind, text: &str, times: usize) -> Offer {
        let known = self.settled.contains_key(&(kind.as_str(), text.to_owned()));
        let probability = if known { BOTH } else { LETTER };
        Offer { text: text.to_owned(), lesson: Lesson::Letter, times, probability }
    }

    /// Values people settled on that are a confusable letter away.
    fn near_settled(&self, kind: FieldKind, reading: &str) -> Vec<Offer> {
        let own =
            self.settled.iter().filter(|((of, value), _)| *of == kind.as_str() && looks_like(reading, value));
        let offer = |((_, value), times): (&Reading, &usize)| Offer {
            text: value.clone(),
            lesson: Lesson::Settled,
            times: *times,
            probability: LETTER,
        };
        own.map(offer).collect()
    }
}

/// What a letter alone, or a settled value alone, makes of another reading: rather an offer than a belief.
const LETTER: f64 = 0.15;
/// And both together.
const BOTH: f64 = 0.4;

fn with_letter(letters: &[char], at: usize, was: char, put: char) -> String {
    let mut letters = letters.to_vec();
    let capital = was.is_uppercase();
    letters[at] = if capital { put.to_uppercase().next().unwrap_or(put) } else { put };
    letters.into_iter().collect()
}

fn kind_of(act: &Act, key: &str) -> FieldKind {
    form::kind_of(act, key)
}

/// Numbers and dates are each act's own: what stood in one says nothing of the next.
fn teaches(act: &Act, key: &str) -> bool {
    use FieldKind::{Choice, Ethnicity, Given, Patronymic, Place, Sex, Surname, Text};
    matches!(kind_of(act, key), Surname | Given | Patronymic | Place | Ethnicity | Sex | Choice | Text)
}
