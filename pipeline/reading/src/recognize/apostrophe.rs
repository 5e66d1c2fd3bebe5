//! The apostrophe of print: between letters it is one curl, however a reader writes it. Not for typewriters, whose
//! apostrophe is straight.
//!
//! U+2019 is the sign for it: The Unicode Standard 16.0, section 6.2, "Apostrophes".

use register::layout::{Hand, Line};

/// Writes the straight apostrophes of a printed line as it prints them.
pub(super) fn as_printed(line: &mut Line) {
    if line.hand != Hand::Printed || line.script.as_deref() != Some("Latn") {
        return;
    }
    for word in &mut line.words {
        word.text = curled(&word.text);
        word.alternatives.iter_mut().for_each(|(text, _)| *text = curled(text));
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
    fn a_typewriter_has_a_straight_one() {
        check(Hand::Typed, "l'origine", "l'origine");
    }

    #[test]
    fn a_quotation_mark_stays() {
        check(Hand::Printed, "'feu' 5'3", "'feu' 5'3");
    }
}
