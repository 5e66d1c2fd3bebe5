//! The apostrophe of print: between letters it is one curl, however a reader writes it. Not for typewriters, whose
//! apostrophe is straight.
//!
//! U+2019 is the sign for it: The Unicode Standard 16.0, section 6.2, "Apostrophes".

use register::layout::{Hand, Line};

use super::words::distinct;

/// Writes the straight apostrophes of a printed line as it prints them.
pub(super) fn as_printed(line: &mut Line) {
    // In Uzbek o' is a letter, and its sign another (U+02BB).
    let latin = line.script.as_deref() == Some("Latn") && line.lang.as_deref() != Some("uzb");
    if line.hand != Hand::Printed || !latin {
        return;
    }
    for word in &mut line.words {
        word.text = curled(&word.text);
        word.alternatives = distinct(&word.alternatives, curled);
    }
    line.text = line.text.as_deref().map(curled);
}

fn curled(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let between = |at: usize| {
        let beside = [at.checked_sub(1), at.checked_add(1)].map(|at| at.and_then(|at| letters.get(at)));
        beside.iter().all(|letter| letter.is_some_and(|letter| letter.is_alphabetic()))
    };
    let sign = |(at, &letter): (usize, &char)| if letter == '\'' && between(at) { '’' } else { letter };
    letters.iter().enumerate().map(sign).collect()
}

#[cfg(test)]
mod tests {
    use register::layout::Word;

    use super::*;

    fn check(hand: Hand, read: &str, expected: &str) {
        let mut line = Line { hand, script: Some("Latn".into()), text: Some(read.into()), ..Line::default() };
        as_printed(&mut line);
        assert_eq!(line.text.as_deref(), Some(expected));
    }

    #[test]
    fn between_printed_letters_it_is_curled() {
        check(Hand::Printed, "l'origine d'un", "l’origine d’un");
    }

    #[test]
    fn readings_that_differ_in_it_alone_are_one() {
        let alternatives = [("d'un", 0.6), ("d’un", 0.3), ("l'un", 0.1)];
        let word = Word {
            text: "d'un".into(),
            alternatives: alternatives.map(|(text, weight)| (text.to_owned(), weight)).to_vec(),
            ..Word::default()
        };
        let mut line = Line { script: Some("Latn".into()), words: vec![word], ..Line::default() };
        as_printed(&mut line);
        let texts: Vec<&str> = line.words[0].alternatives.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(texts, ["d’un", "l’un"]);
    }

    #[test]
    fn a_typewriter_has_a_straight_one() {
        check(Hand::Typed, "l'origine", "l'origine");
    }

    #[test]
    fn a_quotation_mark_stays() {
        check(Hand::Printed, "'feu' 5'3", "'feu' 5'3");
    }
}
