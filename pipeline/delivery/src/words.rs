//! How the words of a line make its text, its confidence and the side it is read from. Not for recognizing them.

use register::{
    language::Direction,
    layout::{Line, mean_confidence},
};

/// Whether a space stands after each word but the last, if the words make the line's text so; nothing where they do
/// not, and the text is to be written beside them. A line without words or text has nothing to say.
///
/// Where no space stands between two or more words that cannot be told from words nobody put spaces between: then,
/// too, the text is to be written.
pub(crate) fn spaces(line: &Line) -> Option<Vec<bool>> {
    let Some(text) = line.text.as_deref().filter(|_| !line.words.is_empty()) else { return Some(all(line)) };
    let mut rest = text;
    let mut spaces = Vec::new();
    for (number, word) in line.words.iter().enumerate() {
        if number > 0 {
            let after = rest.strip_prefix(' ');
            spaces.push(after.is_some());
            rest = after.unwrap_or(rest);
        }
        rest = rest.strip_prefix(word.text.as_str())?;
    }
    let told = spaces.is_empty() || spaces.contains(&true);
    (rest.is_empty() && told).then_some(spaces)
}

fn all(line: &Line) -> Vec<bool> {
    vec![true; line.words.len().saturating_sub(1)]
}

/// A line's confidence where its words do not give it to a thousandth: `Some(None)` where it has none.
pub(crate) fn own_confidence(line: &Line) -> Option<Option<f64>> {
    /// Half of the last place that is written.
    const NEAR: f64 = 5e-5;
    let given = match (line.confidence, mean_confidence(&line.words)) {
        (None, None) => true,
        (Some(own), Some(mean)) => (own - mean).abs() < NEAR,
        _ => false,
    };
    (!given).then_some(line.confidence)
}

/// From which side a line is read: as its script, else its language says.
pub(crate) fn direction(line: &Line) -> Direction {
    match (&line.script, &line.lang) {
        (Some(script), _) if matches!(script.as_str(), "Arab" | "Aran" | "Hebr") => Direction::RightToLeft,
        (None, Some(lang)) => Direction::of(std::slice::from_ref(lang)),
        _ => Direction::LeftToRight,
    }
}

#[cfg(test)]
mod tests {
    use register::layout::Word;

    use super::*;

    fn line(text: Option<&str>, words: &[&str]) -> Line {
        let word = |text: &&str| Word { text: (*text).to_owned(), ..Word::default() };
        Line { text: text.map(str::to_owned), words: words.iter().map(word).collect(), ..Line::default() }
    }

    #[test]
    fn spaces_are_found_between_words() {
        let check = |text: Option<&str>, words: &[&str], expected: Option<&[bool]>| {
            assert_eq!(spaces(&line(text, words)).as_deref(), expected, "{text:?}");
        };
        check(Some("дар шаҳри"), &["дар", "шаҳри"], Some(&[true]));
        check(Some("№12 от"), &["№", "12", "от"], Some(&[false, true]));
        check(Some("№12"), &["№12"], Some(&[]));
        check(None, &[], Some(&[]));
        check(Some("одно"), &[], Some(&[]));
        // These are written beside the words.
        check(Some("№12"), &["№", "12"], None);
        check(Some(" дар"), &["дар"], None);
        check(Some("дар  шаҳри"), &["дар", "шаҳри"], None);
        check(Some("другое"), &["дар"], None);
    }

    #[test]
    fn a_line_is_as_sure_as_its_letters() {
        let mut line = line(Some("а бвг"), &["а", "бвг"]);
        line.words[0].confidence = 0.5;
        line.words[1].confidence = 0.9;
        assert_eq!(mean_confidence(&line.words), Some(0.8));
        line.confidence = Some(0.8);
        assert_eq!(own_confidence(&line), None);
        line.confidence = Some(0.7);
        assert_eq!(own_confidence(&line), Some(Some(0.7)));
        line.confidence = None;
        assert_eq!(own_confidence(&line), Some(None));
    }

    #[test]
    fn arabic_script_is_read_from_the_right() {
        let check = |lang: Option<&str>, script: Option<&str>, expected| {
            let line =
                Line { lang: lang.map(str::to_owned), script: script.map(str::to_owned), ..Line::default() };
            assert_eq!(direction(&line), expected);
        };
        check(Some("fas"), Some("Arab"), Direction::RightToLeft);
        check(Some("fas"), None, Direction::RightToLeft);
        check(Some("fas"), Some("Latn"), Direction::LeftToRight);
        check(None, None, Direction::LeftToRight);
    }
}
