//! The words of the index that are near a word asked: one or two letters off, or what Perso-Arabic
//! letters may stand for. Streams the dictionary, never the documents. Not for weighing beyond letters.

use std::collections::BTreeMap;

use register::name::{Keys, alike};
use tantivy::{Searcher, Term, query::FuzzyTermQuery, schema::Field};
use tantivy_fst::{Automaton, Regex};

use crate::{IndexError, schema::Slot, unusable};

/// Most different words a word asked is widened to.
const MOST_NEAR: usize = 48;

/// A spelling key in the index that is near, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Near {
    pub(crate) slot: Slot,
    pub(crate) key: String,
    /// By how much the letters differ.
    pub(crate) cost: f64,
}

/// An automaton that begins after the letter of the slot.
struct AfterSlot<A>(A);

impl<A: Automaton> Automaton for AfterSlot<A> {
    type State = Option<A::State>;

    fn start(&self) -> Self::State {
        None
    }

    fn is_match(&self, state: &Self::State) -> bool {
        state.as_ref().is_some_and(|s| self.0.is_match(s))
    }

    fn can_match(&self, state: &Self::State) -> bool {
        state.as_ref().is_none_or(|s| self.0.can_match(s))
    }

    fn accept(&self, state: &Self::State, byte: u8) -> Self::State {
        Some(state.as_ref().map_or_else(|| self.0.start(), |s| self.0.accept(s, byte)))
    }
}

/// Keys within `letters` letters (1 or 2) whose difference is small enough to be the same name.
pub(crate) fn by_letters(
    searcher: &Searcher,
    field: Field,
    keys: &Keys,
    letters: u8,
) -> Result<Vec<Near>, IndexError> {
    let mut found = BTreeMap::new();
    for asked in &keys.spellings {
        let allowed = alike::allowed(asked);
        if allowed == 0.0 {
            continue;
        }
        let fuzzy = FuzzyTermQuery::new(Term::from_field_text(field, asked), letters, true);
        let automaton = AfterSlot(fuzzy.automaton().map_err(unusable(searcher))?);
        stream(searcher, field, &automaton, &mut found, |key| {
            Some(alike::cost(asked, key)).filter(|cost| *cost <= allowed && *cost > 0.0)
        })?;
    }
    Ok(nearest(found))
}

/// Keys a Perso-Arabic word may stand for.
pub(crate) fn by_pattern(searcher: &Searcher, field: Field, pattern: &str) -> Result<Vec<Near>, IndexError> {
    let mut found = BTreeMap::new();
    if let Ok(regex) = Regex::new(pattern) {
        // Fewer vowels guessed rank first.
        stream(searcher, field, &AfterSlot(regex), &mut found, |key| Some(key.chars().count() as f64))?;
    }
    Ok(nearest(found))
}

fn stream<A>(
    searcher: &Searcher,
    field: Field,
    automaton: &A,
    found: &mut BTreeMap<(String, char), f64>,
    cost: impl Fn(&str) -> Option<f64>,
) -> Result<(), IndexError>
where
    A: Automaton,
    A::State: Clone,
{
    for segment in searcher.segment_readers() {
        let dictionary = segment.inverted_index(field).map_err(unusable(searcher))?;
        let stream = dictionary.terms().search(automaton).into_stream();
        let mut stream = stream.map_err(|e| unusable(searcher)(e.into()))?;
        while let Some((term, _)) = stream.next() {
            let Ok(term) = std::str::from_utf8(term) else { continue };
            let mut letters = term.chars();
            let Some(slot) = letters.next() else { continue };
            let key = letters.as_str();
            if let Some(cost) = cost(key) {
                let least = found.entry((key.to_owned(), slot)).or_insert(cost);
                *least = least.min(cost);
            }
        }
    }
    Ok(())
}

fn nearest(found: BTreeMap<(String, char), f64>) -> Vec<Near> {
    let mut near: Vec<Near> = found
        .into_iter()
        .filter_map(|((key, letter), cost)| {
            let slot = Slot::of_letter(u8::try_from(letter).ok()?)?;
            Some(Near { slot, key, cost })
        })
        .collect();
    near.sort_by(|a, b| a.cost.total_cmp(&b.cost).then_with(|| a.key.cmp(&b.key)));
    let mut distinct = 0;
    let mut last: Option<String> = None;
    near.retain(|n| {
        if last.as_deref() != Some(n.key.as_str()) {
            distinct += 1;
            last = Some(n.key.clone());
        }
        distinct <= MOST_NEAR
    });
    near
}
