//! Letters and pairs of letters that were written down, and what a line adds to them. Not for places.

use std::collections::BTreeMap;

/// A letter, or a letter with the one that follows it.
type Sign = (char, Option<char>);

/// What a text shows of a hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Letters {
    /// Signs in their order, each with how often it came in the text until then, from 1.
    signs: Vec<(Sign, u32)>,
    /// Letters of an alphabet: neither figures nor spaces.
    pub(super) alphabetic: usize,
    /// All that has to be typed.
    pub(super) typed: usize,
}

impl Letters {
    /// Of a text; stops and brackets are left out, as no hand is known by them. Large letters are shapes of their own.
    pub(super) fn of(text: &str) -> Self {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let letters: Vec<char> = words.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
        let mut seen: BTreeMap<Sign, u32> = BTreeMap::new();
        let single = letters.iter().map(|letter| (*letter, None));
        let pairs = letters.windows(2).map(|pair| (pair[0], Some(pair[1])));
        let counted = single.chain(pairs).map(|sign| {
            let times = seen.entry(sign).or_default();
            *times += 1;
            (sign, *times)
        });
        let alphabetic = letters.iter().filter(|c| c.is_alphabetic()).count();
        Self { signs: counted.collect(), alphabetic, typed: letters.len() }
    }
}

/// How often each letter and each pair was written down.
#[derive(Debug, Default)]
pub(super) struct Covered(BTreeMap<Sign, u32>);

impl Covered {
    /// Counts a text that is written down.
    pub(super) fn take(&mut self, letters: &Letters) {
        for (sign, _) in &letters.signs {
            *self.0.entry(*sign).or_default() += 1;
        }
    }

    /// What a text adds: a sign that comes for the `n`-th time counts one `n`-th.
    pub(super) fn adds(&self, letters: &Letters) -> f64 {
        let before = |sign: &Sign| self.0.get(sign).copied().unwrap_or_default();
        letters.signs.iter().map(|(sign, here)| 1.0 / f64::from(before(sign) + here)).sum()
    }
}
