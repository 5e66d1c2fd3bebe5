//! Text of any script cut into numbers and words, with letters that vary between scripts and spellings made alike. Not
//! for Russian and Tajik dates: see `tokens`.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A number or a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// As written.
    pub(super) raw: String,
    /// Small letters without accents, signs and hyphens.
    pub(super) folded: String,
}

impl Piece {
    /// The number, if it has at most `length` digits.
    pub(super) fn number(&self, length: usize) -> Option<u32> {
        let fits = self.is_number() && self.folded.len() <= length;
        self.folded.parse().ok().filter(|_| fits)
    }

    pub(super) fn is_number(&self) -> bool {
        !self.folded.is_empty() && self.folded.bytes().all(|b| b.is_ascii_digit())
    }
}

/// Numbers and words in order. Hyphens and apostrophes stand inside words; digits and letters side by side are two.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::new();
    let mut raw = String::new();
    for c in text.chars() {
        let digit = |c: char| c.is_ascii_digit();
        let goes_on = raw.chars().next_back().is_none_or(|last| digit(last) == digit(c));
        let inside = c.is_alphanumeric() || is_combining_mark(c) || (is_inner(c) && !raw.ends_with(digit));
        if !(goes_on && inside) {
            all.extend(piece(&raw));
            raw.clear();
        }
        if inside {
            raw.push(c);
        }
    }
    all.extend(piece(&raw));
    all
}

/// Hyphens, apostrophes and the like, the joiner of Persian, the stroke that lengthens Arabic words.
fn is_inner(c: char) -> bool {
    matches!(c, '-' | '\'' | '’' | '‘' | 'ʿ' | 'ʾ' | 'ʼ' | '\u{200C}' | 'ـ')
}

fn piece(raw: &str) -> Option<Piece> {
    let folded: String = raw.nfkd().flat_map(char::to_lowercase).filter_map(folded).collect();
    let folded = folded.replace('џ', "дж");
    (!folded.is_empty()).then(|| Piece { raw: raw.to_owned(), folded })
}

fn folded(c: char) -> Option<char> {
    Some(match c {
        'ı' => 'i',
        'ғ' => 'г',
        'қ' => 'к',
        'ҳ' => 'х',
        // A letter for two, put out as two afterwards.
        'ҷ' => 'џ',
        'ъ' | 'ь' | 'ـ' => return None,
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'ة' | 'ھ' | 'ہ' => 'ه',
        c if is_combining_mark(c) || !c.is_alphanumeric() => return None,
        c => c,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = pieces(text).into_iter().map(|p| p.folded).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_and_words_stand_apart() {
        check("6 Раҷаби 1315", &["6", "раджаби", "1315"]);
        check("6.7.1315ҳ.", &["6", "7", "1315", "х"]);
        check("Teşrin-i evvel", &["tesrini", "evvel"]);
    }

    #[test]
    fn letters_of_arabic_that_vary_are_one() {
        check("جمادى الآخرة", &["جمادی", "الاخره"]);
        check("هـ", &["ه"]);
    }
}
