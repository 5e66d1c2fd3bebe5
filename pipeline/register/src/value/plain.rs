//! Letters made plain, for comparing what was read with what is known. Never for stored values.

use unicode_normalization::UnicodeNormalization;

/// Lower-cased, with one letter for all that look alike or are read for one another: `ё` as `е`, `й` as
/// `и`, the Tajik letters as the Russian ones they are misread as, Latin look-alikes as Cyrillic.
pub fn plain_letters(text: &str) -> String {
    text.nfc().flat_map(char::to_lowercase).map(plain).collect()
}

/// In small letters, each as long as it was: what is found in it stands at the same place of the text.
pub(crate) fn small_letters(text: &str) -> String {
    let small = |c: char| c.to_lowercase().next().filter(|s| s.len_utf8() == c.len_utf8()).unwrap_or(c);
    text.chars().map(small).collect()
}

fn plain(c: char) -> char {
    match c {
        'ё' | 'e' => 'е',
        'й' | 'ӣ' | 'ѝ' | 'ї' => 'и',
        'ғ' | 'ѓ' => 'г',
        'қ' | 'ќ' | 'k' => 'к',
        'ӯ' | 'ў' | 'y' | 'ү' | 'ұ' => 'у',
        'ҳ' | 'њ' | 'x' => 'х',
        'ҷ' | 'љ' | 'ҹ' => 'ч',
        'a' => 'а',
        'b' => 'в',
        'c' => 'с',
        'h' => 'н',
        'm' => 'м',
        'o' => 'о',
        'p' => 'р',
        't' => 'т',
        'i' => 'і',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_read_for_one_another_become_one() {
        assert_eq!(plain_letters("Ҷойи таваллуд"), "чоии таваллуд");
        assert_eq!(plain_letters("Мecто"), "место");
        assert_eq!(plain_letters("РЕБЁНОК"), "ребенок");
    }
}
