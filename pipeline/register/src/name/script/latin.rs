//! Latin letters of any romanisation to Cyrillic. Not for words that are Cyrillic already.

use unicode_normalization::UnicodeNormalization;

use super::as_one_letter;

/// Letters of one romanisation only; they tell how to read `j`, `c` and `x`.
const MARKED: &str = "ḩçčšžèêûâëşƣƶʙūī";

/// Latin letters and groups that are read one way, longest first.
const GROUPS: [(&str, &str); 63] = [
    ("shch", "щ"),
    ("dzh", "ж"),
    ("sch", "ш"),
    ("you", "ю"),
    ("kh", "х"),
    ("gh", "г"),
    ("zh", "ж"),
    ("sh", "ш"),
    ("ch", "ч"),
    ("ph", "ф"),
    ("th", "т"),
    ("dj", "ж"),
    ("ck", "к"),
    ("ts", "ц"),
    ("ya", "я"),
    ("ia", "я"),
    ("yu", "ю"),
    ("iu", "ю"),
    ("yo", "ё"),
    ("ye", "е"),
    ("oo", "у"),
    ("ou", "у"),
    ("ee", "и"),
    ("o'", "у"),
    ("g'", "г"),
    ("·", ""),
    ("'", "ъ"),
    ("a", "а"),
    ("b", "б"),
    ("ʙ", "б"),
    ("v", "в"),
    ("w", "в"),
    ("g", "г"),
    ("ƣ", "г"),
    ("d", "д"),
    ("e", "е"),
    ("ė", "э"),
    ("è", "э"),
    ("ə", "а"),
    ("ë", "ё"),
    ("ƶ", "ж"),
    ("ž", "ж"),
    ("z", "з"),
    ("i", "и"),
    ("ı", "и"),
    ("k", "к"),
    ("q", "к"),
    ("l", "л"),
    ("m", "м"),
    ("n", "н"),
    ("o", "о"),
    ("p", "п"),
    ("r", "р"),
    ("s", "с"),
    ("t", "т"),
    ("u", "у"),
    ("f", "ф"),
    ("h", "х"),
    ("x", "х"),
    ("č", "ч"),
    ("ç", "ж"),
    ("š", "ш"),
    ("ş", "ш"),
];

pub(super) fn from_latin(lower: &str) -> Vec<String> {
    let marked = lower.chars().any(|c| MARKED.contains(c));
    let mut readings = vec![String::new()];
    let mut rest = lower;
    while let Some(first) = rest.chars().next() {
        let before = readings[0].chars().last();
        let (taken, choices): (usize, &[&str]) = match ambiguous(rest, before, marked) {
            Some(found) => found,
            None => match GROUPS.iter().find(|(latin, _)| rest.starts_with(latin)) {
                Some((latin, cyrillic)) => (latin.len(), std::slice::from_ref(cyrillic)),
                None => (first.len_utf8(), without_marks(first)),
            },
        };
        extend(&mut readings, choices);
        rest = &rest[taken..];
    }
    readings.into_iter().map(as_one_letter).collect()
}

/// The groups whose reading depends on the romanisation or on what stands before.
fn ambiguous(rest: &str, before: Option<char>, marked: bool) -> Option<(usize, &'static [&'static str])> {
    let next = rest.chars().nth(1);
    let vowel_next = next.is_some_and(|c| "aouieāīūèëəâû".contains(c));
    let after_vowel = before.is_some_and(|c| "аоуэеияёюы".contains(c));
    match rest.chars().next()? {
        'j' if marked && rest.starts_with("ju") => Some((2, &["ю"])),
        'j' if marked && rest.starts_with("ja") => Some((2, &["я"])),
        'j' if marked && rest.starts_with("jo") => Some((2, &["ё"])),
        'j' if marked => Some((1, &["й"])),
        'j' if after_vowel && !vowel_next => Some((1, &["й", "ж"])),
        'j' => Some((1, &["ж", "й"])),
        // Ishoq is Исҳоқ, Hoshim is Ҳошим.
        's' if before.is_some() && rest.starts_with("sh") && !rest.starts_with("shch") => {
            Some((2, &["ш", "сх"]))
        }
        'c' if next == Some('h') || next == Some('k') => None,
        'c' if marked || rest.len() == 1 => Some((1, &["ч"])),
        'c' => Some((1, &["к", "ж", "с"])),
        'y' if rest.starts_with("ya") || rest.starts_with("yu") || rest.starts_with("yo") => None,
        'y' if rest.starts_with("ye") => None,
        'y' => Some((1, if after_vowel { &["й"] } else { &["ы"] })),
        'i' if (rest.starts_with("ia") || rest.starts_with("iu")) && after_vowel => Some((1, &["й"])),
        'û' => Some((2, &["ю"])),
        'â' => Some((2, if before.is_some() && !marked { &["а"] } else { &["я"] })),
        'ʺ' | 'ʹ' | '’' | 'ʼ' | '‘' | '`' | 'ʻ' | 'ʿ' | 'ʾ' => {
            Some((rest.chars().next()?.len_utf8(), &["ъ"]))
        }
        _ => None,
    }
}

/// A letter with a mark of no romanisation of ours is read without it.
fn without_marks(letter: char) -> &'static [&'static str] {
    if letter.is_alphanumeric() {
        let base = std::iter::once(letter).nfd().next().unwrap_or(letter).to_string();
        if let Some((_, cyrillic)) = GROUPS.iter().find(|(latin, _)| *latin == base) {
            return std::slice::from_ref(cyrillic);
        }
        const DIGITS: [&[&str]; 10] =
            [&["0"], &["1"], &["2"], &["3"], &["4"], &["5"], &["6"], &["7"], &["8"], &["9"]];
        if let Some(digit) = letter.to_digit(10) {
            return DIGITS[digit as usize];
        }
    }
    &[""]
}

/// Most readings of one word.
pub(super) const MOST_READINGS: usize = 4;

fn extend(readings: &mut Vec<String>, choices: &[&str]) {
    let stems = readings.clone();
    readings.iter_mut().for_each(|r| r.push_str(choices[0]));
    for choice in &choices[1..] {
        for stem in &stems {
            if readings.len() < MOST_READINGS {
                readings.push(format!("{stem}{choice}"));
            }
        }
    }
}
