//! What was read first against what may stand there: which is likelier, and by how much. Not for writing it down: see
//! [`super::written`].

use crate::recognize::{line_model::Constrained, recognizer::FoundLine};

/// How much the ink may speak for each letter in which a text differs from the allowed one, and that one still prevails
/// (natural logarithm).
const AGAINST: f64 = 3.0;
/// A text less likely than this is noise.
const LEAST: f64 = 0.01;

/// Texts that may be meant, and the words to write.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Weighed {
    /// Each with the probability that it stands there and no other; likeliest first.
    pub(super) texts: Vec<(String, f64)>,
    /// The words of the likeliest on the cut, where it was not read first.
    pub(super) instead: Option<FoundLine>,
}

/// Weighs what was read `first` against the allowed texts; nothing where there is no other text worth keeping. One that
/// may stand there itself stays first.
pub(super) fn weigh(first: &str, is_allowed: bool, read: &Constrained) -> Option<Weighed> {
    let best = read.allowed.first()?;
    let against = |text: &str| AGAINST * strsim::levenshtein(text, &best.text) as f64;
    let mut logs: Vec<(&str, f64)> =
        read.allowed.iter().map(|spelling| (spelling.text.as_str(), spelling.log)).collect();
    let first_log = if is_allowed { read.first } else { read.first - against(first) };
    let free = (read.free.text.as_str(), read.free.log - against(&read.free.text));
    for (text, log) in [(first, first_log), free] {
        if logs.iter().all(|(known, _)| *known != text) {
            logs.push((text, log));
        }
    }
    let texts = shares(&logs);
    let takes = !is_allowed && texts.first().is_some_and(|(text, _)| *text == best.text);
    let texts = if takes { texts } else { first_of_all(first, texts) };
    let instead = if takes { best.line.clone() } else { None };
    (texts.len() > 1 || instead.is_some()).then_some(Weighed { texts, instead })
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
    fn what_may_stand_there_itself_is_never_replaced() {
        check(("1956", -3.0, true), ("1958", -0.5), &[("1958", -0.5), ("1956", -3.0)], ("1956", false));
    }

    #[test]
    fn other_figures_of_a_date_stay_beside_it_with_their_weight() {
        let weighed =
            weighed(("7/ПI-56", -0.5, false), ("7/ПI-56", -0.5), &[("7/III-56", -0.8), ("7/III-58", -1.5)]);
        let texts = weighed.unwrap().texts;
        assert_eq!(texts.iter().map(|t| t.0.as_str()).collect::<Vec<_>>()[..2], ["7/III-56", "7/III-58"]);
        assert!(texts[0].1 > 1.9 * texts[1].1 && texts.iter().map(|t| t.1).sum::<f64>() <= 1.0 + 1e-9);
    }

    #[test]
    fn where_nothing_may_stand_there_nothing_is_said() {
        assert_eq!(weighed(("мая", -0.5, false), ("мая", -0.5), &[]), None);
    }

    #[test]
    fn letters_the_model_lacks_do_not_win() {
        check(("м†р", f64::NEG_INFINITY, false), ("мар", -0.2), &[("мар", -0.2)], ("мар", true));
    }
}
