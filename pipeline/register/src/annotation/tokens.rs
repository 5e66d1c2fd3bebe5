//! A note as words and figures with their places. Not for what they mean.

use crate::value::plain_letters;

/// A run of letters and digits, or one sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token<'t> {
    /// As written.
    pub(super) text: &'t str,
    /// In plain letters.
    pub(super) plain: String,
    /// Bytes of the note.
    pub(super) start: usize,
    /// Bytes of the note.
    pub(super) end: usize,
}

impl Token<'_> {
    pub(super) fn is_sign(&self) -> bool {
        !self.text.starts_with(char::is_alphanumeric)
    }

    /// The digits of a token that is all digits.
    pub(super) fn digits(&self) -> Option<&str> {
        self.text.bytes().all(|b| b.is_ascii_digit()).then_some(self.text)
    }

    /// `№`, as it is written and misread: `N`, `No`.
    pub(super) fn is_number_sign(&self) -> bool {
        matches!(self.text, "№" | "N" | "No" | "Nº" | "Но" | "#" | "н" | "Ne" | "Nо")
    }
}

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut all: Vec<Token<'_>> = Vec::new();
    let mut begun: Option<(usize, bool)> = None;
    let ends = text.char_indices().map(|(at, c)| (at, Some(c))).chain([(text.len(), None)]);
    for (at, c) in ends {
        let class = c.filter(|c| c.is_alphanumeric() && *c != 'º').map(|c| c.is_ascii_digit());
        if let Some((start, _)) = begun.filter(|(_, digit)| Some(*digit) != class) {
            all.push(token(text, start, at));
            begun = None;
        }
        match (class, c) {
            (Some(digit), _) => begun = begun.or(Some((at, digit))),
            (None, Some(c)) if !c.is_whitespace() => all.push(token(text, at, at + c.len_utf8())),
            _ => {}
        }
    }
    all
}

fn token(text: &str, start: usize, end: usize) -> Token<'_> {
    let text = &text[start..end];
    Token { text, plain: plain_letters(text), start, end }
}
