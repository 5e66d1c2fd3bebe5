//! Candidates of each field of a register, ranked: what engines read besides, what looks like it and is known, what the rest
//! of the act asks for, what the register has again and again, and what people's decisions in it taught. Not for how
//! probable a reading is by itself: `confidence` says that.
//!
//! A value stays as it was read, unless it is unsure and another is much likelier by two sources (`offer`). All is weighed
//! by the acts as they were read, so that the order in which fields and acts come makes no difference.

mod across;
mod endings;
mod known;
mod offer;
mod often;

use register::{
    act::{Act, By, Field, MOST_CANDIDATES, Mark, rounded},
    form::{self, FieldKind},
    learned::Learned,
    value::{is_ditto, looks_like, normal_form},
};

use across::{Asked, Expected};
use offer::{LOOKS_LIKE, Offer, Support, UNLIKE, instead, shared};
use often::Often;

/// Ranks the candidates of all fields of a register's acts; `years` are the book's, where they are known.
pub(super) fn rank(acts: &mut [Act], years: Option<(i32, i32)>) {
    let often = Often::of(acts);
    let ranked: Vec<Vec<(String, Field)>> = acts.iter().map(|act| ranked(act, &often, years)).collect();
    for (act, ranked) in acts.iter_mut().zip(ranked) {
        act.fields.extend(ranked);
    }
}

/// Puts first what people's decisions in the register taught; no value changes. Sealed acts and adoptions are left alone.
pub(super) fn learn(acts: &mut [Act], learned: &Learned) {
    for act in acts.iter_mut().filter(|act| !act.is_secret()) {
        for (key, field) in &mut act.fields {
            let kind = form::field(act.kind, key).map_or(FieldKind::Text, |spec| spec.kind);
            learned.shift(kind, field);
        }
    }
}

/// The fields of an act whose candidates are others now.
fn ranked(act: &Act, often: &Often, years: Option<(i32, i32)>) -> Vec<(String, Field)> {
    let ranked = act.fields.iter().filter_map(|(key, field)| {
        let kind = form::field(act.kind, key)?.kind;
        let look = Look { asked: Asked { act, key, kind, years }, field, often };
        Some((key.clone(), look.ranked()?))
    });
    ranked.collect()
}

/// A field under a look, and the register round it.
struct Look<'a> {
    asked: Asked<'a>,
    field: &'a Field,
    often: &'a Often,
}

impl Look<'_> {
    fn ranked(&self) -> Option<Field> {
        let (Some(reading), Some(confidence)) = (self.field.as_written.as_deref(), self.field.confidence)
        else {
            return None;
        };
        let read = self.field.mark == Mark::Read && self.field.by == By::Machine;
        if !read || is_ditto(reading) {
            return None;
        }
        let expected = self.asked.expected(reading);
        let offers = self.offers(reading, confidence, &expected);
        let own = self.support(reading, &expected);
        let said = offers.iter().any(|offer| !offer.read || offer.support != Support::default());
        said.then(|| self.with(offers, own, confidence))
    }

    fn value(&self, text: &str) -> Option<String> {
        normal_form(self.asked.kind, text, self.asked.years)
    }

    fn support(&self, text: &str, expected: &Expected) -> Support {
        let (kind, key) = (self.asked.kind, self.asked.key);
        let Some(value) = self.value(text) else { return Support::default() };
        Support {
            known: known::knows(kind, text),
            fits: expected.fits(&value),
            seen: self.often.seen(kind, key, &value, self.field),
        }
    }

    /// All that may stand there instead, the weightiest first.
    fn offers(&self, reading: &str, confidence: f64, expected: &Expected) -> Vec<Offer> {
        let (kind, key) = (self.asked.kind, self.asked.key);
        let open = (1.0 - confidence).max(f64::EPSILON);
        let ink = |text: &str| if looks_like(reading, text) { LOOKS_LIKE } else { UNLIKE };
        let read = self.field.candidates.iter().map(|(text, w)| (text.clone(), (w / open).min(1.0), true));
        let near = known::near(kind, reading).into_iter().chain(self.often.near(kind, key, reading));
        let other = near.chain(expected.texts.iter().cloned()).map(|text| (text.clone(), ink(&text), false));
        let mut offers: Vec<(Option<String>, Offer)> = Vec::new();
        for (text, ink, read) in read.chain(other) {
            let value = self.value(&text);
            let is_own = text == reading || (value.is_some() && value == self.field.value);
            let same = |known: &&mut (Option<String>, Offer)| {
                known.1.text == text || (value.is_some() && known.0 == value)
            };
            if let Some((_, known)) = offers.iter_mut().find(same) {
                known.ink = known.ink.max(ink);
            } else if !is_own {
                let support = self.support(&text, expected);
                offers.push((value, Offer { text, ink, read, support }));
            }
        }
        let mut offers: Vec<Offer> = offers.into_iter().map(|(_, offer)| offer).collect();
        offers.sort_by(|a, b| b.weight().total_cmp(&a.weight()).then_with(|| a.text.cmp(&b.text)));
        offers
    }

    /// The field with these offers beside its reading, or one of them in its place.
    fn with(&self, mut offers: Vec<Offer>, own: Support, confidence: f64) -> Field {
        let taken = self.field.value.as_ref().and_then(|_| instead(&offers, own, confidence));
        let mut field = self.field.clone();
        let mut first = (self.field.as_written.clone().unwrap_or_default(), confidence);
        if let Some((place, probability)) = taken {
            let text = offers.remove(place).text;
            field.as_written = Some(text.clone());
            field.value = self.value(&text);
            field.confidence = Some(probability);
            field.place_beside(self.asked.kind, self.asked.years);
            let was = Offer { text: first.0, ink: confidence.max(UNLIKE), read: true, support: own };
            offers.insert(0, was);
            first = (text, probability);
        }
        offers.truncate(MOST_CANDIDATES - 1);
        let most = if field.value.is_some() { first.1 } else { 1.0 };
        let told = shared(&offers, first.1, most);
        field.candidates = vec![(first.0, rounded(first.1))];
        field.candidates.extend(offers.into_iter().map(|offer| offer.text).zip(told));
        field
    }
}

#[cfg(test)]
mod tests;
