//! Roman digits, as typed on machines that have none: Cyrillic look-alikes and the digit one. Not for
//! deciding whether a text is meant as a Roman number.

/// The value of a Roman number, typed with its own letters or with `П` (II), `Ш` (III), `У` (V), `Х`
/// (X), `1`, `l`, `І` and `Т` (I). Only the usual spelling counts: `IIX` is none.
pub fn roman(text: &str) -> Option<u32> {
    let letters: Option<String> = text.chars().map(plain).collect::<Option<Vec<&str>>>().map(|v| v.concat());
    let letters = letters.filter(|l| !l.is_empty() && l.len() <= 12)?;
    (1..400).find(|&n| in_roman(n) == letters)
}

fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'I' | 'i' | 'І' | 'і' | 'l' | '1' | '|' | 'Т' | 'т' => "I",
        'V' | 'v' | 'У' | 'у' | 'Y' | 'y' | 'Ү' | 'Ӯ' | 'ӯ' => "V",
        'X' | 'x' | 'Х' | 'х' | 'Ҳ' | 'ҳ' => "X",
        'П' | 'п' => "II",
        'Ш' | 'ш' => "III",
        'L' => "L",
        'C' | 'С' => "C",
        _ => return None,
    })
}

/// `n` in Roman digits, below 400.
pub fn in_roman(mut n: u32) -> String {
    const STEPS: [(u32, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut out = String::new();
    for (value, letters) in STEPS {
        while n >= value {
            out.push_str(letters);
            n -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_stand_for_roman_digits() {
        let rows = [
            ("III", Some(3)),
            ("Ш", Some(3)),
            ("П", Some(2)),
            ("ПI", Some(3)),
            ("1У", Some(4)),
            ("У", Some(5)),
            ("УШ", Some(8)),
            ("1Х", Some(9)),
            ("ХП", Some(12)),
            ("ХI", Some(11)),
            ("111", Some(3)),
            ("УТ", Some(6)),
            ("IIX", None),
            ("март", None),
            ("", None),
        ];
        for (text, value) in rows {
            assert_eq!(roman(text), value, "{text}");
        }
    }
}
