//! Years of which only the first digits are known: decades, centuries and question marks for digits. Not for years in
//! full.

use crate::{number::roman, value::small_letters};

use super::{Dated, month::month_named, reckoning::Calendar};

/// `1930-х годах`, `30-е гг.`, `195?`, `XIX век`, as `193X` and `18XX`.
pub(super) fn known_digits(text: &str) -> Option<Dated> {
    let small = small_letters(text);
    let words: Vec<&str> = small.split_whitespace().collect();
    let digits = open_digits(&words).or_else(|| decade(&words)).or_else(|| century(text))?;
    Some(Dated { own: digits.clone(), edtf: digits, calendar: Calendar::Gregorian })
}

/// Words that may stand around such a year.
const AROUND: [&str; 15] = [
    "в",
    "г",
    "г.",
    "гг.",
    "гг",
    "год",
    "года",
    "году",
    "годы",
    "годах",
    "годов",
    "соли",
    "солҳои",
    "дар",
    "années",
];

fn open_digits(words: &[&str]) -> Option<String> {
    let mut left = words.iter().filter(|w| !AROUND.contains(w));
    let word = left.next().filter(|_| left.clone().next().is_none())?;
    let known = word.trim_end_matches(['?', '_', '*', 'x', 'х', '…']);
    let open = word.chars().count() - known.chars().count();
    let digits = known.bytes().all(|b| b.is_ascii_digit());
    let fits = digits && matches!((known.len(), open), (3, 1) | (2, 2)) && is_century(known);
    // A printed 19 with room for the rest says nothing.
    let blank = known.len() == 2 && !word.ends_with(['?', 'x', 'х']);
    (fits && !blank).then(|| format!("{known}{}", "X".repeat(open)))
}

fn is_century(digits: &str) -> bool {
    ["18", "19", "20"].iter().any(|c| digits.starts_with(c))
}

/// Endings of the tens of a century in Russian, Tajik, English, German.
const DECADE_ENDINGS: [&str; 12] = ["х", "е", "ые", "ых", "ум", "уми", "юм", "s", "er", "ым", "ми", "ам"];

fn decade(words: &[&str]) -> Option<String> {
    let numbers = words.iter().filter(|w| w.bytes().any(|b| b.is_ascii_digit())).count();
    if numbers != 1 || words.iter().any(|w| month_named(w).is_some()) {
        return None;
    }
    let years = |w: &&str| {
        w.starts_with("год")
            || w.starts_with("гг")
            || w.starts_with("сол")
            || w.starts_with("jahre")
            || w.starts_with("année")
    };
    words.iter().find_map(|word| {
        let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
        let (number, ending) = word.split_at(end);
        let ending = ending.trim_start_matches(['-', '–', '—', '\'']).trim_end_matches(['.', ',']);
        let says = DECADE_ENDINGS.contains(&ending)
            || (ending.is_empty() && words.iter().any(|w| w.starts_with("année")));
        let tens = number.ends_with('0') && says;
        match number.len() {
            4 if tens && is_century(number) && !number.ends_with("00") => Some(format!("{}X", &number[..3])),
            2 if tens && words.iter().any(years) && number != "00" => Some(format!("19{}X", &number[..1])),
            _ => None,
        }
    })
}

/// `XIX век`, `асри XX`.
fn century(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let is_century = |w: &str| {
        ["век", "века", "веке", "в", "вв", "аср", "асри", "век'"].contains(&small_letters(w).as_str())
    };
    let around = |at: usize| {
        let after = words.get(at + 1).is_some_and(|w| is_century(w));
        after || at > 0 && small_letters(words[at - 1]).starts_with("аср")
    };
    let number =
        (0..words.len()).find_map(|at| roman(words[at]).filter(|n| (18..=21).contains(n) && around(at)))?;
    let digits = words.iter().any(|w| w.bytes().any(|b| b.is_ascii_digit()));
    (!digits).then(|| format!("{}XX", number - 1))
}
