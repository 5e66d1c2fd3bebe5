//! Where one note ends and the next begins. Not for what a note says.

use super::{kind, tokens};

/// The notes of a field, trimmed; a stroke or nothing is none.
pub(super) fn notes(written: &str) -> Vec<&str> {
    written.split(['\n', ';']).flat_map(sentences).map(trimmed).filter(|note| is_written(note)).collect()
}

fn trimmed(note: &str) -> &str {
    note.trim().trim_start_matches([',', '.', '-', '—', '–']).trim()
}

/// Something with letters, more than a speck of the form.
fn is_written(note: &str) -> bool {
    note.chars().filter(|c| c.is_alphabetic()).count() > 1
}

/// A sentence ends with a full stop before a capital at the head of a clause that tells of another event; abbreviations
/// and dates are full of stops.
fn sentences(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut begin = 0;
    for (at, _) in line.match_indices(". ") {
        let rest = &line[at + 2..];
        if is_heading(rest) && tells(&line[begin..at]) {
            parts.push(&line[begin..=at]);
            begin = at + 2;
        }
    }
    parts.push(&line[begin..]);
    parts
}

/// Words of a clause in which its telling word stands.
const CLAUSE: usize = 4;

fn is_heading(rest: &str) -> bool {
    let capital = rest.trim_start().chars().next().is_some_and(char::is_uppercase);
    let words = tokens::tokens(rest);
    capital && words.iter().filter(|t| !t.is_sign()).take(CLAUSE).any(|t| is_telling(&t.plain))
}

fn tells(part: &str) -> bool {
    tokens::tokens(part).iter().any(|t| is_telling(&t.plain))
}

fn is_telling(plain: &str) -> bool {
    kind::telling(plain).is_some()
        || ["бекор", "никох", "брак", "фарзанди"].iter().any(|word| plain.starts_with(word))
}
