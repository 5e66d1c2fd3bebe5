//! Puts the numbers and words of a written date together. Not for cutting the text or for the calendar.

mod digits;

use std::fmt;

use super::{
    calendar::{self, Bounds},
    month::month_named,
    reckoning::{Calendar, Ymd},
    spelling::tajik_latin,
    tokens::{Token, tokens},
};
use crate::number::{roman, spelled};

use digits::in_digits;

/// A date as far as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) year: i32,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
}

impl Found {
    /// Year, month and day, where all are known.
    pub(super) fn whole(self) -> Option<Ymd> {
        Some((self.year, self.month?, self.day?))
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.month, self.day) {
            (Some(m), Some(d)) => write!(f, "{:04}-{m:02}-{d:02}", self.year),
            (Some(m), None) => write!(f, "{:04}-{m:02}-XX", self.year),
            (None, _) => write!(f, "{:04}", self.year),
        }
    }
}

type Years = Option<(i32, i32)>;

/// The date in `text`; `None` where there is no such day or too little is written.
pub(super) fn parse(text: &str, years: Years) -> Option<Found> {
    parse_in(Calendar::Gregorian, text, years)
}

/// The same of a date in the old style, where every fourth year is a leap year.
pub(super) fn parse_julian(text: &str, years: Years) -> Option<Found> {
    parse_in(Calendar::Julian, text, years)
}

fn parse_in(calendar: Calendar, text: &str, years: Years) -> Option<Found> {
    let tokens: Vec<Token> = tokens(text).into_iter().filter(|t| !is_noise(t)).collect();
    let named = tokens.iter().position(|t| t.word.as_deref().is_some_and(|w| month_named(w).is_some()));
    let found = match named {
        Some(at) => around_month(&tokens, at, years),
        None => in_digits(&tokens, years).or_else(|| year_alone(&tokens)),
    }?;
    stands(found, calendar, Bounds::of(&tokens, years)).then_some(found)
}

/// Words that belong to dates and say nothing: год, число, рӯз, моҳ, the endings of 7-го and 7-ум.
fn is_noise(token: &Token) -> bool {
    const NOISE: [&str; 36] = [
        "иил",
        "иили",
        "иилнинг",
        "г",
        "гг",
        "год",
        "года",
        "году",
        "годе",
        "лет",
        "число",
        "числа",
        "день",
        "дня",
        "месяц",
        "месяца",
        "мес",
        "соли",
        "сол",
        "с",
        "рузи",
        "руз",
        "мохи",
        "мох",
        "санаи",
        "го",
        "ого",
        "ум",
        "уми",
        "юм",
        "юми",
        "й",
        "в",
        "от",
        "аз",
        "дар",
    ];
    // A lone V is a month, though its plain letter is the Russian preposition.
    let is_month = roman(&token.raw).is_some_and(|n| (1..=12).contains(&n));
    (!is_month && token.word.as_deref().is_some_and(|w| NOISE.contains(&w)))
        || token.raw.chars().all(|c| c == '|')
}

fn stands(found: Found, calendar: Calendar, bounds: Bounds) -> bool {
    bounds.hold(found.year)
        && found.month.is_none_or(|m| (1..=12).contains(&m))
        && found.day.is_none_or(|d| calendar.day_number((found.year, found.month.unwrap_or(1), d)).is_some())
}

/// `7 марта 1956`, `март 1956`, `1956, марта 7`, and all that in words.
fn around_month(tokens: &[Token], at: usize, years: Years) -> Option<Found> {
    let month = month_named(tokens[at].word.as_deref()?);
    let (before, after) = (&tokens[..at], &tokens[at + 1..]);
    let year_at = before.iter().position(|t| t.year().is_some());
    let year_before = year_at.and_then(|at| before[at].year()).or_else(|| spelled_year(before));
    if let Some(year) = year_before {
        let between = year_at.map_or(&[][..], |at| &before[at + 1..]);
        let day = day_in(after).or_else(|| day_in(between)).map(|(day, _)| day);
        return Some(Found { year, month, day });
    }
    if let Some((day, year)) = day_and_year(before, after) {
        return Some(Found { year, month, day: Some(day) });
    }
    let day = day_in(before).map(|(day, _)| day);
    let year = year_in(after, years)?;
    let unread_day = day.is_none() && before.iter().any(|t| t.digits.is_some());
    (!unread_day).then_some(Found { year, month, day })
}

/// `марта 7 дня 1956`: both behind the month, the year in full.
fn day_and_year(before: &[Token], after: &[Token]) -> Option<(u32, i32)> {
    let (day, rest) = after.split_first()?;
    let day = day.number(2).filter(|n| (1..=31).contains(n))?;
    let year = rest.iter().find(|t| t.digits.is_some())?.year()?;
    before.iter().all(|t| t.digits.is_none()).then_some((day, year))
}

/// The last day named in the tokens, in digits or words, and where it stands.
fn day_in(tokens: &[Token]) -> Option<(u32, usize)> {
    let in_digits = |t: &Token| t.number(2).filter(|n| (1..=31).contains(n));
    if let Some(at) = tokens.iter().rposition(|t| in_digits(t).is_some()) {
        return Some((in_digits(&tokens[at])?, at));
    }
    let words = words_of(tokens);
    (0..words.len()).find_map(|i| {
        let number = spelled_at(&words, i)?;
        ((1..=31).contains(&number)).then_some((number, i))
    })
}

fn words_of(tokens: &[Token]) -> Vec<String> {
    let word = |t: &Token| tajik_latin(&t.raw).or_else(|| t.word.clone()).unwrap_or_default();
    tokens.iter().map(word).collect()
}

fn spelled_at(words: &[String], at: usize) -> Option<u32> {
    let words: Vec<&str> = words[at..].iter().map(String::as_str).collect();
    Some(spelled(&words)?.value)
}

/// The first number in words that can be a year.
fn spelled_year(tokens: &[Token]) -> Option<i32> {
    let words = words_of(tokens);
    (0..words.len()).find_map(|i| spelled_at(&words, i).map(|n| n as i32).filter(|&n| n >= 1000))
}

/// The year the tokens begin with (a slip or a comma before it is passed over).
fn year_in(tokens: &[Token], years: Years) -> Option<i32> {
    if let Some(first) = tokens.iter().position(|t| t.digits.is_some()) {
        return year_at(&tokens[first..], years);
    }
    spelled_year(tokens)
}

/// Four digits; two and two (`19 56`, a printed 19 filled in); one and three (a gap in typing); or two.
fn year_at(tokens: &[Token], years: Years) -> Option<i32> {
    let first = tokens.first()?;
    if let Some(year) = first.year() {
        return Some(year);
    }
    let digits = first.digits.as_deref()?;
    if let Some(next) = tokens.get(1).and_then(|t| t.digits.as_deref()) {
        let joined = format!("{digits}{next}");
        let century = matches!(digits, "18" | "19" | "20" | "1" | "2")
            || (digits.len() == 3 && ["18", "19", "20"].iter().any(|c| digits.starts_with(c)));
        if joined.len() == 4 && century {
            return joined.parse().ok();
        }
    }
    (digits.len() == 2).then(|| calendar::full_year(digits.parse().ok()?, years)).flatten()
}

fn year_alone(tokens: &[Token]) -> Option<Found> {
    let numbers = tokens.iter().filter(|t| t.digits.is_some()).count();
    let year = match numbers {
        0 => year_in(tokens, None)?,
        1 => tokens.iter().find_map(Token::year)?,
        _ => return None,
    };
    Some(Found { year, month: None, day: None })
}
