//! Words by which things are told, as stems in plain letters; a slip in a long one is forgiven. Not for what the words
//! tell: see `kind`.

/// Shortest stem in which one wrong letter is forgiven; below it words lie too near each other.
const FORGIVING_LENGTH: usize = 6;

/// Does the word begin with the stem? Both in plain letters.
pub(super) fn begins(word: &str, stem: &str) -> bool {
    if word.starts_with(stem) {
        return true;
    }
    let letters = stem.chars().count();
    if letters < FORGIVING_LENGTH {
        return false;
    }
    // A letter lost or doubled moves the rest.
    (letters - 1..=letters + 1).any(|length| {
        let Some((head, _)) = split_at_char(word, length) else { return false };
        strsim::levenshtein(head, stem) == 1
    })
}

fn split_at_char(word: &str, length: usize) -> Option<(&str, &str)> {
    let count = word.chars().count();
    if count < length {
        return None;
    }
    let at = word.char_indices().nth(length).map_or(word.len(), |(at, _)| at);
    Some(word.split_at(at))
}

/// Does the word begin with one of the stems?
pub(super) fn begins_with_any(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| begins(word, stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_forgiven_in_a_long_stem_only() {
        assert!(begins("расторгнут", "расторг") && begins("растогнут", "расторг"));
        assert!(begins("аннулироваиа", "аннулир") && begins("анулирована", "аннулир"));
        assert!(begins("умерла", "умер") && !begins("умар", "умер"));
        assert!(!begins("рас", "расторг"));
    }
}
