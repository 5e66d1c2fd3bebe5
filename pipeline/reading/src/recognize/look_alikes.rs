//! What engines read for a figure and for `№`. Not for numbers themselves: see [`super::figures`].

use super::recognizer::FoundWord;

/// How engines read `№` where it is no word of any language.
const NUMBER_SIGNS: [&str; 3] = ["№", "n°", "nº"];
/// How engines read `№` in letters, small: words of their own, too.
const IN_LETTERS: [&str; 8] = ["n", "no", "ne", "nо", "nе", "мо", "ме", "ле"];
/// Letters that figures are read for, small, among other letters.
const LIKE_FIGURES: [(char, char); 10] = [
    ('б', '6'),
    ('з', '3'),
    ('э', '3'),
    ('о', '0'),
    ('т', '7'),
    ('j', '7'),
    ('l', '1'),
    ('|', '1'),
    (']', '1'),
    ('ч', '4'),
];
/// Latin letters that figures are read for where no other letter helps to tell them apart.
const ALONE: [char; 7] = ['b', 'g', 'i', 'o', 'q', 's', 'z'];

/// Is it `№`, or what engines read for it where `next`, the word behind, may be a number?
pub(super) fn is_number_sign(word: &FoundWord, next: &FoundWord) -> bool {
    let text = word.text.to_lowercase();
    let may_be_number =
        || next.text.contains(|c: char| c.is_ascii_digit()) || next.text.chars().all(is_like_figure);
    NUMBER_SIGNS.contains(&text.as_str()) || (IN_LETTERS.contains(&text.as_str()) && may_be_number())
}

/// The figure that a small letter may stand for.
pub(super) fn figure_like(letter: char) -> Option<char> {
    LIKE_FIGURES.iter().find(|(read, _)| *read == letter).map(|(_, figure)| *figure)
}

/// Has it letters that no figure is read for, or a stroke between figures? Then it is no number.
pub(super) fn has_letters(text: &str) -> bool {
    text.contains(|c: char| c == '/' || (c.is_alphabetic() && !is_like_figure(c)))
}

fn is_like_figure(c: char) -> bool {
    let like = |small: char| figure_like(small).is_some() || ALONE.contains(&small);
    c.is_ascii_digit() || c.to_lowercase().all(like)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_the_number_sign_only_before_what_may_be_a_number() {
        let check = |sign: &str, next: &str, expected: bool| {
            let word = |text: &str| FoundWord { text: text.into(), ..FoundWord::default() };
            assert_eq!(is_number_sign(&word(sign), &word(next)), expected, "{sign} {next}");
        };
        check("№", "дня", true);
        check("No", "12", true);
        check("Мо", "1О", true);
        check("N", "lб", true);
        check("Мо", "дня", false);
        check("ne", "me", false);
        check("дня", "12", false);
    }

    #[test]
    fn letters_that_no_figure_is_read_for_are_no_number() {
        let check = |text: &str, expected: bool| assert_eq!(has_letters(text), expected, "{text}");
        check("12", false);
        check("I2", false);
        check("SО", false);
        check("1]", false);
        check("12а", true);
        check("IV", true);
        check("5/1", true);
        check("", false);
    }
}
