//! What stands between the number and the date of an act that is referred to: `№ 1 от 5.V.1974`. Readers run the short word
//! into the number (`№ 10т 5.V.1974`, `№ 123 5.V.1974` for `1 аз`), and a form never leaves it out. Not for what the
//! reference means: see [`crate::annotation`].

/// `from` in both languages.
const FROM: [&str; 2] = ["от", "аз"];
/// Signs that may be misread in number and word together: two look-alikes, or one that is lost.
const MOST_WRONG: f64 = 1.0;
/// A sign that only looks like the one that must stand there, and one that is lost.
const ALIKE: f64 = 0.5;
const LOST: f64 = 1.0;
/// Digits of an act's number, at most.
const LONGEST_NUMBER: usize = 4;

/// The text with number and word apart, as they must be; as it is where they are, or where nothing tells.
pub(super) fn apart(text: &str) -> String {
    let whole = || text.to_owned();
    let Some((before, behind)) = text.split_once('№') else { return whole() };
    let Some((between, date)) = before_date(behind) else { return whole() };
    let signs: Vec<char> = between.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    if signs.is_empty() || signs.contains(&',') || is_plain(between) {
        return whole();
    }
    // Digits alone may be a number that nothing follows, however the word looks.
    if !between.contains(char::is_whitespace) && signs.iter().all(char::is_ascii_digit) {
        return whole();
    }
    let ways = (1..signs.len().min(LONGEST_NUMBER + 1)).flat_map(|at| FROM.map(|word| (at, word)));
    let best = ways
        .filter_map(|(at, word)| {
            let number = number(&signs[..at])?;
            let wrong = number.1 + wrong_letters(&signs[at..], word);
            Some((wrong, number.0, word))
        })
        .min_by(|a, b| a.0.total_cmp(&b.0));
    match best {
        Some((wrong, number, word)) if wrong <= MOST_WRONG => {
            format!("{} № {number} {word} {date}", before.trim_end()).trim_start().to_owned()
        }
        _ => whole(),
    }
}

/// What stands before the first date, and the date with all behind it.
fn before_date(text: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let signs = word.trim_end().matches(['.', '/', '-']).count();
        if signs >= 2 && word.starts_with(|c: char| c.is_ascii_digit()) {
            return Some((text[..at].trim(), &text[at..]));
        }
        at += word.len();
    }
    None
}

/// `1 от`, `12а аз`: nothing is wrong there.
fn is_plain(between: &str) -> bool {
    let words: Vec<&str> = between.split_whitespace().collect();
    matches!(words.as_slice(), [number, from] if number.starts_with(|c: char| c.is_ascii_digit()) && FROM.contains(from))
}

/// The number that signs are, and how many of them only look like digits.
fn number(signs: &[char]) -> Option<(String, f64)> {
    let digits: Option<Vec<(char, f64)>> = signs
        .iter()
        .map(|&c| if c.is_ascii_digit() { Some((c, 0.0)) } else { Some((digit_like(c)?, ALIKE)) })
        .collect();
    let digits = digits?;
    Some((digits.iter().map(|d| d.0).collect(), digits.iter().map(|d| d.1).sum()))
}

/// The digit that a letter, small, is read for.
fn digit_like(letter: char) -> Option<char> {
    match letter {
        'т' | 'i' | 'l' | '!' | '|' => Some('1'),
        'з' | 'э' => Some('3'),
        'о' | 'o' => Some('0'),
        'б' => Some('6'),
        _ => None,
    }
}

/// How far signs are from the two letters of a word; far too many where they are longer.
fn wrong_letters(signs: &[char], word: &str) -> f64 {
    let mut letters = word.chars();
    let (Some(first), Some(second)) = (letters.next(), letters.next()) else { return f64::INFINITY };
    let one = |read: char, letter: char| if read == letter { Some(0.0) } else { alike(read, letter) };
    match signs {
        // 12а is a number.
        ['а' | 'б' | 'в' | 'г'] => f64::INFINITY,
        [a, b] => one(*a, first).zip(one(*b, second)).map_or(f64::INFINITY, |(a, b)| a + b),
        [a] => one(*a, first).or(one(*a, second)).map_or(f64::INFINITY, |wrong| wrong + LOST),
        _ => f64::INFINITY,
    }
}

/// What a sign that looks like a letter of the word costs.
fn alike(read: char, letter: char) -> Option<f64> {
    let looks = match letter {
        'о' => "0oо",
        'т' => "7t!1г",
        'а' => "2a4",
        'з' => "38зэ",
        _ => "",
    };
    looks.contains(read).then_some(ALIKE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(apart(text), expected, "{text}");
    }

    #[test]
    fn the_word_before_the_date_is_told_from_the_number() {
        check(
            "№ 10т 26/II-1968 г., Ленинабадский горотдел ЗАГС",
            "№ 1 от 26/II-1968 г., Ленинабадский горотдел ЗАГС",
        );
        check("№ 1 07 17.03.1924", "№ 1 от 17.03.1924");
        check("№ 1 23 06.01.1980, Шӯъбаи САҲШ", "№ 1 аз 06.01.1980, Шӯъбаи САҲШ");
        check("шаҳодатномаи никоҳ № 2 а3 03.10.1958", "шаҳодатномаи никоҳ № 2 аз 03.10.1958");
        check("свидетельство о браке № 1 о! 30.10.1964", "свидетельство о браке № 1 от 30.10.1964");
    }

    #[test]
    fn digits_read_as_letters_are_digits() {
        check("№ Таз 31.12.1974", "№ 1 аз 31.12.1974");
        check("№ Заз 23.06.1982", "№ 3 аз 23.06.1982");
    }

    #[test]
    fn what_is_whole_stays() {
        check("№ 107 от 17.03.1924", "№ 107 от 17.03.1924");
        check("№ 12а аз 5/V-74", "№ 12а аз 5/V-74");
        check("№ 123, 05.05.1974", "№ 123, 05.05.1974");
        check("аризаи падару модар", "аризаи падару модар");
        check("№ 12", "№ 12");
        check("", "");
    }

    #[test]
    fn where_nothing_tells_it_stays_as_read() {
        check("№ 10 11.11.1962", "№ 10 11.11.1962");
        check("№ 107 17.03.1924", "№ 107 17.03.1924");
        check("II-ТБ № 123423 05.05.1974", "II-ТБ № 123423 05.05.1974");
        check("№ 12а 5/V-74", "№ 12а 5/V-74");
        check("№ 4567 11.11.1962", "№ 4567 11.11.1962");
        check("№ кв 11.11.1962", "№ кв 11.11.1962");
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_stumble(text in "[№0-9отазТЗ./ -]{0,30}|\\PC{0,24}") {
            let _ = apart(&text);
        }
    }
}
