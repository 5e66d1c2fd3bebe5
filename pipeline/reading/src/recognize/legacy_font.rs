//! Letters of the old 8-bit Tajik fonts, which Tesseract's `tgk` model writes too because it was taught
//! from such texts. Not for transliteration: only the shape of a letter is put right, never a word.
//!
//! In those fonts Tajik letters stood in the places of Macedonian, Ukrainian and Belarusian ones:
//! ѓ is ғ, ї is ӣ, ќ is қ, ў is ӯ, њ is ҳ, љ is ҷ.

use unicode_normalization::UnicodeNormalization;

/// Which letters of a register's languages are real and must stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Guards {
    tajik: bool,
    south_slavic: bool,
    short_u: bool,
    yi: bool,
}

impl Guards {
    /// What the languages of a register let stand.
    pub(super) fn of(languages: &[String]) -> Self {
        let any = |names: &[&str]| languages.iter().any(|l| names.contains(&l.as_str()));
        Self {
            tajik: any(&["tgk"]),
            south_slavic: any(&["mkd", "srp"]),
            short_u: any(&["uzb_cyrl", "bel"]),
            yi: any(&["ukr"]),
        }
    }
}

/// `text` in NFC with the letters of old fonts put right.
pub(super) fn put_right(text: &str, guards: Guards) -> String {
    let text: String = text.nfc().collect();
    if !guards.tajik {
        return text;
    }
    // In a register of Tajiks and Uzbeks ў is Uzbek, unless the word has a letter only Tajik has.
    let tajik_word = text.chars().any(|c| matches!(c, 'ӣ' | 'Ӣ' | 'ӯ' | 'Ӯ' | 'ҷ' | 'Ҷ' | 'љ' | 'Љ'));
    text.chars().map(|c| letter(c, guards, tajik_word)).collect()
}

fn letter(c: char, guards: Guards, tajik_word: bool) -> char {
    let slavic = guards.south_slavic;
    match c {
        'ѓ' if !slavic => 'ғ',
        'Ѓ' if !slavic => 'Ғ',
        'ќ' if !slavic => 'қ',
        'Ќ' if !slavic => 'Қ',
        'њ' if !slavic => 'ҳ',
        'Њ' if !slavic => 'Ҳ',
        'љ' if !slavic => 'ҷ',
        'Љ' if !slavic => 'Ҷ',
        'ў' if !guards.short_u || tajik_word => 'ӯ',
        'Ў' if !guards.short_u || tajik_word => 'Ӯ',
        'ї' if !guards.yi => 'ӣ',
        'Ї' if !guards.yi => 'Ӣ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(languages: &[&str], text: &str, expected: &str) {
        let languages: Vec<String> = languages.iter().map(|l| (*l).to_owned()).collect();
        assert_eq!(put_right(text, Guards::of(&languages)), expected);
    }

    #[test]
    fn old_fonts_are_put_right_in_tajik() {
        check(&["tgk", "rus"], "Ќонуни Љумњурии Тољикистон", "Қонуни Ҷумҳурии Тоҷикистон");
        check(&["tgk"], "маѓзи ќадимї, рўз", "мағзи қадимӣ, рӯз");
    }

    #[test]
    fn uzbek_short_u_stays_where_uzbek_is_read() {
        check(&["tgk", "uzb_cyrl"], "Тўлқин Ўктамов", "Тўлқин Ўктамов");
        check(&["tgk", "uzb_cyrl"], "ҷўйбор", "ҷӯйбор");
    }

    #[test]
    fn ukrainian_and_macedonian_letters_stay_in_their_languages() {
        check(&["tgk", "ukr"], "Їжак", "Їжак");
        check(&["tgk", "mkd"], "Ќерка", "Ќерка");
    }

    #[test]
    fn a_register_without_tajik_is_left_alone() {
        check(&["uzb_cyrl"], "Ўктам", "Ўктам");
        check(&["rus"], "ќ", "ќ");
    }

    #[test]
    fn marks_are_joined_to_their_letters() {
        check(&["tgk"], "и\u{0304}", "ӣ");
    }
}
