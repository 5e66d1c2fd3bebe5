//! From other readings of each letter to other readings of the word. Not for choosing among them: the
//! best reading stays the engine's; names and dates are weighed by extraction.

/// Readings kept of a word.
const KEPT: usize = 5;
/// Readings weighed of a letter; further ones never reach a word's best five.
const WEIGHED: usize = 4;
/// A reading this much less likely than the best is noise.
const LEAST: f64 = 0.01;

/// Joins the readings of the letters of `text`. Empty when the engine considered nothing else, or when
/// its letters do not spell its own word (it reorders letters of some right-to-left words).
pub(super) fn of_letters(text: &str, letters: &[Vec<(String, f32)>]) -> Vec<(String, f64)> {
    let own: String = letters.iter().filter_map(|l| l.first()).map(|(t, _)| t.as_str()).collect();
    if own != text {
        return Vec::new();
    }
    let mut readings = vec![(String::new(), 1.0)];
    for letter in letters {
        let choices = weighed(letter);
        let mut longer: Vec<(String, f64)> = readings
            .iter()
            .flat_map(|(start, weight)| choices.iter().map(move |(t, w)| (format!("{start}{t}"), weight * w)))
            .collect();
        longer.sort_by(|a, b| b.1.total_cmp(&a.1));
        longer.truncate(KEPT * WEIGHED);
        readings = longer;
    }
    best_first(text, readings)
}

/// The letter's readings as shares of one, the engine's own first.
fn weighed(letter: &[(String, f32)]) -> Vec<(String, f64)> {
    let Some((own, sure)) = letter.first() else { return vec![(String::new(), 1.0)] };
    let mut choices: Vec<(String, f64)> = Vec::new();
    for (text, confidence) in letter.iter().skip(1) {
        let weight = f64::from(confidence.max(0.0));
        if !text.trim().is_empty() && !choices.iter().any(|(t, _)| t == text) {
            choices.push((text.clone(), weight));
        }
    }
    if !choices.iter().any(|(t, _)| t == own) {
        choices.insert(0, (own.clone(), f64::from(sure.max(1.0))));
    }
    choices.sort_by(|a, b| (b.0 == *own).cmp(&(a.0 == *own)).then(b.1.total_cmp(&a.1)));
    choices.truncate(WEIGHED);
    let sum: f64 = choices.iter().map(|c| c.1).sum::<f64>().max(f64::EPSILON);
    choices.iter_mut().for_each(|c| c.1 /= sum);
    choices
}

fn best_first(text: &str, readings: Vec<(String, f64)>) -> Vec<(String, f64)> {
    let best = readings.iter().find(|(t, _)| t == text).map_or(0.0, |r| r.1);
    let mut kept: Vec<(String, f64)> = vec![(text.to_owned(), best)];
    for (reading, weight) in readings {
        if weight >= best * LEAST && !kept.iter().any(|(t, _)| *t == reading) {
            kept.push((reading, weight));
        }
    }
    kept.truncate(KEPT);
    if kept.len() == 1 { Vec::new() } else { kept }
}
