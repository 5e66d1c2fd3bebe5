//! What is doubtful about a reading, letter by letter: where the first two candidates part. Not for
//! probabilities: people decide by what they see, so no number is shown.

use serde::Serialize;

/// The letters at which the two best readings part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Parting {
    /// Place of the first such letter in the best reading, from 1.
    pub(crate) place: usize,
    /// The letters of the best reading.
    pub(crate) first: String,
    /// The letters of the second.
    pub(crate) second: String,
}

/// Where the two best candidates part, if there are two and they share a beginning or an end.
pub(crate) fn parting(candidates: &[(String, f64)]) -> Option<Parting> {
    let [(best, _), (second, _), ..] = candidates else { return None };
    let (a, b): (Vec<char>, Vec<char>) = (best.chars().collect(), second.chars().collect());
    let start = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let rest = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(x, y)| x == y).count();
    let (left, right) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    // A parting of more than a few letters is another reading, not a doubtful letter.
    let few = |letters: &[char]| letters.len() <= 3;
    let shown = start + end > 0 && few(left) && few(right) && !(left.is_empty() && right.is_empty());
    shown.then(|| Parting { place: start + 1, first: left.iter().collect(), second: right.iter().collect() })
}

/// A text cut where its doubtful letters stand: before, the letters, after.
pub(crate) fn cut(text: &str, parting: Option<&Parting>) -> (String, String, String) {
    let letters: Vec<char> = text.chars().collect();
    let whole = || (text.to_owned(), String::new(), String::new());
    let Some(parting) = parting else { return whole() };
    let (start, end) = (parting.place - 1, parting.place - 1 + parting.first.chars().count());
    if end > letters.len() || letters[start.min(end)..end].iter().collect::<String>() != parting.first {
        return whole();
    }
    let part = |range: &[char]| range.iter().collect::<String>();
    (part(&letters[..start]), part(&letters[start..end]), part(&letters[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(best: &str, second: &str, expected: Option<(usize, &str, &str)>) {
        let found = parting(&[(best.into(), 0.9), (second.into(), 0.1)]);
        let found = found.as_ref().map(|p| (p.place, p.first.as_str(), p.second.as_str()));
        assert_eq!(found, expected, "{best} {second}");
    }

    #[test]
    fn one_doubtful_letter_is_found() {
        check("Ҳамидовна", "Ҳомидовна", Some((2, "а", "о")));
        check("ӯзбек", "узбек", Some((1, "ӯ", "у")));
        check("Саид", "Саидд", Some((5, "", "д")));
    }

    #[test]
    fn other_words_and_single_readings_have_no_doubtful_letter() {
        check("Ҳамид", "Рустам", None);
        assert_eq!(parting(&[("Ҳамид".into(), 1.0)]), None);
    }

    #[test]
    fn a_text_is_cut_at_its_doubtful_letters() {
        let parting = parting(&[("Ҳамид".into(), 0.9), ("Ҳомид".into(), 0.1)]);
        assert_eq!(cut("Ҳамид", parting.as_ref()), ("Ҳ".into(), "а".into(), "мид".into()));
        assert_eq!(cut("Зебо", parting.as_ref()).1, "");
    }
}
