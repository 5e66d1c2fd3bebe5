//! Cuts a written date into numbers and words. Not for what they mean together.

use super::{
    month::{is_numbered, month_named},
    spelling::letters,
};

/// A number or a word of a written date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// As written.
    pub(super) raw: String,
    /// Its digits, where it is (or was meant as) a number.
    pub(super) digits: Option<String>,
    /// Lower-cased with plain letters, where it is a word.
    pub(super) word: Option<String>,
}

impl Token {
    /// The number, if it has at most `length` digits.
    pub(super) fn number(&self, length: usize) -> Option<u32> {
        self.digits.as_ref().filter(|d| d.len() <= length)?.parse().ok()
    }

    /// The number, if it has exactly four digits.
    pub(super) fn year(&self) -> Option<i32> {
        self.digits.as_ref().filter(|d| d.len() == 4)?.parse().ok()
    }
}

/// Numbers and words in order; signs between them are dropped. A backslash is the left stroke of a `V` that
/// was read apart (`1\У`), or all that was read of it (`6/\-1970`).
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let text = roman_strokes(text);
    let text = text.replace("\\У", "У").replace("\\V", "V").replace('\\', "V");
    text.split(|c: char| !c.is_alphanumeric() && c != '|')
        .filter(|run| !run.is_empty())
        .flat_map(of_run)
        .collect()
}

/// Between a slash and a dash stands a Roman month (`7/III-1956`), so strokes there are `I`: typewriters
/// without Roman letters, and readers of them, have the digit one for it.
fn roman_strokes(text: &str) -> String {
    let parts = text.split_once('/').and_then(|(day, rest)| Some((day, rest.split_once('-')?)));
    match parts {
        Some((day, (month, year)))
            if !month.is_empty() && month.chars().all(|c| matches!(c, '1' | 'I' | 'І' | 'l' | '|')) =>
        {
            format!("{day}/{}-{year}", "I".repeat(month.chars().count()))
        }
        _ => text.to_owned(),
    }
}

fn of_run(run: &str) -> Vec<Token> {
    if let Some(digits) = as_digits(run) {
        return vec![Token { raw: run.to_owned(), digits: Some(digits), word: None }];
    }
    if is_numbered(run) {
        return vec![word_token(run)];
    }
    let first_letter = run.find(|c: char| !c.is_ascii_digit()).unwrap_or(run.len());
    let (number, rest) = run.split_at(first_letter);
    let only_letters = rest.chars().all(char::is_alphabetic);
    let is_roman = crate::number::roman(run).is_some();
    if !number.is_empty() && only_letters && !is_roman {
        return vec![digits_token(number), word_token(rest)];
    }
    named_and_year(run).unwrap_or_else(|| vec![word_token(run)])
}

/// A month and the year glued to it: `марта1956`.
fn named_and_year(run: &str) -> Option<Vec<Token>> {
    let (month, year) = run.split_at(run.find(|c: char| c.is_ascii_digit())?);
    let glued = year.bytes().all(|b| b.is_ascii_digit()) && month_named(month).is_some();
    glued.then(|| vec![word_token(month), digits_token(year)])
}

fn digits_token(number: &str) -> Token {
    Token { raw: number.to_owned(), digits: Some(number.to_owned()), word: None }
}

fn word_token(word: &str) -> Token {
    Token { raw: word.to_owned(), digits: None, word: Some(letters(word)) }
}

/// A run of digits in which letters were read for digits that look like them.
fn as_digits(run: &str) -> Option<String> {
    if !run.chars().any(|c| c.is_ascii_digit()) {
        return None;
    }
    run.chars()
        .map(|c| match c {
            '0'..='9' => Some(c),
            'О' | 'о' | 'O' | 'o' => Some('0'),
            'З' | 'з' => Some('3'),
            'l' | 'I' | 'І' | '|' => Some('1'),
            'б' => Some('6'),
            'В' => Some('8'),
            _ => None,
        })
        .collect()
}
