//! Numbers written out in words, Russian and Tajik, as clerks did: for pages that are made up, and for tests. Not for reading
//! them: that goes by a table of its own (`ocr-models/words/numerals.tsv`), so that one does not copy the other's mistakes.

const BELOW_20: [&str; 20] = [
    "ноль",
    "один",
    "два",
    "три",
    "четыре",
    "пять",
    "шесть",
    "семь",
    "восемь",
    "девять",
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
];
/// Ordinals in the genitive, as days and years have them.
const ORDINALS_BELOW_20: [&str; 20] = [
    "",
    "первого",
    "второго",
    "третьего",
    "четвёртого",
    "пятого",
    "шестого",
    "седьмого",
    "восьмого",
    "девятого",
    "десятого",
    "одиннадцатого",
    "двенадцатого",
    "тринадцатого",
    "четырнадцатого",
    "пятнадцатого",
    "шестнадцатого",
    "семнадцатого",
    "восемнадцатого",
    "девятнадцатого",
];
/// The tens, as cardinals and as ordinals.
const TENS: [(&str, &str); 10] = [
    ("", ""),
    ("десять", "десятого"),
    ("двадцать", "двадцатого"),
    ("тридцать", "тридцатого"),
    ("сорок", "сорокового"),
    ("пятьдесят", "пятидесятого"),
    ("шестьдесят", "шестидесятого"),
    ("семьдесят", "семидесятого"),
    ("восемьдесят", "восьмидесятого"),
    ("девяносто", "девяностого"),
];
const HUNDREDS: [&str; 10] =
    ["", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"];
const TAJIK_UNITS: [&str; 20] = [
    "",
    "як",
    "ду",
    "се",
    "чор",
    "панҷ",
    "шаш",
    "ҳафт",
    "ҳашт",
    "нӯҳ",
    "даҳ",
    "ёздаҳ",
    "дувоздаҳ",
    "сездаҳ",
    "чордаҳ",
    "понздаҳ",
    "шонздаҳ",
    "ҳабдаҳ",
    "ҳаждаҳ",
    "нуздаҳ",
];
const TAJIK_TENS: [&str; 10] = ["", "", "бист", "сӣ", "чил", "панҷоҳ", "шаст", "ҳафтод", "ҳаштод", "навад"];

/// Below a thousand: двести тридцать один.
#[must_use]
pub fn russian(number: u32) -> String {
    let (hundreds, rest) = ((number / 100 % 10) as usize, (number % 100) as usize);
    let (tens, ones) = if rest < 20 { (0, rest) } else { (rest / 10, rest % 10) };
    let ones = if ones > 0 || number == 0 { BELOW_20[ones] } else { "" };
    let words = [HUNDREDS[hundreds], TENS[tens].0, ones];
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Below a hundred, as an ordinal in the genitive: пятьдесят шестого.
#[must_use]
pub fn russian_ordinal(number: u32) -> String {
    let n = number as usize % 100;
    match (n / 10, n % 10) {
        (0 | 1, _) => ORDINALS_BELOW_20[n].to_owned(),
        (tens, 0) => TENS[tens].1.to_owned(),
        (tens, last) => format!("{} {}", TENS[tens].0, ORDINALS_BELOW_20[last]),
    }
}

/// A year from 1800 to 2099, as an ordinal in the genitive: тысяча девятьсот пятьдесят шестого.
#[must_use]
pub fn russian_year(year: u32) -> String {
    let rest = year % 100;
    match (year / 100, rest) {
        (18, 0) => "тысяча восьмисотого".to_owned(),
        (19, 0) => "тысяча девятисотого".to_owned(),
        (20, 0) => "двухтысячного".to_owned(),
        (18, _) => format!("тысяча восемьсот {}", russian_ordinal(rest)),
        (19, _) => format!("тысяча девятьсот {}", russian_ordinal(rest)),
        _ => format!("две тысячи {}", russian_ordinal(rest)),
    }
}

/// Below a hundred: панҷоҳу шаш.
#[must_use]
pub fn tajik(number: u32) -> String {
    let n = number as usize % 100;
    match (n / 10, n % 10) {
        (0 | 1, _) => TAJIK_UNITS[n].to_owned(),
        (tens, 0) => TAJIK_TENS[tens].to_owned(),
        (tens, last) => format!("{} {}", joined(TAJIK_TENS[tens]), TAJIK_UNITS[last]),
    }
}

/// The same as an ordinal: панҷоҳу шашум.
#[must_use]
pub fn tajik_ordinal(number: u32) -> String {
    let words = tajik(number);
    match words.chars().last() {
        Some('у' | 'е') => format!("{words}юм"),
        Some('ӣ') => format!("{}июм", words.trim_end_matches('ӣ')),
        _ => format!("{words}ум"),
    }
}

/// A year from 1800 to 2099, as an ordinal: як ҳазору нӯҳсаду панҷоҳу шашум.
#[must_use]
pub fn tajik_year(year: u32) -> String {
    let hundreds = match year / 100 {
        18 => "як ҳазору ҳаштсад",
        19 => "як ҳазору нӯҳсад",
        _ => "ду ҳазор",
    };
    let rest = year % 100;
    if rest == 0 { format!("{hundreds}ум") } else { format!("{hundreds}у {}", tajik_ordinal(rest)) }
}

/// The joining -у; сӣ becomes сию.
fn joined(word: &str) -> String {
    match word.strip_suffix('ӣ') {
        Some(head) => format!("{head}ию"),
        None => format!("{word}у"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spelled_as_clerks_did() {
        assert_eq!(russian(340), "триста сорок");
        assert_eq!(russian_ordinal(7), "седьмого");
        assert_eq!(russian_ordinal(31), "тридцать первого");
        assert_eq!(russian_year(1956), "тысяча девятьсот пятьдесят шестого");
        assert_eq!(russian_year(1900), "тысяча девятисотого");
        assert_eq!(tajik_ordinal(7), "ҳафтум");
        assert_eq!(tajik_ordinal(30), "сиюм");
        assert_eq!(tajik_ordinal(32), "сию дуюм");
        assert_eq!(tajik_year(1956), "як ҳазору нӯҳсаду панҷоҳу шашум");
    }

    #[test]
    fn a_number_in_words_is_read_back() {
        for number in [1, 12, 20, 82, 100, 119, 340, 999] {
            assert_eq!(crate::number::parse(&russian(number)), Some(number), "{}", russian(number));
        }
        for number in [1, 12, 20, 34, 82] {
            assert_eq!(crate::number::parse(&tajik(number)), Some(number), "{}", tajik(number));
        }
    }
}
