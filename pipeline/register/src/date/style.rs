//! Old and new style: what the text says of it, and dates given in both. Not for dates that say nothing: those are
//! taken as they stand.

use super::{
    parse::{self, Found},
    reckoning::{Calendar, Ymd, gregorian},
};
use crate::value::small_letters;

/// What a text says for the old style, in small letters.
const OLD: [&str; 22] = [
    "по ст. ст",
    "по ст.ст",
    "ст. ст",
    "ст.ст",
    "ст ст",
    "ст. стил",
    "ст.стил",
    "старого стил",
    "старому стил",
    "старый стиль",
    "стараго стил",
    "стар. ст",
    "юлиан",
    "кӯҳна",
    "куҳна",
    "кухна",
    "old style",
    "o.s.",
    "o. s.",
    "a. st",
    "alten stils",
    "vieux style",
];
/// And for the new.
const NEW: [&str; 14] = [
    "по н. ст",
    "по н.ст",
    "н. ст",
    "н.ст",
    "нов. ст",
    "нового стил",
    "новому стил",
    "новый стиль",
    "новаго стил",
    "new style",
    "n.s.",
    "n. s.",
    "n. st",
    "neuen stils",
];
/// What is left of those words behind their stems.
const TAILS: [&str; 7] = ["иля", "илю", "иль", "ского календаря", "скому календарю", "я", "ю"];

/// The latest year in which dates were given in both styles.
const LAST_DOUBLE: i32 = 1940;

/// The text without what it says of a style, and whether that was the old one.
pub(super) fn without_style(text: &str) -> (String, bool) {
    let mut text = text.to_owned();
    let mut old = false;
    for (marks, is_old) in [(&OLD[..], true), (&NEW[..], false)] {
        while let Some((at, mark)) = marks.iter().find_map(|m| Some((at_word(&text, m)?, *m))) {
            old |= is_old;
            let rest = &text[at + mark.len()..];
            let tail = TAILS.iter().find(|tail| rest.starts_with(**tail)).map_or(0, |tail| tail.len());
            text.replace_range(at..at + mark.len() + tail, " ");
        }
    }
    (text, old)
}

/// Where the mark stands at the head of a word.
fn at_word(text: &str, mark: &str) -> Option<usize> {
    let small = small_letters(text);
    let found = small.match_indices(mark).map(|(at, _)| at);
    let head = |at: &usize| small[..*at].chars().next_back().is_none_or(|c| !c.is_alphabetic());
    found.into_iter().find(head)
}

/// The Julian day of a date given in both styles: `1/14 января 1918`, `25 октября (7 ноября) 1917`, in either order.
pub(super) fn double(text: &str, years: Option<(i32, i32)>) -> Option<Ymd> {
    let places = text.char_indices().filter(|(_, c)| matches!(c, '/' | '('));
    places.into_iter().find_map(|(at, sign)| {
        let (left, right) = (&text[..at], text[at + 1..].replacen(')', " ", usize::from(sign == '(')));
        let second = parse::parse(&right, years)?.whole().filter(|(year, ..)| *year <= LAST_DOUBLE)?;
        let new_second = julian_of(second)?;
        let old_second = Calendar::Julian.day_number(second).map(gregorian)?;
        let says = |day: Ymd| says(left, day, years);
        if says(new_second) { Some(new_second) } else { says(old_second).then_some(second) }
    })
}

/// The Julian day of a Gregorian one.
fn julian_of(day: Ymd) -> Option<Ymd> {
    let number = Calendar::Gregorian.day_number(day)?;
    // Twelve or thirteen days before, in these centuries; ten and eleven before.
    let before = (10..=13).map(|days| gregorian(number - days));
    before.into_iter().find(|own| Calendar::Julian.day_number(*own) == Some(number))
}

/// Does the text name that day, or as much of it as it names?
fn says(text: &str, (year, month, day): Ymd, years: Option<(i32, i32)>) -> bool {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    if let Ok(number) = bare.parse::<u32>() {
        return number == day;
    }
    let whole = |text: &str| parse::parse(text, years).and_then(Found::whole);
    let named = whole(text).or_else(|| whole(&format!("{text} {year}")));
    named == Some((year, month, day))
}
