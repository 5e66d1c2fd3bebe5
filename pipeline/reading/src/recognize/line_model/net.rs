//! Texts that may stand in a place, as a net of letters: each way through it from its start to an end is one. Not for
//! what such a place may hold: see [`crate::recognize::constrained`].

/// Stands for any figure in the texts a net is made of.
const ANY_FIGURE: char = '#';
/// The figures.
const FIGURES: std::ops::RangeInclusive<char> = '0'..='9';

/// Where a net begins.
pub(in crate::recognize) const START: usize = 0;

/// A part of a text: what may stand there. `#` is any figure; where the empty text is among them the part may be
/// missing.
pub(in crate::recognize) type Part = Vec<String>;

/// A place in the net.
#[derive(Debug, Clone, PartialEq, Default)]
struct Knot {
    /// Letters that lead on, and where to.
    ways: Vec<(char, usize)>,
    /// Where one is without a letter.
    skips: Vec<usize>,
    /// May a text end here?
    ends: bool,
}

/// A net of letters. It has no rings: its texts are as long as the longest of its parts together.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::recognize) struct Net {
    knots: Vec<Knot>,
}

impl Net {
    /// The net of texts, each made of the parts of one of `sequences`, one behind the other.
    pub(in crate::recognize) fn of(sequences: &[Vec<Part>]) -> Self {
        let mut net = Self { knots: vec![Knot::default()] };
        for sequence in sequences {
            let mut from = START;
            for part in sequence {
                from = net.add(from, part);
            }
            net.knots[from].ends = true;
        }
        net.without_skips()
    }

    /// Adds a part behind the knot `from`; tells where its texts meet.
    fn add(&mut self, from: usize, part: &Part) -> usize {
        let meet = self.knot();
        let first = self.knots.len();
        for text in part {
            let mut at = from;
            let mut letters = text.chars().peekable();
            while let Some(letter) = letters.next() {
                let to = if letters.peek().is_none() { meet } else { self.shared(at, letter, first) };
                self.lead(at, letter, to);
                at = to;
            }
            if text.is_empty() {
                self.knots[from].skips.push(meet);
            }
        }
        meet
    }

    fn knot(&mut self) -> usize {
        self.knots.push(Knot::default());
        self.knots.len() - 1
    }

    /// The knot of this part (those from `first` on) that the letter leads to already, or a new one.
    fn shared(&mut self, at: usize, letter: char, first: usize) -> usize {
        let known = self.knots[at].ways.iter().find(|(known, to)| *known == letter && *to >= first);
        known.map(|(_, to)| *to).unwrap_or_else(|| self.knot())
    }

    fn lead(&mut self, at: usize, letter: char, to: usize) {
        if !self.knots[at].ways.contains(&(letter, to)) {
            self.knots[at].ways.push((letter, to));
        }
    }

    /// The same net where each knot has the ways of those one is in without a letter, and any figure is ten.
    fn without_skips(self) -> Self {
        let knots = (0..self.knots.len()).map(|at| {
            let here = self.reached(at);
            let mut ways: Vec<(char, usize)> = Vec::new();
            for &(letter, to) in here.iter().flat_map(|&at| &self.knots[at].ways) {
                match letter {
                    ANY_FIGURE => ways.extend(FIGURES.map(|figure| (figure, to))),
                    letter => ways.push((letter, to)),
                }
            }
            Knot { ways, skips: Vec::new(), ends: here.iter().any(|&at| self.knots[at].ends) }
        });
        Self { knots: knots.collect() }
    }

    /// The knots one is in without a letter, `at` first.
    fn reached(&self, at: usize) -> Vec<usize> {
        let mut reached = vec![at];
        let mut next = 0;
        while let Some(&at) = reached.get(next) {
            let new: Vec<usize> =
                self.knots[at].skips.iter().copied().filter(|to| !reached.contains(to)).collect();
            reached.extend(new);
            next += 1;
        }
        reached
    }

    /// The letters that may follow at a knot, and where each leads.
    pub(super) fn ways(&self, at: usize) -> &[(char, usize)] {
        &self.knots[at].ways
    }

    /// May a text end at a knot?
    pub(super) fn may_end(&self, at: usize) -> bool {
        self.knots[at].ends
    }

    /// Is it one of the texts?
    pub(in crate::recognize) fn allows(&self, text: &str) -> bool {
        let mut here = vec![START];
        for letter in text.chars() {
            let ways = here.iter().flat_map(|&at| &self.knots[at].ways);
            let mut next: Vec<usize> =
                ways.filter(|(known, _)| *known == letter).map(|(_, to)| *to).collect();
            next.sort_unstable();
            next.dedup();
            here = next;
        }
        here.iter().any(|&at| self.knots[at].ends)
    }
}

/// Texts as the part that they may be.
#[cfg(test)]
pub(in crate::recognize) fn part(texts: &[&str]) -> Part {
    texts.iter().map(|&text| text.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sequences: &[&[&[&str]]], allowed: &[&str], others: &[&str]) {
        let sequences: Vec<Vec<Part>> =
            sequences.iter().map(|s| s.iter().map(|texts| part(texts)).collect()).collect();
        let net = Net::of(&sequences);
        allowed.iter().for_each(|text| assert!(net.allows(text), "{text} is one"));
        others.iter().for_each(|text| assert!(!net.allows(text), "{text} is none"));
    }

    #[test]
    fn a_list_of_words_allows_its_words_and_no_beginnings() {
        check(&[&[&["муж", "мужской", "жен"]]], &["муж", "мужской", "жен"], &["", "му", "мужск", "женской"]);
    }

    #[test]
    fn parts_stand_one_behind_the_other() {
        check(&[&[&["г. ", "к. "], &["Хорог"]]], &["г. Хорог", "к. Хорог"], &["Хорог", "г. "]);
    }

    #[test]
    fn a_part_that_may_be_missing_is_passed_over() {
        check(&[&[&["№ ", ""], &["#"], &["", "а"]]], &["№ 4", "4", "4а", "№ 4а"], &["№ ", "а", "4аа"]);
    }

    #[test]
    fn any_figure_is_a_figure() {
        check(&[&[&["#", "##"], &["."], &["####"]]], &["7.1956", "17.1956"], &["7.19", "А.1956", "#.1956"]);
    }

    #[test]
    fn sequences_stand_side_by_side() {
        check(&[&[&["#"], &[" лет"]], &[&["##"]]], &["5 лет", "34"], &["34 лет", "5"]);
    }

    #[test]
    fn words_that_begin_alike_stay_apart() {
        check(&[&[&["аб", "ав"], &["аб", "г"]]], &["абаб", "абг", "авг"], &["аб", "абав"]);
    }

    #[test]
    fn a_net_of_nothing_allows_nothing() {
        check(&[], &[], &["", "а"]);
        check(&[&[&[]]], &[], &["", "а"]);
    }
}
