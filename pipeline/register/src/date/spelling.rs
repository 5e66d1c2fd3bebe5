//! Letters of written dates made alike: the spelling before 1918, accents, the Tajik Latin of 1928 to 1940, digits of
//! Arabic and Persian. Not for stored values.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::value::plain_letters;

/// Plain letters without accents, in the spelling of today: `іюня` is июня, `четырнадцатаго` четырнадцатого, `Août` aout
/// (in the letters [`plain_letters`] leaves).
pub(super) fn letters(word: &str) -> String {
    let bare: String = word.nfd().filter(|c| !is_combining_mark(*c)).map(unaccented).collect();
    let plain: String = plain_letters(&bare).chars().map(of_today).collect();
    let plain = plain.trim_end_matches('ъ');
    for (before, today) in [("аго", "ого"), ("яго", "его")] {
        if let Some(stem) = plain.strip_suffix(before).filter(|stem| stem.chars().count() > 2) {
            return format!("{stem}{today}");
        }
    }
    plain.to_owned()
}

fn unaccented(c: char) -> char {
    match c {
        'ı' => 'i',
        'ʙ' => 'b',
        other => other,
    }
}

fn of_today(c: char) -> char {
    match c {
        'і' => 'и',
        'ѣ' => 'е',
        'ѳ' => 'ф',
        other => other,
    }
}

/// Arabic-Indic and Persian digits as ASCII ones.
pub(super) fn western_digits(text: &str) -> String {
    let digit = |c: char, zero: u32| char::from_digit((c as u32).wrapping_sub(zero), 10);
    text.chars()
        .map(|c| match c {
            '\u{660}'..='\u{669}' => digit(c, 0x660).unwrap_or(c),
            '\u{6F0}'..='\u{6F9}' => digit(c, 0x6F0).unwrap_or(c),
            other => other,
        })
        .collect()
}

/// A word in the Tajik Latin of 1928 to 1940, in Cyrillic; `None` of a word with other letters.
pub(super) fn tajik_latin(word: &str) -> Option<String> {
    let lower: String = word.nfc().flat_map(char::to_lowercase).collect();
    let mut out = String::new();
    let mut chars = lower.chars().peekable();
    while let Some(c) = chars.next() {
        let glide = if c == 'j' { chars.peek().copied().and_then(glided) } else { None };
        if let Some(both) = glide {
            chars.next();
            out.push(both);
        } else {
            out.push(cyrillic(c)?);
        }
    }
    Some(out)
}

fn glided(vowel: char) -> Option<char> {
    Some(match vowel {
        'a' => 'я',
        'o' => 'ё',
        'u' => 'ю',
        _ => return None,
    })
}

/// One letter of that alphabet (decree of 1928, as the domain reference lists it): c is ч, ç is ҷ.
fn cyrillic(c: char) -> Option<char> {
    const LETTERS: [(char, char); 31] = [
        ('a', 'а'),
        ('ʙ', 'б'),
        ('b', 'б'),
        ('v', 'в'),
        ('g', 'г'),
        ('ƣ', 'ғ'),
        ('d', 'д'),
        ('e', 'е'),
        ('ƶ', 'ж'),
        ('z', 'з'),
        ('i', 'и'),
        ('ī', 'ӣ'),
        ('j', 'й'),
        ('k', 'к'),
        ('q', 'қ'),
        ('l', 'л'),
        ('m', 'м'),
        ('n', 'н'),
        ('o', 'о'),
        ('p', 'п'),
        ('r', 'р'),
        ('s', 'с'),
        ('t', 'т'),
        ('u', 'у'),
        ('ū', 'ӯ'),
        ('f', 'ф'),
        ('x', 'х'),
        ('h', 'ҳ'),
        ('c', 'ч'),
        ('ç', 'ҷ'),
        ('ş', 'ш'),
    ];
    LETTERS.iter().find(|(latin, _)| *latin == c).map(|(_, letter)| *letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spelling_before_1918_is_brought_to_todays() {
        let rows = [
            ("іюня", "июня"),
            ("мартъ", "март"),
            ("четырнадцатаго", "четырнадцатого"),
            ("третьяго", "третьего"),
            ("мѣсяца", "месяца"),
        ];
        for (written, expected) in rows {
            assert_eq!(letters(written), letters(expected), "{written}");
        }
    }

    #[test]
    fn the_tajik_latin_becomes_cyrillic() {
        assert_eq!(tajik_latin("haftumi").as_deref(), Some("ҳафтуми"));
        assert_eq!(tajik_latin("Panç").as_deref(), Some("панҷ"));
        assert_eq!(tajik_latin("janvari").as_deref(), Some("январи"));
        assert_eq!(tajik_latin("март"), None);
    }

    #[test]
    fn digits_of_arabic_and_persian_are_digits() {
        assert_eq!(western_digits("٠٩ ۰۹ 09"), "09 09 09");
    }
}
