//! Numbers in words where clerks wrote them so: days and years of dates as ordinals, Russian and Tajik.
//! Not for reading them: `register::number` and `register::date`.

use crate::numerals;

/// Genitive ordinals of the Russian days and last words of years: «седьмого», «пятьдесят шестого».
const ORDINALS: [&str; 20] = [
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
const TENS: [&str; 10] = [
    "",
    "",
    "двадцатого",
    "тридцатого",
    "сорокового",
    "пятидесятого",
    "шестидесятого",
    "семидесятого",
    "восьмидесятого",
    "девяностого",
];
const ONES_TAJIK: [&str; 20] = [
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
const TENS_TAJIK: [&str; 10] = ["", "", "бист", "сӣ", "чил", "панҷоҳ", "шаст", "ҳафтод", "ҳаштод", "навад"];

/// 56 gives «пятьдесят шестого».
pub(crate) fn ordinal_russian(number: u32) -> String {
    match (number / 10, number % 10) {
        (0 | 1, _) => ORDINALS[number as usize % 20].to_owned(),
        (tens, 0) => TENS[tens as usize % 10].to_owned(),
        (tens, ones) => format!("{} {}", numerals::russian(tens * 10), ORDINALS[ones as usize]),
    }
}

/// A year of the twentieth century: «тысяча девятьсот пятьдесят шестого».
pub(crate) fn year_russian(year: i32) -> String {
    format!("тысяча девятьсот {}", ordinal_russian(year.rem_euclid(100) as u32))
}

/// 56 gives «панҷоҳу шаш».
pub(crate) fn tajik(number: u32) -> String {
    match (number / 10, number % 10) {
        (0 | 1, _) => ONES_TAJIK[number as usize % 20].to_owned(),
        (tens, 0) => TENS_TAJIK[tens as usize % 10].to_owned(),
        (tens, ones) => format!("{} {}", joined(TENS_TAJIK[tens as usize % 10]), ONES_TAJIK[ones as usize]),
    }
}

/// 56 gives «панҷоҳу шашум».
pub(crate) fn ordinal_tajik(number: u32) -> String {
    let words = tajik(number);
    match words.chars().last() {
        Some('у' | 'е') => format!("{words}юм"),
        Some('ӣ') => format!("{}июм", words.trim_end_matches('ӣ')),
        _ => format!("{words}ум"),
    }
}

/// A year of the twentieth century: «як ҳазору нӯҳсаду панҷоҳу шашум».
pub(crate) fn year_tajik(year: i32) -> String {
    format!("як ҳазору нӯҳсаду {}", ordinal_tajik(year.rem_euclid(100) as u32))
}

/// The joining -у, -ю after a vowel.
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
    fn days_and_years_are_spelled_as_clerks_did() {
        assert_eq!(ordinal_russian(7), "седьмого");
        assert_eq!(ordinal_russian(31), "тридцать первого");
        assert_eq!(year_russian(1956), "тысяча девятьсот пятьдесят шестого");
        assert_eq!(ordinal_tajik(7), "ҳафтум");
        assert_eq!(ordinal_tajik(30), "сиюм");
        assert_eq!(year_tajik(1956), "як ҳазору нӯҳсаду панҷоҳу шашум");
    }
}
