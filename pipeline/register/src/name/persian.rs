//! Names in Perso-Arabic letters: their consonants, and which spelling keys they may stand for. Not a
//! transliteration: short vowels are not written, and nothing here guesses them.

#[cfg(test)]
mod tests;

/// One form for letters that have several, without ZWNJ, marks and stretching.
pub fn normal(word: &str) -> String {
    word.chars()
        .filter_map(|c| match c {
            'ي' | 'ى' | 'ئ' => Some('ی'),
            'ك' => Some('ک'),
            'ة' | 'ۀ' => Some('ه'),
            'أ' | 'إ' | 'ٱ' => Some('ا'),
            'ؤ' => Some('و'),
            '\u{0640}' | '\u{064B}'..='\u{0652}' | '\u{0670}' => None,
            c if c.is_alphanumeric() => Some(c),
            _ => None,
        })
        .collect()
}

/// The Cyrillic consonant of a letter, as K1 writes it.
fn consonant(c: char) -> Option<char> {
    Some(match c {
        'ب' => 'б',
        'پ' => 'п',
        'ت' | 'ط' => 'т',
        'ث' | 'س' | 'ص' => 'с',
        'ج' | 'ژ' => 'ж',
        'چ' => 'ч',
        'ح' | 'خ' | 'ه' => 'х',
        'د' => 'д',
        'ذ' | 'ز' | 'ض' | 'ظ' => 'з',
        'ر' => 'р',
        'ش' => 'ш',
        'غ' | 'گ' => 'г',
        'ف' => 'ф',
        'ق' | 'ک' => 'к',
        'ل' => 'л',
        'م' => 'м',
        'ن' => 'н',
        _ => return None,
    })
}

/// The consonants of a word, in either script, without those that may be vowels (و, ی, в, final ه):
/// equal for names that may be the same.
pub fn skeleton(word: &str) -> String {
    let mut out = String::new();
    let letters: Vec<char> = if super::is_perso_arabic(word) {
        normal(word).chars().filter_map(consonant).collect()
    } else {
        super::spelling_key(word).chars().filter(|c| !"оиув".contains(*c)).collect()
    };
    for c in letters {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    match out.strip_suffix('х') {
        Some(open) if open.chars().count() >= 2 => open.to_owned(),
        _ => out,
    }
}

const SHORT: &str = "[оиу]?";

/// A regular expression for the spelling keys a Perso-Arabic word may stand for.
pub fn pattern(word: &str) -> String {
    let parts: Vec<String> = word.split('\u{200C}').map(normal).filter(|p| !p.is_empty()).collect();
    let mut out = String::new();
    for (place, part) in parts.iter().enumerate() {
        let joined = place > 0;
        let letters: Vec<char> = part.chars().collect();
        let mut at = 0;
        while at < letters.len() {
            at += step(&letters, at, joined && at == 0, place + 1 == parts.len(), &mut out);
        }
    }
    out
}

/// Writes the pattern of the letters at `at`; gives how many were taken.
fn step(letters: &[char], at: usize, joined: bool, last_part: bool, out: &mut String) -> usize {
    let rest: String = letters[at..].iter().collect();
    let article_here = joined || (at == 3 && letters[..3] == ['ع', 'ب', 'د']);
    if rest == "الله" {
        out.push_str("[оу]?лох?");
        return 4;
    }
    if rest == "الدین" {
        out.push_str("[иу]?дин");
        return 5;
    }
    if article_here && rest.starts_with("ال") {
        out.push_str("[оиу]?л?");
        return 2;
    }
    if rest.starts_with("خوا") {
        out.push_str("хо");
        return 3;
    }
    match letters[at] {
        'آ' => out.push('о'),
        'ا' if at == 0 => out.push_str("[оиу]?"),
        'ا' => out.push_str("[ои]"),
        'و' => out.push_str("[оиув]*"),
        'ی' => out.push_str("[оиу]*"),
        'ع' | 'ء' => out.push_str("[оиу]*"),
        'ه' if at + 1 == letters.len() && at > 0 => out.push_str("[ои]?х?"),
        'ج' => out.push_str(if at + 1 < letters.len() || !last_part { "[жч][оиу]?" } else { "[жч]" }),
        c => {
            if let Some(letter) = consonant(c) {
                out.push(letter);
                if at + 1 < letters.len() || !last_part {
                    out.push_str(SHORT);
                }
            }
        }
    }
    1
}

/// May the Perso-Arabic word stand for this spelling key?
pub fn may_be(pattern: &str, key: &str) -> bool {
    let letters: Vec<char> = key.chars().collect();
    // How many letters may be taken up to here; pieces one after the other, so that no word is dear.
    let mut taken = vec![false; letters.len() + 1];
    taken[0] = true;
    for piece in pieces(pattern) {
        let mut after = if piece.optional { taken.clone() } else { vec![false; taken.len()] };
        for (at, letter) in letters.iter().enumerate() {
            if (taken[at] || piece.repeats && after[at]) && piece.letters.contains(letter) {
                after[at + 1] = true;
            }
        }
        taken = after;
    }
    taken[letters.len()]
}

/// One piece of a pattern: the letters it takes, whether it may be left out, and whether it repeats.
struct Piece {
    letters: Vec<char>,
    optional: bool,
    repeats: bool,
}

fn pieces(pattern: &str) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '[' => {
                let letters = chars.by_ref().take_while(|c| *c != ']').collect();
                out.push(Piece { letters, optional: false, repeats: false });
            }
            '?' => out.last_mut().into_iter().for_each(|p| p.optional = true),
            '*' => out.last_mut().into_iter().for_each(|p| (p.optional, p.repeats) = (true, true)),
            c => out.push(Piece { letters: vec![c], optional: false, repeats: false }),
        }
    }
    out
}
