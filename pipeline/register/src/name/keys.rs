//! All keys of one word, and how two words agree by them. Not for whole names: words are compared one
//! by one.

use super::{How, alike, ending, fold, is_perso_arabic, persian, readings};

/// Letters of a word that count: more than the longest name has, few enough that no word is dear.
pub const MOST_LETTERS: usize = 40;

/// The keys of one word, narrow to wide. Several where a romanisation is ambiguous, likeliest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keys {
    /// Letter for letter.
    pub plain: String,
    /// K1 of every reading.
    pub scripts: Vec<String>,
    /// Spelling key (K2 after variants) of every reading.
    pub spellings: Vec<String>,
    /// Key without endings of every reading.
    pub stems: Vec<String>,
    /// Consonants alone.
    pub skeleton: String,
    /// Of a Perso-Arabic word: the spelling keys it may stand for, as a regular expression.
    pub pattern: Option<String>,
}

impl Keys {
    /// The keys of a word, of its first [`MOST_LETTERS`].
    pub fn of(word: &str) -> Self {
        let end = word.char_indices().nth(MOST_LETTERS).map_or(word.len(), |(at, _)| at);
        let word = &word[..end];
        let arabic = is_perso_arabic(word);
        let scripts = readings(word);
        let each = |key: fn(&str) -> String| {
            let mut keys: Vec<String> = Vec::new();
            for script in &scripts {
                let key = key(script);
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
            keys
        };
        let (spellings, stems) = if arabic {
            (Vec::new(), Vec::new())
        } else {
            (each(fold::spelling_of_k1), each(ending::stem_of_k1))
        };
        Self {
            plain: fold::plain(word),
            spellings,
            stems,
            skeleton: persian::skeleton(word),
            pattern: arabic.then(|| persian::pattern(word)),
            scripts,
        }
    }

    /// Does nothing of the word remain that could be found?
    pub fn is_empty(&self) -> bool {
        self.plain.is_empty()
    }
}

fn share(a: &[String], b: &[String]) -> bool {
    a.iter().any(|x| !x.is_empty() && b.contains(x))
}

/// How a word found agrees with the word asked, and by how much the letters differ (0 unless
/// [`How::Typo`] or [`How::Phonetic`]). `None`: they are different words.
pub fn agreement(asked: &Keys, found: &Keys) -> Option<(How, f64)> {
    if asked.is_empty() || found.is_empty() {
        return None;
    }
    if asked.plain == found.plain {
        return Some((How::Exact, 0.0));
    }
    if share(&asked.scripts, &found.scripts) {
        return Some((How::Script, 0.0));
    }
    match (&asked.pattern, &found.pattern) {
        (Some(_), Some(_)) => return None,
        (Some(pattern), None) | (None, Some(pattern)) => {
            let keys = if asked.pattern.is_some() { &found.spellings } else { &asked.spellings };
            return keys.iter().any(|k| persian::may_be(pattern, k)).then_some((How::Script, 0.0));
        }
        (None, None) => {}
    }
    if share(&asked.spellings, &found.spellings) {
        return Some((How::Spelling, 0.0));
    }
    if share(&asked.stems, &found.stems) {
        return Some((How::Patronymic, 0.0));
    }
    wrong_letter(asked, found)
}

fn wrong_letter(asked: &Keys, found: &Keys) -> Option<(How, f64)> {
    let mut best: Option<(How, f64)> = None;
    for a in &asked.spellings {
        for f in &found.spellings {
            let cost = alike::cost(a, f);
            if cost <= alike::allowed(a) && best.is_none_or(|(_, least)| cost < least) {
                let how = if sounds_alike(a, f) { How::Phonetic } else { How::Typo };
                best = Some((how, cost));
            }
        }
    }
    best
}

/// Typed without Tajik letters: ч for ҷ.
fn sounds_alike(a: &str, b: &str) -> bool {
    a.replace('ч', "ж") == b.replace('ч', "ж")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(asked: &str, found: &str, expected: Option<How>) {
        let how = agreement(&Keys::of(asked), &Keys::of(found)).map(|(how, _)| how);
        assert_eq!(how, expected, "{asked} {found}");
    }

    #[test]
    fn letters_scripts_and_spellings_are_told_apart() {
        check("Ҷамшед", "ҷамшед", Some(How::Exact));
        check("Джамшед", "Ҷамшед", Some(How::Script));
        check("Jamshed", "Ҷамшед", Some(How::Script));
        check("Љамшед", "Ҷамшед", Some(How::Script));
        check("جمشید", "Ҷамшед", Some(How::Script));
        check("Джамшид", "Ҷамшед", Some(How::Spelling));
        check("Магомед", "Муҳаммад", Some(How::Spelling));
    }

    #[test]
    fn endings_are_told() {
        check("Раҳмонов", "Раҳмонзода", Some(How::Patronymic));
        check("Рустам", "Рустамович", Some(How::Patronymic));
    }

    #[test]
    fn one_letter_is_a_typo_and_ch_for_j_a_likeness() {
        check("Рустан", "Рустам", Some(How::Typo));
        check("Чамшед", "Ҷамшед", Some(How::Phonetic));
    }

    #[test]
    fn other_names_do_not_agree() {
        check("Раҳмон", "Карим", None);
        check("Карим", "Карима", Some(How::Typo));
        check("", "Карим", None);
    }
}
