//! Free text taken apart: which words are names, a place, years, a number, a date. Not for filters:
//! what is understood here ranks, and only the clerk's own filters exclude.

use register::{
    date,
    name::{self, Keys, Part},
};

use crate::{answer::Understood, document, gazetteer, weigh::Guess};

/// One word of a question.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// As typed.
    pub(crate) text: String,
    pub(crate) kind: WordKind,
}

/// What a word was taken for.
#[derive(Debug, Clone)]
pub(crate) enum WordKind {
    /// A name, or anything in letters.
    Letters { keys: Box<Keys>, guess: Option<Guess>, place: Option<&'static gazetteer::Group> },
    /// One year or several.
    Years(i32, i32),
    /// A number, perhaps with a letter.
    Number(String),
    /// A whole date, eight digits.
    Date(String),
}

/// Years somebody may ask for.
const YEARS: std::ops::RangeInclusive<i32> = 1800..=2100;

/// Most words of a question that are looked at; more are a pasted text, not a question.
const MOST_WORDS: usize = 16;

/// Takes a question apart.
pub(crate) fn understand(text: &str) -> (Vec<Word>, Understood) {
    let mut words: Vec<Word> = Vec::new();
    for piece in text.split_whitespace() {
        match figures(piece) {
            Some(kind) => words.push(Word { text: piece.to_owned(), kind }),
            None => words.extend(name::words(piece).into_iter().map(letters)),
        }
    }
    words.retain(|w| !matches!(&w.kind, WordKind::Letters { keys, .. } if keys.is_empty()));
    words.truncate(MOST_WORDS);
    guess_parts(&mut words);
    let understood = tell(&words);
    (words, understood)
}

/// A piece in figures: a date, years, a number.
fn figures(piece: &str) -> Option<WordKind> {
    let piece = piece.trim_matches(|c: char| !c.is_alphanumeric());
    if !piece.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Some(digits) = whole_date(piece) {
        return Some(WordKind::Date(digits));
    }
    let numbers: Vec<&str> = piece.split(['-', '–', '—', '.', '/']).filter(|p| !p.is_empty()).collect();
    let year = |p: &str| p.parse::<i32>().ok().filter(|y| p.len() == 4 && YEARS.contains(y));
    match numbers.as_slice() {
        [one] => {
            Some(year(one).map_or_else(|| WordKind::Number(name::plain(one)), |y| WordKind::Years(y, y)))
        }
        [first, last] if year(first).is_some() && year(last).is_some() => {
            let (first, last) = (year(first)?, year(last)?);
            Some(WordKind::Years(first.min(last), first.max(last)))
        }
        _ => Some(WordKind::Number(name::plain(piece))),
    }
}

/// `7.3.1956`, `07/03/1956` or `1956-03-07` as `19560307`.
fn whole_date(piece: &str) -> Option<String> {
    let parts: Vec<u32> = piece.split(['.', '/', '-']).map(str::parse).collect::<Result<_, _>>().ok()?;
    let [a, b, c] = parts.as_slice() else { return None };
    let (year, month, day) = if *a > 31 { (*a, *b, *c) } else { (*c, *b, *a) };
    let fits =
        YEARS.contains(&i32::try_from(year).ok()?) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let edtf = format!("{year:04}-{month:02}-{day:02}");
    (fits && date::year_of(&edtf).is_some()).then(|| document::date_digits(&edtf))
}

pub(crate) fn letters(text: String) -> Word {
    let keys = Box::new(Keys::of(&text));
    let guess = name::likely_part(&text).map(|part| Guess { part, sure: true });
    let place = gazetteer::place_of(&text);
    Word { text, kind: WordKind::Letters { keys, guess, place } }
}

/// Gives words without a telling ending their part by the usual order: surname, given, father's name.
/// A word alone stays open.
fn guess_parts(words: &mut [Word]) {
    let mut free: Vec<Part> = vec![Part::Surname, Part::Given, Part::Patronymic];
    let mut open: Vec<&mut Option<Guess>> = Vec::new();
    let mut names = 0;
    for word in words.iter_mut() {
        let WordKind::Letters { guess, place, .. } = &mut word.kind else { continue };
        match guess {
            Some(g) if free.contains(&g.part) => {
                free.retain(|p| *p != g.part);
                names += 1;
            }
            Some(_) => names += 1,
            None if place.is_none() => {
                open.push(guess);
                names += 1;
            }
            None => {}
        }
    }
    if names < 2 {
        return;
    }
    if open.len() == 1 && free.contains(&Part::Given) {
        free.retain(|p| *p == Part::Given);
    }
    for (guess, part) in open.into_iter().zip(free) {
        *guess = Some(Guess { part, sure: false });
    }
}

fn tell(words: &[Word]) -> Understood {
    let mut understood = Understood::default();
    for word in words {
        match &word.kind {
            WordKind::Years(first, last) => understood.years = understood.years.or(Some((*first, *last))),
            WordKind::Number(number) => understood.act_no = understood.act_no.take().or(Some(number.clone())),
            WordKind::Date(digits) => {
                let year = digits[..4].parse().unwrap_or_default();
                understood.years = understood.years.or(Some((year, year)));
            }
            WordKind::Letters { guess, place, .. } => {
                let known = match guess {
                    Some(g) if g.part == Part::Surname => &mut understood.surname,
                    Some(g) if g.part == Part::Given => &mut understood.given,
                    Some(_) => &mut understood.patronymic,
                    None if place.is_some() => &mut understood.place,
                    None => {
                        understood.words.push(word.text.clone());
                        continue;
                    }
                };
                if known.is_none() {
                    *known = Some(word.text.clone());
                } else {
                    understood.words.push(word.text.clone());
                }
            }
        }
    }
    understood
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let (_, understood) = understand(text);
        assert_eq!(serde_json::to_string(&understood).unwrap(), expected, "{text}");
    }

    #[test]
    fn surname_given_year_and_place_are_told_apart() {
        check(
            "Курбонов Рустам 1937 Ленинабад",
            r#"{"surname":"Курбонов","given":"Рустам","years":[1937,1937],"place":"Ленинабад"}"#,
        );
        check("Рустам Курбонов 1935-1940", r#"{"surname":"Курбонов","given":"Рустам","years":[1935,1940]}"#);
    }

    #[test]
    fn endings_tell_the_fathers_name() {
        check(
            "Курбонов Рустам Каримович",
            r#"{"surname":"Курбонов","given":"Рустам","patronymic":"Каримович"}"#,
        );
    }

    #[test]
    fn a_word_alone_stays_open() {
        check("Ҷамшед", r#"{"words":["Ҷамшед"]}"#);
    }

    #[test]
    fn a_number_is_an_acts_and_a_date_gives_its_year() {
        check("№214", r#"{"act_no":"214"}"#);
        check("12а", r#"{"act_no":"12а"}"#);
        check("Раҳимов 07.03.1956", r#"{"surname":"Раҳимов","years":[1956,1956]}"#);
    }

    #[test]
    fn signs_alone_ask_nothing() {
        check("— , ‘", "{}");
    }
}
