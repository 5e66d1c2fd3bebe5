//! Which letters of a found name differ from the name asked. Not for deciding whether they match: the
//! index did.

use serde::Serialize;

/// A run of letters, differing or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Run {
    /// The letters.
    pub(crate) text: String,
    /// Do they differ from what was asked?
    pub(crate) differs: bool,
}

/// Whether a letter is Cyrillic; letters of another script all differ and are not marked one by one.
fn is_cyrillic(c: char) -> bool {
    ('\u{0400}'..='\u{052f}').contains(&c)
}

/// Is the text written in Cyrillic letters?
pub(crate) fn in_cyrillic(text: &str) -> bool {
    text.chars().any(is_cyrillic)
}

/// `found` in runs, against `asked`. Names of two scripts are one run that does not differ.
pub(crate) fn runs(asked: &str, found: &str) -> Vec<Run> {
    if in_cyrillic(asked) != in_cyrillic(found) {
        return vec![Run { text: found.to_owned(), differs: false }];
    }
    let (a, b): (Vec<char>, Vec<char>) = (folded(asked), found.chars().collect());
    let common = common(&a, &b);
    let mut runs: Vec<Run> = Vec::new();
    for (letter, same) in b.into_iter().zip(common) {
        match runs.last_mut() {
            Some(run) if run.differs != same => run.text.push(letter),
            _ => runs.push(Run { text: letter.to_string(), differs: !same }),
        }
    }
    runs
}

fn folded(text: &str) -> Vec<char> {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// For each letter of `b`: does it belong to the longest common subsequence with `a` (case apart)?
fn common(a: &[char], b: &[char]) -> Vec<bool> {
    let lower = |c: char| c.to_lowercase().next().unwrap_or(c);
    let width = b.len() + 1;
    let mut longest = vec![0_usize; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            longest[i * width + j] = if a[i] == lower(b[j]) {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut same) = (0, vec![false; b.len()]);
    for j in 0..b.len() {
        while i < a.len() && a[i] != lower(b[j]) && longest[(i + 1) * width + j] >= longest[i * width + j] {
            i += 1;
        }
        if i < a.len()
            && a[i] == lower(b[j])
            && longest[i * width + j] == longest[(i + 1) * width + j + 1] + 1
        {
            same[j] = true;
            i += 1;
        }
    }
    join_islands(&mut same);
    same
}

/// A single letter that agrees by chance between two that differ differs with them: -зода for -ов.
fn join_islands(same: &mut [bool]) {
    for at in 1..same.len().saturating_sub(1) {
        if same[at] && !same[at - 1] && !same[at + 1] {
            same[at] = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(asked: &str, found: &str, marked: &str) {
        let shown: String = runs(asked, found)
            .into_iter()
            .map(|r| if r.differs { format!("[{}]", r.text) } else { r.text })
            .collect();
        assert_eq!(shown, marked);
    }

    #[test]
    fn the_letters_that_differ_are_marked() {
        check("Рустам", "Рустем", "Руст[е]м");
        check("Курбонов", "Қурбонов", "[Қ]урбонов");
        check("Курбонов", "Қурбонзода", "[Қ]урбон[зода]");
        check("рустам", "Рустам", "Рустам");
    }

    #[test]
    fn another_script_is_not_marked_letter_by_letter() {
        check("Курбонов", "Qurʙonov", "Qurʙonov");
        check("Курбонов", "قربانوف", "قربانوف");
    }
}
