//! Ages as registers write them. Not for reckoning them from two dates.
//!
//! The normal form, for every language: years in digits (`34`); where months, weeks or days are written, each with its
//! unit (`1 г. 3 мес.`, `5 мес.`, `2 нед.`, `5 дн.`, `3 ч.`); `~` behind it for about (`30~`).

#[cfg(test)]
mod tests;

use super::plain_letters;
use crate::number::spelled;

/// An age as far as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Age {
    /// Whole years.
    pub years: Option<u32>,
    /// Months beyond them.
    pub months: Option<u32>,
    /// Weeks beyond them.
    pub weeks: Option<u32>,
    /// Days beyond them.
    pub days: Option<u32>,
    /// Hours, of the newborn.
    pub hours: Option<u32>,
    /// Is it said to be about so?
    pub about: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Unit {
    Years,
    Months,
    Weeks,
    Days,
    Hours,
}

/// Beginnings of words, in plain letters, that name a unit; a short one stands for the whole word.
const UNITS: [(Unit, &[&str], &[&str]); 5] = [
    (Unit::Years, &["лет", "год", "сол", "йил", "иил", "иош", "ёш"], &["г", "л", "с"]),
    (Unit::Months, &["мес", "мох", "ои"], &["м"]),
    (Unit::Weeks, &["недел", "нед", "хафта"], &[]),
    (Unit::Days, &["дн", "ден", "сут", "руз", "кун"], &["д"]),
    (Unit::Hours, &["час", "соат"], &["ч"]),
];
/// Words for about, in plain letters.
const ABOUT: [&str; 8] =
    ["около", "ок", "примерно", "прибл", "приблизительно", "тахминан", "такрибан", "наздики"];
/// The oldest anyone was said to be; a larger number is no age.
const OLDEST: u32 = 150;

impl Age {
    /// The age in `written`: `34 года`, `1 г. 3 мес.`, `тридцать лет`, `сию чор сола`, `около 30`. A number without a unit is
    /// years.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let plain = plain_letters(written);
        let words = words(&plain);
        let mut age = Self { about: plain.contains('~'), ..Self::default() };
        let mut at = 0;
        while at < words.len() {
            age.about |= ABOUT.contains(&words[at].as_str());
            let Some((number, used)) = number_at(&words[at..]) else {
                at += 1;
                continue;
            };
            at += used;
            let unit = words.get(at).and_then(|word| unit(word));
            if age.is_empty() || unit.is_some() {
                age.set(unit.unwrap_or(Unit::Years), number);
            }
        }
        age.with_half(&words).filter(|age| age.years.is_none_or(|years| years <= OLDEST))
    }

    /// `полгода`, and that something was read at all.
    fn with_half(mut self, words: &[String]) -> Option<Self> {
        if self.is_empty() && words.iter().any(|w| w == "полгода" || w == "нимсола") {
            self.months = Some(6);
        }
        (!self.is_empty()).then_some(self)
    }

    fn is_empty(&self) -> bool {
        *self == Self { about: self.about, ..Self::default() }
    }

    fn set(&mut self, unit: Unit, number: u32) {
        let place = match unit {
            Unit::Years => &mut self.years,
            Unit::Months => &mut self.months,
            Unit::Weeks => &mut self.weeks,
            Unit::Days => &mut self.days,
            Unit::Hours => &mut self.hours,
        };
        place.get_or_insert(number);
    }

    /// The age in years, parts of one as fractions.
    #[must_use]
    pub fn in_years(&self) -> f64 {
        let part = |number: Option<u32>, of_year: f64| f64::from(number.unwrap_or(0)) / of_year;
        part(self.years, 1.0)
            + part(self.months, 12.0)
            + part(self.weeks, 52.18)
            + part(self.days, 365.25)
            + part(self.hours, 8766.0)
    }

    /// The normal form.
    #[must_use]
    pub fn normal(&self) -> String {
        let only_years = *self == Self { years: self.years, about: self.about, ..Self::default() };
        let parts = [
            (self.years, if only_years { "" } else { " г." }),
            (self.months, " мес."),
            (self.weeks, " нед."),
            (self.days, " дн."),
            (self.hours, " ч."),
        ];
        let parts = parts.into_iter().filter_map(|(number, unit)| number.map(|n| format!("{n}{unit}")));
        format!("{}{}", parts.collect::<Vec<_>>().join(" "), if self.about { "~" } else { "" })
    }
}

/// The age in years of a value in normal form or as written: a quarter for `3 мес.`.
#[must_use]
pub fn age_in_years(value: &str) -> Option<f64> {
    Age::parse(value).map(|age| age.in_years())
}

/// Numbers and words, the ending of `34-х` and `5-ти` left out.
fn words(plain: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for run in plain.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty()) {
        let digits = run.find(|c: char| !c.is_ascii_digit()).unwrap_or(run.len());
        let (number, word) = run.split_at(digits);
        all.extend([number, word].into_iter().filter(|part| !part.is_empty()).map(str::to_owned));
    }
    all.retain(|word| !matches!(word.as_str(), "ти" | "х" | "и" | "ва"));
    all
}

/// The number the words begin with, and how many of them it takes.
fn number_at(words: &[String]) -> Option<(u32, usize)> {
    let first = words.first()?;
    if first.bytes().all(|b| b.is_ascii_digit()) {
        return Some((first.parse().ok()?, 1));
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let number = spelled(&words)?;
    Some((number.value, number.words))
}

fn unit(word: &str) -> Option<Unit> {
    let named = |(_, begins, whole): &&(Unit, &[&str], &[&str])| {
        whole.contains(&word) || begins.iter().any(|begin| word.starts_with(begin))
    };
    UNITS.iter().find(named).map(|(unit, ..)| *unit)
}
