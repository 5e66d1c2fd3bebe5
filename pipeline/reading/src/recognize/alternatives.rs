//! From other readings of each letter to other readings of the word. Not for choosing among them: the
//! best reading stays the engine's; names and dates are weighed by extraction.

/// Readings kept of a word.
const KEPT: usize = 5;
/// Readings weighed of a letter; further ones never reach a word's best five.
const WEIGHED: usize = 4;
/// Beams carried from letter to letter.
const CARRIED: usize = 20;
/// A reading this much less likely than the best is noise.
const LEAST: f64 = 0.01;
/// The engine's costs are summed over several columns of pixels a letter; divided by this they are about
/// minus the logarithm of a likelihood.
pub(super) const COST_SCALE: f64 = 2.5;

/// Joins the readings of the letters of `text`, each with its cost, into readings of the word with
/// weights that sum to one. Empty when the engine considered nothing else, or when its letters do not
/// spell its own word (it reorders letters of some right-to-left words).
pub(super) fn of_letters(text: &str, letters: &[Vec<(String, f32)>]) -> Vec<(String, f64)> {
    let own: String = letters.iter().filter_map(|l| l.first()).map(|(t, _)| t.as_str()).collect();
    if own != text {
        return Vec::new();
    }
    let mut readings = vec![(String::new(), 1.0)];
    for letter in letters {
        let choices = weighed(letter);
        let longer = |(start, weight): &(String, f64)| {
            choices.iter().map(|(t, w)| (format!("{start}{t}"), weight * w)).collect::<Vec<_>>()
        };
        readings = readings.iter().flat_map(longer).collect();
        readings.sort_by(|a, b| b.1.total_cmp(&a.1));
        readings.truncate(CARRIED);
    }
    kept(text, readings)
}

/// The letter's likeliest readings with their likelihood relative to the engine's own.
fn weighed(letter: &[(String, f32)]) -> Vec<(String, f64)> {
    let Some((own, cost)) = letter.first() else { return Vec::new() };
    let weight = |other: f32| (f64::from(cost - other) / COST_SCALE).exp().min(1.0);
    let mut others: Vec<(String, f64)> = letter
        .iter()
        .skip(1)
        .filter(|(t, _)| !t.trim().is_empty())
        .map(|(t, c)| (t.clone(), weight(*c)))
        .filter(|(_, w)| *w >= LEAST)
        .collect();
    others.sort_by(|a, b| b.1.total_cmp(&a.1));
    others.truncate(WEIGHED - 1);
    others.insert(0, (own.clone(), 1.0));
    others
}

/// The best few, the engine's own first, as shares of one.
fn kept(text: &str, mut readings: Vec<(String, f64)>) -> Vec<(String, f64)> {
    readings.retain(|(t, w)| t != text && *w >= LEAST);
    if readings.is_empty() {
        return Vec::new();
    }
    readings.insert(0, (text.to_owned(), 1.0));
    readings.truncate(KEPT);
    let sum: f64 = readings.iter().map(|r| r.1).sum();
    readings.iter_mut().for_each(|r| r.1 /= sum);
    readings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(of: &[&[(&str, f32)]]) -> Vec<Vec<(String, f32)>> {
        of.iter().map(|l| l.iter().map(|(t, c)| ((*t).to_owned(), *c)).collect()).collect()
    }

    #[test]
    fn a_doubtful_letter_gives_a_second_reading() {
        let read = of_letters("ба", &letters(&[&[("б", 1.0), ("6", 2.0)], &[("а", 1.0), ("о", 60.0)]]));
        assert_eq!(read.iter().map(|r| r.0.as_str()).collect::<Vec<_>>(), ["ба", "6а"]);
        assert!((read.iter().map(|r| r.1).sum::<f64>() - 1.0).abs() < 1e-9 && read[0].1 > read[1].1);
    }

    #[test]
    fn a_sure_word_has_no_other_readings() {
        assert!(of_letters("а", &letters(&[&[("а", 1.0), ("о", 60.0)]])).is_empty());
    }

    #[test]
    fn letters_in_another_order_than_the_word_are_not_joined() {
        assert!(of_letters("اب", &letters(&[&[("ب", 1.0), ("ت", 1.0)], &[("ا", 1.0)]])).is_empty());
    }

    #[test]
    fn no_more_than_five_readings_are_kept() {
        let doubtful: &[(&str, f32)] = &[("а", 1.0), ("б", 1.1), ("в", 1.2), ("г", 1.3)];
        assert_eq!(of_letters("ааа", &letters(&[doubtful; 3])).len(), KEPT);
    }
}
