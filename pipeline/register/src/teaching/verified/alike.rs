//! Is a text written where something was read? Not for which of the two is right.

use strsim::levenshtein;

use crate::{date::is_month, decision::Verdict, form::FieldKind};

/// Words beside a year in a date.
const YEAR: [&str; 6] = ["год", "года", "г", "соли", "сол", "с"];

/// May `text` be all that stands where `read` was read? Word stands for word, no more than half of the letters are others, and
/// each word begins and ends where it was read to: where letters were put there, its box may be too short. Of a date or a number
/// people say what it means; it is taken only where that says how it is written.
pub(super) fn is_written_so(kind: FieldKind, read: &str, text: &str, verdict: Verdict) -> bool {
    let (read_words, words) = (words(read), words(text));
    if read_words.len() != words.len() || signs(read) != signs(text) {
        return false;
    }
    let pairs = || read_words.iter().zip(&words);
    let letters: usize = words.iter().map(|word| word.chars().count()).sum();
    let wrong: usize = pairs().map(|(read, word)| levenshtein(read, word)).sum();
    2 * wrong <= letters
        && pairs()
            .all(|(read, word)| read == word || (is_as_long(read, word) && !differs_in_case(read, word)))
        && (!is_understood(kind) || pairs().all(|(read, word)| is_spelled_out(read, word, verdict)))
}

fn words(text: &str) -> Vec<&str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

fn signs(text: &str) -> Vec<char> {
    text.chars().filter(|letter| !letter.is_alphanumeric() && !letter.is_whitespace()).collect()
}

/// Does neither of them go on where the other ends, nor begin before it?
fn is_as_long(read: &str, word: &str) -> bool {
    let apart = levenshtein(read, word);
    let longer = |short: &str, long: &str| {
        let mut inner = long.chars();
        inner.next();
        let behind = levenshtein(short, inner.as_str());
        let mut inner = long.chars();
        inner.next_back();
        behind < apart || levenshtein(short, inner.as_str()) < apart
    };
    !longer(read, word) && !longer(word, read)
}

/// Nobody knows whether the paper or the person writes it in another size.
fn differs_in_case(read: &str, word: &str) -> bool {
    read.to_lowercase() == word.to_lowercase()
}

/// Do people look at what it means rather than at its letters?
fn is_understood(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Date | FieldKind::Number | FieldKind::Age | FieldKind::Sex)
}

/// Figures stand as they were counted; of words that were read and let stand, those that are rightly spelled.
fn is_spelled_out(read: &str, word: &str, verdict: Verdict) -> bool {
    if word.chars().all(|letter| letter.is_numeric()) {
        return read.chars().count() == word.chars().count();
    }
    verdict == Verdict::Corrected || is_month(word) || YEAR.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: FieldKind, read: &str, texts: &[&str], so: bool) {
        for text in texts {
            let verdict = if read == *text { Verdict::Confirmed } else { Verdict::Corrected };
            assert_eq!(is_written_so(kind, read, text, verdict), so, "{read}: {text}");
        }
    }

    #[test]
    fn a_letter_put_right_within_a_word_is_written_there() {
        check(FieldKind::Surname, "Veumann", &["Veumann", "Neumann", "Veunann"], true);
        check(FieldKind::Given, "Meyad Ane", &["Meyard Anne"], true);
    }

    #[test]
    fn what_is_too_far_from_the_reading_may_stand_elsewhere() {
        check(FieldKind::Surname, "Салимов", &["Ғаниеваҳ", "Салим ов", "Салимов-Қ", ""], false);
    }

    #[test]
    fn where_letters_come_before_or_behind_the_box_may_be_too_short() {
        check(FieldKind::Given, "Карим", &["Каримҷон", "Абдукарим", "Кари", "арим"], false);
    }

    #[test]
    fn nobody_knows_in_which_size_a_letter_is_written() {
        check(FieldKind::Given, "Карим", &["карим", "КАРИМ"], false);
    }

    #[test]
    fn of_a_date_that_was_let_stand_only_what_is_rightly_spelled_is_written_so() {
        check(FieldKind::Date, "14 Juin 1910", &["14 Juin 1910"], true);
        check(FieldKind::Date, "7 марти соли 1956", &["7 марти соли 1956"], true);
        check(FieldKind::Date, "14 Jin 1910", &["14 Jin 1910"], false);
        check(FieldKind::Given, "14 Jin 1910", &["14 Jin 1910"], true);
    }

    #[test]
    fn of_a_date_that_was_typed_the_figures_stand_as_they_were_counted() {
        check(FieldKind::Date, "14 Jin 1910", &["14 Juin 1910", "19 Juin 1911"], true);
        check(FieldKind::Date, "14.6.1910", &["14.6.1916"], true);
        check(FieldKind::Date, "14.6.1910", &["14.06.1910", "1910-06-14"], false);
    }
}
