//! The pieces of a line: its words, cut where a form's leaders, colons and slashes touch them. Not for rows of pieces.

use register::{
    geometry::{Outline, Rect},
    layout::{Cell, Line, Word},
    page::Page,
    value::plain_letters,
};

use super::Token;

pub(super) fn tokens_of_line(page: &Page, line: &Line, place: usize) -> Vec<Token> {
    let rect_of = |outline: &Outline| page.placement.page_rect(outline);
    if !line.words.is_empty() {
        let words = line.words.iter().enumerate();
        return words.flat_map(|(nth, w)| pieces(w, &rect_of(&w.outline), (place, nth))).collect();
    }
    let Some(text) = line.text.as_deref() else { return Vec::new() };
    spread(text, &rect_of(&line.outline), line.confidence.unwrap_or_default(), place)
}

/// Words of a text whose places are not known, spread over the line's box by their letters.
fn spread(text: &str, rect: &Rect, confidence: f64, place: usize) -> Vec<Token> {
    let letters = text.chars().count().max(1) as f64;
    let mut from = 0usize;
    let mut tokens = Vec::new();
    for (nth, word) in text.split(' ').enumerate() {
        let length = word.chars().count();
        let at = |n: usize| rect.left + rect.width() * n as f64 / letters;
        let outline = Rect::new(at(from), rect.top, at(from + length), rect.bottom);
        let word = Word { text: word.to_owned(), confidence, ..Word::default() };
        tokens.extend(pieces(&word, &outline, (place, nth)));
        from += length + 1;
    }
    tokens
}

pub(super) fn tokens_of_cell_text(cell: &Cell, rect: &Rect) -> Vec<Token> {
    let Some(text) = cell.text.as_deref() else { return Vec::new() };
    let lines: Vec<&str> = text.lines().collect();
    let height = rect.height() / lines.len().max(1) as f64;
    let boxes = (0..lines.len()).map(|i| {
        let top = rect.top + height * i as f64;
        Rect::new(rect.left, top, rect.right, top + height * 0.8)
    });
    // A cell's own text has no line to name; such lines come after all that a page can have.
    let unnamed = usize::MAX / 2;
    lines.iter().zip(boxes).enumerate().flat_map(|(i, (l, b))| spread(l, &b, 0.5, unnamed + i)).collect()
}

/// A word cut where leaders, bars, colons, brackets and slashes between words touch it.
fn pieces(word: &Word, rect: &Rect, (line, place): (usize, usize)) -> Vec<Token> {
    let chars: Vec<char> = word.text.chars().collect();
    let bounds = cuts(&chars);
    let whole = bounds.len() == 2;
    let at = |n: usize| rect.left + rect.width() * n as f64 / chars.len().max(1) as f64;
    let spans = bounds.windows(2).filter(|b| b[0] < b[1]).enumerate();
    spans
        .map(|(nth, b)| {
            let text: String = chars[b[0]..b[1]].iter().collect();
            let plain = plain_letters(&text).chars().filter(|c| c.is_alphanumeric()).collect();
            let alternatives = if whole { word.alternatives.clone() } else { Vec::new() };
            let rect = Rect::new(at(b[0]), rect.top, at(b[1]), rect.bottom);
            let (confidence, score) = (word.confidence, word.score());
            let (engine, struck, word, glued) = (word.engine, word.struck, place, nth > 0);
            Token { text, plain, rect, confidence, score, alternatives, engine, line, word, glued, struck }
        })
        .collect()
}

fn cuts(chars: &[char]) -> Vec<usize> {
    let mut bounds = vec![0];
    for i in 1..chars.len() {
        if is_cut(chars, i) {
            bounds.push(i);
        }
    }
    bounds.push(chars.len());
    bounds
}

/// Is there a cut before `chars[i]`?
fn is_cut(chars: &[char], i: usize) -> bool {
    let (before, here) = (chars[i - 1], chars[i]);
    let always = |c: char| matches!(c, ':' | '_' | '|' | '(' | ')' | '…' | '·');
    if always(before) != always(here) || leader_at(chars, i - 1) != leader_at(chars, i) {
        return true;
    }
    if before == '/' || here == '/' {
        return slash_between_words(chars, if here == '/' { i } else { i - 1 });
    }
    // The number before a label: 16.Насаб.
    let digits_before = chars[..i - 1].iter().all(char::is_ascii_digit) && i > 1;
    matches!(before, '.' | ')') && digits_before && here.is_alphabetic() && here.is_uppercase()
}

/// Is it one of a run of two or more dots or dashes?
fn leader_at(chars: &[char], i: usize) -> bool {
    let dot =
        |c: Option<&char>| c.is_some_and(|c| matches!(c, '.' | ',' | '-' | '—' | '–' | '_' | '…' | '·'));
    dot(chars.get(i)) && (dot(chars.get(i + 1)) || (i > 0 && dot(chars.get(i - 1))))
}

/// Шаҳр/город is two words, к/з and 7/III one.
fn slash_between_words(chars: &[char], at: usize) -> bool {
    let before = chars[..at].iter().rev().take_while(|c| c.is_alphabetic()).count();
    let after = chars[at + 1..].iter().take_while(|c| c.is_alphabetic()).count();
    (before > 2 && (after > 2 || at + 1 == chars.len())) || (at == 0 && after > 2)
}
