//! What was read first against what may stand there: which is likelier, and by how much. Not for writing it down: see
//! [`super::written`].

use crate::recognize::{line_model::Constrained, recognizer::FoundLine};

/// How much the ink may speak for each letter in which a text differs from the likeliest allowed one, and that one still
/// prevails (nats): it may favour the other up to e³, twenty to one, a letter. What the label says is worth as much: a
/// rule of thumb, chosen and not fitted, that a misread letter keeps below and one that is truly written goes far beyond.
const AGAINST: f64 = 3.0;
/// Signs of a text that takes the place of another: one alone says too little (a typed 4, read as В, is a 1 to our model).
const ENOUGH: usize = 2;
/// A text less likely than this is noise.
const LEAST: f64 = 0.01;

/// Texts that may be meant, and the words to write.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Weighed {
    /// Each with the probability that it stands there and no other; likeliest first.
    pub(super) texts: Vec<(String, f64)>,
    /// May what was read first stand there?
    pub(super) is_allowed: bool,
    /// The words of the likeliest on the cut, where it takes the place of what was read first.
    pub(super) instead: Option<FoundLine>,
}

/// Weighs what was read `first` against the allowed texts; nothing where that says nothing new. One that may stand there
/// itself stays first.
pub(super) fn weigh(first: &str, is_allowed: bool, read: &Constrained) -> Option<Weighed> {
    let best = read.allowed.first()?;
    let against = |text: &str| AGAINST * strsim::levenshtein(text, &best.text) as f64;
    let mut logs: Vec<(&str, f64)> =
        read.allowed.iter().map(|spelling| (spelling.text.as_str(), spelling.log)).collect();
    let first_log = if is_allowed { read.first } else { read.first - against(first) };
    let free = (read.free.text.as_str(), read.free.log - against(&read.free.text));
    for (text, log) in [(first, first_log), free] {
        // A free reading of nothing is no text that may be meant.
        if text.contains(char::is_alphanumeric) && logs.iter().all(|(known, _)| *known != text) {
            logs.push((text, log));
        }
    }
    let texts = shares(&logs);
    let says_enough = best.text.chars().filter(|sign| sign.is_alphanumeric()).count() >= ENOUGH;
    let takes = !is_allowed && says_enough && texts.first().is_some_and(|(text, _)| *text == best.text);
    let texts = if takes { with_first(first, texts) } else { first_of_all(first, texts) };
    let instead = if takes { best.line.clone() } else { None };
    (texts.len() > 1 || is_allowed || instead.is_some()).then_some(Weighed { texts, is_allowed, instead })
}

/// Probabilities of texts from the logarithms of their likelihoods, likeliest first, without noise.
fn shares(logs: &[(&str, f64)]) -> Vec<(String, f64)> {
    let highest = logs.iter().map(|(_, log)| *log).fold(f64::NEG_INFINITY, f64::max);
    let likelihood = |log: f64| (log - highest).exp();
    let sum: f64 = logs.iter().map(|(_, log)| likelihood(*log)).sum();
    let mut texts: Vec<(String, f64)> =
        logs.iter().map(|&(text, log)| (text.to_owned(), likelihood(log) / sum)).collect();
    texts.retain(|(_, share)| *share >= LEAST);
    texts.sort_by(|a, b| b.1.total_cmp(&a.1));
    texts
}

/// The same texts and what was read first, however unlikely: a reading that gives way is kept.
fn with_first(first: &str, mut texts: Vec<(String, f64)>) -> Vec<(String, f64)> {
    if texts.iter().all(|(text, _)| text != first) {
        texts.push((first.to_owned(), LEAST));
    }
    texts
}

/// The same texts with what was read first before all others.
fn first_of_all(first: &str, mut texts: Vec<(String, f64)>) -> Vec<(String, f64)> {
    let share = texts.iter().find(|(text, _)| text == first).map_or(0.0, |(_, share)| *share);
    texts.retain(|(text, _)| text != first);
    texts.insert(0, (first.to_owned(), share));
    texts
}

#[cfg(test)]
mod tests {
    use image::GrayImage;
    use register::geometry::Rect;

    use super::*;
    use crate::recognize::{crop::Crop, line_model::Spelling};

    fn spelling((text, log): (&str, f64)) -> Spelling {
        Spelling { text: text.to_owned(), log, line: Some(FoundLine::default()) }
    }

    /// What comes of a first reading beside a free one and allowed ones, each with its logarithm.
    fn weighed(first: (&str, f64, bool), free: (&str, f64), allowed: &[(&str, f64)]) -> Option<Weighed> {
        let crop = Crop::cut(&GrayImage::new(9, 9), &Rect::new(0.0, 0.0, 9.0, 9.0), 1.0, 0).unwrap();
        let allowed = allowed.iter().copied().map(spelling).collect();
        let read = Constrained { crop, free: spelling(free), first: first.1, allowed };
        weigh(first.0, first.2, &read)
    }

    fn check(first: (&str, f64, bool), free: (&str, f64), allowed: &[(&str, f64)], expected: (&str, bool)) {
        let weighed = weighed(first, free, allowed).unwrap();
        assert_eq!((weighed.texts[0].0.as_str(), weighed.instead.is_some()), expected, "{weighed:?}");
    }

    #[test]
    fn what_may_stand_there_takes_the_place_of_what_may_not() {
        check(("нарта", -0.5, false), ("нарта", -0.5), &[("марта", -1.5)], ("марта", true));
    }

    #[test]
    fn where_the_ink_speaks_against_it_it_is_kept_beside() {
        check(("нарта", -0.5, false), ("нарта", -0.5), &[("марта", -6.0)], ("нарта", false));
    }

    #[test]
    fn far_from_all_that_may_stand_there_nothing_is_kept() {
        assert_eq!(weighed(("Москва", -0.5, false), ("Москва", -0.5), &[("мая", -40.0)]), None);
    }

    #[test]
    fn a_sign_alone_takes_the_place_of_none() {
        check(("В", -0.5, false), ("В", -0.5), &[("8", -0.6)], ("В", false));
        check(("I2", -0.5, false), ("I2", -0.5), &[("12", -0.6)], ("12", true));
    }

    #[test]
    fn a_reading_that_gives_way_is_kept() {
        let texts = weighed(("нарти", -40.0, false), ("марти", -0.1), &[("марти", -0.1)]).unwrap().texts;
        assert_eq!(texts.iter().map(|text| text.0.as_str()).collect::<Vec<_>>(), ["марти", "нарти"]);
    }

    #[test]
    fn what_may_stand_there_itself_is_never_replaced() {
        check(("1956", -3.0, true), ("1958", -0.5), &[("1958", -0.5), ("1956", -3.0)], ("1956", false));
    }

    #[test]
    fn other_figures_of_a_date_stay_beside_it_with_their_weight() {
        let weighed =
            weighed(("7/ПI-56", -0.5, false), ("7/ПI-56", -0.5), &[("7/III-56", -0.8), ("7/III-58", -1.5)]);
        let texts = weighed.unwrap().texts;
        assert_eq!(texts.iter().map(|t| t.0.as_str()).collect::<Vec<_>>()[..2], ["7/III-56", "7/III-58"]);
        assert!(texts[0].1 > 1.9 * texts[1].1 && texts.iter().map(|t| t.1).sum::<f64>() <= 1.0 + 2.0 * LEAST);
    }

    #[test]
    fn a_free_reading_without_letters_has_no_weight() {
        for free in ["", "."] {
            let texts = weighed(("мая", -0.5, true), (free, -0.2), &[("мая", -0.5)]).unwrap().texts;
            assert_eq!(texts, [("мая".to_owned(), 1.0)], "{free}");
        }
    }

    #[test]
    fn where_nothing_may_stand_there_nothing_is_said() {
        assert_eq!(weighed(("мая", -0.5, false), ("мая", -0.5), &[]), None);
    }

    #[test]
    fn what_may_stand_there_and_is_read_again_is_sure() {
        let weighed = weighed(("мая", -0.1, true), ("мая", -0.1), &[("мая", -0.1), ("мая.", -9.0)]).unwrap();
        assert!(weighed.is_allowed && weighed.texts[0].1 > 0.99 && weighed.texts.len() == 1, "{weighed:?}");
    }

    #[test]
    fn letters_the_model_lacks_do_not_win() {
        check(("м†р", f64::NEG_INFINITY, false), ("мар", -0.2), &[("мар", -0.2)], ("мар", true));
    }
}
