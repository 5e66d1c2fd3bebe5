//! What several looks at one mark say together: their readings, each with the weight of all looks that saw it. Not for
//! how to look or what a reading may be: see [`super::corner_vote`] for labels, [`super::figures`] for numbers.

use register::geometry::Rect;

use super::recognizer::FoundWord;

/// Weight of a reading the engine is not sure of at all.
const LEAST: f64 = 0.05;
/// Weight of a reading that a look had beside its best, share of that of the best.
const BESIDE: f64 = 0.1;

/// Readings of a mark with their weight, that of the most weight first. A sure look weighs about one.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Vote {
    readings: Vec<(String, f64)>,
}

impl Vote {
    /// Adds what a look saw, and beside it what else that may be. `meant` tells the reading that a text stands for and
    /// the share of its weight that it has; nothing where it is none.
    pub(super) fn add(&mut self, word: &FoundWord, meant: impl Fn(&str) -> Option<(String, f64)>) {
        let best = meant(&word.text);
        let mut others: Vec<(String, f64)> =
            word.alternatives.iter().filter_map(|(text, _)| meant(text)).collect();
        others.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        // Two ways to write one number are one.
        others.dedup_by(|a, b| a.0 == b.0);
        for (other, share) in
            others.into_iter().filter(|(other, _)| best.as_ref().is_none_or(|(best, _)| best != other))
        {
            self.weigh(other, share * BESIDE * word.confidence);
        }
        if let Some((best, share)) = best {
            self.weigh(best, share * word.confidence.max(LEAST));
        }
    }

    fn weigh(&mut self, reading: String, weight: f64) {
        match self.readings.iter_mut().find(|(known, _)| *known == reading) {
            Some(known) => known.1 += weight,
            None => self.readings.push((reading, weight)),
        }
        self.sort();
    }

    /// Adds to the weight of each reading.
    pub(super) fn strengthen(&mut self, by: impl Fn(&str) -> f64) {
        self.readings.iter_mut().for_each(|(reading, weight)| *weight += by(reading));
        self.sort();
    }

    fn sort(&mut self) {
        self.readings.sort_by(|a, b| b.1.total_cmp(&a.1));
    }

    /// Has any look seen it?
    pub(super) fn has(&self, reading: &str) -> bool {
        self.readings.iter().any(|(known, _)| known == reading)
    }

    /// Readings, that of the most weight first.
    pub(super) fn readings(&self) -> impl Iterator<Item = &str> {
        self.readings.iter().map(|(reading, _)| reading.as_str())
    }

    /// Weight of the best reading: about as many sure looks.
    pub(super) fn weight(&self) -> f64 {
        self.readings.first().map_or(0.0, |(_, weight)| *weight)
    }

    /// By how much the best reading outweighs the next.
    pub(super) fn lead(&self) -> f64 {
        self.weight() - self.readings.get(1).map_or(0.0, |(_, weight)| *weight)
    }

    /// The best reading as a word at the mark, the others beside it.
    pub(super) fn word(&self, mark: &Rect) -> FoundWord {
        let sum: f64 = self.readings.iter().map(|(_, weight)| weight).sum();
        let share = |(text, weight): &(String, f64)| (text.clone(), weight / sum);
        let mut alternatives: Vec<(String, f64)> = self.readings.iter().map(share).collect();
        let (text, confidence) = alternatives.first().cloned().unwrap_or_default();
        if alternatives.len() < 2 {
            alternatives.clear();
        }
        let confidence = confidence.min(self.weight());
        FoundWord { rect: *mark, text, confidence, language: None, engine: None, alternatives }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vote(looks: &[(&str, f64, &[&str])]) -> Vote {
        let mut vote = Vote::default();
        for (text, confidence, others) in looks {
            let alternatives = others.iter().map(|other| ((*other).to_owned(), 0.3)).collect();
            let word = FoundWord {
                text: (*text).into(),
                confidence: *confidence,
                alternatives,
                ..FoundWord::default()
            };
            vote.add(&word, |text| (!text.is_empty()).then(|| (text.to_owned(), 1.0)));
        }
        vote
    }

    #[test]
    fn what_most_looks_say_stands_before_what_one_is_sure_of() {
        let check = |looks: &[(&str, f64, &[&str])], expected: &[&str]| {
            assert_eq!(vote(looks).readings().collect::<Vec<_>>(), expected);
        };
        check(&[("5", 0.97, &[]), ("3", 0.6, &[]), ("3", 0.6, &["8"])], &["3", "5", "8"]);
        check(&[("", 0.9, &["8"])], &["8"]);
        check(&[], &[]);
    }

    #[test]
    fn the_lead_is_what_the_best_reading_weighs_more_than_the_next() {
        let check = |looks: &[(&str, f64, &[&str])], weight: f64, lead: f64| {
            let vote = vote(looks);
            assert!((vote.weight() - weight).abs() < 1e-9 && (vote.lead() - lead).abs() < 1e-9, "{vote:?}");
        };
        check(&[], 0.0, 0.0);
        check(&[("5", 0.9, &[])], 0.9, 0.9);
        check(&[("5", 0.9, &[]), ("3", 0.9, &[])], 0.9, 0.0);
        check(&[("5", 0.9, &[]), ("3", 0.5, &[]), ("5", 0.5, &["3"])], 1.4, 0.85);
    }

    #[test]
    fn the_best_reading_becomes_a_word_with_the_others_beside_it() {
        let mark = Rect::new(10.0, 20.0, 40.0, 50.0);
        let word = vote(&[("12", 0.9, &[]), ("42", 0.6, &[])]).word(&mark);
        assert_eq!((word.text.as_str(), word.rect), ("12", mark));
        assert!((word.confidence - 0.6).abs() < 1e-9 && word.alternatives.len() == 2, "{word:?}");
        assert!(vote(&[("12", 0.9, &[])]).word(&mark).alternatives.is_empty());
    }
}
