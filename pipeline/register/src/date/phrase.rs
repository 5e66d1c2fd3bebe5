//! Intervals and alternatives: two dates or more in one phrase, and what the one lacks taken from the other. Not for
//! what stands between the words of one date.

use super::{
    Dated,
    edtf::{interval, one_of},
    month::month_named,
    single::single,
};
use crate::value::small_letters;

type Years = Option<(i32, i32)>;

/// Words between the two ends, after one that opens the interval.
const FROM_TO: [(&[&str], &[&str]); 4] = [
    (&["между", "байни", "entre", "zwischen", "between"], &[" и ", " ва ", " et ", " und ", " and "]),
    (&["с", "со", "от", "начиная с"], &[" по ", " до "]),
    (&["аз"], &[" то "]),
    (&["du", "de", "vom", "von", "from"], &[" au ", " à ", " bis zum ", " bis ", " to "]),
];
/// Words before the end of an interval without a beginning.
const BEFORE: [&str; 14] = [
    "не позднее",
    "не позже",
    "ранее",
    "раньше",
    "прежде",
    "до",
    "пеш аз",
    "то",
    "avant",
    "before",
    "bis zum",
    "bis",
    "vor",
    "ante",
];
/// Words before the beginning of one without an end.
const AFTER: [&str; 14] = [
    "не ранее",
    "не раньше",
    "позднее",
    "позже",
    "после",
    "начиная с",
    "баъд аз",
    "баъди",
    "пас аз",
    "après",
    "apres",
    "after",
    "nach",
    "post",
];
const OR: [&str; 7] = [" или ", " либо ", " ё ", " ёки ", " ou ", " oder ", " or "];
const DASHES: [char; 3] = ['–', '—', '-'];

/// The interval or the alternatives a text names, if it does.
pub(super) fn phrase(text: &str, years: Years) -> Option<Dated> {
    alternatives(text, years).or_else(|| opened(text, years)).or_else(|| half_open(text, years)).or_else(
        || {
            let at = |c: char| text.char_indices().filter(move |(_, sign)| *sign == c).map(|(at, _)| at);
            DASHES.into_iter().flat_map(at).find_map(|place| {
                let sign = text[place..].chars().next()?;
                dashed(&text[..place], &text[place + sign.len_utf8()..], years)
            })
        },
    )
}

/// What follows a phrase at the head of a text.
fn behind<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let rest = small_letters(text).strip_prefix(phrase)?.len();
    let rest = &text[text.len() - rest..];
    rest.starts_with(char::is_whitespace).then(|| rest.trim_start())
}

fn alternatives(text: &str, years: Years) -> Option<Dated> {
    let small = small_letters(text);
    let or = OR.iter().find(|or| small.contains(**or))?;
    let ends = small.match_indices(or).map(|(at, _)| at).chain([text.len()]);
    let mut begins = 0;
    let parts: Vec<&str> = ends
        .map(|end| {
            let part = &text[begins..end];
            begins = (end + or.len()).min(text.len());
            part
        })
        .collect();
    let (first, last) = (parts.first()?, parts.last()?);
    let dates: Option<Vec<Dated>> = parts.iter().map(|part| alternative(part, first, last, years)).collect();
    let mut dates = dates?;
    dates.dedup_by(|a, b| a.edtf == b.edtf);
    (dates.len() > 1).then(|| one_of(&dates))
}

fn alternative(part: &str, first: &str, last: &str, years: Years) -> Option<Dated> {
    century_of(first, part).or_else(|| single(part, years)).or_else(|| completed(part, last, years))
}

fn opened(text: &str, years: Years) -> Option<Dated> {
    FROM_TO.iter().find_map(|(opening, between)| {
        let rest = opening.iter().find_map(|word| behind(text, word))?;
        let small = small_letters(rest);
        between.iter().find_map(|word| {
            let at = small.find(word)?;
            let (left, right) = (&rest[..at], &rest[at + word.len()..]);
            both(left, right, years)
        })
    })
}

fn half_open(text: &str, years: Years) -> Option<Dated> {
    let to = BEFORE.iter().find_map(|word| behind(text, word)).and_then(|rest| single(rest, years));
    if to.is_some() {
        return interval(None, to);
    }
    let from = AFTER.iter().find_map(|word| behind(text, word)).and_then(|rest| single(rest, years));
    from.and_then(|from| interval(Some(from), None))
}

/// Both ends; what the first lacks stands behind the second, and the century of the second in the first.
fn both(left: &str, right: &str, years: Years) -> Option<Dated> {
    let to = century_of(left, right).or_else(|| single(right, years))?;
    let from = single(left, years).or_else(|| completed(left, right, years))?;
    interval(Some(from), Some(to))
}

/// `1930–35`: the second of two years without its century.
fn century_of(left: &str, right: &str) -> Option<Dated> {
    let digits = |text: &str| {
        let text = text.trim().trim_end_matches(['г', '.', ' ']);
        let all = text.len() >= 2 && text.bytes().all(|b| b.is_ascii_digit());
        all.then(|| text.to_owned())
    };
    let (first, second) = (digits(left).filter(|d| d.len() == 4)?, digits(right).filter(|d| d.len() == 2)?);
    (second.as_str() > &first[2..]).then_some(())?;
    single(&format!("{}{second}", &first[..2]), None)
}

/// The date of `text` with what it lacks from the words of `whole` behind its first ones: `7` of `7 или 8 марта 1956`.
fn completed(text: &str, whole: &str, years: Years) -> Option<Dated> {
    let words: Vec<&str> = whole.split_whitespace().collect();
    (1..words.len()).find_map(|from| single(&format!("{} {}", text.trim(), words[from..].join(" ")), years))
}

/// Two ends with a dash between them, where they can be nothing else: both with their years (`1930–1935`), a year and
/// the end of another (`1930–35`), two days or two months before a month or year named once (`7–9 марта 1956`).
fn dashed(left: &str, right: &str, years: Years) -> Option<Dated> {
    if let Some(to) = century_of(left, right) {
        return interval(single(left, years), Some(to));
    }
    if has_year(left) && has_year(right) {
        return interval(Some(single(left, years)?), Some(single(right, years)?));
    }
    let named = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|w| month_named(w).is_some());
    let day = |text: &str| text.trim().parse::<u32>().ok();
    let first_word = right.split_whitespace().next().unwrap_or_default();
    let days = day(left).zip(day(first_word)).is_some_and(|(a, b)| a < b);
    let months = named(left) && named(right);
    (named(right) && (days || months)).then(|| both(left, right, years)).flatten()
}

/// Do four digits stand in it as a number of their own?
fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|w| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit()))
}
