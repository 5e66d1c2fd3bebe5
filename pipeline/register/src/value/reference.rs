//! References to other acts: number, date and office. Not for whether we hold that act.

use super::plain_letters;
use crate::{date, number::act_number};

/// Another act, as far as a text names it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reference {
    /// Its number, as `123` or `12а`.
    pub number: Option<String>,
    /// Its date, EDTF.
    pub date: Option<String>,
    /// The office that keeps it, as written.
    pub office: Option<String>,
}

/// Words before the number, in plain letters, besides `№`.
const NUMBERED: [&str; 8] = ["акта", "акт", "запись", "записи", "зап", "номер", "раками", "саити"];
/// Words that begin the name of an office, in plain letters; the first letters are enough.
const OFFICES: [&str; 14] = [
    "загс",
    "бюро",
    "отдел",
    "горзагс",
    "раизагс",
    "раибюро",
    "сельсовет",
    "с/с",
    "исполком",
    "сахш",
    "шуъба",
    "шуба",
    "чамоат",
    "дворец",
];
/// Words before an office that are no part of it.
const BEFORE_OFFICE: [&str; 10] =
    ["в", "по", "из", "от", "дар", "аз", "тарафи", "выдано", "составлена", "произведена"];

/// The act a text names: `запись акта № 123 от 5.V.1974 г. Ленинабадский горЗАГС`. `years` are those of the book, for years
/// of two digits. `None` where it names nothing.
#[must_use]
pub fn parse(written: &str, years: Option<(i32, i32)>) -> Option<Reference> {
    let text = written.trim();
    let number = number_in(text);
    let rest = number.as_ref().map_or(text, |(_, end)| &text[*end..]);
    let (date, after) = date_in(rest, years).map_or((None, rest), |(date, end)| (Some(date), &rest[end..]));
    let office = office_in(after)
        .or_else(|| office_in(text.get(..text.len() - rest.len())?))
        .or_else(|| office_in(rest));
    let found = Reference { number: number.map(|(number, _)| number), date, office };
    (found != Reference::default()).then_some(found)
}

/// The number and where it ends: behind `№`, behind a word for an act, or at the head of the text.
fn number_in(text: &str) -> Option<(String, usize)> {
    let sign = text.char_indices().find(|(_, c)| *c == '№').map(|(at, c)| at + c.len_utf8());
    let begins = sign.or_else(|| behind_word(text)).or_else(|| {
        let head = text.starts_with(|c: char| c.is_ascii_digit());
        head.then_some(0)
    })?;
    let lead = text[begins..].find(|c: char| c.is_alphanumeric())?;
    let from = begins + lead;
    let run: usize = text[from..].chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
    // A lone number at the head that goes on with dots is a date.
    let dated = begins == 0 && text[from + run..].starts_with(['.', '/', '-']);
    let letter = text[from + run..].strip_prefix('-').map_or(0, |rest| {
        let letters: Vec<char> = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
        if let [one] = letters.as_slice()
            && one.is_alphabetic()
        {
            1 + one.len_utf8()
        } else {
            0
        }
    });
    let end = from + run + letter;
    let number = act_number(&text[from..end]).filter(|_| !dated)?;
    Some((number, end))
}

/// Behind the first word for an act that digits follow.
fn behind_word(text: &str) -> Option<usize> {
    let mut at = 0;
    for run in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        at += run.len();
        let word = plain_letters(run.trim_end_matches(|c: char| !c.is_alphanumeric()));
        let rest = text[at..].trim_start_matches(|c: char| !c.is_alphanumeric());
        if NUMBERED.contains(&word.as_str()) && rest.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(at);
        }
    }
    None
}

/// Words a date has at most.
const LONGEST_DATE: usize = 12;

/// The longest whole date that begins at the first digit, or behind `от`, and where it ends.
fn date_in(text: &str, years: Option<(i32, i32)>) -> Option<(String, usize)> {
    let starts: Vec<usize> = word_starts(text);
    starts.iter().find_map(|&from| {
        let begins = text[from..].starts_with(|c: char| c.is_ascii_digit() || matches!(c, '«' | '"'));
        let ends: Vec<usize> = word_ends(&text[from..]);
        let shortest = ends.iter().take(LONGEST_DATE).filter(|_| begins).find_map(|&end| {
            let found = date::to_edtf(text[from..from + end].trim_end_matches([',', ';']), years)?;
            date::is_whole(&found).then_some((found, from + end))
        })?;
        Some((shortest.0, past_year_word(text, shortest.1)))
    })
}

/// Behind `г.` and `года` that follow.
fn past_year_word(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    let trimmed = rest.trim_start();
    let word = trimmed.split(|c: char| !c.is_alphabetic() && c != '.').next().unwrap_or_default();
    let year = matches!(plain_letters(word).trim_end_matches('.'), "г" | "года" | "год");
    if year { end + rest.len() - trimmed.len() + word.len() } else { end }
}

fn word_starts(text: &str) -> Vec<usize> {
    let mut before = ' ';
    let starts = text.char_indices().filter(|(_, c)| {
        let start = before.is_whitespace() && !c.is_whitespace();
        before = *c;
        start
    });
    starts.map(|(at, _)| at).collect()
}

fn word_ends(text: &str) -> Vec<usize> {
    let spaces = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    spaces.chain([text.len()]).collect()
}

/// The words of an office in a text: those before and behind the word that names it.
fn office_in(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let plain = |word: &str| plain_letters(word.trim_matches(|c: char| !c.is_alphanumeric()));
    let is_office = |word: &&str| OFFICES.iter().any(|office| plain(word).contains(office));
    words.iter().find(|word| is_office(word))?;
    let first = words.iter().position(|word| {
        let word = plain(word);
        !(word.is_empty()
            || BEFORE_OFFICE.contains(&word.as_str())
            || word.bytes().any(|b| b.is_ascii_digit()))
    })?;
    let first =
        words.iter().rposition(|word| is_numbering(&plain(word))).map_or(first, |at| first.max(at + 1));
    let office = words.get(first..).filter(|office| office.iter().any(is_office))?.join(" ");
    Some(
        office
            .trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '(' | ')') || c.is_whitespace())
            .to_owned(),
    )
}

/// Words about the act that stand before its office.
fn is_numbering(word: &str) -> bool {
    matches!(
        word,
        "запись"
            | "акта"
            | "актовая"
            | "зап"
            | "браке"
            | "рождении"
            | "№"
            | "сабти"
            | "акти"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: [&str; 3]) {
        let found = parse(written, Some((1970, 1980))).unwrap_or_default();
        let found = [found.number, found.date, found.office].map(Option::unwrap_or_default);
        assert_eq!(found, expected, "{written}");
    }

    #[test]
    fn number_date_and_office_are_told_apart() {
        let office = "Ленинабадский горЗАГС";
        check("запись акта № 123 от 5.V.1974 г. Ленинабадский горЗАГС", ["123", "1974-05-05", office]);
        check("зап. акта № 123 от 5.V.1974 г. Ленинабадский горЗАГС", ["123", "1974-05-05", office]);
        check("№ 123, 05.05.1974, Ленинабадский горЗАГС", ["123", "1974-05-05", office]);
        check("№ 12а от 5/V-74 г. в отделе ЗАГС г. Душанбе", ["12а", "1974-05-05", "отделе ЗАГС г. Душанбе"]);
        check("№ 12-а от 5 мая 1974 года", ["12а", "1974-05-05", ""]);
        check(
            "актовая запись 45 от 7 марта 1956 г. Ходжентское бюро ЗАГС",
            ["45", "1956-03-07", "Ходжентское бюро ЗАГС"],
        );
        check("сабти акт № 31 аз 7 марти соли 1956, Шӯъбаи САҲШ", ["31", "1956-03-07", "Шӯъбаи САҲШ"]);
    }

    #[test]
    fn what_is_not_named_is_none() {
        check("№ 123", ["123", "", ""]);
        check("123", ["123", "", ""]);
        check("05.05.1974", ["", "1974-05-05", ""]);
        check("от 5.V.1974 г.", ["", "1974-05-05", ""]);
        check("Ленинабадский горЗАГС", ["", "", "Ленинабадский горЗАГС"]);
        assert_eq!(parse("", None), None);
        assert_eq!(parse("нет", None), None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_stumble(text in "[№0-9а-я./ «»,ЗАГС-]{0,40}|\\PC{0,30}") {
            let _ = parse(&text, Some((1956, 1957)));
        }
    }
}
