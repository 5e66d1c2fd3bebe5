//! Numbers of acts: digits, perhaps with a letter for an act written in between (12а). Not for the
//! sequence they stand in.

use crate::value::plain_letters;

/// The act number in `written`, as `231` or `12а`: signs before it (`№`, `No`) and noughts in front are
/// left out, letters that stand for digits among digits are read as digits.
pub fn act_number(written: &str) -> Option<String> {
    let chars: Vec<char> = written.chars().collect();
    let start = chars.iter().position(char::is_ascii_digit)?;
    let mut end = start;
    while end < chars.len() && digit_among_digits(&chars, end).is_some() {
        end += 1;
    }
    let run: String = (start..end).filter_map(|i| digit_among_digits(&chars, i)).collect();
    let digits = run.trim_start_matches('0');
    if digits.is_empty() || digits.len() > 6 {
        return None;
    }
    Some(digits.chars().chain(letter_after(&chars[end..])).collect())
}

/// A digit, or a letter that looks like one and has a digit right after it.
fn digit_among_digits(chars: &[char], i: usize) -> Option<char> {
    let c = chars[i];
    if c.is_ascii_digit() {
        return Some(c);
    }
    let followed = chars.get(i + 1).is_some_and(char::is_ascii_digit);
    match c {
        'О' | 'о' | 'O' | 'o' if followed => Some('0'),
        'З' | 'з' if followed => Some('3'),
        'l' | 'I' | 'І' if followed => Some('1'),
        _ => None,
    }
}

/// `а` of `12а` and `12-а`; a longer word is none, nor the ending of an ordinal (`3-й`, `3-я`).
fn letter_after(rest: &[char]) -> Option<char> {
    let mut at = 0;
    while at < rest.len() && at < 2 && matches!(rest[at], '-' | '"' | '«' | '/') {
        at += 1;
    }
    let letter = *rest.get(at)?;
    let ends = rest.get(at + 1).is_none_or(|c| !c.is_alphanumeric());
    if !letter.is_alphabetic() || !ends {
        return None;
    }
    plain_letters(&letter.to_string()).chars().next().filter(|c| !matches!(c, 'и' | 'я' | 'е'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_act_number_keeps_its_letter_and_loses_its_signs() {
        let rows = [
            ("231", Some("231")),
            ("№ 231", Some("231")),
            ("No 12а", Some("12а")),
            ("12-а", Some("12а")),
            ("12a", Some("12а")),
            ("007", Some("7")),
            ("1З1.", Some("131")),
            ("12 г.", Some("12")),
            ("12 от", Some("12")),
            ("№", None),
            ("без номера", None),
            ("000", None),
        ];
        for (written, number) in rows {
            assert_eq!(act_number(written).as_deref(), number, "{written}");
        }
    }
}
