//! Endings of surnames and patronymics, and what part of a name an ending tells. Not for the grammar
//! of given names: Карим and Карима stay two names.

use serde::{Deserialize, Serialize};

use super::fold;

/// A part of a person's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// Family name.
    Surname,
    /// Given name.
    Given,
    /// Father's name.
    Patronymic,
}

/// Endings as K1 writes them, longest first, with the part of a name they mark (domain reference §1.3).
const ENDINGS: [(&str, Option<Part>); 28] = [
    ("ювич", Some(Part::Patronymic)),
    ("ович", Some(Part::Patronymic)),
    ("евич", Some(Part::Patronymic)),
    ("овна", Some(Part::Patronymic)),
    ("евна", Some(Part::Patronymic)),
    ("ична", Some(Part::Patronymic)),
    ("духт", Some(Part::Patronymic)),
    ("углы", Some(Part::Patronymic)),
    ("угли", Some(Part::Patronymic)),
    ("оглы", Some(Part::Patronymic)),
    ("кызы", Some(Part::Patronymic)),
    ("кизи", Some(Part::Patronymic)),
    ("зода", Some(Part::Surname)),
    ("заде", Some(Part::Surname)),
    ("зада", Some(Part::Surname)),
    ("ова", Some(Part::Surname)),
    ("ева", Some(Part::Surname)),
    ("ёва", Some(Part::Surname)),
    ("зод", Some(Part::Surname)),
    ("зад", Some(Part::Surname)),
    ("иён", Some(Part::Surname)),
    ("пур", Some(Part::Surname)),
    ("фар", None),
    ("ов", Some(Part::Surname)),
    ("ев", Some(Part::Surname)),
    ("ёв", Some(Part::Surname)),
    ("ич", Some(Part::Patronymic)),
    ("ён", None),
];

/// Least letters of a stem, K2: shorter words have no ending (Азад, Сафар).
const STEM_LETTERS: usize = 3;

fn split_ending(k1: &str) -> Option<(&str, Option<Part>)> {
    ENDINGS.iter().find_map(|(ending, part)| {
        let stem = k1.strip_suffix(ending)?;
        (fold::k2_of_k1(stem).chars().count() >= STEM_LETTERS).then_some((stem, *part))
    })
}

/// The part of a name a word's ending tells of.
pub fn likely_part(word: &str) -> Option<Part> {
    split_ending(&fold::k1(word)).and_then(|(_, part)| part)
}

/// The key of a word without its ending, and without the -ӣ of belonging: one for Раҳмонов, Раҳмонова,
/// Раҳмонзода, Раҳмонович, Раҳмонӣ and Раҳмон.
pub fn stem_key(word: &str) -> String {
    stem_of_k1(&fold::k1(word))
}

pub(super) fn stem_of_k1(k1: &str) -> String {
    let stem = split_ending(k1).map_or(k1, |(stem, _)| stem);
    let key = fold::spelling_of_k1(stem);
    match key.strip_suffix('и') {
        Some(open) if open.chars().count() >= STEM_LETTERS => open.to_owned(),
        _ => key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_keeps_one_stem_through_the_laws_on_names() {
        for word in ["Рахмонов", "Раҳмонова", "Раҳмонзода", "Раҳмонӣ", "Раҳмон", "Рахманович", "Rahmonov"]
        {
            assert_eq!(stem_key(word), "рохмон", "{word}");
        }
    }

    #[test]
    fn stems_that_end_in_a_vowel_keep_it() {
        assert_eq!(stem_key("Ҷӯраев"), stem_key("Ҷӯразода"));
        assert_eq!(stem_key("Мирзоев"), stem_key("Мирзозода"));
        assert_eq!(stem_key("Бӯриев"), stem_key("Бӯризода"));
    }

    #[test]
    fn short_names_have_no_ending() {
        for word in ["Сафар", "Озод", "Лев", "Зафар"] {
            assert_eq!(stem_key(word), super::super::k2(word), "{word}");
        }
    }

    #[test]
    fn endings_tell_the_part() {
        assert_eq!(likely_part("Курбонов"), Some(Part::Surname));
        assert_eq!(likely_part("Раҳмонзода"), Some(Part::Surname));
        assert_eq!(likely_part("Rahmonovich"), Some(Part::Patronymic));
        assert_eq!(likely_part("Ғафуровна"), Some(Part::Patronymic));
        assert_eq!(likely_part("Рустам"), None);
    }
}
