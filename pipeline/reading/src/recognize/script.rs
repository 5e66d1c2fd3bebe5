//! Which script and language a line is in, by the majority of its letters. Not for choosing what a
//! register is read with: its register file says that.

use register::language::script_of;

/// ISO 15924 code of most letters of `text`; absent when it has none.
pub(crate) fn of_text(text: &str) -> Option<&'static str> {
    let mut counts = [("Cyrl", 0), ("Latn", 0), ("Arab", 0), ("Grek", 0), ("Hebr", 0)];
    for script in text.chars().filter_map(of_letter) {
        if let Some(count) = counts.iter_mut().find(|(s, _)| *s == script) {
            count.1 += 1;
        }
    }
    // The first of equals: the order above is that of a Tajik archive.
    let most = counts.iter().map(|c| c.1).max().filter(|&n| n > 0)?;
    counts.iter().find(|c| c.1 == most).map(|c| c.0)
}

/// Script of one letter, by Unicode block.
fn of_letter(letter: char) -> Option<&'static str> {
    if !letter.is_alphabetic() {
        return None;
    }
    match letter {
        '\u{0400}'..='\u{052F}'
        | '\u{1C80}'..='\u{1C8F}'
        | '\u{2DE0}'..='\u{2DFF}'
        | '\u{A640}'..='\u{A69F}' => Some("Cyrl"),
        '\u{0041}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}' | '\u{FB00}'..='\u{FB06}' => Some("Latn"),
        '\u{0600}'..='\u{06FF}'
        | '\u{0750}'..='\u{077F}'
        | '\u{FB50}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFF}' => Some("Arab"),
        '\u{0370}'..='\u{03FF}' | '\u{1F00}'..='\u{1FFF}' => Some("Grek"),
        '\u{0590}'..='\u{05FF}' => Some("Hebr"),
        _ => None,
    }
}

/// Letters of today's Tajik alphabet that neither Russian nor Uzbek has.
fn is_tajik_only(letter: char) -> bool {
    matches!(letter, 'ӣ' | 'Ӣ' | 'ӯ' | 'Ӯ' | 'ҷ' | 'Ҷ')
}

/// The language of a line out of those of the register: the one whose model read most letters, unless
/// the letters themselves say otherwise. `words` are texts with the model that read them.
pub(super) fn language<'a>(words: &[(&str, Option<&'a str>)], languages: &'a [String]) -> Option<&'a str> {
    let text: String = words.iter().map(|w| w.0).collect();
    let script = of_text(&text)?;
    if let Some(tajik) = languages.iter().find(|l| *l == "tgk")
        && text.chars().any(is_tajik_only)
    {
        return Some(tajik);
    }
    let mut letters: Vec<(&str, usize)> = Vec::new();
    for (text, language) in words {
        let Some(language) = language.filter(|l| script_of(l) == script) else { continue };
        let count = text.chars().filter(|c| c.is_alphabetic()).count();
        match letters.iter_mut().find(|(l, _)| *l == language) {
            Some(found) => found.1 += count,
            None => letters.push((language, count)),
        }
    }
    let most = letters.iter().map(|l| l.1).max();
    let read = letters.iter().find(|l| Some(l.1) == most).map(|l| l.0);
    read.or_else(|| languages.iter().map(String::as_str).find(|l| script_of(l) == script))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_majority_of_letters_gives_the_script() {
        assert_eq!(of_text("Запись акта № 12 abc"), Some("Cyrl"));
        assert_eq!(of_text("دفتر 12"), Some("Arab"));
        assert_eq!(of_text("№ 12 — 1956"), None);
    }

    fn check_language(words: &[(&str, Option<&str>)], expected: Option<&str>) {
        let languages = ["tgk".to_owned(), "rus".to_owned()];
        let owned: Vec<(&str, Option<&str>)> = words.to_vec();
        assert_eq!(language(&owned, &languages), expected, "{words:?}");
    }

    #[test]
    fn the_model_that_read_most_letters_gives_the_language() {
        check_language(&[("Запись", Some("rus")), ("акт", Some("tgk"))], Some("rus"));
        check_language(&[("Сабти", Some("tgk")), ("акт", Some("rus"))], Some("tgk"));
    }

    #[test]
    fn a_letter_only_tajik_has_outweighs_the_model() {
        check_language(&[("Ҷамшед", Some("rus"))], Some("tgk"));
    }

    #[test]
    fn numbers_alone_have_no_language() {
        check_language(&[("1956", Some("rus"))], None);
    }
}
