//! How the words of two readings of one piece of ink lie to one another. Not for which reading is right: see
//! [`super::weighing`].

use std::ops::Range;

/// Words in pairs from the front and from the end. Readings of as many words are paired throughout; others as far as
/// they have words in common, with what is between left over.
struct Aligned {
    front: usize,
    back: usize,
    mine: usize,
    theirs: usize,
}

impl Aligned {
    fn of(mine: &[&str], theirs: &[&str]) -> Self {
        let same = |(a, b): &(&&str, &&str)| a == b;
        let shorter = mine.len().min(theirs.len());
        let front = if mine.len() == theirs.len() {
            shorter
        } else {
            mine.iter().zip(theirs).take_while(same).count()
        };
        let back = mine.iter().rev().zip(theirs.iter().rev()).take(shorter - front).take_while(same).count();
        Self { front, back, mine: mine.len(), theirs: theirs.len() }
    }

    /// The place of their word that is paired with mine.
    fn paired(&self, at: usize) -> Option<usize> {
        let from_end = self.mine - at;
        let behind = from_end <= self.back;
        if at < self.front { Some(at) } else { behind.then(|| self.theirs - from_end) }
    }

    /// What is left over of both, if of theirs anything is. Where of mine nothing is, the word beside it goes along.
    fn between(&self) -> Option<(Range<usize>, Range<usize>)> {
        let (mut front, mut back) = (self.front, self.back);
        if front + back == self.theirs {
            return None;
        }
        if front + back == self.mine {
            if front > 0 { front -= 1 } else { back = back.checked_sub(1)? }
        }
        Some((front..self.mine - back, front..self.theirs - back))
    }
}

/// For each of `mine` the place of the word among `theirs` that stands in its place; none where nothing tells which.
pub(super) fn facing(mine: &[&str], theirs: &[&str]) -> Vec<Option<usize>> {
    let aligned = Aligned::of(mine, theirs);
    (0..mine.len()).map(|at| aligned.paired(at)).collect()
}

/// What `theirs` say, each with the place of the word among `mine` beside which it belongs. Words without a pair stand
/// together beside the one that they are most like.
pub(super) fn beside(mine: &[&str], theirs: &[&str]) -> Vec<(usize, String)> {
    let aligned = Aligned::of(mine, theirs);
    let pairs = (0..mine.len()).filter_map(|at| Some((at, theirs[aligned.paired(at)?].to_owned())));
    let between = aligned.between().and_then(|(of_mine, of_theirs)| {
        let text = theirs[of_theirs].join(" ");
        let nearest = of_mine.min_by_key(|&at| strsim::levenshtein(mine[at], &text))?;
        Some((nearest, text))
    });
    pairs.filter(|(at, text)| mine[*at] != text.as_str()).chain(between).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        text.split(' ').collect()
    }

    /// What of another reading belongs beside which words.
    fn check(mine: &str, theirs: &str, expected: &[(usize, &str)]) {
        let beside = beside(&words(mine), &words(theirs));
        let found: Vec<(usize, &str)> = beside.iter().map(|(at, text)| (*at, text.as_str())).collect();
        assert_eq!(found, expected, "{mine} and {theirs}");
    }

    #[test]
    fn of_as_many_words_each_belongs_beside_the_one_in_its_place() {
        check("7 марта 1956", "7 нарта 1958", &[(1, "нарта"), (2, "1958")]);
        check("7 марта", "7 марта", &[]);
    }

    #[test]
    fn where_a_blank_is_more_the_words_around_it_alone_differ() {
        check("7 марта 1956 г.", "7марта 1956 г.", &[(1, "7марта")]);
        check("7марта 1956 г.", "7 марта 1956 г.", &[(0, "7 марта")]);
    }

    #[test]
    fn a_word_more_goes_along_with_the_one_beside_it() {
        check("7 марта 1956", "7 марта 1956 г.", &[(2, "1956 г.")]);
        check("1956", "7 марта 1956", &[(0, "7 марта 1956")]);
    }

    #[test]
    fn a_word_less_says_nothing_of_the_others() {
        check("7 марта 1956 г.", "7 марта 1956", &[]);
        check("7 7", "7", &[]);
    }

    #[test]
    fn words_in_common_face_each_other() {
        let facing = facing(&words("7 марта 1956 г."), &words("7марта 1956 г."));
        assert_eq!(facing, [None, None, Some(1), Some(2)]);
    }
}
