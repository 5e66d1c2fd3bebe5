//! What was written above or behind a word struck out takes its place; a word nothing was written for stays. Not for finding
//! strokes: recognition does.

use register::geometry::Rect;

use super::Token;

/// How far above a struck word its correction stands, middle from middle, heights of the struck word: lines of a form are
/// further apart.
const ABOVE: f64 = 0.8;
/// Share of the narrower of both that lies over the other.
const OVER: f64 = 0.5;
/// How far behind it a correction begins, heights of the struck word.
const BEHIND: f64 = 1.5;

/// The pieces without those struck out for which others stand; these stand in their row.
pub(super) fn in_place(mut tokens: Vec<Token>) -> Vec<Token> {
    let struck: Vec<Token> = tokens.iter().filter(|t| t.struck).cloned().collect();
    for word in struck {
        let mut corrected = false;
        for other in tokens.iter_mut().filter(|t| !t.struck && !t.is_sign()) {
            if stands_above(&other.rect, &word.rect) && other.line != word.line {
                other.rect = Rect { bottom: other.rect.bottom.max(word.rect.bottom), ..other.rect };
                corrected = true;
            }
            corrected |= other.line == word.line && stands_behind(&other.rect, &word.rect);
        }
        if corrected {
            tokens.retain(|t| !(t.struck && t.line == word.line && t.word == word.word));
        }
    }
    tokens
}

fn stands_above(other: &Rect, struck: &Rect) -> bool {
    let away = struck.centre().y - other.centre().y;
    let over = other.right.min(struck.right) - other.left.max(struck.left);
    let narrower = other.width().min(struck.width());
    away > 0.0 && away <= ABOVE * struck.height() && over >= OVER * narrower
}

fn stands_behind(other: &Rect, struck: &Rect) -> bool {
    let gap = other.left - struck.right;
    (-0.5 * struck.height()..BEHIND * struck.height()).contains(&gap)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(text: &str, line: usize, rect: Rect, struck: bool) -> Token {
        Token {
            text: text.to_owned(),
            plain: text.to_lowercase(),
            rect,
            confidence: 0.9,
            score: 0.9,
            alternatives: Vec::new(),
            engine: None,
            line,
            word: 0,
            glued: false,
            struck,
        }
    }

    fn check(tokens: Vec<Token>, expected: &[&str]) {
        let kept = in_place(tokens);
        assert_eq!(kept.iter().map(|t| t.text.as_str()).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn what_stands_above_a_struck_word_takes_its_place() {
        let above = token("Козлова", 0, Rect::new(110.0, 80.0, 240.0, 104.0), false);
        let struck = token("Колзова", 1, Rect::new(100.0, 98.0, 260.0, 132.0), true);
        check(vec![above.clone(), struck.clone()], &["Козлова"]);
        assert_eq!(in_place(vec![above, struck])[0].rect, Rect::new(110.0, 80.0, 240.0, 132.0));
    }

    #[test]
    fn what_stands_behind_a_struck_word_takes_its_place() {
        let struck = token("Колзова", 0, Rect::new(100.0, 98.0, 260.0, 132.0), true);
        check(vec![struck, token("Козлова", 0, Rect::new(280.0, 98.0, 440.0, 132.0), false)], &["Козлова"]);
    }

    #[test]
    fn the_line_above_is_no_correction() {
        let above = token("Анна", 0, Rect::new(100.0, 50.0, 240.0, 84.0), false);
        let struck = token("Колзова", 1, Rect::new(100.0, 98.0, 260.0, 132.0), true);
        check(vec![above, struck], &["Анна", "Колзова"]);
    }

    #[test]
    fn a_struck_word_nothing_was_written_for_stays() {
        check(vec![token("Колзова", 0, Rect::new(100.0, 98.0, 260.0, 132.0), true)], &["Колзова"]);
    }
}
