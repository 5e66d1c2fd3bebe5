//! Numbers as registers write them: digits, words, Roman, act numbers. Not for dates.

mod act_number;
pub mod in_words;
mod roman;
mod words;

pub use act_number::act_number;
pub use roman::{in_roman, roman};
pub use words::{Spelled, spelled};

use crate::value::plain_letters;

/// The number `written` means: digits (`34`, `34 года`), words in Russian or Tajik (`вторая`,
/// `сию ду`) or Roman digits (`IV`). The first number in the text counts.
pub fn parse(written: &str) -> Option<u32> {
    digits(written).or_else(|| in_words(written)).or_else(|| roman(written.trim().trim_end_matches('.')))
}

fn digits(written: &str) -> Option<u32> {
    let start = written.find(|c: char| c.is_ascii_digit())?;
    let run: String = written[start..].chars().take_while(char::is_ascii_digit).collect();
    run.parse().ok()
}

fn in_words(written: &str) -> Option<u32> {
    let text = plain_letters(written);
    let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).collect();
    (0..words.len()).find_map(|i| spelled(&words[i..])).map(|s| s.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_from_digits_words_and_roman_digits() {
        let rows = [
            ("34", Some(34)),
            ("34 года", Some(34)),
            ("второй", Some(2)),
            ("первый", Some(1)),
            ("третья", Some(3)),
            ("тридцать четыре года", Some(34)),
            ("сию чор", Some(34)),
            ("чорум", Some(4)),
            ("дуюм", Some(2)),
            ("якум", Some(1)),
            ("аввал", Some(1)),
            ("бисту як", Some(21)),
            ("IV", Some(4)),
            ("один", Some(1)),
            ("двойня", None),
            ("", None),
            ("—", None),
        ];
        for (written, number) in rows {
            assert_eq!(parse(written), number, "{written}");
        }
    }
}
