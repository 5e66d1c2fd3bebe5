//! Any script to Tajik-Russian Cyrillic without the Tajik letters, as K1 writes it. Not for spelling:
//! vowels stay as they are.
//!
//! Sources: BGN/PCGN 1994, ISO 9:1995, ICAO 9303, the Tajik Latin of 1928–40, and the 8-bit fonts of
//! the 1990s, all as listed in the domain reference §2.

mod latin;
#[cfg(test)]
mod tests;

use unicode_normalization::UnicodeNormalization;

use latin::from_latin;

/// Is the word written in Perso-Arabic letters?
pub fn is_perso_arabic(word: &str) -> bool {
    word.chars().any(|c| matches!(c, '\u{0620}'..='\u{06D3}' | '\u{FB50}'..='\u{FEFC}'))
}

fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{0400}'..='\u{052F}')
}

/// What a word may say in Cyrillic, likeliest first; several where a romanisation is ambiguous (`j` is
/// ҷ in one and й in another). At most four. Perso-Arabic words stay as they are: see
/// [`super::persian`].
pub fn readings(word: &str) -> Vec<String> {
    let lower: String = word.nfc().flat_map(char::to_lowercase).collect();
    if is_perso_arabic(&lower) {
        return vec![super::persian::normal(&lower)];
    }
    if lower.chars().any(is_cyrillic) {
        return vec![from_cyrillic(&lower)];
    }
    from_latin(&lower)
}

/// Cyrillic to Cyrillic: Tajik letters, legacy font codings, letters of neighbours and before 1918,
/// Latin look-alikes that slipped in.
fn from_cyrillic(lower: &str) -> String {
    let mut out = String::with_capacity(lower.len());
    for c in lower.chars() {
        match c {
            'ғ' | 'ѓ' | 'ґ' => out.push('г'),
            'қ' | 'ќ' | 'ҝ' | 'k' => out.push('к'),
            'ҳ' | 'њ' | 'һ' | 'x' => out.push('х'),
            'ӯ' | 'ў' | 'ү' | 'ұ' | 'ө' | 'y' => out.push('у'),
            'ӣ' | 'ї' | 'і' | 'ѵ' | 'ѝ' | 'i' => out.push('и'),
            'ҷ' | 'љ' | 'җ' | 'џ' => out.push('ж'),
            'ѣ' | 'є' | 'e' => out.push('е'),
            'ѳ' => out.push('ф'),
            'ң' => out.push('н'),
            'ә' | 'a' => out.push('а'),
            'o' => out.push('о'),
            'p' => out.push('р'),
            'c' => out.push('с'),
            'm' => out.push('м'),
            't' => out.push('т'),
            'b' => out.push('в'),
            'h' => out.push('н'),
            c if c.is_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    as_one_letter(out).trim_end_matches('ъ').to_owned()
}

/// Word with дж as ж, of a doubled д too (ддҷ), so that the key of a key is that key.
fn as_one_letter(mut word: String) -> String {
    while word.contains("дж") {
        word = word.replace("дж", "ж");
    }
    word
}
