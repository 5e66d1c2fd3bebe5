//! What lists of names, places and ethnicities know of a value, and what of theirs looks like it. Not for the lists: they
//! are data, `ocr-models/words`.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use register::{
    form::FieldKind,
    value::{confused_with, ethnicities, places},
};

use super::endings::{patronymics, surnames};

const VARIANTS: &str = include_str!("../../../../../ocr-models/words/names/variants.tsv");
/// Least letters of a word that is looked for: shorter ones look like too many.
const SHORTEST: usize = 4;

/// Words by what is asked, small.
static KNOWN: LazyLock<BTreeMap<&'static str, BTreeSet<String>>> = LazyLock::new(|| {
    let given: Vec<&str> =
        VARIANTS.lines().skip(1).flat_map(|line| line.split(['\t', '|'])).map(str::trim).collect();
    let small = |words: Vec<String>| words.iter().map(|word| word.to_lowercase()).collect::<BTreeSet<_>>();
    let fathers = given.iter().flat_map(|name| patronymics(name)).map(|(_, name)| name);
    let of_places = places().flat_map(words).map(str::to_owned);
    let of_ethnicities = ethnicities().map(|name| name.trim_end_matches('.').to_owned());
    [
        (FieldKind::Given, given.iter().map(|name| (*name).to_owned()).collect()),
        (FieldKind::Patronymic, fathers.collect()),
        (FieldKind::Surname, given.iter().flat_map(|name| surnames(name)).collect()),
        (FieldKind::Place, of_places.collect()),
        (FieldKind::Ethnicity, of_ethnicities.collect()),
    ]
    .into_iter()
    .map(|(kind, words): (FieldKind, Vec<String>)| (kind.as_str(), small(words)))
    .collect()
});

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic() && c != '-').filter(|word| !word.is_empty())
}

fn is_listed(kind: FieldKind, word: &str) -> bool {
    KNOWN.get(kind.as_str()).is_some_and(|known| known.contains(&word.to_lowercase()))
}

/// Is there a word in it that a list has?
pub(super) fn knows(kind: FieldKind, text: &str) -> bool {
    words(text).any(|word| word.chars().count() >= SHORTEST && is_listed(kind, word))
}

/// The text with one of its words a confusable letter away, so that a list has it.
pub(super) fn near(kind: FieldKind, text: &str) -> Vec<String> {
    if !KNOWN.contains_key(kind.as_str()) {
        return Vec::new();
    }
    let unknown = words(text).filter(|word| word.chars().count() >= SHORTEST && !is_listed(kind, word));
    let other = |word: &str| -> Vec<String> {
        let listed = a_letter_away(word).into_iter().filter(|other| is_listed(kind, other));
        listed.map(|other| text.replacen(word, &other, 1)).collect()
    };
    unknown.flat_map(other).collect()
}

/// The text with each of its letters and figures as those it is confused with, one at a time; capitals stay capitals.
pub(super) fn a_letter_away(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let mut all = Vec::new();
    for (at, letter) in letters.iter().enumerate() {
        for other in confused_with(*letter) {
            let other =
                if letter.is_uppercase() { other.to_uppercase().next().unwrap_or(*other) } else { *other };
            let mut changed = letters.clone();
            changed[at] = other;
            all.push(changed.into_iter().collect());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: FieldKind, text: &str, expected: &[&str]) {
        assert_eq!(near(kind, text), expected, "{text}");
    }

    #[test]
    fn a_name_a_letter_away_is_found() {
        check(FieldKind::Given, "Мухаммад", &["Муҳаммад"]);
        check(FieldKind::Patronymic, "Юсуповнч", &["Юсупович"]);
        check(FieldKind::Surname, "Хасанов", &["Ҳасанов"]);
    }

    #[test]
    fn a_word_of_a_place_is_found_and_the_rest_stays() {
        check(FieldKind::Place, "г. Ленннабад", &["г. Ленинабад"]);
        assert!(knows(FieldKind::Place, "г. Ленинабад"));
    }

    #[test]
    fn an_ethnicity_is_found() {
        check(FieldKind::Ethnicity, "табжик", &["таджик"]);
        check(FieldKind::Ethnicity, "узбик", &[]);
        check(FieldKind::Ethnicity, "таджин", &[]);
        check(FieldKind::Ethnicity, "тоҷнк", &["тоҷик"]);
    }

    #[test]
    fn what_is_listed_and_what_no_list_is_for_has_nothing_near() {
        check(FieldKind::Given, "Муҳаммад", &[]);
        check(FieldKind::Number, "1936", &[]);
        assert!(!knows(FieldKind::Given, "Рустамшо"));
    }
}
