//! What a text says of how sure a date is: about, uncertain, both. Not for the date itself.

use crate::value::small_letters;

/// Words and signs for about, in small letters.
const ABOUT: [&str; 18] = [
    "приблизительно",
    "приблизит.",
    "ориентировочно",
    "примерно",
    "около",
    "прибл.",
    "тахминан",
    "тақрибан",
    "такрибан",
    "наздики",
    "ок. ",
    "ок.",
    "environ",
    "vers ",
    "circa",
    "ca. ",
    "about ",
    "~",
];
/// Words and signs for uncertain.
const UNCERTAIN: [&str; 10] = [
    "предположительно",
    "предполож.",
    "вероятно",
    "видимо",
    "возможно",
    "шояд",
    "эҳтимол",
    "peut-être",
    "(?)",
    "[?]",
];

/// The text without such words, and the sign EDTF has for them.
pub(super) fn qualifier(text: &str) -> (String, &'static str) {
    let mut rest = text.to_owned();
    let about = take_all(&mut rest, &ABOUT);
    let mut uncertain = take_all(&mut rest, &UNCERTAIN);
    let bare = super::without_year_word(&rest).to_owned();
    if let Some(before) = bare.strip_suffix('?') {
        rest = before.trim_end_matches('?').to_owned();
        uncertain = true;
    }
    let sign = match (about, uncertain) {
        (true, true) => "%",
        (true, false) => "~",
        (false, true) => "?",
        (false, false) => "",
    };
    (rest, sign)
}

/// `~` where the text says about.
pub(super) fn about(text: &str) -> &'static str {
    let mut rest = text.to_owned();
    if ABOUT.iter().any(|word| take(&mut rest, word)) { "~" } else { "" }
}

/// Takes out every one of the words that is there; was any?
fn take_all(text: &mut String, words: &[&str]) -> bool {
    words.iter().filter(|word| take(text, word)).count() > 0
}

/// Takes a word out where it begins as one.
fn take(text: &mut String, word: &str) -> bool {
    let small = small_letters(text);
    let head = |at: &usize| {
        !word.starts_with(char::is_alphabetic)
            || small[..*at].chars().next_back().is_none_or(|c| !c.is_alphabetic())
    };
    let Some(at) = small.match_indices(word).map(|(at, _)| at).find(head) else { return false };
    text.replace_range(at..at + word.len(), " ");
    *text = text.trim_start().to_owned();
    true
}
